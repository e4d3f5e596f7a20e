//! What can be pasted elsewhere: the example of a call, in each way in which it can be sent.

mod curl;
mod json;
mod pairs;
mod request;

use self::request::Request;
use super::section::{Language, Snippet};
use crate::emit::sample;
use crate::model::{Api, Call, Place};

/// The snippets of a call. None, if no values are known that pass.
pub(super) fn of(api: &Api, call: &Call, rust: Option<String>) -> Vec<Snippet> {
    let Some(samples) = sample::of(api, call) else {
        return Vec::new();
    };
    let request = Request::of(api, call, &samples);
    let mut snippets = Vec::new();
    let mut add = |language, code: Option<String>| {
        snippets.extend(code.map(|code| Snippet { language, code }));
    };
    add(Language::Rust, rust);
    let mut places = call.sends.iter().copied();
    let place = places.find(|place| request.fits(*place));
    add(
        Language::Curl,
        place.map(|place| curl::command(&request, place)),
    );
    let sends = |place| call.sends.contains(&place) && request.fits(place);
    let json = sends(Place::Json).then(|| request.json());
    add(Language::Json, json.flatten().map(|json| json.pretty()));
    let form = sends(Place::Form).then(|| pairs::form(&request.form()));
    add(Language::Form, form.filter(|form| !form.is_empty()));
    snippets
}

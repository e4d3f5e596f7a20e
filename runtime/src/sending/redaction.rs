//! Takes what was sent, and nobody may see, out of what the server says.

use std::cmp::Reverse;
use std::collections::HashSet;

use base64::Engine as _;
use secrecy::{ExposeSecret as _, SecretString};

use super::decoding::Decoding;
use super::needle::{Needle, WITHIN_WORDS};
use crate::descriptor::{CallDescriptor, Rule};
use crate::encoding::{Credentials, basic};
use crate::value::{Json, Params, Value};

/// Shorter values stand in every other word: hiding them would hide the words, and tell nothing.
const SHORTEST: usize = 3;

/// The values of a call that must not be shown, and what stands for each.
pub(super) struct Redaction(Vec<(Needle, &'static str)>, HashSet<Needle>);

impl Redaction {
    /// What is secret or personal in these parameters, or nobody knows what it is, the credentials, and
    /// the headers that the caller added.
    pub(super) fn of(
        call: &CallDescriptor,
        params: &Params,
        credentials: &Credentials,
        headers: &[(String, SecretString)],
    ) -> Self {
        let mut redaction = Self(Vec::new(), HashSet::new());
        for value in credentials.values_for(call) {
            redaction.hide(value, "<secret>");
        }
        let formatted = credentials.formatted_for(call).unwrap_or_default();
        for (_, value) in &formatted {
            redaction.hide(value, "<secret>");
        }
        if let Some(basic) = basic(&formatted) {
            redaction.hide(&basic, "<secret>");
        }
        for (_, value) in headers {
            redaction.header(value.expose_secret());
        }
        redaction.nested(params, None);
        redaction
    }

    /// The text without them, however it writes them, and without e-mail addresses, whoever they are of.
    pub(super) fn apply(&self, text: &str) -> String {
        let mut hidden = Vec::new();
        for decoding in Decoding::all(text) {
            for (value, mark) in &self.0 {
                hidden.extend(decoding.places_of(value).map(|place| (place, *mark)));
            }
            hidden.extend(
                decoding
                    .addresses()
                    .map(|place| (place, "<e-mail address>")),
            );
        }
        // What begins first, and of these the longest.
        hidden.sort_by_key(|(place, _)| (place.start, Reverse(place.end)));
        let (mut shown, mut from) = (String::with_capacity(text.len()), 0);
        for (place, mark) in hidden {
            if place.start >= from {
                shown.push_str(text.get(from..place.start).unwrap_or_default());
                shown.push_str(mark);
            }
            from = from.max(place.end);
        }
        shown.push_str(text.get(from..).unwrap_or_default());
        shown
    }

    /// A header as a whole, and its parts: `Bearer` and a token, or cookies.
    fn header(&mut self, value: &str) {
        self.hide(value, "<secret>");
        let parts = value.split([' ', ';', ',', '=', '"']);
        for part in parts.filter(|part| part.len() >= WITHIN_WORDS) {
            self.hide(part, "<secret>");
        }
        let basic = value.split_once(' ').map_or("", |(_, basic)| basic.trim());
        let user = base64::engine::general_purpose::STANDARD.decode(basic);
        if let Ok(user) = user.map(|user| String::from_utf8_lossy(&user).into_owned()) {
            user.splitn(2, ':')
                .for_each(|part| self.hide(part, "<secret>"));
        }
    }

    fn value(&mut self, value: &Value, mark: Option<&'static str>) {
        if let Some(json) = value.raw_json() {
            let texts = Json::texts(json);
            return texts
                .into_iter()
                .for_each(|text| self.hide(&text, mark.unwrap_or("<json>")));
        }
        for row in value.nested_rows().unwrap_or_default() {
            self.nested(row, mark);
        }
        if let Some(object) = value.nested_object() {
            self.nested(object, mark);
        }
        let text = value.text_form().filter(|text| is_nested(text));
        for text in text.map(Json::texts).unwrap_or_default() {
            self.hide(&text, mark.unwrap_or("<json>"));
        }
        let Some(mark) = mark else { return };
        match value.items() {
            Some(items) => items.iter().for_each(|item| self.hide(item, mark)),
            None => {
                if let Some(text) = value.text_form() {
                    self.hide(text, mark);
                }
            }
        }
    }

    /// What is plain by itself is not, within something that is personal.
    fn nested(&mut self, row: &Params, mark: Option<&'static str>) {
        for (key, value) in row.set() {
            let json = matches!(key.limit.rule, Rule::Json).then_some("<json>");
            self.value(value, key.holds.mark().or(mark).or(json));
        }
        for (_, value) in row.custom() {
            self.value(value, Some("<custom>"));
        }
    }

    fn hide(&mut self, value: &str, mark: &'static str) {
        for form in Needle::all(value) {
            if form.characters.len() >= SHORTEST && self.1.insert(form.clone()) {
                self.0.push((form, mark));
            }
        }
    }
}

/// Whether a text is JSON with texts of its own in it.
fn is_nested(text: &str) -> bool {
    text.trim_start().starts_with(['{', '[']) && crate::json::is_json(text)
}

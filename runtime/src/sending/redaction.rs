//! Takes what was sent, and nobody may see, out of what the server says.

use std::cmp::Reverse;
use std::collections::HashSet;

use base64::Engine as _;
use percent_encoding::percent_decode_str;
use secrecy::{ExposeSecret as _, SecretString};

use super::decoding::Decoding;
use super::needle::{Needle, WITHIN_WORDS};
use crate::descriptor::{CallDescriptor, OAuthPart, Rule};
use crate::encoding::{Credentials, basic};
use crate::value::{Json, Params, Value};

/// Shorter values stand in every other word: hiding them would hide the words, and tell nothing.
const SHORTEST: usize = 3;

/// Looking for more of them would keep everybody else on this thread waiting.
const MOST: usize = 2_000;

/// The values of a call that must not be shown, and what stands for each.
pub(super) struct Redaction {
    hidden: Vec<(Needle, &'static str)>,
    known: HashSet<Needle>,
    /// What stands for the whole of a text, where what was sent cannot be taken out of it.
    instead: Option<&'static str>,
}

impl Redaction {
    /// What is secret or personal in these parameters, or nobody knows what it is, the credentials, and
    /// the headers that the caller added.
    pub(super) fn of(
        call: &CallDescriptor,
        params: &Params,
        credentials: &Credentials,
        headers: &[(String, SecretString)],
    ) -> Self {
        let mut redaction = Self::nothing();
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
        if let Some(body) = params.body() {
            let text = String::from_utf8_lossy(&body.bytes);
            redaction.hide(&text, "<custom>");
            if crate::json::is_json(&text) {
                let texts = Json::texts(&text);
                texts
                    .iter()
                    .for_each(|text| redaction.hide(text, "<custom>"));
            } else if !text.trim().is_empty() {
                // Nobody knows where in it one value ends and the next begins.
                redaction.instead = Some("<not shown: the body that was sent is not JSON>");
            }
        }
        redaction
    }

    /// What a request for an access token shows: these credentials, and the header that is made of them.
    pub(super) fn of_token(credentials: &Credentials, authorization: Option<&str>) -> Self {
        let mut redaction = Self::nothing();
        for part in [
            OAuthPart::ClientId,
            OAuthPart::ClientSecret,
            OAuthPart::RefreshToken,
        ] {
            if let Some(value) = credentials.oauth_part(part) {
                redaction.hide(value.expose_secret(), "<secret>");
            }
        }
        if let Some(value) = authorization {
            redaction.header(value);
        }
        redaction
    }

    fn nothing() -> Self {
        Self {
            hidden: Vec::new(),
            known: HashSet::new(),
            instead: None,
        }
    }

    /// With the address that an earlier page gave, and the values of its query.
    pub(super) fn with_address(mut self, address: Option<&str>) -> Self {
        let Some(address) = address else { return self };
        self.hide(address, "<personal>");
        let query = address.split_once('?').map_or("", |(_, query)| query);
        for pair in query.split('&') {
            let value = pair.split_once('=').map_or(pair, |(_, value)| value);
            self.hide(value, "<personal>");
            self.hide(&percent_decode_str(value).decode_utf8_lossy(), "<personal>");
        }
        self
    }

    /// The text without them, however it writes them, and without e-mail addresses, whoever they are of.
    pub(super) fn apply(&self, text: &str) -> String {
        if let Some(instead) = self.instead {
            return instead.to_owned();
        }
        let mut hidden = Vec::new();
        for decoding in Decoding::all(text) {
            for (value, mark) in &self.hidden {
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

    fn value(&mut self, value: &Value, mark: Option<&'static str>, is_list: bool) {
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
        for file in value.sent_files().unwrap_or_default() {
            self.hide(file.name(), mark.unwrap_or("<file>"));
        }
        let text = value.text_form().filter(|text| is_nested(text));
        for text in text.map(Json::texts).unwrap_or_default() {
            self.hide(&text, mark.unwrap_or("<json>"));
        }
        let Some(mark) = mark else { return };
        for (name, value) in value.entries().unwrap_or_default() {
            self.hide(name, mark);
            self.hide(value, mark);
        }
        match value.items() {
            Some(items) => items.iter().for_each(|item| self.hide(item, mark)),
            None => {
                if let Some(text) = value.text_form() {
                    self.hide(text, mark);
                    if is_list {
                        text.split(',').for_each(|item| self.hide(item, mark));
                    }
                }
            }
        }
    }

    /// What is plain by itself is not, within something that is personal.
    fn nested(&mut self, row: &Params, mark: Option<&'static str>) {
        for (key, value) in row.set() {
            let json = matches!(key.limit.rule, Rule::Json).then_some("<json>");
            let is_list = key.limit.rule.list().is_some();
            self.value(value, key.holds.mark().or(mark).or(json), is_list);
        }
        for (_, value) in row.custom() {
            self.value(value, Some("<custom>"), false);
        }
    }

    fn hide(&mut self, value: &str, mark: &'static str) {
        if self.instead.is_some() {
            return;
        }
        for form in Needle::all(value) {
            if form.characters.len() >= SHORTEST && self.known.insert(form.clone()) {
                self.hidden.push((form, mark));
            }
        }
        if self.hidden.len() > MOST {
            self.instead = Some("<not shown: too much was sent>");
        }
    }
}

/// Whether a text is JSON with texts of its own in it.
fn is_nested(text: &str) -> bool {
    text.trim_start().starts_with(['{', '[']) && crate::json::is_json(text)
}

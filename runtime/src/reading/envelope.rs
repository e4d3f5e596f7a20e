//! Takes an answer apart, by the keys of its envelope.

use std::borrow::Cow;

use super::row::whole;
use super::words;
use crate::descriptor::{Envelope, ResultCode};
use crate::json::{self, Kind};

/// Most keys of an answer that are looked at. More are no envelope, and cost ten times their length.
const MAX_KEYS: usize = 1 << 16;

/// The parts of an answer, found by the keys of its envelope.
#[derive(Default)]
pub(crate) struct AnswerParts<'b> {
    pub(crate) code: Option<Cow<'b, str>>,
    pub(crate) message: Option<Cow<'b, str>>,
    pub(crate) total: Option<u64>,
    /// Path of the records, and their raw JSON.
    pub(crate) records: Option<(&'static str, &'b str)>,
    /// The error texts, in one.
    pub(crate) error: Option<Cow<'b, str>>,
    /// Other keys, with their raw JSON.
    pub(crate) extra: Vec<(Cow<'b, str>, &'b str)>,
}

impl Envelope {
    /// Opens an answer of an API with these codes. Its syntax is checked to the end, so that parts of it can be
    /// read later.
    pub(crate) fn open<'b>(
        &self,
        body: &'b str,
        codes: &[ResultCode],
    ) -> serde_json::Result<AnswerParts<'b>> {
        let mut parts = AnswerParts::default();
        let mut top = Vec::new();
        if Kind::of(body) == Kind::Object {
            let checked = json::check_entries(body, |key, raw| self.keep(&mut top, key, raw));
            if let Err(error) = checked {
                // A key with half a surrogate pair is odd, and no reason to read nothing.
                json::check(body).map_err(|_| error)?;
                top.clear();
                json::entries(body, |key, raw| self.keep(&mut top, key, raw));
            }
        } else {
            json::check(body)?;
        }
        let taken = self.take_records(&top, body, &mut parts);
        let other_errors = self.other_errors(&top);
        for (position, (key, raw)) in top.into_iter().enumerate() {
            let at = |path: Option<&'static str>| self.below(path?, &key, raw);
            // What stands at a path is part of a key that may hold more, and is kept as an extra too.
            let is_all = |path: Option<&str>| path.is_some_and(|path| self.same(path, &key));
            let mut is_extra = true;
            if let (None, Some(raw)) = (&parts.code, at(self.code)) {
                parts.code = code(raw, codes);
                is_extra &= !is_all(self.code);
            }
            if let (None, Some(raw)) = (&parts.message, at(self.message)) {
                parts.message = json::scalar(raw);
                is_extra &= !is_all(self.message);
            }
            if let (None, Some(raw)) = (&parts.total, at(self.total)) {
                parts.total = json::scalar(raw).and_then(|text| whole(&text)?.parse().ok());
                is_extra &= !is_all(self.total);
            }
            if let (None, Some(raw)) = (&parts.error, at(self.errors)) {
                parts.error = Some(raw)
                    .filter(|raw| json::says_something(raw))
                    .and_then(words::of_texts)
                    .map(Cow::Owned);
                is_extra &= !is_all(self.errors);
            }
            if is_extra && taken != Taken::Key(position) && taken != Taken::Body {
                parts.extra.push((key, raw));
            }
        }
        if let (None, Some((path, text))) = (&parts.error, other_errors) {
            parts.error = Some(Cow::Owned(text));
            parts.extra.retain(|(key, _)| !self.same(path, key));
        }
        Ok(parts)
    }

    /// The error texts at the first of the other paths that has some, whatever else its key holds.
    fn other_errors(&self, top: &[(Cow<'_, str>, &str)]) -> Option<(&'static str, String)> {
        let found = |path: &str| {
            let mut found = top
                .iter()
                .filter_map(|(key, raw)| self.below(path, key, raw));
            found
                .find(|raw| json::says_something(raw))
                .and_then(words::of_texts)
        };
        let mut paths = self.other_errors.iter();
        paths.find_map(|path| Some((*path, found(path)?)))
    }

    /// What stands at a path such as `error.code`, if it begins with this key.
    fn below<'b>(&self, path: &str, key: &str, raw: &'b str) -> Option<&'b str> {
        if self.same(path, key) {
            return Some(raw);
        }
        let (first, rest) = path.split_once('.')?;
        self.same(first, key).then(|| self.follow(raw, rest))?
    }

    /// Keeps a key of the answer: the first ones, and after them no more than the envelope needs.
    fn keep<'b>(&self, top: &mut Vec<(Cow<'b, str>, &'b str)>, key: Cow<'b, str>, raw: &'b str) {
        let is_needed = match top.get(MAX_KEYS..) {
            None => true,
            Some(more) => self.names(&key) && !more.iter().any(|(known, _)| self.same(known, &key)),
        };
        if top.len() < MAX_KEYS || is_needed {
            top.push((key, raw));
        }
    }

    fn take_records<'b>(
        &self,
        top: &[(Cow<'b, str>, &'b str)],
        body: &'b str,
        parts: &mut AnswerParts<'b>,
    ) -> Taken {
        let mut nothing = Taken::Nothing;
        for path in self.records {
            if *path == "." {
                // An object that says more than that is the record, and the key a field of it.
                if nothing != Taken::Nothing && top.iter().all(|(key, _)| self.names(key)) {
                    break;
                }
                parts.records = Some((path, body));
                return Taken::Body;
            }
            let (first, rest) = path
                .split_once('.')
                .map_or((*path, None), |(a, b)| (a, Some(b)));
            let Some(position) = top.iter().position(|(key, _)| self.same(first, key)) else {
                continue;
            };
            let Some((_, raw)) = top.get(position) else {
                continue;
            };
            let there = rest.map_or(Some(*raw), |rest| self.follow(raw, rest));
            // What is nothing on the way there is nothing there too.
            let is_nothing = |raw: &&str| match Kind::of(raw) {
                Kind::Object | Kind::Array => json::is_empty(raw),
                _ => json::scalar(raw).is_none(),
            };
            let Some(raw) = there.or_else(|| Some(*raw).filter(is_nothing)) else {
                continue;
            };
            if there.is_none()
                || (rest.is_none() && !matches!(Kind::of(raw), Kind::Object | Kind::Array))
            {
                // Not a record, and not yet proof that there are none.
                if nothing == Taken::Nothing {
                    nothing = Taken::Key(position);
                    parts.records = Some((path, raw));
                }
                continue;
            }
            parts.records = Some((path, raw));
            return Taken::Key(position);
        }
        nothing
    }

    /// The piece of JSON at a path such as `result.rows`, below a piece whose syntax was checked. `.` is
    /// all of it.
    pub(crate) fn at<'b>(&self, raw: &'b str, path: &str) -> Option<&'b str> {
        match path {
            "." => Some(raw),
            path => self.follow(raw, path),
        }
    }

    fn follow<'b>(&self, raw: &'b str, path: &str) -> Option<&'b str> {
        path.split('.').try_fold(raw, |raw, step| {
            if Kind::of(raw) != Kind::Object {
                return None;
            }
            let mut found = None;
            json::any_entry(raw, |key, raw| {
                found = self.same(step, &key).then_some(raw);
                found.is_some()
            });
            found
        })
    }

    /// Whether the envelope gives this key a meaning.
    fn names(&self, key: &str) -> bool {
        let first = |path: &&'static str| path.split('.').next().unwrap_or_default();
        [self.code, self.message, self.total, self.errors]
            .into_iter()
            .flatten()
            .map(|path| first(&path))
            .chain(self.records.iter().map(first))
            .chain(self.other_errors.iter().map(first))
            .chain(
                self.details
                    .iter()
                    .flat_map(|detail| detail.paths)
                    .map(first),
            )
            .any(|name| self.same(name, key))
    }

    /// Whether a key of the answer is this one.
    pub(super) fn same(&self, name: &str, key: &str) -> bool {
        if self.any_case {
            name.eq_ignore_ascii_case(key)
        } else {
            name == key
        }
    }
}

/// A code. `false` says nothing, as everywhere, unless it is a code of the list.
fn code<'b>(raw: &'b str, codes: &[ResultCode]) -> Option<Cow<'b, str>> {
    match Kind::of(raw) {
        Kind::False => ResultCode::is_listed(codes, raw).then_some(Cow::Borrowed(raw)),
        _ => json::scalar(raw),
    }
}

/// What the records took of the answer, and is no extra therefore.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Taken {
    Nothing,
    Key(usize),
    Body,
}

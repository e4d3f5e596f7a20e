use std::borrow::Cow;

use super::json::{self, Kind};
use crate::descriptor::Envelope;

/// Most keys of an answer that are looked at. More are no envelope, and cost ten times their length.
const MAX_KEYS: usize = 1 << 16;

/// The parts of an answer, found by the keys of its envelope.
#[derive(Default)]
pub(crate) struct Opened<'b> {
    pub(crate) code: Option<Cow<'b, str>>,
    pub(crate) message: Option<Cow<'b, str>>,
    pub(crate) total: Option<u64>,
    /// Raw JSON of the records.
    pub(crate) records: Option<&'b str>,
    /// The first of the error texts.
    pub(crate) error: Option<Cow<'b, str>>,
    /// Other keys, with their raw JSON.
    pub(crate) extra: Vec<(Cow<'b, str>, &'b str)>,
}

impl Envelope {
    /// Opens an answer. Its syntax is checked to the end, so that parts of it can be read later.
    pub(crate) fn open<'b>(&self, body: &'b str) -> serde_json::Result<Opened<'b>> {
        let mut opened = Opened::default();
        let mut top = Vec::new();
        if Kind::of(body) == Kind::Object {
            json::check_entries(body, |key, raw| {
                let more = top.get(MAX_KEYS..);
                // The first ones, and after them no more than the envelope needs.
                let is_first = |key: &str| {
                    more.is_none_or(|more: &[(Cow<'b, str>, &str)]| {
                        self.names(key) && !more.iter().any(|(known, _)| self.same(known, key))
                    })
                };
                if top.len() < MAX_KEYS || is_first(&key) {
                    top.push((key, raw));
                }
            })?;
        } else {
            json::check(body)?;
        }
        let taken = self.take_records(&top, body, &mut opened);
        for (position, (key, raw)) in top.into_iter().enumerate() {
            let is = |name: Option<&str>| name.is_some_and(|name| self.same(name, &key));
            if is(self.code) && opened.code.is_none() {
                opened.code = json::scalar(raw);
            } else if is(self.message) && opened.message.is_none() {
                opened.message = json::scalar(raw);
            } else if is(self.total) && opened.total.is_none() {
                opened.total = json::scalar(raw).and_then(|text| text.trim().parse().ok());
            } else if is(self.errors) && opened.error.is_none() {
                opened.error = first_text(raw);
            } else if taken != Taken::Key(position) && taken != Taken::Body {
                opened.extra.push((key, raw));
            }
        }
        Ok(opened)
    }

    fn take_records<'b>(
        &self,
        top: &[(Cow<'b, str>, &'b str)],
        body: &'b str,
        opened: &mut Opened<'b>,
    ) -> Taken {
        let mut nothing = Taken::Nothing;
        for path in self.records {
            if *path == "." {
                // An object that says more than that is the record, and the key a field of it.
                if nothing != Taken::Nothing && top.iter().all(|(key, _)| self.names(key)) {
                    break;
                }
                opened.records = Some(body);
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
            let Some(raw) = rest.map_or(Some(*raw), |rest| self.follow(raw, rest)) else {
                continue;
            };
            if rest.is_none() && !matches!(Kind::of(raw), Kind::Object | Kind::Array) {
                // Not a record, and not yet proof that there are none.
                if nothing == Taken::Nothing {
                    nothing = Taken::Key(position);
                    opened.records = Some(raw);
                }
                continue;
            }
            opened.records = Some(raw);
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
            json::entries(raw, |key, raw| {
                if found.is_none() && self.same(step, &key) {
                    found = Some(raw);
                }
            })?;
            found
        })
    }

    /// Whether the envelope gives this key a meaning.
    fn names(&self, key: &str) -> bool {
        let first = |path: &&'static str| path.split('.').next().unwrap_or_default();
        [self.code, self.message, self.total, self.errors]
            .into_iter()
            .flatten()
            .chain(self.records.iter().map(first))
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

/// What the records took of the answer, and is no extra therefore.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Taken {
    Nothing,
    Key(usize),
    Body,
}

/// The first text in a text, an array of texts or an object of (arrays of) texts.
fn first_text(raw: &str) -> Option<Cow<'_, str>> {
    let mut pending = vec![(raw, 0)];
    while let Some((raw, depth)) = pending.pop() {
        let mut inner = Vec::new();
        match Kind::of(raw) {
            Kind::Array if depth < 3 => {
                json::elements(raw, |raw| inner.push((raw, depth + 1)));
            }
            Kind::Object if depth < 3 => {
                json::entries(raw, |_, raw| inner.push((raw, depth + 1)))?;
            }
            _ => match json::scalar(raw) {
                Some(text) => return Some(text),
                None => continue,
            },
        }
        pending.extend(inner.into_iter().rev());
    }
    None
}

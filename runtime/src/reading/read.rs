use std::sync::Arc;

use super::envelope::Opened;
use super::json::{self, Kind, Span};
use super::page::Page;
use super::reply::Answer;
use crate::descriptor::{CallDescriptor, RecordKind, Returns};
use crate::{Error, Record, Refusal, Reply, Response, Row, ServerText};

/// How deep records are looked for by a key. What is deeper is kept as an odd record.
const MAX_DEPTH: usize = 16;

/// Reads the answer to a call. Pure.
///
/// # Errors
///
/// [`Error::Refused`] if the answer has a result code that is no success, [`Error::Status`] if its
/// HTTP status is none, [`Error::Undecodable`] if it cannot be read.
pub fn read<R: Record>(
    call: &'static CallDescriptor,
    response: Response,
) -> Result<Reply<R>, Error> {
    let (answer, page) = read_answer(call, R::KIND, response)?;
    Ok(Reply::new(
        answer,
        Row::all(page).map(R::from_row).collect(),
    ))
}

fn read_answer(
    call: &'static CallDescriptor,
    kind: &'static RecordKind,
    response: Response,
) -> Result<(Answer, Page), Error> {
    let Response {
        status,
        headers,
        body,
    } = response;
    if u32::try_from(body.len()).is_err() {
        return Err(Error::TooLarge {
            call: call.name,
            limit: u32::MAX as usize,
        });
    }
    if !(200..300).contains(&status) {
        return Err(failure(call, status, &body));
    }
    let unreadable = |path: String, found: String| Error::Undecodable {
        call: call.name,
        path,
        found,
    };
    let body: Arc<str> = match String::from_utf8(body) {
        Ok(text) => Arc::from(text),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            return Err(unreadable(
                format!("byte {at}"),
                "text that is not UTF-8".to_owned(),
            ));
        }
    };
    let text = json_text(&body);
    let nothing_to_say = text.is_empty() && call.envelope.code.is_none();
    let opened = if nothing_to_say {
        Opened::default()
    } else {
        call.envelope.open(text).map_err(|error| {
            let (path, found) = not_json(text, &error);
            unreadable(path, found)
        })?
    };
    if let Some(refusal) = refusal(call, status, &opened) {
        return Err(Error::Refused(refusal));
    }
    if let (Some(key), None) = (call.envelope.code, &opened.code) {
        let found = match Kind::of(text) {
            Kind::Object => "an object without a result code".to_owned(),
            other => format!(
                "{} of {} bytes instead of an object",
                other.name(),
                text.len()
            ),
        };
        return Err(unreadable(key.to_owned(), found));
    }
    let mut found = Found {
        body: &body,
        objects: Vec::new(),
        odd: Vec::new(),
    };
    if let Some(raw) = opened.records {
        found.collect(raw, call.returns, call.envelope.any_case);
    }
    let (objects, mut odd) = (found.objects, found.odd);
    let (page, unreadable) = Page::read(&body, kind, &objects);
    odd.extend(unreadable);
    let extra = opened
        .extra
        .iter()
        .map(|(key, raw)| (key.to_string(), Span::of(&body, raw)))
        .collect();
    let answer = Answer {
        call: call.name,
        status,
        headers,
        code: opened.code.map(|code| code.into_owned()),
        message: opened.message.map(|message| message.into_owned()),
        total: opened.total,
        extra,
        odd,
        body: Arc::clone(&body),
    };
    Ok((answer, page))
}

/// The body without a byte order mark and the white space around it.
fn json_text(body: &str) -> &str {
    body.trim_start_matches('\u{feff}').trim()
}

/// Says where the text stops being JSON and what it is, without quoting it.
fn not_json(text: &str, error: &serde_json::Error) -> (String, String) {
    let bytes = text.len();
    if text.is_empty() {
        return ("byte 0".to_owned(), "an empty body".to_owned());
    }
    let place = format!("line {}, column {}", error.line(), error.column());
    let found = if text.starts_with("<?xml") {
        format!("XML of {bytes} bytes")
    } else if text.starts_with('<') {
        format!("HTML of {bytes} bytes")
    } else if error.is_eof() {
        format!("JSON of {bytes} bytes that ends too early")
    } else {
        format!("invalid JSON in {bytes} bytes")
    };
    (place, found)
}

/// What an answer without a success status says. Anybody on the way may have sent it: only a code that
/// the document lists counts as the API's own word.
fn failure(call: &'static CallDescriptor, status: u16, body: &[u8]) -> Error {
    let opened = std::str::from_utf8(body)
        .ok()
        .and_then(|body| call.envelope.open(json_text(body)).ok())
        .unwrap_or_default();
    match refusal(call, status, &opened) {
        Some(refusal) if refusal.is_documented() => Error::Refused(refusal),
        _ => Error::Status {
            call: call.name,
            status,
            message: opened.message.or(opened.error).map(ServerText::new),
        },
    }
}

fn refusal(call: &'static CallDescriptor, status: u16, opened: &Opened<'_>) -> Option<Refusal> {
    let message = opened.message.as_deref().or(opened.error.as_deref());
    Refusal::of(call, status, opened.code.as_deref(), message)
}

/// The records of an answer, and what stands among them.
struct Found<'b> {
    body: &'b str,
    objects: Vec<Span>,
    odd: Vec<Span>,
}

impl<'b> Found<'b> {
    fn collect(&mut self, raw: &'b str, returns: Returns, any_case: bool) {
        let found_by = match returns {
            Returns::One { found_by } | Returns::Many { found_by } => found_by,
            Returns::Outcome => None,
        };
        match (Kind::of(raw), found_by) {
            (Kind::Object | Kind::Array, Some(key)) => self.search(raw, key, any_case),
            (Kind::Object, None) => self.add(raw),
            (Kind::Array, None) => {
                let body = self.body;
                let (objects, odd) = (&mut self.objects, &mut self.odd);
                // The syntax was checked when the envelope was opened.
                let _ = json::elements(raw, |element| match Kind::of(element) {
                    Kind::Object => objects.push(Span::of(body, element)),
                    _ => odd.push(Span::of(body, element)),
                });
            }
            _ if json::scalar(raw).is_none() => {}
            _ => self.odd.push(Span::of(self.body, raw)),
        }
    }

    /// Adds a lone object, unless it is empty: `{}` says that there is nothing.
    fn add(&mut self, raw: &'b str) {
        if !json::is_empty_object(raw) {
            self.objects.push(Span::of(self.body, raw));
        }
    }

    /// Looks for objects that have the key, in the order of the answer, without recursion.
    fn search(&mut self, raw: &'b str, wanted: &str, any_case: bool) {
        let mut pending = vec![(raw, 0)];
        while let Some((raw, depth)) = pending.pop() {
            let kind = Kind::of(raw);
            let mut inner = Vec::new();
            let mut has_key = false;
            let outcome = match kind {
                _ if depth > MAX_DEPTH => {
                    self.odd.push(Span::of(self.body, raw));
                    continue;
                }
                Kind::Object => json::entries(raw, |key, value| {
                    has_key |= key == wanted || (any_case && key.eq_ignore_ascii_case(wanted));
                    // Texts beside groups of records describe the group.
                    if matches!(Kind::of(value), Kind::Object | Kind::Array) {
                        inner.push((value, depth + 1));
                    }
                }),
                Kind::Array => json::elements(raw, |value| inner.push((value, depth + 1))),
                _ => {
                    self.odd.push(Span::of(self.body, raw));
                    continue;
                }
            };
            if outcome.is_err() {
                self.odd.push(Span::of(self.body, raw));
            } else if has_key {
                self.objects.push(Span::of(self.body, raw));
            } else if kind == Kind::Object && inner.is_empty() && depth > 0 {
                // Neither a record nor a group: kept, in case the key is spelled another way.
                self.odd.push(Span::of(self.body, raw));
            } else {
                pending.extend(inner.into_iter().rev());
            }
        }
    }
}

//! Reads the answer to a call.

use std::sync::Arc;

use http::HeaderMap;

use super::body::{Body, json_text, text_of};
use super::details::details;
use super::envelope::AnswerParts;
use super::expectation::Expectation;
use super::page::Page;
use super::record_collector::RecordCollector;
use super::reply::Answer;
use super::shape::{Shape, ShapeCheck};
use super::unreadable::Unreadable;
use super::unsuccessful::{self, CodeAndMessage};
use super::utf8::Repaired;
use super::words;
use super::{Record, Reply, Response};
use crate::descriptor::{CallDescriptor, Meaning, Method, Nothing, RecordKind, Returns};
use crate::error::{Cause, Error, FailedResponse, Refusal, Safety};
use crate::json::{Kind, Span};

/// Reads the answer to a call. Pure. Nothing is known of what was sent: a redirect that tells of a
/// success may lead anywhere, and a list is taken to be asked for from its start.
///
/// # Errors
///
/// [`Cause::Refused`] if the answer has a result code that is no success, [`Cause::Status`] if its
/// HTTP status is none, [`Cause::Undecodable`] if it cannot be read or does not hold what the call returns.
/// [`Error::response`] has the answer in each case.
pub fn read<R: Record>(
    call: &'static CallDescriptor,
    response: Response,
) -> Result<Reply<R>, Error> {
    let (answer, page) = read_answer(call, R::KIND, &Expectation::unknown(), response)?;
    Ok(Reply::of(answer, page))
}

pub(crate) fn read_answer(
    call: &'static CallDescriptor,
    kind: &'static RecordKind,
    expected: &Expectation,
    response: Response,
) -> Result<(Answer, Page), Error> {
    let Response {
        status,
        mut headers,
        body,
    } = response;
    let mut body = Body {
        bytes: body,
        text: None,
    };
    let reader = AnswerReader {
        call,
        kind,
        expected,
        status,
    };
    reader.read(&mut headers, &mut body).map_err(|cause| {
        let words = words::of_body(call.envelope, status, &headers, body.bytes());
        Error::new(cause.with_words(words.as_deref()), Safety::of_call(call))
            .with_words(words)
            .with_details(details(call.envelope, &headers, body.bytes()))
            .with_response(FailedResponse::new(status, headers, body.bytes(), true))
    })
}

struct AnswerReader<'a> {
    call: &'static CallDescriptor,
    kind: &'static RecordKind,
    expected: &'a Expectation,
    status: u16,
}

impl AnswerReader<'_> {
    fn read(&self, headers: &mut HeaderMap, body: &mut Body) -> Result<(Answer, Page), Cause> {
        let Self {
            call, kind, status, ..
        } = *self;
        if u32::try_from(body.bytes.len()).is_err() {
            return Err(Cause::TooLarge {
                call: call.name,
                limit: u32::MAX as usize,
                by_spec: false,
            });
        }
        if !(200..300).contains(&status) {
            let target = &self.expected.target;
            return match unsuccessful::interpret(call, status, headers, &body.bytes, target) {
                Err(Cause::Refused(refusal)) if is_nothing(call, &refusal) => {
                    let by_status = refusal.is_by_status();
                    let said = CodeAndMessage::of(refusal);
                    let (mut answer, page) = self.without_records(headers, body, said);
                    answer.by_status = by_status;
                    Ok((answer, page))
                }
                Err(cause) => Err(cause),
                Ok(said) => Ok(self.without_records(headers, body, said)),
            };
        }
        if call.returns.is_body() {
            return self.whole_body(headers, body);
        }
        if self.only_status_tells() && words::is_plain(headers, &body.bytes) {
            let nothing = CodeAndMessage {
                code: None,
                message: None,
            };
            return Ok(self.without_records(headers, body, nothing));
        }
        let unreadable = Unreadable { call, kind };
        let (text, damage) = text_of(body, headers, unreadable)?;
        body.text = Some(Arc::clone(&text));
        let json = json_text(&text);
        let parts = self.open(json, headers, unreadable)?;
        let code = parts.code.as_deref().unwrap_or_default();
        if !damage.is_empty() && code.contains(char::REPLACEMENT_CHARACTER) {
            // Then nobody knows what the answer says.
            let at = body
                .bytes
                .utf8_chunks()
                .next()
                .map_or(0, |it| it.valid().len());
            return Err(unreadable.not_text(&body.bytes, at, headers));
        }
        let refusal = parts.refusal(call, status, json.as_bytes());
        let nothing_there = refusal
            .as_ref()
            .is_some_and(|refusal| is_nothing(call, refusal));
        if let Some(refusal) = refusal.filter(|_| !nothing_there) {
            return Err(Cause::Refused(refusal));
        }
        let check = ShapeCheck {
            call,
            kind,
            text: json,
            parts: &parts,
            from_start: self.expected.from_start,
            may_be_empty: self.may_be_empty(),
            is_accepted: self.is_accepted() && matches!(call.returns, Returns::One { .. }),
        };
        let raw = if nothing_there {
            None
        } else {
            match check.shape() {
                Shape::Records(raw) => Some(raw),
                Shape::Nothing => None,
                Shape::Wrong(wrong) => return Err(unreadable.wrong_shape(wrong)),
            }
        };
        let mut found = RecordCollector::new(&text, kind, call);
        if let Some(raw) = raw {
            found.collect(raw);
        }
        let (page, mut odd) = found.finish();
        if page.rows.is_empty()
            && let Some(wrong) = check.without_found(odd.len())
        {
            return Err(unreadable.wrong_shape(wrong));
        }
        let damaged = damaged_rows(&page, &damage, &mut odd);
        let headers = std::mem::take(headers);
        let mut answer = answer(call, status, headers, &text, parts, json);
        answer.odd = odd;
        answer.damaged = damaged;
        Ok((answer, page))
    }

    /// The parts of an answer with a success status, which must have what tells of a success.
    fn open<'b>(
        &self,
        text: &'b str,
        headers: &HeaderMap,
        unreadable: Unreadable,
    ) -> Result<AnswerParts<'b>, Cause> {
        let envelope = self.call.envelope;
        // What an answer must have, where the status does not tell all.
        let needed = envelope
            .code
            .or(envelope.code_header)
            .filter(|_| !envelope.code_may_lack)
            .or(envelope
                .success
                .and(envelope.message.or(envelope.message_header))
                .or(envelope.success));
        let of_headers = AnswerParts::default().with_headers(envelope, headers);
        let is_told = of_headers.code.is_some()
            || (envelope.success.is_some() && of_headers.message.is_some());
        if text.is_empty() && (is_told || needed.is_none()) && self.may_be_empty() {
            return Ok(of_headers);
        }
        let parts = envelope
            .open(text, self.call.api.result_codes)
            .map_err(|error| unreadable.not_json(text, &error))?
            .with_headers(envelope, headers);
        let is_object = Kind::of(text) == Kind::Object;
        // Where a message tells of a success, an object without one is a refusal.
        if let (Some(key), None) = (needed, &parts.code)
            && !(is_told || (is_object && envelope.success.is_some()))
        {
            let is_false = |path| envelope.at(text, path).map(Kind::of) == Some(Kind::False);
            let found = match Kind::of(text) {
                Kind::Object if envelope.code.is_some_and(is_false) => {
                    "an object with the result code `false`, which the spec does not list,"
                        .to_owned()
                }
                Kind::Object => "an object without a result code".to_owned(),
                other => format!(
                    "{} of {} bytes instead of an object",
                    other.name(),
                    text.len()
                ),
            };
            return Err(unreadable.wrong_kind(key, found));
        }
        Ok(parts)
    }

    /// Whether an answer without a body says all: by a status that stands for that, or because the call
    /// changes something that is known by then, so that its status tells; or because the spec says that it
    /// means no records. What was created is known by its record alone.
    fn may_be_empty(&self) -> bool {
        let no_records = self.call.envelope.no_records;
        matches!(self.status, 204 | 205)
            || self.is_accepted()
            || matches!(self.call.returns, Returns::Outcome)
            || (self.call.method == Method::Post && !no_records.is_empty())
            || !matches!(self.call.method, Method::Get | Method::Post)
            || no_records.contains(&Nothing::EmptyBody)
    }

    /// Whether nothing in the body of a success could tell anything.
    fn only_status_tells(&self) -> bool {
        let envelope = self.call.envelope;
        let asks = [
            envelope.code,
            envelope.code_header,
            envelope.success,
            envelope.errors,
        ];
        matches!(self.call.returns, Returns::Outcome)
            && asks.iter().all(Option::is_none)
            && envelope.other_errors.is_empty()
    }

    /// Whether a change was taken in, and perhaps not made yet.
    fn is_accepted(&self) -> bool {
        self.status == 202 && self.call.method != Method::Get
    }

    /// An answer that is a success, and whose body is what is returned.
    fn whole_body(
        &self,
        headers: &mut HeaderMap,
        body: &mut Body,
    ) -> Result<(Answer, Page), Cause> {
        let bytes = std::mem::take(&mut body.bytes);
        let max = match self.call.returns {
            Returns::Bytes { max } => usize::try_from(max).unwrap_or(usize::MAX),
            _ => usize::MAX,
        };
        if bytes.len() > max {
            body.bytes = bytes;
            return Err(Cause::TooLarge {
                call: self.call.name,
                limit: max,
                by_spec: true,
            });
        }
        let (text, bytes) = match self.call.returns {
            Returns::Bytes { .. } => (String::new(), bytes),
            _ => (lossy(bytes), Vec::new()),
        };
        let text = Arc::new(text);
        let headers = std::mem::take(headers);
        let parts = AnswerParts::default().with_headers(self.call.envelope, &headers);
        let mut answer = answer(self.call, self.status, headers, &text, parts, "");
        answer.bytes = bytes;
        Ok((answer, Page::new(text, self.kind)))
    }

    /// An answer whose status or address tells all. Its body may be anything.
    fn without_records(
        &self,
        headers: &mut HeaderMap,
        body: &mut Body,
        said: CodeAndMessage,
    ) -> (Answer, Page) {
        let body = Arc::new(lossy(std::mem::take(&mut body.bytes)));
        let text = json_text(&body);
        let parts = self
            .call
            .envelope
            .open(text, self.call.api.result_codes)
            .ok();
        let json = if parts.is_some() { text } else { "" };
        let parts = parts.unwrap_or_default();
        let parts = parts.with_headers(self.call.envelope, headers);
        let headers = std::mem::take(headers);
        let mut answer = answer(self.call, self.status, headers, &body, parts, json);
        answer.code = said.code.or(answer.code);
        answer.message = said.message.or(answer.message);
        (answer, Page::new(body, self.kind))
    }
}

/// The text of a body, with replacement characters for what is none.
fn lossy(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes)
        .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

/// Tells the rows as odd in which something was replaced; how many they are.
fn damaged_rows(page: &Page, damage: &[u32], odd: &mut Vec<Span>) -> usize {
    if damage.is_empty() {
        return 0;
    }
    let before = odd.len();
    let rows = page.rows.iter().map(|row| row.json);
    odd.extend(
        rows.filter(|row| Repaired::is_damaged(damage, row.start(), row.start() + row.len())),
    );
    let damaged = odd.len() - before;
    odd.sort_by_key(|row| row.start());
    damaged
}

fn answer(
    call: &'static CallDescriptor,
    status: u16,
    headers: HeaderMap,
    body: &Arc<String>,
    parts: AnswerParts<'_>,
    json: &str,
) -> Answer {
    let extra = parts
        .extra
        .iter()
        .map(|(key, raw)| (key.to_string(), Span::of(body, raw)))
        .collect();
    Answer {
        call: call.name,
        status,
        headers,
        code: parts.code.map(|code| code.into_owned()),
        message: parts.message.map(|message| message.into_owned()),
        total: parts.total,
        extra,
        odd: Vec::new(),
        damaged: 0,
        body: Arc::clone(body),
        bytes: Vec::new(),
        envelope: call.envelope,
        json: Span::of(body, json),
        by_status: false,
        warnings: None,
        failed_attempts: Vec::new(),
    }
}

/// Whether a refusal only says that there is no record, where that is an answer.
fn is_nothing(call: &CallDescriptor, refusal: &Refusal) -> bool {
    call.empty_when_not_found && refusal.meaning == Meaning::NotFound
}

use std::sync::Arc;

use http::HeaderMap;

use super::envelope::Opened;
use super::found::Found;
use super::json::{self, Kind, Span};
use super::page::Page;
use super::redirected::{Asked, Redirected, Target};
use super::reply::Answer;
use super::shape::{Look, Shape};
use super::unreadable::Unreadable;
use super::utf8::{self, Repaired};
use super::words;
use crate::descriptor::{CallDescriptor, Meaning, Method, Nothing, RecordKind, Returns};
use crate::failing::FailedResponse;
use crate::{Cause, Error, Record, Refusal, Reply, Response, Safety, ServerText};

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
    let (answer, page) = read_answer(call, R::KIND, &Asked::unknown(), response)?;
    Ok(Reply::of(answer, page))
}

pub(crate) fn read_answer(
    call: &'static CallDescriptor,
    kind: &'static RecordKind,
    asked: &Asked,
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
    let reading = Reading {
        call,
        kind,
        asked,
        status,
    };
    reading.read(&mut headers, &mut body).map_err(|cause| {
        let words = words::of_body(call.envelope, status, &headers, body.bytes());
        Error::new(cause.with_words(words.as_deref()), Safety::of_call(call))
            .with_words(words)
            .with_response(FailedResponse::new(status, headers, body.bytes(), true))
    })
}

/// The body of an answer: bytes, and the text that was made of them.
struct Body {
    bytes: Vec<u8>,
    text: Option<Arc<String>>,
}

impl Body {
    fn bytes(&self) -> &[u8] {
        match &self.text {
            Some(text) if self.bytes.is_empty() => text.as_bytes(),
            _ => &self.bytes,
        }
    }
}

struct Reading<'a> {
    call: &'static CallDescriptor,
    kind: &'static RecordKind,
    asked: &'a Asked,
    status: u16,
}

impl Reading<'_> {
    fn read(&self, headers: &mut HeaderMap, body: &mut Body) -> Result<(Answer, Page), Cause> {
        let Self {
            call, kind, status, ..
        } = *self;
        if u32::try_from(body.bytes.len()).is_err() {
            return Err(Cause::TooLarge {
                call: call.name,
                limit: u32::MAX as usize,
            });
        }
        if !(200..300).contains(&status) {
            return match told(call, status, headers, &body.bytes, &self.asked.target) {
                Told::Failure(Cause::Refused(refusal)) if is_nothing(call, &refusal) => {
                    let by_status = refusal.is_by_status();
                    let words = Words::of(refusal);
                    let (mut answer, page) = self.without_records(headers, body, words);
                    answer.by_status = by_status;
                    Ok((answer, page))
                }
                Told::Failure(cause) => Err(cause),
                Told::Success(words) => Ok(self.without_records(headers, body, words)),
            };
        }
        let unreadable = Unreadable { call, kind };
        let (text, damage) = text_of(body, headers, unreadable)?;
        body.text = Some(Arc::clone(&text));
        let json = json_text(&text);
        let opened = self.open(json, unreadable)?;
        let code = opened.code.as_deref().unwrap_or_default();
        if !damage.is_empty() && code.contains(char::REPLACEMENT_CHARACTER) {
            // Then nobody knows what the answer says.
            let at = body
                .bytes
                .utf8_chunks()
                .next()
                .map_or(0, |it| it.valid().len());
            return Err(unreadable.not_text(&body.bytes, at, headers));
        }
        let refusal = refusal(call, status, &opened);
        let nothing_there = refusal
            .as_ref()
            .is_some_and(|refusal| is_nothing(call, refusal));
        if let Some(refusal) = refusal.filter(|_| !nothing_there) {
            return Err(Cause::Refused(refusal));
        }
        let look = Look {
            call,
            kind,
            text: json,
            opened: &opened,
            from_start: self.asked.from_start,
            may_be_empty: self.may_be_empty(),
            is_accepted: self.is_accepted() && matches!(call.returns, Returns::One { .. }),
        };
        let raw = if nothing_there {
            None
        } else {
            match look.shape() {
                Shape::Records(raw) => Some(raw),
                Shape::Nothing => None,
                Shape::Wrong(wrong) => return Err(unreadable.wrong_shape(wrong)),
            }
        };
        let mut found = Found::new(&text, kind, call);
        if let Some(raw) = raw {
            found.collect(raw);
        }
        let (page, mut odd) = found.finish();
        if page.rows.is_empty()
            && let Some(wrong) = look.without_found(odd.len())
        {
            return Err(unreadable.wrong_shape(wrong));
        }
        let damaged = damaged_rows(&page, &damage, &mut odd);
        let headers = std::mem::take(headers);
        let mut answer = answer(call, status, headers, &text, opened, json);
        answer.odd = odd;
        answer.damaged = damaged;
        Ok((answer, page))
    }

    /// The parts of an answer with a success status, which must have what tells of a success.
    fn open<'b>(&self, text: &'b str, unreadable: Unreadable) -> Result<Opened<'b>, Cause> {
        let envelope = self.call.envelope;
        // What an answer must have, where the status does not tell all.
        let needed = envelope
            .code
            .filter(|_| !envelope.code_may_lack)
            .or(envelope.success.and(envelope.message).or(envelope.success));
        if text.is_empty() && needed.is_none() && self.may_be_empty() {
            return Ok(Opened::default());
        }
        let opened = envelope
            .open(text)
            .map_err(|error| unreadable.not_json(text, &error))?;
        let is_object = Kind::of(text) == Kind::Object;
        // Where a message tells of a success, an object without one is a refusal.
        if let (Some(key), None) = (needed, &opened.code)
            && !(is_object && envelope.success.is_some())
        {
            let found = match Kind::of(text) {
                Kind::Object => "an object without a result code".to_owned(),
                other => format!(
                    "{} of {} bytes instead of an object",
                    other.name(),
                    text.len()
                ),
            };
            return Err(unreadable.wrong_kind(key, found));
        }
        Ok(opened)
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

    /// Whether a change was taken in, and perhaps not made yet.
    fn is_accepted(&self) -> bool {
        self.status == 202 && self.call.method != Method::Get
    }

    /// An answer whose status or address tells all. Its body may be anything.
    fn without_records(
        &self,
        headers: &mut HeaderMap,
        body: &mut Body,
        words: Words,
    ) -> (Answer, Page) {
        let bytes = std::mem::take(&mut body.bytes);
        let body = String::from_utf8(bytes)
            .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned());
        let body = Arc::new(body);
        let text = json_text(&body);
        let opened = self.call.envelope.open(text).ok();
        let json = if opened.is_some() { text } else { "" };
        let opened = opened.unwrap_or_default();
        let headers = std::mem::take(headers);
        let mut answer = answer(self.call, self.status, headers, &body, opened, json);
        answer.code = words.code.or(answer.code);
        answer.message = words.message.or(answer.message);
        (answer, Page::new(body, self.kind))
    }
}

/// The text of a body, and where something in it was replaced because it is none.
fn text_of(
    body: &mut Body,
    headers: &HeaderMap,
    unreadable: Unreadable,
) -> Result<(Arc<String>, Vec<u32>), Cause> {
    match String::from_utf8(std::mem::take(&mut body.bytes)) {
        Ok(mut text) => {
            // Records can be kept for long.
            if text.capacity() / 2 > text.len() {
                text.shrink_to_fit();
            }
            Ok((Arc::new(text), Vec::new()))
        }
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            body.bytes = error.into_bytes();
            let repaired = utf8::repair(&body.bytes)
                .filter(|repaired| json::check(json_text(&repaired.text)).is_ok());
            match repaired {
                Some(Repaired { text, places }) => Ok((Arc::new(text), places)),
                None => Err(unreadable.not_text(&body.bytes, at, headers)),
            }
        }
    }
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
    opened: Opened<'_>,
    json: &str,
) -> Answer {
    let extra = opened
        .extra
        .iter()
        .map(|(key, raw)| (key.to_string(), Span::of(body, raw)))
        .collect();
    Answer {
        call: call.name,
        status,
        headers,
        code: opened.code.map(|code| code.into_owned()),
        message: opened.message.map(|message| message.into_owned()),
        total: opened.total,
        extra,
        odd: Vec::new(),
        damaged: 0,
        body: Arc::clone(body),
        envelope: call.envelope,
        json: Span::of(body, json),
        by_status: false,
        warnings: None,
        failed_attempts: Vec::new(),
    }
}

/// The body without a byte order mark and the white space around it.
fn json_text(body: &str) -> &str {
    body.trim_start_matches('\u{feff}').trim()
}

/// What an answer without a success status tells.
enum Told {
    Failure(Cause),
    Success(Words),
}

/// Code and message that an answer has elsewhere than in its body.
struct Words {
    code: Option<String>,
    message: Option<String>,
}

impl Words {
    fn of(refusal: Refusal) -> Self {
        let some =
            |text: ServerText| Some(text.as_str().to_owned()).filter(|text| !text.is_empty());
        Self {
            code: some(refusal.code),
            message: some(refusal.message),
        }
    }
}

/// Anybody on the way may have sent such an answer: only what the document lists counts as the API's
/// own word.
fn told(
    call: &'static CallDescriptor,
    status: u16,
    headers: &HeaderMap,
    body: &[u8],
    target: &Target,
) -> Told {
    let redirected = Redirected::of(call, status, headers);
    if let Some(Redirected {
        code: code @ Some(_),
        message,
    }) = redirected
    {
        let refusal = Refusal::of(call, status, code.as_deref(), message.as_deref(), None);
        return match refusal {
            Some(refusal) => Told::Failure(Cause::Refused(refusal)),
            None => Told::Success(Words { code, message }),
        };
    }
    let text = String::from_utf8_lossy(body);
    let opened = call.envelope.open(json_text(&text)).unwrap_or_default();
    if let Some(refusal) = refusal(call, status, &opened).filter(Refusal::is_documented) {
        return Told::Failure(Cause::Refused(refusal));
    }
    // The others ask for the same request elsewhere, as a proxy would: that is no answer.
    let is_answer = matches!(status, 301..=303) && target.is_reached_by(headers);
    if let Some(Redirected { message, .. }) = redirected.filter(|_| is_answer) {
        return Told::Success(Words {
            code: None,
            message,
        });
    }
    let message = opened.message.or(opened.error);
    let code = opened.code.as_deref();
    Told::Failure(
        match Refusal::by_status(call, status, code, message.as_deref(), body) {
            Some(refusal) => Cause::Refused(refusal),
            None => Cause::Status {
                call: call.name,
                status,
                message: message.map(ServerText::new),
                astray: call.envelope.redirect.is_some() && (300..400).contains(&status),
            },
        },
    )
}

fn refusal(call: &'static CallDescriptor, status: u16, opened: &Opened<'_>) -> Option<Refusal> {
    let (code, message) = (opened.code.as_deref(), opened.message.as_deref());
    Refusal::of(call, status, code, message, opened.error.as_deref())
}

/// Whether a refusal only says that there is no record, where that is an answer.
fn is_nothing(call: &CallDescriptor, refusal: &Refusal) -> bool {
    call.empty_when_not_found && refusal.meaning == Meaning::NotFound
}

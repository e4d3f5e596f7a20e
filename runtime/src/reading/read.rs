use std::sync::Arc;

use http::HeaderMap;

use super::envelope::Opened;
use super::json::{self, Kind, Span};
use super::page::Page;
use super::page_reader::PageReader;
use super::redirected::{Redirected, Target};
use super::reply::Answer;
use super::scanner::Scanner;
use super::unreadable::Unreadable;
use crate::descriptor::{CallDescriptor, Meaning, RecordKind, Returns};
use crate::{Cause, Error, Record, Refusal, Reply, Response, Safety, ServerText};

/// How deep records are looked for by a key. What is deeper is kept as an odd record.
const MAX_DEPTH: usize = 16;

/// Reads the answer to a call. Pure. Nothing is known of what was sent: a redirect that tells of a
/// success may lead anywhere.
///
/// # Errors
///
/// [`Cause::Refused`] if the answer has a result code that is no success, [`Cause::Status`] if its
/// HTTP status is none, [`Cause::Undecodable`] if it cannot be read.
pub fn read<R: Record>(
    call: &'static CallDescriptor,
    response: Response,
) -> Result<Reply<R>, Error> {
    let (answer, page) = read_answer(call, R::KIND, &Target::Anywhere, response)?;
    Ok(Reply::of(answer, page))
}

pub(crate) fn read_answer(
    call: &'static CallDescriptor,
    kind: &'static RecordKind,
    target: &Target,
    response: Response,
) -> Result<(Answer, Page), Error> {
    let Response {
        status,
        headers,
        body,
    } = response;
    let fail = |cause| Err(Error::new(cause, Safety::of_call(call)));
    if u32::try_from(body.len()).is_err() {
        return fail(Cause::TooLarge {
            call: call.name,
            limit: u32::MAX as usize,
        });
    }
    if !(200..300).contains(&status) {
        return match told(call, status, &headers, &body, target) {
            Told::Failure(Cause::Refused(refusal)) if is_nothing(call, &refusal) => {
                let by_status = refusal.is_by_status();
                let words = Words::of(refusal);
                let (mut answer, page) = without_records(call, kind, status, headers, body, words);
                answer.by_status = by_status;
                Ok((answer, page))
            }
            Told::Failure(cause) => fail(cause),
            Told::Success(words) => Ok(without_records(call, kind, status, headers, body, words)),
        };
    }
    let unreadable = Unreadable { call, kind };
    let body = match String::from_utf8(body) {
        Ok(mut text) => {
            // Records can be kept for long.
            if text.capacity() / 2 > text.len() {
                text.shrink_to_fit();
            }
            Arc::new(text)
        }
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            return fail(unreadable.not_text(error.as_bytes(), at, &headers));
        }
    };
    let text = json_text(&body);
    let envelope = call.envelope;
    // What an answer must have, where the status does not tell all.
    let needed = envelope
        .code
        .filter(|_| !envelope.code_may_lack)
        .or(envelope.success.and(envelope.message).or(envelope.success));
    let opened = if text.is_empty() && needed.is_none() {
        Opened::default()
    } else {
        match envelope.open(text) {
            Ok(opened) => opened,
            Err(error) => return fail(unreadable.not_json(text, &error)),
        }
    };
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
        return fail(unreadable.wrong_kind(key, found));
    }
    let refusal = refusal(call, status, &opened);
    let nothing_there = refusal
        .as_ref()
        .is_some_and(|refusal| is_nothing(call, refusal));
    if let Some(refusal) = refusal.filter(|_| !nothing_there) {
        return fail(Cause::Refused(refusal));
    }
    let mut found = Found {
        body: &body,
        page: PageReader::new(&body, kind),
        odd: Vec::new(),
    };
    if let Some(raw) = opened.records.filter(|_| !nothing_there) {
        found.collect(raw, call.returns, call.envelope.any_case);
    }
    let (page, odd) = (found.page.finish(), found.odd);
    let mut answer = answer(call, status, headers, &body, opened, text);
    answer.odd = odd;
    Ok((answer, page))
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
        body: Arc::clone(body),
        envelope: call.envelope,
        json: Span::of(body, json),
        by_status: false,
        warnings: None,
        failed_attempts: Vec::new(),
    }
}

/// An answer whose status or address tells all. Its body may be anything.
fn without_records(
    call: &'static CallDescriptor,
    kind: &'static RecordKind,
    status: u16,
    headers: HeaderMap,
    body: Vec<u8>,
    words: Words,
) -> (Answer, Page) {
    let body = String::from_utf8(body)
        .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned());
    let body = Arc::new(body);
    let text = json_text(&body);
    let opened = call.envelope.open(text).ok();
    let json = if opened.is_some() { text } else { "" };
    let opened = opened.unwrap_or_default();
    let mut answer = answer(call, status, headers, &body, opened, json);
    answer.code = words.code.or(answer.code);
    answer.message = words.message.or(answer.message);
    (answer, Page::new(body, kind))
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
    let opened = std::str::from_utf8(body)
        .ok()
        .and_then(|body| call.envelope.open(json_text(body)).ok())
        .unwrap_or_default();
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

/// The records of an answer, and what stands among them.
struct Found<'b> {
    body: &'b str,
    page: PageReader<'b>,
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
            // `{}` says that there is nothing.
            (Kind::Object, None) if json::is_empty_object(raw) => {}
            (Kind::Object, None) => self.add(raw),
            (Kind::Array, None) => {
                let odd = &mut self.odd;
                self.page
                    .read_array(Span::of(self.body, raw), |other| odd.push(other));
            }
            _ if json::scalar(raw).is_none() => {}
            _ => self.odd.push(Span::of(self.body, raw)),
        }
    }

    fn add(&mut self, raw: &str) {
        let object = Span::of(self.body, raw);
        if !self.page.read_object(object) {
            self.odd.push(object);
        }
    }

    /// Looks for objects that have the key, in the order of the answer, without recursion.
    fn search(&mut self, raw: &'b str, wanted: &str, any_case: bool) {
        let is = |key: &str| key == wanted || (any_case && key.eq_ignore_ascii_case(wanted));
        let mut open = Vec::new();
        self.look_at(Span::of(self.body, raw), &is, &mut open);
        while let Some(group) = open.last_mut() {
            match group.next() {
                Some(value) => self.look_at(value, &is, &mut open),
                None => drop(open.pop()),
            }
        }
    }

    /// Keeps a record or an odd one, and opens a group.
    fn look_at(&mut self, value: Span, is: &impl Fn(&str) -> bool, open: &mut Vec<Group<'b>>) {
        let raw = value.of_text(self.body);
        let kind = Kind::of(raw);
        let is_group = match kind {
            _ if open.len() > MAX_DEPTH => false,
            Kind::Object => {
                let (mut has_key, mut has_inner) = (false, false);
                let readable = json::entries(raw, |key, value| {
                    has_key |= is(&key);
                    has_inner |= matches!(Kind::of(value), Kind::Object | Kind::Array);
                });
                if readable.is_some() && has_key {
                    return self.add(raw);
                }
                // Neither a record nor a group: kept, in case the key is spelled another way.
                readable.is_some() && (has_inner || open.is_empty())
            }
            Kind::Array => true,
            _ => false,
        };
        if is_group {
            open.push(Group {
                inside: Scanner::inside(self.body, value.start()),
                has_keys: kind == Kind::Object,
            });
        } else {
            self.odd.push(value);
        }
    }
}

/// An array or object in which records are looked for, from where that has come to.
struct Group<'b> {
    inside: Scanner<'b>,
    has_keys: bool,
}

impl Group<'_> {
    fn next(&mut self) -> Option<Span> {
        loop {
            let mut first = self.inside.step()?;
            if self.has_keys {
                self.inside.key();
                first = self.inside.first()?;
            }
            let value = self.inside.value().json;
            // Texts beside groups of records describe the group.
            if !self.has_keys || matches!(first, b'{' | b'[') {
                return Some(value);
            }
        }
    }
}

//! Any answer, read as the answer to any call.

use clienttether_generated as api;
use prose_runtime::{
    Call, CallDescriptor, FailedResponse, HeaderMap, HeaderValue, Record, RecordKind, Reply,
    Response, Row, read,
};
use serde_json::value::RawValue;

use super::{assert_one_line, choose, first_line};

/// A call whose answers are read, and how.
type Reader = (
    &'static CallDescriptor,
    fn(&'static CallDescriptor, Response),
);

/// Calls that differ in what they return and in how absence is told.
static READERS: &[Reader] = &[
    (
        api::ReadClientList::DESCRIPTOR,
        check::<api::ReadClientList>,
    ),
    (
        api::ReadClientById::DESCRIPTOR,
        check::<api::ReadClientById>,
    ),
    (
        api::ReadClientExist::DESCRIPTOR,
        check::<api::ReadClientExist>,
    ),
    (
        api::ReadActionPlanById::DESCRIPTOR,
        check::<api::ReadActionPlanById>,
    ),
    (
        api::ReadActionPlanList::DESCRIPTOR,
        check::<api::ReadActionPlanList>,
    ),
    (
        api::ReadOpportunityList::DESCRIPTOR,
        check::<api::ReadOpportunityList>,
    ),
    (
        api::ReadClientHistoryNotes::DESCRIPTOR,
        check::<api::ReadClientHistoryNotes>,
    ),
    (api::ReadProposals::DESCRIPTOR, check::<api::ReadProposals>),
    (api::ReadAllEvents::DESCRIPTOR, check::<api::ReadAllEvents>),
    (api::CreateClient::DESCRIPTOR, check::<api::CreateClient>),
    (
        api::DeleteClientById::DESCRIPTOR,
        check::<api::DeleteClientById>,
    ),
];

/// Reads an answer and asks for everything in it.
///
/// The first line is the name of a call, a status and, for answers with headers, a word more. The rest
/// is the body.
///
/// # Panics
///
/// If something is not as it should be.
pub fn decode(input: &[u8]) {
    let (head, body) = first_line(input);
    let mut words = head.split(|byte| *byte == b' ');
    let word = words.next().unwrap_or_default();
    let Some((call, check)) = choose(READERS, word, |(call, _)| call.name) else {
        return;
    };
    let status = words.next().and_then(|word| std::str::from_utf8(word).ok());
    let status = status.and_then(|word| word.parse().ok()).unwrap_or(200);
    let mut response = Response::new(status, body);
    if let Some(word) = words.next() {
        response.headers = headers(word);
    }
    check(call, response);
}

/// Headers that reading looks at, with this value.
fn headers(value: &[u8]) -> HeaderMap {
    let value = HeaderValue::from_bytes(value).unwrap_or(HeaderValue::from_static("gzip"));
    let mut headers = HeaderMap::new();
    for name in ["content-encoding", "content-type", "retry-after"] {
        headers.insert(name, value.clone());
    }
    headers
}

fn check<C: Call>(call: &'static CallDescriptor, response: Response) {
    let body = response.body.clone();
    match read::<C::Record>(call, response.clone()) {
        Ok(reply) => {
            let text = String::from_utf8_lossy(&body);
            assert_eq!(reply.body(), text, "the body is kept");
            check_reply(&reply);
        }
        Err(error) => {
            let kept = error.response().map(FailedResponse::body);
            let start = body.get(..64 * 1024).unwrap_or(&body);
            assert_eq!(kept, Some(start), "the body of a failure is kept");
            for line in error.explain().lines() {
                assert_one_line(line);
            }
            assert_one_line(&error.to_string());
            assert_one_line(&format!("{error:?}"));
            let again = read::<C::Record>(call, response)
                .err()
                .map(|error| error.to_string());
            assert_eq!(
                again,
                Some(error.to_string()),
                "the same answer reads the same"
            );
        }
    }
}

fn check_reply<R: Record>(reply: &Reply<R>) {
    let body = reply.body();
    for record in reply.records() {
        assert!(is_part(record.row().to_json(), body));
        check_row(record.row(), 0);
        assert_one_line(&format!("{:?}", record.row()));
    }
    for (_, raw) in reply.extra() {
        assert!(is_part(raw, body) && is_json(raw));
    }
    for raw in reply.odd_records() {
        assert!(is_part(raw, body) && is_json(raw));
    }
    assert_one_line(&format!("{:?}", reply.code()));
}

/// Asks for every field in every way.
fn check_row(row: &Row, depth: usize) {
    let json = row.to_json();
    assert!(json.starts_with('{') && is_json(json));
    for key in row.kind().fields {
        let raw = row.raw(key.wire);
        assert!(raw.is_none_or(|raw| is_part(raw, json) && is_json(raw)));
        let text = row.text(key);
        assert!(text != Some(""), "an empty text says nothing");
        assert!(text.is_none() || raw.is_some());
        let _ = (row.flag(key), row.unsigned(key), row.integer(key));
        assert!(row.id(key).is_none_or(|id| !id.as_str().is_empty()));
        assert!(row.list(key).iter().all(|item| !item.is_empty()));
        let kind: &'static RecordKind = row.kind();
        for nested in row.rows(key, kind).iter().chain(&row.object(key, kind)) {
            assert!(is_part(nested.to_json(), json));
        }
        // What is deeper is read in the same way.
        if let Some(nested) = row.json_in_text(key, kind).filter(|_| depth < 3) {
            check_row(&nested, depth + 1);
        }
    }
    for (key, raw) in row.unknown() {
        assert!(is_part(raw, json) && is_json(raw));
        assert!(row.raw(key).is_some());
        let _ = row.custom_text(key);
    }
}

/// Whether a text stands in another one: not a copy, the same bytes.
fn is_part(part: &str, whole: &str) -> bool {
    let (part, whole) = (
        part.as_bytes().as_ptr_range(),
        whole.as_bytes().as_ptr_range(),
    );
    whole.start <= part.start && part.end <= whole.end
}

fn is_json(text: &str) -> bool {
    serde_json::from_str::<&RawValue>(text).is_ok()
}

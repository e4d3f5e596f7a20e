//! Answers that redirect a browser: read by the address, never followed.

use http::HeaderValue;
use proptest::prelude::*;
use prose_runtime::{
    ApiDescriptor, CallDescriptor, Cause, Envelope, Error, HeaderMap, Meaning, NoRecord, Outcome,
    Redirect, Reply, Response, ResultCode, Retry, Returns, read,
};

use crate::api::{CALL, client_at};
use crate::other_api::OTHER_API;
use crate::server::{Server, http_with, ok};

const fn code(code: &'static str, message: &'static str, means: Meaning) -> ResultCode {
    ResultCode {
        code,
        message,
        means,
        ..ResultCode::PLAIN
    }
}

static CODES: [ResultCode; 5] = [
    code("po100", "Done", Meaning::Success),
    code("po101", "Wrong Key", Meaning::AccessDenied),
    code("po103", "Twice", Meaning::Duplicate),
    code("po104", "Nobody", Meaning::NotFound),
    code("po105", "Down", Meaning::ServerFault),
];
static POST_OFFICE: ApiDescriptor = ApiDescriptor {
    name: "post_office",
    result_codes: &CODES,
    envelope: &FORM,
    ..OTHER_API
};
static FORM: Envelope = FORM_BASE;
const FORM_BASE: Envelope = Envelope {
    name: "form",
    any_case: true,
    code: Some("Code"),
    message: Some("Message"),
    records: &[],
    success: Some("Success"),
    redirect: Some(Redirect {
        to: None,
        code: "error_Code",
        message: "msg",
    }),
    ..Envelope::BARE
};
static EXACT: Envelope = Envelope {
    any_case: false,
    ..FORM_BASE
};
static PLAIN: Envelope = Envelope {
    redirect: None,
    ..FORM_BASE
};

const POST_BASE: CallDescriptor = CallDescriptor {
    name: "post",
    path: "post",
    api: &POST_OFFICE,
    envelope: &FORM,
    returns: Returns::Outcome,
    ..CALL
};
static POST: CallDescriptor = POST_BASE;
static POST_EXACT: CallDescriptor = CallDescriptor {
    envelope: &EXACT,
    ..POST_BASE
};
static POST_PLAIN: CallDescriptor = CallDescriptor {
    envelope: &PLAIN,
    ..POST_BASE
};
static POST_AGAIN: CallDescriptor = CallDescriptor {
    retry: Retry::Safe,
    ..POST_BASE
};
static ASK: CallDescriptor = CallDescriptor {
    empty_when_not_found: true,
    ..POST_BASE
};

type Outcomes = Result<Reply<NoRecord>, Error>;

fn answer(
    call: &'static CallDescriptor,
    status: u16,
    location: &[u8],
    body: &(impl AsRef<[u8]> + ?Sized),
) -> Outcomes {
    let mut response = Response::new(status, body.as_ref());
    let location = HeaderValue::from_bytes(location).unwrap();
    response.headers.insert("location", location);
    read(call, response)
}

fn redirected(location: &str) -> Outcomes {
    answer(&POST, 302, location.as_bytes(), "")
}

fn meaning(location: &str) -> Meaning {
    let error = redirected(location).unwrap_err();
    error.refusal().unwrap().meaning
}

#[test]
fn a_listed_code_in_the_address_refuses_by_its_meaning_wherever_the_address_points() {
    for location in [
        "https://site.example/sorry?error_Code=po101&msg=Wrong+Key",
        "http://site.example?error_Code=po101",
        "/sorry?error_Code=po101",
        "?error_Code=po101",
        "sorry.html?a=b&error_Code=po101&c=d",
        "https://site.example/sorry?error_code=PO101",
        "https://site.example/sorry?ERROR%5fCODE=%70o101",
        "//site.example/?error_Code=+po101+",
        "https://site.example/a?next=/b?error_Code=po101&msg=x",
        "https://site.example/a?error_Code=po101#there",
        "https://site.example/#/sorry?error_Code=po101",
        "https://[broken:/?error_Code=po101",
        "::://?&&&=&error_Code=po101&error_Code=po103",
        "?error_Code=&error_Code=po101",
    ] {
        let error = redirected(location).unwrap_err();
        let refusal = error
            .refusal()
            .unwrap_or_else(|| panic!("{location}: {error:?}"));
        assert_eq!(refusal.meaning, Meaning::AccessDenied, "{location}");
        assert_eq!(refusal.listed_code(), Some("po101"), "{location}");
        assert_eq!(refusal.status, 302);
        assert_eq!(
            error.cause().outcome(),
            Some(Outcome::Refused(Meaning::AccessDenied))
        );
    }
}

#[test]
fn an_address_without_a_code_tells_of_a_success_and_its_message_is_given() {
    for (location, message) in [
        ("https://site.example/thanks", None),
        ("thanks", None),
        ("https://site.example/thanks?", None),
        ("https://site.example/thanks?msg=", None),
        (
            "https://site.example/thanks?Msg=All%20is+well%21",
            Some("All is well!"),
        ),
        ("https://site.example/error_Code=po101", None),
        (
            "https://site.example/?error_Codes=po101&xerror_Code=po101",
            None,
        ),
        ("https://site.example/?done=1#error_Code=po101", None),
    ] {
        let reply = redirected(location).unwrap_or_else(|error| panic!("{location}: {error}"));
        assert_eq!(reply.message(), message, "{location}");
        assert_eq!((reply.status(), reply.code()), (302, None), "{location}");
        assert!(reply.records().is_empty());
    }
}

#[test]
fn a_code_of_success_in_the_address_is_a_success() {
    let reply = redirected("/thanks?error_Code=PO100&msg=Done").unwrap();
    assert_eq!(reply.code(), Some("PO100"));
    assert_eq!(reply.message(), Some("Done"));
}

#[test]
fn an_unlisted_code_in_the_address_is_as_unknown_as_elsewhere() {
    assert_eq!(meaning("/sorry?error_Code=po999"), Meaning::Unknown);
    assert_eq!(meaning("/sorry?error_Code=oops"), Meaning::Unknown);
    // Its key is there: that is not how a success looks.
    assert_eq!(meaning("/sorry?error_Code="), Meaning::Unknown);
    assert_eq!(meaning("/sorry?error_Code"), Meaning::Unknown);
}

#[test]
fn a_code_counts_whatever_the_redirecting_status() {
    for status in [300, 301, 302, 303, 307, 308, 399] {
        let location = b"/?error_Code=po103";
        let error = answer(&POST, status, location, "<html>moved</html>").unwrap_err();
        assert!(error.is_duplicate(), "{status}: {error:?}");
    }
}

#[test]
fn without_a_code_a_redirect_that_asks_for_the_same_request_elsewhere_is_no_answer() {
    for status in [300, 304, 307, 308, 399] {
        is_status(answer(&POST, status, b"/thanks", ""), status);
    }
    for status in [301, 302, 303] {
        let reply = answer(&POST, status, b"/thanks", "<html>moved</html>").unwrap();
        assert_eq!(reply.body(), "<html>moved</html>");
        assert!(reply.records_at("a").is_none());
    }
}

#[test]
fn names_are_told_apart_by_their_capitals_where_the_envelope_does_so() {
    assert!(answer(&POST_EXACT, 302, b"/?error_code=po101", "").is_ok());
    assert!(answer(&POST_EXACT, 302, b"/?error_Code=PO101", "").is_err());
}

fn is_status(outcome: Outcomes, expected: u16) {
    let error = outcome.unwrap_err();
    assert!(
        matches!(error.cause(), Cause::Status { status, .. } if *status == expected),
        "{error:?}"
    );
}

#[test]
fn without_an_address_or_a_word_about_it_in_the_envelope_a_redirect_is_a_failure() {
    is_status(read(&POST, Response::new(302, "")), 302);
    is_status(answer(&POST, 302, b"", ""), 302);
    is_status(answer(&POST, 302, b"  ", ""), 302);
    is_status(answer(&POST_PLAIN, 302, b"/?error_Code=po101", ""), 302);
    is_status(answer(&POST_PLAIN, 302, b"/thanks", ""), 302);
}

#[test]
fn an_address_means_nothing_with_another_status() {
    is_status(answer(&POST, 404, b"/?error_Code=po101", ""), 404);
    is_status(answer(&POST, 500, b"/thanks", ""), 500);
    let done = answer(
        &POST,
        201,
        b"/?error_Code=po101",
        r#"{"Message":"Success"}"#,
    );
    assert!(done.is_ok());
}

#[test]
fn a_listed_code_in_the_body_counts_where_the_address_has_none() {
    let error = answer(&POST, 302, b"/thanks", r#"{"Code":"po103"}"#).unwrap_err();
    assert!(error.is_duplicate());
    assert!(answer(&POST, 302, b"/thanks", r#"{"Code":"oops"}"#).is_ok());
    let error = answer(&POST, 302, b"/?error_Code=po101", r#"{"Code":"po103"}"#).unwrap_err();
    assert!(error.is_access_denied());
}

#[test]
fn of_two_addresses_neither_hides_the_code() {
    for order in [
        ["/thanks", "/?error_Code=po103"],
        ["/?error_Code=po103", "/thanks"],
    ] {
        let mut response = Response::new(302, "");
        for location in order {
            let location = HeaderValue::from_static(location);
            response.headers.append("location", location);
        }
        assert!(
            read::<NoRecord>(&POST, response)
                .unwrap_err()
                .is_duplicate()
        );
    }
}

#[test]
fn no_record_is_an_answer_for_a_call_that_asks_whether_there_is_one() {
    let reply = answer(&ASK, 302, b"/?error_Code=po104&msg=Nobody", b"\xff").unwrap();
    assert!(reply.records().is_empty());
    assert_eq!(
        (reply.code(), reply.message()),
        (Some("po104"), Some("Nobody"))
    );
    assert!(redirected("/?error_Code=po104").unwrap_err().is_not_found());
}

#[test]
fn nothing_of_the_address_is_shown() {
    let location = "https://ann.example/C4N4RY?error_Code=C4N4RY&msg=C4N4RY&name=C4N4RY";
    let error = redirected(location).unwrap_err();
    assert_eq!(
        error.to_string(),
        "post: refused with a code that the document does not list; the document does not say what \
         that means: ask the vendor"
    );
    let reply = redirected("https://ann.example/C4N4RY?msg=C4N4RY&name=C4N4RY").unwrap();
    let mut response = Response::new(302, "");
    response.headers =
        HeaderMap::from_iter([("location".parse().unwrap(), "C4N4RY".parse().unwrap())]);
    let shown = format!("{error} {error:?} {reply:?} {response:?}");
    assert!(!shown.contains("C4N4RY"), "{shown}");
    assert_eq!(error.refusal().unwrap().message.as_str(), "C4N4RY");
}

#[test]
fn a_huge_address_is_read_in_one_go() {
    let mut location = "/?".to_owned();
    location.push_str(&"a=%41+&??##".repeat(200_000));
    location.push_str("?error_Code=po103");
    assert!(redirected(&location).unwrap_err().is_duplicate());
    let long = format!("/?error_Code={}", "%41".repeat(300_000));
    let error = redirected(&long).unwrap_err();
    assert!(error.to_string().len() < 300, "{}", error.to_string().len());
}

#[tokio::test]
async fn a_redirect_is_read_and_never_followed() {
    let elsewhere = Server::new([ok()]).await;
    let address = format!("{}?name=Ann", elsewhere.url());
    let refused = format!("{}?error_Code=po105", elsewhere.url());
    let script = [&address, &refused].map(|address| {
        let headers = format!("Connection: close\r\nLocation: {address}\r\n");
        http_with("303 See Other", &headers, "")
    });
    let server = Server::new(script).await;
    let client = client_of(&server);
    let call = || prose_runtime::RawCall::new(&POST);
    assert_eq!(client.send(call()).await.unwrap().status(), 303);
    let error = client.send(call()).await.unwrap_err();
    assert!(
        error.is_server_fault() && error.may_have_acted(),
        "{error:?}"
    );
    assert_eq!(server.requests().len(), 2);
    assert_eq!(elsewhere.connections(), 0);
}

fn client_of(server: &Server) -> prose_runtime::Client {
    let config = prose_runtime::Config::new()
        .base_url(server.url())
        .timing(crate::clock::Clock::new());
    prose_runtime::Client::new(prose_runtime::Credentials::new(&POST_OFFICE), config).unwrap()
}

#[tokio::test]
async fn a_refusal_that_may_pass_is_repeated_where_the_call_may_be() {
    let fault = || {
        let headers = "Connection: close\r\nLocation: /?error_Code=po105\r\n";
        http_with("302 Found", headers, "")
    };
    let done = http_with(
        "302 Found",
        "Connection: close\r\nLocation: /thanks\r\n",
        "",
    );
    let server = Server::new([fault(), done]).await;
    let reply = client_of(&server)
        .send(prose_runtime::RawCall::new(&POST_AGAIN))
        .await
        .unwrap();
    assert_eq!(reply.failed_attempts().len(), 1);
}

#[tokio::test]
async fn other_apis_still_fail_at_a_redirect() {
    let redirect = http_with("302 Found", "Location: /?error_Code=po101\r\n", "");
    let server = Server::new([redirect]).await;
    let error = client_at(server.url())
        .send(crate::api::ListPlants::new())
        .await
        .unwrap_err();
    assert!(matches!(error.cause(), Cause::Status { status: 302, .. }));
}

proptest! {
    #[test]
    fn any_address_is_read_to_an_end_and_not_shown(
        start in prop::collection::vec(any::<u8>(), 0..60),
        status in 300..400_u16,
    ) {
        let mut location = b"C4N4RY".to_vec();
        location.extend(start);
        if let Ok(value) = HeaderValue::from_bytes(&location) {
            let mut response = Response::new(status, "");
            response.headers.insert("location", value);
            let outcome = read::<NoRecord>(&POST, response);
            let shown = format!("{outcome:?} {}", outcome.as_ref().map_or_else(Error::to_string, |_| String::new()));
            prop_assert!(!shown.contains("C4N4RY"));
        }
    }
}

static THANKS: prose_runtime::Key = prose_runtime::Key {
    wire: "thanks_url",
    limit: &crate::api::TEXT,
    ..prose_runtime::Key::PLAIN
};
static ASKING: Envelope = Envelope {
    redirect: Some(Redirect {
        to: Some("thanks_url"),
        code: "error_Code",
        message: "msg",
    }),
    ..FORM_BASE
};
static POST_ASKING: CallDescriptor = CallDescriptor {
    envelope: &ASKING,
    accepts: &[&THANKS],
    ..POST_BASE
};

/// Sends a call that asks for a redirect to the first address, and is redirected to the second one.
async fn asked(thanks: Option<&str>, location: &str) -> Outcomes {
    let headers = format!("Connection: close\r\nLocation: {location}\r\n");
    let server = Server::new([http_with("302 Found", &headers, "")]).await;
    let mut params = prose_runtime::Params::of_call(&POST_ASKING);
    if let Some(thanks) = thanks {
        params = params.with(&THANKS, prose_runtime::Value::text(thanks));
    }
    client_of(&server).send(Asking(params)).await
}

struct Asking(prose_runtime::Params);

impl prose_runtime::Call for Asking {
    type Record = NoRecord;

    fn params(&self) -> &prose_runtime::Params {
        &self.0
    }

    fn into_params(self) -> prose_runtime::Params {
        self.0
    }

    fn from_params(params: prose_runtime::Params) -> Self {
        Self(params)
    }
}

#[tokio::test]
async fn a_redirect_tells_of_a_success_only_where_the_call_asked_for_that_host() {
    for (thanks, location) in [
        ("https://site.example/thanks", "https://site.example/thanks"),
        (
            "https://site.example/thanks",
            "HTTP://Site.Example/other?a=b",
        ),
        ("site.example/thanks", "http://site.example/thanks"),
        ("https://site.example:8443", "//site.example:8443/"),
        ("https://site.example:443/a", "https://site.example/b"),
        ("https://site.example", "http://Site.Example:80?a=b"),
        ("https://me:word@site.example/", "https://site.example/"),
        ("https://site.example/", "https://me@site.example:443/#x"),
        ("site.example:443", "//site.example"),
        ("site.example/a//b", "https://site.example/"),
    ] {
        assert!(asked(Some(thanks), location).await.is_ok(), "{location}");
    }
    for (thanks, location) in [
        (None, "https://site.example/thanks"),
        (Some(""), "https://site.example/thanks"),
        (
            Some("https://site.example/"),
            "https://login.example/?to=site.example",
        ),
        (
            Some("https://site.example/"),
            "https://site.example.evil.example/",
        ),
        (Some("https://site.example/"), "/maintenance"),
        (
            Some("https://site.example/"),
            "https://site.example@evil.example/",
        ),
        (
            Some("https://site.example/"),
            "https://site.example:443@evil.example:443/",
        ),
        (
            Some("https://site.example/"),
            "https://evil.example\\@site.example/",
        ),
        (Some("https://site.example/"), "https://site.example:80/"),
        (Some("https://site.example/"), "http://site.example:443/"),
        (Some("https://site.example/"), "https://site.example:8443/"),
        (Some("https://@/"), "https://:443/"),
    ] {
        is_status(asked(thanks, location).await, 302);
    }
    let error = asked(None, "/?error_Code=po101").await.unwrap_err();
    assert!(error.is_access_denied(), "a code counts wherever it stands");
}

#[tokio::test]
async fn a_redirect_elsewhere_says_so_and_does_not_advise_another_base_url() {
    let elsewhere = asked(Some("https://site.example/"), "https://login.example/").await;
    assert_eq!(
        elsewhere.unwrap_err().to_string(),
        "post: HTTP status 302; it redirects elsewhere than asked for: check whether the server acted \
         before sending again"
    );
    for status in [301, 302, 303, 307, 308] {
        let response = || Response::new(status, "");
        let error = read::<NoRecord>(&POST, response()).unwrap_err().to_string();
        assert!(error.contains("whether the server acted"), "{error}");
        let error = read::<NoRecord>(&POST_AGAIN, response()).unwrap_err();
        assert!(!error.to_string().contains("base URL"), "{error}");
        let error = read::<NoRecord>(&POST_PLAIN, response()).unwrap_err();
        assert!(error.to_string().contains("base URL"), "{error}");
    }
}

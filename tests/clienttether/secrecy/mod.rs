//! Secrets and personal data that are followed through everything that could show them: debug output,
//! error texts, traces, curl commands. They must be found nowhere but where they were asked for.

mod calls;
mod control;
mod errors;
mod leads;
mod replies;
mod traces;

use std::error::Error as _;
use std::fmt::Debug;

use clienttether_generated::{
    Client, CreateClient, Credentials, ExternalFormLead, ReadClientExist, ThumbtackCustomer,
    ThumbtackDetail, ThumbtackLead, ThumbtackLocation, ThumbtackRequest,
};
use prose_runtime::{Config, Error, Json, RetryPolicy};

/// In every secret, name, address, text and header.
const CANARY: &str = "C4N4RY";
const EMAIL: &str = "C4N4RY@example.com";
/// A phone number has only digits.
const PHONE: &str = "5550142857";

fn assert_hidden(shown: &str) {
    for canary in [CANARY, PHONE, "c4n4ry", "QzRONFJZ"] {
        assert!(!shown.contains(canary), "{canary} is in: {shown}");
    }
}

/// Nothing in either form of debug output.
fn assert_debug_hidden(thing: &impl Debug) {
    assert_hidden(&format!("{thing:?}"));
    assert_hidden(&format!("{thing:#?}"));
}

/// Nothing in an error, nor in what caused it.
fn assert_error_hidden(error: &Error) {
    assert_hidden(&format!("{error} {error:#}"));
    assert_debug_hidden(error);
    assert_debug_hidden(error.cause());
    assert_hidden(&error.cause().to_string());
    assert_hidden(&error.explain());
    assert_debug_hidden(&error.server_words());
    if let Some(response) = error.response() {
        assert_debug_hidden(response);
        assert_debug_hidden(response.headers());
    }
    let mut source = error.source();
    while let Some(cause) = source {
        assert_hidden(&format!("{cause} {cause:?} {cause:#?}"));
        source = cause.source();
    }
}

fn client_at(url: &str) -> Client {
    client_with(Config::new().base_url(url).retry(RetryPolicy::never()))
}

fn client_with(config: Config) -> Client {
    let credentials = Credentials::new(format!("token-{CANARY}"), format!("CT_{CANARY}"));
    Client::with_config(credentials, config).unwrap()
}

/// A contact that may be sent, with personal data wherever there is room.
fn contact() -> CreateClient {
    CreateClient::new(CANARY, CANARY)
        .phone(PHONE)
        .email(EMAIL)
        .address(CANARY)
        .whiteboard(CANARY)
        .custom("Favorite Chocolate", CANARY)
}

fn search() -> ReadClientExist {
    ReadClientExist::new()
        .first_name(CANARY)
        .last_name(CANARY)
        .phone(PHONE)
        .email(EMAIL)
}

/// A lead of a form that may be sent, with a secret key and personal data.
fn lead() -> ExternalFormLead {
    ExternalFormLead::new(format!("CT_{CANARY}"))
        .name(CANARY)
        .first_name(CANARY)
        .last_name(CANARY)
        .phone(PHONE)
        .email(EMAIL)
        .address(CANARY)
        .whiteboard(CANARY)
        .notes(CANARY)
        .custom("Favorite Chocolate", CANARY)
        .on_success_url("https://example.com/thanks")
        .on_error_url("https://example.com/sorry")
}

/// A lead of Thumbtack, with personal data at any depth.
fn from_thumbtack() -> ThumbtackLead {
    let location = ThumbtackLocation::new().address1(CANARY).city(CANARY);
    let details = ThumbtackDetail::new().answer(CANARY);
    let request = ThumbtackRequest::new()
        .title(CANARY)
        .description(CANARY)
        .schedule(CANARY)
        .location(location)
        .details([details])
        .attachments(Json::from(CANARY));
    let customer = ThumbtackCustomer::new().name(CANARY).phone(PHONE);
    ThumbtackLead::new().request(request).customer(customer)
}

/// An answer that repeats what was sent, wherever there is room.
fn echo(code: &str) -> String {
    format!(
        r#"{{"ResultCode":"{code}","Message":"{CANARY} of {EMAIL} at {PHONE}","TotalRecord":1,
        "debug":"{CANARY}","errors":["{CANARY}"],"data":[{{"client_id":"7","firstName":"{CANARY}",
        "lastName":"{CANARY}","email":"{EMAIL}","phone":"{PHONE}","address":"{CANARY}",
        "assigned_user":"{{\"first_name\":\"{CANARY}\"}}","Favorite Chocolate":"{CANARY}",
        "nested":{{"any":["{CANARY}"]}}}}]}}"#
    )
}

//! The token, the user's name and what people are called and reached by, followed through all that
//! could show them.

mod traces;

use std::error::Error as _;
use std::fmt::Debug;

use prose_runtime::{
    Call, Cause, Config, Error, Holds, NoRecord, Params, Record, Response, RetryPolicy, Validation,
    Value, read,
};
use trackops_generated::calls::CALLS;
use trackops_generated::{
    CaseSubject, Client, CreateCase, CreateClient, CreateClientContact, Credentials, CustomField,
    GetClient, ListClientContacts, ListClients, PrimaryLocation, records,
};
use workspace_tests::{Loopback, http, kept};

/// In every secret, name, address and text.
pub(crate) const CANARY: &str = "C4N4RY";
const EMAIL: &str = "C4N4RY@example.com";
/// Without a canary in letters.
const PHONE: &str = "303-555-0147";

pub(crate) fn assert_hidden(shown: &str) {
    // The last one is how the user's name begins in the header.
    for canary in [CANARY, PHONE, "303555", "c4n4ry", "QzRONFJZ"] {
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
    assert_hidden(&format!("{error} {error:#} {}", error.cause()));
    assert_debug_hidden(error);
    let mut source = error.source();
    while let Some(cause) = source {
        assert_hidden(&format!("{cause} {cause:?} {cause:#?}"));
        source = cause.source();
    }
}

pub(crate) fn client_at(url: &str, config: Config) -> Client {
    let credentials = Credentials::new(format!("{CANARY}-user"), format!("{CANARY}-token"));
    Client::with_config(credentials, config.base_url(url).no_rate_limit()).unwrap()
}

fn nowhere() -> Client {
    client_at(
        "http://127.0.0.1:1/",
        Config::new().retry(RetryPolicy::never()),
    )
}

fn location() -> PrimaryLocation {
    PrimaryLocation::new("Main Location", "CO", "US")
        .email_invoice(EMAIL)
        .address_1(CANARY)
        .city(CANARY)
        .zip(CANARY)
        .phone_primary(PHONE)
        .notes(CANARY)
}

pub(crate) fn new_client() -> CreateClient {
    CreateClient::new("ACME", location())
        .email_invoice(EMAIL)
        .notes(CANARY)
}

pub(crate) fn contact() -> CreateClientContact {
    CreateClientContact::new(5101, 3)
        .first_name(CANARY)
        .last_name(CANARY)
        .email(EMAIL)
        .custom("phone", PHONE)
}

pub(crate) fn search() -> ListClientContacts {
    ListClientContacts::new().last_name(CANARY).email(EMAIL)
}

fn case() -> CreateCase {
    CreateCase::new()
        .reference_value_1(CANARY)
        .reference_value_2(CANARY)
        .reference_value_3(CANARY)
        .case_location(CANARY)
        .notes(CANARY)
        .scheduling_notes(CANARY)
        .admin_notes(CANARY)
        .custom_fields([CustomField::new(1, CANARY)])
        .subjects([CaseSubject::new().custom_fields([CustomField::new(2, PHONE)])])
        .custom("subject", CANARY)
}

/// An answer that repeats what was sent, wherever there is room.
pub(crate) fn echo() -> String {
    format!(
        r#"{{"id":7,"email_invoice":"{EMAIL}","notes":"{CANARY}","first_name":"{CANARY}",
        "phone":"{PHONE}","message":"{CANARY}","errors":["{CANARY} {PHONE}"],
        "primary_location":{{"city":"{CANARY}","phone_primary":"{PHONE}"}},
        "custom_fields":[{{"id":1,"value":"{CANARY}"}}],"User":{{"name":"{CANARY}"}}}}"#
    )
}

/// Everything that is shown of a call before it is sent.
fn assert_call_hidden<C: Call + Clone + Debug>(call: C) {
    assert_debug_hidden(&call);
    let client = nowhere();
    let sending = client.send(call).validation(Validation::Off);
    assert_debug_hidden(&sending);
    match sending.request() {
        Ok(request) => {
            assert_debug_hidden(&request);
            assert_hidden(&request.to_curl());
        }
        Err(error) => assert_error_hidden(&error),
    }
}

#[test]
#[should_panic(expected = "C4N4RY is in: a C4N4RY")]
fn a_canary_is_found() {
    assert_hidden("a C4N4RY");
}

#[test]
fn requests_hold_what_is_sent() {
    let request = nowhere().list_client_contacts(search()).request().unwrap();
    assert!(request.url().contains(CANARY));
    let header = request.headers().get("authorization").unwrap();
    assert!(header.to_str().unwrap().contains("QzRONFJZ") && header.is_sensitive());
    let request = nowhere().create_client(new_client()).request().unwrap();
    let body = String::from_utf8(request.body().unwrap().to_vec()).unwrap();
    assert!(body.contains(CANARY) && body.contains(EMAIL) && body.contains(PHONE));
}

#[test]
fn calls_as_people_write_them_hide_what_is_personal() {
    assert_call_hidden(new_client());
    assert_call_hidden(contact());
    assert_call_hidden(search());
    assert_call_hidden(case());
    assert_debug_hidden(&location());
    let request = nowhere().create_client(new_client()).request().unwrap();
    let curl = request.to_curl();
    assert!(
        curl.contains(r#""name":"ACME","email_invoice":<personal>"#),
        "{curl}"
    );
}

/// Any call, by its parameters alone.
#[derive(Clone, Debug)]
struct Any(Params);

impl Call for Any {
    type Record = NoRecord;

    fn params(&self) -> &Params {
        &self.0
    }

    fn into_params(self) -> Params {
        self.0
    }

    fn from_params(params: Params) -> Self {
        Self(params)
    }
}

#[test]
fn every_call_with_every_parameter_hides_what_is_personal() {
    let mut hidden = 0;
    for call in CALLS {
        let mut params = Params::of_call(call);
        for key in call.accepts {
            let is_plain = key.holds == Holds::Plain;
            hidden += usize::from(!is_plain);
            params = params.with(key, Value::text(if is_plain { "1" } else { CANARY }));
        }
        if call.open.is_some() {
            params = params.with_custom_json("subject", CANARY);
        }
        assert_call_hidden(Any(params));
    }
    assert!(hidden > 20, "only {hidden} parameters are personal");
}

#[test]
fn clients_credentials_and_settings_hide_secrets() {
    let client = nowhere();
    assert_debug_hidden(&client);
    assert_debug_hidden(client.runtime());
    assert_debug_hidden(&Credentials::new(CANARY, CANARY));
    assert_debug_hidden(&Config::new().variable("subdomain", CANARY));
    assert_debug_hidden(&client.bulk([new_client()]));
    assert_debug_hidden(&client.list_client_contacts(search()).records());
}

#[tokio::test]
async fn violations_hide_what_is_personal() {
    let bad = PrimaryLocation::new("Main", CANARY, CANARY).email_invoice(CANARY);
    let call = CreateClient::new("", bad).email_invoice(CANARY);
    let error = nowhere().create_client(call).await.unwrap_err();
    assert_eq!(error.violations().unwrap().iter().count(), 5);
    assert_error_hidden(&error);
    assert_debug_hidden(error.violations().unwrap());
    let fields = [CustomField::new(CANARY, CANARY)];
    let call = CreateCase::new()
        .custom_fields(fields)
        .custom("created_on", CANARY);
    let error = nowhere().create_case(call).await.unwrap_err();
    // A number that is none is shown: it is the number of a field, not of a person.
    assert_eq!(error.violations().unwrap().iter().count(), 2);
    let contact = CreateClientContact::new(5101, 3)
        .email(CANARY)
        .custom("email", CANARY);
    let error = nowhere().create_client_contact(contact).await.unwrap_err();
    assert_error_hidden(&error);
}

/// The errors of a create, of a search and of a read that are answered with these bytes.
async fn errors_of(answer: Vec<u8>) -> [Error; 3] {
    let server = Loopback::replying(move |_| answer.clone()).unwrap();
    let url = format!("http://{}/", server.host());
    let client = client_at(&url, Config::new().retry(RetryPolicy::never()));
    [
        client.create_client(new_client()).await.unwrap_err(),
        client.list_client_contacts(search()).await.unwrap_err(),
        client.get_client(GetClient::new(7)).await.unwrap_err(),
    ]
}

#[tokio::test]
async fn refusals_and_failures_hide_what_the_server_repeats() {
    for status in [
        "302", "400", "401", "403", "404", "409", "422", "429", "500", "503",
    ] {
        let head = format!("{status} {CANARY}\r\nLocation: /{CANARY}\r\nX-Echo: {CANARY}");
        for body in [echo(), format!("<p>{CANARY} {PHONE}"), CANARY.to_owned()] {
            for error in errors_of(http(&head, "text/html", &body)).await {
                assert_error_hidden(&error);
            }
        }
    }
}

#[tokio::test]
async fn answers_that_cannot_be_read_are_not_quoted() {
    for body in [
        format!("<html>{CANARY}</html>"),
        CANARY.to_owned(),
        echo()[..60].to_owned(),
        format!("[{}]]", echo()),
    ] {
        for error in errors_of(http("200 OK", "application/json", &body)).await {
            assert!(
                matches!(error.cause(), Cause::Undecodable { .. }),
                "{error:?}"
            );
            assert_error_hidden(&error);
        }
    }
    for bytes in [
        "",
        CANARY,
        "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{\"C4N4RY",
    ] {
        let server = Loopback::serving(move |mut connection| {
            let _ = std::io::Write::write_all(&mut connection.stream, bytes.as_bytes());
        });
        let server = server.unwrap();
        let url = format!("http://{}/", server.host());
        let client = client_at(&url, Config::new().retry(RetryPolicy::never()));
        let error = client.create_client(new_client()).await.unwrap_err();
        assert!(
            matches!(error.cause(), Cause::Transport { .. }),
            "{error:?}"
        );
        assert_error_hidden(&error);
    }
}

#[test]
fn records_of_every_kind_hide_what_is_personal() {
    fn hidden<R: Record + Debug>() -> usize {
        let personal = R::KIND
            .fields
            .iter()
            .filter(|key| key.holds != Holds::Plain);
        let first = R::KIND.fields.first().unwrap().wire;
        let personal: Vec<_> = personal
            .map(|key| format!(r#""{}":"{CANARY}","#, key.wire))
            .collect();
        let body = format!(
            r#"[{{"{first}":null,{}"{CANARY}@unknown":1,"unknown":"{CANARY}","User":{{"name":"{PHONE}"}},"primary_location":{{"city":"{CANARY}"}},"custom_fields":[{{"value":"{CANARY}"}}]}}]"#,
            personal.concat()
        );
        let response = Response::new(200, body);
        assert_debug_hidden(&response);
        let reply = read::<R>(ListClients::DESCRIPTOR, response).unwrap();
        assert_debug_hidden(&reply);
        let record = reply.first().unwrap();
        assert_debug_hidden(record);
        assert_debug_hidden(record.row());
        personal.len()
    }
    let kinds = [
        hidden::<records::Client>(),
        hidden::<records::PrimaryLocation>(),
        hidden::<records::Location>(),
        hidden::<records::Contact>(),
        hidden::<records::Case>(),
        hidden::<records::CustomField>(),
        hidden::<records::Count>(),
    ];
    assert!(kinds.iter().sum::<usize>() > 20, "{kinds:?}");
}

#[tokio::test]
async fn replies_and_warnings_hide_what_is_personal() {
    let server = Loopback::replying(|_| kept("200 OK", &echo())).unwrap();
    let client = client_at(&format!("http://{}/", server.host()), Config::new());
    let reply = client.get_client(GetClient::new(7)).await.unwrap();
    let record = reply.first().unwrap();
    assert_eq!(record.email_invoice(), Some(EMAIL));
    assert_debug_hidden(&reply);
    assert_debug_hidden(&record.primary_location());
    let bad = CreateClient::new("ACME", location()).email_invoice(CANARY);
    let sending = client.create_client(bad).validation(Validation::Warn);
    let reply = sending.await.unwrap();
    assert_debug_hidden(reply.warnings().unwrap());
    assert_debug_hidden(&reply);
    let sent = client.bulk([contact(), contact()]).in_order().all().await;
    assert_debug_hidden(&sent);
}

//! Calls that are sent with some of the credentials, and clients that have none.

use prose_runtime::{
    ApiDescriptor, CallDescriptor, Client, Config, Credential, CredentialPlace, Credentials, Error,
    Params, Place, RawCall, Request, RetryPolicy,
};

use crate::api::{API, CALL};
use crate::other_api::{OTHER_API, credential};
use crate::server::{Server, header, ok};

static SHED: ApiDescriptor = ApiDescriptor {
    name: "shed",
    result_codes: API.result_codes,
    credentials: &[
        credential("token", CredentialPlace::Header("X-Token")),
        credential("key", CredentialPlace::Query("key")),
        credential("code", CredentialPlace::Body("code")),
        credential("user", CredentialPlace::BasicUser),
        credential("password", CredentialPlace::BasicPassword),
        Credential {
            optional: true,
            ..credential("note", CredentialPlace::Header("X-Note"))
        },
        Credential {
            account: true,
            ..credential("plot", CredentialPlace::Header("X-Plot"))
        },
    ],
    ..OTHER_API
};

const SHED_CALL: CallDescriptor = CallDescriptor {
    api: &SHED,
    sends: &[Place::Json, Place::Form, Place::Query],
    open: Some(&crate::api::TEXT),
    ..CALL
};
static WITH_ALL: CallDescriptor = CallDescriptor {
    name: "with_all",
    ..SHED_CALL
};
static WITH_NONE: CallDescriptor = CallDescriptor {
    name: "with_none",
    credentials: Some(&[]),
    ..SHED_CALL
};
static WITH_TOKEN: CallDescriptor = CallDescriptor {
    name: "with_token",
    credentials: Some(&["token", "note"]),
    ..SHED_CALL
};
static WITH_PLOT: CallDescriptor = CallDescriptor {
    name: "with_plot",
    credentials: Some(&["plot"]),
    ..SHED_CALL
};
static WITH_STRAY: CallDescriptor = CallDescriptor {
    name: "with_stray",
    credentials: Some(&["token", "tokn"]),
    ..SHED_CALL
};

fn all() -> Credentials {
    ["token", "key", "code", "user", "password", "note", "plot"]
        .iter()
        .fold(Credentials::new(&SHED), |all, name| {
            all.with(name, "C4N4RY")
        })
}

fn client(credentials: Credentials) -> Client {
    Client::new(credentials, Config::new()).unwrap()
}

fn request(
    credentials: Credentials,
    call: &'static CallDescriptor,
    place: Place,
) -> Result<Request, Error> {
    let sending = client(credentials).send(RawCall::new(call));
    sending.parameters_in(place).request()
}

/// Everything that a request says.
fn all_of(request: &Request) -> String {
    let headers = request.headers().iter();
    let headers: Vec<_> = headers
        .map(|(name, value)| format!("{name}: {}", value.to_str().unwrap()))
        .collect();
    let body = request.body().cloned().unwrap_or_default();
    let body = String::from_utf8(body.to_vec()).unwrap();
    format!("{} {} {body}", request.url(), headers.join(" "))
}

#[test]
fn a_call_that_names_none_is_sent_with_all() {
    let all_of = all_of(&request(all(), &WITH_ALL, Place::Json).unwrap());
    for part in [
        "x-token",
        "x-note",
        "x-plot",
        "authorization",
        "?key=",
        r#""code""#,
    ] {
        assert!(all_of.contains(part), "{part}: {all_of}");
    }
}

#[test]
fn a_call_without_credentials_is_sent_with_none_whatever_there_is() {
    for place in [Place::Query, Place::Form, Place::Json] {
        let request = request(all(), &WITH_NONE, place).unwrap();
        let all_of = all_of(&request);
        assert!(!all_of.contains("C4N4RY"), "{all_of}");
        assert!(!all_of.contains("authorization"), "{all_of}");
        assert_eq!(request.url(), "http://localhost/call");
    }
}

#[test]
fn a_call_is_sent_with_those_that_it_names() {
    let all_of = all_of(&request(all(), &WITH_TOKEN, Place::Form).unwrap());
    assert!(all_of.contains("x-token: C4N4RY"), "{all_of}");
    assert!(all_of.contains("x-note: C4N4RY"), "{all_of}");
    assert_eq!(all_of.matches("C4N4RY").count(), 2, "{all_of}");
    assert!(!all_of.contains("authorization"), "{all_of}");
}

#[test]
fn a_credential_that_the_api_does_not_have_is_told() {
    let error = request(all(), &WITH_STRAY, Place::Json).unwrap_err();
    assert!(error.is_config());
    assert_eq!(
        error.to_string(),
        "with_stray: is sent with the credential tokn, which shed does not have"
    );
}

#[tokio::test]
async fn a_client_without_credentials_sends_what_needs_none() {
    let server = Server::new([ok()]).await;
    let config = Config::new().base_url(server.url());
    let client = Client::new(Credentials::none(&SHED), config).unwrap();
    client.send(RawCall::new(&WITH_NONE)).await.unwrap();
    let request = server.request();
    assert_eq!(header(&request, "authorization"), None);
    assert_eq!(header(&request, "x-token"), None);
}

#[tokio::test]
async fn a_call_that_needs_a_credential_that_is_not_there_is_not_sent_and_names_it() {
    let server = Server::new([]).await;
    let config = Config::new()
        .base_url(server.url())
        .retry(RetryPolicy::never());
    let client = Client::new(Credentials::none(&SHED), config).unwrap();
    let error = client.send(RawCall::new(&WITH_TOKEN)).await.unwrap_err();
    assert!(error.is_config(), "{error:?}");
    assert_eq!(
        error.to_string(),
        "with_token: needs the credential token, which this client does not have: make one with \
         all credentials"
    );
    assert!(!error.may_have_acted());
    assert_eq!(server.requests(), [""; 0]);
}

#[test]
fn an_optional_credential_may_be_missing_there_too() {
    let some = Credentials::none(&SHED).with("token", "t0ken");
    assert!(request(some, &WITH_TOKEN, Place::Json).is_ok());
}

#[test]
fn what_is_given_to_a_client_without_the_rest_is_still_checked() {
    for (credentials, text) in [
        (
            Credentials::none(&SHED).with("token", ""),
            "shed: the credential token is empty",
        ),
        (
            Credentials::none(&SHED).with("token", "a\nb"),
            "shed: the credential token holds a line break or another control character",
        ),
        (
            Credentials::none(&SHED).with("user", "ann:b"),
            "shed: the credential user holds a colon, which ends a user name: leave it out",
        ),
        (
            Credentials::none(&SHED).with("tokn", "x"),
            "shed: a credential was given under another name than these: token, key, code, user, \
             password, note, plot",
        ),
    ] {
        let error = Client::new(credentials, Config::new()).unwrap_err();
        assert_eq!(error.to_string(), text);
    }
}

#[test]
fn a_client_with_incomplete_credentials_is_still_refused_at_once() {
    let error = Client::new(Credentials::new(&SHED), Config::new()).unwrap_err();
    assert_eq!(error.to_string(), "shed: the credential token is missing");
    let one = Credentials::new(&SHED).with("token", "t0ken");
    assert!(Client::new(one, Config::new()).is_err());
}

#[test]
fn a_client_without_credentials_can_be_given_an_account() {
    let account = client(Credentials::none(&SHED)).account("north").unwrap();
    let with_plot = account.send(RawCall::new(&WITH_PLOT)).request().unwrap();
    assert_eq!(with_plot.headers()["x-plot"], "north");
    // The account is all that it has.
    let error = account
        .send(RawCall::new(&WITH_TOKEN))
        .request()
        .unwrap_err();
    assert!(
        error.to_string().contains("needs the credential token"),
        "{error}"
    );
    let with_none = account.send(RawCall::new(&WITH_NONE)).request().unwrap();
    assert!(!with_none.headers().contains_key("x-plot"));
}

#[test]
fn an_account_of_a_call_is_enough_for_a_call_that_needs_the_account() {
    let client = client(Credentials::none(&SHED));
    let sending = || client.send(RawCall::new(&WITH_PLOT));
    assert!(sending().account("north").request().is_ok());
    let error = sending().request().unwrap_err();
    assert!(
        error.to_string().contains("needs the credential plot"),
        "{error}"
    );
    assert!(sending().account("").request().is_err());
}

#[test]
fn encoding_does_not_miss_what_was_never_said_to_be_there() {
    let base_url = prose_runtime::BaseUrl::new(&SHED, &Config::new()).unwrap();
    let encoded = |credentials| {
        let params = Params::of_call(&WITH_TOKEN);
        prose_runtime::encode(&params, &base_url, &credentials, Place::Json)
    };
    assert!(encoded(Credentials::new(&SHED)).is_ok());
    assert!(encoded(Credentials::none(&SHED)).is_err());
}

#[test]
fn an_account_of_a_call_that_is_sent_without_it_is_told() {
    let all = SHED
        .credentials
        .iter()
        .fold(Credentials::new(&SHED), |all, credential| {
            all.with(credential.name, "x")
        });
    for credentials in [all, Credentials::none(&SHED).with("token", "t0ken")] {
        let client = client(credentials);
        for (call, name) in [(&WITH_NONE, "with_none"), (&WITH_TOKEN, "with_token")] {
            let sending = client.send(RawCall::new(call)).account("C4N4RY");
            let error = sending.request().unwrap_err();
            assert!(error.is_config(), "{error:?}");
            assert_eq!(
                error.to_string(),
                format!(
                    "{name}: is not sent with the credential plot, so no account can be selected \
                     for it: leave the account out"
                )
            );
            let account = client.account("north").unwrap();
            assert!(account.send(RawCall::new(call)).request().is_ok());
        }
    }
}

//! What is shown of leads from elsewhere: of their errors, and of the addresses that answers lead to.

use clienttether_generated::api::ResultCode;
use clienttether_generated::{Client, Credentials, ExternalFormLead};
use prose_runtime::{Cause, Config, Error, NoRecord, Reply, Validation};
use workspace_tests::{Loopback, http};

use super::{
    CANARY, EMAIL, PHONE, assert_debug_hidden, assert_error_hidden, assert_hidden, client_at, echo,
    from_thumbtack, lead,
};

/// What comes of both leads where this is the answer.
async fn answered(answer: Vec<u8>) -> [Result<Reply<NoRecord>, Error>; 2] {
    let server = Loopback::replying(move |_| answer.clone()).unwrap();
    let client = client_at(&server.base_url());
    [
        client.external_form_lead(lead()).await,
        client.thumbtack_lead(from_thumbtack()).await,
    ]
}

fn assert_outcome_hidden(outcome: &Result<Reply<NoRecord>, Error>) {
    match outcome {
        Ok(reply) => {
            assert_debug_hidden(reply);
            assert_debug_hidden(&reply.records());
        }
        Err(error) => assert_error_hidden(error),
    }
}

#[tokio::test]
async fn addresses_that_repeat_what_was_sent() {
    for query in [
        String::new(),
        format!("?msg={CANARY}"),
        format!("?error_Code=ct101&msg={CANARY}+{PHONE}"),
        format!("?error_Code={CANARY}&msg={EMAIL}"),
        format!("?error_Code=&msg={CANARY}"),
        format!("?{CANARY}={CANARY}&error_Code=Ct105#{CANARY}"),
        format!("?error_Code=phone&msg={PHONE}"),
    ] {
        for status in [301, 302, 303, 307, 308] {
            let location = format!("https://{CANARY}:{CANARY}@{CANARY}.example/{CANARY}{query}");
            let status = format!("{status} {CANARY}\r\nLocation: {location}");
            for body in [echo(""), format!("<p>{CANARY}")] {
                for outcome in answered(http(&status, CANARY, &body)).await {
                    assert_outcome_hidden(&outcome);
                }
            }
        }
    }
}

/// The control: who asks for the words gets them.
#[tokio::test]
async fn the_words_of_an_address_are_there_for_those_who_ask() {
    let status = format!("302 Found\r\nLocation: /?error_Code=ct103&msg={CANARY}");
    let [form, _] = answered(http(&status, "text/html", "")).await;
    let error = form.unwrap_err();
    assert_eq!(ResultCode::of(&error), Some(ResultCode::Ct103));
    assert_eq!(error.refusal().unwrap().message.as_str(), CANARY);
    let status = format!("302 Found\r\nLocation: https://example.com/?msg={CANARY}");
    let server = Loopback::replying(move |_| http(&status, "text/html", "")).unwrap();
    let form = lead().on_success_url("https://example.com/thanks");
    let reply = client_at(&server.base_url()).external_form_lead(form).await;
    assert_eq!(reply.unwrap().message(), Some(CANARY));
}

#[tokio::test]
async fn answers_in_json_that_repeat_what_was_sent() {
    for code in [
        "ct101", "ct_102", "CT103", "Ct104", "ct199", CANARY, EMAIL, "name",
    ] {
        for status in ["200 OK", "400 Bad Request", "500 C4N4RY"] {
            for body in [
                format!(r#"{{"error_Code":"{code}","Message":"{CANARY}","{CANARY}":"{EMAIL}"}}"#),
                format!(r#"{{"Message":"{code} {CANARY}"}}"#),
                format!(r#"{{"ResultCode":"{code}","Message":"{CANARY}"}}"#),
                format!("<html>{CANARY}</html>"),
            ] {
                for outcome in answered(http(status, CANARY, &body)).await {
                    assert_outcome_hidden(&outcome);
                }
            }
        }
    }
    let success = format!(r#"{{"Message":"Success","lead":"{CANARY}"}}"#);
    let [form, _] = answered(http("200 OK", "application/json", &success)).await;
    assert_outcome_hidden(&form);
    assert!(form.unwrap().body().contains(CANARY));
}

#[tokio::test]
async fn leads_that_break_their_limits() {
    let client = client_at("http://127.0.0.1:1/");
    let call = ExternalFormLead::new(format!("CT_{CANARY}"))
        .first_name(CANARY)
        .phone(CANARY)
        .email(CANARY)
        .state(CANARY)
        .zip(CANARY)
        .anniversary_1(CANARY)
        .custom("Favorite Chocolate", CANARY.repeat(20))
        .custom("WEB_KEY", CANARY);
    let error = client.external_form_lead(call).await.unwrap_err();
    assert_error_hidden(&error);
    let violations = error.violations().unwrap();
    assert_eq!(violations.iter().count(), 8, "{violations}");
    assert_hidden(&violations.to_string());
}

#[tokio::test]
async fn clients_and_leads_without_credentials() {
    let config = Config::new().base_url("http://127.0.0.1:1/");
    let stranger = Client::with_config(Credentials::none(), config).unwrap();
    assert_debug_hidden(&stranger);
    let sending = stranger.external_form_lead(lead());
    assert_debug_hidden(&sending);
    let request = sending.request().unwrap();
    assert_debug_hidden(&request);
    let curl = request.to_curl();
    assert_hidden(&curl);
    assert!(curl.contains("web_key=<secret>"), "{curl}");
    let error = stranger.thumbtack_lead(from_thumbtack()).await.unwrap_err();
    assert!(matches!(error.cause(), Cause::Config { .. }), "{error:?}");
    assert_error_hidden(&error);
    let error = stranger
        .external_form_lead(lead())
        .validation(Validation::Off)
        .await
        .unwrap_err();
    assert!(error.is_connect(), "{error:?}");
    assert_error_hidden(&error);
}

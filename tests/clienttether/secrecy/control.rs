//! The canaries are really there: who asks for them gets them. Otherwise the other tests would find
//! nothing whatever they looked at.

use clienttether_generated::{ReadClientById, ReadClientList};
use prose_runtime::Place;
use workspace_tests::{Loopback, kept};

use super::{
    CANARY, EMAIL, PHONE, assert_hidden, client_at, contact, echo, from_thumbtack, lead, search,
};

#[test]
#[should_panic(expected = "C4N4RY is in: a C4N4RY")]
fn a_canary_is_found() {
    assert_hidden("a C4N4RY");
}

#[test]
fn requests_hold_what_is_sent() {
    let client = client_at("http://127.0.0.1:1/");
    let request = client.read_client_exist(search()).request().unwrap();
    assert!(request.url().contains(CANARY) && request.url().contains(PHONE));
    let token = request.headers().get("x-access-token").unwrap();
    assert!(token.to_str().unwrap().contains(CANARY));
    let request = client.create_client(contact()).request().unwrap();
    let body = String::from_utf8(request.body().unwrap().to_vec()).unwrap();
    for value in [CANARY, EMAIL, PHONE, "Favorite Chocolate"] {
        assert!(body.contains(value), "{body}");
    }
    let in_query = client.create_client(contact()).parameters_in(Place::Query);
    assert!(in_query.request().unwrap().url().contains(CANARY));
}

#[test]
fn leads_hold_what_is_sent() {
    let client = client_at("http://127.0.0.1:1/");
    let body_of = |request: prose_runtime::Request| {
        String::from_utf8(request.body().unwrap().to_vec()).unwrap()
    };
    let form = body_of(client.external_form_lead(lead()).request().unwrap());
    assert!(form.starts_with("web_key=CT_C4N4RY&name=C4N4RY&"), "{form}");
    assert!(form.contains(PHONE), "{form}");
    let json = body_of(client.thumbtack_lead(from_thumbtack()).request().unwrap());
    assert_eq!(json.matches(CANARY).count(), 8, "{json}");
}

#[test]
fn headers_and_accounts_are_sent() {
    let client = client_at("http://127.0.0.1:1/");
    let sending = client.read_client_by_id(ReadClientById::new(7));
    let request = sending
        .header("X-Note", CANARY)
        .account(EMAIL)
        .request()
        .unwrap();
    assert_eq!(request.headers().get("x-note").unwrap(), CANARY);
    assert_eq!(request.headers().get("x-web-key").unwrap(), EMAIL);
}

#[tokio::test]
async fn accessors_give_what_came() {
    let server = Loopback::replying(|_| kept("200 OK", &echo("CT_200"))).unwrap();
    let client = client_at(&server.base_url());
    let reply = client
        .read_client_list(ReadClientList::new())
        .await
        .unwrap();
    assert!(reply.message().unwrap().contains(CANARY));
    assert!(reply.body().contains(PHONE));
    let record = reply.first().unwrap();
    assert_eq!(record.email(), Some(EMAIL));
    assert_eq!(record.assigned_user().unwrap().first_name(), Some(CANARY));
}

#[tokio::test]
async fn errors_keep_the_words_of_the_server() {
    let server = Loopback::replying(|_| kept("200 OK", &echo(CANARY))).unwrap();
    let client = client_at(&server.base_url());
    let error = client.create_client(contact()).await.unwrap_err();
    let refusal = error.refusal().unwrap();
    assert_eq!(refusal.code.as_str(), CANARY);
    assert!(refusal.message.as_str().contains(EMAIL));
}

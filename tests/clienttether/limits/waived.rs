//! What integrations in use send, and the limits refuse: one limit is waived, and all others hold.

use clienttether_generated::{Client, CreateClient, Credentials, UpdateClientById, tables};
use prose_runtime::{Call, Error, Sending};
use workspace_tests::spec::api;

fn client() -> Client {
    Client::new(Credentials::new("token", "CT_key")).unwrap()
}

fn keys(sending: &Sending<impl Call>) -> Vec<String> {
    let error: Error = sending.request().unwrap_err();
    let violations = error.violations().into_iter().flatten();
    violations.map(|violation| violation.key.clone()).collect()
}

/// With a real mistake beside it.
fn lead() -> CreateClient {
    CreateClient::new("Jo", "Sample").zip("802")
}

#[test]
fn a_contact_can_be_put_into_the_cycle_of_new_leads() {
    let lead = lead().sales_cycle_id("-1");
    assert_eq!(
        keys(&client().create_client(lead.clone())),
        ["zip", "sales_cycle_id"]
    );
    for lead in [
        lead.clone().as_is("sales_cycle_id"),
        lead.as_is(&tables::client::SALES_CYCLE_ID),
    ] {
        assert_eq!(keys(&client().create_client(lead)), ["zip"]);
    }
}

#[test]
fn a_phone_with_its_country_and_a_state_in_words_can_be_sent() {
    let lead = lead().phone("+13035550147").state("Colorado");
    assert_eq!(
        keys(&client().create_client(lead.clone())),
        ["phone", "state", "zip"]
    );
    let sending = client().create_client(lead).as_is("phone").as_is("state");
    assert_eq!(keys(&sending), ["zip"]);
}

#[test]
fn blank_values_are_mistakes_unless_they_are_cleared() {
    let keys_of = |call| keys(&client().update_client_by_id(call));
    let change = UpdateClientById::new(7).zip("802");
    let blank = change
        .clone()
        .phone("")
        .email("")
        .state("")
        .clients_date_next("");
    assert_eq!(
        keys_of(blank),
        ["phone", "email", "state", "zip", "clients_date_next"]
    );
    let cleared = change
        .clear("phone")
        .clear("email")
        .clear(&tables::client::STATE)
        .clear("clients_date_next");
    assert_eq!(keys_of(cleared), ["zip"]);
}

#[test]
fn the_spec_says_of_each_how_it_can_be_sent() {
    let spec = api("clienttether");
    let table = spec.table("client").unwrap();
    for name in ["phone", "state", "sales_cycle_id"] {
        let key = table.keys.iter().find(|key| key.name == name).unwrap();
        assert!(
            key.quirks.iter().any(|quirk| quirk.we.contains("as_is")),
            "{name}"
        );
    }
    assert!(spec.quirks.iter().any(|quirk| quirk.we.contains("`clear`")));
}

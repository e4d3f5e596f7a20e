//! Values that get into calls by the names of their keys, as callers have them.

use std::fmt::Debug;

use clienttether_generated::{
    CreateClient, CreateUser, ExternalFormLead, Gender, HistoryNote, ReadClientList,
    UpdateClientByExternalId, UpdateClientById, tables,
};
use proptest::collection::vec;
use proptest::prelude::{ProptestConfig, any, proptest};
use prose_runtime::{Breach, Call, Key, Params, Rule, TypedCall, Value, validate};

/// What is made up for a key: a text, a flag, and how its name is spelled.
type Case = (bool, String, bool, u8);

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn pairs_of_what_is_on_the_wire_are_the_call(cases in vec(any::<Case>(), 60), turn in 0_usize..60) {
        the_same::<CreateClient>(&cases, turn);
        the_same::<CreateUser>(&cases, turn);
        the_same::<ExternalFormLead>(&cases, turn);
        the_same::<ReadClientList>(&cases, turn);
        the_same::<UpdateClientById>(&cases, turn);
        the_same::<UpdateClientByExternalId>(&cases, turn);
    }
}

fn the_same<C: TypedCall + PartialEq + Debug>(cases: &[Case], turn: usize) {
    let mut params = Params::of_call(C::DESCRIPTOR);
    for (key, case) in C::DESCRIPTOR.accepts.iter().zip(cases) {
        if let Some(value) = value(key, case).filter(|_| case.0) {
            params = params.with(key, value);
        }
    }
    let mut pairs: Vec<(String, String)> = params
        .set()
        .zip(cases)
        .map(|((key, value), case)| {
            let text = value.wire_text(&key.limit.rule).unwrap();
            (spelled(key, case.3), text.into_owned())
        })
        .collect();
    let turn = turn.min(pairs.len());
    pairs.rotate_left(turn);
    assert_eq!(C::from_pairs(pairs), C::from_params(params));
}

fn value(key: &Key, (_, text, flag, _): &Case) -> Option<Value> {
    match key.limit.rule {
        Rule::Flag | Rule::FlagAs { .. } | Rule::Boolean => Some(Value::flag(*flag)),
        Rule::ListOf(_) | Rule::List(_) => {
            let words = text.split(|c: char| !c.is_alphanumeric());
            Some(Value::list(words.filter(|word| !word.is_empty())))
        }
        Rule::ArrayOf(_) | Rule::Object(_) | Rule::InText(_) | Rule::MapOf(_) | Rule::Json => None,
        _ => Some(Value::text(text)),
    }
}

fn spelled(key: &Key, how: u8) -> String {
    let name = match how % 3 {
        0 => key.wire,
        1 => key.rust_name(),
        _ if key.label.is_empty() => key.wire,
        _ => key.label,
    };
    match how % 4 {
        0 => name.to_owned(),
        1 => name.to_uppercase(),
        2 => name.replace('_', " "),
        _ => name.replace('_', "-").to_lowercase(),
    }
}

#[test]
fn a_form_is_filled_by_what_visitors_read_there() {
    let lead = ExternalFormLead::new("CT_lead_source").fill([
        ("Full name", "Jo Sample"),
        ("E-mail", "jo@example.com"),
        ("Postal code", "80202"),
    ]);
    let set = ExternalFormLead::new("CT_lead_source")
        .name("Jo Sample")
        .email("jo@example.com")
        .zip("80202");
    assert_eq!(lead, set);
}

#[test]
fn values_of_closed_sets_come_by_name_as_they_do_by_setter() {
    let set = CreateClient::new("Jo", "Sample").gender(Gender::Female);
    let contact = || CreateClient::new("Jo", "Sample");
    assert_eq!(contact().fill([("gender", Gender::Female)]), set);
    let known = [("gender", Some(Gender::Female)), ("education", None)];
    assert_eq!(contact().fill(known), set);
    assert_eq!(contact().set(&tables::client::GENDER, Gender::Female), set);
    let cleaned = contact().fill([("gender", "female")]).clean();
    assert_eq!(cleaned.into_inner(), set);
}

#[test]
fn a_contact_is_written_once_for_creating_and_updating() {
    let contact = CreateClient::new("Jo", "Sample")
        .gender(Gender::Female)
        .tags(["new", "garden"])
        .custom("Favorite Chocolate", "Dark");
    let update = UpdateClientById::new("7").with_values_of(&contact);
    let set = UpdateClientById::new("7")
        .first_name("Jo")
        .last_name("Sample")
        .gender(Gender::Female)
        .tags(["new", "garden"])
        .custom("Favorite Chocolate", "Dark");
    assert_eq!(update, set);
}

#[test]
fn what_only_an_update_takes_is_told_and_does_not_become_a_custom_field() {
    let update = UpdateClientById::new("7").append_whiteboard("Called");
    let contact = CreateClient::new("Jo", "Sample").with_values_of(&update);
    let violations = validate(contact.unmatched_as_custom().params()).unwrap_err();
    let told: Vec<(&str, Breach)> = violations
        .iter()
        .map(|violation| (violation.key.as_str(), violation.breach))
        .collect();
    assert_eq!(
        told,
        [
            ("client_id", Breach::NotAccepted),
            ("append_whiteboard", Breach::NotAccepted)
        ]
    );
}

#[test]
fn setters_take_what_is_there() {
    let (phone, tags): (Option<String>, Option<Vec<String>>) = (Some("3035550147".into()), None);
    let call = CreateClient::new("Jo", "Sample")
        .maybe(CreateClient::phone, phone)
        .maybe(CreateClient::tags, tags)
        .maybe(CreateClient::sms_ok, Some(true))
        .maybe(CreateClient::assigned_user_id, Some(7_u64));
    let set = CreateClient::new("Jo", "Sample")
        .phone("3035550147")
        .sms_ok(true)
        .assigned_user_id("7");
    assert_eq!(call, set);
}

#[test]
fn a_row_is_filled_by_names_too() {
    let row = HistoryNote::from_pairs([("Note type", "note"), ("users_name", "Ann")]);
    let row = row.fill([("Client ID", "7")]);
    let params = row.clone().into_params();
    assert_eq!(params.get("type"), Some(&Value::text("note")));
    assert_eq!(row.into_params().set().count(), 3);
}

#[test]
fn nothing_personal_is_shown_of_what_has_no_place() {
    let call = CreateClient::new("Jo", "Sample")
        .fill([
            ("Mobile", "3035550147"),
            ("phone", "x"),
            ("Phone", "canary"),
        ])
        .set(&tables::client::CLIENT_ID, "canary");
    let told = validate(call.params()).unwrap_err();
    let shown = format!("{call:?} {told} {told:?}");
    assert!(
        !shown.contains("canary") && !shown.contains("3035550147"),
        "{shown}"
    );
    assert!(shown.contains("`Mobile` is the name of no key"), "{shown}");
}

//! Where the documents leave the behaviour open: the client reads every form that a switch makes.

use clienttether_generated::{
    ContactType as Kind, CreateClient, ReadActionPlanById, ReadAllPayments, ReadClientById,
    ReadClientExist, ReadClientList, ReadUserList, UpdateClientById, tables,
};
use prose_runtime::{Cause, Meaning, Method, Record as _};
use prose_sandbox::clienttether::{
    ActionPlans, AssignedUser, Blank, Codes, ContactType, Denied, Errors, LongCustomText,
    NoRecords, Sandbox, Switches, UnknownCall,
};

use super::{Session, UNKNOWN, code, raw, refused};

#[tokio::test]
async fn codes_can_be_spelled_as_the_page_prints_them() {
    let session = Session::quiet();
    session
        .sandbox
        .switch(|switches| switches.codes = Codes::Documented);
    let reply = session
        .client
        .read_user_list(ReadUserList::new())
        .await
        .unwrap();
    assert_eq!(reply.code(), Some("CT200"));
    let call = ReadClientById::new(UNKNOWN);
    let error = refused(session.client.read_client_by_id(call).await);
    assert!(error.is_not_found(), "{error}");
    assert_eq!(code(&error), "CT515");

    let call = ReadClientExist::new().phone("3035550147");
    let reply = session.client.read_client_exist(call).await.unwrap();
    assert!(reply.records().is_empty());
    assert!(
        reply.body().contains(r#""resultCode":"CT515""#),
        "{}",
        reply.body()
    );
    let extra: Vec<_> = reply.extra().collect();
    assert!(extra.contains(&("client_id", "false")), "{extra:?}");

    let call = CreateClient::new("Jo", "Sample").state("Colorado");
    let error = refused(session.unchecked().create_client(call).await);
    assert_eq!(code(&error), "state", "names of keys stay as they are");
}

#[tokio::test]
async fn action_plans_are_read_at_every_depth() {
    let session = Session::quiet();
    let names = async || {
        let plans = session.plans().await;
        let names = plans
            .iter()
            .map(|plan| plan.action_plan_name().unwrap().to_owned());
        let mut names: Vec<_> = names.collect();
        names.sort();
        names
    };
    let flat = names().await;
    assert!(!flat.is_empty());
    for depth in [ActionPlans::Nested, ActionPlans::Grouped, ActionPlans::Flat] {
        session
            .sandbox
            .switch(|switches| switches.action_plans = depth);
        assert_eq!(names().await, flat, "{depth}");
        let plan = session.plans().await.remove(0).action_plan_id().unwrap();
        let call = ReadActionPlanById::new(&plan);
        let reply = session.client.read_action_plan_by_id(call).await.unwrap();
        assert_eq!(
            reply.first().unwrap().action_plan_id(),
            Some(plan),
            "{depth}"
        );
    }
}

#[tokio::test]
async fn a_list_without_a_match_has_three_forms() {
    let session = Session::quiet();
    let client = &session.client;
    for form in [NoRecords::Empty, NoRecords::Missing] {
        session.sandbox.switch(|switches| switches.no_match = form);
        let reply = client
            .read_all_payments(ReadAllPayments::new())
            .await
            .unwrap();
        assert!(reply.records().is_empty());
        let has_data = reply.body().contains(r#""data""#);
        assert_eq!(has_data, form == NoRecords::Empty, "{}", reply.body());
        let mut records = client.read_client_list(ReadClientList::new()).records();
        assert!(records.next().await.is_none());
    }
    session
        .sandbox
        .switch(|switches| switches.no_match = NoRecords::NotFound);
    let error = refused(client.read_all_payments(ReadAllPayments::new()).await);
    assert!(error.is_not_found(), "{error}");
}

#[tokio::test]
async fn a_list_of_250_is_read_to_its_end_whatever_comes_behind_it() {
    let session = Session::busy();
    for form in [NoRecords::Empty, NoRecords::Missing, NoRecords::NotFound] {
        session
            .sandbox
            .switch(|switches| switches.past_the_end = form);
        // With pages of 50 the last one is full.
        for limit in [50, 100] {
            let call = ReadClientList::new().limit(limit);
            let mut records = session.client.read_client_list(call).records();
            let mut count = 0;
            while let Some(contact) = records.next().await {
                contact.unwrap();
                count += 1;
            }
            assert_eq!(count, 250, "{form} {limit}");
        }
        let call = ReadClientList::new().offset(250);
        let past = session.client.read_client_list(call).await;
        match form {
            NoRecords::NotFound => assert!(refused(past).is_not_found()),
            _ => assert!(past.unwrap().records().is_empty()),
        }
    }
}

#[tokio::test]
async fn wrong_keys_have_three_answers_and_all_are_read_as_denied() {
    let session = Session::quiet();
    let client = session.client.account("CT_wrong").unwrap();
    for (denied, status) in [
        (Denied::Unauthorized, 401),
        (Denied::Forbidden, 403),
        (Denied::Code, 200),
    ] {
        session.sandbox.switch(|switches| switches.denied = denied);
        let error = refused(client.read_user_list(ReadUserList::new()).await);
        assert!(error.is_access_denied(), "{denied}: {error}");
        let got = match error.cause() {
            Cause::Status { status, .. } => *status,
            Cause::Refused(refusal) => {
                assert_eq!(refusal.code.as_str(), "CT_510");
                refusal.status
            }
            _ => panic!("{error}"),
        };
        assert_eq!(got, status, "{denied}");
    }
}

#[tokio::test]
async fn an_unknown_call_has_two_answers() {
    let session = Session::quiet();
    let call = || raw(Method::Get, "read_the_future");
    let error = refused(session.client.send(call()).await);
    assert!(
        matches!(error.cause(), Cause::Status { status: 404, .. }),
        "{error}"
    );

    session
        .sandbox
        .switch(|switches| switches.unknown_call = UnknownCall::Code);
    let error = refused(session.client.send(call()).await);
    assert_eq!(code(&error), "CT_404");
    assert_eq!(error.refusal().unwrap().meaning, Meaning::UnknownCall);
    // So is a known one with another method.
    let error = refused(
        session
            .client
            .send(raw(Method::Post, "read_user_list"))
            .await,
    );
    assert_eq!(code(&error), "CT_404");
}

#[tokio::test]
async fn a_blank_value_clears_or_is_passed_over() {
    let session = Session::quiet();
    let call = CreateClient::new("Jo", "Sample")
        .city("Denver")
        .whiteboard("Rings twice")
        .custom("Favorite Chocolate", "Dark");
    let id = session.create(call).await;
    let update = async || {
        let call = UpdateClientById::new(&id)
            .city("")
            .whiteboard("")
            .custom("Favorite Chocolate", "");
        session.client.update_client_by_id(call).await.unwrap();
        let contact = session.read(&id).await;
        let chocolate = contact.row().custom_text("Favorite Chocolate");
        [
            contact.city().unwrap_or_default().to_owned(),
            contact.whiteboard().unwrap_or_default().to_owned(),
            chocolate.unwrap_or_default().into_owned(),
        ]
    };
    session
        .sandbox
        .switch(|switches| switches.blank = Blank::Keeps);
    assert_eq!(update().await, ["Denver", "Rings twice", "Dark"]);
    session
        .sandbox
        .switch(|switches| switches.blank = Blank::Clears);
    assert_eq!(update().await, ["", "", ""]);
}

#[tokio::test]
async fn every_optional_value_of_a_contact_can_be_cleared() {
    let session = Session::quiet();
    let call = CreateClient::new("Jo", "Sample")
        .phone("3035550147")
        .email("jo@example.com")
        .state("CO")
        .zip("80202")
        .external_id(77)
        .clients_date_next("2026-04-01")
        .deal_size(900)
        .sms_ok(true);
    let id = session.create(call).await;
    let update = async || {
        let call = UpdateClientById::new(&id)
            .clear("phone")
            .clear(&tables::client::EMAIL)
            .clear("state")
            .clear("zip")
            .clear("external_id")
            .clear("clients_date_next")
            .clear("deal_size");
        let reply = session.client.update_client_by_id(call).await.unwrap();
        assert!(reply.warnings().is_none());
        let contact = session.read(&id).await;
        let seen = [
            contact.phone().is_some(),
            contact.email().is_some(),
            contact.state().is_some(),
            contact.zip().is_some(),
            contact.external_id().is_some(),
            contact.clients_date_next().is_some(),
            contact.deal_size().is_some(),
        ];
        assert_eq!(contact.sms_ok(), Some(true));
        seen
    };
    let blank = |blank| session.sandbox.switch(|switches| switches.blank = blank);
    blank(Blank::Keeps);
    assert_eq!(update().await, [true; 7]);
    blank(Blank::Clears);
    assert_eq!(update().await, [false; 7]);
}

#[tokio::test]
async fn each_key_that_updates_take_can_be_cleared_but_those_that_they_need() {
    let session = Session::quiet();
    let id = session.contact("Jo").await;
    let call = UpdateClientById::DESCRIPTOR;
    for key in call.accepts {
        let update = UpdateClientById::new(&id).clear(*key);
        let outcome = session.client.update_client_by_id(update).await;
        if key.wire == "client_id" {
            assert!(outcome.unwrap_err().is_invalid());
        } else {
            assert!(outcome.is_ok(), "{}: {:?}", key.wire, outcome.err());
        }
    }
    assert_eq!(session.read(&id).await.first_name(), None);
}

#[tokio::test]
async fn the_assigned_user_comes_as_a_name_or_as_json_in_a_text() {
    let session = Session::quiet();
    let users = session
        .client
        .read_user_list(ReadUserList::new())
        .await
        .unwrap();
    let user = users.first().unwrap();
    let (first, last) = (
        user.user_first_name().unwrap(),
        user.user_last_name().unwrap(),
    );
    let call = CreateClient::new("Jo", "Sample").assigned_user_id(user.user_id().unwrap());
    let id = session.create(call).await;
    let contact = session.read(&id).await;
    assert_eq!(
        contact.assigned_user_text(),
        Some(format!("{first} {last}").as_str())
    );
    assert!(contact.assigned_user().is_none());

    session
        .sandbox
        .switch(|switches| switches.assigned_user = AssignedUser::Json);
    let contact = session.read(&id).await;
    let person = contact.assigned_user().unwrap();
    assert_eq!(
        (person.first_name(), person.last_name()),
        (Some(first), Some(last))
    );
}

#[tokio::test]
async fn a_long_custom_field_is_refused_or_cut() {
    let session = Session::quiet();
    let client = session.unchecked();
    let call = || CreateClient::new("Jo", "Sample").custom("Verse", "é".repeat(101));
    assert_eq!(code(&refused(client.create_client(call()).await)), "Verse");
    session
        .sandbox
        .switch(|switches| switches.long_custom_text = LongCustomText::Cut);
    let reply = client.create_client(call()).await.unwrap();
    let id = reply.first().unwrap().client_id().unwrap();
    let contact = session.read(&id).await;
    let verse = contact.row().custom_text("Verse").unwrap();
    assert_eq!(verse, "é".repeat(100));
}

#[tokio::test]
async fn a_refusal_can_come_with_a_status_of_its_own() {
    let session = Session::quiet();
    session
        .sandbox
        .switch(|switches| switches.errors = Errors::BadRequest);
    let call = ReadClientById::new(UNKNOWN);
    let error = refused(session.client.read_client_by_id(call).await);
    assert!(error.is_not_found(), "{error}");
    assert_eq!(error.refusal().unwrap().status, 400);
    session
        .client
        .read_user_list(ReadUserList::new())
        .await
        .unwrap();
    let call = ReadClientExist::new().phone("3035550147");
    let reply = session.client.read_client_exist(call).await.unwrap();
    assert!(reply.records().is_empty());
}

#[tokio::test]
async fn an_update_leaves_the_kind_of_contact_or_resets_it() {
    let session = Session::quiet();
    let call = CreateClient::new("Jo", "Sample").contact_type(Kind::Vendor);
    let id = session.create(call).await;
    let update = async || {
        let call = UpdateClientById::new(&id).city("Denver");
        session.client.update_client_by_id(call).await.unwrap();
        session.read(&id).await.contact_type()
    };
    assert_eq!(update().await, Some(Kind::Vendor));
    session
        .sandbox
        .switch(|switches| switches.contact_type = ContactType::Resets);
    assert_eq!(update().await, Some(Kind::Client));
}

#[tokio::test]
async fn switches_can_be_set_before_the_start() {
    let switches = Switches {
        codes: Codes::Documented,
        ..Switches::default()
    };
    let session = Session::of(Sandbox::setup().contacts(0).switches(switches));
    let reply = session
        .client
        .read_user_list(ReadUserList::new())
        .await
        .unwrap();
    assert_eq!(reply.code(), Some("CT200"));
}

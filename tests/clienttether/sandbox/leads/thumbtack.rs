//! Leads that Thumbtack hands on.

use clienttether_generated::api::ResultCode;
use clienttether_generated::{
    ReadClientExist, ThumbtackBusiness, ThumbtackCustomer, ThumbtackDetail, ThumbtackLead,
    ThumbtackLocation, ThumbtackRequest, records,
};
use prose_runtime::{Json, Record};
use prose_sandbox::clienttether::{Denied, ThumbtackAnswer};

use crate::sandbox::{Session, refused};

impl Session {
    async fn sent_on(&self) -> records::Client {
        let call = ReadClientExist::new().phone("3035550147");
        let ids = self.found(call).await;
        assert_eq!(ids.len(), 1);
        self.read(&ids[0]).await
    }
}

fn ann() -> ThumbtackCustomer {
    ThumbtackCustomer::new()
        .customer_id("9")
        .name("Ann van Lee")
        .phone("+1 (303) 555-0147")
}

fn whole() -> ThumbtackLead {
    let location = ThumbtackLocation::new()
        .address1("1 Example Street")
        .address2("Unit 2")
        .city("Denver")
        .state("CO")
        .zip_code("80202");
    let request = ThumbtackRequest::new()
        .request_id("1")
        .category("House Painting")
        .category_id("7")
        .title("Paint the porch")
        .description("Blue, two coats.")
        .schedule("Next week")
        .location(location)
        .travel_preferences("To my place")
        .details([
            ThumbtackDetail::new()
                .question("How large?")
                .answer("Ten by ten"),
            ThumbtackDetail::new().question("How high?").answer("漢"),
        ])
        .attachments(Json::parse("[]").unwrap());
    ThumbtackLead::new()
        .lead_id("4711")
        .created(1_772_442_000)
        .request(request)
        .customer(ann())
        .business(ThumbtackBusiness::new().business_id("3").name("Pine Hill"))
        .lead_type("INSTANT_BOOK")
        .lead_price(Json::null())
        .charge_state(Json::null())
}

#[tokio::test]
async fn a_lead_becomes_a_contact_and_the_rest_a_note() {
    let session = Session::quiet();
    let reply = session.client.thumbtack_lead(whole()).await.unwrap();
    let contact = session.sent_on().await;
    let reference = reply.first().unwrap().row().custom_text("client_id");
    assert_eq!(
        reference.as_deref(),
        contact.client_id().as_ref().map(|id| id.as_str())
    );
    assert_eq!(contact.first_name(), Some("Ann"));
    assert_eq!(contact.last_name(), Some("van Lee"));
    assert_eq!(contact.address(), Some("1 Example Street, Unit 2"));
    assert_eq!(contact.city(), Some("Denver"));
    assert_eq!(contact.state(), Some("CO"));
    assert_eq!(contact.zip(), Some("80202"));
    assert_eq!(contact.tags(), ["Thumbtack"]);
    assert_eq!(contact.lead_source_name().unwrap_or_default(), "");
    let notes = session.notes(&contact.client_id().unwrap()).await;
    let note = notes[0].body_content().unwrap();
    for words in [
        "4711",
        "INSTANT_BOOK",
        "House Painting",
        "Paint the porch",
        "Blue, two coats.",
        "Next week",
        "To my place",
        "+1 (303) 555-0147",
        "Pine Hill",
        "How large? Ten by ten",
        "How high? 漢",
    ] {
        assert!(note.contains(words), "{words} is not in: {note}");
    }
}

#[tokio::test]
async fn the_source_is_that_of_the_key_or_else_the_one_of_the_name() {
    let session = Session::quiet();
    let key = session.key_of("Website").await;
    let poster = session.client.account(key).unwrap();
    poster.thumbtack_lead(whole()).await.unwrap();
    let contact = session.sent_on().await;
    assert_eq!(contact.lead_source_name(), Some("Website"));
    assert_eq!(contact.action_plan_name(), Some("Website Welcome"));

    let session = Session::quiet();
    session.create_lead_source("thumbtack").await;
    session.client.thumbtack_lead(whole()).await.unwrap();
    let contact = session.sent_on().await;
    assert_eq!(contact.lead_source_name(), Some("thumbtack"));
}

#[tokio::test]
async fn without_a_name_of_the_customer_a_lead_is_refused() {
    let session = Session::quiet();
    for lead in [
        ThumbtackLead::new(),
        ThumbtackLead::new().customer(ThumbtackCustomer::new().phone("3035550147")),
        ThumbtackLead::new().customer(ann().name(" ")),
    ] {
        let error = refused(session.client.thumbtack_lead(lead).await);
        assert_eq!(ResultCode::of(&error), Some(ResultCode::Ct501), "{error}");
        assert!(error.is_invalid());
    }
}

#[tokio::test]
async fn the_same_phone_is_a_duplicate_where_the_account_looks_for_it() {
    let session = Session::quiet();
    session.client.thumbtack_lead(whole()).await.unwrap();
    let web_key = session.sandbox.web_key().to_owned();
    session.sandbox.check_duplicates(&web_key, true).unwrap();
    let error = refused(session.client.thumbtack_lead(whole()).await);
    assert!(error.is_duplicate(), "{error}");
    assert_eq!(ResultCode::of(&error), Some(ResultCode::Ct520));
}

#[tokio::test]
async fn it_needs_both_credentials() {
    let session = Session::quiet();
    let error = refused(session.stranger().thumbtack_lead(whole()).await);
    assert!(error.is_config(), "{error}");
    let wrong = session.client.account("CT_wrong").unwrap();
    for denied in [Denied::Unauthorized, Denied::Forbidden, Denied::Code] {
        session.sandbox.switch(|switches| switches.denied = denied);
        let error = refused(wrong.thumbtack_lead(whole()).await);
        assert!(error.is_access_denied(), "{denied}: {error}");
    }
}

#[tokio::test]
async fn its_answer_may_be_a_message_alone() {
    let session = Session::quiet();
    session
        .sandbox
        .switch(|switches| switches.thumbtack_answer = ThumbtackAnswer::Message);
    let reply = session.client.thumbtack_lead(whole()).await.unwrap();
    assert_eq!((reply.code(), reply.message()), (None, Some("Success")));
    session.sent_on().await;
    let error = refused(session.client.thumbtack_lead(ThumbtackLead::new()).await);
    assert_eq!(ResultCode::of(&error), Some(ResultCode::Ct501), "{error}");
}

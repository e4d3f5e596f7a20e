//! Single values of records: in other kinds, under other names, unknown, or saying nothing.

use std::error::Error;

use clienttether_generated::records::{Client, Opportunity, SalesCycle, User};
use clienttether_generated::{
    AccountType, ContactType, Gender, HomeOwnerStatus, NewLeadNotification, NoteType, PaymentType,
    ReadAccountList, ReadAllPayments, ReadClientById, ReadClientHistoryNotes,
    ReadCustomFieldByContact, ReadLeadSourceList, ReadOpportunityList, ReadSalesCycleList,
    ReadUserList, UserType,
};
use prose_runtime::Record;

use super::{answered, listed};

/// The contact with these fields, sent by a server and read.
async fn contact(fields: &str) -> Result<Client, Box<dyn Error>> {
    let client = answered(&listed(&format!("[{{{fields}}}]")));
    let reply = client.read_client_by_id(ReadClientById::new(1)).await?;
    Ok(reply.into_first().ok_or("no record")?)
}

async fn opportunity(fields: &str) -> Result<Opportunity, Box<dyn Error>> {
    let client = answered(&listed(&format!("[{{{fields}}}]")));
    let reply = client
        .read_opportunity_list(ReadOpportunityList::new())
        .await?;
    Ok(reply.into_first().ok_or("no record")?)
}

async fn sales_cycle(fields: &str) -> Result<SalesCycle, Box<dyn Error>> {
    let client = answered(&listed(&format!("[{{{fields}}}]")));
    let reply = client
        .read_sales_cycle_list(ReadSalesCycleList::new())
        .await?;
    Ok(reply.into_first().ok_or("no record")?)
}

async fn user(fields: &str) -> Result<User, Box<dyn Error>> {
    let client = answered(&listed(&format!("[{{{fields}}}]")));
    let reply = client.read_user_list(ReadUserList::new()).await?;
    Ok(reply.into_first().ok_or("no record")?)
}

#[tokio::test]
async fn numbers_and_flags_are_read_from_texts_and_ids_from_numbers() {
    let text = contact(r#""client_id":"8051632","deal_size":"25000","smsok":"1","age":"41""#);
    let bare = contact(r#""client_id":8051632,"deal_size":25000,"smsok":true,"age":41.0"#);
    for contact in [text.await.unwrap(), bare.await.unwrap()] {
        assert_eq!(contact.client_id(), Some(8051632.into()));
        assert_eq!(contact.deal_size(), Some("25000"));
        assert_eq!(contact.sms_ok(), Some(true));
        assert_eq!(contact.age(), Some(41));
    }
}

#[tokio::test]
async fn texts_are_read_from_numbers() {
    let contact = contact(r#""zip":80202,"phone":3035550147,"contact_type":4"#)
        .await
        .unwrap();
    assert_eq!(contact.zip(), Some("80202"));
    assert_eq!(contact.phone(), Some("3035550147"));
    assert_eq!(contact.contact_type(), Some(ContactType::Vendor));
}

#[tokio::test]
async fn a_value_that_does_not_fit_is_kept_as_it_came() {
    let contact = contact(r#""deal_size":"1250.50","smsok":"maybe","created":"Feb 29 2024""#)
        .await
        .unwrap();
    assert_eq!(
        (contact.deal_size(), contact.sms_ok()),
        (Some("1250.50"), None)
    );
    let misfits: Vec<_> = contact.misfits().iter().map(|key| key.wire).collect();
    assert_eq!(misfits, ["smsok"]);
    assert_eq!(contact.created(), Some("Feb 29 2024"));
    assert_eq!(contact.row().raw("deal_size"), Some(r#""1250.50""#));
    assert_eq!(contact.row().raw("smsok"), Some(r#""maybe""#));
}

#[tokio::test]
async fn values_that_say_nothing_are_none() {
    for nothing in [
        r#""""#,
        "null",
        "false",
        r#""0000-00-00""#,
        r#""0000-00-00 00:00:00""#,
    ] {
        let fields = format!(r#""client_id":{nothing},"created":{nothing},"tag":{nothing}"#);
        let contact = contact(&fields).await.unwrap();
        assert_eq!(
            (contact.client_id(), contact.created()),
            (None, None),
            "{nothing}"
        );
        assert_eq!(contact.tags(), [""; 0], "{nothing}");
        assert_eq!(contact.row().raw("created"), Some(nothing));
    }
}

#[tokio::test]
async fn dates_are_given_as_they_came() {
    let contact = contact(r#""created":"2024-02-29 09:30:00","last_modified_date":"2024-03-01""#)
        .await
        .unwrap();
    assert_eq!(contact.created(), Some("2024-02-29 09:30:00"));
    assert_eq!(contact.last_modified_date(), Some("2024-03-01"));
}

#[tokio::test]
async fn the_names_of_plan_cycle_and_source_are_read_under_both_prefixes() {
    let clients = r#""clients_action_plan":"Welcome","clients_sales_cycle":"Quoted","clients_lead_source":"Web""#;
    let contacts = r#""contact_action_plan":"Welcome","contact_sales_cycle":"Quoted","contact_lead_source":"Web""#;
    for fields in [clients, contacts] {
        let contact = contact(fields).await.unwrap();
        assert_eq!(contact.action_plan_name(), Some("Welcome"), "{fields}");
        assert_eq!(contact.sales_cycle_name(), Some("Quoted"), "{fields}");
        assert_eq!(contact.lead_source_name(), Some("Web"), "{fields}");
        let opportunity = opportunity(fields).await.unwrap();
        assert_eq!(opportunity.action_plan_name(), Some("Welcome"), "{fields}");
        assert_eq!(opportunity.sales_cycle_name(), Some("Quoted"), "{fields}");
        assert_eq!(opportunity.lead_source_name(), Some("Web"), "{fields}");
    }
}

#[tokio::test]
async fn a_contact_under_new_lead_has_a_blank_sales_cycle() {
    let contact = contact(r#""clients_sales_cycle":"""#).await.unwrap();
    assert_eq!(contact.sales_cycle_name(), None);
    assert_eq!(contact.row().raw("clients_sales_cycle"), Some(r#""""#));
}

#[tokio::test]
async fn custom_fields_and_other_unknown_keys_are_kept_and_readable() {
    let fields = r#""Favorite Chocolate":"Zartbitter \u2013 70%","firstName":"Jo","proposals":[{"proposal_id":"1"}],"score":7,"spare":null"#;
    let contact = contact(fields).await.unwrap();
    let row = contact.row();
    assert_eq!(
        row.custom_text("Favorite Chocolate").as_deref(),
        Some("Zartbitter – 70%")
    );
    assert_eq!(row.custom_text("score").as_deref(), Some("7"));
    assert_eq!(row.custom_text("spare"), None);
    assert_eq!(row.raw("proposals"), Some(r#"[{"proposal_id":"1"}]"#));
    let unknown: Vec<&str> = row.unknown().map(|(key, _)| key).collect();
    assert_eq!(
        unknown,
        ["Favorite Chocolate", "proposals", "score", "spare"]
    );
    assert_eq!(row.to_json(), format!("{{{fields}}}"));
}

#[tokio::test]
async fn records_without_documented_keys_have_all_of_theirs() {
    let client = answered(&listed(r#"[{"name":"Favorite Chocolate","value":"Dark"}]"#));
    let call = ReadCustomFieldByContact::new(8051632);
    let reply = client.read_custom_field_by_contact(call).await.unwrap();
    let row = reply.first().unwrap().row();
    assert_eq!(row.custom_text("value").as_deref(), Some("Dark"));
}

#[tokio::test]
async fn closed_sets_are_read_whatever_their_capitals() {
    let contact = contact(r#""gender":"f","home_owner_status":"OWN","new_lead_notification":"2""#)
        .await
        .unwrap();
    assert_eq!(contact.gender(), Some(Gender::Female));
    assert_eq!(contact.home_owner_status(), Some(HomeOwnerStatus::Own));
    assert_eq!(
        contact.new_lead_notification(),
        Some(NewLeadNotification::AllNotifications)
    );
    let user = user(r#""user_type":"standard","user_name":"alex""#)
        .await
        .unwrap();
    assert_eq!(user.user_type(), Some(UserType::Standard));
    assert_eq!(
        (user.user_name(), user.user_username()),
        (Some("alex"), None)
    );
}

#[tokio::test]
async fn a_value_outside_of_its_set_goes_there_and_back_again() {
    let client = answered(&listed(r#"[{"account_type":"Enterprise"}]"#));
    let reply = client
        .read_account_list(ReadAccountList::new())
        .await
        .unwrap();
    let read = reply.first().unwrap().account_type().unwrap();
    assert_eq!(read, AccountType::Unlisted("Enterprise".to_owned()));
    assert_eq!(read.as_str(), "Enterprise");
    assert_eq!(AccountType::from_wire(read.as_str()), read);
}

#[tokio::test]
async fn a_sales_cycle_has_the_keys_of_requests_and_those_of_answers() {
    let fields = r#""sales_cycle_id":"123","sales_cycle_name":"Won","sales_cycle_active_status":"0","sales_cycle_order":"1","likelihood_to_close":"90","contact_type":"1","contact_type_name":"Client""#;
    let cycle = sales_cycle(fields).await.unwrap();
    assert_eq!(cycle.sales_cycle_id(), Some(123.into()));
    assert_eq!(cycle.sales_cycle_active_status(), Some(false));
    assert_eq!(cycle.sales_cycle_order(), Some(1));
    assert_eq!(cycle.likelihood_to_close(), Some(90));
    assert_eq!(cycle.contact_type(), Some(ContactType::Client));
    assert_eq!(cycle.contact_type_name(), Some("Client"));
    assert_eq!(cycle.sales_cycle_contact_type(), None);
}

#[tokio::test]
async fn the_author_of_a_note_is_read_under_either_name() {
    for key in ["user_name", "users_name"] {
        let note = format!(r#"[{{"{key}":"Front Office","type":"note","client_id":"8051632"}}]"#);
        let client = answered(&listed(&note));
        let call = ReadClientHistoryNotes::new(8051632);
        let reply = client.read_client_history_notes(call).await.unwrap();
        let note = reply.first().unwrap();
        assert_eq!(note.user_name(), Some("Front Office"), "{key}");
        assert_eq!(note.note_type(), Some(NoteType::Note), "{key}");
    }
}

#[tokio::test]
async fn an_opportunity_has_its_own_number() {
    let opportunity = opportunity(r#""opportunity_id":"8051640","deal_size":"900""#)
        .await
        .unwrap();
    assert_eq!(opportunity.opportunity_id(), Some(8051640.into()));
    assert_eq!(
        (opportunity.client_id(), opportunity.deal_size()),
        (None, Some("900"))
    );
}

#[tokio::test]
async fn amounts_keep_every_digit() {
    let payment =
        r#"[{"amount":"1250.50","type":"Check","status":"Refund","payday":"2024-02-29"}]"#;
    let client = answered(&listed(payment));
    let reply = client
        .read_all_payments(ReadAllPayments::new())
        .await
        .unwrap();
    let payment = reply.first().unwrap();
    assert_eq!(
        (payment.amount(), payment.payday()),
        (Some("1250.50"), Some("2024-02-29"))
    );
    assert_eq!(payment.payment_type(), Some(PaymentType::Check));
    assert_eq!(payment.payment_status().unwrap().as_str(), "Refund");
}

#[tokio::test]
async fn records_show_no_personal_value_and_no_secret() {
    let contact = contact(r#""client_id":"1","firstName":"C4N4RY","whiteboard":"<p>C4N4RY</p>","assigned_user":"C4N4RY","Mine":"C4N4RY""#)
        .await
        .unwrap();
    assert_eq!(
        format!("{contact:?}"),
        "Client(client { client_id: \"1\", firstName: <personal>, whiteboard: <personal>, \
         assigned_user: <personal>, *: <1 unknown> })"
    );
    let client = answered(&listed(r#"[{"lead_source_web_key":"CT_C4N4RY"}]"#));
    let reply = client
        .read_lead_source_list(ReadLeadSourceList::new())
        .await
        .unwrap();
    assert_eq!(
        reply.first().unwrap().lead_source_web_key(),
        Some("CT_C4N4RY")
    );
    assert!(!format!("{reply:?}").contains("C4N4RY"));
}

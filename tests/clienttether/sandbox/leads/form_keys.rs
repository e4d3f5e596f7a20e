//! Each key of a form, and where the API shows it afterwards.

use clienttether_generated::{
    ContactType, ExternalFormLead, Gender, HomeOwnerStatus, MaritalStatus, NewLeadNotification,
    ReadCustomFieldByContact, ReadUserList,
};
use prose_runtime::Record;

use super::listed;
use crate::sandbox::{Session, refused};

/// What the page has and a contact has not: it becomes something else, or nothing.
const APART: [&str; 5] = ["web_key", "name", "notes", "OnSuccessURL", "OnErrorURL"];

#[tokio::test]
async fn every_key_of_the_page_lands_in_the_contact() {
    let session = Session::quiet();
    let users = session
        .client
        .read_user_list(ReadUserList::new())
        .await
        .unwrap();
    let user = users.records()[1].user_id().unwrap();
    let lead = ExternalFormLead::new(session.sandbox.web_key())
        .first_name("Ann")
        .last_name("van Lee")
        .phone("3035550147")
        .sms_ok(false)
        .second_phone("3035550148")
        .email("ann@example.com")
        .address("12 Elm St")
        .city("Montréal")
        .state("QC")
        .zip("K1A 0B1")
        .company_name("Sample & Daughters")
        .tags(["Hot Lead", "Brand New"])
        .job_title("Owner")
        .deal_size(25_000)
        .deal_closed(true)
        .age(41)
        .education("College")
        .gender(Gender::Female)
        .high_net_worth(500_000)
        .home_owner_status(HomeOwnerStatus::Rent)
        .household_income(90_000)
        .length_of_residence(7)
        .market_value(350_000)
        .marital_status(MaritalStatus::Divorced)
        .occupation("Baker")
        .presence_of_children(true)
        .presence_of_pets(false)
        .anniversary_1("2024:02:29")
        .anniversary_2("2003:07:04")
        .facebook("annlee")
        .linkedin("ann-lee")
        .twitter("ann_lee")
        .client_category("Weekly")
        .whiteboard("<p>Rings twice</p>")
        .clients_date_last("2026:01:15")
        .clients_date_next("2026:03:15")
        .new_lead_notification(NewLeadNotification::AllNotifications)
        .contact_type(ContactType::Vendor)
        .assigned_user_id(&user);
    session.lead(lead).await.unwrap();
    let contact = session.the_ann().await;
    let shown = [
        ("firstName", "Ann"),
        ("lastName", "van Lee"),
        ("phone", "3035550147"),
        ("smsok", "0"),
        ("second_phone", "3035550148"),
        ("email", "ann@example.com"),
        ("address", "12 Elm St"),
        ("city", "Montréal"),
        ("state", "QC"),
        ("zip", "K1A 0B1"),
        ("compName", "Sample & Daughters"),
        ("tag", "Hot Lead,Brand New"),
        ("job_title", "Owner"),
        ("deal_size", "25000"),
        ("deal_closed", "1"),
        ("age", "41"),
        ("education", "College"),
        ("gender", "F"),
        ("high_net_worth", "500000"),
        ("home_owner_status", "Rent"),
        ("household_income", "90000"),
        ("length_of_residence", "7"),
        ("market_value", "350000"),
        ("material_status", "Divorced"),
        ("occupation", "Baker"),
        ("presence_of_children", "1"),
        ("presence_of_pets", "0"),
        ("anniversary_1", "2024-02-29"),
        ("anniversary_2", "2003-07-04"),
        ("facebook", "annlee"),
        ("linkedin", "ann-lee"),
        ("twitter", "ann_lee"),
        ("client_category", "Weekly"),
        ("whiteboard", "<p>Rings twice</p>"),
        ("clients_date_last", "2026-01-15"),
        ("clients_date_next", "2026-03-15"),
        ("new_lead_notification", "2"),
        ("contact_type", "4"),
        ("assigned_user_id", user.as_str()),
    ];
    for (key, value) in shown {
        let found = contact.row().raw(key).unwrap_or_default();
        assert_eq!(found, format!("\"{value}\""), "{key}");
    }
    let of_the_page: Vec<_> = ExternalFormLead::DESCRIPTOR
        .accepts
        .iter()
        .map(|key| key.wire)
        .filter(|key| !APART.contains(key))
        .collect();
    assert_eq!(shown.map(|(key, _)| key).as_slice(), of_the_page);
    for key in APART {
        assert_eq!(contact.row().raw(key), None, "{key}");
    }
    // As typed values, too.
    assert_eq!(contact.marital_status(), Some(MaritalStatus::Divorced));
    assert_eq!(contact.contact_type(), Some(ContactType::Vendor));
    assert_eq!(contact.tags(), ["Hot Lead", "Brand New"]);
    assert_eq!(contact.sms_ok(), Some(false));
    assert!(contact.assigned_user_text().is_some());
}

/// New tags are created, and a closed deal is an opportunity that is won.
#[tokio::test]
async fn a_lead_leaves_what_a_contact_leaves() {
    let session = Session::quiet();
    let lead = session.ann().tags(["Brand New"]).deal_closed(true);
    session.lead(lead).await.unwrap();
    let call = clienttether_generated::ReadTagsList::new();
    let tags = session.client.read_tags_list(call).await.unwrap();
    let mut tags = tags.records().iter();
    assert!(tags.any(|tag| tag.tag_value() == Some("Brand New")));
    let call = clienttether_generated::ReadOpportunityList::new()
        .opportunity_state(clienttether_generated::OpportunityState::Closed);
    let won = session.client.read_opportunity_list(call).await.unwrap();
    assert_eq!(won.records().len(), 1);
}

#[tokio::test]
async fn what_is_left_out_is_what_the_page_assumes() {
    let session = Session::quiet();
    session.lead(session.nameless().name("Ann")).await.unwrap();
    let contact = session.the_ann().await;
    assert_eq!(contact.sms_ok(), Some(true));
    assert_eq!(contact.contact_type(), Some(ContactType::Client));
    let notification = contact.new_lead_notification();
    assert_eq!(notification, Some(NewLeadNotification::NoNotifications));
    assert!(
        contact
            .created()
            .unwrap()
            .starts_with(crate::sandbox::TODAY)
    );
    let id = contact.client_id().unwrap();
    assert!(session.notes(&id).await.is_empty());
}

#[tokio::test]
async fn the_name_counts_more_than_first_and_last_name() {
    for (name, first, last) in [
        ("Ann Lee", "Ann", "Lee"),
        ("Ann van der Lee", "Ann", "van der Lee"),
        ("  Ann   Lee ", "Ann", "Lee"),
        ("Ann", "Ann", ""),
        ("Zoë 漢字", "Zoë", "漢字"),
    ] {
        let session = Session::quiet();
        let lead = session.nameless().name(name);
        let lead = lead.first_name("Somebody").last_name("Else");
        session.lead(lead).await.unwrap();
        let contact = session.the_ann().await;
        assert_eq!(contact.first_name(), Some(first), "{name}");
        assert_eq!(contact.last_name().unwrap_or_default(), last, "{name}");
    }
}

#[tokio::test]
async fn a_blank_name_is_none_and_gives_way_to_the_other_two() {
    let session = Session::quiet();
    let lead = session.nameless().name("");
    let lead = lead.first_name("Ann").last_name("Lee");
    session.lead(lead).await.unwrap();
    assert_eq!(session.the_ann().await.last_name(), Some("Lee"));
}

#[tokio::test]
async fn without_a_whole_name_a_lead_is_refused_here_and_there() {
    let session = Session::quiet();
    for lead in [
        session.nameless(),
        session.nameless().first_name("Ann"),
        session.nameless().last_name("Lee"),
        session.nameless().first_name("Ann").last_name(""),
        session.nameless().name(""),
        session.nameless().name("").first_name("Ann"),
    ] {
        let error = refused(session.lead(lead.clone()).await);
        assert!(error.violations().is_some(), "{error}");
        assert_eq!(listed(session.unchecked_lead(lead).await), "ct102");
    }
    assert!(session.anns().await.is_empty());
}

#[tokio::test]
async fn notes_become_a_note_as_they_were_written() {
    let session = Session::quiet();
    let notes = "Call after five.\nRing twice & <b>wait</b> 漢";
    session.lead(session.ann().notes(notes)).await.unwrap();
    let contact = session.the_ann().await;
    let history = session.notes(&contact.client_id().unwrap()).await;
    assert_eq!(history.len(), 1);
    assert_eq!(history[0].body_content(), Some(notes));
    let at = history[0].utc_datetime().unwrap();
    assert!(at.starts_with(crate::sandbox::TODAY), "{at}");
    assert_eq!(contact.whiteboard().unwrap_or_default(), "");
}

#[tokio::test]
async fn any_other_name_becomes_a_custom_field_without_its_markup() {
    let session = Session::quiet();
    let lead = session
        .ann()
        .custom("Favorite Chocolate", "<p>Dark <b>bitter</b></p>")
        .custom("Größe & mehr = 漢?", "1 < 2 + 50%")
        .custom("gate_code", "No. 7")
        .custom("blank", "");
    session.lead(lead).await.unwrap();
    let id = session.the_ann().await.client_id().unwrap();
    for (name, value) in [
        ("Favorite Chocolate", Some("Dark bitter")),
        ("Größe & mehr = 漢?", Some("1 < 2 + 50%")),
        ("gate_code", Some("No. 7")),
        ("blank", None),
    ] {
        assert_eq!(session.custom(&id, name).await.as_deref(), value, "{name}");
    }
}

#[tokio::test]
async fn a_custom_field_holds_100_characters_of_any_length() {
    let session = Session::quiet();
    let hundred = "Zoë🌹".repeat(25);
    let lead = session.ann().custom("Verse", &hundred);
    session.lead(lead).await.unwrap();
    let id = session.the_ann().await.client_id().unwrap();
    assert_eq!(session.custom(&id, "Verse").await, Some(hundred.clone()));
    let lead = session.ann().custom("Verse", format!("{hundred}!"));
    let error = refused(session.lead(lead).await);
    let violations = error.violations().unwrap();
    let keys: Vec<_> = violations.iter().map(|it| it.key.as_str()).collect();
    assert_eq!(keys, ["Verse"]);
}

/// The page reserves its own names and no others.
#[tokio::test]
async fn a_key_that_only_the_api_has_is_a_custom_field_here() {
    let session = Session::quiet();
    let lead = session
        .ann()
        .custom("external_id", "4711")
        .custom("lead_source_id", "100")
        .custom("action_plan_id", "0");
    session.lead(lead).await.unwrap();
    let contact = session.the_ann().await;
    assert_eq!(contact.external_id(), None);
    assert_eq!(contact.lead_source_name().unwrap_or_default(), "");
    assert_eq!(contact.action_plan_name(), Some("Thank You"));
    let call = ReadCustomFieldByContact::new(contact.client_id().unwrap());
    let fields = session.client.read_custom_field_by_contact(call).await;
    let fields = fields.unwrap();
    let shown: String = fields
        .records()
        .iter()
        .map(|it| it.row().to_json())
        .collect();
    for name in ["external_id", "lead_source_id", "action_plan_id"] {
        assert!(shown.contains(name), "{name}: {shown}");
    }
}

#[tokio::test]
async fn a_key_in_other_capitals_is_told_here_and_a_custom_field_there() {
    let session = Session::quiet();
    let lead = session.ann().custom("FIRSTNAME", "Nobody");
    let error = refused(session.lead(lead.clone()).await);
    assert!(error.violations().is_some(), "{error}");
    session.unchecked_lead(lead).await.unwrap();
    let contact = session.the_ann().await;
    assert_eq!(contact.first_name(), Some("Ann"));
}

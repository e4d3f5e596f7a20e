//! Calls that create something, each as the page has it.

use clienttether_generated::{
    ActionPlanType, ContactType, CreateActionPlan, CreateClient, CreateClientEvent,
    CreateClientHistoryNote, CreateHistoryNotes, CreateImmedCall, CreateLeadSource,
    CreateManualEmail, CreateManualText, CreateSalesCycle, CreateTag, CreateUser,
    CreateUserRequired, EventType, Gender, HomeOwnerStatus, MaritalStatus, NewLeadNotification,
    NoteType, UserType,
};
use workspace_tests::wire_tests;

use super::{Wire, json};

wire_tests! {
    create_client: CreateClient::new("Jo", "Sample")
        .phone("3035550147")
        .sms_ok(true)
        .second_phone("3035550148")
        .email("jo@example.com")
        .address("12 Elm St")
        .city("Denver")
        .state("CO")
        .zip("80202-1234")
        .company_name("Sample & Daughters")
        .tags(["Hot Lead", "Trade Show"])
        .job_title("Owner")
        .external_id(16051989)
        .third_party_name("Garden")
        .third_party_id("plot-7")
        .deal_size(25_000)
        .deal_closed(false)
        .age(41)
        .education("College")
        .gender(Gender::Female)
        .high_net_worth(500_000)
        .home_owner_status(HomeOwnerStatus::Own)
        .household_income(90_000)
        .length_of_residence(7)
        .market_value(350_000)
        .marital_status(MaritalStatus::Married)
        .occupation("Baker")
        .presence_of_children(true)
        .created("2024-02-29")
        .presence_of_pets(false)
        .anniversary_1("2001-06-02")
        .anniversary_2("2003-07-04")
        .facebook("josample")
        .linkedin("jo-sample")
        .twitter("jo_sample")
        .action_plan_id("0")
        .sales_cycle_id(12)
        .lead_source_id(345)
        .client_category("Weekly")
        .whiteboard("<p>Rings twice</p>")
        .clients_date_last("2024-01-15")
        .clients_date_next("2024-03-15")
        .new_lead_notification(NewLeadNotification::AllNotifications)
        .contact_type(ContactType::Client)
        .assigned_user_id(67)
        .custom("Favorite Chocolate", "Dark")
        => json("POST", "create_client", r#"{
            "firstName":"Jo",
            "lastName":"Sample",
            "phone":"3035550147",
            "smsok":"1",
            "second_phone":"3035550148",
            "email":"jo@example.com",
            "address":"12 Elm St",
            "city":"Denver",
            "state":"CO",
            "zip":"80202-1234",
            "compName":"Sample & Daughters",
            "tag":"Hot Lead,Trade Show",
            "job_title":"Owner",
            "external_id":"16051989",
            "third_party_name":"Garden",
            "third_party_id":"plot-7",
            "deal_size":"25000",
            "deal_closed":"0",
            "age":"41",
            "education":"College",
            "gender":"F",
            "high_net_worth":"500000",
            "home_owner_status":"Own",
            "household_income":"90000",
            "length_of_residence":"7",
            "market_value":"350000",
            "material_status":"Married",
            "occupation":"Baker",
            "presence_of_children":"1",
            "created":"2024-02-29",
            "presence_of_pets":"0",
            "anniversary_1":"2001-06-02",
            "anniversary_2":"2003-07-04",
            "facebook":"josample",
            "linkedin":"jo-sample",
            "twitter":"jo_sample",
            "action_plan_id":"0",
            "sales_cycle_id":"12",
            "lead_source_id":"345",
            "client_category":"Weekly",
            "whiteboard":"<p>Rings twice</p>",
            "clients_date_last":"2024-01-15",
            "clients_date_next":"2024-03-15",
            "new_lead_notification":"2",
            "contact_type":"1",
            "assigned_user_id":"67",
            "Favorite Chocolate":"Dark"
        }"#);

    create_manual_email: CreateManualEmail::new(8051632, "Your estimate", "Dear Jo,\nhere it is.")
        .email_date("2024-02-29")
        .email_time("09:30:00")
        .email_cc(["one@example.com", "two@example.com"])
        .email_bcc(["three@example.com"])
        .exclude_contact(false)
        => json("POST", "create_manual_email", r#"{
            "client_id":"8051632",
            "email_subject":"Your estimate",
            "email_date":"2024-02-29",
            "email_time":"09:30:00",
            "email_body":"Dear Jo,\nhere it is.",
            "email_cc":"one@example.com,two@example.com",
            "email_bcc":"three@example.com",
            "exclude_contact":"0"
        }"#);

    create_manual_text: CreateManualText::new(8051632, "We are on our way.")
        .text_date("2024-02-29")
        .text_time("09:30:00")
        => json("POST", "create_manual_text", r#"{
            "client_id":"8051632",
            "text_date":"2024-02-29",
            "text_time":"09:30:00",
            "text_body":"We are on our way."
        }"#);

    create_client_history_note: CreateClientHistoryNote::new("8051632", "Asked for a call back.")
        => json("POST", "create_client_history_note", r#"{
            "client_id":"8051632",
            "note_body":"Asked for a call back."
        }"#);

    create_client_event:
        CreateClientEvent::new(8051632, EventType::Appointment, "2024-02-29", "09:30:00", "Estimate")
        .user_id(67)
        .event_manual_action_plan_id(89)
        .event_end_date("2024-02-29")
        .event_end_time("10:30:00")
        .email_list(["jo@example.com", "crew@example.com"])
        .template_id("welcome-1")
        => json("POST", "create_client_event", r#"{
            "client_id":"8051632",
            "event_type":"Appointment",
            "event_date":"2024-02-29",
            "event_time":"09:30:00",
            "event_note":"Estimate",
            "user_id":"67",
            "event_manual_action_plan_id":"89",
            "event_end_date":"2024-02-29",
            "event_end_time":"10:30:00",
            "email_list":"jo@example.com,crew@example.com",
            "template_id":"welcome-1"
        }"#);

    create_tag: CreateTag::new("Hot Lead")
        => json("POST", "create_tag", r#"{"tag_value":"Hot Lead"}"#);

    create_lead_source: CreateLeadSource::new("Trade Show")
        => json("POST", "create_lead_source", r#"{"lead_source_name":"Trade Show"}"#);

    create_user: CreateUser::new(CreateUserRequired {
            user_type: UserType::Admin,
            user_first_name: "Alex".to_owned(),
            user_last_name: "Sample".to_owned(),
            user_phone: "303-555-0149".to_owned(),
            user_email: "alex@example.com".to_owned(),
            user_username: "alex".to_owned(),
            user_show_calendar: true,
            user_password: "correct horse".to_owned(),
        })
        => json("POST", "create_user", r#"{
            "user_type":"Admin",
            "user_first_name":"Alex",
            "user_last_name":"Sample",
            "user_phone":"303-555-0149",
            "user_email":"alex@example.com",
            "user_username":"alex",
            "user_show_calendar":"1",
            "user_password":"correct horse"
        }"#);

    create_action_plan: CreateActionPlan::new("Welcome", ActionPlanType::Connection)
        .action_plan_link_id(345)
        .action_plan_next_plan_id(90)
        => json("POST", "create_action_plan", r#"{
            "action_plan_name":"Welcome",
            "action_plan_type":"Connection",
            "action_plan_link_id":"345",
            "action_plan_next_plan_id":"90"
        }"#);

    create_sales_cycle: CreateSalesCycle::new("Quoted", true, 3)
        .sales_cycle_contact_type(ContactType::Vendor)
        => json("POST", "create_sales_cycle", r#"{
            "sales_cycle_name":"Quoted",
            "sales_cycle_active_status":"1",
            "sales_cycle_order":"3",
            "sales_cycle_contact_type":"4"
        }"#);

    create_immed_call:
        CreateImmedCall::new("3035550149", "Jo Sample", "3035550147", "A lead from the web site.")
        => json("POST", "create_immed_call", r#"{
            "agent_phone":"3035550149",
            "client_full_name":"Jo Sample",
            "client_phone":"3035550147",
            "say":"A lead from the web site."
        }"#);

    create_history_notes: CreateHistoryNotes::new([
            super::history_note(
                8051632, NoteType::SmsIn, "2024-02-29T09:30:00Z", "", "On my way", "Front Office",
            ),
            super::history_note(
                8051633, NoteType::Note, "2024-02-29T00:00:00Z", "Estimate", "Sent by post.", "",
            ),
        ])
        => json("POST", "create_history_notes", r#"{"notes":[
            {
                "client_id":"8051632",
                "type":"sms_in",
                "utc_datetime":"2024-02-29T09:30:00Z",
                "subject":"",
                "body_content":"On my way",
                "users_name":"Front Office"
            },
            {
                "client_id":"8051633",
                "type":"note",
                "utc_datetime":"2024-02-29T00:00:00Z",
                "subject":"Estimate",
                "body_content":"Sent by post.",
                "users_name":""
            }
        ]}"#);
}

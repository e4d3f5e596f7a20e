//! Calls that change something, each as the page has it.

use clienttether_generated::{
    AccountType, ActionPlanType, ContactType, EventType, Gender, HomeOwnerStatus, MaritalStatus,
    NewLeadNotification, UpdateAccountById, UpdateActionPlanById, UpdateClientByExternalId,
    UpdateClientById, UpdateClientEvent, UpdateLeadSourceById, UpdateSalesCycleById,
    UpdateUserById,
};
use workspace_tests::wire_tests;

use super::{Wire, json};

wire_tests! {
    update_client_by_id: UpdateClientById::new(8051632)
        .first_name("Jo")
        .phone("3035550147")
        .sms_ok(false)
        .email("jo@example.com")
        .state("ON")
        .zip("K1A 0B1")
        .tags(["Customer"])
        .external_id(16051989)
        .deal_size(26_000)
        .deal_closed(true)
        .gender(Gender::Male)
        .home_owner_status(HomeOwnerStatus::Rent)
        .marital_status(MaritalStatus::Single)
        .created("2024-02-29")
        .action_plan_id(0)
        .whiteboard("")
        .append_whiteboard("<p>Paid.</p>")
        .new_lead_notification(NewLeadNotification::NoNotifications)
        .contact_type(ContactType::Partner)
        .custom("Favorite Chocolate", "")
        => json("POST", "update_client_by_id", r#"{
            "client_id":"8051632",
            "firstName":"Jo",
            "phone":"3035550147",
            "smsok":"0",
            "email":"jo@example.com",
            "state":"ON",
            "zip":"K1A 0B1",
            "tag":"Customer",
            "external_id":"16051989",
            "deal_size":"26000",
            "deal_closed":"1",
            "gender":"M",
            "home_owner_status":"Rent",
            "material_status":"Single",
            "created":"2024-02-29",
            "action_plan_id":"0",
            "whiteboard":"",
            "append_whiteboard":"<p>Paid.</p>",
            "new_lead_notification":"0",
            "contact_type":"3",
            "Favorite Chocolate":""
        }"#);

    update_client_by_external_id: UpdateClientByExternalId::new(16051989)
        .last_name("Sample")
        .tags(["Customer", "Trade Show"])
        .marital_status(MaritalStatus::Divorced)
        .append_whiteboard("Moved.")
        .new_lead_notification(NewLeadNotification::SoftwareNotification)
        .assigned_user_id("67")
        .custom("Favorite Chocolate", "Milk")
        => json("POST", "update_client_by_external_id", r#"{
            "lastName":"Sample",
            "tag":"Customer,Trade Show",
            "external_id":"16051989",
            "material_status":"Divorced",
            "append_whiteboard":"Moved.",
            "new_lead_notification":"1",
            "assigned_user_id":"67",
            "Favorite Chocolate":"Milk"
        }"#);

    update_client_event: UpdateClientEvent::new(4711)
        .event_type(EventType::ContactReminder)
        .event_date("2024-03-01")
        .event_time("14:00")
        .event_note("Moved to March")
        .user_id(67)
        .event_manual_action_plan_id(89)
        .event_end_date("2024-03-01")
        .event_end_time("15:00")
        .email_list(["jo@example.com"])
        .template_id("welcome-1")
        => json("POST", "update_client_event", r#"{
            "event_id":"4711",
            "event_type":"Contact Reminder",
            "event_date":"2024-03-01",
            "event_time":"14:00",
            "event_note":"Moved to March",
            "user_id":"67",
            "event_manual_action_plan_id":"89",
            "event_end_date":"2024-03-01",
            "event_end_time":"15:00",
            "email_list":"jo@example.com",
            "template_id":"welcome-1"
        }"#);

    update_action_plan_by_id: UpdateActionPlanById::new(89)
        .action_plan_name("Welcome back")
        .action_plan_type(ActionPlanType::Retention)
        .action_plan_link_id(12)
        .action_plan_next_plan_id(90)
        => json("POST", "update_action_plan_by_id", r#"{
            "action_plan_id":"89",
            "action_plan_name":"Welcome back",
            "action_plan_type":"Retention",
            "action_plan_link_id":"12",
            "action_plan_next_plan_id":"90"
        }"#);

    update_lead_source_by_id: UpdateLeadSourceById::new(345, "Home Show")
        => json("POST", "update_lead_source_by_id", r#"{
            "lead_source_id":"345",
            "lead_source_name":"Home Show"
        }"#);

    update_sales_cycle_by_id: UpdateSalesCycleById::new(12)
        .sales_cycle_name("Won")
        .sales_cycle_active_status(false)
        .sales_cycle_order(9)
        .sales_cycle_contact_type(ContactType::Employee)
        => json("POST", "update_sales_cycle_by_id", r#"{
            "sales_cycle_id":"12",
            "sales_cycle_name":"Won",
            "sales_cycle_active_status":"0",
            "sales_cycle_order":"9",
            "sales_cycle_contact_type":"2"
        }"#);

    update_user_by_id: UpdateUserById::new(67)
        .user_first_name("Alex")
        .user_last_name("Sample")
        .user_phone("(303) 555-0149")
        .user_email("alex@example.com")
        .user_username("alex")
        .user_show_calendar(false)
        => json("POST", "update_user_by_id", r#"{
            "user_id":"67",
            "user_first_name":"Alex",
            "user_last_name":"Sample",
            "user_phone":"(303) 555-0149",
            "user_email":"alex@example.com",
            "user_username":"alex",
            "user_show_calendar":"0"
        }"#);

    update_account_by_id: UpdateAccountById::new(501)
        .account_type(AccountType::MultiLevel)
        .account_first_name("Robin")
        .account_last_name("Sample")
        .account_owner_name("Robin Sample")
        .account_company_name("Sample & Daughters")
        .account_addr1("12 Elm St")
        .account_addr2("Suite 3")
        .account_addr3("Denver, CO 80202")
        .account_office_phone("303-555-0150")
        .account_phone("303-555-0151")
        .account_email("office@example.com")
        .account_return_phone("3035550152")
        .account_return_text("3035550153")
        => json("POST", "update_account_by_id", r#"{
            "account_id":"501",
            "account_type":"Multi-level",
            "account_first_name":"Robin",
            "account_last_name":"Sample",
            "account_owner_name":"Robin Sample",
            "account_company_name":"Sample & Daughters",
            "account_addr1":"12 Elm St",
            "account_addr2":"Suite 3",
            "account_addr3":"Denver, CO 80202",
            "account_office_phone":"303-555-0150",
            "account_phone":"303-555-0151",
            "account_email":"office@example.com",
            "account_return_phone":"3035550152",
            "account_return_text":"3035550153"
        }"#);
}

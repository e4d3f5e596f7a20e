//! What goes over the wire when something is created or changed.

use prose_runtime::serde_json::json as tree;
use prose_runtime::{Json, Validation};
use trackops_generated::{
    CaseSubject, CreateCase, CreateClient, CreateClientContact, CreateClientLocation, CustomField,
    PrimaryLocation, UpdateClient,
};
use workspace_tests::wire_tests;

use super::{Wire, json};
use crate::new_client;

wire_tests! {
    // The vendor's sample, with the key that it leaves out.
    create_client: CreateClient::new(
            "ACME Client",
            PrimaryLocation::new("Main Location", "CO", "US")
                .email_invoice("billing@example.com")
                .address_1("123 Main Street")
                .address_2("STE 123")
                .address_3("Rear door")
                .city("Denver")
                .zip("08020")
                .phone_primary("303-555-0147")
                .phone_secondary("303-555-0148")
                .phone_fax("303-555-0149")
                .notes("Rings twice"),
        )
        .account_code("123456")
        .website("https://example.com")
        .email_invoice("accounts@example.com")
        .notes("VIP client")
        .has_invoice_reminders(true)
        .show_location_on_invoice(false)
        => json("POST", "clients", r#"{"client":{
            "name":"ACME Client",
            "account_code":"123456",
            "website":"https://example.com",
            "email_invoice":"accounts@example.com",
            "notes":"VIP client",
            "has_invoice_reminders":true,
            "show_location_on_invoice":false,
            "primary_location":{
            "name":"Main Location",
            "email_invoice":"billing@example.com",
            "address_1":"123 Main Street",
            "address_2":"STE 123",
            "address_3":"Rear door",
            "city":"Denver",
            "state":"CO",
            "zip":"08020",
            "country":"US",
            "phone_primary":"303-555-0147",
            "phone_secondary":"303-555-0148",
            "phone_fax":"303-555-0149",
            "notes":"Rings twice"
            }}}"#);

    create_client_location: CreateClientLocation::new(2401, "Branch").state("WA").country("US")
        .is_primary(true)
        .email_invoice("billing@example.com")
        .address_1("12 Elm St")
        .address_2("Floor 2")
        .address_3("Rear door")
        .city("Seattle")
        .zip("98101")
        .phone_primary("206-555-0147")
        .phone_secondary("206-555-0148")
        .phone_fax("206-555-0149")
        .notes("Closed on Mondays")
        => json("POST", "client/locations", r#"{"client_location":{
            "root_id":2401,
            "is_primary":true,
            "name":"Branch",
            "email_invoice":"billing@example.com",
            "address_1":"12 Elm St",
            "address_2":"Floor 2",
            "address_3":"Rear door",
            "city":"Seattle",
            "state":"WA",
            "zip":"98101",
            "country":"US",
            "phone_primary":"206-555-0147",
            "phone_secondary":"206-555-0148",
            "phone_fax":"206-555-0149",
            "notes":"Closed on Mondays"
            }}"#);

    // The key of the location is called after the client.
    create_client_contact: CreateClientContact::new(5101, 3)
        .first_name("Jo")
        .last_name("Sample")
        .email("jo@example.com")
        .custom("salesperson_id", 12)
        .custom("phone", "303-555-0147")
        => json("POST", "client/contacts", r#"{"client_contact":{
            "client_id":5101,
            "role_id":3,
            "first_name":"Jo",
            "last_name":"Sample",
            "email":"jo@example.com",
            "salesperson_id":12,
            "phone":"303-555-0147"
            }}"#);

    // The values are nested under `casefile` and not under `case`.
    create_case: CreateCase::new()
        .case_type_id(2)
        .client_id(2401)
        .primary_contact_id(7701)
        .case_region_id(4)
        .company_location_id(1)
        .created_on("2024-02-29")
        .due_on("2024-03-30")
        .reference_value_1("REF-501")
        .reference_value_2("PO-901")
        .reference_value_3("C/7")
        .case_location("12 Elm St")
        .budget_money("1500.00")
        .budget_hours("7.5")
        .notes("Rings twice")
        .scheduling_notes("Not on Mondays")
        .admin_notes("Invoice first")
        .case_services_list(tree!([3, 4]))
        .case_flags_list(tree!([]))
        .custom_fields([
            CustomField::new(1, "Mornings"),
            CustomField::new(2, Json::parse(r#"{"floor":3,"badge":true}"#).unwrap()),
            CustomField::new(3, Json::null()),
        ])
        .subjects([
            CaseSubject::new()
                .subject_type_id(1)
                .is_primary(true)
                .is_pinned(false)
                .custom_fields([CustomField::new(9, "Jo"), CustomField::new(10, tree!({"city": "Denver"}))]),
            CaseSubject::new().subject_type_id(2),
        ])
        .custom("is_request", true)
        .custom("hours", 1.5)
        .custom("subject", "12")
        .custom("closed_on", Json::null())
        => json("POST", "cases", r#"{"casefile":{
            "case_type_id":2,
            "client_id":2401,
            "primary_contact_id":7701,
            "case_region_id":4,
            "company_location_id":1,
            "created_on":"2024-02-29",
            "due_on":"2024-03-30",
            "reference_value_1":"REF-501",
            "reference_value_2":"PO-901",
            "reference_value_3":"C/7",
            "case_location":"12 Elm St",
            "budget_money":1500.00,
            "budget_hours":7.5,
            "notes":"Rings twice",
            "scheduling_notes":"Not on Mondays",
            "admin_notes":"Invoice first",
            "case_services_list":[3,4],
            "case_flags_list":[],
            "custom_fields":[
            {"id":1,"value":"Mornings"},
            {"id":2,"value":{"floor":3,"badge":true}},
            {"id":3,"value":null}
            ],
            "subjects":[
            {"subject_type_id":1,"is_primary":true,"is_pinned":false,"custom_fields":[
            {"id":9,"value":"Jo"},
            {"id":10,"value":{"city":"Denver"}}
            ]},
            {"subject_type_id":2}
            ],
            "is_request":true,
            "hours":1.5,
            "subject":"12",
            "closed_on":null
            }}"#);

    // The vendor's sample, with the other keys. The number is in the path and not in the body.
    update_client: UpdateClient::new(2401)
        .name("ACME Client")
        .account_code("123456")
        .website("http://www.example.com/about?a=b")
        .email_invoice("accounts@example.com")
        .notes("VIP \"client\"\nsince 2024")
        .has_invoice_reminders(false)
        .show_location_on_invoice(true)
        => json("PUT", "clients/2401", r#"{"client":{
            "name":"ACME Client",
            "account_code":"123456",
            "website":"http://www.example.com/about?a=b",
            "email_invoice":"accounts@example.com",
            "notes":"VIP \"client\"\nsince 2024",
            "has_invoice_reminders":false,
            "show_location_on_invoice":true
            }}"#);
}

#[tokio::test]
async fn an_update_sends_what_is_set_and_no_more() {
    let wire = Wire::new();
    let call = UpdateClient::new(2401).account_code("123456");
    wire.client.update_client(call).await.unwrap();
    assert_eq!(
        wire.sent(),
        json(
            "PUT",
            "clients/2401",
            r#"{"client":{"account_code":"123456"}}"#
        )
    );
}

#[tokio::test]
async fn an_update_of_nothing_is_still_nested_under_its_key() {
    let wire = Wire::new();
    let call = UpdateClient::new(2401);
    wire.client.update_client(call).await.unwrap();
    assert_eq!(wire.sent(), json("PUT", "clients/2401", r#"{"client":{}}"#));
}

#[tokio::test]
async fn a_text_that_is_set_to_nothing_is_sent_as_nothing() {
    let wire = Wire::new();
    let call = UpdateClient::new(2401).notes("");
    wire.client.update_client(call).await.unwrap();
    assert_eq!(
        wire.sent(),
        json("PUT", "clients/2401", r#"{"client":{"notes":""}}"#)
    );
}

#[tokio::test]
async fn a_new_client_needs_no_more_than_a_name_and_where_it_is() {
    let wire = Wire::new();
    wire.client.create_client(new_client("ACME")).await.unwrap();
    assert_eq!(
        wire.sent(),
        json(
            "POST",
            "clients",
            r#"{"client":{"name":"ACME","primary_location":
                {"name":"Main Location","state":"CO","country":"US"}}}"#
        )
    );
}

#[tokio::test]
async fn numbers_that_no_float_holds_keep_every_digit() {
    let wire = Wire::new();
    let field = CustomField::new(9_007_199_254_740_993_u64, Json::parse("0.10").unwrap());
    let call = CreateCase::new().custom_fields([field]);
    wire.client.create_case(call).await.unwrap();
    assert_eq!(
        wire.sent(),
        json(
            "POST",
            "cases",
            r#"{"casefile":{"custom_fields":[{"id":9007199254740993,"value":0.10}]}}"#
        )
    );
}

#[tokio::test]
async fn no_value_leaves_its_place() {
    let wire = Wire::new();
    let call = CreateCase::new().custom("a\"b", "c\",\"d\":\"e\\");
    wire.client.create_case(call).await.unwrap();
    assert_eq!(
        wire.sent(),
        json(
            "POST",
            "cases",
            r#"{"casefile":{"a\"b":"c\",\"d\":\"e\\"}}"#
        )
    );
}

#[tokio::test]
async fn what_is_sent_unchecked_is_json_all_the_same() {
    let wire = Wire::new();
    let call = CreateClientLocation::new("12a", "Branch")
        .state("Washington")
        .country("US");
    let sending = wire.client.create_client_location(call);
    sending.validation(Validation::Off).await.unwrap();
    assert_eq!(
        wire.sent(),
        json(
            "POST",
            "client/locations",
            r#"{"client_location":{"root_id":"12a","name":"Branch","state":"Washington","country":"US"}}"#
        )
    );
}

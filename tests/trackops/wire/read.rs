//! What goes over the wire when something is listed, counted or read.

use trackops_generated::{
    CountCases, CountClientContacts, CountClientLocations, CountClients, Direction, GetCase,
    GetClient, GetClientContact, GetClientLocation, ListCases, ListClientContacts,
    ListClientLocations, ListClients,
};
use workspace_tests::wire_tests;

use super::{Wire, bare};

wire_tests! {
    list_clients: ListClients::new()
        .id(2401)
        .name("Alder & Oak + Söhne")
        .account_code("AC 1/2?")
        .salesperson(11)
        .case_manager(21)
        .created_from("2024-02-29 00:00:00")
        .created_to("2024-02-29T23:59:59Z")
        .updated_from("2024-03-01T00:00:00")
        .updated_to("2024-03-31 23:59:59")
        .page(2)
        .per_page(50)
        .direction(Direction::Descending)
        => bare("clients?id=2401\
            &name=Alder%20%26%20Oak%20%2B%20S%C3%B6hne\
            &account_code=AC%201%2F2%3F\
            &salesperson=11\
            &case_manager=21\
            &created_from=2024-02-29%2000%3A00%3A00\
            &created_to=2024-02-29T23%3A59%3A59Z\
            &updated_from=2024-03-01T00%3A00%3A00\
            &updated_to=2024-03-31%2023%3A59%3A59\
            &page=2\
            &per_page=50\
            &dir=desc");

    count_clients: CountClients::new()
        .id(2401)
        .name("Alder")
        .account_code("AC-1001")
        .salesperson(11)
        .case_manager(21)
        .created_from("2024-02-29 00:00:00")
        .created_to("2024-02-29 23:59:59")
        .updated_from("2024-03-01 00:00:00")
        .updated_to("2024-03-31 23:59:59")
        .per_page(10)
        => bare("clients?id=2401\
            &name=Alder\
            &account_code=AC-1001\
            &salesperson=11\
            &case_manager=21\
            &created_from=2024-02-29%2000%3A00%3A00\
            &created_to=2024-02-29%2023%3A59%3A59\
            &updated_from=2024-03-01%2000%3A00%3A00\
            &updated_to=2024-03-31%2023%3A59%3A59\
            &per_page=10\
            &mode=count");

    get_client: GetClient::new(2401) => bare("clients/2401");

    list_client_locations: ListClientLocations::new()
        .id(5101)
        .name("Main Location")
        .parent(2401)
        .salesperson(12)
        .created_from("2024-02-29 00:00:00")
        .created_to("2024-02-29T23:59:59Z")
        .updated_from("2024-03-01")
        .updated_to("2024-03-31 23:59:59")
        .page(1)
        .per_page(100)
        .direction(Direction::Ascending)
        => bare("client/locations?id=5101\
            &name=Main%20Location\
            &parent=2401\
            &salesperson=12\
            &created_from=2024-02-29%2000%3A00%3A00\
            &created_to=2024-02-29T23%3A59%3A59Z\
            &updated_from=2024-03-01\
            &updated_to=2024-03-31%2023%3A59%3A59\
            &page=1\
            &per_page=100\
            &dir=asc");

    count_client_locations: CountClientLocations::new().parent(2401).per_page(1)
        => bare("client/locations?parent=2401&per_page=1&mode=count");

    get_client_location: GetClientLocation::new("5101") => bare("client/locations/5101");

    list_client_contacts: ListClientContacts::new()
        .id(7701)
        .last_name("O'Sample")
        .first_name("Jo")
        .email("jo+lead@example.com")
        .client(2401)
        .client_location(5101)
        .role(3)
        .salesperson(12)
        .created_from("2024-02-29 00:00:00")
        .created_to("2024-02-29 23:59:59")
        .updated_from("2024-03-01 00:00:00")
        .updated_to("2024-03-31 23:59:59")
        .expand_field_values(true)
        .page(3)
        .per_page(7)
        .direction(Direction::Descending)
        => bare("client/contacts?id=7701\
            &last_name=O%27Sample\
            &first_name=Jo\
            &email=jo%2Blead%40example.com\
            &client=2401\
            &client_location=5101\
            &role=3\
            &salesperson=12\
            &created_from=2024-02-29%2000%3A00%3A00\
            &created_to=2024-02-29%2023%3A59%3A59\
            &updated_from=2024-03-01%2000%3A00%3A00\
            &updated_to=2024-03-31%2023%3A59%3A59\
            &expand_field_values=true\
            &page=3\
            &per_page=7\
            &dir=desc");

    count_client_contacts: CountClientContacts::new().client(2401).per_page(7)
        => bare("client/contacts?client=2401&per_page=7&mode=count");

    get_client_contact: GetClientContact::new(7701).expand_field_values(false)
        => bare("client/contacts/7701?expand_field_values=false");

    list_cases: ListCases::new()
        .id(31001)
        .client(2401)
        .location(5101)
        .case_region(4)
        .case_status(2)
        .created_from("2024-02-29")
        .created_to("2024-03-01")
        .created_from_system("2024-02-29 00:00:00")
        .created_to_system("2024-03-01T23:59:59Z")
        .due_from("2024-03-30")
        .due_to("2024-03-31")
        .updated_from("2024-03-01 00:00:00")
        .updated_to("2024-03-31 23:59:59")
        .is_request(false)
        .primary_contact(7701)
        .primary_investigator(31)
        .primary_manager(21)
        .primary_salesperson(11)
        .primary_subject(41)
        .reference_value_1("REF-501")
        .reference_value_2("PO 7")
        .reference_value_3("C/7")
        .page(1)
        .per_page(25)
        .direction(Direction::Ascending)
        => bare("cases?id=31001\
            &client=2401\
            &location=5101\
            &case_region=4\
            &case_status=2\
            &created_from=2024-02-29\
            &created_to=2024-03-01\
            &created_from_system=2024-02-29%2000%3A00%3A00\
            &created_to_system=2024-03-01T23%3A59%3A59Z\
            &due_from=2024-03-30\
            &due_to=2024-03-31\
            &updated_from=2024-03-01%2000%3A00%3A00\
            &updated_to=2024-03-31%2023%3A59%3A59\
            &is_request=false\
            &primary_contact=7701\
            &primary_investigator=31\
            &primary_manager=21\
            &primary_salesperson=11\
            &primary_subject=41\
            &reference_value_1=REF-501\
            &reference_value_2=PO%207\
            &reference_value_3=C%2F7\
            &page=1\
            &per_page=25\
            &dir=asc");

    count_cases: CountCases::new()
        .id(31001)
        .client(2401)
        .location(5101)
        .case_region(4)
        .case_status(3)
        .created_from("2024-02-29")
        .created_to("2024-03-01")
        .created_from_system("2024-02-29 00:00:00")
        .created_to_system("2024-03-01 23:59:59")
        .due_from("2024-03-30")
        .due_to("2024-03-31")
        .updated_from("2024-03-01 00:00:00")
        .updated_to("2024-03-31 23:59:59")
        .is_request(true)
        .primary_contact(7701)
        .primary_investigator(31)
        .primary_manager(21)
        .primary_salesperson(11)
        .primary_subject(41)
        .reference_value_1("REF-501")
        .reference_value_2("PO 7")
        .reference_value_3("C/7")
        .per_page(25)
        => bare("cases?id=31001\
            &client=2401\
            &location=5101\
            &case_region=4\
            &case_status=3\
            &created_from=2024-02-29\
            &created_to=2024-03-01\
            &created_from_system=2024-02-29%2000%3A00%3A00\
            &created_to_system=2024-03-01%2023%3A59%3A59\
            &due_from=2024-03-30\
            &due_to=2024-03-31\
            &updated_from=2024-03-01%2000%3A00%3A00\
            &updated_to=2024-03-31%2023%3A59%3A59\
            &is_request=true\
            &primary_contact=7701\
            &primary_investigator=31\
            &primary_manager=21\
            &primary_salesperson=11\
            &primary_subject=41\
            &reference_value_1=REF-501\
            &reference_value_2=PO%207\
            &reference_value_3=C%2F7\
            &per_page=25\
            &mode=count");

    get_case: GetCase::new(31001) => bare("cases/31001");
}

#[tokio::test]
async fn what_is_not_set_is_not_sent() {
    let wire = Wire::new();
    wire.client.list_clients(ListClients::new()).await.unwrap();
    assert_eq!(wire.sent(), bare("clients"));
    let contact = GetClientContact::new(7701);
    wire.client.get_client_contact(contact).await.unwrap();
    assert_eq!(wire.sent(), bare("client/contacts/7701"));
}

#[tokio::test]
async fn a_count_without_filters_still_asks_for_a_count() {
    let wire = Wire::new();
    wire.client.count_cases(CountCases::new()).await.unwrap();
    assert_eq!(wire.sent(), bare("cases?mode=count"));
}

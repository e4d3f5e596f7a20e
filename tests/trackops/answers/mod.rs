//! What answers are read as. None of the vendor's pages shows one: every form that is likely is read.

mod failures;

use prose_runtime::{CallDescriptor, Record, Response, read};
use trackops_generated::records::{Case, Client, Contact, Count, Location};
use trackops_generated::{
    CountClients, CreateCase, CreateClient, CreateClientContact, CreateClientLocation, GetCase,
    GetClient, GetClientContact, GetClientLocation, ListCases, ListClients, UpdateClient,
};

use crate::wire::Wire;

fn records<R: Record>(call: &'static CallDescriptor, body: &str) -> Vec<R> {
    let reply = read(call, Response::new(200, body)).unwrap();
    reply.into_records()
}

/// The raw JSON under a key.
fn raw<R: Record>(record: &R, key: &str) -> String {
    record.row().raw(key).unwrap().to_owned()
}

#[test]
fn one_record_reads_the_same_bare_and_under_its_key() {
    fn both<R: Record>(call: &'static CallDescriptor, root: &str) {
        let record = r#"{"id":7,"name":"ACME","notes":null,"Related":{"id":8}}"#;
        for body in [
            record.to_owned(),
            format!(r#"{{"{root}":{record}}}"#),
            format!(r#" {{ "{root}" : {record} , "status":"ok" }} "#),
            format!("\u{feff}{record}\n"),
        ] {
            let found = records::<R>(call, &body);
            assert_eq!(found.len(), 1, "{}: {body}", call.name);
            assert_eq!(found[0].row().to_json(), record, "{}", call.name);
        }
    }
    both::<Client>(GetClient::DESCRIPTOR, "client");
    both::<Client>(CreateClient::DESCRIPTOR, "client");
    both::<Client>(UpdateClient::DESCRIPTOR, "client");
    both::<Location>(GetClientLocation::DESCRIPTOR, "client_location");
    both::<Location>(CreateClientLocation::DESCRIPTOR, "client_location");
    both::<Contact>(GetClientContact::DESCRIPTOR, "client_contact");
    both::<Contact>(CreateClientContact::DESCRIPTOR, "client_contact");
    both::<Case>(GetCase::DESCRIPTOR, "casefile");
    both::<Case>(CreateCase::DESCRIPTOR, "casefile");
}

#[test]
fn a_record_with_a_field_called_like_its_key_stays_whole() {
    let body = r#"{"id":7,"client":"ACME","name":"ACME"}"#;
    let found = records::<Client>(GetClient::DESCRIPTOR, body);
    assert_eq!(found[0].id(), Some(7.into()));
    assert_eq!(raw(&found[0], "client"), r#""ACME""#);
}

#[test]
fn an_array_of_one_is_one_record() {
    for body in [r#"[{"id":7}]"#, r#"{"client":[{"id":7}]}"#] {
        let found = records::<Client>(GetClient::DESCRIPTOR, body);
        assert_eq!(found.len(), 1, "{body}");
        assert_eq!(found[0].id(), Some(7.into()));
    }
}

#[test]
fn a_list_is_a_bare_array() {
    let body = r#"[{"id":7,"name":"ACME"},{"id":"8"},{"id":9.0}]"#;
    let found = records::<Client>(ListClients::DESCRIPTOR, body);
    let ids: Vec<_> = found.iter().map(|client| client.id().unwrap()).collect();
    assert_eq!(ids, [7.into(), 8.into(), 9.into()]);
    assert!(records::<Client>(ListClients::DESCRIPTOR, "[]").is_empty());
}

#[test]
fn what_is_no_record_in_a_list_is_kept_apart() {
    let body = r#"[{"id":7},null,"x",[{"id":8}]]"#;
    let reply = read::<Client>(ListClients::DESCRIPTOR, Response::new(200, body)).unwrap();
    let odd: Vec<_> = reply.odd_records().collect();
    assert!(odd.contains(&r#""x""#), "{odd:?}");
    assert_eq!(reply.first().unwrap().id(), Some(7.into()));
}

#[test]
fn a_count_is_an_object_of_two_numbers() {
    for body in [
        r#"{"record_count":251,"page_count":11}"#,
        r#"{"record_count":"251","page_count":"11"}"#,
        r#"[{"record_count":251,"page_count":11.0}]"#,
    ] {
        let found = records::<Count>(CountClients::DESCRIPTOR, body);
        assert_eq!(found[0].record_count(), Some(251), "{body}");
        assert_eq!(found[0].page_count(), Some(11), "{body}");
    }
    let nothing = records::<Count>(CountClients::DESCRIPTOR, r#"{"record_count":0}"#);
    assert_eq!(nothing[0].record_count(), Some(0));
    assert_eq!(nothing[0].page_count(), None);
}

#[test]
fn related_records_and_unknown_columns_are_read_through_the_row() {
    let body = r#"[{"id":7,"name":"ACME","created_at":"2024-02-29 00:00:00","salesperson_id":11,
        "User":{"name":"Jo Sample"},"CaseDetails":[{"FinanceItem":{"alias":"mileage"},"total":12.50}],
        "notes":null}]"#;
    let found = records::<Client>(ListClients::DESCRIPTOR, body);
    let row = found[0].row();
    assert_eq!(row.raw("User"), Some(r#"{"name":"Jo Sample"}"#));
    assert_eq!(
        row.raw("CaseDetails"),
        Some(r#"[{"FinanceItem":{"alias":"mileage"},"total":12.50}]"#)
    );
    assert_eq!(
        row.custom_text("created_at").as_deref(),
        Some("2024-02-29 00:00:00")
    );
    assert_eq!(row.custom_text("salesperson_id").as_deref(), Some("11"));
    let unknown: Vec<_> = row.unknown().map(|(name, _)| name).collect();
    assert_eq!(
        unknown,
        ["created_at", "salesperson_id", "User", "CaseDetails"]
    );
    assert_eq!((found[0].notes(), row.raw("notes")), (None, Some("null")));
}

#[test]
fn numbers_flags_and_texts_are_read_as_either_kind() {
    let body = r#"{"id":"7","name":12,"has_invoice_reminders":"1","show_location_on_invoice":false,
        "primary_location":{"name":"Main Location","zip":80202,"state":"CO"}}"#;
    let found = records::<Client>(GetClient::DESCRIPTOR, body);
    let client = &found[0];
    assert_eq!((client.id(), client.name()), (Some(7.into()), Some("12")));
    assert_eq!(client.has_invoice_reminders(), Some(true));
    assert_eq!(client.show_location_on_invoice(), Some(false));
    let location = client.primary_location().unwrap();
    assert_eq!(
        (location.zip(), location.state()),
        (Some("80202"), Some("CO"))
    );
    let body = r#"{"id":5101,"root_id":"2401","is_primary":"false","zip":"04101"}"#;
    let found = records::<Location>(GetClientLocation::DESCRIPTOR, body);
    assert_eq!(found[0].root_id(), Some(2401.into()));
    assert_eq!(
        (found[0].is_primary(), found[0].zip()),
        (Some(false), Some("04101"))
    );
}

#[test]
fn values_of_custom_fields_are_json_as_it_came() {
    let body = r#"[{"id":31001,"created_on":"2024-02-29","custom_fields":[
        {"id":1,"value":"Mornings"},{"id":"2","value":{"floor":3,"badge": true}},{"id":3,"value":null}]}]"#;
    let found = records::<Case>(ListCases::DESCRIPTOR, body);
    let fields = found[0].custom_fields();
    let values: Vec<_> = fields.iter().map(|field| field.value().unwrap()).collect();
    assert_eq!(
        values,
        [r#""Mornings""#, r#"{"floor":3,"badge": true}"#, "null"]
    );
    assert_eq!(fields[1].id(), Some(2.into()));
    assert_eq!(found[0].created_on(), Some("2024-02-29"));
}

#[test]
fn a_case_gives_back_the_keys_of_its_request() {
    let body = r#"{"casefile":{"id":31001,"client_id":2401,"budget_money":"1500.00",
        "budget_hours":7.5,"case_services_list":[3, 4],"case_flags_list":null,
        "subjects":[{"subject_type_id":1,"is_primary":true,"name":"Jo",
        "custom_fields":[{"id":9,"value":{"city":"Denver"}}]}]}}"#;
    let found = records::<Case>(GetCase::DESCRIPTOR, body);
    let case = &found[0];
    assert_eq!(case.client_id(), Some(2401.into()));
    assert_eq!(case.budget_money(), Some("1500.00"));
    assert_eq!(case.budget_hours(), Some("7.5"));
    assert_eq!(case.case_services_list(), Some("[3, 4]"));
    assert_eq!(case.reference_value_1(), None);
    let subjects = case.subjects();
    assert_eq!(subjects[0].subject_type_id(), Some(1.into()));
    assert_eq!(subjects[0].is_primary(), Some(true));
    let fields = subjects[0].custom_fields();
    assert_eq!(fields[0].value(), Some(r#"{"city":"Denver"}"#));
    assert_eq!(subjects[0].row().custom_text("name").as_deref(), Some("Jo"));
}

#[test]
fn a_contact_has_the_number_of_its_location_under_the_client_s_name() {
    let body = r#"{"client_contact":{"id":7701,"client_id":5101,"role_id":3,"first_name":"Jo"}}"#;
    let found = records::<Contact>(GetClientContact::DESCRIPTOR, body);
    let contact = &found[0];
    assert_eq!(contact.location_id(), Some(5101.into()));
    assert_eq!(contact.role_id(), Some(3.into()));
    assert_eq!((contact.first_name(), contact.email()), (Some("Jo"), None));
}

#[tokio::test]
async fn an_answer_without_a_body_is_an_answer_without_a_record() {
    for answer in [
        "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n",
        "HTTP/1.1 201 Created\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
    ] {
        let wire = Wire::answering(answer.into());
        let call = UpdateClient::new(2401).notes("VIP");
        let reply = wire.client.update_client(call).await.unwrap();
        assert!(reply.first().is_none(), "{answer}");
    }
}

#[tokio::test]
async fn a_reply_has_status_headers_and_body_as_they_came() {
    let wire = Wire::answering(
        "HTTP/1.1 201 Created\r\nX-Request: 7\r\nContent-Length: 17\r\nConnection: close\r\n\r\n\
         {\"client\":{\"id\":7"
            .replace("17\r\n", "19\r\n")
            .into_bytes()
            .into_iter()
            .chain(*b"}}")
            .collect(),
    );
    let reply = wire.client.get_client(GetClient::new(7)).await.unwrap();
    assert_eq!(reply.status(), 201);
    assert_eq!(reply.headers().get("x-request").unwrap(), "7");
    assert_eq!(reply.body(), r#"{"client":{"id":7}}"#);
    assert_eq!((reply.code(), reply.total()), (None, None));
}

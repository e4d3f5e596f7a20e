//! Every call from end to end.

use clienttrack_generated::crql::{self, column as field};
use clienttrack_generated::{
    AuthTest, DescribeObject, GetObject, InsertObject, Query, ResultCode, RunStoredProcedure,
    UpdateObject, api, calls,
};
use prose_runtime::{CallDescriptor, Cause, Json, Method, RawCall, Record as _, Returns};

use workspace_tests::http;
use workspace_tests::spec::assert_every_call;

use super::Session;
use crate::{assert_code, client_at, column, number, refused};

#[tokio::test]
async fn the_test_of_the_keys_greets() {
    let session = Session::new();
    for (client, name) in [(&session.client, "USER"), (&session.admin(), "ADMIN")] {
        let reply = client.auth_test(AuthTest::new()).await.unwrap();
        let message = reply.first().unwrap().message().unwrap();
        assert!(message.contains(name), "{message}");
    }
}

#[tokio::test]
async fn a_query_of_two_tables_is_carried_out() {
    let session = Session::new().wide();
    let text = crql::Query::select(
        "cmClient",
        ["ClientID", "LastName", "Enrollment.EnrollDate"],
    )
    .top(5)
    .join("Enrollment", "ClientID", "ClientID")
    .filter(field("Enrollment.EnrollDate").after("2020-01-01 00:00:00"))
    .order_by(field("Enrollment.EnrollDate").descending())
    .build()
    .unwrap();
    let rows = session.rows(Query::new(text)).await;
    assert_eq!(rows.len(), 5);
    let dates: Vec<_> = rows.iter().map(|row| column(row, "EnrollDate")).collect();
    assert!(dates.is_sorted_by(|one, next| one >= next), "{dates:?}");
    let names: Vec<&str> = rows[0].row().unknown().map(|(name, _)| name).collect();
    assert_eq!(names, ["ClientID", "LastName", "EnrollDate"]);
}

#[tokio::test]
async fn a_column_that_is_not_there_is_told_by_name_to_who_asks() {
    let session = Session::new();
    let call = Query::new("SELECT Nobody FROM cmClient");
    let error = refused(session.client.query(call).await);
    assert_code(&error, ResultCode::BadRequest);
    let message = error.refusal().unwrap().message.as_str();
    assert!(message.contains("Nobody"), "{message}");
    assert!(!error.to_string().contains("Nobody"), "{error}");
}

#[tokio::test]
async fn a_procedure_gives_all_its_results() {
    let session = Session::new();
    for name in ["usp_ClientSummary", "dbo.usp_ClientSummary"] {
        let call = RunStoredProcedure::new(name).custom("ClientID", 1002);
        let reply = session.client.run_stored_procedure(call).await.unwrap();
        assert_eq!(reply.records().len(), 1);
        let client = reply.first().unwrap();
        assert_eq!(column(client, "clientID"), "1002");
        assert!(!column(client, "last Name").is_empty());
        let enrollments = reply.records_at("result.table2").unwrap();
        assert_eq!(enrollments.len(), 2);
        assert_eq!(column(&enrollments[0], "clientID"), "1002");
        assert!(enrollments[0].row().raw("exitDate").is_some());
    }
    let all = RunStoredProcedure::new("usp_ClientSummary");
    let reply = session.client.run_stored_procedure(all).await.unwrap();
    assert_eq!(reply.records().len(), 60);
    let nobody = RunStoredProcedure::new("usp_ClientSummary").custom("ClientID", 7);
    let reply = session.client.run_stored_procedure(nobody).await.unwrap();
    assert!(reply.records().is_empty());
    assert_eq!(reply.records_at("result.table2").unwrap().len(), 0);
}

#[tokio::test]
async fn a_procedure_takes_values_of_every_kind() {
    let session = Session::new();
    let count = async |status: Json| {
        let call = RunStoredProcedure::new("usp_CountClients").custom("ActiveStatus", status);
        let reply = session.client.run_stored_procedure(call).await.unwrap();
        let output = reply.records_at("output").unwrap();
        let total = number(reply.first().unwrap(), "total");
        assert_eq!(number(&output[0], "value"), total);
        total
    };
    assert_eq!(count("A".into()).await, 54);
    assert_eq!(count(Json::null()).await, 54);
    assert_eq!(count("I".into()).await, 6);
    assert_eq!(count("' OR 'a' = 'a".into()).await, 0);
    let odd = RunStoredProcedure::new("usp_CountClients").custom("ActiveStatus", 7);
    let error = refused(session.client.run_stored_procedure(odd).await);
    assert_code(&error, ResultCode::BadRequest);
}

#[tokio::test]
async fn a_procedure_can_be_silent_closed_or_not_there() {
    let session = Session::new();
    let run = |name: &str| {
        session
            .client
            .run_stored_procedure(RunStoredProcedure::new(name))
    };
    let reply = run("usp_RefreshIndex").await.unwrap();
    assert!(reply.records().is_empty());
    assert!(reply.extra().any(|(name, _)| name == "message"));

    let error = refused(run("usp_RegionalReport").await);
    assert_code(&error, ResultCode::NotAvailable);
    assert!(!error.is_access_denied(), "{error}");

    let error = refused(run("usp_Nobody").await);
    assert_code(&error, ResultCode::ServerError);
    assert_eq!(error.attempts().len(), 1);
    assert_eq!(
        session.sandbox.requests().len(),
        3,
        "nothing was sent twice"
    );
}

#[tokio::test]
async fn a_row_is_read_and_its_table_described() {
    let session = Session::new();
    let call = GetObject::new("cmClient", "1002");
    let reply = session.client.get_object(call).await.unwrap();
    let row = reply.first().unwrap();
    let read: Vec<&str> = row.row().unknown().map(|(name, _)| name).collect();
    let call = DescribeObject::new("cmClient");
    let reply = session.client.describe_object(call).await.unwrap();
    let names = reply
        .records()
        .iter()
        .map(|it| it.attribute_name().unwrap());
    assert_eq!(names.collect::<Vec<_>>(), read);
    for id in ["1", "-1", "abc", "1002 OR 1=1"] {
        let error = refused(
            session
                .client
                .get_object(GetObject::new("cmClient", id))
                .await,
        );
        assert_code(&error, ResultCode::NotFound);
    }
}

/// An id that is the name of another address, as the spec's quirk says.
#[tokio::test]
async fn the_id_description_reads_the_description() {
    let session = Session::new();
    let call = GetObject::new("cmClient", "description");
    let reply = session.client.get_object(call).await.unwrap();
    assert!(reply.first().unwrap().row().raw("metadata").is_some());
}

#[tokio::test]
async fn a_row_is_added_and_changed_by_either_method() {
    let session = Session::empty();
    let client = &session.client;
    let insert = InsertObject::new("cmClient")
        .custom("LastName", "O'Oak 🌳")
        .custom("VeteranStatus", 0)
        .custom("Email", Json::null());
    let reply = client.insert_object(insert).await.unwrap();
    assert_eq!(reply.status(), 201);
    let id = number(reply.first().unwrap(), "ClientID").to_string();
    for (method, city) in [(None, "Millbrook"), (Some(Method::Patch), "Denver")] {
        let call = UpdateObject::new("cmClient", &id).custom("City", city);
        let sending = client.update_object(call);
        let sending = match method {
            Some(method) => sending.method(method),
            None => sending,
        };
        let reply = sending.await.unwrap();
        assert_eq!(column(reply.first().unwrap(), "City"), city);
    }
    let reply = client.get_object(GetObject::new("cmClient", &id)).await;
    let reply = reply.unwrap();
    let row = reply.first().unwrap();
    assert_eq!(column(row, "LastName"), "O'Oak 🌳");
    assert_eq!(row.row().raw("VeteranStatus"), Some("0"));
    assert_eq!(row.row().raw("Email"), Some("null"));
    let methods: Vec<_> = session.sandbox.requests();
    let methods: Vec<&str> = methods.iter().map(|request| &*request.method).collect();
    assert_eq!(methods, ["POST", "PUT", "PATCH", "GET"]);
}

#[tokio::test]
async fn what_does_not_fit_a_table_is_refused() {
    let session = Session::empty();
    for call in [
        InsertObject::new("cmClient"),
        InsertObject::new("cmClient").custom("Nobody", 1),
        InsertObject::new("cmClient").custom("LastName", 1),
        InsertObject::new("cmClient").custom("ClientID", "x"),
    ] {
        let error = refused(session.client.insert_object(call).await);
        assert_code(&error, ResultCode::BadRequest);
    }
    let strange = InsertObject::new("Nobody").custom("LastName", "Sample");
    let error = refused(session.client.insert_object(strange).await);
    assert_code(&error, ResultCode::ServerError);
}

/// What is not here is reached with the same keys, and fails in the same way.
#[tokio::test]
async fn other_addresses_are_reached_with_raw_calls() {
    static CLIENTS: CallDescriptor = CallDescriptor::raw(&api::API, Method::Post, "clients");
    let session = Session::new();
    let call = || RawCall::new(&CLIENTS).with("LastName", "Sample");
    let error = refused(session.client.send(call()).await);
    assert_code(&error, ResultCode::NotFound);
    assert_eq!(error.attempts().len(), 1);
    let request = session.client.send(call()).request().unwrap();
    for header in ["ocp-apim-subscription-key", "authorization"] {
        assert!(request.headers().contains_key(header), "{header}");
    }
}

/// What the document calls non-generic answers with an object, as far as can be guessed.
#[tokio::test]
async fn a_raw_call_reads_a_single_object_by_the_envelope_of_one() {
    static CLIENTS: CallDescriptor = CallDescriptor {
        envelope: &api::envelopes::OBJECT,
        returns: Returns::One { found_by: None },
        ..CallDescriptor::raw(&api::API, Method::Post, "clients")
    };
    let body = r#"{"ClientID":7,"LastName":"Sample"}"#;
    let server =
        workspace_tests::Loopback::replying(move |_| http("201 Created", "application/json", body));
    let server = server.unwrap();
    let client = client_at(&server);
    let reply = client.send(RawCall::new(&CLIENTS).with("LastName", "Sample"));
    let reply = reply.await.unwrap();
    assert_eq!(reply.status(), 201);
    assert_eq!(column(reply.first().unwrap(), "ClientID"), "7");
    // By the envelope of a query it is none of its rows, and says so.
    static AS_ROWS: CallDescriptor = CallDescriptor::raw(&api::API, Method::Post, "clients");
    let error = refused(client.send(RawCall::new(&AS_ROWS)).await);
    assert!(
        matches!(error.cause(), Cause::Undecodable { .. }),
        "{error}"
    );
}

#[tokio::test]
async fn the_sandbox_has_every_call() {
    let session = Session::new();
    let client = &session.client;
    client.auth_test(AuthTest::new()).await.unwrap();
    session.rows(Query::new("SELECT UserID FROM osUsers")).await;
    let call = RunStoredProcedure::new("usp_RefreshIndex");
    client.run_stored_procedure(call).await.unwrap();
    let call = GetObject::new("cmClient", "1001");
    client.get_object(call).await.unwrap();
    let call = DescribeObject::new("cmClient");
    client.describe_object(call).await.unwrap();
    session.insert("Sample").await;
    let call = UpdateObject::new("cmClient", "1001").custom("City", "Denver");
    client.update_object(call).await.unwrap();
    let seen = session.sandbox.requests().into_iter();
    let mut seen: Vec<String> = seen.filter_map(|request| request.call).collect();
    seen.dedup();
    assert_every_call("clienttrack", &seen, |_, call| {
        format!(
            "no behaviour in the sandbox for `{call}` is tried: give it some in \
             sandbox/src/clienttrack, and send it in `the_sandbox_has_every_call` of \
             tests/clienttrack/sandbox/tour.rs"
        )
    });
    let listed: Vec<&str> = calls::CALLS.iter().map(|call| call.name).collect();
    assert_eq!(seen, listed);
}

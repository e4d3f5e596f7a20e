//! Organizations: what a user's key reaches with and without one.

use std::collections::BTreeSet;

use clienttrack_generated::{
    Client, Credentials, GetObject, InsertObject, Query, ResultCode, RunStoredProcedure,
    UpdateObject,
};
use prose_runtime::Config;
use prose_sandbox::clienttrack::ForeignOrganization;

use super::Session;
use crate::{assert_code, column, number, refused, rows};

/// The organizations of all clients that can be seen; none of the template row.
async fn seen(client: &Client) -> (usize, BTreeSet<String>) {
    let text = "SELECT ClientID, OrgID FROM cmClient WHERE ClientID > 0";
    let rows = rows(client, Query::new(text)).await.unwrap();
    (
        rows.len(),
        rows.iter().map(|row| column(row, "OrgID")).collect(),
    )
}

#[tokio::test]
async fn a_users_key_sees_all_organizations_or_the_one_named() {
    let session = Session::new().wide();
    let [first, second] = session.sandbox.organizations() else {
        panic!("the sandbox has two");
    };
    let both: BTreeSet<_> = [first, second].iter().map(ToString::to_string).collect();
    assert_eq!(seen(&session.client).await, (60, both.clone()));
    for organization in [first, second] {
        let one = session.client.account(organization.to_string()).unwrap();
        let only = BTreeSet::from([organization.to_string()]);
        assert_eq!(seen(&one).await, (30, only.clone()));
        let credentials = Credentials::new(
            session.sandbox.subscription_key(),
            session.sandbox.api_key(),
        )
        .org_id(organization.to_string());
        let config = Config::new().base_url(session.sandbox.base_url());
        let made_so = Client::with_config(credentials, config).unwrap();
        assert_eq!(seen(&made_so).await, (30, only));
    }
    assert_eq!(seen(&session.client).await, (60, both), "it is as it was");
}

#[tokio::test]
async fn all_calls_keep_to_the_organization() {
    let session = Session::new();
    let [first, second] = [101, 102].map(|id: u32| session.client.account(id.to_string()).unwrap());
    // 1001 is of organization 102, 1002 of 101.
    let get = |client: &Client| client.get_object(GetObject::new("cmClient", "1002"));
    assert!(get(&first).await.is_ok());
    let error = refused(get(&second).await);
    assert_code(&error, ResultCode::NotFound);
    let change = UpdateObject::new("cmClient", "1002").custom("City", "Denver");
    let error = refused(second.update_object(change).await);
    assert!(error.is_not_found(), "{error}");
    for (client, count) in [(&first, 1), (&second, 0)] {
        let call = RunStoredProcedure::new("usp_ClientSummary").custom("ClientID", 1002);
        let reply = client.run_stored_procedure(call).await.unwrap();
        assert_eq!(reply.records().len(), count);
    }
}

#[tokio::test]
async fn a_new_row_is_of_the_organization_that_adds_it() {
    let session = Session::empty();
    let second = session.client.account("102").unwrap();
    let call = InsertObject::new("cmClient").custom("LastName", "Sample");
    let reply = second.insert_object(call).await.unwrap();
    let row = reply.first().unwrap();
    assert_eq!(column(row, "OrgID"), "102");
    let first = session.client.account("101").unwrap();
    let id = number(row, "ClientID").to_string();
    let error = refused(first.get_object(GetObject::new("cmClient", id)).await);
    assert!(error.is_not_found(), "{error}");
}

#[tokio::test]
async fn a_user_cannot_give_a_row_to_a_foreign_organization_and_an_administrator_can() {
    let session = Session::empty();
    let call = || InsertObject::new("cmClient").custom("OrgID", 999);
    let error = refused(session.client.insert_object(call()).await);
    assert_code(&error, ResultCode::BadRequest);
    let reply = session.admin().insert_object(call()).await.unwrap();
    assert_eq!(column(reply.first().unwrap(), "OrgID"), "999");
}

#[tokio::test]
async fn a_foreign_organization_has_no_rows_or_is_denied() {
    let session = Session::new().wide();
    let foreign = session.client.account("999").unwrap();
    assert_eq!(seen(&foreign).await.0, 0);
    session.switch(|switches| switches.foreign_organization = ForeignOrganization::Denied);
    let call = Query::new("SELECT ClientID FROM cmClient");
    let error = refused(foreign.query(call).await);
    assert_code(&error, ResultCode::Unauthorized);
    assert!(error.is_access_denied(), "{error}");
}

#[tokio::test]
async fn an_organization_that_is_no_number_is_refused_by_the_server() {
    let session = Session::new();
    let odd = session.client.account("north").unwrap();
    let error = refused(odd.query(Query::new("SELECT ClientID FROM cmClient")).await);
    assert_code(&error, ResultCode::BadRequest);
    let error = session.client.account("").unwrap_err();
    assert!(error.is_config(), "{error}");
}

#[tokio::test]
async fn an_administrators_key_sees_everything() {
    let session = Session::new().wide();
    assert_eq!(seen(&session.admin()).await.0, 60);
}

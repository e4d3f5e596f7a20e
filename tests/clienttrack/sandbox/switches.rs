//! Where nothing is known of the server: the client takes whatever a switch makes of it.

use clienttrack_generated::{
    AuthTest, Client, Credentials, DescribeObject, GetObject, InsertObject, Query, ResultCode,
    RunStoredProcedure, UpdateObject,
};
use prose_runtime::{Config, Method};
use prose_sandbox::clienttrack::{
    Errors, Grammar, Greeting, PageSize, RecordCount, Switches, Top, UnknownObject, UpdateMethod,
    Written, WrongSubscriptionKey,
};

use super::Session;
use crate::{all_clients, assert_code, number, refused};

#[tokio::test]
async fn a_text_by_hand_can_say_more_if_the_server_takes_it() {
    let session = Session::new();
    let call = || Query::new("SELECT ClientID FROM cmClient WHERE LastName LIKE 'Al%'");
    let error = refused(session.client.query(call()).await);
    assert_code(&error, ResultCode::BadRequest);
    session.switch(|switches| switches.grammar = Grammar::Wide);
    assert_eq!(session.rows(call()).await.len(), 4);
}

#[tokio::test]
async fn a_top_bounds_all_pages_or_each() {
    let session = Session::new();
    let call =
        |top, size| Query::new(format!("SELECT TOP {top} ClientID FROM cmClient")).page_size(size);
    for (mode, top, size, count) in [
        (Top::Whole, 10, 4, 10),
        (Top::Whole, 8, 4, 8),
        (Top::Whole, 3, 4, 3),
        (Top::Page, 3, 4, 3),
        (Top::Page, 10, 4, 61),
    ] {
        session.switch(|switches| switches.top = mode);
        let rows = session.rows(call(top, size)).await;
        assert_eq!(rows.len(), count, "{mode} {top} {size}");
    }
}

#[tokio::test]
async fn the_count_of_rows_may_be_anything() {
    let session = Session::new();
    for (count, told) in [
        (RecordCount::Honest, "61"),
        (RecordCount::Page, "5"),
        (RecordCount::Doubled, "10"),
    ] {
        session.switch(|switches| switches.record_count = count);
        let reply = session
            .client
            .query(all_clients().page_size(5))
            .await
            .unwrap();
        assert!(
            reply.extra().any(|it| it == ("recordCount", told)),
            "{count}"
        );
        assert_eq!((reply.records().len(), reply.total()), (5, None));
        assert_eq!(session.rows(all_clients().page_size(5)).await.len(), 61);
    }
}

/// The client sends no such size unless it is told to.
#[tokio::test]
async fn a_page_that_is_too_large_is_refused_or_bounded() {
    let session = Session::of(prose_sandbox::clienttrack::Sandbox::setup().clients(600));
    let call = || all_clients().page_size(501);
    let error = refused(session.client.query(call()).await);
    assert!(error.violations().is_some(), "{error}");
    let unchecked = session.unchecked();
    let error = refused(unchecked.query(call()).await);
    assert_code(&error, ResultCode::BadRequest);
    session.switch(|switches| switches.page_size = PageSize::Bounded);
    let reply = unchecked.query(call()).await.unwrap();
    assert_eq!(reply.records().len(), 500);
    let long = Query::new(format!("SELECT ClientID FROM cmClient{}", " ".repeat(700)));
    let error = refused(unchecked.query(long).await);
    assert_code(&error, ResultCode::BadRequest);
}

fn with_keys(session: &Session, subscription_key: &str, api_key: &str) -> Client {
    let credentials = Credentials::new(subscription_key, api_key);
    let config = Config::new().base_url(session.sandbox.base_url());
    Client::with_config(credentials, config).unwrap()
}

#[tokio::test]
async fn keys_that_are_missing_or_wrong_are_told_apart_in_every_form() {
    let session = Session::new();
    let (good, user) = (
        session.sandbox.subscription_key(),
        session.sandbox.api_key(),
    );
    for form in [Errors::Text, Errors::Message, Errors::List] {
        for (wrong, code) in [
            (WrongSubscriptionKey::Invalid, ResultCode::Unauthorized),
            (
                WrongSubscriptionKey::Missing,
                ResultCode::MissingSubscriptionKey,
            ),
        ] {
            session.switch(|switches| {
                switches.errors = form;
                switches.wrong_subscription_key = wrong;
            });
            for (client, expected) in [
                (with_keys(&session, "wrong", user), code),
                (with_keys(&session, good, "wrong"), ResultCode::WrongApiKey),
            ] {
                for error in [
                    refused(client.auth_test(AuthTest::new()).await),
                    refused(client.query(all_clients()).await),
                    refused(client.get_object(GetObject::new("cmClient", "1")).await),
                ] {
                    assert_code(&error, expected);
                    assert!(error.is_access_denied(), "{form} {wrong}: {error}");
                }
            }
        }
        let closed = RunStoredProcedure::new("usp_RegionalReport");
        let error = refused(session.client.run_stored_procedure(closed).await);
        assert_code(&error, ResultCode::NotAvailable);
        let odd = InsertObject::new("cmClient").custom("Nobody", 1);
        let error = refused(session.client.insert_object(odd).await);
        assert_code(&error, ResultCode::BadRequest);
    }
}

/// An object that there is not looks like a fault that may pass: what only reads is tried again.
#[tokio::test]
async fn an_unknown_object_is_silence_or_not_found() {
    let session = Session::new();
    let client = session.eager();
    for (answer, code, attempts) in [
        (UnknownObject::Silent, ResultCode::ServerError, 4),
        (UnknownObject::NotFound, ResultCode::NotFound, 1),
    ] {
        session.switch(|switches| switches.unknown_object = answer);
        for error in [
            refused(client.get_object(GetObject::new("Nobody", "1")).await),
            refused(client.describe_object(DescribeObject::new("Nobody")).await),
        ] {
            assert_code(&error, code);
            assert_eq!(error.attempts().len(), attempts, "{answer}: {error}");
        }
        let insert = InsertObject::new("Nobody").custom("LastName", "Sample");
        let update = UpdateObject::new("Nobody", "1").custom("LastName", "Sample");
        for error in [
            refused(client.insert_object(insert).await),
            refused(client.update_object(update).await),
        ] {
            assert_code(&error, code);
            assert_eq!(error.attempts().len(), 1, "{answer}: {error}");
        }
    }
}

#[tokio::test]
async fn a_row_is_changed_by_the_method_that_the_server_has() {
    let session = Session::new();
    for (there, put, patch) in [
        (UpdateMethod::Both, true, true),
        (UpdateMethod::Put, true, false),
        (UpdateMethod::Patch, false, true),
    ] {
        session.switch(|switches| switches.update_method = there);
        for (method, is_there) in [(Method::Put, put), (Method::Patch, patch)] {
            let call = UpdateObject::new("cmClient", "1001").custom("City", "Denver");
            let outcome = session.client.update_object(call).method(method).await;
            match outcome {
                Ok(_) => assert!(is_there, "{there} {method:?}"),
                Err(error) => {
                    assert!(!is_there, "{there} {method:?}");
                    assert_code(&error, ResultCode::NotFound);
                }
            }
        }
    }
}

#[tokio::test]
async fn a_row_that_was_written_is_answered_in_full_by_number_or_not() {
    let session = Session::empty();
    for (written, columns) in [
        (Written::Row, Some(27)),
        (Written::Number, Some(1)),
        (Written::Blank, None),
    ] {
        session.switch(|switches| switches.written = written);
        let call = InsertObject::new("cmClient").custom("LastName", "Sample");
        let added = session.client.insert_object(call).await.unwrap();
        assert_eq!(added.status(), 201);
        let call = UpdateObject::new("cmClient", "1").custom("City", "Denver");
        let changed = session.client.update_object(call).await.unwrap();
        for reply in [added, changed] {
            let row = reply.first().map(prose_runtime::Record::row);
            assert_eq!(row.map(|row| row.unknown().count()), columns, "{written}");
            if let Some(row) = reply.first() {
                assert!(number(row, "ClientID") > 0);
            }
        }
    }
}

#[tokio::test]
async fn the_greeting_may_have_a_word_twice() {
    let session = Session::new();
    for (greeting, words) in [
        (Greeting::Live, "USER from from the"),
        (Greeting::Documented, "USER from the"),
    ] {
        session.switch(|switches| switches.greeting = greeting);
        let reply = session.client.auth_test(AuthTest::new()).await.unwrap();
        let message = reply.first().unwrap().message().unwrap();
        assert!(message.contains(words), "{message}");
    }
}

/// A switch that is new is to be tried here, or with organizations.
#[test]
fn every_switch_is_tried() {
    let tried = [
        "grammar",
        "top",
        "record-count",
        "page-size",
        "wrong-subscription-key",
        "errors",
        "foreign-organization",
        "unknown-object",
        "update-method",
        "written",
        "greeting",
    ];
    assert_eq!(Switches::NAMES, tried);
}

//! The duplicate check, a setting of each account that is off at first.

use clienttether_generated::{CreateClient, UpdateClientById};

use super::{Session, code, refused};

#[tokio::test]
async fn duplicates_are_inserted_unless_the_account_checks_for_them() {
    let session = Session::quiet();
    let call = || {
        CreateClient::new("Jo", "Sample")
            .phone("3035550147")
            .email("jo@example.com")
    };
    let first = session.create(call()).await;
    assert_ne!(session.create(call()).await, first);

    let web_key = session.sandbox.web_key().to_owned();
    session.sandbox.check_duplicates(&web_key, true).unwrap();
    let error = refused(session.client.create_client(call()).await);
    assert!(error.is_duplicate(), "{error}");
    assert_eq!(code(&error), "CT_520");
    assert_eq!(error.refusal().unwrap().message.as_str(), "Duplicate Entry");
    let somebody_else = CreateClient::new("Robin", "Other").email("robin@example.com");
    session.create(somebody_else).await;

    session.sandbox.check_duplicates(&web_key, false).unwrap();
    session.create(call()).await;
}

#[tokio::test]
async fn the_same_phone_or_the_same_address_is_enough_and_the_same_name_is_not() {
    let session = Session::quiet();
    let web_key = session.sandbox.web_key().to_owned();
    session.sandbox.check_duplicates(&web_key, true).unwrap();
    let call = CreateClient::new("Jo", "Sample")
        .phone("3035550147")
        .email("jo@example.com");
    session.create(call).await;
    for call in [
        CreateClient::new("Robin", "Other").phone("3035550147"),
        CreateClient::new("Robin", "Other").email("jo@example.com"),
        CreateClient::new("Robin", "Other").email("JO@example.com"),
    ] {
        assert!(refused(session.client.create_client(call).await).is_duplicate());
    }
    session.contact("Jo").await;
}

#[tokio::test]
async fn updates_are_not_checked_for_duplicates() {
    let session = Session::quiet();
    let web_key = session.sandbox.web_key().to_owned();
    session.sandbox.check_duplicates(&web_key, true).unwrap();
    let call = CreateClient::new("Jo", "Sample").email("jo@example.com");
    let id = session.create(call).await;
    let call = UpdateClientById::new(&id)
        .email("jo@example.com")
        .city("Denver");
    session.client.update_client_by_id(call).await.unwrap();
}

#[tokio::test]
async fn a_key_that_no_account_has_cannot_be_set_to_check() {
    let session = Session::quiet();
    assert!(session.sandbox.check_duplicates("CT_nobody", true).is_err());
}

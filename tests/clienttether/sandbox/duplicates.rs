//! The duplicate check, a setting of each account that is off at first.

use clienttether_generated::{CreateClient, UpdateClientById};

use super::{Scene, code, refused};

#[tokio::test]
async fn duplicates_are_inserted_unless_the_account_checks_for_them() {
    let scene = Scene::quiet();
    let call = || {
        CreateClient::new("Jo", "Sample")
            .phone("3035550147")
            .email("jo@example.com")
    };
    let first = scene.create(call()).await;
    assert_ne!(scene.create(call()).await, first);

    let web_key = scene.sandbox.web_key().to_owned();
    scene.sandbox.check_duplicates(&web_key, true).unwrap();
    let error = refused(scene.client.create_client(call()).await);
    assert!(error.is_duplicate(), "{error}");
    assert_eq!(code(&error), "CT_520");
    assert_eq!(error.refusal().unwrap().message.as_str(), "Duplicate Entry");
    let somebody_else = CreateClient::new("Robin", "Other").email("robin@example.com");
    scene.create(somebody_else).await;

    scene.sandbox.check_duplicates(&web_key, false).unwrap();
    scene.create(call()).await;
}

#[tokio::test]
async fn the_same_phone_or_the_same_address_is_enough_and_the_same_name_is_not() {
    let scene = Scene::quiet();
    let web_key = scene.sandbox.web_key().to_owned();
    scene.sandbox.check_duplicates(&web_key, true).unwrap();
    let call = CreateClient::new("Jo", "Sample")
        .phone("3035550147")
        .email("jo@example.com");
    scene.create(call).await;
    for call in [
        CreateClient::new("Robin", "Other").phone("3035550147"),
        CreateClient::new("Robin", "Other").email("jo@example.com"),
        CreateClient::new("Robin", "Other").email("JO@example.com"),
    ] {
        assert!(refused(scene.client.create_client(call).await).is_duplicate());
    }
    scene.contact("Jo").await;
}

#[tokio::test]
async fn updates_are_not_checked_for_duplicates() {
    let scene = Scene::quiet();
    let web_key = scene.sandbox.web_key().to_owned();
    scene.sandbox.check_duplicates(&web_key, true).unwrap();
    let call = CreateClient::new("Jo", "Sample").email("jo@example.com");
    let id = scene.create(call).await;
    let call = UpdateClientById::new(&id)
        .email("jo@example.com")
        .city("Denver");
    scene.client.update_client_by_id(call).await.unwrap();
}

#[tokio::test]
async fn a_key_that_no_account_has_cannot_be_set_to_check() {
    let scene = Scene::quiet();
    assert!(scene.sandbox.check_duplicates("CT_nobody", true).is_err());
}

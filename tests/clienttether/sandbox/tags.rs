//! The tags of an account.

use clienttether_generated::{CreateClient, CreateTag, ReadTagsList, UpdateClientById};

use super::{Session, code, raw, refused};

pub(crate) const CALLS: &[&str] = &["create_tag", "read_tags_list"];

impl Session {
    async fn tags(&self) -> Vec<String> {
        let reply = self
            .client
            .read_tags_list(ReadTagsList::new())
            .await
            .unwrap();
        let tags = reply.records().iter();
        tags.map(|tag| tag.tag_value().unwrap().to_owned())
            .collect()
    }
}

#[tokio::test]
async fn a_new_tag_is_in_the_list() {
    let session = Session::quiet();
    let before = session.tags().await;
    assert!(!before.contains(&"Brand New".to_owned()));
    let reply = session.client.create_tag(CreateTag::new("Brand New")).await;
    assert_eq!(reply.unwrap().code(), Some("CT_200"));
    let after = session.tags().await;
    assert_eq!(after.len(), before.len() + 1);
    assert!(after.contains(&"Brand New".to_owned()));
}

#[tokio::test]
async fn no_tag_is_twice_in_the_list() {
    let session = Session::quiet();
    session
        .client
        .create_tag(CreateTag::new("Brand New"))
        .await
        .unwrap();
    // What a second creation answers is not documented.
    let _ = session.client.create_tag(CreateTag::new("Brand New")).await;
    let tags = session.tags().await;
    assert_eq!(tags.iter().filter(|tag| *tag == "Brand New").count(), 1);
}

#[tokio::test]
async fn a_tag_needs_a_value() {
    let session = Session::quiet();
    let before = session.tags().await;
    let call = raw(prose_runtime::Method::Post, "create_tag");
    assert_eq!(code(&refused(session.client.send(call).await)), "CT_501");
    assert_eq!(session.tags().await, before);
}

#[tokio::test]
async fn tags_have_numbers_of_their_own() {
    let session = Session::quiet();
    let reply = session
        .client
        .read_tags_list(ReadTagsList::new())
        .await
        .unwrap();
    let numbers: std::collections::BTreeSet<_> = reply
        .records()
        .iter()
        .map(|tag| tag.tag_id().unwrap())
        .collect();
    assert_eq!(numbers.len(), reply.records().len());
    assert!(!numbers.is_empty());
}

#[tokio::test]
async fn tags_of_a_contact_that_the_account_does_not_have_are_created() {
    let session = Session::quiet();
    let call = CreateClient::new("Jo", "Sample").tags(["Brand New", "Also New"]);
    session.create(call).await;
    let other = session.contact("Robin").await;
    let call = UpdateClientById::new(&other).tags(["Brand New", "Later"]);
    session.client.update_client_by_id(call).await.unwrap();
    assert_eq!(session.read(&other).await.tags(), ["Brand New", "Later"]);
    let reply = session
        .client
        .read_tags_list(ReadTagsList::new())
        .await
        .unwrap();
    let tags: Vec<_> = reply
        .records()
        .iter()
        .filter_map(|tag| tag.tag_value())
        .collect();
    for tag in ["Brand New", "Also New", "Later"] {
        let count = tags.iter().filter(|value| **value == tag).count();
        assert_eq!(count, 1, "{tag}: {tags:?}");
    }
}

//! Clients of other accounts, made from one that is there.

use clienttether_generated::ReadTagsList;

use super::{Wire, bare};

#[tokio::test]
async fn another_account_sends_its_own_key_and_the_same_token() {
    let wire = Wire::new();
    let other = wire.client.account("CT_other_key").unwrap();
    other.read_tags_list(ReadTagsList::new()).await.unwrap();
    let expected = bare("GET", "read_tags_list").replace("CT_web_key", "CT_other_key");
    assert_eq!(wire.sent(), expected);
}

#[tokio::test]
async fn the_client_that_another_account_was_made_from_keeps_its_key() {
    let wire = Wire::new();
    wire.client.account("CT_other_key").unwrap();
    let call = ReadTagsList::new();
    wire.client.read_tags_list(call).await.unwrap();
    assert_eq!(wire.sent(), bare("GET", "read_tags_list"));
}

#[test]
fn a_key_that_cannot_travel_is_told_by_its_name() {
    let wire = Wire::new();
    for key in ["", "CT_other\nkey"] {
        let error = wire.client.account(key).unwrap_err().to_string();
        assert!(
            error.contains("web_key") && !error.contains("CT_"),
            "{error}"
        );
    }
}

#[tokio::test]
async fn the_client_underneath_sends_the_same() {
    let wire = Wire::new();
    let call = ReadTagsList::new();
    wire.client.runtime().send(call).await.unwrap();
    assert_eq!(wire.sent(), bare("GET", "read_tags_list"));
}

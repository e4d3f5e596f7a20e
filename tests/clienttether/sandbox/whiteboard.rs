//! The whiteboard of a contact: replaced, added to.

use clienttether_generated::{CreateClient, UpdateClientById};
use prose_runtime::Record as _;

use super::Session;

#[tokio::test]
async fn the_whiteboard_is_replaced_or_added_to() {
    let session = Session::quiet();
    let call = CreateClient::new("Jo", "Sample").whiteboard("<p>First</p>");
    let id = session.create(call).await;
    let update = |call: UpdateClientById| session.client.update_client_by_id(call);
    let whiteboard = async || session.read(&id).await.whiteboard().unwrap().to_owned();

    let call = UpdateClientById::new(&id).append_whiteboard("<p>Second</p>");
    update(call).await.unwrap();
    let both = whiteboard().await;
    let (first, second) = (both.find("<p>First</p>"), both.find("<p>Second</p>"));
    assert!(first.is_some() && first < second, "{both}");

    update(UpdateClientById::new(&id).whiteboard("Third"))
        .await
        .unwrap();
    assert_eq!(whiteboard().await, "Third");

    // Neither key is one: nothing changes.
    update(UpdateClientById::new(&id).city("Denver"))
        .await
        .unwrap();
    assert_eq!(whiteboard().await, "Third");
}

#[tokio::test]
async fn what_is_added_to_the_whiteboard_is_no_field_of_its_own() {
    let session = Session::quiet();
    let id = session.contact("Jo").await;
    let call = UpdateClientById::new(&id).append_whiteboard("Paid.");
    session.client.update_client_by_id(call).await.unwrap();
    let contact = session.read(&id).await;
    assert_eq!(contact.whiteboard(), Some("Paid."));
    assert_eq!(contact.row().raw("append_whiteboard"), None);
}

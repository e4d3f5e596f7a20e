//! The number that a contact has in another system.

use clienttether_generated::{
    CreateClient, DeleteClientByExternalId, ReadClientByExternalId, ReadClientById, ReadClientList,
    UpdateClientByExternalId, UpdateClientById,
};

use super::{Session, refused};

#[tokio::test]
async fn the_number_of_another_system_reads_updates_and_deletes_too() {
    let session = Session::quiet();
    let id = session
        .create(CreateClient::new("Jo", "Sample").external_id(77))
        .await;
    let call = ReadClientByExternalId::new(77);
    let reply = session
        .client
        .read_client_by_external_id(call)
        .await
        .unwrap();
    assert_eq!(reply.first().unwrap().client_id(), Some(id.clone()));

    let call = UpdateClientByExternalId::new(77).last_name("Changed");
    let reply = session
        .client
        .update_client_by_external_id(call)
        .await
        .unwrap();
    assert_eq!(reply.first().unwrap().last_name(), Some("Changed"));
    assert_eq!(session.read(&id).await.last_name(), Some("Changed"));

    let call = DeleteClientByExternalId::new(77);
    session
        .client
        .delete_client_by_external_id(call)
        .await
        .unwrap();
    let call = ReadClientById::new(&id);
    let error = refused(session.client.read_client_by_id(call).await);
    assert!(error.is_not_found(), "{error}");
}

#[tokio::test]
async fn the_number_of_another_system_can_be_given_later() {
    let session = Session::quiet();
    let id = session.contact("Jo").await;
    let call = UpdateClientById::new(&id).external_id(78);
    session.client.update_client_by_id(call).await.unwrap();
    let call = ReadClientByExternalId::new(78);
    let reply = session
        .client
        .read_client_by_external_id(call)
        .await
        .unwrap();
    assert_eq!(reply.first().unwrap().client_id(), Some(id));
}

#[tokio::test]
async fn all_contacts_with_the_same_number_are_deleted_and_no_other() {
    let session = Session::quiet();
    for name in ["Jo", "Robin"] {
        session
            .create(CreateClient::new(name, "Sample").external_id(77))
            .await;
    }
    session
        .create(CreateClient::new("Alex", "Sample").external_id(770))
        .await;
    let call = DeleteClientByExternalId::new(77);
    session
        .client
        .delete_client_by_external_id(call)
        .await
        .unwrap();
    let list = session.client.read_client_list(ReadClientList::new()).await;
    let list = list.unwrap();
    assert_eq!(list.records().len(), 1);
    assert_eq!(list.first().unwrap().first_name(), Some("Alex"));
}

//! Sales cycles and their activity.

use clienttether_generated::{
    ContactType, CreateClient, CreateSalesCycle, DeleteClientById, DeleteSalesCycleById,
    ReadSalesCycleAnyActivity, ReadSalesCycleList, UpdateClientById, UpdateSalesCycleById,
};

use super::{Session, UNKNOWN, code, refused};

pub(crate) const CALLS: &[&str] = &[
    "create_sales_cycle",
    "read_sales_cycle_list",
    "read_sales_cycle_any_activity",
    "update_sales_cycle_by_id",
    "delete_sales_cycle_by_id",
];

#[tokio::test]
async fn a_sales_cycle_comes_back_as_it_was_created() {
    let session = Session::quiet();
    let call = CreateSalesCycle::new("Measured Up", false, 12)
        .sales_cycle_contact_type(ContactType::Vendor);
    session.client.create_sales_cycle(call).await.unwrap();
    let cycle = session.cycle("Measured Up").await;
    assert!(cycle.sales_cycle_id().is_some());
    assert_eq!(cycle.sales_cycle_active_status(), Some(false));
    assert_eq!(cycle.sales_cycle_order(), Some(12));
    // Answers carry the kind of contact under another name, with its label.
    assert_eq!(cycle.contact_type(), Some(ContactType::Vendor));
    assert_eq!(cycle.contact_type_name(), Some("Vendor"));
}

#[tokio::test]
async fn a_sales_cycle_is_for_clients_unless_told_otherwise() {
    let session = Session::quiet();
    session.create_cycle("Measured Up").await;
    let cycle = session.cycle("Measured Up").await;
    assert_eq!(cycle.contact_type(), Some(ContactType::Client));
}

#[tokio::test]
async fn the_list_has_no_new_lead() {
    let session = Session::quiet();
    let cycles = session.cycles().await;
    assert!(cycles.len() > 1);
    for cycle in &cycles {
        assert_ne!(cycle.sales_cycle_name(), Some("New Lead"));
    }
    let paths: Vec<_> = cycles
        .iter()
        .map(|it| it.sales_cycle_active_status())
        .collect();
    assert!(
        paths.contains(&Some(true)) && paths.contains(&Some(false)),
        "{paths:?}"
    );
}

#[tokio::test]
async fn a_sales_cycle_is_changed() {
    let session = Session::quiet();
    let id = session.create_cycle("Measured Up").await;
    let call = UpdateSalesCycleById::new(&id)
        .sales_cycle_name("Won Over")
        .sales_cycle_active_status(false)
        .sales_cycle_contact_type(ContactType::Partner);
    let reply = session.client.update_sales_cycle_by_id(call).await.unwrap();
    let returned = reply.first().unwrap();
    assert_eq!(returned.sales_cycle_name(), Some("Won Over"));
    let cycle = session.cycle("Won Over").await;
    assert_eq!(cycle.sales_cycle_id(), Some(id));
    assert_eq!(cycle.sales_cycle_active_status(), Some(false));
    assert_eq!(cycle.contact_type(), Some(ContactType::Partner));
    assert_eq!(cycle.sales_cycle_order(), Some(90), "left as it was");
}

#[tokio::test]
async fn a_new_name_of_a_sales_cycle_shows_in_its_contacts() {
    let session = Session::quiet();
    let cycle = session.create_cycle("Measured Up").await;
    let call = CreateClient::new("Jo", "Sample").sales_cycle_id(&cycle);
    let id = session.create(call).await;
    assert_eq!(
        session.read(&id).await.sales_cycle_name(),
        Some("Measured Up")
    );
    let call = UpdateSalesCycleById::new(&cycle).sales_cycle_name("Won Over");
    session.client.update_sales_cycle_by_id(call).await.unwrap();
    assert_eq!(session.read(&id).await.sales_cycle_name(), Some("Won Over"));
}

#[tokio::test]
async fn a_sales_cycle_is_deleted_once_nobody_is_in_it() {
    let session = Session::quiet();
    let cycle = session.create_cycle("Measured Up").await;
    let other = session.create_cycle("Won Over").await;
    let call = CreateClient::new("Jo", "Sample").sales_cycle_id(&cycle);
    let id = session.create(call).await;

    let delete = || {
        session
            .client
            .delete_sales_cycle_by_id(DeleteSalesCycleById::new(&cycle))
    };
    let error = refused(delete().await);
    assert!(error.is_in_use(), "{error}");
    assert_eq!(code(&error), "CT_512");
    session.cycle("Measured Up").await;

    let call = UpdateClientById::new(&id).sales_cycle_id(&other);
    session.client.update_client_by_id(call).await.unwrap();
    delete().await.unwrap();
    let names = session.cycles().await;
    assert!(
        names
            .iter()
            .all(|it| it.sales_cycle_name() != Some("Measured Up"))
    );
    assert!(refused(delete().await).is_not_found());

    // A contact that is gone holds nothing.
    let call = DeleteClientById::new(&id);
    session.client.delete_client_by_id(call).await.unwrap();
    let call = DeleteSalesCycleById::new(&other);
    session.client.delete_sales_cycle_by_id(call).await.unwrap();
}

#[tokio::test]
async fn a_sales_cycle_that_a_plan_leads_to_is_in_use() {
    let session = Session::quiet();
    let cycle = session.create_cycle("Measured Up").await;
    let kind = clienttether_generated::ActionPlanType::Conversion;
    session.create_plan("Measuring", kind, Some(&cycle)).await;
    let call = DeleteSalesCycleById::new(&cycle);
    let error = refused(session.client.delete_sales_cycle_by_id(call).await);
    assert!(error.is_in_use(), "{error}");
}

#[tokio::test]
async fn activity_is_told_for_a_period() {
    let session = Session::busy();
    let call = ReadSalesCycleAnyActivity::new("2000-01-01", "2026-12-31");
    let all = session
        .client
        .read_sales_cycle_any_activity(call)
        .await
        .unwrap();
    assert!(!all.records().is_empty());
    let client = session.unchecked();
    let call = ReadSalesCycleAnyActivity::new("2026-02-30", "2026-03-31");
    let error = refused(client.read_sales_cycle_any_activity(call).await);
    assert_eq!(code(&error), "start_date");
    let call = super::raw(prose_runtime::Method::Get, "read_sales_cycle_any_activity")
        .with("start_date", "2026-03-01");
    assert_eq!(code(&refused(client.send(call).await)), "CT_501");
}

#[tokio::test]
async fn a_sales_cycle_that_is_unknown_or_broken_is_refused() {
    let session = Session::quiet();
    let client = session.unchecked();
    let call = UpdateSalesCycleById::new(UNKNOWN).sales_cycle_name("Nobody's");
    let error = refused(client.update_sales_cycle_by_id(call).await);
    assert!(error.is_not_found(), "{error}");
    let call = DeleteSalesCycleById::new(UNKNOWN);
    let error = refused(client.delete_sales_cycle_by_id(call).await);
    assert!(error.is_not_found(), "{error}");
    let call = super::raw(prose_runtime::Method::Post, "create_sales_cycle")
        .with("sales_cycle_name", "Odd")
        .with("sales_cycle_active_status", "yes")
        .with("sales_cycle_order", "-1");
    let error = refused(client.send(call).await);
    assert_eq!(code(&error), "sales_cycle_active_status");
}

#[tokio::test]
async fn a_number_with_zeros_in_front_is_the_same_number() {
    let session = Session::quiet();
    let reply = session
        .client
        .read_sales_cycle_list(ReadSalesCycleList::new())
        .await
        .unwrap();
    let cycle = reply.first().unwrap().sales_cycle_id().unwrap();
    let padded = format!("00{cycle}");
    session
        .create(CreateClient::new("Jo", "Sample").sales_cycle_id(padded.as_str()))
        .await;
    let call = DeleteSalesCycleById::new(&cycle);
    let error = session
        .client
        .delete_sales_cycle_by_id(call)
        .await
        .unwrap_err();
    assert!(error.is_in_use(), "{error}");
}

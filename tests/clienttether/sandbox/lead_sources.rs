//! Lead sources, the plans that they start, and their own web keys.

use clienttether_generated::{
    ActionPlanType, Client, CreateClient, DeleteLeadSourceById, ReadClientList, ReadLeadSourceList,
    UpdateActionPlanById, UpdateClientById, UpdateLeadSourceById, records,
};

use super::{Session, UNKNOWN, code, refused};

pub(crate) const CALLS: &[&str] = &[
    "create_lead_source",
    "read_lead_source_list",
    "update_lead_source_by_id",
    "delete_lead_source_by_id",
];

impl Session {
    /// A client that posts with the key of that lead source.
    async fn poster(&self, source: &str) -> Client {
        let source = self.lead_source(source).await;
        self.client
            .account(source.lead_source_web_key().unwrap())
            .unwrap()
    }

    /// A new lead source to which that plan is tied.
    async fn tied(&self, source: &str, plan: &records::ActionPlan) -> prose_runtime::Id {
        let id = self.create_lead_source(source).await;
        let call = UpdateActionPlanById::new(plan.action_plan_id().unwrap())
            .action_plan_type(ActionPlanType::Connection)
            .action_plan_link_id(&id);
        self.client.update_action_plan_by_id(call).await.unwrap();
        id
    }
}

#[tokio::test]
async fn a_new_lead_source_has_a_web_key_of_its_own() {
    let session = Session::quiet();
    for name in ["Garden Show", "Flea Market"] {
        session.create_lead_source(name).await;
    }
    let call = ReadLeadSourceList::new();
    let reply = session.client.read_lead_source_list(call).await.unwrap();
    let keys: std::collections::BTreeSet<_> = reply
        .records()
        .iter()
        .map(|source| source.lead_source_web_key().unwrap())
        .collect();
    assert_eq!(keys.len(), reply.records().len());
    assert!(!keys.contains(session.sandbox.web_key()));
    for key in keys {
        let digits = key.strip_prefix("CT_").unwrap();
        assert_eq!(digits.len(), 32, "{key}");
        assert!(
            digits.bytes().all(|digit| digit.is_ascii_hexdigit()),
            "{key}"
        );
    }
}

#[tokio::test]
async fn a_lead_source_is_renamed_and_keeps_its_key() {
    let session = Session::quiet();
    let id = session.create_lead_source("Garden Show").await;
    let before = session.lead_source("Garden Show").await;
    let call = UpdateLeadSourceById::new(&id, "House Fair");
    let reply = session.client.update_lead_source_by_id(call).await.unwrap();
    let returned = reply.first().unwrap();
    assert_eq!(returned.lead_source_name(), Some("House Fair"));
    let after = session.lead_source("House Fair").await;
    assert_eq!(after.lead_source_id(), Some(id));
    assert_eq!(after.lead_source_web_key(), before.lead_source_web_key());
}

#[tokio::test]
async fn the_name_of_the_lead_source_shows_in_its_contacts() {
    let session = Session::quiet();
    let source = session.create_lead_source("Garden Show").await;
    let call = CreateClient::new("Jo", "Sample").lead_source_id(&source);
    let id = session.create(call).await;
    let contact = session.read(&id).await;
    assert_eq!(contact.lead_source_name(), Some("Garden Show"));
    assert_eq!(contact.lead_source_id(), Some(source));
    assert_eq!(
        contact.action_plan_name().unwrap_or_default(),
        "",
        "no plan is tied to it"
    );
}

#[tokio::test]
async fn a_new_lead_starts_the_plan_of_its_source() {
    let session = Session::quiet();
    let [plan, _] = session.plans_with_steps().await;
    let source = session.tied("Garden Show", &plan).await;
    let call = CreateClient::new("Jo", "Sample").lead_source_id(&source);
    let id = session.create(call).await;
    let contact = session.read(&id).await;
    assert_eq!(contact.action_plan_name(), plan.action_plan_name());
    assert_eq!(session.pending(&id).await.len(), plan.action_steps().len());
}

#[tokio::test]
async fn a_plan_that_is_given_wins_over_that_of_the_source() {
    let session = Session::quiet();
    let [plan, given] = session.plans_with_steps().await;
    let source = session.tied("Garden Show", &plan).await;
    let call = CreateClient::new("Jo", "Sample")
        .lead_source_id(&source)
        .action_plan_id(given.action_plan_id().unwrap());
    let id = session.create(call).await;
    let contact = session.read(&id).await;
    assert_eq!(contact.lead_source_name(), Some("Garden Show"));
    assert_eq!(contact.action_plan_name(), given.action_plan_name());
    assert_eq!(session.pending(&id).await.len(), given.action_steps().len());
}

#[tokio::test]
async fn a_lead_source_given_later_starts_no_plan() {
    let session = Session::quiet();
    let [plan, _] = session.plans_with_steps().await;
    let source = session.tied("Garden Show", &plan).await;
    let id = session.contact("Jo").await;
    let call = UpdateClientById::new(&id).lead_source_id(&source);
    session.client.update_client_by_id(call).await.unwrap();
    let contact = session.read(&id).await;
    assert_eq!(contact.lead_source_name(), Some("Garden Show"));
    assert_eq!(contact.action_plan_name().unwrap_or_default(), "");
}

#[tokio::test]
async fn a_lead_posted_with_the_key_of_a_source_gets_that_source_and_its_plan() {
    let session = Session::quiet();
    let [plan, _] = session.plans_with_steps().await;
    session.tied("Garden Show", &plan).await;
    let poster = session.poster("Garden Show").await;
    let call = CreateClient::new("Jo", "Sample");
    let reply = poster.create_client(call).await.unwrap();
    let id = reply.first().unwrap().client_id().unwrap();

    // The contact is the account's.
    let contact = session.read(&id).await;
    assert_eq!(contact.lead_source_name(), Some("Garden Show"));
    assert_eq!(contact.action_plan_name(), plan.action_plan_name());
    assert_eq!(session.pending(&id).await.len(), plan.action_steps().len());
}

#[tokio::test]
async fn the_key_of_a_source_works_in_its_account() {
    let session = Session::quiet();
    session.contact("Jo").await;
    session.create_lead_source("Garden Show").await;
    let poster = session.poster("Garden Show").await;
    let reply = poster
        .read_client_list(ReadClientList::new())
        .await
        .unwrap();
    assert_eq!(reply.records().len(), 1);
}

#[tokio::test]
async fn a_lead_source_is_deleted_once_nobody_came_from_it() {
    let session = Session::quiet();
    let source = session.create_lead_source("Garden Show").await;
    let other = session.create_lead_source("Flea Market").await;
    let poster = session.poster("Garden Show").await;
    let call = CreateClient::new("Jo", "Sample").lead_source_id(&source);
    let id = session.create(call).await;
    let delete = || {
        session
            .client
            .delete_lead_source_by_id(DeleteLeadSourceById::new(&source))
    };
    let error = refused(delete().await);
    assert!(error.is_in_use(), "{error}");
    assert_eq!(code(&error), "CT_512");

    let call = UpdateClientById::new(&id).lead_source_id(&other);
    session.client.update_client_by_id(call).await.unwrap();
    delete().await.unwrap();
    assert!(refused(delete().await).is_not_found());
    // Its key opens nothing any more.
    let call = CreateClient::new("Robin", "Sample");
    assert!(refused(poster.create_client(call).await).is_access_denied());
}

#[tokio::test]
async fn a_lead_source_that_a_plan_is_tied_to_is_in_use() {
    let session = Session::quiet();
    let [plan, _] = session.plans_with_steps().await;
    let source = session.tied("Garden Show", &plan).await;
    let call = DeleteLeadSourceById::new(&source);
    let error = refused(session.client.delete_lead_source_by_id(call).await);
    assert!(error.is_in_use(), "{error}");
}

#[tokio::test]
async fn a_lead_source_that_is_unknown_or_without_a_name_is_refused() {
    let session = Session::quiet();
    let client = session.unchecked();
    let call = UpdateLeadSourceById::new(UNKNOWN, "Nobody's");
    let error = refused(client.update_lead_source_by_id(call).await);
    assert!(error.is_not_found(), "{error}");
    let call = DeleteLeadSourceById::new(UNKNOWN);
    let error = refused(client.delete_lead_source_by_id(call).await);
    assert!(error.is_not_found(), "{error}");
    let id = session.create_lead_source("Garden Show").await;
    let call = super::raw(prose_runtime::Method::Post, "update_lead_source_by_id")
        .with("lead_source_id", id.as_str());
    assert_eq!(code(&refused(client.send(call).await)), "CT_501");
}

#[tokio::test]
async fn a_source_that_is_named_wins_over_that_of_the_key() {
    let session = Session::quiet();
    session.create_lead_source("Garden Show").await;
    let named = session.create_lead_source("Flea Market").await;
    let poster = session.poster("Garden Show").await;
    let call = CreateClient::new("Jo", "Sample").lead_source_id(&named);
    let reply = poster.create_client(call).await.unwrap();
    let id = reply.first().unwrap().client_id().unwrap();
    assert_eq!(session.read(&id).await.lead_source_id(), Some(named));
}

#[tokio::test]
async fn no_plan_at_all_can_be_asked_for_with_a_source() {
    let session = Session::quiet();
    let [plan, _] = session.plans_with_steps().await;
    let source = session.tied("Garden Show", &plan).await;
    let call = CreateClient::new("Jo", "Sample")
        .lead_source_id(&source)
        .action_plan_id(0);
    let id = session.create(call).await;
    assert!(session.pending(&id).await.is_empty());
}

//! Action plans: what starts them, what they move, what stops them.

use std::time::Duration;

use clienttether_generated::{
    ActionPlanType, CreateActionPlan, CreateClient, ReadActionPlanById, ReadActionPlanList,
    ReadPendingActions, UpdateActionPlanById, UpdateClientById,
};
use prose_runtime::Record;

use super::{Session, UNKNOWN, code, refused};

pub(crate) const CALLS: &[&str] = &[
    "create_action_plan",
    "read_action_plan_by_id",
    "read_action_plan_list",
    "read_pending_actions",
    "update_action_plan_by_id",
];

#[tokio::test]
async fn a_plan_comes_back_as_it_was_created() {
    let session = Session::quiet();
    let source = session.create_lead_source("Garden Show").await;
    let next = session
        .create_plan("Afterwards", ActionPlanType::Retention, None)
        .await;
    let call = CreateActionPlan::new("Greeting", ActionPlanType::Connection)
        .action_plan_link_id(&source)
        .action_plan_next_plan_id(&next);
    session.client.create_action_plan(call).await.unwrap();
    let listed = session.plan("Greeting").await;
    let call = ReadActionPlanById::new(listed.action_plan_id().unwrap());
    let reply = session.client.read_action_plan_by_id(call).await.unwrap();
    let plan = reply.first().unwrap();
    assert_eq!(plan.row().to_json(), listed.row().to_json());
    assert_eq!(plan.action_plan_type(), Some(ActionPlanType::Connection));
    assert_eq!(plan.action_plan_link_id(), Some(source));
    assert_eq!(plan.action_plan_link_name(), Some("Garden Show"));
    assert_eq!(plan.action_plan_next_plan_id(), Some(next));
    assert_eq!(plan.action_plan_next_plan_name(), Some("Afterwards"));
    assert!(plan.action_steps().is_empty());
}

#[tokio::test]
async fn a_plan_is_changed_but_not_its_steps() {
    let session = Session::quiet();
    let [plan, _] = session.plans_with_steps().await;
    let call = UpdateActionPlanById::new(plan.action_plan_id().unwrap())
        .action_plan_name("Renamed")
        .action_plan_type(ActionPlanType::Retention);
    let reply = session.client.update_action_plan_by_id(call).await.unwrap();
    assert_eq!(reply.first().unwrap().action_plan_name(), Some("Renamed"));
    let renamed = session.plan("Renamed").await;
    assert_eq!(renamed.action_plan_id(), plan.action_plan_id());
    assert_eq!(renamed.action_plan_type(), Some(ActionPlanType::Retention));
    assert_eq!(renamed.action_steps().len(), plan.action_steps().len());
}

#[tokio::test]
async fn plans_are_listed_by_the_beginning_of_their_name() {
    let session = Session::quiet();
    for name in ["Zebra One", "Zebra Two", "A Zebra", "Zebr"] {
        session
            .create_plan(name, ActionPlanType::Retention, None)
            .await;
    }
    let names = async |beginning: &str| {
        let call = ReadActionPlanList::new().action_plan_name(beginning);
        let reply = session.client.read_action_plan_list(call).await.unwrap();
        let plans = reply.records().iter();
        let names = plans.map(|plan| plan.action_plan_name().unwrap().to_owned());
        names.collect::<Vec<_>>()
    };
    let mut found = names("Zebra").await;
    found.sort();
    assert_eq!(found, ["Zebra One", "Zebra Two"]);
    assert_eq!(names("Zebra T").await, ["Zebra Two"]);
    assert!(names("Nothing begins so").await.is_empty());
}

#[tokio::test]
async fn steps_of_a_plan_have_the_keys_of_the_sample() {
    let session = Session::quiet();
    let [plan, _] = session.plans_with_steps().await;
    let call = ReadActionPlanById::new(plan.action_plan_id().unwrap());
    let reply = session.client.read_action_plan_by_id(call).await.unwrap();
    let steps = reply.first().unwrap().action_steps();
    assert_eq!(steps[0].order(), Some(1));
    for step in steps {
        assert!(step.step_type().is_some() && step.date().is_some());
        assert!(step.time().is_some() && step.body().is_some());
    }
}

#[tokio::test]
async fn a_plan_that_is_given_starts_its_actions() {
    let session = Session::quiet();
    let [plan, _] = session.plans_with_steps().await;
    let plan_id = plan.action_plan_id().unwrap();
    let call = CreateClient::new("Jo", "Sample")
        .external_id(77)
        .action_plan_id(&plan_id);
    let id = session.create(call).await;
    let contact = session.read(&id).await;
    assert_eq!(contact.action_plan_name(), plan.action_plan_name());
    assert_eq!(contact.action_plan_id(), Some(plan_id));

    let steps = plan.action_steps().len();
    assert_eq!(session.pending(&id).await.len(), steps);
    let call = ReadPendingActions::new().external_id(77);
    let reply = session.client.read_pending_actions(call).await.unwrap();
    assert_eq!(reply.records().len(), steps);
}

#[tokio::test]
async fn a_contact_without_a_plan_has_nothing_pending() {
    let session = Session::quiet();
    let id = session.contact("Jo").await;
    assert!(session.pending(&id).await.is_empty());
    let error = refused(
        session
            .unchecked()
            .read_pending_actions(ReadPendingActions::new())
            .await,
    );
    assert_eq!(code(&error), "CT_501");
}

#[tokio::test]
async fn a_change_of_plan_removes_what_was_pending_and_zero_stops() {
    let session = Session::quiet();
    let [first, second] = session.plans_with_steps().await;
    let call = CreateClient::new("Jo", "Sample").action_plan_id(first.action_plan_id().unwrap());
    let id = session.create(call).await;
    let before: Vec<_> = session.pending(&id).await;
    let before: Vec<_> = before
        .iter()
        .map(|it| it.row().to_json().to_owned())
        .collect();

    let call = UpdateClientById::new(&id).action_plan_id(second.action_plan_id().unwrap());
    session.client.update_client_by_id(call).await.unwrap();
    let contact = session.read(&id).await;
    assert_eq!(contact.action_plan_name(), second.action_plan_name());
    let after = session.pending(&id).await;
    assert_eq!(after.len(), second.action_steps().len());
    for action in &after {
        assert!(!before.contains(&action.row().to_json().to_owned()));
    }

    let call = UpdateClientById::new(&id).action_plan_id(0);
    session.client.update_client_by_id(call).await.unwrap();
    let contact = session.read(&id).await;
    assert_eq!(contact.action_plan_name().unwrap_or_default(), "");
    assert!(session.pending(&id).await.is_empty());
}

#[tokio::test]
async fn an_update_of_something_else_leaves_the_plan_running() {
    let session = Session::quiet();
    let [plan, _] = session.plans_with_steps().await;
    let call = CreateClient::new("Jo", "Sample").action_plan_id(plan.action_plan_id().unwrap());
    let id = session.create(call).await;
    let call = UpdateClientById::new(&id).city("Denver");
    session.client.update_client_by_id(call).await.unwrap();
    assert_eq!(session.pending(&id).await.len(), plan.action_steps().len());
    let contact = session.read(&id).await;
    assert_eq!(contact.action_plan_name(), plan.action_plan_name());
}

#[tokio::test]
async fn a_conversion_plan_moves_its_contact_to_its_sales_cycle() {
    let session = Session::quiet();
    let cycle = session.create_cycle("Measured Up").await;
    let plan = session
        .create_plan("Measuring", ActionPlanType::Conversion, Some(&cycle))
        .await;
    let linked = session.plan("Measuring").await;
    assert_eq!(linked.action_plan_link_name(), Some("Measured Up"));

    let id = session.contact("Jo").await;
    let call = UpdateClientById::new(&id).action_plan_id(&plan);
    session.client.update_client_by_id(call).await.unwrap();
    let contact = session.read(&id).await;
    assert_eq!(contact.sales_cycle_name(), Some("Measured Up"));
    assert_eq!(contact.sales_cycle_id(), Some(cycle.clone()));

    let call = CreateClient::new("Robin", "Sample").action_plan_id(&plan);
    let created = session.create(call).await;
    assert_eq!(session.read(&created).await.sales_cycle_id(), Some(cycle));
}

#[tokio::test]
async fn a_retention_plan_leaves_the_sales_cycle_alone() {
    let session = Session::quiet();
    let cycle = session.create_cycle("Measured Up").await;
    let plan = session
        .create_plan("Staying", ActionPlanType::Retention, None)
        .await;
    let call = CreateClient::new("Jo", "Sample").sales_cycle_id(&cycle);
    let id = session.create(call).await;
    let call = UpdateClientById::new(&id).action_plan_id(&plan);
    session.client.update_client_by_id(call).await.unwrap();
    assert_eq!(session.read(&id).await.sales_cycle_id(), Some(cycle));
}

#[tokio::test]
async fn a_plan_that_is_unknown_or_broken_is_refused() {
    let session = Session::quiet();
    let client = session.unchecked();
    let call = ReadActionPlanById::new(UNKNOWN);
    let error = refused(client.read_action_plan_by_id(call).await);
    assert!(error.is_not_found(), "{error}");
    let call = UpdateActionPlanById::new(UNKNOWN).action_plan_name("Nobody's");
    let error = refused(client.update_action_plan_by_id(call).await);
    assert!(error.is_not_found(), "{error}");
    let call = ReadPendingActions::new().client_id(UNKNOWN);
    let error = refused(client.read_pending_actions(call).await);
    assert!(error.is_not_found(), "{error}");
    let call = super::raw(prose_runtime::Method::Post, "create_action_plan")
        .with("action_plan_name", "Odd")
        .with("action_plan_type", "Odd");
    let error = refused(client.send(call).await);
    assert_eq!(code(&error), "action_plan_type");
}

#[tokio::test]
async fn actions_are_carried_out_when_the_clock_reaches_them() {
    let session = Session::quiet();
    let [plan, _] = session.plans_with_steps().await;
    let call = CreateClient::new("Jo", "Sample").action_plan_id(plan.action_plan_id().unwrap());
    let id = session.create(call).await;
    let steps = plan.action_steps();
    assert_eq!(session.pending(&id).await.len(), steps.len());
    assert!(session.notes(&id).await.is_empty());

    session
        .sandbox
        .advance(std::time::Duration::from_secs(60 * 60));
    let notes = session.notes(&id).await;
    assert_eq!(notes.len(), 1, "the first step is due at nine");
    assert_eq!(notes[0].subject(), steps[0].subject());
    assert_eq!(session.pending(&id).await.len(), steps.len() - 1);

    session.sandbox.set_now("2027-03-02 09:00:00").unwrap();
    assert!(session.pending(&id).await.is_empty());
    assert_eq!(session.notes(&id).await.len(), steps.len());
}

#[tokio::test]
async fn actions_that_were_due_are_carried_out_before_the_plan_stops() {
    let session = Session::quiet();
    let plan = session
        .plan("Website Welcome")
        .await
        .action_plan_id()
        .unwrap();
    let id = session
        .create(CreateClient::new("Jo", "Sample").action_plan_id(&plan))
        .await;
    session.sandbox.advance(Duration::from_secs(60 * 24 * 3600));
    let call = UpdateClientById::new(&id).action_plan_id("0");
    session.client.update_client_by_id(call).await.unwrap();
    assert_eq!(session.notes(&id).await.len(), 3);
}

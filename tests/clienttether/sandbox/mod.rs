//! The generated client against the sandbox, end to end: what is created can be read, what the
//! documents refuse is refused, and the server's faults meet the client's answers to them.
//!
//! Client and sandbox are made from the same spec and share no code that acts on it, so that each
//! tells when the other is wrong.

mod accounts;
mod clients;
mod credentials;
mod custom_fields;
mod cycles;
mod duplicates;
mod events;
mod external_ids;
mod faults;
mod history;
mod http;
mod journal;
mod lead_sources;
mod leads;
mod lists;
mod money;
mod opportunities;
mod places;
mod plans;
mod refusals;
mod switches;
mod tags;
mod tour;
mod users;
mod whiteboard;

use clienttether_generated::calls::CALLS;
use clienttether_generated::{
    ActionPlanType, Client, CreateActionPlan, CreateClient, CreateLeadSource, CreateSalesCycle,
    Credentials, ReadActionPlanList, ReadClientById, ReadClientHistoryNotes, ReadLeadSourceList,
    ReadPendingActions, ReadSalesCycleList, api, records,
};
use prose_runtime::{CallDescriptor, Config, Error, Id, Method, RawCall, Validation};
use prose_sandbox::clienttether::{Sandbox, Setup};

/// A Monday morning.
const NOW: &str = "2026-03-02 08:30:00";
/// The day of that.
const TODAY: &str = "2026-03-02";
/// A number that the sandbox has given to nothing.
const UNKNOWN: u64 = 4_000_000_000;

/// A sandbox on that Monday morning, and a client of its main account.
struct Session {
    sandbox: Sandbox,
    client: Client,
}

impl Session {
    /// With users, plans, cycles and lead sources, and without contacts.
    fn quiet() -> Self {
        Self::of(Sandbox::setup().contacts(0))
    }

    /// With the 250 contacts of the seed data and all that belongs to them.
    fn busy() -> Self {
        Self::of(Sandbox::setup())
    }

    fn of(setup: Setup) -> Self {
        let sandbox = setup.now(NOW).start().unwrap();
        let client = client_of(&sandbox, Config::new());
        Self { sandbox, client }
    }

    /// A client that sends what it is given, right or wrong.
    fn unchecked(&self) -> Client {
        client_of(&self.sandbox, Config::new().validation(Validation::Off))
    }

    async fn create(&self, call: CreateClient) -> Id {
        let reply = self.client.create_client(call).await.unwrap();
        reply.first().unwrap().client_id().unwrap()
    }

    async fn contact(&self, first_name: &str) -> Id {
        self.create(CreateClient::new(first_name, "Sample")).await
    }

    async fn read(&self, id: &Id) -> records::Client {
        let reply = self.client.read_client_by_id(ReadClientById::new(id)).await;
        reply.unwrap().into_first().unwrap()
    }

    async fn notes(&self, id: &Id) -> Vec<records::HistoryNote> {
        let call = ReadClientHistoryNotes::new(id);
        let reply = self.client.read_client_history_notes(call).await;
        reply.unwrap().into_records()
    }

    async fn pending(&self, id: &Id) -> Vec<records::PendingAction> {
        let call = ReadPendingActions::new().client_id(id);
        let reply = self.client.read_pending_actions(call).await;
        reply.unwrap().into_records()
    }

    async fn plans(&self) -> Vec<records::ActionPlan> {
        let call = ReadActionPlanList::new();
        let reply = self.client.read_action_plan_list(call).await;
        reply.unwrap().into_records()
    }

    async fn plan(&self, name: &str) -> records::ActionPlan {
        let mut plans = self.plans().await.into_iter();
        plans
            .find(|plan| plan.action_plan_name() == Some(name))
            .unwrap()
    }

    /// Two plans of the seed data that have steps. No call adds steps to a plan.
    async fn plans_with_steps(&self) -> [records::ActionPlan; 2] {
        let plans = self.plans().await.into_iter();
        let mut plans = plans.filter(|plan| !plan.action_steps().is_empty());
        [plans.next().unwrap(), plans.next().unwrap()]
    }

    /// A new plan without steps, linked to this if it is given.
    async fn create_plan(&self, name: &str, kind: ActionPlanType, link: Option<&Id>) -> Id {
        let mut call = CreateActionPlan::new(name, kind);
        if let Some(link) = link {
            call = call.action_plan_link_id(link);
        }
        self.client.create_action_plan(call).await.unwrap();
        self.plan(name).await.action_plan_id().unwrap()
    }

    async fn lead_source(&self, name: &str) -> records::LeadSource {
        let call = ReadLeadSourceList::new();
        let reply = self.client.read_lead_source_list(call).await.unwrap();
        let mut sources = reply.into_records().into_iter();
        sources
            .find(|source| source.lead_source_name() == Some(name))
            .unwrap()
    }

    async fn create_lead_source(&self, name: &str) -> Id {
        let call = CreateLeadSource::new(name);
        self.client.create_lead_source(call).await.unwrap();
        self.lead_source(name).await.lead_source_id().unwrap()
    }

    async fn cycles(&self) -> Vec<records::SalesCycle> {
        let call = ReadSalesCycleList::new();
        let reply = self.client.read_sales_cycle_list(call).await;
        reply.unwrap().into_records()
    }

    async fn cycle(&self, name: &str) -> records::SalesCycle {
        let mut cycles = self.cycles().await.into_iter();
        cycles
            .find(|cycle| cycle.sales_cycle_name() == Some(name))
            .unwrap()
    }

    async fn create_cycle(&self, name: &str) -> Id {
        let call = CreateSalesCycle::new(name, true, 90);
        self.client.create_sales_cycle(call).await.unwrap();
        self.cycle(name).await.sales_cycle_id().unwrap()
    }
}

fn client_of(sandbox: &Sandbox, config: Config) -> Client {
    let credentials = Credentials::new(sandbox.access_token(), sandbox.web_key());
    Client::with_config(credentials, config.base_url(sandbox.base_url())).unwrap()
}

/// A call by its name alone, with whatever parameters.
fn raw(method: Method, name: impl Into<String>) -> RawCall {
    // Descriptors are static; a test makes a few of them.
    let name = Box::leak(name.into().into_boxed_str());
    let descriptor = CallDescriptor::raw(&api::API, method, name);
    RawCall::new(Box::leak(Box::new(descriptor)))
}

/// The result code of a refusal.
fn code(error: &Error) -> &str {
    match error.refusal() {
        Some(refusal) => refusal.code.as_str(),
        None => panic!("no refusal: {error}"),
    }
}

/// The error of a call that failed. The code that the sandbox gave, if any, is among those that the spec
/// lists for the call, so that its documentation has it.
fn refused<T: std::fmt::Debug>(result: Result<T, Error>) -> Error {
    let error = result.unwrap_err();
    if let Some(refusal) = error.refusal()
        && let Some(code) = refusal.listed_code()
        && let Some(call) = CALLS.iter().find(|call| call.name == refusal.call)
    {
        // CT404 tells of a request that is no call; the answers to Thumbtack's leads are shown nowhere.
        let is_listed = call.codes.contains(&code) || code == "CT404" || call.codes.is_empty();
        assert!(
            is_listed,
            "{}: {code} is not in {:?}",
            call.name, call.codes
        );
    }
    error
}

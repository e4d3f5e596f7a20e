//! Leads from elsewhere: forms of web sites, and Thumbtack.

mod form_keys;
mod form_pages;
mod form_switches;
mod thumbtack;

use clienttether_generated::api::ResultCode;
use clienttether_generated::{Client, Credentials, ExternalFormLead, ReadClientExist, records};
use prose_runtime::{Config, Error, Id, Validation};
use prose_sandbox::{Fault, FaultKind};

use super::{Session, client_of, refused};

pub(crate) const CALLS: &[&str] = &["external_form_lead", "thumbtack_lead"];

impl Session {
    /// A client without any credentials.
    fn stranger(&self) -> Client {
        self.stranger_with(Config::new())
    }

    fn stranger_with(&self, config: Config) -> Client {
        let config = config.base_url(self.sandbox.base_url());
        Client::with_config(Credentials::none(), config).unwrap()
    }

    async fn lead(&self, lead: ExternalFormLead) -> Result<(), Error> {
        self.stranger().external_form_lead(lead).await.map(drop)
    }

    /// Right or wrong.
    async fn unchecked_lead(&self, lead: ExternalFormLead) -> Result<(), Error> {
        let config = Config::new().validation(Validation::Off);
        let stranger = self.stranger_with(config);
        stranger.external_form_lead(lead).await.map(drop)
    }

    /// With the account's own key, and an e-mail address by which she is found.
    fn nameless(&self) -> ExternalFormLead {
        ExternalFormLead::new(self.sandbox.web_key()).email("ann@example.com")
    }

    fn ann(&self) -> ExternalFormLead {
        self.nameless().name("Ann van Lee").phone("3035550147")
    }

    /// The numbers of all Anns.
    async fn anns(&self) -> Vec<Id> {
        self.found(ReadClientExist::new().email("ann@example.com"))
            .await
    }

    /// The one Ann that there is, as the API shows her.
    async fn the_ann(&self) -> records::Client {
        let ids = self.anns().await;
        assert_eq!(ids.len(), 1);
        self.read(&ids[0]).await
    }

    async fn found(&self, call: ReadClientExist) -> Vec<Id> {
        let reply = self.client.read_client_exist(call).await.unwrap();
        let found = reply.records().iter();
        found.map(|found| found.client_id().unwrap()).collect()
    }

    async fn key_of(&self, source: &str) -> String {
        let source = self.lead_source(source).await;
        source.lead_source_web_key().unwrap().to_owned()
    }
}

/// The code of a refusal, as the page lists it.
fn listed<T: std::fmt::Debug>(result: Result<T, Error>) -> &'static str {
    let error = refused(result);
    match ResultCode::of(&error) {
        Some(code) => code.code(),
        None => panic!("no code of the page: {error}"),
    }
}

#[tokio::test]
async fn a_lead_is_sent_without_credentials_and_becomes_a_contact() {
    let session = Session::quiet();
    let lead = session
        .ann()
        .custom("Favorite Chocolate", "Dark")
        .anniversary_1("2024:02:29")
        .notes("Call after five");
    session.lead(lead).await.unwrap();
    let contact = session.the_ann().await;
    let id = contact.client_id().unwrap();
    assert_eq!(contact.first_name(), Some("Ann"));
    assert_eq!(contact.last_name(), Some("van Lee"));
    assert_eq!(contact.phone(), Some("3035550147"));
    assert_eq!(contact.anniversary_1(), Some("2024-02-29"));
    let chocolate = session.custom(&id, "Favorite Chocolate").await;
    assert_eq!(chocolate.as_deref(), Some("Dark"));
    let notes = session.notes(&id).await;
    assert_eq!(notes[0].body_content(), Some("Call after five"));
}

#[tokio::test]
async fn the_accounts_key_starts_its_default_plan_and_sets_no_source() {
    let session = Session::quiet();
    session.lead(session.ann()).await.unwrap();
    let contact = session.the_ann().await;
    assert_eq!(contact.action_plan_name(), Some("Thank You"));
    assert_eq!(contact.lead_source_name().unwrap_or_default(), "");
}

#[tokio::test]
async fn the_key_of_a_lead_source_sets_it_and_starts_its_plan() {
    let session = Session::quiet();
    let key = session.key_of("Website").await;
    let lead = ExternalFormLead::new(key).name("Ann Lee");
    session.lead(lead.email("ann@example.com")).await.unwrap();
    let contact = session.the_ann().await;
    assert_eq!(contact.lead_source_name(), Some("Website"));
    assert_eq!(contact.action_plan_name(), Some("Website Welcome"));
    let steps = session.pending(&contact.client_id().unwrap()).await;
    assert_eq!(steps.len(), 3);
}

#[tokio::test]
async fn the_key_of_a_lead_source_without_a_plan_starts_none() {
    let session = Session::quiet();
    session.create_lead_source("Garden Show").await;
    let key = session.key_of("Garden Show").await;
    let lead = ExternalFormLead::new(key).name("Ann Lee");
    session.lead(lead.email("ann@example.com")).await.unwrap();
    let contact = session.the_ann().await;
    assert_eq!(contact.lead_source_name(), Some("Garden Show"));
    assert_eq!(contact.action_plan_name().unwrap_or_default(), "");
    let id = contact.client_id().unwrap();
    assert!(session.pending(&id).await.is_empty());
}

/// A lead of a sub-account is nobody's business in the main one.
#[tokio::test]
async fn the_key_alone_says_which_account_gets_the_lead() {
    let session = Session::quiet();
    let other = session.sandbox.accounts().unwrap().remove(1).web_key;
    let lead = ExternalFormLead::new(&other).name("Ann Lee");
    let lead = lead.email("ann@example.com");
    // Sent by a client of the main account.
    session.client.external_form_lead(lead).await.unwrap();
    assert!(session.anns().await.is_empty());
    let there = session.client.account(&other).unwrap();
    let call = ReadClientExist::new().email("ann@example.com");
    let reply = there.read_client_exist(call).await.unwrap();
    assert_eq!(reply.records().len(), 1);
}

#[tokio::test]
async fn a_key_that_nobody_has_is_refused_and_nothing_is_stored() {
    let session = Session::quiet();
    for key in ["CT_nobody", "ct_", " ", ""] {
        let lead = ExternalFormLead::new(key).name("Ann");
        let lead = lead.email("ann@example.com");
        let result = session.unchecked_lead(lead).await;
        assert!(refused(result).is_access_denied(), "{key}");
    }
    assert!(session.anns().await.is_empty());
}

#[tokio::test]
async fn a_duplicate_is_refused_where_the_account_looks_for_it() {
    let session = Session::quiet();
    let web_key = session.sandbox.web_key().to_owned();
    session.lead(session.ann()).await.unwrap();
    session.lead(session.ann()).await.unwrap();
    assert_eq!(session.anns().await.len(), 2);
    session.sandbox.check_duplicates(&web_key, true).unwrap();
    let shouting = session.ann().email("ANN@EXAMPLE.COM");
    for lead in [session.ann(), shouting] {
        let error = refused(session.lead(lead).await);
        assert!(error.is_duplicate(), "{error}");
        assert_eq!(ResultCode::of(&error), Some(ResultCode::Ct103));
    }
    // The page speaks of the e-mail address alone.
    let other = session.ann().email("other@example.com");
    session.lead(other).await.unwrap();
    session.sandbox.check_duplicates(&web_key, false).unwrap();
    session.lead(session.ann()).await.unwrap();
    assert_eq!(session.anns().await.len(), 3);
}

/// Nothing makes repeating it harmless.
#[tokio::test]
async fn a_lead_is_sent_once_even_if_the_server_fails() {
    let session = Session::quiet();
    for trouble in [FaultKind::Status(503), FaultKind::Truncated] {
        session
            .sandbox
            .fault(Fault::new(trouble).on("external_form_lead"));
        let before = session.sandbox.requests().len();
        let error = refused(session.lead(session.ann()).await);
        assert!(error.may_have_acted() && !error.is_retryable(), "{error}");
        assert_eq!(session.sandbox.requests().len(), before + 1);
    }
}

/// Whoever has credentials sends leads with the same client; the journal hides their key.
#[tokio::test]
async fn a_client_with_credentials_sends_leads_too() {
    let session = Session::quiet();
    let client = client_of(&session.sandbox, Config::new());
    client.external_form_lead(session.ann()).await.unwrap();
    let requests = session.sandbox.requests();
    assert_eq!(requests[0].call.as_deref(), Some("external_form_lead"));
    assert_eq!(requests[0].parameters["web_key"], "<secret>");
    assert_eq!(requests[0].parameters["name"], "Ann van Lee");
    session.the_ann().await;
}

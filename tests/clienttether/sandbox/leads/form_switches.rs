//! What the page of the form post leaves open, each way.

use clienttether_generated::ExternalFormLead;
use prose_runtime::{Call, CallDescriptor, NoRecord, Params, Place, Validation, Value};
use prose_sandbox::clienttether::{FormDates, FormJson, FormLimits, LongCustomText};

use super::listed;
use crate::sandbox::Session;

/// Every value of it breaks its limit, save the name and the address.
fn broken(lead: ExternalFormLead) -> ExternalFormLead {
    lead.phone("303-555-0147")
        .state("Colorado")
        .zip("8020")
        .anniversary_1("2023:02:29")
        .assigned_user_id("4000000000")
        .custom("Verse", "é".repeat(101))
}

#[tokio::test]
async fn a_value_beyond_its_limit_is_left_out_or_refuses_the_lead() {
    let session = Session::quiet();
    let lead = || broken(session.nameless().name("Ann"));
    session.unchecked_lead(lead()).await.unwrap();
    let contact = session.the_ann().await;
    assert_eq!(contact.phone().unwrap_or_default(), "");
    assert_eq!(contact.state().unwrap_or_default(), "");
    assert_eq!(contact.zip().unwrap_or_default(), "");
    assert_eq!(contact.anniversary_1().unwrap_or_default(), "");
    assert_eq!(contact.assigned_user_text().unwrap_or_default(), "");
    let id = contact.client_id().unwrap();
    assert_eq!(session.custom(&id, "Verse").await, None);

    session
        .sandbox
        .switch(|switches| switches.form_limits = FormLimits::Refused);
    assert_eq!(listed(session.unchecked_lead(lead()).await), "Ct104");
    let ann = || session.nameless().name("Ann");
    for lead in [
        ann().phone("303-555-0147"),
        ann().zip("8020"),
        ann().assigned_user_id("4000000000"),
        ann().custom("Verse", "é".repeat(101)),
    ] {
        assert_eq!(listed(session.unchecked_lead(lead).await), "Ct104");
    }
    assert_eq!(session.anns().await.len(), 1);
    session.lead(session.ann()).await.unwrap();
    assert_eq!(session.anns().await.len(), 2);
}

/// The page's order: the key, the name, and only then what nobody has described.
#[tokio::test]
async fn a_missing_key_and_a_missing_name_count_before_a_broken_limit() {
    let session = Session::quiet();
    session
        .sandbox
        .switch(|switches| switches.form_limits = FormLimits::Refused);
    let stranger = broken(ExternalFormLead::new("CT_nobody"));
    assert_eq!(listed(session.unchecked_lead(stranger).await), "ct101");
    let nameless = broken(session.nameless());
    assert_eq!(listed(session.unchecked_lead(nameless).await), "ct102");
}

#[tokio::test]
async fn days_have_colons_or_hyphens_too() {
    let session = Session::quiet();
    let lead = || {
        session
            .nameless()
            .name("Ann")
            .anniversary_1("2024-02-29")
            .anniversary_2("2024:03:01")
            .clients_date_next("2023-02-29")
    };
    let days = async |id| {
        let contact = session.read(id).await;
        [
            contact.anniversary_1().unwrap_or_default().to_owned(),
            contact.anniversary_2().unwrap_or_default().to_owned(),
            contact.clients_date_next().unwrap_or_default().to_owned(),
        ]
    };
    session.unchecked_lead(lead()).await.unwrap();
    let ids = session.anns().await;
    assert_eq!(days(&ids[0]).await, ["", "2024-03-01", ""]);
    session
        .sandbox
        .switch(|switches| switches.form_dates = FormDates::Either);
    session.unchecked_lead(lead()).await.unwrap();
    let ids = session.anns().await;
    assert_eq!(days(&ids[1]).await, ["2024-02-29", "2024-03-01", ""]);
}

#[tokio::test]
async fn a_long_custom_field_is_left_out_or_cut() {
    let session = Session::quiet();
    let lead = || session.ann().custom("Verse", "é".repeat(101));
    for (switch, expected) in [
        (LongCustomText::Refused, None),
        (LongCustomText::Cut, Some("é".repeat(100))),
    ] {
        session
            .sandbox
            .switch(|switches| switches.long_custom_text = switch);
        session.unchecked_lead(lead()).await.unwrap();
        let ids = session.anns().await;
        assert_eq!(session.custom(ids.last().unwrap(), "Verse").await, expected);
    }
}

/// The same call with a JSON body, which the page does not speak of.
#[derive(Clone)]
struct AsJson(Params);

impl AsJson {
    fn new(values: &[(&str, &str)]) -> Self {
        let call = CallDescriptor {
            sends: &[Place::Json],
            root: None,
            returns: ExternalFormLead::DESCRIPTOR.returns,
            paging: None,
            retry: ExternalFormLead::DESCRIPTOR.retry,
            ..*ExternalFormLead::DESCRIPTOR
        };
        // Descriptors are static; a test makes a few of them.
        let call: &CallDescriptor = Box::leak(Box::new(call));
        let mut params = Params::of_call(call);
        for (name, value) in values {
            match call.accepts.iter().find(|key| key.wire == *name) {
                Some(key) => params = params.with(key, Value::text(*value)),
                None => params = params.with_custom(*name, *value),
            }
        }
        Self(params)
    }
}

impl Call for AsJson {
    type Record = NoRecord;

    fn params(&self) -> &Params {
        &self.0
    }

    fn into_params(self) -> Params {
        self.0
    }

    fn from_params(params: Params) -> Self {
        Self(params)
    }
}

#[tokio::test]
async fn a_json_body_is_as_good_as_a_form_or_nothing() {
    let session = Session::quiet();
    let lead = AsJson::new(&[
        ("web_key", session.sandbox.web_key()),
        ("name", "Ann Lee"),
        ("email", "ann@example.com"),
        ("Favorite Chocolate", "Dark"),
    ]);
    let send = async || {
        let stranger = session.stranger();
        stranger
            .send(lead.clone())
            .validation(Validation::Off)
            .await
    };
    send().await.unwrap();
    let id = session.the_ann().await.client_id().unwrap();
    let chocolate = session.custom(&id, "Favorite Chocolate").await;
    assert_eq!(chocolate.as_deref(), Some("Dark"));
    session
        .sandbox
        .switch(|switches| switches.form_json = FormJson::Ignored);
    assert_eq!(listed(send().await), "ct101");
    assert_eq!(session.anns().await.len(), 1);
}

/// What other calls answer with does not change the form post's answers.
#[tokio::test]
async fn switches_of_the_api_leave_leads_alone() {
    use prose_sandbox::clienttether::{Codes, Denied, Errors};
    let session = Session::quiet();
    session.sandbox.switch(|switches| {
        switches.codes = Codes::Documented;
        switches.denied = Denied::Forbidden;
        switches.errors = Errors::BadRequest;
    });
    let stranger = ExternalFormLead::new("CT_nobody").name("Ann");
    let error = session.lead(stranger).await.unwrap_err();
    let refusal = error.refusal().unwrap();
    assert_eq!((refusal.code.as_str(), refusal.status), ("ct101", 200));
}

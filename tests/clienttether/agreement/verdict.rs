//! What each side says about a request, in words that can be compared.

use std::fmt;

use clienttether_generated::{Client, Credentials};
use prose_runtime::{
    Call, Cause, Config, Meaning, NoRecord, Params, RetryPolicy, Rule, Validation, Violation,
    validate,
};
use prose_sandbox::clienttether::Sandbox;

use super::case::Case;
use super::differences::{DIFFERENCES, Difference};
use super::forms;

/// Whether the limits of a call are kept, and what breaks them first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// They are kept.
    Taken,
    /// Something that is required is missing. The server does not say what.
    Missing,
    /// The value of this key, or of this custom name.
    Broken(String),
    /// Neither yes nor no.
    Failed(String),
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Verdict::Taken => f.write_str("taken"),
            Verdict::Missing => f.write_str("refused, something is missing"),
            Verdict::Broken(key) => write!(f, "refused because of {key:?}"),
            Verdict::Failed(why) => write!(f, "failed: {why}"),
        }
    }
}

/// What the validator says, and which known differences were set aside for it.
pub(crate) fn of_validator(case: &Case) -> (Verdict, Vec<&'static Difference>) {
    let outcome = validate(&case.params());
    let violations = outcome.as_ref().err().into_iter().flatten();
    let (mut known, mut told) = (Vec::new(), Vec::new());
    for violation in violations {
        match DIFFERENCES
            .iter()
            .find(|known| (known.covers)(case, violation))
        {
            Some(difference) => known.push(difference),
            None => told.push(violation),
        }
    }
    if forms::is_form(case.call.name) {
        return (forms::of_validator(&told), known);
    }
    // The validator tells everything and begins with values; the server tells one thing and begins
    // with what is missing.
    let of_call = |violation: &&&Violation| is_missing(violation) && !violation.key.contains('.');
    let first = told.iter().find(of_call).or(told.first());
    let verdict = match first {
        None => Verdict::Taken,
        Some(violation) if is_missing(violation) => Verdict::Missing,
        // Custom names can hold dots and brackets, and stand for themselves.
        Some(violation) if case.custom.iter().any(|(name, _)| *name == violation.key) => {
            Verdict::Broken(violation.key.clone())
        }
        // `notes[1].type` is told as `type`, `tag[0]` as `tag`.
        Some(violation) => {
            let key = violation.key.rsplit('.').next().unwrap_or_default();
            let key = key.split('[').next().unwrap_or_default();
            Verdict::Broken(key.to_owned())
        }
    };
    (verdict, known)
}

pub(crate) fn is_missing(violation: &Violation) -> bool {
    use prose_runtime::Breach::{Missing, MissingWhen, NoneOf};
    matches!(violation.breach, Missing | MissingWhen { .. } | NoneOf(_))
}

/// Any call, without its type.
struct AnyCall(Params);

impl Call for AnyCall {
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

/// A client that checks nothing and tries once.
pub(crate) fn client(sandbox: &Sandbox) -> Client {
    let credentials = Credentials::new(sandbox.access_token(), sandbox.web_key());
    let config = Config::new()
        .base_url(sandbox.base_url())
        .validation(Validation::Off)
        .retry(RetryPolicy::never());
    Client::with_config(credentials, config).unwrap()
}

/// What the sandbox says.
pub(crate) async fn of_sandbox(client: &Client, case: &Case) -> Verdict {
    let sent = client
        .send(AnyCall(case.params()))
        .parameters_in(case.place);
    let error = match sent.await {
        Ok(_) => return Verdict::Taken,
        Err(error) => error,
    };
    let Cause::Refused(refusal) = error.cause() else {
        return Verdict::Failed(error.to_string());
    };
    let code = refusal.code.as_str();
    if forms::is_form(case.call.name) {
        return forms::of_sandbox(refusal);
    }
    match refusal.meaning {
        // What the call asks for is not there, or there already: its limits were kept.
        Meaning::NotFound | Meaning::Duplicate | Meaning::InUse => Verdict::Taken,
        Meaning::MissingKey => Verdict::Missing,
        Meaning::BrokenLimit if names_key(case, code) => Verdict::Broken(code.to_owned()),
        _ => Verdict::Failed(format!("code {code:?}, HTTP status {}", refusal.status)),
    }
}

/// Whether a code is the name of something that the request may hold.
fn names_key(case: &Case, code: &str) -> bool {
    let mut keys = case.call.accepts.iter();
    let is_row_key = |rule: &Rule| match rule {
        Rule::ArrayOf(table) => table.keys.iter().any(|key| key.wire == code),
        _ => false,
    };
    keys.any(|key| key.wire == code || is_row_key(&key.limit.rule))
        || case.custom.iter().any(|(name, _)| name.trim() == code)
}

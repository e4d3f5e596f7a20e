//! The form post, whose refusals have codes of their own: one for the web key, one for the name, and,
//! if the sandbox is told to refuse leads for their values, one for all of these.

use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::sample::select;
use prose_codegen::model::Call;
use prose_runtime::{Refusal, Violation};
use prose_sandbox::clienttether::Sandbox;

use super::case::{Case, Given};
use super::verdict::{Verdict, is_missing};

/// What may stand in place of the name, both together.
pub(crate) const OTHER_NAMES: [&str; 2] = ["firstName", "lastName"];

/// In place of the key that the sandbox does not name.
const A_VALUE: &str = "a value";

pub(crate) fn is_form(call: &str) -> bool {
    call == "external_form_lead"
}

/// Whether the sandbox asks of a key's value more than its limit: that there be something of the name.
pub(crate) fn must_exist(wire: &str) -> bool {
    matches!(wire, "web_key" | "assigned_user_id")
}

/// Whether the key does in place of first and last name.
pub(crate) fn is_name(wire: &str) -> bool {
    wire == "name"
}

/// Values of a form's key that the documents' limits alone do not make.
pub(crate) fn given(call: &Call, wire: &str) -> Option<BoxedStrategy<Given>> {
    // Every sandbox gives its first account the same.
    static WEB_KEY: LazyLock<String> = LazyLock::new(|| {
        let sandbox = Sandbox::setup().contacts(0).start().unwrap();
        sandbox.web_key().to_owned()
    });
    let texts = match wire {
        _ if !is_form(&call.name) => return None,
        "web_key" => vec![WEB_KEY.as_str()],
        // Nobody.
        "assigned_user_id" => vec!["0", "00"],
        "OnSuccessURL" | "OnErrorURL" => vec![
            "https://example.com/page",
            "http://example.com/?a=b&c=%20é#top",
            "https://example.com/#/page?a",
            "/page",
            "nowhere",
        ],
        _ => return None,
    };
    let given = select(texts).prop_map(|text| Given::Text(text.to_owned()));
    Some(given.boxed())
}

/// Whether a violation is about nothing but that the value is blank.
pub(crate) fn is_blank(case: &Case, violation: &Violation) -> bool {
    is_form(case.call.name)
        && !is_missing(violation)
        && text(case, &violation.key).is_some_and(str::is_empty)
}

/// Whether a violation is about nothing but that the value is blank, in a call that clears values.
pub(crate) fn is_blank_in_update(case: &Case, violation: &Violation) -> bool {
    case.call.clears.is_some()
        && !is_missing(violation)
        && text(case, &violation.key).is_some_and(str::is_empty)
}

/// What the validator says, in the order of the sandbox and as far as that tells things apart.
pub(crate) fn of_validator(told: &[&Violation]) -> Verdict {
    if told.iter().any(|violation| violation.key == "web_key") {
        return Verdict::Broken("web_key".to_owned());
    }
    if told.iter().any(|violation| is_missing(violation)) {
        return Verdict::Missing;
    }
    match told {
        [] => Verdict::Taken,
        [_, ..] => Verdict::Broken(A_VALUE.to_owned()),
    }
}

/// What a refusal by the sandbox says.
pub(crate) fn of_sandbox(refusal: &Refusal) -> Verdict {
    match refusal.listed_code() {
        Some("ct101") => Verdict::Broken("web_key".to_owned()),
        Some("ct102") => Verdict::Missing,
        // The limits were kept.
        Some("ct103") => Verdict::Taken,
        Some("Ct104") => Verdict::Broken(A_VALUE.to_owned()),
        _ => {
            let code = refusal.code.as_str();
            Verdict::Failed(format!("code {code:?}, HTTP status {}", refusal.status))
        }
    }
}

/// The text of a key, if it is one.
fn text<'c>(case: &'c Case, wire: &str) -> Option<&'c str> {
    let mut keys = case.call.accepts.iter().zip(&case.values);
    match keys.find(|(key, _)| key.wire == wire)?.1 {
        Some(Given::Text(text)) => Some(text),
        _ => None,
    }
}

//! What the change of a spec comes to: two models in, changes with verdicts out.
//!
//! [`changes`] walks both models side by side and takes every struct of them apart, so that a new field of the
//! model does not compile until somebody said what its change means. What a change comes to is data
//! ([`RULES`]): for a running integration (*wire*), for a caller's code (*Rust*); which values are concerned
//! (*your data*) is decided by [`values`], with a value to show for it.

mod accepted;
mod api;
mod call;
mod change;
mod credential;
mod key;
mod language;
mod limit;
mod record;
pub mod report;
mod revision;
mod rule;
mod said;
mod surface;
mod values;
mod walk;
mod words;

pub use change::{Action, Change, Direction, Origin, Thing};
pub use revision::as_of;
pub use rule::{RULES, Rule, Semver, Verdict, Wire};
pub use values::{Side, Values, values};

use crate::model::Api;

/// Every difference between two models of an API, in the order of the spec.
///
/// Places alone are no difference.
///
/// ```
/// use prose_codegen::diff::{Semver, changes};
/// use prose_codegen::{compile, source::Sources};
///
/// let model = |max: u32| {
///     let mut sources = Sources::new();
///     sources.add("greeting/api.yaml", "api: greeting\ntitle: Greeting API\nbase_url: https://example.com/\n");
///     sources.add(
///         "greeting/calls.yaml",
///         &format!("family: create\nmethod: POST\nsends: form\ncalls:\n  hello:\n    doc: Says hello.\n    keys: {{ to: {{ limit: {{ text: {{ max: {max} }} }}, doc: Whom. }} }}\n    returns: outcome\n"),
///     );
///     compile(&sources).model.expect("a spec without mistakes has a model")
/// };
/// let changes = changes(&model(20), &model(10));
/// assert_eq!(changes.len(), 1);
/// assert_eq!(changes[0].verdict.rust, Semver::Patch);
/// let values = changes[0].values.as_ref().expect("a limit is about values");
/// assert_eq!(values.refused.witness(), Some("xxxxxxxxxxx"));
/// ```
pub fn changes(old: &Api, new: &Api) -> Vec<Change> {
    let mut walk = walk::Walk::of(old, new);
    walk.api(old, new);
    walk.changes
}

/// What it comes to that only one side has an API.
pub fn whole(api: &Api, action: Action) -> Change {
    let at = walk::At::both(&api.name, Direction::Both, &api.location, &api.location);
    let at = at.only(action, &api.location);
    walk::Walk::of(api, api).change(&at, Thing::Api, action, words::line(&api.title), None)
}

/// The worst that a caller's code meets.
pub fn semver(changes: &[Change]) -> Option<Semver> {
    changes.iter().map(|change| change.verdict.rust).max()
}

//! What always travels with a call, or with all calls.

use super::Checker;
use super::places::meet;
use super::scope::Scope;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{self, FixedPlace, KeyPlace, Place};
use crate::syntax::{self, Fixed};

/// The parameters of a call that are fixed where it sends the others, and those that are elsewhere.
type Both = (Vec<(String, String)>, Vec<model::Fixed>);

impl Checker<'_, '_> {
    /// What always travels with a call cannot be set by its caller.
    pub(super) fn fixed(
        &mut self,
        call: &syntax::Call,
        scope: &mut Scope,
        sends: &[Place],
    ) -> Both {
        // Without an `api:` file, nobody knows any.
        let of_all = self.spec.apis.first().map(|api| api.fixed.as_slice());
        let of_all = of_all.unwrap_or_default();
        for (at, fixed) in call.fixed.iter().enumerate() {
            self.place_of_constant(fixed);
            let others = call.fixed.iter().take(at).chain(of_all);
            self.fixed_once(fixed, others, sends);
        }
        for (fixed, is_of_all) in (call.fixed.iter().map(|fixed| (fixed, false)))
            .chain(of_all.iter().map(|fixed| (fixed, true)))
        {
            let accepted = scope.accepts.iter().find(|accepted| {
                let key = &accepted.key;
                (is_it(&key.wire, &fixed.name.value) || is_it(&key.name, &fixed.name.value))
                    && meet(key.place, place(fixed), sends)
            });
            if let Some(accepted) = accepted {
                let name = &fixed.name.value;
                let (message, help) = match is_of_all {
                    false => (
                        format!("`{name}` is fixed, and the call accepts it too"),
                        "leave it out under `fixed:`, or out of the call with `except:`",
                    ),
                    true => (
                        format!("`{name}` is fixed for all calls, and this one accepts it"),
                        "leave it out under `fixed:` of the API, or out of the call with `except:`",
                    ),
                };
                let own = scope.place(&accepted.key);
                let span = match is_of_all {
                    false => Some(fixed.name.span),
                    true => own.or(Some(call.name.span)),
                };
                let mut diagnostic = Diagnostic::error(Code::FixedTwice, span, message).help(help);
                if let Some(own) = own.filter(|_| !is_of_all) {
                    diagnostic = diagnostic.label(own, "accepted here");
                }
                self.error(diagnostic);
            } else if scope.open.is_some()
                && fixed.place != Some(FixedPlace::Header)
                && !is_of_all
                && !scope.reserved.contains(&fixed.name.value)
            {
                scope.reserved.push(fixed.name.value.clone());
            }
        }
        let (usual, elsewhere): (Vec<&Fixed>, Vec<&Fixed>) =
            call.fixed.iter().partition(|fixed| fixed.place.is_none());
        let text = |fixed: &Fixed| (fixed.name.value.clone(), fixed.value.value.clone());
        let usual = usual.into_iter().map(text).collect();
        (usual, elsewhere.into_iter().filter_map(resolved).collect())
    }

    /// What always travels with all calls.
    pub(super) fn fixed_of_all(&mut self, api: &syntax::Api) -> Vec<model::Fixed> {
        for (at, fixed) in api.fixed.iter().enumerate() {
            self.place_of_constant(fixed);
            self.fixed_once(fixed, api.fixed.iter().take(at), &[]);
        }
        api.fixed.iter().filter_map(resolved).collect()
    }

    fn fixed_once<'f>(
        &mut self,
        fixed: &Fixed,
        mut others: impl Iterator<Item = &'f Fixed>,
        sends: &[Place],
    ) {
        let is_same = |other: &&Fixed| {
            is_it(&other.name.value, &fixed.name.value)
                && (other.place == fixed.place || meet(place(other), place(fixed), sends))
        };
        if let Some(first) = others.find(is_same) {
            let message = format!("`{}` is fixed twice, in other capitals", fixed.name.value);
            let message = match first.name.value == fixed.name.value {
                true => format!("`{}` is fixed twice", fixed.name.value),
                false => message,
            };
            self.error(
                Diagnostic::error(Code::FixedTwice, Some(fixed.name.span), message)
                    .label(first.name.span, "the first is here")
                    .help("leave one of them out"),
            );
        }
    }
}

/// A request leaves out what the caller set under a fixed name, whatever its capitals.
fn is_it(other: &str, name: &str) -> bool {
    other.eq_ignore_ascii_case(name)
}

/// Where a constant travels, in the words of keys.
pub(super) fn place(fixed: &Fixed) -> Option<KeyPlace> {
    fixed.place.map(FixedPlace::of_key)
}

fn resolved(fixed: &Fixed) -> Option<model::Fixed> {
    Some(model::Fixed {
        name: fixed.name.value.clone(),
        value: fixed.value.value.clone(),
        place: fixed.place?,
    })
}

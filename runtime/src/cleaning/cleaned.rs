//! What cleaning gives back.

use super::{Change, UnclearValue};

/// A call that was cleaned, what was changed in it, and what could not be read.
///
/// ```
/// # use prose_runtime::{ApiDescriptor, CallDescriptor, Key, Limit, Params, Rule, Value};
/// # static API: ApiDescriptor = ApiDescriptor { name: "garden", ..ApiDescriptor::PLAIN };
/// # static DAY: Limit = Limit { name: "day", rule: Rule::DateTime(&["YYYY-MM-DD"]), ..Limit::PLAIN };
/// # static SOWN: Key = Key { wire: "sown", limit: &DAY, ..Key::PLAIN };
/// # static CUT: Key = Key { wire: "cut", limit: &DAY, ..Key::PLAIN };
/// # static CALL: CallDescriptor = CallDescriptor {
/// #     name: "sow", api: &API, accepts: &[&SOWN, &CUT], ..CallDescriptor::PLAIN
/// # };
/// # let call = Params::of_call(&CALL);
/// let call = call.with(&SOWN, Value::text("2026/2/3")).with(&CUT, Value::text("soon"));
/// let cleaned = call.clean();
/// assert_eq!(cleaned.changes()[0].to_string(), "`sown` is \"2026-02-03\" now, was \"2026/2/3\" (limit day)");
/// assert_eq!(cleaned.unclear()[0].key, "cut");
/// let call = cleaned.into_inner();
/// # assert_eq!(call.get("sown"), Some(&Value::text("2026-02-03")));
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use = "what could not be read should be told"]
pub struct Cleaned<C> {
    pub(super) call: C,
    pub(super) changes: Vec<Change>,
    pub(super) unclear: Vec<UnclearValue>,
}

impl<C> Cleaned<C> {
    /// What was changed, in the order of the keys, and then what was left out.
    #[must_use]
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// What could not be read, and is still as it was given.
    #[must_use]
    pub fn unclear(&self) -> &[UnclearValue] {
        &self.unclear
    }

    /// The call as it is now.
    #[must_use]
    pub fn call(&self) -> &C {
        &self.call
    }

    /// The call as it is now, by itself.
    #[must_use]
    pub fn into_inner(self) -> C {
        self.call
    }

    /// The same of another kind of call.
    pub(crate) fn map<D>(self, call: impl FnOnce(C) -> D) -> Cleaned<D> {
        Cleaned {
            call: call(self.call),
            changes: self.changes,
            unclear: self.unclear,
        }
    }
}

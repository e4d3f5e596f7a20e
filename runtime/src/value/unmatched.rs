//! Values that have no place: kept, told, and never sent.

use super::{Params, Value};
use crate::error::{Breach, Violation};
use crate::text::printable;

/// A value that has no place in the parameters.
#[derive(Clone, PartialEq)]
pub(super) struct Unmatched {
    /// The name that it was given under; of one that leads to a key, that on the wire.
    pub(super) name: String,
    pub(super) value: Value,
    pub(super) why: Breach,
}

impl Unmatched {
    pub(super) fn new(name: impl Into<String>, value: Value, why: Breach) -> Self {
        let name = name.into();
        Self { name, value, why }
    }
}

impl Params {
    /// What was given and has no place, by name: names of no key or of several, keys that were given twice, and
    /// keys that the call does not take. [`crate::validate`] tells all of it, and nothing is sent before it is
    /// gone.
    pub fn unmatched(&self) -> impl Iterator<Item = (&str, &Value)> {
        let unmatched = self.unmatched.iter();
        unmatched.map(|unmatched| (unmatched.name.as_str(), &unmatched.value))
    }

    /// The names that no key has, as custom names, where the call takes any. A name that begins as all custom
    /// names of the call do is taken to be the whole of it.
    #[must_use]
    pub fn unmatched_as_custom(mut self) -> Self {
        let Some((call, open)) = self.call().and_then(|call| Some((call, call.open?))) else {
            return self;
        };
        for unmatched in std::mem::take(&mut self.unmatched) {
            if unmatched.why != Breach::UnknownName {
                self.unmatched.push(unmatched);
                continue;
            }
            let name = match unmatched.name.starts_with(call.open_prefix) {
                true => unmatched.name,
                false => self.prefixed(unmatched.name),
            };
            self.custom.push((name, unmatched.value.of_custom(open)));
        }
        self
    }

    /// With those of other parameters that lead to a key, and the names of no key of which this is so.
    pub(crate) fn with_unmatched_of(
        mut self,
        other: &Params,
        is_so: impl Fn(&str, &Value) -> bool,
    ) -> Self {
        let taken = other.unmatched.iter();
        let taken = taken.filter(|unmatched| {
            unmatched.why != Breach::UnknownName || is_so(&unmatched.name, &unmatched.value)
        });
        self.unmatched.extend(taken.cloned());
        self
    }

    /// What [`crate::validate`] says of them, those in nested rows included.
    pub(crate) fn unmatched_violations(&self) -> Vec<Violation> {
        let mut violations = Vec::new();
        // Every call comes here before it is sent, and next to none has any: no paths are written for those.
        if self.has_unmatched() {
            self.tell_unmatched("", self, &mut violations);
        }
        violations
    }

    fn has_unmatched(&self) -> bool {
        let within = |value: &Value| {
            let rows = value.nested_rows().unwrap_or_default().iter();
            rows.chain(value.nested_object()).any(Self::has_unmatched)
        };
        !self.unmatched.is_empty() || self.set().any(|(_, value)| within(value))
    }

    fn tell_unmatched(&self, within: &str, whole: &Params, told: &mut Vec<Violation>) {
        for (key, value) in self.set() {
            if let Some(object) = value.nested_object() {
                object.tell_unmatched(&format!("{within}{}.", key.wire), whole, told);
            }
            for (position, row) in value.nested_rows().unwrap_or_default().iter().enumerate() {
                row.tell_unmatched(&format!("{within}{}[{position}].", key.wire), whole, told);
            }
        }
        told.extend(self.unmatched.iter().map(|unmatched| Violation {
            call: whole.name(),
            key: format!("{within}{}", printable(&unmatched.name)),
            limit: None,
            says: "",
            breach: unmatched.why,
            value: None,
            revision: whole.call().map_or("", |call| call.api.revision),
        }));
    }
}

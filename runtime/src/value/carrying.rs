//! Values of one call in another.

use std::collections::HashSet;

use super::filling::Filling;
use super::unmatched::Unmatched;
use super::{Params, Value};
use crate::descriptor::CallDescriptor;
use crate::error::Breach;

impl Params {
    /// These as the parameters of this call: as they are, if they are that already; else by
    /// [`Params::with_values_of`].
    #[must_use]
    pub fn for_call(self, call: &'static CallDescriptor) -> Self {
        match self.is_of(call) {
            true => self,
            false => Self::of_call(call).with_values_of(&self),
        }
    }

    /// With all that is set in other parameters, in place of what is set here: see
    /// [`crate::Call::with_values_of`].
    #[must_use]
    pub fn with_values_of(mut self, other: &Params) -> Self {
        // First, because what is sent as it is must not be made to fit.
        for waived in &other.as_is {
            self = self.as_is(waived.clone());
        }
        let takes_any = |call: &CallDescriptor| call.open.is_some_and(|open| open.takes_anything());
        let takes_any = self.call().is_some_and(takes_any);
        for (key, value) in other.set() {
            if value.clears().is_some() {
                self = self.clear(key);
                continue;
            }
            let here = self.keys().iter().find(|known| known.wire == key.wire);
            if here.is_none() && takes_any {
                let value = self.settled(key, value.clone()).fitting(key.limit);
                self.custom.retain(|(name, _)| name != key.wire);
                self.custom.push((key.wire.to_owned(), value));
            } else {
                self = self.with_fitting(here.map_or(key, |known| *known), value.clone());
            }
        }
        self.take_custom(other);
        let (known, unknown): (Vec<&Unmatched>, Vec<&Unmatched>) =
            (other.unmatched.iter()).partition(|unmatched| unmatched.why != Breach::Duplicate);
        let mut filling = Filling::after(&mut self, other);
        for unmatched in known {
            filling.put_again(unmatched);
        }
        self.unmatched.extend(unknown.into_iter().cloned());
        self.body = other.body.clone().or(self.body);
        self
    }

    fn take_custom(&mut self, other: &Params) {
        let prefix = other.call().map_or("", |call| call.open_prefix);
        let own = |name: &str| name.strip_prefix(prefix).unwrap_or(name).to_owned();
        let taken: Vec<(String, Value)> = other
            .custom()
            .map(|(name, value)| (self.prefixed(own(name)), value.clone()))
            .collect();
        let names: HashSet<&str> = taken.iter().map(|(name, _)| name.as_str()).collect();
        self.custom
            .retain(|(name, _)| !names.contains(name.as_str()));
        self.custom.extend(taken);
    }
}

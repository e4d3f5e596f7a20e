//! Values taken out again, by the keys that violations have.

use std::collections::HashSet;

use super::parameter::Form;
use super::{KeyName, Params, Value};
use crate::descriptor::Holds;
use crate::error::{Breach, Violations};
use crate::text::printable;

impl Params {
    /// Without the value of this key: see [`crate::Call::without`].
    #[must_use]
    pub fn without(mut self, key: impl Into<KeyName>) -> Self {
        let key = key.into();
        self.take_out(&HashSet::from([key.as_str()]), "");
        self
    }

    /// Without the values that these violations are about: see [`crate::Call::without_broken`].
    #[must_use]
    pub fn without_broken(mut self, violations: &Violations) -> Self {
        let is_of_value = |breach: Breach| {
            !matches!(
                breach,
                Breach::Missing
                    | Breach::MissingWhen { .. }
                    | Breach::MissingWith { .. }
                    | Breach::NoneOf(_)
                    | Breach::AtMostOneOf(_)
                    | Breach::MoreThanOneOf(_)
            )
        };
        let of_values = violations
            .iter()
            .filter(|violation| is_of_value(violation.breach));
        let keys: HashSet<&str> = of_values.map(|violation| violation.key.as_str()).collect();
        if !keys.is_empty() {
            self.take_out(&keys, "");
        }
        self
    }

    /// All at once, so that what is counted is still what was counted when it was told.
    fn take_out(&mut self, keys: &HashSet<&str>, within: &str) {
        let named = |name: &str| {
            let is_whole = within.is_empty() && keys.contains(name);
            is_whole || keys.contains(format!("{within}{}", printable(name)).as_str())
        };
        for (key, slot) in self.keys().iter().zip(&mut self.slots) {
            let Some(value) = slot else { continue };
            let path = || format!("{within}{}", printable(key.wire));
            if named(key.wire) || !value.take_out(keys, path, key.holds) {
                *slot = None;
            }
        }
        self.custom.retain(|(name, _)| !named(name));
        self.unmatched.retain(|unmatched| !named(&unmatched.name));
    }
}

impl Value {
    /// Takes out what is within; `false` if nothing is left of what was there.
    fn take_out(&mut self, keys: &HashSet<&str>, path: impl Fn() -> String, holds: Holds) -> bool {
        let stays =
            |at: &dyn std::fmt::Display| !keys.contains(format!("{}[{at}]", path()).as_str());
        match &mut self.0 {
            Form::List(items) if !items.is_empty() => {
                retain(items, |position, _| stays(&position));
                !items.is_empty()
            }
            Form::Files(files) if !files.is_empty() => {
                retain(files, |position, _| stays(&position));
                !files.is_empty()
            }
            Form::Map(entries) if !entries.is_empty() => {
                retain(entries, |position, (name, _)| match holds {
                    Holds::Plain => stays(&printable(name)),
                    _ => stays(&position),
                });
                !entries.is_empty()
            }
            Form::Rows(rows) if !rows.is_empty() => {
                retain(rows, |position, row| {
                    row.take_out(keys, &format!("{}[{position}].", path()));
                    stays(&position)
                });
                !rows.is_empty()
            }
            Form::Object(object) => {
                object.take_out(keys, &format!("{}.", path()));
                true
            }
            _ => true,
        }
    }
}

/// Keeps the items of which this is so, which are told where they stood.
fn retain<T>(items: &mut Vec<T>, mut keep: impl FnMut(usize, &mut T) -> bool) {
    let mut position = 0;
    items.retain_mut(|item| {
        position += 1;
        keep(position - 1, item)
    });
}

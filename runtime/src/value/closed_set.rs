//! The values of a closed set, by the names that they have.

use std::error::Error;
use std::fmt;

/// The values of a closed set on the wire, and what each is called. Generated enums find theirs by it.
#[derive(Debug)]
pub struct ClosedSet {
    /// The values on the wire.
    pub values: &'static [&'static str],
    /// What they are called, in the same order; empty where one has no other name, or none has.
    pub labels: &'static [&'static str],
}

impl ClosedSet {
    /// The value that is called so, on the wire or by its label, whatever the capitals unless they tell it from
    /// another one. `all` are the values in the order of the set.
    ///
    /// # Errors
    ///
    /// If none is called so, or several are: the error lists those that there are.
    pub fn find<T: Clone>(&'static self, text: &str, all: &[T]) -> Result<T, NotListed> {
        let found = self.position(text).and_then(|position| all.get(position));
        found.cloned().ok_or(NotListed(self))
    }

    fn position(&self, text: &str) -> Option<usize> {
        let named = |names: &[&str]| {
            let exact = names.iter().position(|name| *name == text);
            exact.or_else(|| {
                let is_it = |name: &&str| name.eq_ignore_ascii_case(text);
                let found = names.iter().position(is_it)?;
                let others = names.iter().skip(found + 1);
                (!others.copied().any(|name| is_it(&name))).then_some(found)
            })
        };
        if text.is_empty() {
            // No label is none.
            return self.values.iter().position(|value| value.is_empty());
        }
        named(self.values).or_else(|| named(self.labels))
    }

    /// The text of a value, which may come as a number too.
    ///
    /// # Errors
    ///
    /// Of the format that is read: if there is neither a text nor a whole number.
    #[cfg(feature = "serde")]
    pub fn read<'de, D: serde_core::Deserializer<'de>>(reader: D) -> Result<String, D::Error> {
        super::scalar::read(reader, "a text")
    }
}

/// A text that is no value of a closed set, nor the label of one.
///
/// Displayed in one line that lists the values there are, and not the text.
#[derive(Clone, Copy)]
pub struct NotListed(&'static ClosedSet);

impl NotListed {
    /// The values on the wire.
    #[must_use]
    pub fn allowed(&self) -> &'static [&'static str] {
        self.0.values
    }
}

impl fmt::Display for NotListed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("is no value of the closed set: it must be one of: ")?;
        for (position, value) in self.0.values.iter().enumerate() {
            let between = if position > 0 { ", " } else { "" };
            write!(f, "{between}{value}")?;
            match self.0.labels.get(position) {
                None | Some(&"") => {}
                Some(label) => write!(f, " ({label})")?,
            }
        }
        Ok(())
    }
}

impl fmt::Debug for NotListed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Error for NotListed {}

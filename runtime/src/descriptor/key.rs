//! Keys of parameter tables and fields of records.

use super::{KeyPlace, Limit, NestedKind};

/// A key of a parameter table, or a field of a record.
#[derive(Debug)]
pub struct Key {
    /// The key on the wire.
    pub wire: &'static str,
    /// Its name in Rust, where that is not the name on the wire.
    pub name: &'static str,
    /// What a form calls it, where that is not made of its name in Rust.
    pub label: &'static str,
    /// Other keys under which answers carry the same value.
    pub also: &'static [&'static str],
    /// What values are allowed.
    pub limit: &'static Limit,
    /// What answers hold, where that is wider than what is allowed.
    pub answers: Option<&'static Limit>,
    /// What the value tells about somebody.
    pub holds: Holds,
    /// Whether JSON bodies may have `null` in the place of its value.
    pub nullable: bool,
    /// Where it travels, if not where its call sends parameters.
    pub place: Option<KeyPlace>,
    /// The kind of the records that answers nest under it.
    pub nested: Option<NestedKind>,
}

impl Key {
    /// Any text, which need not be hidden.
    pub const PLAIN: Self = Self {
        wire: "",
        name: "",
        label: "",
        also: &[],
        limit: &Limit::PLAIN,
        answers: None,
        holds: Holds::Plain,
        nullable: false,
        place: None,
        nested: None,
    };

    /// Its name in Rust.
    #[must_use]
    pub fn rust_name(&self) -> &'static str {
        match self.name {
            "" => self.wire,
            name => name,
        }
    }

    /// The limit that says how the value is offered in answers.
    pub(crate) fn in_answers(&self) -> &'static Limit {
        self.answers.unwrap_or(self.limit)
    }
}

/// How careful to be with a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Holds {
    /// Nothing that must be hidden.
    Plain,
    /// A person's data: never in logs, errors or debug output.
    Personal,
    /// A secret: never in logs, errors or debug output.
    Secret,
}

//! Keys of parameter tables and fields of records.

use super::Limit;

/// A key of a parameter table, or a field of a record.
#[derive(Debug)]
pub struct Key {
    /// The key on the wire.
    pub wire: &'static str,
    /// Other keys under which answers carry the same value.
    pub also: &'static [&'static str],
    /// What values are allowed.
    pub limit: &'static Limit,
    /// What answers hold, where that is wider than what is allowed.
    pub answers: Option<&'static Limit>,
    /// What the value tells about somebody.
    pub holds: Holds,
}

impl Key {
    /// Any text, which need not be hidden.
    pub const PLAIN: Self = Self {
        wire: "",
        also: &[],
        limit: &Limit::PLAIN,
        answers: None,
        holds: Holds::Plain,
    };

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

//! What form the value of an attribute has.

use super::Mapping;

/// What form a value has.
#[derive(Debug)]
pub enum Form {
    /// A text, as all scalars are read: `80202` and `no` too.
    Text,
    /// A text that this regular expression fits.
    Like(&'static str),
    /// A text, or a list of them.
    Texts,
    /// `true` or `false`.
    Yes,
    /// A whole number that is no smaller.
    Number(u32),
    /// Any whole number.
    Integer,
    /// One of these words.
    Word(&'static [&'static str]),
    /// One of these words, or a list of them.
    Words(&'static [&'static str]),
    /// The name of something that the spec defines.
    Name(Names),
    /// Such a name, or a list of them.
    NamesOf(Names),
    /// The name of a limit or a rule, or a rule in place.
    Limit,
    /// A rule.
    Rule,
    /// A mapping.
    Mapping(&'static Mapping),
    /// A mapping with one entry and no more.
    Single(&'static Mapping),
    /// A mapping of names that the spec chooses to values of this form.
    Entries(&'static Form),
    /// The same, where the names are of things that the spec defines.
    EntriesOf(Names, &'static Form),
    /// The same, with one entry and no more.
    EntryOf(Names, &'static Form),
    /// A list of values of this form, with at least so many.
    List(u32, &'static Form),
    /// Any of these.
    Either(&'static [Form]),
}

impl Form {
    /// Whether this is one of the words that such a value can be.
    pub fn has_word(&self, word: &str) -> bool {
        match self {
            Self::Word(words) | Self::Words(words) => words.contains(&word),
            Self::Either(forms) => forms.iter().any(|form| form.has_word(word)),
            _ => false,
        }
    }
}

/// Of what something is the name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Names {
    /// A limit under `limits:`.
    Limit,
    /// A table.
    Table,
    /// A record.
    Record,
    /// A table or a record.
    Rows,
    /// A key of a table, or one of a call's own.
    Key,
    /// A key, or `all` of them.
    Required,
    /// A field of a record.
    Field,
    /// A table, or one of its keys: `client.client_id`.
    Accepted,
    /// A result code.
    Code,
    /// An envelope.
    Envelope,
    /// A credential.
    Credential,
    /// A family of calls.
    Family,
    /// A revision.
    Revision,
}

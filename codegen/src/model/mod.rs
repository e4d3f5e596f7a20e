//! The resolved API: plain, owned, comparable data. No places, no YAML, no tokens.
//!
//! Everything that anyone uses is made from this: the crate, the sandbox, the reference. Names of
//! other things (a call's envelope, a record's table) are known to exist; limits are resolved to
//! their rules; the keys that a call accepts are all there, in the document's order.

mod count;
mod limit;

use std::collections::HashSet;

pub use count::Counts;
pub use limit::{Limit, Member, Rule};

pub use crate::syntax::{Access, CredentialPlace, DateKind, Holds, Kind, Means, Method, Place};

/// An API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Api {
    /// Name of the spec.
    pub name: String,
    /// Title of the vendor's document.
    pub title: String,
    /// What it is.
    pub doc: String,
    /// The folder that receives the code.
    pub crate_name: String,
    /// Base URL, with a slash at its end.
    pub base_url: String,
    /// Variables of the base URL.
    pub variables: Vec<Named>,
    /// Whether plain HTTP is refused.
    pub https_only: bool,
    /// Revisions of the vendor's document, oldest first; the last is in force.
    pub revisions: Vec<Named>,
    /// Credentials.
    pub credentials: Vec<Credential>,
    /// Envelopes.
    pub envelopes: Vec<Envelope>,
    /// Name of the envelope of calls that name none.
    pub envelope: String,
    /// Result codes.
    pub result_codes: Vec<ResultCode>,
    /// Whether other codes are names of keys.
    pub other_codes_name_keys: bool,
    /// Named limits.
    pub limits: Vec<Limit>,
    /// Parameter tables.
    pub tables: Vec<Table>,
    /// Families of calls.
    pub families: Vec<Family>,
    /// Records.
    pub records: Vec<Record>,
    /// Quirks of the API as a whole.
    pub quirks: Vec<Quirk>,
}

impl Api {
    /// The revision in force.
    pub fn revision(&self) -> &str {
        self.revisions
            .last()
            .map_or("current", |revision| revision.name.as_str())
    }

    /// Every call.
    pub fn calls(&self) -> impl Iterator<Item = &Call> {
        self.families.iter().flat_map(|family| &family.calls)
    }

    /// A table by its name.
    pub fn table(&self, name: &str) -> Option<&Table> {
        self.tables.iter().find(|table| table.name == name)
    }

    /// A record by its name.
    pub fn record(&self, name: &str) -> Option<&Record> {
        self.records.iter().find(|record| record.name == name)
    }

    /// How much there is of everything.
    pub fn counts(&self) -> Counts {
        Counts::of(self)
    }
}

/// A name and what it stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The name.
    pub name: String,
    /// What it stands for.
    pub doc: String,
}

/// More required keys than this, and a constructor takes a struct with named fields instead.
pub const MOST_ARGUMENTS: usize = 5;

/// Name of the struct that holds what a type requires.
pub fn required_struct(rust: &str) -> String {
    format!("{rust}Required")
}

/// A credential.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credential {
    /// Its name.
    pub name: String,
    /// Its Rust name.
    pub rust: String,
    /// Where it travels.
    pub place: CredentialPlace,
    /// What is written before the value.
    pub before: String,
    /// What is written after the value.
    pub after: String,
    /// What it tells.
    pub holds: Holds,
    /// Environment variable.
    pub env: Option<String>,
    /// Whether calls work without it.
    pub optional: bool,
    /// Whether it selects the account.
    pub account: bool,
    /// What it is.
    pub doc: String,
}

/// How answers are wrapped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// Its name.
    pub name: String,
    /// Whether capitals do not matter in its keys.
    pub any_case: bool,
    /// Key of the code.
    pub code: Option<String>,
    /// Key of the message.
    pub message: Option<String>,
    /// Key of the total.
    pub total: Option<String>,
    /// Paths to the records.
    pub records: Vec<String>,
    /// Key of error texts.
    pub errors: Option<String>,
}

/// A result code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResultCode {
    /// The code.
    pub code: String,
    /// Other spellings.
    pub also: Vec<String>,
    /// The vendor's message.
    pub message: String,
    /// What it means for a caller.
    pub means: Means,
    /// What happened.
    pub doc: String,
}

/// A parameter table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// Name of its module.
    pub module: String,
    /// Name of its type, where its rows are nested in requests.
    pub rust: String,
    /// Heading on the vendor's page.
    pub title: String,
    /// What it is for.
    pub doc: String,
    /// Its rows, in the page's order.
    pub keys: Vec<Key>,
    /// Whether any other name is accepted.
    pub open: Option<Open>,
    /// What each nested row must have.
    pub requires: Vec<String>,
    /// Whether a call sends rows of it.
    pub is_sent: bool,
    /// Quirks.
    pub quirks: Vec<Quirk>,
    /// Path of its file below the workspace.
    pub file: String,
}

impl Table {
    /// Name of the static with the keys of a row.
    pub fn rows_static(&self) -> String {
        format!("{}_TABLE", crate::naming::screaming(&self.name))
    }
}

/// A row of a table, a field of a record, or a call's own key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// The key in the vendor's table.
    pub name: String,
    /// The key on the wire.
    pub wire: String,
    /// Other keys in answers.
    pub also: Vec<String>,
    /// Its limit.
    pub limit: Limit,
    /// What it means.
    pub doc: String,
    /// What the vendor assumes without it.
    pub default: Option<String>,
    /// In which families it takes part.
    pub access: Access,
    /// What it tells about somebody.
    pub holds: Holds,
    /// Its Rust name.
    pub rust: String,
    /// First revision that has it.
    pub since: Option<String>,
    /// Last revision that has it.
    pub until: Option<String>,
    /// What earlier revisions said.
    pub was: Vec<Was>,
    /// Quirks.
    pub quirks: Vec<Quirk>,
}

impl Key {
    /// Name of the accessor that gives the text of a record written as JSON inside it.
    pub fn text_accessor(&self) -> String {
        format!("{}_text", self.rust.trim_end_matches('_'))
    }
}

/// Any other name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Open {
    /// Limit of the values.
    pub limit: Limit,
    /// What such names mean.
    pub doc: String,
}

/// What an earlier revision said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Was {
    /// The revision.
    pub revision: String,
    /// Its limit then.
    pub limit: Option<Limit>,
    /// The key then.
    pub key: Option<String>,
    /// In words.
    pub says: Option<String>,
}

/// A contradiction, gap or surprise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quirk {
    /// What it is about, if not just where it stands.
    pub about: Option<String>,
    /// What the page or the server says.
    pub says: String,
    /// What we do.
    pub we: String,
}

/// A family of calls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Family {
    /// Which of the four.
    pub kind: Kind,
    /// Name of its module.
    pub module: String,
    /// Heading on the vendor's page.
    pub title: String,
    /// What its calls do.
    pub doc: String,
    /// Its calls, in the page's order.
    pub calls: Vec<Call>,
    /// Path of its file below the workspace.
    pub file: String,
}

/// A call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// Its name.
    pub name: String,
    /// Name of its type.
    pub rust: String,
    /// Name of its function.
    pub function: String,
    /// What it does.
    pub doc: String,
    /// HTTP method.
    pub method: Method,
    /// Path below the base URL.
    pub path: String,
    /// Where parameters travel; the first place is the default.
    pub sends: Vec<Place>,
    /// JSON key that they are nested under.
    pub root: Option<String>,
    /// What it accepts, in order.
    pub accepts: Vec<Accepted>,
    /// Whether any other name is accepted.
    pub open: Option<Open>,
    /// Names that are neither accepted nor free.
    pub reserved: Vec<String>,
    /// What must be there; keys are wire names.
    pub requires: Vec<Requires>,
    /// What it returns.
    pub returns: Returns,
    /// Whether finding no record is an answer without records, and no refusal.
    pub empty_when_not_found: bool,
    /// Name of its envelope.
    pub envelope: String,
    /// How it pages.
    pub paging: Option<Paging>,
    /// Whether it may be repeated.
    pub retry: Retry,
    /// Result codes that it can give.
    pub codes: Vec<String>,
    /// First revision that has it.
    pub since: Option<String>,
    /// What earlier revisions said.
    pub was: Vec<Was>,
    /// Quirks.
    pub quirks: Vec<Quirk>,
}

impl Call {
    /// The keys that must always be there, each once, in the order in which the page requires them.
    pub fn always_required(&self) -> impl Iterator<Item = &Accepted> {
        let mut seen = HashSet::new();
        self.requires.iter().filter_map(move |item| match item {
            Requires::Key(key) if seen.insert(key) => self
                .accepts
                .iter()
                .find(|accepted| accepted.key.wire == *key),
            _ => None,
        })
    }
}

/// A key that a call accepts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// The table that it is a row of; none if it is the call's own.
    pub table: Option<String>,
    /// The key.
    pub key: Key,
}

/// A requirement, by wire names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Requires {
    /// This key.
    Key(String),
    /// At least one of these groups, complete.
    AnyOf(Vec<Vec<String>>),
    /// Exactly one of these groups.
    ExactlyOneOf(Vec<Vec<String>>),
    /// Keys that go with a value of another.
    When {
        /// The key that decides.
        key: String,
        /// Its value.
        is: String,
        /// What must be there then.
        also: Vec<String>,
    },
}

/// What a call returns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Returns {
    /// A code and a message.
    Outcome,
    /// One record.
    One {
        /// Name of the record.
        record: String,
        /// Key by which records are found at any depth.
        found_by: Option<String>,
    },
    /// Records.
    Many {
        /// Name of the record.
        record: String,
        /// Key by which records are found at any depth.
        found_by: Option<String>,
    },
}

/// How a call pages, by wire names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Paging {
    /// By the number of records to skip.
    ByOffset {
        /// Key of the page size.
        limit: Option<String>,
        /// Key of the offset.
        offset: String,
        /// Most records in a page.
        max: u32,
    },
    /// By the number of the page.
    ByPage {
        /// Key of the page number.
        page: String,
        /// Key of the page size.
        size: String,
        /// Most records in a page.
        max: u32,
    },
}

/// Whether a call may be repeated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Retry {
    /// Repeating changes nothing.
    Safe,
    /// Repeating could do it twice.
    Never,
    /// Safe as long as none of these keys is sent.
    SafeWithout(Vec<String>),
}

/// A kind of record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Its name.
    pub name: String,
    /// Name of its module.
    pub module: String,
    /// Name of its type.
    pub rust: String,
    /// What it is.
    pub doc: String,
    /// Its fields: those of its tables, then its own.
    pub fields: Vec<Accepted>,
    /// Quirks.
    pub quirks: Vec<Quirk>,
    /// Path of its file below the workspace.
    pub file: String,
}

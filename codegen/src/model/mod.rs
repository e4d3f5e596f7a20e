//! The resolved API: plain, owned, comparable data. No YAML, no tokens; places are
//! paths and lines, for links.
//!
//! Everything that anyone uses is made from this: the crate, the sandbox, the reference. Names of
//! other things (a call's envelope, a record's table) are known to exist; limits are resolved to
//! their rules; the keys that a call accepts are all there, in the document's order. A key and a named
//! limit are there once, and whoever has them refers to them.

mod api;
mod count;
pub(crate) mod decimal;
mod defined;
mod fixed;
mod html_form;
mod ip;
mod items;
mod limit;
mod location;
mod moment;
mod paging;
pub(crate) mod shape;
mod spellings;
mod typed;
mod webhooks;
mod words;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

pub use api::{
    Api, Bundle, Credential, Detail, Envelope, Named, OAuth, Redirect, ResultCode, Variable,
};
pub use count::Counts;
pub use defined::{Defined, Definition};
pub use fixed::{Fixed, FixedPlace};
pub use html_form::{Consent, HtmlForm, Shows};
pub use items::{Items, Travels};
pub use limit::{Limit, Member, Rule};
pub use location::Location;
pub use paging::{NextAddress, NextCursor, Paging};
pub use spellings::Spellings;
pub use typed::Typed;
pub use webhooks::{Event, SignatureEncoding, Signed, TimestampPlace, ToldBy, Webhooks};
pub use words::{
    Access, Blank, ClientProof, CredentialPlace, DateKind, Epoch, Grant, Holds, IpVersion,
    KeyPlace, Kind, Meaning, Method, Nests, Nothing, OAuthPart, OwnRate, Place, Rate, Wait,
    WaitForm,
};

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
    pub keys: Vec<Arc<Key>>,
    /// Rows that are gone from the page: they have an `until` before the last
    /// revision but one, and nothing sends or reads them.
    pub gone: Vec<Arc<Key>>,
    /// Whether any other name is accepted.
    pub open: Option<Open>,
    /// What must be there in each nested row; keys are wire names.
    pub requires: Vec<Requires>,
    /// Whether a required key is there although its value is blank.
    pub blank_counts: bool,
    /// Whether a call sends rows of it.
    pub is_sent: bool,
    /// Quirks.
    pub quirks: Vec<Quirk>,
    /// Where it stands.
    pub location: Location,
}

impl Table {
    /// The wire names of the keys that each nested row must always have, in the page's order.
    pub fn always_required(&self) -> impl Iterator<Item = &str> {
        let required: HashSet<&str> = (self.requires.iter())
            .filter_map(|item| match item {
                Requires::Key(wire) => Some(wire.as_str()),
                _ => None,
            })
            .collect();
        let wires = self.keys.iter().map(|key| key.wire.as_str());
        wires.filter(move |wire| required.contains(wire))
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
    pub limit: Arc<Limit>,
    /// What answers hold, where that is wider.
    pub answers: Option<Arc<Limit>>,
    /// What it means.
    pub doc: String,
    /// What the vendor assumes without it.
    pub default: Option<String>,
    /// In which kinds of calls it takes part.
    pub access: Access,
    /// What it tells about somebody.
    pub holds: Holds,
    /// Whether JSON bodies may have `null` in the place of its value.
    pub nullable: bool,
    /// Where it travels, if not where its call sends parameters.
    pub place: Option<KeyPlace>,
    /// What it is called in a form, if not by its Rust name.
    pub label: Option<String>,
    /// What a form says to help a visitor with it.
    pub hint: Option<String>,
    /// Its Rust name.
    pub rust: String,
    /// First revision that has it.
    pub since: Option<String>,
    /// Last revision that has it.
    pub until: Option<String>,
    /// The revision in force, if it is the first that does not have it: then it is generated once more, as
    /// deprecated.
    pub deprecated: Option<String>,
    /// What earlier revisions said.
    pub was: Vec<Was>,
    /// Quirks.
    pub quirks: Vec<Quirk>,
    /// Where it stands.
    pub location: Location,
}

impl Key {
    /// What answers hold.
    pub fn in_answers(&self) -> &Limit {
        self.answers.as_deref().unwrap_or(&self.limit)
    }
}

/// Any other name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Open {
    /// Limit of the values.
    pub limit: Arc<Limit>,
    /// What each of them begins with on the wire.
    pub prefix: String,
    /// What such names mean.
    pub doc: String,
    /// What earlier revisions said.
    pub was: Vec<Was>,
    /// Where it stands.
    pub location: Location,
}

/// What an earlier revision said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Was {
    /// The revision.
    pub revision: String,
    /// Its limit then.
    pub limit: Option<Arc<Limit>>,
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
    /// Where it stands.
    pub location: Location,
}

/// A family of calls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Family {
    /// Its name.
    pub name: String,
    /// Name of its module.
    pub module: String,
    /// Heading on the vendor's page.
    pub title: String,
    /// What its calls do.
    pub doc: String,
    /// Its calls, in the page's order.
    pub calls: Vec<Call>,
    /// Calls that are gone from the page: they have an `until` before the last revision but
    /// one, and nothing sends them.
    pub gone: Vec<Call>,
    /// Where it stands.
    pub location: Location,
}

/// A call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// Its name.
    pub name: String,
    /// Whether it creates, reads, updates or deletes.
    pub does: Kind,
    /// Name of its type.
    pub rust: String,
    /// Name of its function.
    pub function: String,
    /// What it does.
    pub doc: String,
    /// HTTP method.
    pub method: Method,
    /// Other methods that a caller may ask for.
    pub other_methods: Vec<Method>,
    /// Path below the base URL, or below its host if it begins with a slash.
    pub path: String,
    /// The base URL that it is below, with a slash at its end, if not that of the API.
    pub base_url: Option<String>,
    /// The credentials that it is sent with, by name; all of them if none are named.
    pub credentials: Option<Vec<String>>,
    /// Parameters that it is always sent with, and their values.
    pub fixed: Vec<(String, String)>,
    /// The same, of those with a place of their own.
    pub fixed_elsewhere: Vec<Fixed>,
    /// Where parameters travel; the first place is the default.
    pub sends: Vec<Place>,
    /// How rows and objects travel in a query and in a form, if any do.
    pub nests: Option<Nests>,
    /// The key whose value is the whole JSON body, by wire name.
    pub body: Option<String>,
    /// JSON key that they are nested under.
    pub root: Option<String>,
    /// What it accepts, in order.
    pub accepts: Vec<Accepted>,
    /// What it would accept if that were not gone from the page.
    pub gone: Vec<Accepted>,
    /// Whether any other name is accepted.
    pub open: Option<Open>,
    /// Names that are neither accepted nor free.
    pub reserved: Vec<String>,
    /// What must be there; keys are wire names.
    pub requires: Vec<Requires>,
    /// What it returns.
    pub returns: Returns,
    /// What kinds of answer it asks for, where that is not as usual.
    pub accept: Option<String>,
    /// Name of the record of what the headers of its answer tell.
    pub answer_headers: Option<String>,
    /// Whether finding no record is an answer without records, and no refusal.
    pub empty_when_not_found: bool,
    /// Name of its envelope.
    pub envelope: String,
    /// How it pages.
    pub paging: Option<Paging>,
    /// Whether it may be repeated.
    pub retry: Retry,
    /// The key by which the server knows it again.
    pub idempotency: Option<Idempotency>,
    /// The rate that it keeps to beside that of the API, and the name of who shares it.
    pub rate: Option<(String, OwnRate)>,
    /// Result codes that it can give.
    pub codes: Vec<String>,
    /// The HTML form that is made of it.
    pub html_form: Option<HtmlForm>,
    /// First revision that has it.
    pub since: Option<String>,
    /// Last revision that has it.
    pub until: Option<String>,
    /// The revision in force, if it is the first that does not have it: then it is generated once more, as
    /// deprecated.
    pub deprecated: Option<String>,
    /// What earlier revisions said.
    pub was: Vec<Was>,
    /// What no source shows to work.
    pub unproven: Option<String>,
    /// Quirks.
    pub quirks: Vec<Quirk>,
    /// Where it stands.
    pub location: Location,
}

impl Call {
    /// The keys that a caller must always give, each once, in the order in which the page requires them: not
    /// the idempotency key, which the client makes.
    pub fn always_required(&self) -> impl Iterator<Item = &Accepted> {
        let mut accepts: HashMap<&str, &Accepted> = HashMap::new();
        for accepted in &self.accepts {
            accepts
                .entry(accepted.key.wire.as_str())
                .or_insert(accepted);
        }
        if let Some(Idempotency::Key(key)) = &self.idempotency {
            accepts.remove(key.as_str());
        }
        self.requires.iter().filter_map(move |item| match item {
            // Once it is given, it is not there for a second time.
            Requires::Key(key) => accepts.remove(key.as_str()),
            _ => None,
        })
    }
}

/// A key that a call accepts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// The table that it is a row of; none if it is the call's own.
    pub table: Option<Arc<str>>,
    /// The key, which all have in common who accept it.
    pub key: Arc<Key>,
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
    /// No more than one of these groups.
    AtMostOneOf(Vec<Vec<String>>),
    /// Keys that go with another.
    WhenThere {
        /// The key that decides.
        key: String,
        /// What must be there when it is.
        also: Vec<String>,
    },
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
    /// The body as text.
    Text,
    /// The body as bytes.
    Bytes {
        /// Most of them.
        max: u32,
    },
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

/// Where the key travels by which the server knows a call again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Idempotency {
    /// In this header.
    Header(String),
    /// In this key of the call, by its wire name.
    Key(String),
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
    /// Fields that are gone from the page.
    pub gone: Vec<Accepted>,
    /// The field that tells one record from all others, by wire name.
    pub identified_by: Option<String>,
    /// Whether an object is such a record whatever its keys are.
    pub is_open: bool,
    /// Quirks.
    pub quirks: Vec<Quirk>,
    /// Where it stands.
    pub location: Location,
}

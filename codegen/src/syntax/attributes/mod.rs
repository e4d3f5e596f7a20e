//! What can be written in a spec, as data: for each kind of mapping its attributes, with what each of them
//! says and what form its value has.
//!
//! The reader takes no attribute that is not listed here, the tables of `spec/README.md` and `spec/rare.md`
//! are these rows word by word, and the schema that editors get is made of them. A new attribute is a row.

mod answers;
mod api;
mod call;
mod form;
mod limit;
mod paging;
mod record;
mod rule;
mod table;

pub use form::{Form, Names};
pub use rule::{RULES, RuleRow};

pub(super) use answers::{DETAIL, ENVELOPE, REDIRECT, RESULT_CODE, SAID};
pub(super) use api::{
    API, CREDENTIAL, NOT_DESCRIBED, OAUTH, RATE, REVISION, VARIABLE, WAIT, WEBHOOKS,
};
pub(super) use call::{
    BYTES, CALL, FAMILY, FIXED, FIXED_OF_ALL, HTML_FORM, REQUIREMENT, RETRY, RETURNS,
};
pub(super) use limit::{LIMIT, LIMITS};
pub(super) use paging::{BY_ADDRESS, BY_CURSOR, BY_OFFSET, BY_PAGE, LAST, OF_ANY_STYLE};
pub(super) use record::{EVENT, RECORD, TOLD_BY};
pub(super) use rule::{
    DECIMAL, ESCAPED, FILE, FLAG, INTEGER, LIST, TEXT, needs_more, stands_alone,
};
pub(super) use table::{KEY, OPEN, QUIRK, TABLE, WAS, WAS_OF_LIMIT};

/// A kind of mapping.
#[derive(Debug)]
pub struct Mapping {
    /// What it is told apart by from all others.
    pub name: &'static str,
    /// What it is called in messages.
    pub what: &'static str,
    /// The head of the tables that describe it, if any do.
    pub heading: Option<&'static str>,
    /// What can stand in it.
    pub attributes: &'static [Attribute],
    /// Attributes of which it has one and no more, if there are such.
    pub exactly_one_of: &'static [&'static str],
}

impl Mapping {
    const fn new(name: &'static str, what: &'static str, attributes: &'static [Attribute]) -> Self {
        Self {
            name,
            what,
            heading: None,
            attributes,
            exactly_one_of: &[],
        }
    }

    /// With tables of this head.
    const fn under(mut self, heading: &'static str) -> Self {
        self.heading = Some(heading);
        self
    }

    /// With one and no more of these.
    const fn one_of(mut self, names: &'static [&'static str]) -> Self {
        self.exactly_one_of = names;
        self
    }

    /// An attribute by its name.
    pub fn attribute(&self, name: &str) -> Option<&'static Attribute> {
        let mut attributes = self.attributes.iter();
        attributes.find(|attribute| attribute.name == name)
    }
}

/// What can stand in a mapping.
#[derive(Debug)]
pub struct Attribute {
    /// Its name.
    pub name: &'static str,
    /// What it says, in Markdown.
    pub says: &'static str,
    /// What form its value has.
    pub form: Form,
    /// Whether no such mapping can do without it.
    pub is_required: bool,
}

impl Attribute {
    const fn new(name: &'static str, form: Form, says: &'static str) -> Self {
        Self {
            name,
            says,
            form,
            is_required: false,
        }
    }

    const fn required(mut self) -> Self {
        self.is_required = true;
        self
    }
}

/// The kinds of files: what a file holds that begins with the first attribute of one. Where a file has the
/// first attributes of two, it is of the kind that stands before.
pub static FILES: [&Mapping; 6] = [&API, &LIMITS, &TABLE, &FAMILY, &EVENT, &RECORD];

/// Every kind of mapping.
pub static MAPPINGS: [&Mapping; 50] = [
    &API,
    &api::REVISION,
    &CREDENTIAL,
    &api::BASIC,
    &api::VARIABLE,
    &api::OAUTH,
    &api::WEBHOOKS,
    &api::TIMESTAMP,
    &api::RATE,
    &api::WAIT,
    &api::NOT_DESCRIBED,
    &ENVELOPE,
    &REDIRECT,
    &SAID,
    &DETAIL,
    &RESULT_CODE,
    &LIMITS,
    &LIMIT,
    &TEXT,
    &FLAG,
    &INTEGER,
    &DECIMAL,
    &ESCAPED,
    &FILE,
    &LIST,
    &TABLE,
    &KEY,
    &OPEN,
    &WAS,
    &WAS_OF_LIMIT,
    &QUIRK,
    &RECORD,
    &EVENT,
    &TOLD_BY,
    &FAMILY,
    &CALL,
    &FIXED,
    &FIXED_OF_ALL,
    &REQUIREMENT,
    &RETURNS,
    &BYTES,
    &RETRY,
    &HTML_FORM,
    &call::IDEMPOTENCY,
    &paging::PAGING,
    &BY_OFFSET,
    &BY_PAGE,
    &BY_CURSOR,
    &BY_ADDRESS,
    &LAST,
];

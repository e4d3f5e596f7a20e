//! Tables, records, and their rows, as written.

use super::attributes;
use super::doc;
use super::fields::{Fields, text, word};
use super::limit::{LimitRef, read_ref};
use super::requires::{Requires, read_requires};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Access, Holds, KeyPlace};
use crate::source::{Kind, Node};
use crate::span::{At, Span};

/// A parameter table.
#[derive(Clone, Debug)]
pub struct Table {
    /// Its name.
    pub name: At<String>,
    /// Heading on the vendor's page.
    pub title: String,
    /// What it is for.
    pub doc: String,
    /// Its rows.
    pub keys: Vec<Key>,
    /// Whether any other name is accepted.
    pub open: Option<Open>,
    /// What each row must have, where the table is nested in a request.
    pub requires: Vec<Requires>,
    /// Whether a required key is there although its value is blank.
    pub blank_counts: bool,
    /// Quirks.
    pub quirks: Vec<Quirk>,
}

/// A kind of record.
#[derive(Clone, Debug)]
pub struct Record {
    /// Its name.
    pub name: At<String>,
    /// What it is.
    pub doc: String,
    /// Tables whose readable keys it has.
    pub includes: Vec<At<String>>,
    /// Its own fields.
    pub fields: Vec<Key>,
    /// The field that tells one record from all others.
    pub identified_by: Option<At<String>>,
    /// Whether an object is such a record whatever its keys are.
    pub is_open: bool,
    /// Whether its fields are headers.
    pub is_of_headers: bool,
    /// Quirks.
    pub quirks: Vec<Quirk>,
}

/// A row of a table, a field of a record, or a call's own key.
#[derive(Clone, Debug)]
pub struct Key {
    /// The key on the wire.
    pub wire: At<String>,
    /// Its limit; absent if it could not be read.
    pub limit: Option<LimitRef>,
    /// What answers hold, where that is wider.
    pub answers: Option<LimitRef>,
    /// What it means.
    pub doc: String,
    /// What the vendor assumes without it.
    pub default: Option<At<String>>,
    /// The CRUD mark.
    pub access: Access,
    /// What it tells about somebody.
    pub holds: Holds,
    /// Whether JSON bodies may have `null` in the place of its value: `null: true`.
    pub nullable: bool,
    /// Where it travels, if not where its call sends parameters.
    pub place: Option<At<KeyPlace>>,
    /// What it is called in a form, if not by its Rust name.
    pub label: Option<At<String>>,
    /// What a form says to help a visitor with it.
    pub hint: Option<At<String>>,
    /// Its Rust name, if it is not made of the wire name.
    pub rust: Option<At<String>>,
    /// The key that is sent instead.
    pub sent_as: Option<At<String>>,
    /// Other keys in answers.
    pub also: Vec<At<String>>,
    /// First revision.
    pub since: Option<At<String>>,
    /// Last revision.
    pub until: Option<At<String>>,
    /// What earlier revisions said.
    pub was: Vec<Was>,
    /// Quirks.
    pub quirks: Vec<Quirk>,
}

/// Any other name.
#[derive(Clone, Debug)]
pub struct Open {
    /// The limit of the values.
    pub limit: Option<LimitRef>,
    /// What each of them begins with on the wire.
    pub prefix: Option<At<String>>,
    /// What such names mean.
    pub doc: String,
    /// What earlier revisions said.
    pub was: Vec<Was>,
    /// Where it stands.
    pub span: Span,
}

/// What an earlier revision said.
#[derive(Clone, Debug)]
pub struct Was {
    /// The revision.
    pub revision: At<String>,
    /// Its limit.
    pub limit: Option<LimitRef>,
    /// Its name.
    pub key: Option<At<String>>,
    /// In words.
    pub says: Option<At<String>>,
}

/// A contradiction, gap or surprise of the vendor's page.
#[derive(Clone, Debug)]
pub struct Quirk {
    /// What it is about, if not just where it stands.
    pub about: Option<String>,
    /// What the page or the server says.
    pub says: String,
    /// What we do.
    pub we: String,
    /// Where it stands.
    pub span: Span,
}

pub(crate) const HOLDS: [(&str, Holds); 2] =
    [("personal", Holds::Personal), ("secret", Holds::Secret)];

const PLACES: [(&str, KeyPlace); 4] = [
    ("path", KeyPlace::Path),
    ("query", KeyPlace::Query),
    ("header", KeyPlace::Header),
    ("body", KeyPlace::Body),
];

/// Reads a `table:` file.
pub(crate) fn read_table(root: &Node, diagnostics: &mut Diagnostics) -> Option<Table> {
    let mut fields = Fields::of(root, &attributes::TABLE, root.span, diagnostics)?;
    let name = fields.require_text("table", diagnostics);
    let title = doc(fields.text("title", diagnostics));
    let about = doc(fields.text("doc", diagnostics));
    let open = fields.get("open");
    let keys = if open.is_none() {
        fields.require("keys")
    } else {
        fields.get("keys")
    };
    let open = open.and_then(|node| read_open(node, diagnostics));
    let keys = keys
        .map(|node| read_keys(node, diagnostics))
        .unwrap_or_default();
    let requires = read_requires(&mut fields, diagnostics);
    let blank = fields.word(
        "blank",
        &[("counts", true), ("missing", false)],
        diagnostics,
    );
    let quirks = read_quirks(&mut fields, diagnostics);
    fields.finish(diagnostics);
    Some(Table {
        blank_counts: blank.unwrap_or(false),
        name: name?,
        title,
        doc: about,
        keys,
        open,
        requires,
        quirks,
    })
}

/// Reads a `record:` file.
pub(crate) fn read_record(root: &Node, diagnostics: &mut Diagnostics) -> Option<Record> {
    let mut record = Fields::of(root, &attributes::RECORD, root.span, diagnostics)?;
    let name = record.require_text("record", diagnostics);
    let about = doc(record.text("doc", diagnostics));
    let includes = record.texts("includes", diagnostics);
    let fields = record
        .get("fields")
        .map(|node| read_keys(node, diagnostics))
        .unwrap_or_default();
    let identified_by = record.text("identified_by", diagnostics);
    let is_open = record.yes("open", diagnostics);
    let quirks = read_quirks(&mut record, diagnostics);
    record.finish(diagnostics);
    Some(Record {
        name: name?,
        doc: about,
        includes,
        fields,
        identified_by,
        is_open,
        is_of_headers: false,
        quirks,
    })
}

/// Reads the rows of a table, the fields of a record or the own keys of a call.
pub(crate) fn read_keys(node: &Node, diagnostics: &mut Diagnostics) -> Vec<Key> {
    super::fields::map(node, "keys", diagnostics)
        .unwrap_or_default()
        .iter()
        .map(|(name, node)| read_key(name, node, diagnostics))
        .collect()
}

/// Reads `quirks:`.
pub(crate) fn read_quirks(fields: &mut Fields<'_>, diagnostics: &mut Diagnostics) -> Vec<Quirk> {
    let Some(node) = fields.get("quirks") else {
        return Vec::new();
    };
    let Kind::List(items) = &node.kind else {
        diagnostics.push(super::fields::wrong_form(
            node,
            "quirks",
            "a list",
            "write each quirk as `- says: …` and `we: …`",
        ));
        return Vec::new();
    };
    items
        .iter()
        .filter_map(|item| read_quirk(item, diagnostics))
        .collect()
}

/// Reads the `was:` of something that has a name on the wire.
pub(crate) fn read_was(fields: &mut Fields<'_>, diagnostics: &mut Diagnostics) -> Vec<Was> {
    read_history(fields, true, diagnostics)
}

/// Reads the `was:` of a limit or of an open table, which have none.
pub(crate) fn read_was_of_limit(
    fields: &mut Fields<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<Was> {
    read_history(fields, false, diagnostics)
}

fn read_history(
    fields: &mut Fields<'_>,
    has_name: bool,
    diagnostics: &mut Diagnostics,
) -> Vec<Was> {
    let mut all = Vec::new();
    for (revision, node) in fields.entries("was", diagnostics) {
        let mapping = match has_name {
            true => &attributes::WAS,
            false => &attributes::WAS_OF_LIMIT,
        };
        let Some(mut fields) = Fields::of(node, mapping, revision.span, diagnostics) else {
            continue;
        };
        let limit = fields
            .get("limit")
            .and_then(|node| read_ref(node, diagnostics));
        let key = fields.text("key", diagnostics);
        let says = fields.text("says", diagnostics);
        fields.finish(diagnostics);
        if node.is_empty() {
            let message = format!("`was` says nothing about {}", revision.value);
            let help = match has_name {
                true => "add `limit: …`, `key: …` or `says: …`",
                false => "add `limit: …` or `says: …`",
            };
            diagnostics
                .push(Diagnostic::error(Code::MissingKey, Some(revision.span), message).help(help));
        }
        all.push(Was {
            revision: revision.clone(),
            limit,
            key,
            says,
        });
    }
    all
}

fn read_key(name: &At<String>, node: &Node, diagnostics: &mut Diagnostics) -> Key {
    let mut fields = Fields::of_named(node, &attributes::KEY, name.span, diagnostics);
    let key = Key {
        wire: name.clone(),
        limit: fields
            .require("limit")
            .and_then(|node| read_ref(node, diagnostics)),
        answers: fields
            .get("answers")
            .and_then(|node| read_ref(node, diagnostics)),
        doc: doc(fields.text("doc", diagnostics)),
        default: fields.text("default", diagnostics),
        access: fields
            .text("access", diagnostics)
            .and_then(|mark| read_access(&mark, diagnostics))
            .unwrap_or_default(),
        holds: fields
            .word("holds", &HOLDS, diagnostics)
            .unwrap_or_default(),
        nullable: fields.yes("null", diagnostics),
        place: read_place(&mut fields, diagnostics),
        label: fields.text("label", diagnostics),
        hint: fields.text("hint", diagnostics),
        rust: fields.text("rust", diagnostics),
        sent_as: fields.text("sent_as", diagnostics),
        also: fields.texts("also", diagnostics),
        since: fields.text("since", diagnostics),
        until: fields.text("until", diagnostics),
        was: read_was(&mut fields, diagnostics),
        quirks: read_quirks(&mut fields, diagnostics),
    };
    fields.finish(diagnostics);
    key
}

fn read_place(fields: &mut Fields<'_>, diagnostics: &mut Diagnostics) -> Option<At<KeyPlace>> {
    let node = fields.get("in")?;
    let place = word(node, "in", &PLACES, diagnostics)?;
    Some(At::new(place, node.span))
}

fn read_open(node: &Node, diagnostics: &mut Diagnostics) -> Option<Open> {
    let mut fields = Fields::of(node, &attributes::OPEN, node.span, diagnostics)?;
    let limit = fields
        .require("limit")
        .and_then(|node| read_ref(node, diagnostics));
    let about = doc(fields.text("doc", diagnostics));
    let was = read_was_of_limit(&mut fields, diagnostics);
    let prefix = fields.text("prefix", diagnostics);
    fields.finish(diagnostics);
    Some(Open {
        limit,
        prefix,
        doc: about,
        was,
        span: node.span,
    })
}

fn read_access(mark: &At<String>, diagnostics: &mut Diagnostics) -> Option<Access> {
    let letters: Vec<char> = mark.value.chars().collect();
    if letters.len() != 4
        || !letters
            .iter()
            .zip("CRUD".chars())
            .all(|(letter, known)| letter.eq_ignore_ascii_case(&known))
    {
        diagnostics.push(
            Diagnostic::error(Code::BadAccess, Some(mark.span), format!("`{}` is not a CRUD mark", mark.value))
                .help("write C, R, U and D in this order, a small letter for what is not there: `cRud` is read-only"),
        );
        return None;
    }
    let there = |at: usize| letters[at].is_ascii_uppercase();
    Some(Access {
        create: there(0),
        read: there(1),
        update: there(2),
        delete: there(3),
    })
}

fn read_quirk(node: &Node, diagnostics: &mut Diagnostics) -> Option<Quirk> {
    let mut fields = Fields::of(node, &attributes::QUIRK, node.span, diagnostics)?;
    let about = fields
        .get("about")
        .and_then(|node| text(node, "about", diagnostics))
        .map(|text| text.value);
    let says = fields.require_text("says", diagnostics);
    let we = fields.require_text("we", diagnostics);
    fields.finish(diagnostics);
    Some(Quirk {
        about,
        says: says?.value,
        we: we?.value,
        span: node.span,
    })
}

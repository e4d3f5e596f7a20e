//! Tables, records, and their rows.

use std::collections::HashMap;
use std::sync::Arc;

use super::{Checker, Item, places::has_parts, resolved::Resolved, scope::Scope};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Accepted, Key, Limit, Open, Record, Rule, Table};
use crate::naming;
use crate::span::{At, Span};
use crate::syntax;

impl<'s> Checker<'s, '_> {
    pub(super) fn table(&mut self, table: &'s syntax::Table) -> Table {
        self.plain_name("a table", &table.name);
        let keys = self.keys(&table.keys, Item::Table(&table.name.value));
        let (keys, gone): (Vec<Arc<Key>>, Vec<Arc<Key>>) =
            keys.into_iter().partition(|key| self.is_there(key, None));
        let requires = match table.requires.as_slice() {
            [] => Vec::new(),
            requires => self.requires(requires, &Scope::of_rows(table, &keys, &gone)),
        };
        let name = &table.name;
        self.places.add(Item::Table(&name.value), name.span);
        Table {
            name: table.name.value.clone(),
            module: naming::snake(&table.name.value),
            rust: naming::pascal(&table.name.value),
            title: table.title.clone(),
            doc: table.doc.clone(),
            open: table.open.as_ref().and_then(|open| self.open(open)),
            requires,
            blank_counts: table.blank_counts,
            is_sent: false,
            quirks: self.quirks(&table.quirks),
            location: self.location(table.name.span),
            keys,
            gone,
        }
    }

    /// Keys of different names that would be sent as one, in rows that requests nest.
    pub(super) fn check_sent_names(&mut self, table: &Table) {
        let mut firsts: HashMap<&str, &Key> = HashMap::new();
        for key in &table.keys {
            let first = *firsts.entry(key.wire.as_str()).or_insert(key);
            if !std::ptr::eq(first, key.as_ref()) {
                let message = format!(
                    "`{}` and `{}` are both sent as `{}`",
                    key.name, first.name, key.wire
                );
                let span = self.places.of(Item::Table(&table.name));
                self.error(
                    Diagnostic::error(Code::SentTwice, span, message)
                        .help("give one of them another `sent_as`, or leave it out of the table"),
                );
            }
        }
    }

    pub(super) fn record(&mut self, record: &'s syntax::Record, tables: &Resolved<'_>) -> Record {
        self.plain_name("a record", &record.name);
        let mut fields = Fields::default();
        let mut gone = Vec::new();
        for name in &record.includes {
            let Some(table) = tables.table(name.as_str()) else {
                self.unknown_table(name);
                continue;
            };
            self.mark_used(Item::Table(&name.value));
            let of: Arc<str> = Arc::from(table.name.as_str());
            let field = |key: &Arc<Key>| Accepted {
                table: Some(Arc::clone(&of)),
                key: Arc::clone(key),
            };
            for key in table.keys.iter().filter(|key| key.access.read) {
                self.add_field(&mut fields, field(key), name.span);
            }
            gone.extend(table.gone.iter().filter(|key| key.access.read).map(field));
        }
        for syntax in &record.fields {
            let key = self.key(syntax, Item::Record(&record.name.value));
            if let Some(place) = &syntax.place {
                self.no_place(
                    place.span,
                    format!("`{}` is a field of answers, which are not sent", key.name),
                    "leave `in:` out, or write the row in a table",
                );
            }
            if syntax.nullable {
                self.no_place(
                    syntax.wire.span,
                    format!("`{}` is a field of answers, which are not sent", key.name),
                    "leave `null: true` out: answers may hold `null` under any key",
                );
            }
            let is_there = self.is_there(&key, None);
            if record.is_of_headers {
                self.text_of_header(&key, syntax.wire.span);
            }
            let field = Accepted { table: None, key };
            if is_there {
                self.add_field(&mut fields, field, syntax.wire.span);
            } else {
                gone.push(field);
            }
        }
        let mut fields = fields.all;
        let keys = fields.iter().map(|(field, _)| field.key.as_ref());
        if !self.has_room(keys, record.name.span) {
            fields.clear();
        }
        for (field, span) in &fields {
            self.file_in_answers(field, *span);
            self.check_answer_rows(&field.key, *span);
        }
        let fields: Vec<Accepted> = fields.into_iter().map(|(field, _)| field).collect();
        let identified_by = record
            .identified_by
            .as_ref()
            .and_then(|name| self.identity(name, &fields));
        let name = &record.name;
        self.places.add(Item::Record(&name.value), name.span);
        Record {
            name: record.name.value.clone(),
            module: naming::snake(&record.name.value),
            rust: naming::pascal(&record.name.value),
            doc: record.doc.clone(),
            fields,
            gone,
            identified_by,
            is_open: record.is_open,
            quirks: self.quirks(&record.quirks),
            location: self.location(record.name.span),
        }
    }

    /// The wire name of the field that identifies a record.
    fn identity(&mut self, name: &At<String>, fields: &[Accepted]) -> Option<String> {
        let is_it =
            |field: &&Accepted| field.key.name == name.value || field.key.wire == name.value;
        let found = fields.iter().find(is_it);
        if found.is_none() {
            let names = fields.iter().map(|field| field.key.name.as_str());
            let message = format!("this record has no field `{}`", name.value);
            let diagnostic = Diagnostic::error(Code::UnknownField, Some(name.span), message)
                .suggest(name.as_str(), names)
                .or_help("name the field that tells one record from all others, or leave it out");
            self.unknown(name.as_str(), diagnostic);
        }
        found.map(|field| field.key.wire.clone())
    }

    fn add_field(&mut self, fields: &mut Fields, field: Accepted, span: Span) {
        let wire = &field.key.wire;
        let at = fields.wires.get(wire);
        let Some((first, first_span)) = at.and_then(|at| fields.all.get(*at)) else {
            fields.wires.insert(wire.clone(), fields.all.len());
            fields.all.push((field, span));
            return;
        };
        let help = match &first.table {
            Some(table) => format!(
                "it comes with the table `{table}` already: delete it here, or do not include the table"
            ),
            None => "delete one of them".to_owned(),
        };
        let message = format!("the record has `{wire}` twice");
        let diagnostic = Diagnostic::error(Code::FieldTwice, Some(span), message)
            .label(*first_span, "the first is here")
            .help(help);
        self.error(diagnostic);
    }

    /// The rows of a table.
    pub(super) fn keys(&mut self, keys: &'s [syntax::Key], of: Item<'s>) -> Vec<Arc<Key>> {
        keys.iter().map(|key| self.key(key, of)).collect()
    }

    /// A row of a table, a field of a record or an own key of a call; `of` is which.
    pub(super) fn key(&mut self, key: &'s syntax::Key, of: Item<'s>) -> Arc<Key> {
        self.places.add_key(of, &key.wire.value, key.wire.span);
        self.wire_name(&key.wire);
        for other in key.sent_as.iter().chain(&key.also) {
            self.wire_name(other);
        }
        let rust = self.rust_name(&key.wire, key.rust.as_ref());
        self.is_current(key.since.as_ref(), key.until.as_ref());
        let was = self.was(&key.was);
        let limit = key
            .limit
            .as_ref()
            .and_then(|limit| self.limit_ref(limit, &rust))
            // The key is there all the same: those who use it have made no mistake.
            .unwrap_or_else(|| Arc::new(Limit::any_text(&rust, self.location(key.wire.span))));
        let sent = key.sent_as.as_ref().unwrap_or(&key.wire);
        self.place_of_key(key, &sent.value, &limit);
        let answers = key
            .answers
            .as_ref()
            .and_then(|limit| self.limit_ref(limit, &rust));
        if let Some((limit, written)) = answers.as_ref().zip(key.answers.as_ref())
            && !limit.is_one_value()
        {
            let message = format!(
                "the answers of `{}` are not one text or number",
                key.wire.value
            );
            self.error(
                Diagnostic::error(Code::AnswersOfMany, Some(written.span()), message)
                    .help("name a limit for one text or number, such as `decimal` or `text`"),
            );
        }
        if let Some(default) = key
            .default
            .as_ref()
            .filter(|default| !limit.allows(&default.value))
        {
            let message = format!(
                "`{}` breaks the limit of `{}`",
                default.value, key.wire.value
            );
            self.error(
                Diagnostic::error(Code::ForbiddenValue, Some(default.span), message)
                    .help("mend `default:`, or the limit"),
            );
        }
        let name = key.wire.value.clone();
        let wire = key
            .sent_as
            .as_ref()
            .map_or_else(|| name.clone(), |sent_as| sent_as.value.clone());
        // Answers may use the name in the table as well as the one that is sent.
        let mut also: Vec<String> = Vec::new();
        for other in [&name]
            .into_iter()
            .chain(key.also.iter().map(|also| &also.value))
        {
            if *other != wire && !also.contains(other) {
                also.push(other.clone());
            }
        }
        Arc::new(Key {
            name,
            wire,
            also,
            limit,
            answers,
            doc: key.doc.clone(),
            default: key.default.as_ref().map(|default| default.value.clone()),
            access: key.access,
            holds: key.holds,
            nullable: key.nullable,
            place: key.place.as_ref().map(|place| place.value),
            label: key.label.as_ref().map(|label| label.value.clone()),
            hint: key.hint.as_ref().map(|hint| hint.value.clone()),
            rust,
            since: key.since.as_ref().map(|since| since.value.clone()),
            until: key.until.as_ref().map(|until| until.value.clone()),
            deprecated: self.deprecated(key.until.as_ref()),
            was,
            quirks: self.quirks(&key.quirks),
            location: self.location(key.wire.span),
        })
    }

    pub(super) fn open(&mut self, open: &syntax::Open) -> Option<Open> {
        let was = self.was(&open.was);
        let limit = self.limit_ref(open.limit.as_ref()?, "custom")?;
        if let Some(prefix) = &open.prefix {
            self.wire_name(prefix);
        }
        if has_parts(&limit.rule) {
            let message = "what has any name is no map itself, and no rows";
            self.error(
                Diagnostic::error(Code::NotInRequests, Some(open.span), message).help(
                    "name the limit of each value, which is one text or number, a list or `json`",
                ),
            );
        }
        let prefix = open.prefix.as_ref().map(|prefix| prefix.value.clone());
        Some(Open {
            limit,
            prefix: prefix.unwrap_or_default(),
            doc: open.doc.clone(),
            was,
            location: self.location(open.span),
        })
    }

    pub(super) fn unknown_table(&mut self, name: &At<String>) {
        let known = self.known.tables.iter().copied();
        let message = format!("no table is called `{}`", name.value);
        let diagnostic = Diagnostic::error(Code::UnknownTable, Some(name.span), message)
            .suggest(name.as_str(), known)
            .or_help("write a file that begins with `table:` and this name");
        self.unknown(name.as_str(), diagnostic);
    }

    /// Whether a key is still there: in the last revision or the one before, or in the last one of a call that
    /// is gone.
    pub(super) fn is_there(&self, key: &Key, last_of_call: Option<&At<String>>) -> bool {
        // Revisions that are not listed are told where they are named.
        let place = |name: &str| self.revisions.iter().position(|known| *known == name);
        let last = last_of_call.and_then(|last| place(last.as_str()));
        let before = self.revisions.len().saturating_sub(2);
        let last = last.map_or(before, |last| last.min(before));
        let until = key.until.as_deref().and_then(place);
        until.is_none_or(|until| until >= last)
    }

    /// Nested rows in answers are read as records.
    fn check_answer_rows(&mut self, key: &Key, span: Span) {
        let (Rule::ArrayOf(rows) | Rule::Object(rows) | Rule::JsonInText(rows)) = &key.limit.rule
        else {
            return;
        };
        if !self.records.contains_key(rows.as_str()) {
            let message = format!(
                "`{}` holds rows of `{rows}`, and no record is called that",
                key.wire
            );
            let help = format!(
                "answers are made of records: write a file `record: {rows}`, which may say no more than `includes: [{rows}]`"
            );
            let diagnostic = Diagnostic::error(Code::UnknownRecord, Some(span), message).help(help);
            self.unknown(rows, diagnostic);
        }
    }
}

/// What to do where a key that is gone is asked for.
pub(super) fn help_if_gone(key: &Key) -> String {
    let until = key.until.as_deref().unwrap_or_default();
    format!("it is gone: `{until}` was the last revision that had it; leave it out here")
}

/// The fields of a record so far, and where the record says that it has each.
#[derive(Default)]
struct Fields {
    all: Vec<(Accepted, Span)>,
    /// Places in `all`, by wire name.
    wires: HashMap<String, usize>,
}

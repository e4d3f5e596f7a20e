//! What is in the sandbox: one kind of records, the newest first, a page of them at a time.

use std::collections::HashSet;

use maud::{Markup, html};
use prose_codegen::model::Holds;
use serde_json::{Map, Value};

use super::layout::{Page, address};
use super::posted::Posted;
use super::session::Session;
use crate::backend::{Backend, RecordKind};
use crate::error::SandboxError;
use crate::response::Response;
use crate::secrets::SECRET;
use crate::shared::Shared;
use crate::store::{Range, Stored};

/// So many records are on a page.
const PAGE: u64 = 25;

/// So much is shown of a value in the table, and of a record as a whole.
const LONGEST_CELL: usize = 80;
const LONGEST_RECORD: usize = 20_000;

pub(super) fn page<B: Backend>(
    shared: &Shared<B>,
    session: &Session,
    query: &Posted,
) -> Result<Response, SandboxError> {
    let mut kinds = B::RECORDS.iter();
    let chosen = kinds.find(|kind| kind.word == query.get("kind"));
    let number = query.get("page").parse().unwrap_or(1).max(1);
    let mut backend = shared.backend();
    let mut counts = Vec::new();
    for kind in B::RECORDS {
        counts.push((kind, backend.count(kind.word)?));
    }
    let Some((kind, count)) = counts
        .iter()
        .find(|(kind, _)| chosen.is_none_or(|chosen| chosen.word == kind.word))
        .copied()
    else {
        let main = html! { p { "No kind of records is known here." } };
        let page = Page {
            title: "Records",
            session: Some(session),
            main,
        };
        return Ok(page.written::<B>(200));
    };
    let number = number.min(count.div_ceil(PAGE).max(1));
    let range = Range {
        limit: i64::try_from(PAGE).unwrap_or(i64::MAX),
        offset: i64::try_from((number - 1) * PAGE).unwrap_or(i64::MAX),
    };
    let records = backend.newest(kind.word, range)?;
    drop(backend);
    let main = html! {
        nav.kinds aria-label="Kinds of records" {
            @for (other, count) in &counts {
                @let current = (other.word == kind.word).then_some("page");
                a href=(place(other, 1)) aria-current=[current] { (other.title) " " span { (count) } }
            }
        }
        (table::<B>(kind, count, number, &records))
        (pages(kind, count, number))
    };
    let page = Page {
        title: "Records",
        session: Some(session),
        main,
    };
    Ok(page.written::<B>(200))
}

fn place(kind: &RecordKind, page: u64) -> String {
    format!("{}?kind={}&page={page}", address("records"), kind.word)
}

fn table<B: Backend>(kind: &RecordKind, count: u64, number: u64, records: &[Stored]) -> Markup {
    let secret = secret_names::<B>();
    let has_accounts = records.iter().any(|record| record.account.is_some());
    let first = (number - 1) * PAGE + 1;
    let last = (first + PAGE - 1).min(count);
    html! {
        @if records.is_empty() {
            p { "There are none." }
        } @else {
            div.wide tabindex="0" role="region" aria-labelledby="records-caption" {
                table.records {
                    caption #records-caption {
                        (kind.title) ", the newest first: " (first) " to " (last) " of " (count)
                    }
                    thead {
                        tr {
                            th scope="col" { "Number" }
                            @for name in kind.shows { th scope="col" { (name) } }
                            @if has_accounts { th scope="col" { "Account" } }
                            th scope="col" { "All of it" }
                        }
                    }
                    tbody {
                        @for record in records {
                            @let fields = shown(&record.fields, &secret);
                            tr {
                                th scope="row" { (record.id) }
                                @for name in kind.shows { td { (cell(fields.get(*name))) } }
                                @if has_accounts {
                                    td { @if let Some(account) = record.account { (account) } }
                                }
                                td { (whole(record, fields)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// All values of a record, behind a word.
fn whole(record: &Stored, fields: Map<String, Value>) -> Markup {
    let text = format!("{:#}", Value::Object(fields));
    html! {
        details {
            summary { "Show" span.unseen { " record " (record.id) } }
            @if let Some(parent) = record.parent { p { "Belongs to " (parent) "." } }
            pre tabindex="0" { (cut(&text, LONGEST_RECORD)) }
        }
    }
}

fn pages(kind: &RecordKind, count: u64, number: u64) -> Markup {
    let last = count.div_ceil(PAGE).max(1);
    html! {
        @if last > 1 {
            nav.pages aria-label="Pages of the list" {
                @if number > 1 { a href=(place(kind, number - 1)) rel="prev" { "Newer" } }
                span { "Page " (number) " of " (last) }
                @if number < last { a href=(place(kind, number + 1)) rel="next" { "Older" } }
            }
        }
    }
}

/// The names of values that nobody is shown.
fn secret_names<B: Backend>() -> HashSet<&'static str> {
    let tables = B::api()
        .map(|api| api.tables.as_slice())
        .unwrap_or_default();
    let keys = tables.iter().flat_map(|table| &table.keys);
    let secret = keys.filter(|key| key.holds == Holds::Secret);
    secret
        .flat_map(|key| [key.name.as_str(), key.wire.as_str()])
        .collect()
}

fn shown(fields: &Map<String, Value>, secret: &HashSet<&str>) -> Map<String, Value> {
    let fields = fields.iter().map(|(name, value)| {
        let is_shown = !secret.contains(name.as_str()) || value.as_str().is_some_and(str::is_empty);
        let value = if is_shown {
            value.clone()
        } else {
            SECRET.into()
        };
        (name.clone(), value)
    });
    fields.collect()
}

fn cell(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => cut(text, LONGEST_CELL),
        Some(other) => cut(&other.to_string(), LONGEST_CELL),
    }
}

/// As much of a text as is shown, with a sign where there is more.
pub(super) fn cut(text: &str, longest: usize) -> String {
    let mut signs = text.chars();
    let mut shown: String = signs.by_ref().take(longest).collect();
    if signs.next().is_some() {
        shown.push_str(" … (longer)");
    }
    shown
}

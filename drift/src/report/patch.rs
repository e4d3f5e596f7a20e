//! Lines for the spec, of rows whose limit is understood.

use std::fmt::Write as _;

use prose_codegen::model::{Api, Limit, Rule};

use super::Report;
use crate::expected::sections;
use crate::finding::{Finding, Verdict};
use crate::limit_cell::{LimitCell, quoted};
use crate::reading::{Reading, base};

/// What to write into the spec, as YAML below comments that say where. It is a draft: what a row means, its `doc`
/// says in words of our own, and `OLD-REVISION` and `NEW-REVISION` are those that the change lies between.
pub fn patch(report: &Report, reading: &Reading, api: &Api) -> String {
    let mut text = String::new();
    let sections = sections(api);
    let is_new = |finding: &&Finding| finding.recorded.is_none();
    for finding in report.findings.iter().filter(is_new) {
        let row = reading.rows.iter().find(|row| {
            row.section == finding.section && row.key == finding.key && row.nth == finding.nth
        });
        let understood = finding
            .limit
            .clone()
            .or_else(|| row.and_then(|row| row.limit_cell()));
        let Some(limit) = understood else { continue };
        let limit = named(&limit, api);
        let place = finding
            .spec
            .as_ref()
            .map(|spec| format!("{}:{}", spec.file, spec.line));
        let key = name(&finding.key);
        match (finding.verdict, place) {
            (Verdict::Limit, Some(place)) => {
                let section = sections
                    .iter()
                    .find(|own| own.name == base(&finding.section));
                let item = section.and_then(|section| section.item(&finding.key));
                let old = item.and_then(|item| item.limit.as_deref());
                let old = old.map_or_else(|| OLD_LIMIT.to_owned(), written);
                let _ = write!(
                    text,
                    "# {place}\n  {key}:\n    limit: {limit}\n    was: {{ OLD-REVISION: {{ limit: {old} }} }}\n",
                );
            }
            (Verdict::Renamed, Some(place)) => {
                let old = finding.old_key.as_ref().map_or("", |(key, _)| key.as_str());
                let _ = write!(
                    text,
                    "# {place}\n  {key}:\n    was: {{ OLD-REVISION: {{ key: {} }} }}\n",
                    name(old)
                );
            }
            (Verdict::Added, None) if !finding.key.starts_with("row-") => {
                let file = api.table(base(&finding.section));
                let Some(table) = file else { continue };
                let _ = write!(
                    text,
                    "# {}, where the page has it\n  {key}:\n    limit: {limit}\n    since: NEW-REVISION\n    doc: WHAT-IT-MEANS\n",
                    table.location.file
                );
            }
            _ => {}
        }
    }
    text
}

/// The first limit of the spec that says just this, or the rule itself.
fn named(cell: &LimitCell, api: &Api) -> String {
    let mut limits = api
        .limits
        .iter()
        .filter(|limit| limit.is_named && !limit.name.is_empty());
    let exact = |limit: &&Limit| {
        let says_it_all = match (cell, &limit.rule) {
            (LimitCell::Text { .. } | LimitCell::Whole | LimitCell::Boolean, _) => false,
            (_, Rule::ListOf(_)) => false,
            (_, Rule::Shape(these) | Rule::DateTime(_, these)) => these.len() == 1,
            _ => true,
        };
        says_it_all && cell.agrees(limit)
    };
    limits
        .find(exact)
        .map_or_else(|| cell.yaml(), |limit| limit.name.clone())
}

/// Stands for a limit that is more than a line.
const OLD_LIMIT: &str = "OLD-LIMIT";

/// A limit of the spec, as the spec writes it.
fn written(limit: &Limit) -> String {
    if limit.is_named {
        return limit.name.clone();
    }
    let cell = match &limit.rule {
        Rule::Id => return "id".to_owned(),
        Rule::Flag => return "flag".to_owned(),
        Rule::Text { max, cut: false } => LimitCell::Text { max: *max },
        Rule::Integer {
            min: None,
            max: None,
        } => LimitCell::Whole,
        Rule::Decimal => LimitCell::Decimal,
        Rule::Email => LimitCell::Email,
        Rule::Url => LimitCell::Url,
        Rule::Boolean => LimitCell::Boolean,
        Rule::OneOf(members) if members.iter().all(|member| member.label.is_none()) => {
            let values = members.iter().map(|member| member.wire.clone());
            LimitCell::OneOf(values.collect())
        }
        Rule::DateTime(_, patterns) if patterns.len() == 1 => {
            LimitCell::Moment(patterns[0].clone())
        }
        _ => return OLD_LIMIT.to_owned(),
    };
    cell.yaml()
}

/// A key, between quotes where YAML would read something else.
fn name(key: &str) -> String {
    let is_of_name = |sign: char| sign.is_ascii_alphanumeric() || sign == '_' || sign == '-';
    let is_word = key.starts_with(|sign: char| sign.is_ascii_alphabetic() || sign == '_')
        && key.chars().all(is_of_name);
    let is_value = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"]
        .contains(&key.to_ascii_lowercase().as_str());
    if is_word && !is_value {
        key.to_owned()
    } else {
        quoted(key)
    }
}

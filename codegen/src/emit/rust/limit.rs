//! Named limits, and limits written in place.

use quote::quote;
use syn::Expr;

use super::docs::Docs;
use super::prose::{Prose, code, fill, joined, own, said};
use super::tree::{self, Literal, Parsed};
use super::{Code, Imports, Lookup, closed_set};
use crate::model::{DateKind, Limit, Rule, Table};
use crate::naming;

/// `limits.rs`: a static for each named limit, the enums of named closed sets, and the index.
pub(super) fn emit(lookup: &Lookup<'_>) -> Parsed<Code> {
    let limits = &lookup.api.limits;
    let mut items = Vec::new();
    let uses_tables = limits
        .iter()
        .any(|limit| sent_table(lookup, &limit.rule).is_some());
    if uses_tables {
        items.push(tree::parsed(quote! { use super::tables; })?);
    }
    for limit in limits {
        let mut docs = Docs::of_or(&limit.doc, words(limit));
        if let (Some(patterns), false) = (untold_patterns(limit), limit.doc.is_empty()) {
            docs.line(fill("Written {}.", [alternatives(patterns)]));
        }
        docs.history(None, &limit.was);
        let name = naming::screaming(&limit.name);
        let value = literal(lookup, limit);
        items.push(tree::statik(
            docs.attrs(),
            &name,
            tree::named("runtime::Limit"),
            value,
        ));
        items.extend(closed_set::emit(limit, &limit.doc, &limit.name)?);
    }
    let all = limits
        .iter()
        .map(|limit| tree::refer(tree::path(&naming::screaming(&limit.name))));
    let list = tree::slice(tree::reference(tree::named("runtime::Limit")));
    items.push(tree::statik(
        Docs::of("Every named limit, in the order of the spec.").attrs(),
        "LIMITS",
        list,
        tree::list(all),
    ));
    Ok(Code {
        header: Docs::of("What values are allowed: the named limits of the spec.").header(),
        items,
    })
}

/// A reference to a limit: to the static of a named one, or to one in place.
pub(super) fn reference(lookup: &Lookup<'_>, limit: &Limit, imports: &mut Imports) -> Expr {
    if limit.is_named {
        imports.add("limits");
        let name = naming::screaming(&limit.name);
        return tree::refer(tree::path(&format!("limits::{name}")));
    }
    if sent_table(lookup, &limit.rule).is_some() {
        imports.add("tables");
    }
    tree::refer(literal(lookup, limit))
}

/// What a limit allows, in words for documentation.
pub(super) fn words(limit: &Limit) -> Prose {
    if !limit.doc.is_empty() {
        let doc = said(&limit.doc);
        return match untold_patterns(limit) {
            Some(patterns) => fill("{} Written {}.", [doc, alternatives(patterns)]),
            None => doc,
        };
    }
    let number = |number: &dyn ToString| said(number.to_string());
    match &limit.rule {
        Rule::Text {
            max: Some(max),
            cut: true,
        } => fill(
            "Text; the vendor keeps the first {} characters.",
            [number(max)],
        ),
        Rule::Text { max: Some(max), .. } => fill("Text of at most {} characters.", [number(max)]),
        Rule::Text { max: None, .. } => own("Any text."),
        Rule::Shape(shapes) => fill("Text of the shape {}.", [alternatives(shapes)]),
        Rule::OneOf(members) => {
            let members: Vec<String> = members.iter().map(|member| member.wire.clone()).collect();
            fill("One of {}.", [alternatives(&members)])
        }
        Rule::Flag => own("Sent as `1` or `0`."),
        Rule::Boolean => own("Sent as `true` or `false`."),
        Rule::Id => own("Digits."),
        Rule::Integer { min, max } => match (min, max) {
            (Some(min), Some(max)) => {
                fill("A whole number from {} to {}.", [number(min), number(max)])
            }
            (Some(min), None) => fill("A whole number, at least {}.", [number(min)]),
            (None, Some(max)) => fill("A whole number, at most {}.", [number(max)]),
            (None, None) => own("A whole number."),
        },
        Rule::Decimal => own("A decimal number, as text."),
        Rule::Email => own("A well-formed e-mail address."),
        Rule::Url => own("An address that begins with `http://` or `https://`."),
        Rule::Escaped { max } => fill(
            "Text of at most {} characters once it is escaped for a URL.",
            [number(max)],
        ),
        Rule::Json => own("Any JSON value."),
        Rule::Date(DateKind::UtcDateTime, patterns) => {
            fill("{}, in UTC.", [alternatives(patterns)])
        }
        Rule::Date(_, patterns) => fill("{}.", [alternatives(patterns)]),
        Rule::ListOf(item) => fill(
            "A list, sent with commas between its items. Each: {}",
            [words(item)],
        ),
        Rule::ArrayOf(rows) => fill("Rows of {}.", [code(rows)]),
        Rule::Object(rows) => fill("One row of {}.", [code(rows)]),
        Rule::JsonInText(record) => fill("A {}, written as JSON inside a text.", [code(record)]),
    }
}

/// The patterns of a day or a time that the words about the limit do not show: nobody can guess them.
fn untold_patterns(limit: &Limit) -> Option<&[String]> {
    match &limit.rule {
        Rule::Date(_, patterns) => {
            let is_told = patterns.iter().all(|pattern| limit.doc.contains(pattern));
            (!is_told).then_some(patterns)
        }
        _ => None,
    }
}

fn alternatives(texts: &[String]) -> Prose {
    joined(texts.iter().map(code), ", ")
}

/// The table whose rows a rule nests in requests.
fn sent_table<'a>(lookup: &Lookup<'a>, rule: &Rule) -> Option<&'a Table> {
    match rule {
        Rule::ArrayOf(rows) | Rule::Object(rows) => {
            lookup.table(rows).filter(|table| table.is_sent)
        }
        _ => None,
    }
}

fn literal(lookup: &Lookup<'_>, limit: &Limit) -> Expr {
    Literal::of("runtime::Limit")
        .field("name", tree::text(&limit.name))
        .field_if(!limit.doc.is_empty(), "says", || tree::text(&says(limit)))
        .field("rule", rule(lookup, &limit.rule))
        .flag("bare", limit.is_bare)
        .rest("PLAIN")
}

/// The first sentence about a limit, for the errors of requests that break it.
fn says(limit: &Limit) -> String {
    let first = limit
        .doc
        .split_once(". ")
        .map_or(limit.doc.as_str(), |(first, _)| first);
    first
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .trim_end_matches('.')
        .to_owned()
}

fn rule(lookup: &Lookup<'_>, rule: &Rule) -> Expr {
    let plain = |name: &str| tree::path(&format!("runtime::Rule::{name}"));
    let of = |name: &str, what: Expr| tree::call(&format!("runtime::Rule::{name}"), [what]);
    match rule {
        Rule::Text { max, cut } => Literal::of("runtime::Rule::Text")
            .field(
                "max",
                tree::optional(max.filter(|_| !cut).map(tree::number)),
            )
            .whole(),
        Rule::Shape(shapes) => of("Shape", tree::texts(shapes)),
        Rule::OneOf(members) => {
            let values = members.iter().map(|member| tree::text(&member.wire));
            of("OneOf", tree::list(values))
        }
        Rule::Flag => plain("Flag"),
        Rule::Boolean => plain("Boolean"),
        Rule::Id => plain("Id"),
        Rule::Integer { min, max } => Literal::of("runtime::Rule::Integer")
            .field("min", tree::optional(min.map(tree::number)))
            .field("max", tree::optional(max.map(tree::number)))
            .whole(),
        Rule::Decimal => plain("Decimal"),
        Rule::Email => plain("Email"),
        Rule::Url => plain("Url"),
        Rule::Escaped { max } => Literal::of("runtime::Rule::Escaped")
            .field("max", tree::number(*max))
            .whole(),
        Rule::Date(_, patterns) => of("DateTime", tree::texts(patterns)),
        // Written out, named or not: a static of another file cannot be part of this one's value.
        Rule::ListOf(item) => of("ListOf", tree::refer(literal(lookup, item))),
        Rule::ArrayOf(_) => rows(lookup, rule, "ArrayOf"),
        Rule::Object(_) => rows(lookup, rule, "Object"),
        Rule::Json | Rule::JsonInText(_) => plain("Json"),
    }
}

fn rows(lookup: &Lookup<'_>, rule: &Rule, kind: &str) -> Expr {
    match sent_table(lookup, rule) {
        Some(table) => {
            let rows = format!("tables::{}::{}", table.module, table.rows_static());
            let rows = tree::refer(tree::path(&rows));
            tree::call(&format!("runtime::Rule::{kind}"), [rows])
        }
        None => tree::path("runtime::Rule::Rows"),
    }
}

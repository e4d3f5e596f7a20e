//! Named limits, and limits written in place.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::Docs;
use super::prose::{Prose, code, fill, joined, own, said};
use super::{Imports, Lookup, closed_set, ident};
use crate::model::{DateKind, Limit, Rule};
use crate::naming;

/// `limits.rs`: a static for each named limit, the enums of named closed sets, and the index.
pub(super) fn emit(lookup: &Lookup<'_>) -> TokenStream {
    let header = Docs::of("What values are allowed: the named limits of the spec.").inner();
    let items = lookup.api.limits.iter().map(|limit| {
        let name = ident(&naming::screaming(&limit.name));
        let value = literal(lookup, limit, &ident("tables"));
        let mut docs = Docs::of_or(&limit.doc, words(limit));
        if let (Some(patterns), false) = (untold_patterns(limit), limit.doc.is_empty()) {
            docs.line(fill("Written {}.", [alternatives(patterns)]));
        }
        docs.history(None, &limit.was);
        let docs = docs.outer();
        let set = closed_set::emit(limit, &limit.doc, &limit.name);
        quote! {
            #docs
            pub static #name: runtime::Limit = #value;
            #set
        }
    });
    let names = lookup
        .api
        .limits
        .iter()
        .map(|limit| ident(&naming::screaming(&limit.name)));
    let uses_tables = lookup
        .api
        .limits
        .iter()
        .any(|limit| sent_table(lookup, &limit.rule).is_some());
    let import = uses_tables.then(|| quote! { use super::tables; });
    quote! {
        #header
        #import
        #(#items)*
        /// Every named limit, in the order of the spec.
        pub static LIMITS: &[&runtime::Limit] = &[#(&#names),*];
    }
}

/// A reference to a limit: to the static of a named one, or to one in place.
pub(super) fn reference(lookup: &Lookup<'_>, limit: &Limit, imports: &Imports) -> TokenStream {
    if limit.is_named {
        let module = imports.module("limits");
        let name = ident(&naming::screaming(&limit.name));
        return quote! { &#module::#name };
    }
    if sent_table(lookup, &limit.rule).is_some() {
        imports.module("tables");
    }
    let value = literal(lookup, limit, &ident("tables"));
    quote! { &#value }
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
fn sent_table<'a>(lookup: &Lookup<'a>, rule: &Rule) -> Option<&'a crate::model::Table> {
    match rule {
        Rule::ArrayOf(rows) | Rule::Object(rows) => {
            lookup.table(rows).filter(|table| table.is_sent)
        }
        _ => None,
    }
}

fn literal(lookup: &Lookup<'_>, limit: &Limit, tables: &proc_macro2::Ident) -> TokenStream {
    let name = &limit.name;
    let says = says(limit);
    let rule = rule(lookup, &limit.rule, tables);
    let bare = limit.is_bare;
    quote! { runtime::Limit { name: #name, says: #says, rule: #rule, bare: #bare } }
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

fn rule(lookup: &Lookup<'_>, rule: &Rule, tables: &proc_macro2::Ident) -> TokenStream {
    let kind = match rule {
        Rule::Text { max, cut } => {
            let max = option(&max.filter(|_| !cut));
            quote! { Text { max: #max } }
        }
        Rule::Shape(shapes) => quote! { Shape(&[#(#shapes),*]) },
        Rule::OneOf(members) => {
            let values = members.iter().map(|member| &member.wire);
            quote! { OneOf(&[#(#values),*]) }
        }
        Rule::Flag => quote! { Flag },
        Rule::Boolean => quote! { Boolean },
        Rule::Id => quote! { Id },
        Rule::Integer { min, max } => {
            let (min, max) = (option(min), option(max));
            quote! { Integer { min: #min, max: #max } }
        }
        Rule::Decimal => quote! { Decimal },
        Rule::Email => quote! { Email },
        Rule::Url => quote! { Url },
        Rule::Escaped { max } => {
            let max = super::call::number(*max);
            quote! { Escaped { max: #max } }
        }
        Rule::Date(_, patterns) => quote! { DateTime(&[#(#patterns),*]) },
        Rule::ListOf(item) => {
            // A named item of a named limit stands in the same file; elsewhere it is written out.
            let item = literal(lookup, item, tables);
            quote! { ListOf(&#item) }
        }
        Rule::ArrayOf(_) | Rule::Object(_) => match sent_table(lookup, rule) {
            Some(table) => {
                let (module, rows) = (ident(&table.module), super::table::rows_static(table));
                let kind = if matches!(rule, Rule::ArrayOf(_)) {
                    ident("ArrayOf")
                } else {
                    ident("Object")
                };
                quote! { #kind(&#tables::#module::#rows) }
            }
            None => quote! { Rows },
        },
        Rule::Json | Rule::JsonInText(_) => quote! { Json },
    };
    quote! { runtime::Rule::#kind }
}

/// An optional number, without the type suffix that `quote` would write.
pub(super) fn option<T: ToString>(number: &Option<T>) -> TokenStream {
    match number {
        Some(number) => {
            let text = number.to_string();
            let literal = match text.strip_prefix('-') {
                Some(digits) => {
                    let digits: proc_macro2::Literal = unsuffixed(digits);
                    quote! { -#digits }
                }
                None => {
                    let digits = unsuffixed(&text);
                    quote! { #digits }
                }
            };
            quote! { Some(#literal) }
        }
        None => quote! { None },
    }
}

fn unsuffixed(digits: &str) -> proc_macro2::Literal {
    proc_macro2::Literal::u64_unsuffixed(digits.parse().unwrap_or_default())
}

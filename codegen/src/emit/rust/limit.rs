//! Named limits, and limits written in place.

use syn::Expr;

use super::docs::Docs;
use super::tree::{self, Literal, Parsed};
use super::{Code, Imports, Lookup, closed_set};
use crate::emit::words::{self, Voice};
use crate::model::{Limit, Rule, Table};
use crate::naming;

/// `limits.rs`: a static for each named limit, the enums of named closed sets, and the index.
pub(super) fn emit(lookup: &Lookup<'_>) -> Parsed<Code> {
    let limits = &lookup.api.limits;
    let mut writer = Writer {
        lookup,
        limits: "",
        imports: &mut Imports::default(),
    };
    let mut items = Vec::new();
    for limit in limits {
        let mut docs = Docs::of_or(&limit.doc, words::limit::words(limit, Voice::Developer));
        docs.line(words::limit::pattern_untold(limit).unwrap_or_default());
        docs.history(None, &limit.was);
        let name = naming::screaming(&limit.name);
        let value = writer.literal(limit);
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
    items.splice(0..0, writer.imports.beside()?);
    Ok(Code {
        header: Docs::of("What values are allowed: the named limits of the spec.").header(),
        items,
    })
}

/// A reference to a limit: to the static of a named one, or to one in place.
pub(super) fn reference(lookup: &Lookup<'_>, limit: &Limit, imports: &mut Imports) -> Expr {
    let mut writer = Writer {
        lookup,
        limits: "limits::",
        imports,
    };
    writer.reference(limit)
}

/// Writes the values of limits.
struct Writer<'w> {
    lookup: &'w Lookup<'w>,
    /// Path to the named ones, from the file in which the value stands.
    limits: &'static str,
    imports: &'w mut Imports,
}

impl Writer<'_> {
    fn reference(&mut self, limit: &Limit) -> Expr {
        if !limit.is_named {
            return tree::refer(self.literal(limit));
        }
        if !self.limits.is_empty() {
            self.imports.add("limits");
        }
        let name = naming::screaming(&limit.name);
        tree::refer(tree::path(&format!("{}{name}", self.limits)))
    }

    fn literal(&mut self, limit: &Limit) -> Expr {
        Literal::of("runtime::Limit")
            .field("name", tree::text(&limit.name))
            .field_if(!limit.doc.is_empty(), "says", || tree::text(&says(limit)))
            .field("rule", self.rule(&limit.rule))
            .flag("unquoted", limit.unquoted)
            .rest("PLAIN")
    }

    fn rule(&mut self, rule: &Rule) -> Expr {
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
            Rule::DateTime(_, patterns) => of("DateTime", tree::texts(patterns)),
            Rule::ListOf(item) => of("ListOf", self.reference(item)),
            Rule::ArrayOf(_) => self.rows(rule, "ArrayOf"),
            Rule::Object(_) => self.rows(rule, "Object"),
            Rule::Json | Rule::JsonInText(_) => plain("Json"),
        }
    }

    fn rows(&mut self, rule: &Rule, kind: &str) -> Expr {
        match sent_table(self.lookup, rule) {
            Some(table) => {
                self.imports.add("tables");
                let rows = format!(
                    "tables::{}::{}",
                    table.module,
                    naming::rows_static(&table.name)
                );
                let rows = tree::refer(tree::path(&rows));
                tree::call(&format!("runtime::Rule::{kind}"), [rows])
            }
            None => tree::path("runtime::Rule::Rows"),
        }
    }
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

//! Named limits, and limits written in place.

use syn::Expr;

use super::docs::Docs;
use super::tree::{self, Literal, Parsed};
use super::{Code, Imports, Lookup, closed_set};
use crate::emit::words::{self, Voice};
use crate::model::{IpVersion, Items, Limit, Rule, Table, Travels};
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
        docs.line(words::spellings::words(limit));
        docs.history(None, None, &limit.was);
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
            .field("rule", self.rule(limit))
            .flag("unquoted", limit.unquoted)
            .list("aliases", aliases(limit))
            .texts("before", &limit.spellings.before)
            .field_if(limit.spellings.lost_zeros > 0, "lost_zeros", || {
                tree::number(limit.spellings.lost_zeros)
            })
            .rest("PLAIN")
    }

    fn rule(&mut self, limit: &Limit) -> Expr {
        let plain = |name: &str| tree::path(&format!("runtime::Rule::{name}"));
        let of = |name: &str, what: Expr| tree::call(&format!("runtime::Rule::{name}"), [what]);
        let rule = &limit.rule;
        match rule {
            Rule::Text { max, cut } => Literal::of("runtime::Rule::Text")
                .field(
                    "max",
                    tree::optional(max.filter(|_| !cut).map(tree::number)),
                )
                .whole(),
            Rule::Length { min, max, cut } => Literal::of("runtime::Rule::Length")
                .field("min", tree::number(*min))
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
            Rule::FlagAs { yes, no } => Literal::of("runtime::Rule::FlagAs")
                .field("yes", tree::text(yes))
                .field("no", tree::text(no))
                .whole(),
            Rule::Boolean => plain("Boolean"),
            Rule::Id => plain("Id"),
            Rule::Integer { min, max } => Literal::of("runtime::Rule::Integer")
                .field("min", tree::optional(min.map(tree::number)))
                .field("max", tree::optional(max.map(tree::number)))
                .whole(),
            Rule::Decimal => plain("Decimal"),
            Rule::DecimalWithin { min, max, digits } => Literal::of("runtime::Rule::DecimalWithin")
                .field("min", tree::optional(min.as_deref().map(tree::text)))
                .field("max", tree::optional(max.as_deref().map(tree::text)))
                .field("digits", tree::optional(digits.map(tree::number)))
                .whole(),
            Rule::Rfc2822 => plain("Rfc2822"),
            Rule::Epoch(_) => Literal::of("runtime::Rule::Integer")
                .field("min", tree::optional(None))
                .field("max", tree::optional(None))
                .whole(),
            Rule::Ip(version) => Literal::of("runtime::Rule::Ip")
                .field("v4", tree::flag(*version != Some(IpVersion::V6)))
                .field("v6", tree::flag(*version != Some(IpVersion::V4)))
                .whole(),
            Rule::AllOf(limits) => {
                let limits: Vec<Expr> = limits.iter().map(|limit| self.reference(limit)).collect();
                of("AllOf", tree::list(limits))
            }
            Rule::Email => plain("Email"),
            Rule::Url => plain("Url"),
            Rule::Escaped { max } => Literal::of("runtime::Rule::Escaped")
                .field("max", tree::number(*max))
                .whole(),
            Rule::File { max } => Literal::of("runtime::Rule::File")
                .field("max", tree::optional(max.map(tree::number)))
                .whole(),
            Rule::DateTime(_, patterns) => of("DateTime", tree::texts(patterns)),
            Rule::ListOf(item) => match limit.items == Items::default() {
                true => of("ListOf", self.reference(item)),
                false => of("List", list(self.reference(item), limit.items)),
            },
            Rule::MapOf(value) => of("MapOf", self.reference(value)),
            Rule::ArrayOf(_) => self.rows(rule, "ArrayOf"),
            Rule::Object(_) => self.rows(rule, "Object"),
            Rule::JsonInText(_) if sent_table(self.lookup, rule).is_some() => {
                self.rows(rule, "InText")
            }
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

/// Values, and what people write in the place of each: labels, and the aliases of the spec.
fn aliases(limit: &Limit) -> Vec<Expr> {
    let members = match &limit.rule {
        Rule::OneOf(members) => members.as_slice(),
        _ => &[],
    };
    let labels = members.iter().filter_map(|member| {
        let label = member.label.as_deref()?;
        let is_another = label.to_lowercase() != member.wire.to_lowercase();
        is_another.then_some((member.wire.as_str(), vec![label]))
    });
    let mut all: Vec<(&str, Vec<&str>)> = labels.collect();
    for (value, aliases) in &limit.spellings.aliases {
        let aliases = aliases.iter().map(String::as_str);
        match all.iter_mut().find(|(known, _)| known == value) {
            Some((_, known)) => known.extend(aliases),
            None => all.push((value, aliases.collect())),
        }
    }
    let all = all.into_iter();
    all.map(|(value, aliases)| tree::pair(tree::text(value), tree::texts(&aliases)))
        .collect()
}

fn list(item: Expr, items: Items) -> Expr {
    let travels = match items.travels {
        Travels::Commas => tree::path("runtime::Travels::Commas"),
        Travels::Repeated => tree::path("runtime::Travels::Repeated"),
        Travels::Brackets => tree::path("runtime::Travels::Brackets"),
        Travels::Numbered { first } => Literal::of("runtime::Travels::Numbered")
            .field("first", tree::number(first))
            .whole(),
    };
    Literal::of("runtime::List")
        .field("item", item)
        .field("min", tree::optional(items.min.map(tree::number)))
        .field("max", tree::optional(items.max.map(tree::number)))
        .field("travels", travels)
        .whole()
}

/// The table whose rows a rule nests in requests.
fn sent_table<'a>(lookup: &Lookup<'a>, rule: &Rule) -> Option<&'a Table> {
    match rule {
        Rule::ArrayOf(rows) | Rule::Object(rows) | Rule::JsonInText(rows) => {
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

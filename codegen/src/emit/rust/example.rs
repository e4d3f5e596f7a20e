//! The example in a call's documentation, which compiles and passes.

use std::collections::BTreeSet;

use syn::Expr;

use super::tree::{self, Literal};
use super::{Lookup, formatted};
use crate::emit::sample::{self, Sample, Value};
use crate::model::{Call, Rule, Table};
use crate::naming::{self, MOST_ARGUMENTS};

/// The lines of the example, if values are known that pass.
pub(super) fn lines(lookup: &Lookup<'_>, call: &Call) -> Option<Vec<String>> {
    let samples = sample::of(lookup.api, call)?;
    let required: Vec<&str> = call
        .always_required()
        .map(|accepted| accepted.key.wire.as_str())
        .collect();
    let mut writer = Writer {
        lookup,
        names: BTreeSet::new(),
    };
    let value = writer.value(&call.rust, &required, &samples);
    let library = naming::library(&lookup.api.crate_name);
    let names: Vec<&str> = writer.names.iter().map(String::as_str).collect();
    let mut lines = vec![
        match names.as_slice() {
            [name] => format!("use {library}::{name};"),
            names => format!("use {library}::{{{}}};", names.join(", ")),
        },
        String::new(),
    ];
    lines.extend(statement(value));
    lines.push(format!(
        "# use {library}::runtime; runtime::validate(runtime::Call::params(&call)).unwrap();"
    ));
    Some(lines)
}

/// `let call = value;`
fn statement(value: Expr) -> Vec<String> {
    let text = formatted(Vec::new(), vec![tree::example("call", value)]);
    let lines = text
        .lines()
        .map(|line| line.strip_prefix("    ").unwrap_or(line));
    let mut lines: Vec<String> = lines.skip(1).map(str::to_owned).collect();
    lines.pop();
    lines
}

struct Writer<'a> {
    lookup: &'a Lookup<'a>,
    /// What is imported.
    names: BTreeSet<String>,
}

impl Writer<'_> {
    /// A call or a row with these values.
    fn value(&mut self, rust: &str, required: &[&str], samples: &[Sample<'_>]) -> Expr {
        self.names.insert(rust.to_owned());
        let new = format!("{rust}::new");
        let arguments: Vec<&Sample<'_>> = required
            .iter()
            .filter_map(|wire| samples.iter().find(|sample| sample.key.wire == *wire))
            .collect();
        let begun = match required.len() {
            0..=MOST_ARGUMENTS => {
                let arguments = arguments.iter().map(|sample| self.argument(sample));
                tree::call(&new, arguments.collect::<Vec<_>>())
            }
            _ => {
                let name = naming::required_struct(rust);
                let literal = arguments
                    .iter()
                    .fold(Literal::of(&name), |literal, sample| {
                        literal.field(&sample.key.rust, self.field(sample))
                    });
                let literal = literal.whole();
                self.names.insert(name);
                tree::call(&new, [literal])
            }
        };
        let rest = samples
            .iter()
            .filter(|sample| !required.contains(&sample.key.wire.as_str()));
        rest.fold(begun, |begun, sample| {
            let argument = self.argument(sample);
            tree::method(begun, &sample.key.rust, [argument])
        })
    }

    /// As a setter takes it.
    fn argument(&mut self, sample: &Sample<'_>) -> Expr {
        match &sample.value {
            Value::Text(text) => self.text(sample, text),
            Value::List(items) => tree::array(items.iter().map(|item| tree::text(item))),
            Value::Row(table, samples) => self.row(table, samples),
            Value::Rows(table, samples) => tree::array([self.row(table, samples)]),
        }
    }

    /// As a named field holds it.
    fn field(&mut self, sample: &Sample<'_>) -> Expr {
        let into = |expr| tree::method(expr, "into", []);
        match (&sample.value, &sample.key.limit.rule) {
            (Value::List(items), _) => {
                into(tree::array(items.iter().map(|item| into(tree::text(item)))))
            }
            (Value::Rows(..), _) => into(self.argument(sample)),
            (
                _,
                Rule::Flag
                | Rule::Boolean
                | Rule::Integer { .. }
                | Rule::OneOf(_)
                | Rule::Object(_),
            ) => self.argument(sample),
            _ => into(self.argument(sample)),
        }
    }

    fn text(&mut self, sample: &Sample<'_>, text: &str) -> Expr {
        match &sample.key.limit.rule {
            Rule::Flag | Rule::Boolean => tree::flag(matches!(text, "1" | "true")),
            Rule::Integer { .. } => number(text),
            // As people write it: other digits than a number has are a text.
            Rule::Id if text.parse::<i32>().is_ok_and(|id| id.to_string() == text) => number(text),
            Rule::OneOf(members) => {
                let member = members.iter().find(|member| member.wire == text);
                let set = &sample.key.limit.rust;
                self.names.insert(set.clone());
                let variant = member.map_or("", |member| &member.rust);
                tree::path(&format!("{set}::{variant}"))
            }
            _ => tree::text(text),
        }
    }

    fn row(&mut self, table: &str, samples: &[Sample<'_>]) -> Expr {
        let lookup = self.lookup;
        let required = |table: &Table| -> Vec<String> {
            let keys = table.keys.iter().map(|key| key.wire.clone());
            keys.filter(|wire| table.requires.contains(wire)).collect()
        };
        match lookup.table(table) {
            Some(table) => {
                let required = required(table);
                let required: Vec<&str> = required.iter().map(String::as_str).collect();
                self.value(&table.rust, &required, samples)
            }
            None => tree::path("runtime::Params"),
        }
    }
}

fn number(text: &str) -> Expr {
    tree::number(text.parse::<i64>().unwrap_or_default())
}

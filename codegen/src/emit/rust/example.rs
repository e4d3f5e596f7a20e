//! The example in a call's documentation, which compiles and passes.

use std::collections::BTreeSet;

use syn::Expr;

use super::tree::{self, Literal};
use super::value_kind::ValueKind;
use super::{Lookup, formatted};
use crate::emit::sample::{self, Sample, Value};
use crate::model::{Call, Rule, Table};
use crate::naming::{self, MOST_ARGUMENTS};

/// The lines of the example, if values are known that pass.
pub(super) fn lines(lookup: &Lookup<'_>, call: &Call) -> Option<Vec<String>> {
    let example = Example::of(lookup, call)?;
    let mut lines = vec![example.imports(), String::new()];
    lines.extend(statement("call", example.value));
    let library = &example.library;
    let validate = "runtime::validate(runtime::Call::params(&call)).unwrap();";
    lines.push(match example.names.contains("runtime") {
        true => format!("# {validate}"),
        false => format!("# use {library}::runtime; {validate}"),
    });
    Some(lines)
}

/// The same as a caller has it, who has a client.
pub(super) fn pasted(lookup: &Lookup<'_>, call: &Call) -> Option<String> {
    let mut example = Example::of(lookup, call)?;
    let client = tree::path("client");
    example.value = tree::awaited(tree::method(client, &call.function, [example.value]));
    let mut lines = vec![example.imports(), String::new()];
    lines.extend(statement("reply", example.value));
    Some(lines.join("\n"))
}

/// A call with values, and what it needs.
struct Example {
    library: String,
    /// What is imported.
    names: BTreeSet<String>,
    value: Expr,
}

impl Example {
    fn of(lookup: &Lookup<'_>, call: &Call) -> Option<Self> {
        let samples = sample::of(lookup.api, call)?;
        let required: Vec<&str> = call
            .always_required()
            .map(|accepted| accepted.key.wire.as_str())
            .collect();
        let mut writer = Writer {
            lookup,
            names: BTreeSet::new(),
        };
        let value = writer.value(&call.rust, &required, &samples)?;
        Some(Self {
            library: naming::library(&lookup.api.crate_name),
            names: writer.names,
            value,
        })
    }

    fn imports(&self) -> String {
        let library = &self.library;
        let names: Vec<&str> = self.names.iter().map(String::as_str).collect();
        match names.as_slice() {
            [name] => format!("use {library}::{name};"),
            names => format!("use {library}::{{{}}};", names.join(", ")),
        }
    }
}

/// `let binding = value;`
fn statement(binding: &str, value: Expr) -> Vec<String> {
    let text = formatted(Vec::new(), vec![tree::example(binding, value)]);
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
    fn value(&mut self, rust: &str, required: &[&str], samples: &[Sample<'_>]) -> Option<Expr> {
        self.names.insert(rust.to_owned());
        let new = format!("{rust}::new");
        let required: Vec<&Sample<'_>> = required
            .iter()
            .map(|wire| samples.iter().find(|sample| sample.key.wire == *wire))
            .collect::<Option<_>>()?;
        let mut begun = if required.len() > MOST_ARGUMENTS {
            let name = naming::required_struct(rust);
            let mut literal = Literal::of(&name);
            for sample in &required {
                literal = literal.field(&sample.key.rust, self.field(sample)?);
            }
            let literal = literal.whole();
            self.names.insert(name);
            tree::call(&new, [literal])
        } else {
            let arguments = required.iter().map(|sample| self.argument(sample));
            tree::call(&new, arguments.collect::<Option<Vec<_>>>()?)
        };
        for sample in samples {
            if !required
                .iter()
                .any(|required| required.key.wire == sample.key.wire)
            {
                begun = tree::method(begun, &sample.key.rust, [self.argument(sample)?]);
            }
        }
        Some(begun)
    }

    /// As a setter takes it.
    fn argument(&mut self, sample: &Sample<'_>) -> Option<Expr> {
        Some(match &sample.value {
            Value::Text(text) => self.text(sample, text)?,
            Value::Json(json) => self.json(json),
            Value::List(items) => tree::array(items.iter().map(|item| tree::text(item))),
            Value::File(text) => self.file(text),
            Value::Files(text, count) => {
                let files: Vec<Expr> = (0..*count).map(|_| self.file(text)).collect();
                tree::array(files)
            }
            Value::Row(table, samples) => self.row(table, samples)?,
            Value::Rows(table, samples) => tree::array([self.row(table, samples)?]),
        })
    }

    /// As a named field holds it.
    fn field(&mut self, sample: &Sample<'_>) -> Option<Expr> {
        let into = |expr| tree::method(expr, "into", []);
        if let Value::List(items) = &sample.value {
            let items = items.iter().map(|item| into(tree::text(item)));
            return Some(into(tree::array(items)));
        }
        let argument = self.argument(sample)?;
        Some(match ValueKind::of(&sample.key.limit.rule) {
            ValueKind::Flag
            | ValueKind::Unsigned
            | ValueKind::Signed
            | ValueKind::ClosedSet
            | ValueKind::File
            | ValueKind::Row(_)
            | ValueKind::JsonInText(_) => argument,
            _ => into(argument),
        })
    }

    fn text(&mut self, sample: &Sample<'_>, text: &str) -> Option<Expr> {
        let limit = &sample.key.limit;
        Some(match ValueKind::of(&limit.rule) {
            ValueKind::Flag => tree::flag(match &limit.rule {
                Rule::FlagAs { yes, .. } => text == yes,
                _ => matches!(text, "1" | "true"),
            }),
            // As the setter takes it.
            ValueKind::Unsigned => tree::number(text.parse::<u64>().ok()?),
            ValueKind::Signed => tree::number(text.parse::<i64>().ok()?),
            // As people write it: what has other digits than the number is a text.
            ValueKind::Id => match text.parse::<i32>() {
                Ok(id) if id.to_string() == text => tree::number(id),
                _ => tree::text(text),
            },
            ValueKind::ClosedSet => {
                let Rule::OneOf(members) = &limit.rule else {
                    return None;
                };
                let member = members.iter().find(|member| member.wire == text)?;
                let set = &limit.rust;
                self.names.insert(set.clone());
                tree::path(&format!("{set}::{}", member.rust))
            }
            ValueKind::Text | ValueKind::Moment | ValueKind::Amount => tree::text(text),
            ValueKind::List
            | ValueKind::Map
            | ValueKind::File
            | ValueKind::Files
            | ValueKind::Rows(_)
            | ValueKind::Row(_)
            | ValueKind::Json
            | ValueKind::JsonInText(_) => return None,
        })
    }

    fn file(&mut self, content: &str) -> Expr {
        self.names.insert("runtime".to_owned());
        let arguments = [tree::text("file.txt"), tree::text(content)];
        tree::call("runtime::FileUpload::new", arguments)
    }

    fn json(&mut self, json: &serde_json::Value) -> Expr {
        match json {
            serde_json::Value::Bool(value) => tree::flag(*value),
            serde_json::Value::String(text) => tree::text(text),
            json => {
                self.names.insert("runtime".to_owned());
                let text = tree::text(&json.to_string());
                tree::method(tree::call("runtime::Json::parse", [text]), "unwrap", [])
            }
        }
    }

    fn row(&mut self, table: &str, samples: &[Sample<'_>]) -> Option<Expr> {
        let table: &Table = self.lookup.table(table)?;
        // In the order of the arguments.
        let required: Vec<&str> = table.always_required().collect();
        self.value(&table.rust, &required, samples)
    }
}

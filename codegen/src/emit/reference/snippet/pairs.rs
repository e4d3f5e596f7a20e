//! Values as the pairs of a query, a form or headers.

use super::json;
use crate::emit::sample::{Sample, Value};
use crate::model::{Nests, Rule, Travels};

/// A name and its value.
pub(super) struct Pair {
    pub(super) name: String,
    pub(super) value: Written,
}

/// A value.
pub(super) enum Written {
    Text(String),
    /// That of a variable, and what stands around it.
    Env {
        before: String,
        env: String,
        after: String,
    },
    /// A file with this text in it.
    File(String),
}

impl Pair {
    pub(super) fn text(name: &str, value: &str) -> Self {
        Self {
            name: name.to_owned(),
            value: Written::Text(value.to_owned()),
        }
    }
}

/// The pairs of a value.
pub(super) fn of(sample: &Sample<'_>, nests: Option<Nests>) -> Vec<Pair> {
    let mut pairs = Vec::new();
    let nests = nests.unwrap_or(Nests::JsonText);
    add(&mut pairs, &sample.key.wire, "", nests, sample);
    pairs
}

/// The text of a form.
pub(super) fn form(pairs: &[Pair]) -> String {
    let pairs = pairs.iter().map(|pair| {
        let value = match &pair.value {
            Written::Text(text) | Written::File(text) => escaped(text),
            Written::Env { before, env, after } => {
                format!("{}${env}{}", escaped(before), escaped(after))
            }
        };
        format!("{}={value}", escaped(&pair.name))
    });
    let pairs: Vec<String> = pairs.collect();
    pairs.join("&")
}

/// A text in a query or a form, byte by byte.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                escaped.push(char::from(byte));
            }
            _ => escaped.push_str(&format!("%{byte:02X}")),
        }
    }
    escaped
}

/// Adds what a value of this name is; `columns` are the numbers of the rows that it is in, if they stand behind
/// the name.
fn add(pairs: &mut Vec<Pair>, name: &str, columns: &str, nests: Nests, sample: &Sample<'_>) {
    let limit = &sample.key.limit;
    let whole = format!("{name}{columns}");
    match &sample.value {
        Value::Text(text) => pairs.push(Pair::text(&whole, text)),
        Value::Json(json) => pairs.push(Pair::text(&whole, &json.to_string())),
        Value::List(items) => {
            if limit.items.travels == Travels::Commas {
                return pairs.push(Pair::text(&whole, &items.join(",")));
            }
            for (number, item) in (0_u32..).zip(items) {
                pairs.push(Pair::text(
                    &of_item(&whole, limit.items.travels, number),
                    item,
                ));
            }
        }
        Value::File(text) => pairs.push(file(&whole, text)),
        Value::Files(text, count) => {
            for number in 0..*count {
                pairs.push(file(&of_item(&whole, limit.items.travels, number), text));
            }
        }
        Value::Row(..) | Value::Rows(..)
            if nests == Nests::JsonText || matches!(limit.rule, Rule::JsonInText(_)) =>
        {
            let text = match json::value(limit, &sample.value) {
                json::Json::Text(text) => text,
                json => json.compact(),
            };
            pairs.push(Pair::text(&whole, &text));
        }
        Value::Row(_, samples) => {
            for sample in samples {
                let name = within(name, &sample.key.wire, nests);
                add(pairs, &name, columns, nests, sample);
            }
        }
        // There is one of them.
        Value::Rows(_, samples) => {
            let (row, columns) = match nests {
                Nests::Columns => (name.to_owned(), format!("{columns}[0]")),
                Nests::Brackets => (format!("{name}[0]"), columns.to_owned()),
                Nests::Dots | Nests::JsonText => (format!("{name}.0"), columns.to_owned()),
            };
            for sample in samples {
                let name = within(&row, &sample.key.wire, nests);
                add(pairs, &name, &columns, nests, sample);
            }
        }
    }
}

fn within(name: &str, key: &str, nests: Nests) -> String {
    match nests {
        Nests::Brackets | Nests::Columns => format!("{name}[{key}]"),
        Nests::Dots | Nests::JsonText => format!("{name}.{key}"),
    }
}

fn of_item(name: &str, travels: Travels, number: u32) -> String {
    match travels {
        Travels::Commas | Travels::Repeated => name.to_owned(),
        Travels::Brackets => format!("{name}[]"),
        Travels::Numbered { first } => format!("{name}[{}]", u64::from(first) + u64::from(number)),
    }
}

fn file(name: &str, text: &str) -> Pair {
    Pair {
        name: name.to_owned(),
        value: Written::File(text.to_owned()),
    }
}

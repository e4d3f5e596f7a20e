//! JSON, with the keys in their order and variables in the place of secrets.

use std::fmt::Write as _;

use crate::emit::sample::{Sample, Value};
use crate::model::{Limit, Rule, Travels};

/// Stands before and behind the name of a variable in what [`Json::compact`] writes: JSON has no such sign.
pub(super) const MARK: char = '\u{1}';

/// A value.
pub(super) enum Json {
    /// As it is.
    Bare(String),
    Text(String),
    /// A text with the value of a variable in it.
    Env {
        before: String,
        env: String,
        after: String,
    },
    Array(Vec<Json>),
    Object(Vec<(String, Json)>),
}

/// A value of this limit.
pub(super) fn value(limit: &Limit, value: &Value<'_>) -> Json {
    match value {
        Value::Text(text) => match limit.unquoted || matches!(limit.rule, Rule::Json) {
            true => Json::Bare(text.clone()),
            false => Json::Text(text.clone()),
        },
        Value::Json(json) => Json::Bare(json.to_string()),
        Value::List(items) => match (&limit.rule, limit.items.travels) {
            (_, Travels::Commas) => Json::Text(items.join(",")),
            (rule, _) => {
                let is_bare = matches!(rule, Rule::ListOf(item) if item.unquoted);
                let items = items.iter().cloned();
                Json::Array(match is_bare {
                    true => items.map(Json::Bare).collect(),
                    false => items.map(Json::Text).collect(),
                })
            }
        },
        // No body of JSON has one.
        Value::File(text) | Value::Files(text, _) => Json::Text(text.clone()),
        Value::Row(_, samples) => match limit.rule {
            Rule::JsonInText(_) => Json::Text(object(samples).compact()),
            _ => object(samples),
        },
        Value::Rows(_, samples) => Json::Array(vec![object(samples)]),
    }
}

/// An object of these keys.
pub(super) fn object(samples: &[Sample<'_>]) -> Json {
    let pairs = samples.iter().map(|sample| {
        let value = value(&sample.key.limit, &sample.value);
        (sample.key.wire.clone(), value)
    });
    Json::Object(pairs.collect())
}

impl Json {
    /// In one line, with a [`MARK`] on both sides of a variable.
    pub(super) fn compact(&self) -> String {
        let mut text = String::new();
        self.write(&mut text, None);
        text
    }

    /// In lines, with a dollar before a variable.
    pub(super) fn pretty(&self) -> String {
        let mut text = String::new();
        self.write(&mut text, Some(0));
        let mut shown = String::with_capacity(text.len());
        for (at, part) in text.split(MARK).enumerate() {
            if at % 2 == 1 {
                shown.push('$');
            }
            shown.push_str(part);
        }
        shown
    }

    fn write(&self, text: &mut String, depth: Option<usize>) {
        match self {
            Self::Bare(bare) => text.push_str(bare),
            Self::Text(value) => text.push_str(&quoted(value)),
            Self::Env { before, env, after } => {
                let (before, after) = (quoted(before), quoted(after));
                let before = before.strip_suffix('"').unwrap_or(&before);
                let after = after.strip_prefix('"').unwrap_or(&after);
                let _ = write!(text, "{before}{MARK}{env}{MARK}{after}");
            }
            Self::Array(items) => {
                let items = items.iter();
                let items = items.map(|item| |text: &mut String, depth| item.write(text, depth));
                list(text, depth, ['[', ']'], items);
            }
            Self::Object(pairs) => {
                let pairs = pairs.iter().map(|(name, value)| {
                    move |text: &mut String, depth: Option<usize>| {
                        text.push_str(&quoted(name));
                        text.push_str(if depth.is_some() { ": " } else { ":" });
                        value.write(text, depth);
                    }
                });
                list(text, depth, ['{', '}'], pairs);
            }
        }
    }
}

fn list<W: FnOnce(&mut String, Option<usize>)>(
    text: &mut String,
    depth: Option<usize>,
    [open, close]: [char; 2],
    items: impl Iterator<Item = W>,
) {
    let inner = depth.map(|depth| depth + 1);
    text.push(open);
    let mut is_blank = true;
    for item in items {
        if !is_blank {
            text.push(',');
        }
        is_blank = false;
        line(text, inner);
        item(text, inner);
    }
    if !is_blank {
        line(text, depth);
    }
    text.push(close);
}

fn line(text: &mut String, depth: Option<usize>) {
    if let Some(depth) = depth {
        text.push('\n');
        text.push_str(&"  ".repeat(depth));
    }
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

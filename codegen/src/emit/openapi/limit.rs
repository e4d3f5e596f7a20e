//! Limits as schemas.

use super::describing;
use super::extension as x;
use super::losses::Loss;
use super::schemas::Kind;
use super::writer::Writer;
use crate::emit::pattern::{pattern, plain};
use crate::emit::sample;
use crate::emit::tree::Tree;
use crate::emit::words::{self, Docs, Voice};
use crate::model::{Limit, Member, Rule, Travels};

const LENGTH_ESCAPED: Loss = Loss {
    cannot: "How long a text is once it is escaped for a URL.",
    instead: "The same number as a limit of its characters, before they are escaped.",
};
const WIDER: Loss = Loss {
    cannot: "All of a limit in a pattern that every reader of schemas understands: which signs beyond ASCII are letters, lengths of parts, what must not stand there.",
    instead: "A pattern that allows more, and nothing less.",
};
const CALENDAR: Loss = Loss {
    cannot: "Whether the day exists and is that day of the week.",
    instead: "A pattern for how it is written.",
};
const JSON_IN_TEXT: Loss = Loss {
    cannot: "What stands in a text that is JSON.",
    instead: "Any text; the description names the row.",
};
const FILE_SIZE: Loss = Loss {
    cannot: "How many bytes a file may have.",
    instead: "The description says it.",
};
const DIGITS: Loss = Loss {
    cannot: "How many digits a number may have behind its point.",
    instead: "The description says it.",
};

impl Writer<'_> {
    /// What a limit allows: the schema of its name, if it has one.
    pub(super) fn limit(&mut self, limit: &Limit) -> Tree {
        if !limit.is_named {
            return self.rule(limit);
        }
        self.component(Kind::Limit, &limit.name, |writer| {
            let mut tree = writer.rule(limit);
            let mut docs = Docs::default();
            docs.line(words::limit::words(limit, Voice::Developer));
            let known = writer.api.limits.iter().find(|it| it.name == limit.name);
            let was = known.map(|known| known.was.as_slice()).unwrap_or_default();
            docs.history(None, None, was);
            describing::describe(&mut tree, &docs);
            if let Some(example) = example(limit) {
                tree.extend(writer.example(example));
            }
            describing::extend(&mut tree, None, None, was, &[]);
            tree
        })
    }

    /// An example of a schema.
    pub(super) fn example(&self, value: Tree) -> Tree {
        match self.profile.has_json_schema() {
            true => Tree::map([("examples", Tree::List(vec![value]))]),
            false => Tree::map([("example", value)]),
        }
    }

    /// What a rule allows, and nothing else about it.
    pub(super) fn rule(&mut self, limit: &Limit) -> Tree {
        match &limit.rule {
            Rule::Text { max, cut } => sized(None, max.filter(|_| !cut)),
            Rule::Length { min, max, cut } => sized(Some(*min), max.filter(|_| !cut)),
            Rule::Escaped { max } => {
                self.losses.note(LENGTH_ESCAPED, limit.name.as_str());
                sized(None, Some(*max))
            }
            Rule::OneOf(members) => one_of(limit, members),
            Rule::Flag => yes_or_no(limit, "1", "0"),
            Rule::FlagAs { yes, no } => yes_or_no(limit, yes, no),
            Rule::Boolean if limit.unquoted => kind("boolean"),
            Rule::Boolean => yes_or_no(limit, "true", "false"),
            Rule::Integer { min, max } if limit.unquoted => {
                let mut tree = kind("integer");
                if let Some(min) = min {
                    tree.push("minimum", Tree::Integer(*min));
                }
                if let Some(max) = max {
                    tree.push("maximum", Tree::Integer(*max));
                }
                tree
            }
            Rule::Id if limit.unquoted => {
                let mut tree = kind("integer");
                tree.push("minimum", Tree::Integer(0));
                tree
            }
            Rule::Epoch(_) if limit.unquoted => kind("integer"),
            Rule::Decimal if limit.unquoted => kind("number"),
            Rule::DecimalWithin { min, max, digits } if limit.unquoted => {
                if digits.is_some() {
                    self.losses.note(DIGITS, limit.name.as_str());
                }
                let mut tree = kind("number");
                for (name, bound) in [("minimum", min), ("maximum", max)] {
                    if let Some(bound) = bound.as_deref().and_then(number) {
                        tree.push(name, bound);
                    }
                }
                tree
            }
            Rule::Shape(_)
            | Rule::Integer { .. }
            | Rule::DecimalWithin { .. }
            | Rule::Email
            | Rule::Url
            | Rule::Id
            | Rule::Decimal
            | Rule::Epoch(_)
            | Rule::Ip(_)
            | Rule::DateTime(..) => self.patterned(limit),
            Rule::Rfc2822 => {
                self.losses.note(CALENDAR, limit.name.as_str());
                let mut tree = kind("string");
                tree.push("pattern", Tree::text(RFC_2822));
                tree
            }
            Rule::AllOf(limits) => {
                let each = limits.iter().map(|limit| self.limit(limit));
                let all = Tree::List(each.collect());
                Tree::map([("type", Tree::text("string")), ("allOf", all)])
            }
            Rule::Json => Tree::map([]),
            Rule::File { max } => {
                if max.is_some() {
                    self.losses.note(FILE_SIZE, limit.name.as_str());
                }
                Tree::map([
                    ("type", Tree::text("string")),
                    ("format", Tree::text("binary")),
                ])
            }
            Rule::ListOf(item) => match limit.items.travels {
                Travels::Commas if !item.is_of_files() => {
                    let mut tree = self.patterned(limit);
                    // Without items it is a blank text.
                    if limit.allows("")
                        && let Tree::Map(entries) = &mut tree
                        && let Some((_, Tree::Text(pattern))) =
                            entries.iter_mut().find(|(name, _)| name == "pattern")
                    {
                        pattern.insert(pattern.len() - 1, '?');
                    }
                    tree
                }
                _ => {
                    let items = self.limit(item);
                    let mut tree = Tree::map([("type", Tree::text("array")), ("items", items)]);
                    counted(&mut tree, limit);
                    tree
                }
            },
            Rule::ArrayOf(rows) => {
                let row = self.row(rows);
                let mut tree = Tree::map([("type", Tree::text("array")), ("items", row)]);
                counted(&mut tree, limit);
                tree
            }
            Rule::Object(row) => self.row(row),
            Rule::MapOf(values) => {
                let values = self.limit(values);
                Tree::map([
                    ("type", Tree::text("object")),
                    ("additionalProperties", values),
                ])
            }
            Rule::JsonInText(row) => {
                let mut tree = kind("string");
                if self.profile.has_json_schema() {
                    tree.push("contentMediaType", Tree::text("application/json"));
                    let schema = self.row(row);
                    tree.push("contentSchema", schema);
                } else {
                    self.losses.note(JSON_IN_TEXT, limit.name.as_str());
                }
                tree
            }
        }
    }

    /// A text that a pattern describes.
    fn patterned(&mut self, limit: &Limit) -> Tree {
        let mut tree = kind("string");
        if let Some(pattern) = pattern(limit) {
            let plain = plain(&pattern);
            if plain.is_wider {
                self.losses.note(WIDER, limit.name.as_str());
            }
            let anchored = format!("^(?:{})$", plain.expression);
            tree.push("pattern", Tree::text(anchored));
        }
        tree
    }
}

const RFC_2822: &str = "^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (?:0?[1-9]|[12][0-9]|3[01]) (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [0-9]{4} (?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9] [+-](?:[01][0-9]|2[0-3])[0-5][0-9]$";

/// A value as it stands in JSON.
pub(super) fn value(limit: &Limit, text: &str) -> Tree {
    match limit.unquoted || matches!(limit.rule, Rule::Json) {
        true => serde_json::from_str(text).map_or_else(|_| Tree::text(text), Tree::Json),
        false => Tree::text(text),
    }
}

/// A value that passes.
pub(super) fn example(limit: &Limit) -> Option<Tree> {
    if !limit.unquoted && !is_text(limit) {
        return None;
    }
    Some(value(limit, &sample::text(limit)?))
}

/// Whether its values stand in JSON as texts.
pub(super) fn is_text(limit: &Limit) -> bool {
    !limit.unquoted
        && match &limit.rule {
            Rule::ListOf(item) => limit.items.travels == Travels::Commas && !item.is_of_files(),
            Rule::Json
            | Rule::File { .. }
            | Rule::ArrayOf(_)
            | Rule::Object(_)
            | Rule::MapOf(_)
            | Rule::JsonInText(_) => false,
            _ => true,
        }
}

/// Whether its values stand in JSON as arrays.
pub(super) fn is_array(limit: &Limit) -> bool {
    match &limit.rule {
        Rule::ArrayOf(_) => true,
        Rule::ListOf(_) => !is_text(limit),
        _ => false,
    }
}

pub(super) fn kind(name: &'static str) -> Tree {
    Tree::map([("type", Tree::text(name))])
}

fn sized(min: Option<u32>, max: Option<u32>) -> Tree {
    let mut tree = kind("string");
    if let Some(min) = min.filter(|min| *min > 0) {
        tree.push("minLength", Tree::Integer(min.into()));
    }
    if let Some(max) = max {
        tree.push("maxLength", Tree::Integer(max.into()));
    }
    tree
}

fn counted(tree: &mut Tree, limit: &Limit) {
    if let Some(min) = limit.items.min.filter(|min| *min > 0) {
        tree.push("minItems", Tree::Integer(min.into()));
    }
    if let Some(max) = limit.items.max {
        tree.push("maxItems", Tree::Integer(max.into()));
    }
}

fn number(text: &str) -> Option<Tree> {
    serde_json::from_str::<serde_json::Number>(text)
        .ok()
        .map(|number| Tree::Json(number.into()))
}

fn yes_or_no(limit: &Limit, yes: &str, no: &str) -> Tree {
    let words = || Tree::texts(&["No", "Yes"]);
    let values = vec![value(limit, no), value(limit, yes)];
    Tree::map([
        ("type", Tree::text(kind_of(&values))),
        ("enum", Tree::List(values)),
        (x::ENUM_DESCRIPTIONS.name, words()),
        (x::ENUM_VARNAMES.name, words()),
    ])
}

/// The name of a value: Python takes three of the names that Rust has for its own.
fn variant(member: &Member) -> Tree {
    match member.rust.as_str() {
        name @ ("None" | "True" | "False") => Tree::text(format!("{name}Value")),
        name => Tree::text(name),
    }
}

/// The type that all values of a closed set have.
fn kind_of(values: &[Tree]) -> &'static str {
    let all = |is: fn(&serde_json::Value) -> bool| {
        let mut values = values.iter();
        values.all(|value| matches!(value, Tree::Json(value) if is(value)))
    };
    if all(serde_json::Value::is_boolean) {
        "boolean"
    } else if all(|value| value.is_i64() || value.is_u64()) {
        "integer"
    } else if all(serde_json::Value::is_number) {
        "number"
    } else {
        "string"
    }
}

fn one_of(limit: &Limit, members: &[Member]) -> Tree {
    let values: Vec<Tree> = members
        .iter()
        .map(|member| value(limit, &member.wire))
        .collect();
    let mut tree = kind(kind_of(&values));
    tree.push("enum", Tree::List(values));
    if members.iter().any(|member| member.label.is_some()) {
        let labels = members
            .iter()
            .map(|member| Tree::text(member.label.as_ref().unwrap_or(&member.wire)));
        tree.push(x::ENUM_DESCRIPTIONS.name, Tree::List(labels.collect()));
    }
    let names = members.iter().map(variant);
    tree.push(x::ENUM_VARNAMES.name, Tree::List(names.collect()));
    tree
}

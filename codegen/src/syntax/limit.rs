//! Limits as written.

use super::doc;
use super::fields::{Fields, count, integer, map, single, text, texts, word, wrong_form};
use super::table::{Was, read_was_of_limit};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::DateKind;
use crate::source::{Kind, Node};
use crate::span::{At, Span};

/// A named limit.
#[derive(Clone, Debug)]
pub struct Limit {
    /// Its name.
    pub name: At<String>,
    /// Its rule.
    pub rule: At<Rule>,
    /// Whether it travels as a JSON number: `wire: number`.
    pub unquoted: bool,
    /// What it means.
    pub doc: String,
    /// Values that it allows.
    pub pass: Vec<At<String>>,
    /// Values that it refuses.
    pub fail: Vec<At<String>>,
    /// What earlier revisions said.
    pub was: Vec<Was>,
}

/// A limit where one is needed.
#[derive(Clone, Debug)]
pub enum LimitRef {
    /// By name: of a named limit, or of a rule that needs nothing more.
    Named(At<String>),
    /// A rule in place.
    InPlace(At<Rule>),
}

impl LimitRef {
    /// Where it stands.
    pub(crate) fn span(&self) -> Span {
        match self {
            Self::Named(name) => name.span,
            Self::InPlace(rule) => rule.span,
        }
    }
}

/// A rule.
#[derive(Clone, Debug)]
pub enum Rule {
    /// Any text.
    Text {
        /// Most characters.
        max: Option<u32>,
        /// Whether longer text is cut by the vendor rather than refused.
        cut: bool,
    },
    /// Text of one of these shapes.
    Shape(Vec<At<String>>),
    /// A closed set of wire values, each with a label perhaps.
    OneOf(Vec<Member>),
    /// `1` or `0`.
    Flag,
    /// `true` or `false`.
    Boolean,
    /// Digits.
    Id,
    /// A whole number.
    Integer {
        /// Smallest.
        min: Option<i64>,
        /// Largest.
        max: Option<i64>,
    },
    /// A decimal number as text.
    Decimal,
    /// An e-mail address.
    Email,
    /// An absolute HTTP or HTTPS address.
    Url,
    /// Any text, if it is short enough once it is escaped for a URL.
    Escaped {
        /// Most characters.
        max: u32,
    },
    /// Any JSON value.
    Json,
    /// A day, a time, or both.
    DateTime(DateKind, Vec<At<String>>),
    /// Comma-separated values of another limit.
    ListOf(Box<LimitRef>),
    /// Rows with the keys of a table or record.
    ArrayOf(At<String>),
    /// An object with the keys of a table or record.
    Object(At<String>),
    /// A record written as JSON inside a text.
    JsonInText(At<String>),
}

/// A wire value of a closed set, and its label perhaps.
pub type Member = (At<String>, Option<At<String>>);

impl Rule {
    /// What stands in for a rule that could not be read, so that one mistake is not told twice.
    pub(crate) fn any_text() -> Self {
        Self::Text {
            max: None,
            cut: false,
        }
    }
}

/// The rules that need nothing more than their name.
pub(crate) const PLAIN_RULES: [&str; 9] = [
    "text", "flag", "boolean", "id", "integer", "decimal", "email", "url", "json",
];

const RULES: [&str; 13] = [
    "text",
    "escaped",
    "shape",
    "one_of",
    "integer",
    "date",
    "time",
    "date_time",
    "utc_date_time",
    "list_of",
    "array_of",
    "object",
    "json_in_text",
];

/// The rule of a name that needs nothing more.
pub(crate) fn plain_rule(name: &str) -> Option<Rule> {
    Some(match name {
        "text" => Rule::any_text(),
        "flag" => Rule::Flag,
        "boolean" => Rule::Boolean,
        "id" => Rule::Id,
        "integer" => Rule::Integer {
            min: None,
            max: None,
        },
        "decimal" => Rule::Decimal,
        "email" => Rule::Email,
        "url" => Rule::Url,
        "json" => Rule::Json,
        _ => return None,
    })
}

/// Reads a `limits:` file; tells whether anything could be read.
pub(crate) fn read_all(
    root: &Node,
    limits: &mut Vec<Limit>,
    diagnostics: &mut Diagnostics,
) -> bool {
    let Some(mut fields) = Fields::of(root, "a limits file", root.span, diagnostics) else {
        return false;
    };
    for (name, node) in fields.entries("limits", diagnostics) {
        limits.push(read(name, node, diagnostics));
    }
    fields.finish(diagnostics);
    true
}

/// Reads what stands after `limit:`.
pub(crate) fn read_ref(node: &Node, diagnostics: &mut Diagnostics) -> Option<LimitRef> {
    match &node.kind {
        Kind::Text(name) => Some(LimitRef::Named(At::new(name.clone(), node.span))),
        Kind::Map(_) => Some(LimitRef::InPlace(read_rule(node, "limit", diagnostics)?)),
        _ => {
            diagnostics.push(wrong_form(
                node,
                "limit",
                "the name of a limit, or a rule",
                "write `limit: email` or `limit: { one_of: [Own, Rent] }`",
            ));
            None
        }
    }
}

fn read(name: &At<String>, node: &Node, diagnostics: &mut Diagnostics) -> Limit {
    let mut fields = Fields::of_named(node, "a limit", name.span, diagnostics);
    let rule = fields
        .require("rule")
        .and_then(|node| read_rule(node, "rule", diagnostics));
    let wire = fields.get("wire");
    let unquoted = wire
        .and_then(|node| {
            let words = [("text", false), ("number", true)];
            word(node, "wire", &words, diagnostics)
        })
        .unwrap_or(false);
    if let (true, Some(wire), Some(rule)) = (unquoted, wire, &rule)
        && !matches!(
            rule.value,
            Rule::Integer { .. } | Rule::Decimal | Rule::Id | Rule::Flag
        )
    {
        diagnostics.push(
            Diagnostic::error(
                Code::NoNumber,
                Some(wire.span),
                "only numbers can travel as a JSON number",
            )
            .label(rule.span, "this rule allows more than numbers")
            .help("leave out `wire: number`, or use `integer`, `decimal`, `id` or `flag`"),
        );
    }
    let doc = doc(fields.text("doc", diagnostics));
    let mut pass = fields.texts("pass", diagnostics);
    let mut fail = fields.texts("fail", diagnostics);
    let was = read_was_of_limit(&mut fields, diagnostics);
    fields.finish(diagnostics);
    // The name is defined all the same: those who use it have made no mistake.
    let rule = rule.unwrap_or_else(|| {
        pass.clear();
        fail.clear();
        At::new(Rule::any_text(), name.span)
    });
    Limit {
        name: name.clone(),
        rule,
        unquoted,
        doc,
        pass,
        fail,
        was,
    }
}

fn read_rule(node: &Node, what: &str, diagnostics: &mut Diagnostics) -> Option<At<Rule>> {
    if let Kind::Text(name) = &node.kind {
        let rule = plain_rule(name);
        if rule.is_none() {
            diagnostics.push(unknown_rule(name, node.span));
        }
        return Some(At::new(rule?, node.span));
    }
    let help = format!("write `{what}: email` or `{what}: {{ one_of: [Own, Rent] }}`");
    let (name, node) = single(node, what, &help, diagnostics)?;
    Some(At::new(read_rule_of(name, node, diagnostics)?, name.span))
}

fn read_rule_of(name: &At<String>, node: &Node, diagnostics: &mut Diagnostics) -> Option<Rule> {
    Some(match name.as_str() {
        "text" => {
            let mut fields = Fields::of(node, "text", name.span, diagnostics)?;
            let max = fields
                .get("max")
                .and_then(|node| count(node, "max", 0, "a number of characters", diagnostics));
            let cut = fields
                .word("beyond", &[("refused", false), ("cut", true)], diagnostics)
                .unwrap_or(false);
            fields.finish(diagnostics);
            Rule::Text { max, cut }
        }
        "escaped" => {
            let mut fields = Fields::of(node, "an escaped text", name.span, diagnostics)?;
            let expected = "a number of characters, at least 1";
            let max = fields
                .require("max")
                .and_then(|node| count(node, "max", 1, expected, diagnostics));
            fields.finish(diagnostics);
            Rule::Escaped { max: max? }
        }
        "shape" => Rule::Shape(texts(node, "shape", diagnostics)),
        "one_of" => Rule::OneOf(read_set(node, diagnostics)?),
        "integer" => {
            let mut fields = Fields::of(node, "integer", name.span, diagnostics)?;
            let min = fields
                .get("min")
                .and_then(|node| integer(node, "min", diagnostics));
            let max = fields
                .get("max")
                .and_then(|node| integer(node, "max", diagnostics));
            fields.finish(diagnostics);
            Rule::Integer { min, max }
        }
        "date" => Rule::DateTime(DateKind::Date, texts(node, "date", diagnostics)),
        "time" => Rule::DateTime(DateKind::Time, texts(node, "time", diagnostics)),
        "date_time" => Rule::DateTime(DateKind::DateTime, texts(node, "date_time", diagnostics)),
        "utc_date_time" => Rule::DateTime(
            DateKind::UtcDateTime,
            texts(node, "utc_date_time", diagnostics),
        ),
        "list_of" => Rule::ListOf(Box::new(read_ref(node, diagnostics)?)),
        "array_of" => Rule::ArrayOf(text(node, "array_of", diagnostics)?),
        "object" => Rule::Object(text(node, "object", diagnostics)?),
        "json_in_text" => Rule::JsonInText(text(node, "json_in_text", diagnostics)?),
        other => {
            let told = takes_nothing(other, name.span);
            diagnostics.push(told.unwrap_or_else(|| unknown_rule(other, name.span)));
            return None;
        }
    })
}

fn read_set(node: &Node, diagnostics: &mut Diagnostics) -> Option<Vec<Member>> {
    match &node.kind {
        Kind::List(_) | Kind::Text(_) => Some(
            texts(node, "one_of", diagnostics)
                .into_iter()
                .map(|value| (value, None))
                .collect(),
        ),
        _ => Some(
            map(node, "one_of", diagnostics)?
                .iter()
                .filter_map(|(value, label)| {
                    Some((value.clone(), Some(text(label, "label", diagnostics)?)))
                })
                .collect(),
        ),
    }
}

/// What is told of a rule that needs more than its name, if this is one.
pub(crate) fn needs_more(name: &str, span: Span) -> Option<Diagnostic> {
    RULES.contains(&name).then(|| {
        let message = format!("the rule `{name}` needs more than its name");
        Diagnostic::error(Code::WrongForm, Some(span), message).help(format!(
            "a rule of this name needs more: write `{{ {name}: … }}`"
        ))
    })
}

/// What is told of a rule that is written with more than its name, if it takes none.
fn takes_nothing(name: &str, span: Span) -> Option<Diagnostic> {
    PLAIN_RULES.contains(&name).then(|| {
        let message = format!("the rule `{name}` takes nothing more than its name");
        Diagnostic::error(Code::WrongForm, Some(span), message).help(format!(
            "write `{name}` alone; a limit has one rule, so choose the one that refuses most"
        ))
    })
}

/// What other languages call rules, and what they are called here.
const ELSEWHERE: [(&str, &str); 21] = [
    ("any", "json"),
    ("bool", "boolean"),
    ("datetime", "date_time"),
    ("double", "decimal"),
    ("enum", "one_of"),
    ("float", "decimal"),
    ("int", "integer"),
    ("int32", "integer"),
    ("int64", "integer"),
    ("list", "list_of"),
    ("long", "integer"),
    ("map", "object"),
    ("money", "decimal"),
    ("number", "decimal"),
    ("pattern", "shape"),
    ("regex", "shape"),
    ("str", "text"),
    ("string", "text"),
    ("uri", "url"),
    ("varchar", "text"),
    ("yes_no", "flag"),
];

/// The rule that other languages call so.
pub(crate) fn called_elsewhere(name: &str) -> Option<&'static str> {
    let name = name.to_ascii_lowercase();
    let mut rules = ELSEWHERE.iter();
    rules.find_map(|(word, rule)| (*word == name).then_some(*rule))
}

fn unknown_rule(name: &str, span: Span) -> Diagnostic {
    if let Some(diagnostic) = needs_more(name, span) {
        return diagnostic;
    }
    let message = format!("no rule is called `{name}`");
    let diagnostic = Diagnostic::error(Code::UnknownWord, Some(span), message);
    match called_elsewhere(name) {
        Some(rule) => diagnostic.help(format!("did you mean `{rule}`?")),
        None => diagnostic
            .suggest(name, RULES.into_iter().chain(PLAIN_RULES))
            .or_help("spec/README.md lists the rules"),
    }
}

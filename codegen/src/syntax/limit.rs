//! Limits as written.

use super::attributes;
use super::doc;
use super::fields::{Fields, map, single, text, texts, word, wrong_form};
use super::items::read_list;
use super::number::{count, integer};
use super::rule::{read_all_of, read_decimal, read_epoch, read_flag, read_ip, read_text};
use super::rule_name::{takes_nothing, unknown_rule};
use super::spellings::{Spellings, read_spellings};
use super::table::{Was, read_was_of_limit};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{DateKind, Epoch, IpVersion, Items};
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
    /// What people write in the place of its values.
    pub spellings: Spellings,
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
    /// Any text, of so many characters.
    Length {
        /// Fewest characters.
        min: u32,
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
    /// Yes or no, in spellings of the API's own.
    FlagAs {
        /// What says yes.
        yes: At<String>,
        /// What says no.
        no: At<String>,
    },
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
    /// A decimal number as text, within bounds.
    DecimalWithin {
        /// Smallest.
        min: Option<At<String>>,
        /// Largest.
        max: Option<At<String>>,
        /// Most digits behind the point.
        digits: Option<u32>,
    },
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
    /// A file.
    File {
        /// Most bytes.
        max: Option<u64>,
    },
    /// A day, a time, or both.
    DateTime(DateKind, Vec<At<String>>),
    /// A day and time as RFC 2822 writes them.
    Rfc2822,
    /// A moment, counted from the beginning of 1970.
    Epoch(Epoch),
    /// An address of the Internet Protocol, of this version if one is said.
    Ip(Option<IpVersion>),
    /// One text that all of these limits allow.
    AllOf(Vec<LimitRef>),
    /// Values of another limit: how many, and how they travel.
    ListOf(Box<LimitRef>, Items),
    /// Rows with the keys of a table or record.
    ArrayOf(At<String>),
    /// An object with the keys of a table or record.
    Object(At<String>),
    /// Names with values of another limit.
    MapOf(Box<LimitRef>),
    /// An object written as JSON inside a text.
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

/// The rule of a name that needs nothing more.
pub(crate) fn plain_rule(name: &str) -> Option<Rule> {
    Some(match name {
        other if !attributes::stands_alone(other) => return None,
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
        "ip" => Rule::Ip(None),
        "rfc_2822" => Rule::Rfc2822,
        "file" => Rule::File { max: None },
        _ => return None,
    })
}

/// Reads a `limits:` file; tells whether anything could be read.
pub(crate) fn read_all(
    root: &Node,
    limits: &mut Vec<Limit>,
    diagnostics: &mut Diagnostics,
) -> bool {
    let Some(mut fields) = Fields::of(root, &attributes::LIMITS, root.span, diagnostics) else {
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
    let mut fields = Fields::of_named(node, &attributes::LIMIT, name.span, diagnostics);
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
            Rule::Integer { .. }
                | Rule::Decimal
                | Rule::DecimalWithin { .. }
                | Rule::Epoch(_)
                | Rule::Id
                | Rule::Flag
        )
    {
        diagnostics.push(
            Diagnostic::error(
                Code::NoNumber,
                Some(wire.span),
                "only numbers can travel as a JSON number",
            )
            .label(rule.span, "this rule allows more than numbers")
            .help("leave out `wire: number`, or use `integer`, `decimal`, `epoch`, `id` or `flag`"),
        );
    }
    let doc = doc(fields.text("doc", diagnostics));
    let mut pass = fields.texts("pass", diagnostics);
    let mut fail = fields.texts("fail", diagnostics);
    let mut spellings = read_spellings(&mut fields, diagnostics);
    let was = read_was_of_limit(&mut fields, diagnostics);
    fields.finish(diagnostics);
    // The name is defined all the same: those who use it have made no mistake.
    let rule = rule.unwrap_or_else(|| {
        pass.clear();
        fail.clear();
        spellings = Spellings::default();
        At::new(Rule::any_text(), name.span)
    });
    Limit {
        name: name.clone(),
        rule,
        unquoted,
        doc,
        pass,
        fail,
        spellings,
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
        other if !attributes::needs_more(other) => {
            let told = takes_nothing(other, name.span);
            diagnostics.push(told.unwrap_or_else(|| unknown_rule(other, name.span)));
            return None;
        }
        "text" => read_text(name, node, diagnostics)?,
        "flag" => read_flag(name, node, diagnostics)?,
        "decimal" => read_decimal(name, node, diagnostics)?,
        "epoch" => read_epoch(node, diagnostics)?,
        "ip" => read_ip(node, diagnostics)?,
        "all_of" => read_all_of(node, diagnostics)?,
        "escaped" => {
            let mut fields = Fields::of(node, &attributes::ESCAPED, name.span, diagnostics)?;
            let expected = "a number of characters, at least 1";
            let max = fields
                .require("max")
                .and_then(|node| count(node, "max", 1, expected, diagnostics));
            fields.finish(diagnostics);
            Rule::Escaped { max: max? }
        }
        "file" => {
            let mut fields = Fields::of(node, &attributes::FILE, name.span, diagnostics)?;
            let max = fields.get("max").and_then(|node| bytes(node, diagnostics));
            fields.finish(diagnostics);
            Rule::File { max }
        }
        "shape" => Rule::Shape(texts(node, "shape", diagnostics)),
        "one_of" => Rule::OneOf(read_set(node, diagnostics)?),
        "integer" => {
            let mut fields = Fields::of(node, &attributes::INTEGER, name.span, diagnostics)?;
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
        "list_of" => read_list(node, name.span, diagnostics)?,
        "array_of" => Rule::ArrayOf(text(node, "array_of", diagnostics)?),
        "object" => Rule::Object(text(node, "object", diagnostics)?),
        "map_of" => Rule::MapOf(Box::new(read_ref(node, diagnostics)?)),
        "json_in_text" => Rule::JsonInText(text(node, "json_in_text", diagnostics)?),
        _ => return None,
    })
}

/// A number of bytes, which can be more than other numbers of things.
fn bytes(node: &Node, diagnostics: &mut Diagnostics) -> Option<u64> {
    let bytes = u64::try_from(integer(node, "max", diagnostics)?).ok();
    let bytes = bytes.filter(|bytes| *bytes > 0);
    if bytes.is_none() {
        let (expected, help) = (
            "a number of bytes, at least 1",
            "write digits only, such as 25000000",
        );
        diagnostics.push(wrong_form(node, "max", expected, help));
    }
    bytes
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

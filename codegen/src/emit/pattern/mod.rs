//! Limits as the regular expressions of `pattern` attributes.
//!
//! Browsers compile these with the `v` flag and hold the whole value against them, unless it is
//! empty. What is written here means the same with the older `u` flag.

mod decimal;
mod integer;
mod ip;
mod moment;
mod plain;

use crate::model::{Limit, Rule, shape};

pub(super) use plain::plain;

/// Matches nothing.
pub(super) const NOTHING: &str = r"[^\s\S]";

/// Stands between the parts of the local part of an address, and never in them.
const ATOM: &str = r#"[^\p{White_Space}\p{Cc}\(\)<>\[\]:;,"\\@\.]+"#;
const LABEL: &str = r"[\p{Alphabetic}\p{N}](?:[\p{Alphabetic}\p{N}\-]{0,61}[\p{Alphabetic}\p{N}])?";

/// Matches what a limit allows; none where it allows every text.
///
/// An expression counts characters. Where a limit counts bytes (an address), or what they become
/// in a URL, what it matches may be too long still: the form's script knows.
pub(super) fn pattern(limit: &Limit) -> Option<String> {
    Some(match &limit.rule {
        // A dot stops at the ends of lines, of which a text may hold some.
        Rule::Text {
            max: Some(max),
            cut: false,
        } => format!(r"[\s\S]{{0,{max}}}"),
        Rule::Text { .. } => return None,
        Rule::Length { min, max, cut } => {
            let max = most(*max, *cut);
            format!(r"[\s\S]{{{min},{max}}}")
        }
        Rule::Shape(shapes) => alternatives(shapes.iter().map(|shape| shaped(shape))),
        Rule::OneOf(members) => alternatives(members.iter().map(|member| literal(&member.wire))),
        Rule::Flag => "[01]".to_owned(),
        Rule::FlagAs { yes, no } => alternatives([yes, no].into_iter().map(|wire| literal(wire))),
        Rule::Boolean => "true|false".to_owned(),
        Rule::Id => r"\d+".to_owned(),
        Rule::Integer { min, max } => integer::pattern(*min, *max),
        Rule::Decimal => r"-?\d+(?:\.\d+)?".to_owned(),
        Rule::DecimalWithin { min, max, digits } => {
            decimal::pattern(min.as_deref(), max.as_deref(), *digits, "$")
        }
        Rule::Epoch(_) => r"-?\d+".to_owned(),
        Rule::Ip(version) => ip::pattern(*version),
        Rule::AllOf(limits) => all_of(limits.iter().filter_map(|limit| pattern(limit)), "$")?,
        Rule::Email => format!(
            // At most 254 in all and 64 before the @.
            r"(?![^,]{{255}})(?![^@]{{65}}){ATOM}(?:\.{ATOM})*@{LABEL}(?:\.{LABEL})+"
        ),
        Rule::Url => url(""),
        // Every character is one or more once it is escaped; the form's script counts them.
        Rule::Escaped { max } => format!(r"[\s\S]{{0,{max}}}"),
        Rule::DateTime(_, patterns) => {
            alternatives(patterns.iter().map(|pattern| moment::pattern(pattern)))
        }
        Rule::ListOf(item) if matches!(item.rule, Rule::File { .. }) => return None,
        Rule::ListOf(item) => {
            let item = of_item(item);
            // As many as there are commas, and one.
            let least = limit.items.min.unwrap_or(1).max(1) - 1;
            match (least, limit.items.max) {
                (0, None) => format!("(?:{item})(?:,(?:{item}))*"),
                (least, None) => format!("(?:{item})(?:,(?:{item})){{{least},}}"),
                (least, Some(max)) => {
                    let most = max.saturating_sub(1);
                    format!("(?:{item})(?:,(?:{item})){{{least},{most}}}")
                }
            }
        }
        // No form has them.
        Rule::Json
        | Rule::Rfc2822
        | Rule::File { .. }
        | Rule::ArrayOf(_)
        | Rule::Object(_)
        | Rule::MapOf(_)
        | Rule::JsonInText(_) => {
            return None;
        }
    })
}

/// The most characters of a text, where its end can be told.
fn most(max: Option<u32>, cut: bool) -> String {
    let max = max.filter(|_| !cut);
    max.map_or_else(String::new, |max| max.to_string())
}

/// Matches what all of these match, up to its end; none if there is none.
fn all_of(expressions: impl Iterator<Item = String>, end: &str) -> Option<String> {
    let mut expressions: Vec<String> = expressions.collect();
    let last = expressions.pop()?;
    let mut whole: String = expressions
        .iter()
        .map(|expression| format!("(?=(?:{expression}){end})"))
        .collect();
    whole.push_str(&format!("(?:{last})"));
    Some(whole)
}

/// Adds a sign that stands for itself, outside of brackets.
pub(super) fn push_literal(expression: &mut String, sign: char) {
    if r"^$\.*+?()[]{}|/".contains(sign) {
        expression.push('\\');
    }
    expression.push(sign);
}

/// The items of a list hold no comma, and more than white space.
fn of_item(item: &Limit) -> String {
    let can_be = |text: &&String| !text.contains(',') && !text.trim().is_empty();
    match &item.rule {
        Rule::Text { max, cut } => {
            let max = max
                .filter(|_| !cut)
                .map_or_else(String::new, |max| max.to_string());
            format!(r"(?=[^,]*[^,\p{{White_Space}}])[^,]{{1,{max}}}")
        }
        Rule::Length { min, max, cut } => {
            let (min, max) = ((*min).max(1), most(*max, *cut));
            format!(r"(?=[^,]*[^,\p{{White_Space}}])[^,]{{{min},{max}}}")
        }
        Rule::DecimalWithin { min, max, digits } => {
            decimal::pattern(min.as_deref(), max.as_deref(), *digits, "(?:,|$)")
        }
        Rule::AllOf(limits) => {
            let items = limits.iter().map(|limit| of_item(limit));
            all_of(items, "(?:,|$)").unwrap_or_else(|| NOTHING.to_owned())
        }
        Rule::Escaped { max } => format!(r"(?=[^,]*[^,\p{{White_Space}}])[^,]{{1,{max}}}"),
        Rule::Url => url(","),
        Rule::Shape(shapes) => {
            let can_be = |shape: &&String| {
                let signs = shape::parts(shape).into_iter();
                !shape.trim().is_empty() && signs.map(|part| part.sign).all(|sign| sign != ',')
            };
            alternatives(shapes.iter().filter(can_be).map(|shape| shaped(shape)))
        }
        Rule::OneOf(members) => {
            let wires = members.iter().map(|member| &member.wire);
            alternatives(wires.filter(can_be).map(|wire| literal(wire)))
        }
        Rule::DateTime(_, patterns) => {
            let patterns = patterns.iter().filter(can_be);
            alternatives(patterns.map(|pattern| moment::pattern(pattern)))
        }
        _ => pattern(item).unwrap_or_else(|| NOTHING.to_owned()),
    }
}

/// Matches addresses of the web without these signs.
fn url(without: &str) -> String {
    let visible = format!(r"\p{{White_Space}}\p{{Cc}}{without}");
    format!(r"[Hh][Tt][Tt][Pp][Ss]?:\/\/[^\/?#:{visible}][^{visible}]*")
}

fn alternatives(expressions: impl Iterator<Item = String>) -> String {
    let expressions: Vec<String> = expressions.collect();
    if expressions.is_empty() {
        return NOTHING.to_owned();
    }
    expressions.join("|")
}

/// `A` is a letter, `1` a digit, anything else itself, each so many times.
fn shaped(written: &str) -> String {
    let parts = shape::parts(written);
    let mut expression = String::new();
    for run in
        parts.chunk_by(|one, next| one.sign == next.sign && !one.is_counted && !next.is_counted)
    {
        let Some(first) = run.first() else { continue };
        match first.sign {
            'A' => expression.push_str("[A-Za-z]"),
            '1' => expression.push_str(r"\d"),
            sign => push_literal(&mut expression, sign),
        }
        let (least, most) = match run {
            [one] => (one.least, one.most),
            run => (run.len(), run.len()),
        };
        match (least, most) {
            (1, 1) => {}
            (least, most) if least == most => expression.push_str(&format!("{{{least}}}")),
            (least, most) => expression.push_str(&format!("{{{least},{most}}}")),
        }
    }
    expression
}

/// Matches this text.
pub(super) fn literal(text: &str) -> String {
    let mut expression = String::new();
    for sign in text.chars() {
        push_literal(&mut expression, sign);
    }
    expression
}

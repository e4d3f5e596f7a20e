//! Limits as the regular expressions of `pattern` attributes.
//!
//! Browsers compile these with the `v` flag and hold the whole value against them, unless it is
//! empty. What is written here means the same with the older `u` flag.

use super::{integer, moment};
use crate::model::{Limit, Rule};

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
        Rule::Shape(shapes) => alternatives(shapes.iter().map(|shape| shaped(shape))),
        Rule::OneOf(members) => alternatives(members.iter().map(|member| literal(&member.wire))),
        Rule::Flag => "[01]".to_owned(),
        Rule::Boolean => "true|false".to_owned(),
        Rule::Id => r"\d+".to_owned(),
        Rule::Integer { min, max } => integer::pattern(*min, *max),
        Rule::Decimal => r"-?\d+(?:\.\d+)?".to_owned(),
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
        Rule::ListOf(item) => {
            let item = of_item(item);
            format!("(?:{item})(?:,(?:{item}))*")
        }
        // No form has them.
        Rule::Json | Rule::ArrayOf(_) | Rule::Object(_) | Rule::JsonInText(_) => return None,
    })
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
        Rule::Escaped { max } => format!(r"(?=[^,]*[^,\p{{White_Space}}])[^,]{{1,{max}}}"),
        Rule::Url => url(","),
        Rule::Shape(shapes) => {
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

/// `A` is a letter, `1` a digit, anything else itself.
fn shaped(shape: &str) -> String {
    let signs: Vec<char> = shape.chars().collect();
    let mut expression = String::new();
    for run in signs.chunk_by(|one, next| one == next) {
        let (sign, length) = (run[0], run.len());
        match sign {
            'A' => expression.push_str("[A-Za-z]"),
            '1' => expression.push_str(r"\d"),
            sign => push_literal(&mut expression, sign),
        }
        if length > 1 {
            expression.push_str(&format!("{{{length}}}"));
        }
    }
    expression
}

fn literal(text: &str) -> String {
    let mut expression = String::new();
    for sign in text.chars() {
        push_literal(&mut expression, sign);
    }
    expression
}

//! What is asked for, in words for a visitor.

use super::text::plain;
use crate::model::{DateKind, Key, Limit, Requires, Rule};

/// What a key is called.
pub(super) fn label(key: &Key) -> String {
    match &key.label {
        Some(label) => plain(label),
        None => {
            let words = key.rust.replace('_', " ");
            let words = words.trim();
            let mut letters = words.chars();
            let first = letters.next().map(|first| first.to_ascii_uppercase());
            first.into_iter().chain(letters).collect()
        }
    }
}

/// How a value is written; nothing where every text will do.
pub(super) fn format(limit: &Limit) -> Option<String> {
    Some(match &limit.rule {
        Rule::Text {
            max: Some(max),
            cut: false,
        } => format!("At most {max} characters."),
        Rule::Text {
            max: Some(max),
            cut: true,
        } => format!("Only the first {max} characters are kept."),
        Rule::Text { max: None, .. } => return None,
        Rule::Shape(shapes) => {
            let words: Vec<String> = shapes.iter().map(|shape| shaped(shape)).collect();
            let is_shown = |(shape, words): (&String, &String)| shape == words;
            match shapes.iter().zip(&words).any(is_shown) {
                true => format!("{}; A is a letter, 1 a digit.", either(&words, "or")),
                false => format!("{}.", either(&words, "or")),
            }
        }
        Rule::OneOf(members) => {
            let wires: Vec<String> = members.iter().map(|member| member.wire.clone()).collect();
            format!("One of {}.", either(&wires, "or"))
        }
        Rule::Flag => "1 or 0.".to_owned(),
        Rule::Boolean => "true or false.".to_owned(),
        Rule::Id => "Digits only.".to_owned(),
        Rule::Integer { min, max } => match (min, max) {
            (Some(min), Some(max)) => format!("A whole number from {min} to {max}."),
            (Some(min), None) => format!("A whole number, {min} or more."),
            (None, Some(max)) => format!("A whole number, {max} or less."),
            (None, None) => "A whole number.".to_owned(),
        },
        Rule::Decimal => "A number such as 1234.50.".to_owned(),
        Rule::Email => "An e-mail address.".to_owned(),
        Rule::Url => "An address that begins with http:// or https://.".to_owned(),
        Rule::Escaped { max } => format!("At most {max} characters, fewer with special signs."),
        Rule::Date(kind, patterns) => {
            let zone = match kind {
                DateKind::UtcDateTime => ", in UTC",
                _ => "",
            };
            format!("Written {}{zone}.", either(patterns, "or"))
        }
        Rule::ListOf(item) => match format(item) {
            Some(words) => format!("Separated by commas. Each: {words}"),
            None => "Separated by commas.".to_owned(),
        },
        Rule::Json | Rule::ArrayOf(_) | Rule::Object(_) | Rule::JsonInText(_) => return None,
    })
}

/// What a value of a closed set is called; other values are their own names.
pub(super) fn value(limit: &Limit, wire: &str) -> String {
    match (&limit.rule, wire) {
        (Rule::Flag, "1") | (Rule::Boolean, "true") => "Yes".to_owned(),
        (Rule::Flag, "0") | (Rule::Boolean, "false") => "No".to_owned(),
        (Rule::OneOf(members), _) => members
            .iter()
            .find(|member| member.wire == wire)
            .and_then(|member| member.label.as_deref())
            .map_or_else(|| wire.to_owned(), plain),
        _ => wire.to_owned(),
    }
}

/// A requirement that is more than one key, for visitors; `label` says what a key is called.
pub(super) fn requirement(
    requires: &Requires,
    label: impl Fn(&str) -> String,
    value: impl Fn(&str, &str) -> String,
) -> Option<String> {
    let groups = |groups: &[Vec<String>]| {
        let groups: Vec<String> = groups
            .iter()
            .map(|group| {
                let labels: Vec<String> = group.iter().map(|key| label(key)).collect();
                either(&labels, "and")
            })
            .collect();
        either(&groups, "or")
    };
    Some(match requires {
        Requires::Key(_) => return None,
        Requires::AnyOf(any) => format!("Needed: {}.", groups(any)),
        Requires::ExactlyOneOf(one) => format!("Needed, and only one of them: {}.", groups(one)),
        Requires::When { key, is, also } => {
            let also: Vec<String> = also.iter().map(|key| label(key)).collect();
            format!(
                "Needed if {} is {}: {}.",
                label(key),
                value(key, is),
                either(&also, "and")
            )
        }
    })
}

/// A shape in words where there are any, or else itself.
fn shaped(shape: &str) -> String {
    let is_all = |sign| shape.chars().all(|other| other == sign);
    match shape.chars().count() {
        1 if is_all('1') => "1 digit".to_owned(),
        1 if is_all('A') => "1 letter".to_owned(),
        count if is_all('1') => format!("{count} digits"),
        count if is_all('A') => format!("{count} letters"),
        _ => shape.to_owned(),
    }
}

/// `one, two or three`.
fn either(texts: &[String], word: &str) -> String {
    match texts {
        [] => String::new(),
        [one] => one.clone(),
        [before @ .., last] => format!("{} {word} {last}", before.join(", ")),
    }
}

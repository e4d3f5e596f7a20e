//! An example of each call that passes: values for what it requires, and one more to show the rest.
//!
//! Values are those that the limits of the spec say they allow, as far as it names any.

use crate::model::{Accepted, Api, Call, Key, Limit, Requires, Rule};

/// Rows within rows end here: a table whose rows require rows of its own has no example.
const DEEPEST: usize = 8;

/// A key and a value for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sample<'a> {
    /// The key.
    pub(super) key: &'a Key,
    /// The table that it is a row of; none if it is the call's own.
    pub(super) table: Option<&'a str>,
    /// The value.
    pub(super) value: Value<'a>,
}

/// A value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value<'a> {
    /// As it stands on the wire.
    Text(String),
    /// Items of a list.
    List(Vec<String>),
    /// One row of this table, by what it requires.
    Row(&'a str, Vec<Sample<'a>>),
    /// The same, as the only one of several.
    Rows(&'a str, Vec<Sample<'a>>),
}

/// The keys of an example, in the order in which the call accepts them. None, if no values are known that
/// pass.
pub(super) fn of<'a>(api: &'a Api, call: &'a Call) -> Option<Vec<Sample<'a>>> {
    let mut chosen: Vec<&Accepted> = call.always_required().collect();
    let mut is_more = true;
    while is_more {
        let missing = missing(call, &chosen)?;
        is_more = !missing.is_empty();
        chosen.extend(missing);
    }
    chosen.extend(shown(call, &chosen));
    let is_chosen = |accepted: &&Accepted| {
        let mut chosen = chosen.iter();
        chosen.any(|chosen| chosen.key.wire == accepted.key.wire)
    };
    let accepted = call.accepts.iter().filter(is_chosen);
    accepted
        .map(|accepted| sample(api, &accepted.key, accepted.table.as_deref(), 0))
        .collect()
}

/// What a requirement wants beside these keys.
fn missing<'a>(call: &'a Call, chosen: &[&'a Accepted]) -> Option<Vec<&'a Accepted>> {
    let is_there = |wire: &String| chosen.iter().any(|chosen| chosen.key.wire == *wire);
    for item in &call.requires {
        let wanted = match item {
            Requires::Key(_) => continue,
            Requires::AnyOf(groups) | Requires::ExactlyOneOf(groups) => {
                if groups.iter().any(|group| group.iter().all(is_there)) {
                    continue;
                }
                groups.first()?
            }
            Requires::When { key, is, also } => {
                let decides = chosen.iter().find(|chosen| chosen.key.wire == *key);
                let is_so = decides.is_some_and(|decides| text(&decides.key.limit) == *is);
                if !is_so {
                    continue;
                }
                also
            }
        };
        let mut missing = Vec::new();
        for wire in wanted.iter().filter(|wire| !is_there(wire)) {
            let mut accepted = call.accepts.iter();
            missing.push(accepted.find(|accepted| accepted.key.wire == *wire)?);
        }
        if !missing.is_empty() {
            return Some(missing);
        }
    }
    Some(Vec::new())
}

/// One more key, of which the spec says what passes, and of which no requirement speaks.
fn shown<'a>(call: &'a Call, chosen: &[&'a Accepted]) -> Option<&'a Accepted> {
    let is_spoken_of = |wire: &String| {
        call.requires.iter().any(|item| match item {
            Requires::Key(key) => key == wire,
            Requires::AnyOf(groups) | Requires::ExactlyOneOf(groups) => {
                groups.iter().flatten().any(|key| key == wire)
            }
            Requires::When { key, also, .. } => key == wire || also.contains(wire),
        })
    };
    let is_chosen = |wire: &String| chosen.iter().any(|chosen| chosen.key.wire == *wire);
    call.accepts.iter().find(|accepted| {
        let key = &accepted.key;
        let is_known = key.limit.pass.iter().any(|value| !value.trim().is_empty())
            || matches!(key.limit.rule, Rule::OneOf(_));
        is_known && !is_chosen(&key.wire) && !is_spoken_of(&key.wire)
    })
}

fn sample<'a>(
    api: &'a Api,
    key: &'a Key,
    table: Option<&'a str>,
    depth: usize,
) -> Option<Sample<'a>> {
    let value = match &key.limit.rule {
        Rule::ListOf(item) => Value::List(items(&key.limit, item)),
        Rule::ArrayOf(rows) => Value::Rows(rows, row(api, rows, depth)?),
        Rule::Object(rows) => Value::Row(rows, row(api, rows, depth)?),
        Rule::JsonInText(_) => return None,
        _ => {
            let text = text(&key.limit);
            // What stands in for an example need not be one.
            if !key.limit.allows(&text) {
                return None;
            }
            Value::Text(text)
        }
    };
    Some(Sample { key, table, value })
}

fn row<'a>(api: &'a Api, rows: &str, depth: usize) -> Option<Vec<Sample<'a>>> {
    if depth == DEEPEST {
        return None;
    }
    let table = api.table(rows)?;
    let is_required = |key: &&std::sync::Arc<Key>| table.requires.contains(&key.wire);
    let required = table.keys.iter().filter(is_required);
    required
        .map(|key| sample(api, key, Some(&table.name), depth + 1))
        .collect()
}

fn items(list: &Limit, item: &Limit) -> Vec<String> {
    match list.pass.iter().find(|value| !value.trim().is_empty()) {
        Some(passes) => passes.split(',').map(str::to_owned).collect(),
        None => vec![text(item)],
    }
}

/// A value that the limit says it allows or, where it says none, one made by its rule.
fn text(limit: &Limit) -> String {
    let mut known = limit.pass.iter();
    if let Some(passes) = known.find(|value| !value.trim().is_empty()) {
        return passes.clone();
    }
    match &limit.rule {
        Rule::Text { max, .. } => cut("text", *max),
        Rule::Escaped { max } => cut("text", Some(*max)),
        Rule::Shape(shapes) => shapes.first().cloned().unwrap_or_default(),
        Rule::OneOf(members) => members
            .first()
            .map(|member| member.wire.clone())
            .unwrap_or_default(),
        Rule::Flag => "1".to_owned(),
        Rule::Boolean | Rule::Json => "true".to_owned(),
        Rule::Id => "42".to_owned(),
        Rule::Integer { min, max } => {
            let least = min.unwrap_or(1).max(1);
            least.min(max.unwrap_or(least)).to_string()
        }
        Rule::Decimal => "9.50".to_owned(),
        Rule::Email => "somebody@example.com".to_owned(),
        Rule::Url => "https://example.com/".to_owned(),
        Rule::Date(_, patterns) => patterns
            .first()
            .map(|pattern| written(pattern))
            .unwrap_or_default(),
        Rule::ListOf(item) => text(item),
        Rule::ArrayOf(_) | Rule::Object(_) | Rule::JsonInText(_) => String::new(),
    }
}

fn cut(text: &str, max: Option<u32>) -> String {
    let most = max.map_or(text.len(), |max| max as usize);
    text.chars().take(most).collect()
}

/// A day in a pattern: minutes and months have the same letters, and `02` is both.
fn written(pattern: &str) -> String {
    pattern
        .replace("YYYY", "2026")
        .replace("MM", "02")
        .replace("DD", "03")
        .replace("HH", "04")
        .replace("SS", "05")
}

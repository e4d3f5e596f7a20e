//! A value that passes.

use super::Value;
use crate::model::{Key, Limit, Rule};

/// A value of a key that is no row: none if none is known that passes and is not blank.
pub(super) fn of(key: &Key) -> Option<Value<'static>> {
    let limit = &key.limit;
    match &limit.rule {
        Rule::ListOf(item) => items(limit, item).map(Value::List),
        Rule::Json => {
            let json = serde_json::from_str(&text(limit)?);
            json.ok().map(Value::Json)
        }
        _ => text(limit).map(Value::Text),
    }
}

/// The same of one text or number, as it stands on the wire.
pub(super) fn text(limit: &Limit) -> Option<String> {
    // An id of nothing passes often, and shows nothing.
    let shows = |value: &&String| !(matches!(limit.rule, Rule::Id) && *value == "0");
    let known = limit.pass.iter().filter(shows);
    let made = made(&limit.rule);
    let mut values = known.chain(&made);
    values
        .find(|value| !value.trim().is_empty() && limit.allows(value))
        .cloned()
}

/// Items of a list. The server cuts it at commas.
fn items(list: &Limit, item: &Limit) -> Option<Vec<String>> {
    let is_good = |items: &Vec<String>| {
        let is_item = |item_text: &String| {
            !item_text.trim().is_empty() && !item_text.contains(',') && item.allows(item_text)
        };
        items.iter().all(is_item) && list.allows(&items.join(","))
    };
    let known = list
        .pass
        .iter()
        .map(|value| value.split(',').map(str::to_owned).collect());
    let made = text(item).map(|item| vec![item]);
    known.chain(made).find(is_good)
}

/// A value that is made by the rule, which need not be one that passes.
fn made(rule: &Rule) -> Option<String> {
    let made = match rule {
        Rule::Text { max, .. } => cut("text", *max),
        Rule::Escaped { max } => cut("text", Some(*max)),
        Rule::Shape(shapes) => shapes.first()?.clone(),
        Rule::OneOf(members) => {
            let mut members = members.iter();
            let is_said = members.find(|member| !member.wire.trim().is_empty());
            is_said?.wire.clone()
        }
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
        Rule::DateTime(_, patterns) => written(patterns.first()?),
        Rule::ListOf(_) | Rule::ArrayOf(_) | Rule::Object(_) | Rule::JsonInText(_) => return None,
    };
    Some(made)
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

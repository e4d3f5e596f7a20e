//! A value that passes.

use super::Value;
use crate::model::{Epoch, IpVersion, Key, Limit, Rule, shape};

/// A value of a key that is no row: none if none is known that passes and is not blank.
pub(super) fn of(key: &Key) -> Option<Value<'static>> {
    let limit = &key.limit;
    match &limit.rule {
        Rule::File { max } => Some(Value::File(content(*max))),
        Rule::ListOf(item) => match &item.rule {
            Rule::File { max } => count(limit).map(|count| Value::Files(content(*max), count)),
            _ => items(limit, item).map(Value::List),
        },
        Rule::Json => {
            let json = serde_json::from_str(&text(limit)?);
            json.ok().map(Value::Json)
        }
        _ => text(limit).map(Value::Text),
    }
}

/// The same of one text or number, as it stands on the wire.
pub(crate) fn text(limit: &Limit) -> Option<String> {
    // An id of nothing passes often, and shows nothing.
    let shows = |value: &&String| !(matches!(limit.rule, Rule::Id) && *value == "0");
    let known = limit.pass.iter().filter(shows);
    let made: Vec<String> = made(&limit.rule)
        .into_iter()
        .chain(otherwise(&limit.rule))
        .collect();
    let mut values = known.chain(&made);
    values
        .find(|value| !value.trim().is_empty() && limit.allows(value))
        .cloned()
}

/// A list that must have more items has no example.
const MOST_ITEMS: u32 = 10;

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
    let made = count(list).zip(text(item));
    let made = made.map(|(count, item)| vec![item; count as usize]);
    known.chain(made).find(is_good)
}

/// As many items as must be there, of which an example shows some.
fn count(list: &Limit) -> Option<u32> {
    let count = list.items.min.unwrap_or(1).max(1);
    (count <= MOST_ITEMS).then_some(count)
}

/// Texts that must be longer are not written out.
const LONGEST: u32 = 200;

/// A value that is made by the rule, which need not be one that passes.
fn made(rule: &Rule) -> Option<String> {
    let made = match rule {
        Rule::Text { max, .. } => cut("text", *max),
        Rule::Escaped { max } => cut("text", Some(*max)),
        Rule::Length { min, .. } if *min > LONGEST => return None,
        Rule::Length { min, max, .. } => cut(&lengthened("text", *min), *max),
        Rule::Shape(shapes) => shaped(shapes.first()?),
        Rule::OneOf(members) => {
            let mut members = members.iter();
            let is_said = members.find(|member| !member.wire.trim().is_empty());
            is_said?.wire.clone()
        }
        Rule::Flag => "1".to_owned(),
        Rule::FlagAs { yes, .. } => yes.clone(),
        Rule::Boolean | Rule::Json => "true".to_owned(),
        Rule::Id => "42".to_owned(),
        Rule::Integer { min, max } => {
            let least = min.unwrap_or(1).max(1);
            least.min(max.unwrap_or(least)).to_string()
        }
        Rule::Decimal | Rule::DecimalWithin { .. } => "9.50".to_owned(),
        Rule::Rfc2822 => "Mon, 25 Dec 1995 13:30:00 +0430".to_owned(),
        Rule::Epoch(Epoch::Seconds) => "1767225600".to_owned(),
        Rule::Epoch(Epoch::Milliseconds) => "1767225600000".to_owned(),
        Rule::Ip(Some(IpVersion::V6)) => "2001:db8::1".to_owned(),
        Rule::Ip(_) => "192.0.2.1".to_owned(),
        Rule::AllOf(limits) => limits.iter().find_map(|limit| text(limit))?,
        Rule::Email => "somebody@example.com".to_owned(),
        Rule::Url => "https://example.com/".to_owned(),
        Rule::DateTime(_, patterns) => written(patterns.first()?),
        Rule::ListOf(_)
        | Rule::ArrayOf(_)
        | Rule::Object(_)
        | Rule::MapOf(_)
        | Rule::File { .. }
        | Rule::JsonInText(_) => return None,
    };
    Some(made)
}

/// More of them, which are asked if the first does not pass.
fn otherwise(rule: &Rule) -> Vec<String> {
    match rule {
        Rule::DecimalWithin { min, max, .. } => {
            let nine = Some("9".to_owned());
            [nine, min.clone(), max.clone()]
                .into_iter()
                .flatten()
                .collect()
        }
        Rule::AllOf(limits) => limits.iter().filter_map(|limit| text(limit)).collect(),
        _ => Vec::new(),
    }
}

/// The text again and again, until it has so many characters.
fn lengthened(text: &str, least: u32) -> String {
    let most = text.len().max(least as usize);
    text.chars().cycle().take(most).collect()
}

/// A shape is a text of its own, but for the counts in it.
fn shaped(shape: &str) -> String {
    let runs = shape::parts(shape).into_iter();
    runs.map(|part| part.sign.to_string().repeat(part.least))
        .collect()
}

/// What is in a file of so many bytes.
fn content(max: Option<u64>) -> String {
    let max = max.and_then(|max| u32::try_from(max).ok());
    cut("text", max)
}

fn cut(text: &str, max: Option<u32>) -> String {
    let most = max.map_or(text.len(), |max| max as usize);
    text.chars().take(most).collect()
}

/// A day in a pattern: minutes and months have the same letters, and `02` is both.
fn written(pattern: &str) -> String {
    pattern
        .replace(".SSS", ".678")
        .replace("±HH:MM", "+01:00")
        .replace("±HHMM", "+0100")
        .replace("YYYY", "2026")
        .replace("MM", "02")
        .replace("DD", "03")
        .replace("HH", "04")
        .replace("SS", "05")
}

//! Custom fields: parameters that are in no table.

use serde_json::{Map, Value};

use super::context::Context;
use crate::clienttether::answer::{Answer, Refusal, Row};
use crate::clienttether::check;
use crate::clienttether::switches::Blank;
use crate::store::{Fields, Record};

/// Where a contact keeps them, apart from its documented values.
const CUSTOM: &str = "custom";

/// Most characters of one.
const LONGEST: usize = 100;

/// Puts those that were sent over those that are stored. Markup is taken out.
pub(super) fn set(context: &Context<'_>, fields: &mut Fields) {
    let mut custom = match fields.remove(CUSTOM) {
        Some(Value::Object(custom)) => custom,
        _ => Map::new(),
    };
    for (name, value) in check::custom(context.call, context.parameters) {
        let text = without_markup(value.as_str().unwrap_or(""));
        let text: String = text.chars().take(LONGEST).collect();
        match text.as_str() {
            "" if context.switches.blank == Blank::Keeps => {}
            "" => drop(custom.remove(name)),
            _ => drop(custom.insert(name.to_owned(), text.into())),
        }
    }
    fields.insert(CUSTOM.to_owned(), Value::Object(custom));
}

/// Those of a contact, by name.
pub(super) fn of(client: &Record) -> impl Iterator<Item = (&str, &Value)> {
    let custom = client.fields.get(CUSTOM).and_then(Value::as_object);
    custom
        .into_iter()
        .flatten()
        .map(|(name, value)| (name.as_str(), value))
}

pub(super) fn list(context: &mut Context<'_>) -> Result<Answer, Refusal> {
    let client = context.client()?;
    let rows = of(&client).map(|(name, value)| {
        let mut row = Row::default();
        row.set("custom_field_name", name);
        row.set("custom_field_value", value.clone());
        row
    });
    Ok(Answer::all(rows.collect()))
}

/// The text between tags. A `<` that opens no tag stays.
fn without_markup(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        let (before, tag) = rest.split_at(start);
        plain.push_str(before);
        let is_tag =
            tag[1..].starts_with(|sign: char| sign.is_ascii_alphabetic() || "/!?".contains(sign));
        match tag.find('>') {
            Some(end) if is_tag => rest = &tag[end + 1..],
            _ => {
                plain.push('<');
                rest = &tag[1..];
            }
        }
    }
    plain.push_str(rest);
    plain
}

#[cfg(test)]
mod tests {
    use super::without_markup;

    #[test]
    fn tags_go_and_their_text_stays() {
        assert_eq!(
            without_markup("a <b class='x'>bold</b> <!-- no -->word<br/>"),
            "a bold word"
        );
    }

    #[test]
    fn a_sign_that_opens_no_tag_stays() {
        assert_eq!(without_markup("1 < 2 and 3 > 2 <"), "1 < 2 and 3 > 2 <");
    }
}

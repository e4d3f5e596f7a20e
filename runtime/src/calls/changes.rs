//! What must be changed so that a record has the values that are wanted.

use crate::checking::is_same_number;
use crate::descriptor::{Key, Limit, Rule};
use crate::json;
use crate::reading::Row;
use crate::value::{Params, Value};

/// The parameters with what of the wanted values a record does not have; `None` if it has all.
pub(super) fn changed(params: Params, wanted: &Params, row: &Row) -> Option<Params> {
    let mut changed = params;
    let mut is_changed = false;
    for (key, value) in wanted.set() {
        let held = Held::of(row, key);
        if is_blank(value) {
            if held.is_there() {
                changed = changed.clear(key);
                is_changed = true;
            }
        } else if !held.is_same(value, &key.limit.rule) {
            changed = changed.with(key, value.clone());
            is_changed = true;
        }
    }
    let has_custom = |name: &str, value: &Value| match row.custom_text(name) {
        Some(text) => value.wire_text(&Limit::PLAIN.rule).as_deref() == Some(&*text),
        None => is_blank(value),
    };
    let before = changed.unmatched().count();
    let changed = changed.with_unmatched_of(wanted, |name, value| !has_custom(name, value));
    (is_changed || changed.unmatched().count() > before).then_some(changed)
}

fn is_blank(value: &Value) -> bool {
    value.is_empty() || value.text_form().is_some_and(|text| text.trim().is_empty())
}

/// What a record holds for a key of a call.
struct Held<'r> {
    row: &'r Row,
    /// `None` if records of its kind do not have the key.
    field: Option<&'static Key>,
}

impl<'r> Held<'r> {
    fn of(row: &'r Row, key: &'static Key) -> Self {
        let fields = row.kind().fields;
        let is_it = |field: &&&Key| field.wire == key.wire || field.also.contains(&key.wire);
        let exact = fields.iter().find(|field| std::ptr::eq(**field, key));
        let field = exact.or_else(|| fields.iter().find(is_it)).copied();
        Self { row, field }
    }

    /// Whether it says anything. A flag that says no says what one that is cleared does.
    fn is_there(&self) -> bool {
        let Some(field) = self.field else {
            return false;
        };
        let nested = self
            .row
            .raw(field.wire)
            .is_some_and(|raw| raw.starts_with(['{', '[']) && !json::is_empty(raw));
        match field.limit.rule {
            Rule::Flag | Rule::FlagAs { .. } | Rule::Boolean => self.row.flag(field) == Some(true),
            _ => nested || self.row.text(field).is_some(),
        }
    }

    fn is_same(&self, value: &Value, rule: &Rule) -> bool {
        let (row, Some(field)) = (self.row, self.field) else {
            return false;
        };
        let held = row.text(field);
        let wanted = value.wire_text(rule);
        let both = held.zip(wanted.as_deref());
        match rule {
            Rule::Flag | Rule::FlagAs { .. } | Rule::Boolean => row
                .flag(field)
                .is_some_and(|flag| Value::flag(flag).wire_text(rule) == wanted),
            Rule::Id => row
                .id(field)
                .is_some_and(|id| wanted == Some(id.as_str().into())),
            Rule::Integer { .. } | Rule::Decimal | Rule::DecimalWithin { .. } => {
                both.is_some_and(|(held, wanted)| is_same_number(held.trim(), wanted))
            }
            Rule::OneOf(values) => {
                both.is_some_and(|(held, wanted)| is_same_of(values, held, wanted))
            }
            Rule::DateTime(patterns) => both.is_some_and(|(held, wanted)| {
                let rest = held.strip_prefix(wanted);
                let is_day = patterns.iter().all(|pattern| !pattern.contains('H'));
                rest.is_some_and(|rest| rest.is_empty() || is_day && rest.starts_with([' ', 'T']))
            }),
            Rule::ListOf(_) | Rule::List(_) => value.items().is_some_and(|items| {
                row.list(field)
                    .into_iter()
                    .eq(items.iter().map(|item| item.trim()))
            }),
            Rule::MapOf(_) => value
                .entries()
                .is_some_and(|entries| row.map(field) == entries),
            Rule::Json
            | Rule::Rows
            | Rule::ArrayOf(_)
            | Rule::Object(_)
            | Rule::InText(_)
            | Rule::File { .. } => false,
            Rule::Text { .. }
            | Rule::Length { .. }
            | Rule::Escaped { .. }
            | Rule::Shape(_)
            | Rule::Email
            | Rule::Url
            | Rule::Rfc2822
            | Rule::Ip { .. }
            | Rule::AllOf(_) => both.is_some_and(|(held, wanted)| held == wanted),
        }
    }
}

/// Whether both are one value of a closed set, which answers spell in any capitals, unless these tell it from
/// another one.
fn is_same_of(values: &[&str], held: &str, wanted: &str) -> bool {
    let alike = values
        .iter()
        .filter(|value| value.eq_ignore_ascii_case(wanted));
    held == wanted || held.eq_ignore_ascii_case(wanted) && alike.count() < 2
}

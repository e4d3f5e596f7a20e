//! Spellings that the spec lists.

use super::readings::Readings;
use super::signs::folded;
use crate::descriptor::{Limit, Rule};

/// The values that are written so in other capitals, and those that the text is a spelling of.
pub(super) fn read(limit: &Limit, text: &str, readings: &mut Readings<'_>) {
    let values = match &limit.rule {
        Rule::OneOf(values) => values,
        _ => &[][..],
    };
    if values.is_empty() && limit.aliases.is_empty() {
        return;
    }
    let text = folded(text);
    let listed = values.iter().filter(|value| folded(value) == text);
    let meant = limit.aliases.iter();
    let meant = meant.filter(|(_, aliases)| aliases.iter().any(|alias| folded(alias) == text));
    for value in listed.chain(meant.map(|(value, _)| value)) {
        readings.add(*value);
    }
}

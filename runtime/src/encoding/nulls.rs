//! Keys that are `null`, which only JSON can say.

use crate::descriptor::{CallDescriptor, Key, KeyPlace, Nests, Place, Rule};
use crate::value::Value;

use super::encode::goes;
use super::masked_text::Field;

/// The key that is `null` where that cannot be written.
pub(super) fn lost(all: &[Field<'_>], call: &CallDescriptor, place: Place) -> Option<&'static Key> {
    all.iter().find_map(|field| {
        let (key, value) = (field.key?, field.value);
        let is_plain = !key.nullable && value.nested_rows().is_none();
        if is_plain && value.nested_object().is_none() {
            return None;
        }
        let in_json = place == Place::Json && goes(key.place, place) == KeyPlace::Body;
        if in_json && !call.has_in_path(key.wire) {
            return None;
        }
        match is_null(key, value) {
            true => Some(key),
            // The text of JSON has it.
            false if call.nests == Nests::JsonText => None,
            false if matches!(key.limit.rule, Rule::InText(_)) => None,
            false => null_within(value),
        }
    })
}

fn null_within(value: &Value) -> Option<&'static Key> {
    let rows = value.nested_rows().unwrap_or_default().iter();
    let mut nested = rows.chain(value.nested_object());
    nested.find_map(|row| {
        row.set()
            .find_map(|(key, value)| match is_null(key, value) {
                true => Some(key),
                false if matches!(key.limit.rule, Rule::InText(_)) => None,
                false => null_within(value),
            })
    })
}

fn is_null(key: &Key, value: &Value) -> bool {
    key.nullable && value.clears().is_some()
}

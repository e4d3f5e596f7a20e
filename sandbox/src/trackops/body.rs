//! What a body says, held against the model.

use prose_codegen::model::{Api, Call, Key, Requires, Rule};
use serde_json::{Map, Number, Value};

use super::answer::Refusal;
use super::route::Resource;
use crate::store::Fields;

/// The values of a body, taken out of the key that they are nested under.
pub(super) fn unwrapped(resource: Resource, body: &[u8]) -> Result<Fields, Refusal> {
    let Ok(Value::Object(mut body)) = serde_json::from_slice(body) else {
        return Err(Refusal::Bad("the body is no JSON object".to_owned()));
    };
    for root in resource.roots() {
        match body.remove(*root) {
            Some(Value::Object(values)) => return Ok(values),
            Some(_) => return Err(Refusal::Bad(format!("{root} is no object"))),
            None => {}
        }
    }
    if resource.may_be_bare() {
        return Ok(body);
    }
    let root = resource.roots()[0];
    Err(Refusal::Bad(format!("{root} is missing")))
}

/// The values that a call takes, as they are kept; or all that is wrong with them.
///
/// `required` must be there, unless `is_update`: then they may be left out, but not be blanked.
/// Names that the call does not know are kept if it is open for others, and else passed over.
pub(super) fn checked(
    api: &Api,
    call: &Call,
    values: Fields,
    required: &[&str],
    is_update: bool,
) -> Result<Fields, Refusal> {
    let mut check = Check {
        api,
        errors: Vec::new(),
    };
    check.required("", required, &values, is_update);
    let keys = call.accepts.iter().map(|accepted| accepted.key.as_ref());
    let keys: Vec<&Key> = keys
        .filter(|key| !is_update || !is_in_path(call, key))
        .collect();
    let others = call.open.is_some();
    let kept = check.object("", &keys, values, others);
    if check.errors.is_empty() {
        Ok(kept)
    } else {
        Err(Refusal::Invalid(check.errors))
    }
}

/// The keys that a call always requires, save those in its path.
pub(super) fn required(call: &Call) -> Vec<&str> {
    let keys = call.requires.iter().filter_map(|item| match item {
        Requires::Key(key) => Some(key.as_str()),
        _ => None,
    });
    keys.filter(|key| !call.path.contains(&format!("{{{key}}}")))
        .collect()
}

/// What is in the path is not changed by the body.
fn is_in_path(call: &Call, key: &Key) -> bool {
    call.path.contains(&format!("{{{}}}", key.wire))
}

/// A number of JSON in plain digits: `12.0` is 12, and `1.5e3` is 1500.
fn plain(number: &Number) -> String {
    match number.as_f64() {
        Some(float) if number.is_f64() => float.to_string(),
        _ => number.to_string(),
    }
}

fn is_own(name: &str) -> bool {
    name.starts_with('_') || matches!(name, "id" | "created_at" | "updated_at")
}

struct Check<'a> {
    api: &'a Api,
    /// Keys, with those that they are nested under, and what is wrong with each.
    errors: Vec<(String, &'static str)>,
}

impl Check<'_> {
    fn required(&mut self, above: &str, keys: &[&str], values: &Fields, is_update: bool) {
        for key in keys {
            let is_blank = match values.get(*key) {
                None => !is_update,
                Some(Value::Null) => true,
                Some(Value::String(text)) => text.trim().is_empty(),
                Some(_) => false,
            };
            if is_blank {
                self.errors.push((format!("{above}{key}"), "is required"));
            }
        }
    }

    fn object(&mut self, above: &str, keys: &[&Key], values: Fields, others: bool) -> Fields {
        let mut kept = Map::new();
        for (name, value) in values {
            match keys.iter().find(|key| key.wire == name) {
                Some(key) => {
                    if let Some(value) = self.value(above, key, value) {
                        kept.insert(name, value);
                    }
                }
                // Numbers, moments and what is not shown are the server's own.
                None if others && !is_own(&name) => {
                    kept.insert(name, value);
                }
                None => {}
            }
        }
        kept
    }

    /// A value as it is kept, if its limit allows it. `null` and blank text clear what is kept.
    fn value(&mut self, above: &str, key: &Key, value: Value) -> Option<Value> {
        let name = format!("{above}{}", key.wire);
        let kept = match (&key.limit.rule, value) {
            (_, Value::Null) => Some(Value::Null),
            (Rule::Json, value) => Some(value),
            (Rule::Object(table), Value::Object(values)) => {
                self.nested(&name, table, values).map(Value::Object)
            }
            (Rule::ArrayOf(table), Value::Array(rows)) => {
                let mut kept = Vec::new();
                for row in rows {
                    let Value::Object(values) = row else {
                        self.errors.push((name, "is invalid"));
                        return None;
                    };
                    kept.extend(self.nested(&name, table, values).map(Value::Object));
                }
                Some(Value::Array(kept))
            }
            (Rule::Boolean, Value::Bool(flag)) => Some(Value::Bool(flag)),
            (Rule::Id | Rule::Integer { .. }, Value::Number(number)) => {
                let digits = plain(&number);
                let whole = || {
                    digits
                        .parse::<i64>()
                        .map_or(Value::Number(number), Value::from)
                };
                key.limit.allows(&digits).then(whole)
            }
            (Rule::Id | Rule::Integer { .. }, Value::String(text)) => {
                let number = text.parse::<i64>().ok();
                number.filter(|_| key.limit.allows(&text)).map(Value::from)
            }
            (Rule::Decimal, Value::Number(number)) => {
                let is_allowed = key.limit.allows(&plain(&number));
                is_allowed.then_some(Value::Number(number))
            }
            (_, Value::String(text)) if text.is_empty() => Some(Value::String(text)),
            (_, Value::String(text)) => key.limit.allows(&text).then_some(Value::String(text)),
            // The sample of a request has a postal code as a number.
            (Rule::Text { .. }, Value::Number(number)) => {
                let text = number.to_string();
                key.limit.allows(&text).then_some(Value::String(text))
            }
            _ => None,
        };
        if kept.is_none() {
            self.errors.push((name, "is invalid"));
        }
        kept
    }

    fn nested(&mut self, name: &str, table: &str, values: Fields) -> Option<Fields> {
        let table = self.api.table(table)?;
        let above = format!("{name}.");
        // Where any JSON is a value, null is one.
        let is_value = |wire: &&str| {
            let mut keys = table.keys.iter();
            values.get(*wire) == Some(&Value::Null)
                && keys.any(|key| key.wire == **wire && matches!(key.limit.rule, Rule::Json))
        };
        let required = table.always_required().filter(|wire| !is_value(wire));
        let required: Vec<&str> = required.collect();
        self.required(&above, &required, &values, false);
        let keys: Vec<&Key> = table.keys.iter().map(AsRef::as_ref).collect();
        Some(self.object(&above, &keys, values, table.open.is_some()))
    }
}

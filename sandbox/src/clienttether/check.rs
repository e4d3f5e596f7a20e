//! Parameters held against the row of their call.

use prose_codegen::model::{Api, Call, Key, Kind, Requires, Rule, Table};
use serde_json::Value;

use crate::clienttether::answer::Refusal;
use crate::clienttether::parameters::Parameters;
use crate::clienttether::switches::{LongCustomText, Switches};

/// Which parameters of a call are held against what the spec says of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Checks {
    /// All of them.
    All,
    /// All of them, save the values of this key in rows.
    AllInRowsBut(&'static str),
    /// None of them.
    None,
}

/// Holds the parameters against the call's row: what it requires first, then the limits in the
/// order of its tables. The first failure is the only one told.
pub(crate) fn check(
    api: &Api,
    call: &Call,
    parameters: &Parameters,
    switches: &Switches,
    checks: Checks,
) -> Result<(), Refusal> {
    if checks == Checks::None {
        return Ok(());
    }
    if call
        .requires
        .iter()
        .any(|requirement| is_unmet(requirement, parameters))
    {
        return Err(Refusal::Code("CT501"));
    }
    let is_update = call.does == Kind::Update;
    for accepted in &call.accepts {
        match parameters.get(&accepted.key.wire) {
            // It clears what is stored, or is passed over.
            Some(Value::String(text)) if is_update && text.is_empty() => {}
            Some(value) => check_value(api, &accepted.key, value, checks)?,
            None => {}
        }
    }
    if let Some(open) = &call.open {
        for (name, value) in custom(call, parameters) {
            let is_cut = switches.long_custom_text == LongCustomText::Cut;
            let fits = value
                .as_str()
                .is_some_and(|text| is_cut || open.limit.allows(text));
            if !fits {
                return Err(Refusal::Key(name.to_owned()));
            }
        }
    }
    Ok(())
}

/// The parameters that become custom fields.
pub(crate) fn custom<'b>(
    call: &'b Call,
    parameters: &'b Parameters,
) -> impl Iterator<Item = (&'b str, &'b Value)> {
    parameters.iter().filter(|(name, _)| {
        call.open.is_some()
            && !call
                .accepts
                .iter()
                .any(|accepted| accepted.key.wire == *name)
            && !call.reserved.iter().any(|reserved| reserved == name)
    })
}

fn is_unmet(requirement: &Requires, parameters: &Parameters) -> bool {
    let is_there = |key: &String| match parameters.get(key) {
        Some(Value::String(text)) => !text.is_empty(),
        Some(Value::Array(rows)) => !rows.is_empty(),
        Some(_) => true,
        None => false,
    };
    match requirement {
        Requires::Key(key) => !is_there(key),
        Requires::AnyOf(groups) => !groups.iter().any(|group| group.iter().all(is_there)),
        Requires::ExactlyOneOf(groups) => {
            groups
                .iter()
                .filter(|group| group.iter().all(is_there))
                .count()
                != 1
        }
        Requires::AtMostOneOf(groups) => {
            let there: Vec<&String> = groups
                .iter()
                .flatten()
                .filter(|key| is_there(key))
                .collect();
            let is_one = |group: &Vec<String>| there.iter().all(|key| group.contains(key));
            !there.is_empty() && !groups.iter().any(is_one)
        }
        Requires::WhenThere { key, also } => is_there(key) && !also.iter().all(is_there),
        Requires::When { key, is, also } => {
            parameters.text(key) == Some(is) && !also.iter().all(is_there)
        }
    }
}

fn check_value(api: &Api, key: &Key, value: &Value, checks: Checks) -> Result<(), Refusal> {
    let broken = || Refusal::Key(key.wire.clone());
    match (&key.limit.rule, value) {
        (Rule::ArrayOf(table), Value::Array(rows)) => {
            let table = api.table(table).ok_or_else(broken)?;
            for row in rows {
                let row = row.as_object().ok_or_else(broken)?;
                for accepted in &table.keys {
                    // The sample and the table spell one key of a note in two ways.
                    let value = row.get(&accepted.wire).or_else(|| row.get(&accepted.name));
                    match value {
                        Some(Value::Null) | None if is_required(table, accepted) => {
                            return Err(Refusal::Code("CT501"));
                        }
                        Some(Value::Null) | None => {}
                        // "Some values may be blank", without a word on which ones.
                        Some(Value::String(text)) if text.is_empty() => {}
                        Some(_) if is_free(accepted, checks) => {}
                        Some(value) => check_value(api, accepted, value, checks)?,
                    }
                }
            }
            Ok(())
        }
        (_, Value::String(text)) if key.limit.allows(text) => Ok(()),
        _ => Err(broken()),
    }
}

fn is_required(table: &Table, key: &Key) -> bool {
    let mut required = table.always_required();
    required.any(|wire| wire == key.wire)
}

/// Whether a key of a row takes any value.
fn is_free(key: &Key, checks: Checks) -> bool {
    matches!(checks, Checks::AllInRowsBut(free) if key.wire == free)
}

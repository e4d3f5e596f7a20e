use prose_codegen::model::{Api, Call, Key, Kind, Limit, Requires, Rule};
use serde_json::Value;

use crate::clienttether::answer::Refusal;
use crate::clienttether::bag::Bag;
use crate::clienttether::switches::{LongCustomText, Switches};

/// Holds the parameters against the call's row: what it requires first, then the limits in the
/// order of its tables. The first failure is the only one told.
pub(crate) fn check(api: &Api, call: &Call, bag: &Bag, switches: &Switches) -> Result<(), Refusal> {
    if call
        .requires
        .iter()
        .any(|requirement| is_unmet(requirement, bag))
    {
        return Err(Refusal::Code("CT501"));
    }
    let is_update = is_update(api, call);
    for accepted in &call.accepts {
        match bag.get(&accepted.key.wire) {
            // It clears what is stored, or is passed over.
            Some(Value::String(text)) if is_update && text.is_empty() => {}
            Some(value) => check_value(api, &accepted.key, value)?,
            None => {}
        }
    }
    if let Some(open) = &call.open {
        for (name, value) in custom(call, bag) {
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

fn is_update(api: &Api, call: &Call) -> bool {
    let mut updates = api.families.iter().filter(|it| it.kind == Kind::Update);
    updates.any(|family| family.calls.iter().any(|it| it.name == call.name))
}

/// The parameters that become custom fields.
pub(crate) fn custom<'b>(
    call: &'b Call,
    bag: &'b Bag,
) -> impl Iterator<Item = (&'b str, &'b Value)> {
    bag.iter().filter(|(name, _)| {
        call.open.is_some()
            && !call
                .accepts
                .iter()
                .any(|accepted| accepted.key.wire == *name)
            && !call.reserved.iter().any(|reserved| reserved == name)
    })
}

fn is_unmet(requirement: &Requires, bag: &Bag) -> bool {
    let is_there = |key: &String| match bag.get(key) {
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
        Requires::When { key, is, also } => bag.text(key) == Some(is) && !also.iter().all(is_there),
    }
}

fn check_value(api: &Api, key: &Key, value: &Value) -> Result<(), Refusal> {
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
                        Some(_) if saves_anything(&accepted.limit) => {}
                        Some(value) => check_value(api, accepted, value)?,
                    }
                }
            }
            Ok(())
        }
        (_, Value::String(text)) if key.limit.allows(text) => Ok(()),
        _ => Err(broken()),
    }
}

fn is_required(table: &prose_codegen::model::Table, key: &Key) -> bool {
    table
        .requires
        .iter()
        .any(|required| *required == key.wire || *required == key.name)
}

/// The kind of a note: the page saves any other word as `note` instead of refusing it.
fn saves_anything(limit: &Limit) -> bool {
    match &limit.rule {
        Rule::OneOf(members) => members.iter().any(|member| member.wire == "note"),
        _ => false,
    }
}

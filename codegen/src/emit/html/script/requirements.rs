//! What must be there together, or not together.

use serde_json::json;

use super::super::text;
use crate::model::Requires;

/// The function that says what is required now, and complains of what is too much.
pub(super) fn emit(requires: &[Requires]) -> String {
    let (mut always, mut any_of, mut one_of) = (vec![], vec![], vec![]);
    let (mut at_most, mut when) = (vec![], vec![]);
    for item in requires {
        match item {
            Requires::Key(key) => always.push(json!(key)),
            Requires::AnyOf(groups) => any_of.push(json!(groups)),
            Requires::ExactlyOneOf(groups) => one_of.push(json!(groups)),
            Requires::AtMostOneOf(groups) => at_most.push(json!(groups)),
            Requires::WhenThere { key, also } => when.push(json!([key, null, also])),
            Requires::When { key, is, also } => when.push(json!([key, is, also])),
        }
    }
    let goes_with = when.iter().any(|item| item[1].is_null());
    let has_at_most = !at_most.is_empty();
    let mut lists = vec![
        ("always", always),
        ("anyOf", any_of),
        ("oneOf", one_of),
        ("when", when),
    ];
    // Most forms have no such requirement, and nothing for it.
    lists.extend(has_at_most.then_some(("atMostOneOf", at_most)));
    let mut script: String = lists
        .into_iter()
        .map(|(name, list)| format!("  const {name} = {};\n", text::json(&json!(list))))
        .collect();
    let parts = [
        (true, REQUIRE),
        (goes_with, WHEN_THERE),
        (true, ONE_OF),
        (has_at_most, AT_MOST_ONE_OF),
        (true, REQUIRED),
    ];
    for (_, part) in parts.into_iter().filter(|(is_needed, _)| *is_needed) {
        script.push_str(part);
    }
    script
}

const REQUIRE: &str = r#"  const isFilled = (name) => given(name) !== "";
  const canFill = (name) => fields(name).some((field) => field.type !== "hidden");
  const blanks = (keys) => keys.filter((key) => !isFilled(key));
  const require = () => {
    const required = new Set(always);
    for (const groups of [...anyOf, ...oneOf]) {
      if (groups.some((keys) => blanks(keys).length === 0)) continue;
      // None is complete: ask for the one in which most is there already, the first if none is begun.
      const open = groups.filter((keys) => blanks(keys).every(canFill));
      const begun = (keys) => keys.length - blanks(keys).length;
      open.sort((one, other) => begun(other) - begun(one));
      for (const key of open[0] ?? []) required.add(key);
    }
    for (const [key, is, also] of when) {
      if (given(key) === is) also.forEach((key) => required.add(key));
    }
"#;

/// Where keys go with another, whatever its value.
const WHEN_THERE: &str = r#"    for (const [key, is, also] of when) {
      if (is === null && isFilled(key)) also.forEach((key) => required.add(key));
    }
"#;

const ONE_OF: &str = r#"    for (const groups of oneOf) {
      const complete = groups.filter((keys) => blanks(keys).length === 0);
      complete.sort((one, other) => other.length - one.length);
      if (complete.length === 0) continue;
      const surplus = groups.flat().filter((key) => !complete[0].includes(key) && isFilled(key));
      for (const field of surplus.flatMap(fields)) {
        complain(field, "Leave this blank: only one of these can be sent.");
      }
    }
"#;

const AT_MOST_ONE_OF: &str = r#"    for (const groups of atMostOneOf) {
      const there = groups.flat().filter(isFilled);
      const has = (keys) => there.filter((key) => keys.includes(key)).length;
      // What the visitor cannot change stays.
      const stays = (keys) => there.filter((key) => keys.includes(key) && !canFill(key)).length;
      const [most] = [...groups].sort(
        (one, other) => stays(other) - stays(one) || has(other) - has(one),
      );
      for (const field of there.filter((key) => !most.includes(key)).flatMap(fields)) {
        complain(field, "Leave this blank: only one of these can be sent.");
      }
    }
"#;

const REQUIRED: &str = r#"    for (const field of [...anyOf, ...oneOf, ...when.map(([, , also]) => [also])].flat(2).flatMap(fields)) {
      // A box may stay as it is: its no is sent.
      field.required = required.has(field.name) && field.type !== "checkbox";
    }
  };
"#;

//! The script of a form: what attributes cannot say.
//!
//! It is put together of the parts that the form needs, changes nothing but this form, and asks
//! for nothing from anywhere.

use serde_json::json;

use super::text;
use crate::model::{Call, Limit, Requires, Rule};

/// What a regular expression cannot count, as the value of an input's `data-limit`.
///
/// Addresses have at most so many bytes, text for a URL is counted as it stands there, and text
/// with lines as it is sent.
pub(super) fn counted(limit: &Limit, has_lines: bool) -> Option<String> {
    match &limit.rule {
        Rule::Email => Some("email".to_owned()),
        Rule::Escaped { max } => Some(format!("escaped {max}")),
        Rule::Text {
            max: Some(max),
            cut: false,
        } if has_lines => Some(format!("lines {max}")),
        // Of several that count, no form is made.
        Rule::AllOf(limits) => limits.iter().find_map(|limit| counted(limit, has_lines)),
        Rule::ListOf(item) => counted(item, false).map(|counted| format!("each {counted}")),
        _ => None,
    }
}

/// The script of the form with this id. `counted` are the first words of all its `data-limit`s.
pub(super) fn emit(id: &str, call: &Call, counted: &[String]) -> String {
    let id = text::json(&json!(id));
    let mut script = format!("(() => {{\n  const form = document.getElementById({id});\n");
    script.push_str(BLANK);
    let dynamic = |item: &&Requires| !matches!(item, Requires::Key(_));
    let has_rules = call.requires.iter().any(|item| dynamic(&item));
    if has_rules || !counted.is_empty() {
        script.push_str(MESSAGES);
        if has_rules {
            script.push_str(&requirements(call));
        }
        if !counted.is_empty() {
            script.push_str(&counts(counted));
        }
        script.push_str(CHECK);
        if has_rules {
            script.push_str("    require();\n");
        }
        if !counted.is_empty() {
            script.push_str("    count();\n");
        }
        script.push_str(EVENTS);
    }
    script.push_str("})();\n");
    script
}

/// Removes blank fields from what is sent. The fields themselves stay as they are, for a visitor who comes back.
const BLANK: &str = r#"
  // A field takes the place of the form's own member of that name: these are not looked up there.
  const on = (event, act) => EventTarget.prototype.addEventListener.call(form, event, act);
  // Blank fields are not sent.
  on("formdata", ({ formData }) => {
    for (const name of new Set(formData.keys())) {
      if (formData.getAll(name).every((value) => value === "")) formData.delete(name);
    }
  });
"#;

const MESSAGES: &str = r#"
  const all = (selector) => [...Element.prototype.querySelectorAll.call(form, selector)];
  const named = () => all("[name]");
  const fields = (name) => named().filter((field) => field.name === name);
  const messages = new Map();
  const complain = (field, message) => messages.set(field, message);
"#;

const REQUIRE: &str = r#"  const isFilled = (name) => fields(name).some((field) => field.value !== "");
  const canFill = (name) => fields(name).some((field) => field.type !== "hidden");
  const blanks = (keys) => keys.filter((key) => !isFilled(key));
  const require = () => {
    const required = new Set(always);
    for (const groups of [...anyOf, ...oneOf]) {
      if (groups.some((keys) => blanks(keys).length === 0)) continue;
      // None is complete: ask for the one in which most is there already, the first if none is begun.
      const open = groups.filter((keys) => blanks(keys).some(canFill));
      const begun = (keys) => keys.length - blanks(keys).length;
      open.sort((one, other) => begun(other) - begun(one));
      for (const key of open[0] ?? []) required.add(key);
    }
    for (const [key, is, also] of when) {
      if (fields(key).some((field) => field.value === is)) also.forEach((key) => required.add(key));
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
      field.required = required.has(field.name);
    }
  };
"#;

const BYTES: &str = r#"  const bytes = (text) => new TextEncoder().encode(text).length;
"#;

const EMAIL: &str = r#"    email: (text) => {
      const [local, domain = ""] = text.split("@");
      return bytes(text) <= 254 && bytes(local) <= 64 &&
        domain.split(".").every((label) => bytes(label) <= 63);
    },
"#;

/// Every byte but letters, digits and four signs becomes three characters.
const ESCAPED: &str = r#"    escaped: (text, max) => 3 * bytes(text) - 2 * (text.match(/[\w.~\-]/g) ?? []).length <= max,
"#;

/// Ends of lines are sent as two characters.
const LINES: &str = r#"    lines: (text, max) => [...text.replace(/\r\n|\r|\n/g, "\r\n")].length <= max,
"#;

const COUNT: &str = r#"  const limited = all("[data-limit]");
  // These are counted here, and more exactly.
  limited.forEach((field) => field.removeAttribute("maxlength"));
  const count = () => {
    for (const field of limited.filter((field) => field.value !== "")) {
      const words = field.dataset.limit.split(" ");
      const isList = words[0] === "each";
      const [kind, max] = isList ? words.slice(1) : words;
      const texts = isList ? field.value.split(",") : [field.value];
      if (!texts.every((text) => within[kind](text, Number(max)))) complain(field, "This is too long.");
    }
  };
"#;

const CHECK: &str = r#"  const checked = new Set();
  const check = () => {
    messages.clear();
"#;

/// A message is only taken back by the one who gave it.
const EVENTS: &str = r#"    for (const field of checked) field.setCustomValidity("");
    checked.clear();
    for (const [field, message] of messages) {
      field.setCustomValidity(message);
      checked.add(field);
    }
  };
  on("input", check);
  on("change", check);
  on("reset", () => setTimeout(check));
  // A browser fills the fields again when a visitor comes back.
  window.addEventListener("pageshow", check);
  check();
"#;

fn requirements(call: &Call) -> String {
    let (mut always, mut any_of, mut one_of) = (vec![], vec![], vec![]);
    let (mut at_most, mut when) = (vec![], vec![]);
    for item in &call.requires {
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

fn counts(counted: &[String]) -> String {
    let has = |kind: &str| {
        counted
            .iter()
            .any(|words| words.split(' ').any(|word| word == kind))
    };
    let mut script = String::new();
    if has("email") || has("escaped") {
        script.push_str(BYTES);
    }
    script.push_str("  const within = {\n");
    for (kind, part) in [("email", EMAIL), ("escaped", ESCAPED), ("lines", LINES)] {
        if has(kind) {
            script.push_str(part);
        }
    }
    script.push_str("  };\n");
    script.push_str(COUNT);
    script
}

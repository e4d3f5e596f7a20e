//! The script of a form: what attributes cannot say.
//!
//! It is put together of the parts that the form needs, changes nothing but this form, and asks
//! for nothing from anywhere.

mod counting;
mod reading;
mod requirements;
mod sending;

pub(super) use counting::counted;

use serde_json::json;

use super::field::Field;
use super::hidden::Needed;
use super::text;
use crate::model::Requires;

/// What the script of a form is made of.
pub(super) struct Script<'f> {
    /// The form's id.
    pub(super) id: &'f str,
    /// What the call requires of the form.
    pub(super) requires: &'f [Requires],
    /// What the visitor fills in.
    pub(super) fields: &'f [Field<'f>],
    /// What the site must set.
    pub(super) needed: &'f [Needed],
}

impl Script<'_> {
    /// As lines of JavaScript.
    pub(super) fn emit(&self) -> String {
        let id = text::json(&json!(self.id));
        let counted: Vec<String> = self.fields.iter().filter_map(Field::counted).collect();
        let has_rules = (self.requires.iter()).any(|item| !matches!(item, Requires::Key(_)));
        let mut script = format!("(() => {{\n  const form = document.getElementById({id});\n");
        script.push_str(FINDING);
        script.push_str(&counting::emit(&counted));
        script.push_str(&reading::emit(self.fields));
        script.push_str(&sending::emit(self.fields, self.needed));
        script.push_str(MESSAGES);
        if has_rules {
            script.push_str(&requirements::emit(self.requires));
        }
        script.push_str(CHECK);
        if has_rules {
            script.push_str("    require();\n");
        }
        script.push_str(EVENTS);
        script.push_str("})();\n");
        script
    }
}

const FINDING: &str = r#"
  // A field takes the place of the form's own member of that name: these are not looked up there.
  const on = (event, act, early) => EventTarget.prototype.addEventListener.call(form, event, act, early);
  const all = (selector) => [...Element.prototype.querySelectorAll.call(form, selector)];
  const fields = (name) => all("[name]").filter((field) => field.name === name);
"#;

const MESSAGES: &str = r#"
  const messages = new Map();
  const complain = (field, message) => messages.set(field, message);
  // What a field takes, in its own words.
  const asked = (field) => {
    if (matches(field, trim(field.value))) return "This is too long.";
    if (field.title === "") return "Please check this.";
    return `Please give ${field.title[0].toLowerCase()}${field.title.slice(1)}`;
  };
"#;

const CHECK: &str = r#"  const checked = new Set();
  const check = () => {
    messages.clear();
"#;

/// A message is only taken back by the one who gave it.
const EVENTS: &str = r#"    for (const field of all("[name]")) {
      const text = clean(field);
      if (text === null) complain(field, asked(field));
      else if (field.required && text === "" && field.value !== "") complain(field, "Please fill this in.");
    }
    for (const field of checked) field.setCustomValidity("");
    checked.clear();
    for (const [field, message] of messages) {
      field.setCustomValidity(message);
      checked.add(field);
    }
    for (const field of all("[aria-invalid]")) {
      if (field.validity.valid) field.removeAttribute("aria-invalid");
    }
  };
  on("input", check);
  on("change", check);
  on("reset", () => setTimeout(check));
  on("invalid", ({ target }) => target.setAttribute("aria-invalid", "true"), true);
  // A browser fills the fields again when a visitor comes back.
  window.addEventListener("pageshow", check);
  check();
"#;

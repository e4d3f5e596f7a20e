//! What is sent: cleaned, without blank fields, and nothing as long as the site has not set its part.

use serde_json::json;

use super::super::field::Field;
use super::super::hidden::Needed;
use super::super::text;

/// What stands in the fields, and what is done with it when it is sent.
pub(super) fn emit(fields: &[Field<'_>], needed: &[Needed]) -> String {
    let mut script = VALUES.to_owned();
    let consents: Vec<&str> = (fields.iter())
        .filter(|field| field.consent.is_some())
        .map(|field| field.key.wire.as_str())
        .collect();
    if !consents.is_empty() {
        let consents = text::json(&json!(consents));
        script.push_str("    // The yes of a box that is ticked stands behind its no.\n");
        script.push_str(&format!(
            "    for (const name of {consents}) if (formData.has(name)) formData.set(name, formData.getAll(name).pop());\n"
        ));
    }
    script.push_str("  });\n");
    if !needed.is_empty() {
        let needed: Vec<_> = (needed.iter())
            .map(|needed| json!([needed.name, needed.blank]))
            .collect();
        let needed = text::json(&json!(needed));
        script.push_str(&format!("\n  const needed = {needed};\n"));
        script.push_str(NEEDED);
    }
    script
}

/// The fields themselves stay as they are, for a visitor who comes back.
const VALUES: &str = r#"
  const value = (field) => {
    if (field.type === "checkbox" || field.type === "radio") return field.checked ? field.value : "";
    return clean(field) ?? field.value;
  };
  // Of several fields with one name, the last that says something counts.
  const given = (name) => fields(name).map(value).filter((text) => text !== "").pop() ?? "";
  on("formdata", ({ formData }) => {
    for (const field of all("[name]")) {
      const text = clean(field);
      const isCleaned = text !== null && text !== field.value;
      if (isCleaned && formData.getAll(field.name).length === 1) formData.set(field.name, text);
    }
    // Blank fields are not sent.
    for (const name of new Set(formData.keys())) {
      if (formData.getAll(name).every((value) => value === "")) formData.delete(name);
    }
"#;

/// The owner of the site is told, in the page and in the console, and visitors send nothing in vain.
const NEEDED: &str = r#"  const note = document.createElement("p");
  note.setAttribute("role", "alert");
  note.style.cssText = "padding: 1em; border: 3px solid #b00020; background: #fff; color: #000";
  const isReady = () => {
    const isBlank = ([name, blank]) => fields(name).every((field) => field.value === blank);
    const blanks = needed.filter(isBlank).map(([name]) => name);
    note.remove();
    if (blanks.length === 0) return true;
    note.textContent = `This form cannot be sent yet. Its owner must set ${blanks.join(", ")} in the page.`;
    console.error(note.textContent);
    Element.prototype.before.call(form, note);
    return false;
  };
  on("submit", (event) => {
    if (isReady()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }, true);
  // Another script may set it while the page is loaded.
  if (document.readyState === "complete") isReady();
  else window.addEventListener("load", isReady);
"#;

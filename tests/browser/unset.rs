//! A form whose site has not set its part: the owner is told, and nothing is sent.

use serde_json::{Value, json};

use crate::chromium::drive;
use crate::form::forms;

/// Sends the form as a visitor does, and posts what the page says then.
const SENDS: &str = r##"<script>
addEventListener("load", () => setTimeout(() => {
  const alerts = () => [...document.querySelectorAll("[role=alert]")].map((note) => note.textContent);
  const before = alerts();
  for (const field of document.querySelectorAll("form [required]")) field.value = "Ann";
  document.querySelector("form [name]").dispatchEvent(new Event("input", { bubbles: true }));
  document.querySelector("form button").click();
  setTimeout(() => fetch("/results", { method: "POST", body: JSON.stringify([before, alerts(), location.pathname]) }), 500);
}));
</script>"##;

#[test]
fn a_form_whose_key_is_blank_tells_its_owner_and_is_not_sent() {
    let all = forms();
    let form = all.iter().find(|it| it.file == "external_form_lead.html");
    let html = format!("{}{SENDS}", form.unwrap().html);
    let says = "This form cannot be sent yet. Its owner must set web_key in the page.";
    let (path, body) = drive(&html, &Value::Null);
    assert_eq!(path, "/results");
    let told: Value = serde_json::from_str(&body).unwrap();
    assert_eq!(told, json!([[says], [says], "/"]));
}

#[test]
fn a_form_whose_key_is_set_says_nothing_and_is_sent() {
    let all = forms();
    let form = all.iter().find(|it| it.file == "external_form_lead.html");
    let set = "name=\"web_key\" value=\"CT_1\"";
    let html = form
        .unwrap()
        .html
        .replace("name=\"web_key\" value=\"\"", set);
    let (path, body) = drive(&format!("{html}{SENDS}"), &Value::Null);
    assert_eq!(path, "/post");
    assert!(body.starts_with("web_key=CT_1&"), "{body}");
}

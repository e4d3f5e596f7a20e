// Fills the form in as it is told, and tells what the browser makes of it.
"use strict";
(async () => {
  const form = document.querySelector("form");
  // Fields may be called like members of the form, which are then not to be found there.
  const all = (selector) => [...Element.prototype.querySelectorAll.call(form, selector)];
  const isValid = () => HTMLFormElement.prototype.checkValidity.call(form);
  // Of a box and the no before it, the box.
  const find = (name) => all("[name]").filter((field) => field.name === name).pop();
  const set = (name, value) => {
    const field = find(name);
    if (field.type === "checkbox") field.checked = field.value === value;
    else field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    return field;
  };
  // What the site has set stays.
  const initial = new Map(all("[type=hidden]").map((field) => [field, field.value]));
  const blank = () => {
    for (const field of all("[name]")) {
      if (field.type === "checkbox") field.checked = false;
      else field.value = initial.get(field) ?? "";
    }
    EventTarget.prototype.dispatchEvent.call(form, new Event("input"));
  };
  // Only signs that HTTP, HTML and UTF-8 all leave alone.
  const json = (value) => JSON.stringify(value).replace(/[^ -~]/g, (unit) =>
    "\\u" + unit.charCodeAt(0).toString(16).padStart(4, "0"));
  const tell = (what, value) => fetch(what, { method: "POST", body: json(value) });
  const told = await (await fetch("/told")).json();
  // The page has a script of its own.
  if (told === null) return;
  try {
    // One field at a time: its verdict, the value that it has then, what would be sent, and what is said.
    const fields = told.fields.map(([name, value]) => {
      const field = set(name, value);
      const sent = new FormData(form).getAll(name);
      const verdict = [field.checkValidity(), field.value, sent, field.validationMessage];
      set(name, "");
      return verdict;
    });
    // The form as a whole.
    const forms = told.forms.map((values) => {
      blank();
      for (const [name, value] of values) set(name, value);
      return isValid();
    });
    if (told.post) {
      blank();
      for (const [name, value] of told.post) set(name, value);
      all("button")[0].click();
      // The answer to the form takes the place of this page.
      return;
    }
    await tell("/results", { fields, forms, patterns: all("[pattern]").map((field) => {
      // A pattern that does not compile is ignored by browsers.
      try { return new RegExp(field.pattern, "v") && new RegExp(field.pattern, "u") && ""; } catch (error) { return String(error); }
    }), ids: [...document.querySelectorAll("[id]")].map((element) =>
      Element.prototype.getAttribute.call(element, "id")),
      labels: all("input:not([type=hidden]), select, textarea").map((field) => field.labels.length) });
  } catch (error) {
    await tell("/results", { error: String(error) });
  }
})();

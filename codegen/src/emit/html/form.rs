//! A form: where it posts, its fields in the order of the choice or of the document, and its script.

use std::collections::HashSet;
use std::fmt::Write as _;

use super::HEADER;
use super::choice::Choice;
use super::field::{Attributes, Field, title};
use super::hidden::Needed;
use super::script::Script;
use super::text::{comment, escape};
use super::{hidden, style};
use crate::emit::pattern;
use crate::emit::words::{self, Voice, plain};
use crate::model::{Api, Call, Family, HtmlForm, Open, Requires};

/// A file with a form of a call, in which the visitor sees what was chosen.
pub(super) fn emit(
    api: &Api,
    family: &Family,
    call: &Call,
    form: &HtmlForm,
    choice: &Choice<'_>,
) -> String {
    let id = call.function.trim_end_matches('_');
    let mut hidden = String::new();
    let needed = hidden::emit(&mut hidden, api, call, choice);
    let mut html = head(api, family, call, choice, &needed);
    html.push_str(&style::emit(id));
    let mut attributes = Attributes::default();
    attributes.set("id", id);
    attributes.set("action", &action(api, call));
    attributes.set("method", "post");
    attributes.set("accept-charset", "utf-8");
    let _ = writeln!(html, "<form{}>", attributes.html);
    html.push_str(&hidden);
    let fields = fields(id, form, choice);
    notes(&mut html, call, choice, &fields);
    for field in &fields {
        html.push_str(&field.html());
    }
    if let Some(open) = &call.open {
        custom(&mut html, id, call, open);
    }
    html.push_str("  <p><button type=\"submit\">Send</button></p>\n</form>\n");
    html.push_str(
        "<!-- The form works without the style and without this script. Where a content security policy forbids\n     \
         them, give them the policy's nonce, or move them into files; the script comes after the form. -->\n<script>\n",
    );
    let script = Script {
        id,
        requires: &choice.requires,
        fields: &fields,
        needed: &needed,
    };
    html.push_str(&script.emit());
    html.push_str("</script>\n");
    html
}

/// What the owner of the site should know before the form.
fn head(api: &Api, family: &Family, call: &Call, choice: &Choice<'_>, needed: &[Needed]) -> String {
    let from = comment(&family.location.file);
    let mut html = format!("{HEADER} from {from}: change that, not this. -->\n");
    let about = comment(&format!("{} of the {}.", call.name, plain(&api.title)));
    let _ = writeln!(
        html,
        "<!-- Sends the call {about} Paste all of it, once, into a page that is served as UTF-8. -->"
    );
    if !needed.is_empty() {
        let names: Vec<&str> = needed.iter().map(|needed| needed.name.as_str()).collect();
        let names = comment(&names.join(", "));
        let _ = writeln!(
            html,
            "<!-- First set {names} in your copy, as the comments in it say. -->"
        );
    }
    if choice.leaves_out {
        let function = comment(&call.function);
        let _ = writeln!(
            html,
            "<!-- This is what most visitors are asked for; {function}.all.html has every field. -->"
        );
    }
    let address = action(api, call);
    let stands_there = |name: &str| address.contains(&format!("{{{name}}}"));
    for variable in api.variables.iter().filter(|it| stands_there(&it.name)) {
        let doc = comment(&plain(&variable.doc));
        let name = comment(&variable.name);
        let _ = writeln!(
            html,
            "<!-- Put a value in the place of {{{name}}} in the address. {doc} -->"
        );
        for (value, in_url) in &variable.one_of {
            let (value, in_url) = (comment(value), comment(in_url));
            let _ = writeln!(html, "<!-- {in_url} for {value} -->");
        }
    }
    html
}

/// The whole address.
fn action(api: &Api, call: &Call) -> String {
    let base = call.base_url.as_ref().unwrap_or(&api.base_url);
    if !call.path.starts_with('/') {
        return format!("{base}{}", call.path);
    }
    // Below the host.
    let host = base.find("://").map_or(0, |at| at + 3);
    let end = base[host..].find('/').map_or(base.len(), |at| host + at);
    format!("{}{}", &base[..end], call.path)
}

fn fields<'f>(id: &str, form: &'f HtmlForm, choice: &Choice<'f>) -> Vec<Field<'f>> {
    let required: HashSet<&str> = (choice.requires.iter())
        .filter_map(|item| match item {
            Requires::Key(key) => Some(key.as_str()),
            _ => None,
        })
        .collect();
    let field = |key: &&'f _| -> Field<'f> {
        let key: &crate::model::Key = key;
        let consent = form.consent(&key.wire);
        Field {
            key,
            id: format!("{id}-{}", key.rust.trim_end_matches('_')),
            // Consent is never required: a no is an answer.
            is_required: required.contains(key.wire.as_str()) && consent.is_none(),
            has_lines: form.lines.contains(&key.wire),
            consent,
        }
    };
    choice.shown.iter().map(field).collect()
}

/// What must be filled in, as far as single fields do not say it.
fn notes(html: &mut String, call: &Call, choice: &Choice<'_>, fields: &[Field<'_>]) {
    if fields.iter().any(|field| field.is_required) {
        html.push_str("  <p>Fields with a * are needed.</p>\n");
    }
    let required = Call {
        requires: choice.requires.clone(),
        ..call.clone()
    };
    for needed in words::call::requirements(&required, Voice::Visitor) {
        let _ = writeln!(html, "  <p>{}</p>", escape(&needed.plain()));
    }
}

/// How a field is added whose name the document does not have.
fn custom(html: &mut String, id: &str, call: &Call, open: &Open) {
    let is_taken = |name: &str| {
        let accepted = call.accepts.iter().map(|accepted| &accepted.key.wire);
        accepted
            .chain(&call.reserved)
            .any(|taken| taken.eq_ignore_ascii_case(name))
    };
    let mut name = "Favourite colour".to_owned();
    while is_taken(&format!("{}{name}", open.prefix)) {
        name.push_str(" of all");
    }
    let mut attributes = Attributes::default();
    attributes.set("id", &format!("{id}-custom-1"));
    attributes.set("name", &format!("{}{name}", open.prefix));
    attributes.set("type", "text");
    attributes.maybe("pattern", pattern::pattern(&open.limit).as_deref());
    attributes.maybe("title", title(&open.limit).as_deref());
    let doc = comment(&plain(&open.doc));
    let _ = writeln!(
        html,
        "  <!-- {doc} A line such as this one adds a field; the name is the one that arrives.\n  \
         <p><label for=\"{id}-custom-1\">{name}</label><br> <input{}></p>\n  -->",
        attributes.html
    );
}

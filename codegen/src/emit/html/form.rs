//! A form: where it posts, its fields in the order of the document, and its script.

use std::collections::HashSet;
use std::fmt::Write as _;

use super::HEADER;
use super::field::{Attributes, Field, title};
use super::text::{comment, escape};
use super::{pattern, script};
use crate::emit::words::{self, Voice, plain};
use crate::model::{Api, Call, Credential, CredentialPlace, Family, Holds, HtmlForm, Key, Open};

/// The whole file.
pub(super) fn emit(api: &Api, family: &Family, call: &Call, form: &HtmlForm) -> String {
    let id = call.function.trim_end_matches('_');
    let from = comment(&family.location.file);
    let mut html = format!("{HEADER} from {from}: change that, not this. -->\n");
    let about = comment(&format!("{} of the {}.", call.name, plain(&api.title)));
    let _ = writeln!(
        html,
        "<!-- Sends the call {about} Paste all of it into a page that is served as UTF-8. -->"
    );
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
    let mut attributes = Attributes::default();
    attributes.set("id", id);
    attributes.set("action", &address);
    attributes.set("method", "post");
    attributes.set("accept-charset", "utf-8");
    let _ = writeln!(html, "<form{}>", attributes.html);
    let is_hidden = |key: &Key| form.hidden.contains(&key.wire);
    let (hidden_keys, shown): (Vec<_>, Vec<_>) = (call.accepts.iter())
        .map(|accepted| &accepted.key)
        // What the document has no more is nothing to ask visitors for.
        .filter(|key| key.deprecated.is_none())
        .partition(|key| is_hidden(key));
    for key in hidden_keys {
        hidden(&mut html, key);
    }
    for credential in credentials(api, call) {
        body_credential(&mut html, credential);
    }
    for (name, value) in &call.fixed {
        input(&mut html, name, value);
    }
    let required: HashSet<&str> = call
        .always_required()
        .map(|required| required.key.wire.as_str())
        .collect();
    let fields: Vec<Field<'_>> = (shown.into_iter())
        .map(|key| field(id, &required, form, key))
        .collect();
    notes(&mut html, call, &fields);
    for field in &fields {
        html.push_str(&field.html());
    }
    if let Some(open) = &call.open {
        custom(&mut html, id, call, open);
    }
    html.push_str("  <p><button type=\"submit\">Send</button></p>\n</form>\n");
    let counted: Vec<String> = fields.iter().filter_map(Field::counted).collect();
    html.push_str(
        "<!-- The form works without this script. Where a content security policy forbids it, give it\n     \
         the policy's nonce, or move it into a file that the page loads after the form. -->\n<script>\n",
    );
    html.push_str(&script::emit(id, call, &counted));
    html.push_str("</script>\n");
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

fn field<'k>(id: &str, required: &HashSet<&str>, form: &HtmlForm, key: &'k Key) -> Field<'k> {
    Field {
        key,
        id: format!("{id}-{}", key.rust.trim_end_matches('_')),
        is_required: required.contains(key.wire.as_str()),
        has_lines: form.lines.contains(&key.wire),
    }
}

/// A key that the site sets. Blank, it is not sent.
fn hidden(html: &mut String, key: &Key) {
    let format = match key.limit.doc.as_str() {
        "" => words::limit::words(&key.limit, Voice::Visitor).plain(),
        doc => plain(doc),
    };
    let about = format!("{} {format}", plain(&key.doc));
    placeholder(html, &key.wire, &about, "", key.holds);
    input(html, &key.wire, "");
}

/// What authenticates the call, as far as it stands in the body.
fn credentials<'a>(api: &'a Api, call: &'a Call) -> impl Iterator<Item = &'a Credential> {
    api.credentials.iter().filter(|credential| {
        let names = call.credentials.as_ref();
        names.is_none_or(|names| names.contains(&credential.name))
    })
}

fn body_credential(html: &mut String, credential: &Credential) {
    if let CredentialPlace::Body(name) = &credential.place {
        let place = within(&credential.before, &credential.after);
        placeholder(
            html,
            name,
            &plain(&credential.doc),
            &place,
            credential.holds,
        );
        input(
            html,
            name,
            &format!("{}{}", credential.before, credential.after),
        );
    }
}

/// Where a value goes among the words that it is written between, as they stand in the file.
fn within(before: &str, after: &str) -> String {
    let (before, after) = (escape(before), escape(after));
    match (before.as_str(), after.as_str()) {
        ("", "") => String::new(),
        (_, "") => format!(", right behind the \"{before}\" that stands there"),
        ("", _) => format!(", right before the \"{after}\" that stands there"),
        _ => format!(", right between the \"{before}\" and the \"{after}\" that stand there"),
    }
}

/// Tells the owner of the site what to put into the hidden input that follows, and where.
fn placeholder(html: &mut String, name: &str, about: &str, place: &str, holds: Holds) {
    let about = about.trim();
    let mut note = format!("{name}: {about} Put its value between the quotes after value={place}.");
    if holds == Holds::Secret {
        note.push_str(
            " Everyone who views the page can read it: take a key that is meant for that, and no other.",
        );
    }
    let _ = writeln!(html, "  <!-- {} -->", comment(&note));
}

fn input(html: &mut String, name: &str, value: &str) {
    let mut attributes = Attributes::default();
    attributes.set("type", "hidden");
    attributes.set("name", name);
    attributes.set("value", value);
    let _ = writeln!(html, "  <input{}>", attributes.html);
}

/// What must be filled in, as far as single fields do not say it.
fn notes(html: &mut String, call: &Call, fields: &[Field<'_>]) {
    if fields.iter().any(|field| field.is_required) {
        html.push_str("  <p>Fields with a * are needed.</p>\n");
    }
    for needed in words::call::requirements(call, Voice::Visitor) {
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

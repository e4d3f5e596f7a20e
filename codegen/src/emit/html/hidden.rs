//! What the site sets and the visitor does not see, with a comment that tells what belongs there.

use std::fmt::Write as _;

use super::choice::Choice;
use super::field::Attributes;
use super::text::{comment, escape};
use crate::emit::words::{self, Voice, plain};
use crate::model::{Api, Call, Credential, CredentialPlace, Holds, Key, Limit, Requires, Rule};

/// Longer sets stand in the reference alone.
const MOST_VALUES: usize = 20;

/// A hidden input that must be set before the form can be sent.
pub(super) struct Needed {
    /// Its name.
    pub(super) name: String,
    /// What stands there as long as it is not.
    pub(super) blank: String,
}

/// Adds the inputs of hidden keys, of credentials and of what is always sent; those that must be set.
pub(super) fn emit(html: &mut String, api: &Api, call: &Call, choice: &Choice<'_>) -> Vec<Needed> {
    let mut needed = Vec::new();
    for key in &choice.hidden {
        let is_needed = choice.requires.contains(&Requires::Key(key.wire.clone()));
        let is_free = !choice.requires.iter().any(|item| names(item, &key.wire));
        hidden(html, key, is_free);
        if is_needed {
            needed.push(Needed {
                name: key.wire.clone(),
                blank: String::new(),
            });
        }
    }
    for credential in credentials(api, call) {
        if let CredentialPlace::Body(name) = &credential.place {
            let blank = body_credential(html, credential, name);
            let name = name.clone();
            needed.extend((!credential.optional).then_some(Needed { name, blank }));
        }
    }
    for (name, value) in &call.fixed {
        input(html, name, value);
    }
    needed
}

/// Whether a requirement is about this key.
fn names(item: &Requires, wire: &str) -> bool {
    let has = |keys: &[String]| keys.iter().any(|key| key == wire);
    match item {
        Requires::Key(key) => key == wire,
        Requires::AnyOf(groups)
        | Requires::ExactlyOneOf(groups)
        | Requires::AtMostOneOf(groups) => groups.iter().any(|group| has(group)),
        Requires::WhenThere { key, also } | Requires::When { key, also, .. } => {
            key == wire || has(also)
        }
    }
}

/// A key that the site sets. Blank, it is not sent.
fn hidden(html: &mut String, key: &Key, is_free: bool) {
    let values = values(&key.limit);
    let format = match key.limit.doc.as_str() {
        "" if values.is_empty() => words::limit::words(&key.limit, Voice::Visitor).plain(),
        doc => plain(doc),
    };
    let parts = [plain(&key.doc), format, values];
    let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let about = parts.join(" ");
    let place = if is_free { ", or leave it blank" } else { "" };
    placeholder(html, &key.wire, &about, place, key.holds);
    input(html, &key.wire, "");
}

/// The values of a closed set that is no longer than one reads.
fn values(limit: &Limit) -> String {
    let Rule::OneOf(members) = &limit.rule else {
        return String::new();
    };
    if members.len() > MOST_VALUES {
        return String::new();
    }
    let value = |wire: &str| match words::limit::value(limit, wire).plain() {
        label if label == wire => label,
        label => format!("{wire} ({label})"),
    };
    let wires = members.iter().map(|member| member.wire.as_str());
    let values: Vec<String> = wires.filter(|wire| !wire.is_empty()).map(value).collect();
    format!("One of {}.", values.join(", "))
}

/// What authenticates the call, as far as it stands in the body.
fn credentials<'a>(api: &'a Api, call: &'a Call) -> impl Iterator<Item = &'a Credential> {
    api.credentials.iter().filter(|credential| {
        let names = call.credentials.as_ref();
        names.is_none_or(|names| names.contains(&credential.name))
    })
}

/// A credential of the body; what stands there without its value.
fn body_credential(html: &mut String, credential: &Credential, name: &str) -> String {
    let place = within(&credential.before, &credential.after);
    placeholder(
        html,
        name,
        &plain(&credential.doc),
        &place,
        credential.holds,
    );
    let blank = format!("{}{}", credential.before, credential.after);
    input(html, name, &blank);
    blank
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

pub(super) fn input(html: &mut String, name: &str, value: &str) {
    let mut attributes = Attributes::default();
    attributes.set("type", "hidden");
    attributes.set("name", name);
    attributes.set("value", value);
    let _ = writeln!(html, "  <input{}>", attributes.html);
}

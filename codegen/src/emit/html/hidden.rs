//! What the site sets and the visitor does not see, with a comment that tells what belongs there.

use std::fmt::Write as _;

use super::choice::Choice;
use super::field::Attributes;
use super::text::{comment, escape};
use crate::emit::words::{self, Voice, plain};
use crate::model::{Api, Call, Credential, CredentialPlace, Holds, Key, Requires};

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
        hidden(html, key);
        if choice.requires.contains(&Requires::Key(key.wire.clone())) {
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

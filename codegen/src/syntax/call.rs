//! Families of calls, as written.

use super::doc;
use super::fields::{Fields, texts, word};
use super::html_form::{HtmlForm, read_html_form};
use super::paging::{Paging, read_paging};
use super::requires::{Requires, read_requires};
use super::returns::{Returns, read_returns};
use super::table::{Key, Quirk, Was, read_keys, read_quirks, read_was};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Kind, Method, Place};
use crate::source::{Kind as NodeKind, Node};
use crate::span::At;

/// A family of calls.
#[derive(Clone, Debug)]
pub struct Family {
    /// Which of the four.
    pub kind: At<Kind>,
    /// Heading on the vendor's page.
    pub title: String,
    /// What its calls do.
    pub doc: String,
    /// Its calls.
    pub calls: Vec<Call>,
}

/// A call.
#[derive(Clone, Debug)]
pub struct Call {
    /// Its name.
    pub name: At<String>,
    /// What it does.
    pub doc: String,
    /// HTTP methods: the first is used unless a caller asks for another.
    pub methods: Vec<At<Method>>,
    /// The credentials that it is sent with, if not all.
    pub credentials: Option<Vec<At<String>>>,
    /// Parameters that it is always sent with.
    pub fixed: Vec<(At<String>, At<String>)>,
    /// Path, if it is not the name.
    pub path: Option<At<String>>,
    /// Where parameters travel.
    pub sends: Vec<Place>,
    /// JSON key that they are nested under.
    pub root: Option<At<String>>,
    /// Tables and single keys that it accepts.
    pub accepts: Vec<At<String>>,
    /// Keys that it does not take after all.
    pub except: Vec<At<String>>,
    /// Its own keys.
    pub keys: Vec<Key>,
    /// What must be there.
    pub requires: Vec<Requires>,
    /// What it returns.
    pub returns: Option<Returns>,
    /// The envelope of its answer.
    pub envelope: Option<At<String>>,
    /// How it pages.
    pub paging: Option<Paging>,
    /// Whether it may be repeated.
    pub retry: Retry,
    /// Result codes that it can give.
    pub codes: Vec<At<String>>,
    /// The HTML form that is made of it.
    pub html_form: Option<HtmlForm>,
    /// Its Rust name, if it is not made of the name.
    pub rust: Option<At<String>>,
    /// First revision.
    pub since: Option<At<String>>,
    /// Last revision.
    pub until: Option<At<String>>,
    /// What earlier revisions said.
    pub was: Vec<Was>,
    /// What no source shows to work.
    pub unproven: Option<At<String>>,
    /// Quirks.
    pub quirks: Vec<Quirk>,
}

/// Whether a call may be repeated.
#[derive(Clone, Debug)]
pub enum Retry {
    /// Repeating changes nothing.
    Safe,
    /// Repeating could do it twice.
    Never,
    /// Safe as long as none of these is sent.
    SafeWithout(Vec<At<String>>),
}

const METHODS: [(&str, Method); 5] = [
    ("GET", Method::Get),
    ("POST", Method::Post),
    ("PUT", Method::Put),
    ("PATCH", Method::Patch),
    ("DELETE", Method::Delete),
];
const PLACES: [(&str, Place); 3] = [
    ("query", Place::Query),
    ("form", Place::Form),
    ("json", Place::Json),
];
const KINDS: [(&str, Kind); 4] = [
    ("create", Kind::Create),
    ("read", Kind::Read),
    ("update", Kind::Update),
    ("delete", Kind::Delete),
];

/// What the calls of a family have in common unless they say otherwise.
struct Defaults {
    says_method: bool,
    methods: Vec<At<Method>>,
    credentials: Option<Vec<At<String>>>,
    fixed: Vec<(At<String>, At<String>)>,
    sends: Vec<Place>,
    retry: Option<Retry>,
    codes: Vec<At<String>>,
}

/// Reads a `family:` file.
pub(crate) fn read_family(root: &Node, diagnostics: &mut Diagnostics) -> Option<Family> {
    let mut fields = Fields::of(root, "a family", root.span, diagnostics)?;
    let kind = fields.get("family").and_then(|node| {
        Some(At::new(
            word(node, "family", &KINDS, diagnostics)?,
            node.span,
        ))
    });
    let title = doc(fields.text("title", diagnostics));
    let about = doc(fields.text("doc", diagnostics));
    let defaults = Defaults {
        says_method: fields.get("method").is_some(),
        methods: read_methods(&mut fields, diagnostics),
        credentials: read_credentials(&mut fields, diagnostics),
        fixed: read_fixed(&mut fields, diagnostics).unwrap_or_default(),
        sends: read_sends(&mut fields, diagnostics),
        retry: read_retry(&mut fields, diagnostics),
        codes: fields.texts("codes", diagnostics),
    };
    let mut calls = Vec::new();
    if let Some(node) = fields.require("calls") {
        for (name, node) in super::fields::map(node, "calls", diagnostics).unwrap_or_default() {
            calls.extend(read_call(name, node, &defaults, diagnostics));
        }
    }
    fields.finish(diagnostics);
    Some(Family {
        kind: kind?,
        title,
        doc: about,
        calls,
    })
}

fn read_call(
    name: &At<String>,
    node: &Node,
    defaults: &Defaults,
    diagnostics: &mut Diagnostics,
) -> Option<Call> {
    let mut fields = Fields::of(node, "a call", name.span, diagnostics)?;
    let about = doc(fields.text("doc", diagnostics));
    if !defaults.says_method {
        fields.require("method");
    }
    let own_methods = read_methods(&mut fields, diagnostics);
    let path = fields.text("path", diagnostics);
    let own_sends = read_sends(&mut fields, diagnostics);
    let call = Call {
        name: name.clone(),
        doc: about,
        methods: if own_methods.is_empty() {
            defaults.methods.clone()
        } else {
            own_methods
        },
        credentials: read_credentials(&mut fields, diagnostics)
            .or_else(|| defaults.credentials.clone()),
        fixed: read_fixed(&mut fields, diagnostics).unwrap_or_else(|| defaults.fixed.clone()),
        path,
        sends: if own_sends.is_empty() {
            defaults.sends.clone()
        } else {
            own_sends
        },
        root: fields.path("root", diagnostics),
        accepts: fields.texts("accepts", diagnostics),
        except: fields.texts("except", diagnostics),
        keys: fields
            .get("keys")
            .map(|node| read_keys(node, diagnostics))
            .unwrap_or_default(),
        requires: read_requires(&mut fields, diagnostics),
        returns: fields
            .require("returns")
            .and_then(|node| read_returns(node, diagnostics)),
        envelope: fields.text("envelope", diagnostics),
        paging: fields
            .get("paging")
            .and_then(|node| read_paging(node, diagnostics)),
        retry: read_retry(&mut fields, diagnostics)
            .or_else(|| defaults.retry.clone())
            .unwrap_or(Retry::Never),
        codes: fields.get("codes").map_or_else(
            || defaults.codes.clone(),
            |node| texts(node, "codes", diagnostics),
        ),
        html_form: read_html_form(&mut fields, diagnostics),
        rust: fields.text("rust", diagnostics),
        since: fields.text("since", diagnostics),
        until: fields.text("until", diagnostics),
        was: read_was(&mut fields, diagnostics),
        unproven: fields.text("unproven", diagnostics),
        quirks: read_quirks(&mut fields, diagnostics),
    };
    fields.finish(diagnostics);
    Some(call)
}

fn read_methods(fields: &mut Fields<'_>, diagnostics: &mut Diagnostics) -> Vec<At<Method>> {
    let Some(node) = fields.get("method") else {
        return Vec::new();
    };
    if node.is_empty() {
        let message = "`method` has an empty list";
        diagnostics.push(
            Diagnostic::error(Code::SaysNothing, Some(node.span), message)
                .help("write one method, or those that the document leaves open: `[PUT, PATCH]`"),
        );
    }
    let items = match &node.kind {
        NodeKind::List(items) => items.as_slice(),
        _ => std::slice::from_ref(node),
    };
    let read = |item: &Node| {
        let method = word(item, "method", &METHODS, diagnostics)?;
        Some(At::new(method, item.span))
    };
    items.iter().filter_map(read).collect()
}

/// An empty list is an answer too: the call needs none.
fn read_credentials(
    fields: &mut Fields<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<At<String>>> {
    fields
        .get("credentials")
        .map(|node| texts(node, "credentials", diagnostics))
}

fn read_fixed(
    fields: &mut Fields<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<(At<String>, At<String>)>> {
    let entries = super::fields::map(fields.get("fixed")?, "fixed", diagnostics)?;
    let read = |(name, node): &(At<String>, Node)| {
        let value = super::fields::text(node, "a fixed value", diagnostics)?;
        Some((name.clone(), value))
    };
    Some(entries.iter().filter_map(read).collect())
}

fn read_sends(fields: &mut Fields<'_>, diagnostics: &mut Diagnostics) -> Vec<Place> {
    let Some(node) = fields.get("sends") else {
        return Vec::new();
    };
    match &node.kind {
        NodeKind::List(items) => items
            .iter()
            .filter_map(|item| word(item, "sends", &PLACES, diagnostics))
            .collect(),
        _ => word(node, "sends", &PLACES, diagnostics)
            .into_iter()
            .collect(),
    }
}

fn read_retry(fields: &mut Fields<'_>, diagnostics: &mut Diagnostics) -> Option<Retry> {
    let node = fields.get("retry")?;
    if let NodeKind::Map(_) = node.kind {
        let mut fields = Fields::of(node, "retry", node.span, diagnostics)?;
        let keys = fields
            .require("safe_without")
            .map(|node| texts(node, "safe_without", diagnostics));
        fields.finish(diagnostics);
        return Some(Retry::SafeWithout(keys?));
    }
    let safe = word(
        node,
        "retry",
        &[("safe", true), ("never", false)],
        diagnostics,
    )?;
    Some(if safe { Retry::Safe } else { Retry::Never })
}

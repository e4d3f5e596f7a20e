//! Families of calls, as written.

use super::answer_headers::answer_headers;
use super::attributes;
use super::doc;
use super::does::{read_does, read_does_of_family};
use super::fields::{Fields, texts, word};
use super::fixed::{Fixed, read_fixed};
use super::html_form::{HtmlForm, read_html_form};
use super::idempotency::{Idempotency, read_idempotency};
use super::paging::{Paging, read_paging};
use super::requires::{Requires, read_requires};
use super::returns::{Returns, read_returns};
use super::table::{Key, Quirk, Record, Was, read_keys, read_quirks, read_was};
use super::too_many::read_rate;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Kind, Method, Nests, OwnRate, Place, Rate};
use crate::source::{Kind as NodeKind, Node};
use crate::span::At;

/// A family of calls.
#[derive(Clone, Debug)]
pub struct Family {
    /// Its name.
    pub name: At<String>,
    /// Heading on the vendor's page.
    pub title: String,
    /// What its calls do.
    pub doc: String,
    /// The base URL of calls that name no other.
    pub base_url: Option<At<String>>,
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
    /// Which of the four it does; nothing, if that could not be read.
    pub does: Option<Kind>,
    /// HTTP methods: the first is used unless a caller asks for another.
    pub methods: Vec<At<Method>>,
    /// The credentials that it is sent with, if not all.
    pub credentials: Option<Vec<At<String>>>,
    /// Parameters that it is always sent with.
    pub fixed: Vec<Fixed>,
    /// The base URL that it is below, if not that of the API.
    pub base_url: Option<At<String>>,
    /// Path, if it is not the name.
    pub path: Option<At<String>>,
    /// Where parameters travel.
    pub sends: Vec<Place>,
    /// How rows and objects travel in a query and in a form.
    pub nests: Option<Nests>,
    /// The key whose value is the whole JSON body.
    pub body: Option<At<String>>,
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
    /// What kinds of answer it asks for.
    pub accept: Option<At<String>>,
    /// What the headers of its answer tell, as a record of its own.
    pub answer_headers: Option<Record>,
    /// The envelope of its answer.
    pub envelope: Option<At<String>>,
    /// How it pages.
    pub paging: Option<Paging>,
    /// Whether it may be repeated.
    pub retry: Retry,
    /// The key by which the server knows it again.
    pub idempotency: Option<Idempotency>,
    /// How many of it, or of its family, the vendor bears.
    pub rate: Option<OwnRate>,
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

impl Call {
    /// The path below its base URL.
    pub(crate) fn path(&self) -> &At<String> {
        self.path.as_ref().unwrap_or(&self.name)
    }
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
const PLACES: [(&str, Place); 4] = [
    ("query", Place::Query),
    ("form", Place::Form),
    ("json", Place::Json),
    ("multipart", Place::Multipart),
];
const NESTS: [(&str, Nests); 4] = [
    ("json_text", Nests::JsonText),
    ("brackets", Nests::Brackets),
    ("columns", Nests::Columns),
    ("dots", Nests::Dots),
];

/// What the calls of a family have in common unless they say otherwise.
struct Defaults {
    does: Option<Kind>,
    says_method: bool,
    methods: Vec<At<Method>>,
    base_url: Option<At<String>>,
    path: Option<At<String>>,
    credentials: Option<Vec<At<String>>>,
    fixed: Vec<Fixed>,
    sends: Vec<Place>,
    nests: Option<Nests>,
    retry: Option<Retry>,
    idempotency: Option<Idempotency>,
    rate: Option<Rate>,
    codes: Vec<At<String>>,
}

/// Reads a `family:` file.
pub(crate) fn read_family(root: &Node, diagnostics: &mut Diagnostics) -> Option<Family> {
    let mut fields = Fields::of(root, &attributes::FAMILY, root.span, diagnostics)?;
    let name = fields.text("family", diagnostics);
    let does = read_does_of_family(name.as_ref(), &mut fields, diagnostics);
    let title = doc(fields.text("title", diagnostics));
    let about = doc(fields.text("doc", diagnostics));
    let defaults = Defaults {
        does: does.known(),
        says_method: fields.get("method").is_some(),
        methods: read_methods(&mut fields, diagnostics),
        base_url: fields.text("base_url", diagnostics),
        path: fields.text("path", diagnostics),
        credentials: read_credentials(&mut fields, diagnostics),
        fixed: read_fixed(&mut fields, diagnostics).unwrap_or_default(),
        sends: read_sends(&mut fields, diagnostics),
        nests: fields.word("nests", &NESTS, diagnostics),
        retry: read_retry(&mut fields, diagnostics),
        idempotency: read_idempotency(&mut fields, diagnostics),
        rate: read_rate(&mut fields, diagnostics),
        codes: fields.texts("codes", diagnostics),
    };
    let mut calls = Vec::new();
    if let Some(node) = fields.require("calls") {
        let entries = super::fields::map(node, "calls", diagnostics).unwrap_or_default();
        does.check_calls(entries, diagnostics);
        for (name, node) in entries {
            calls.extend(read_call(name, node, &defaults, diagnostics));
        }
    }
    fields.finish(diagnostics);
    Some(Family {
        name: name?,
        title,
        doc: about,
        base_url: defaults.base_url,
        calls,
    })
}

fn read_call(
    name: &At<String>,
    node: &Node,
    defaults: &Defaults,
    diagnostics: &mut Diagnostics,
) -> Option<Call> {
    let mut fields = Fields::of(node, &attributes::CALL, name.span, diagnostics)?;
    let about = doc(fields.text("doc", diagnostics));
    if !defaults.says_method {
        fields.require("method");
    }
    let own_methods = read_methods(&mut fields, diagnostics);
    let path = fields.text("path", diagnostics);
    let path = path.or_else(|| defaults.path.clone());
    let own_sends = read_sends(&mut fields, diagnostics);
    let rust = fields.text("rust", diagnostics);
    let call = Call {
        name: name.clone(),
        doc: about,
        does: read_does(&mut fields, diagnostics).or(defaults.does),
        methods: if own_methods.is_empty() {
            defaults.methods.clone()
        } else {
            own_methods
        },
        credentials: read_credentials(&mut fields, diagnostics)
            .or_else(|| defaults.credentials.clone()),
        fixed: read_fixed(&mut fields, diagnostics).unwrap_or_else(|| defaults.fixed.clone()),
        base_url: fields
            .text("base_url", diagnostics)
            .or_else(|| defaults.base_url.clone()),
        path,
        sends: if own_sends.is_empty() {
            defaults.sends.clone()
        } else {
            own_sends
        },
        nests: fields.word("nests", &NESTS, diagnostics).or(defaults.nests),
        body: fields.text("body", diagnostics),
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
        accept: fields.text("accept", diagnostics),
        answer_headers: fields
            .get("answer_headers")
            .map(|node| answer_headers(name, rust.as_ref(), node, diagnostics)),
        envelope: fields.text("envelope", diagnostics),
        paging: fields
            .get("paging")
            .and_then(|node| read_paging(node, diagnostics)),
        retry: read_retry(&mut fields, diagnostics)
            .or_else(|| defaults.retry.clone())
            .unwrap_or(Retry::Never),
        idempotency: read_idempotency(&mut fields, diagnostics)
            .or_else(|| defaults.idempotency.clone()),
        rate: own_rate(read_rate(&mut fields, diagnostics), defaults.rate),
        codes: fields.get("codes").map_or_else(
            || defaults.codes.clone(),
            |node| texts(node, "codes", diagnostics),
        ),
        html_form: read_html_form(&mut fields, diagnostics),
        rust,
        since: fields.text("since", diagnostics),
        until: fields.text("until", diagnostics),
        was: read_was(&mut fields, diagnostics),
        unproven: fields.text("unproven", diagnostics),
        quirks: read_quirks(&mut fields, diagnostics),
    };
    fields.finish(diagnostics);
    Some(call)
}

/// The rate of a call, or else that of its family.
fn own_rate(of_call: Option<Rate>, of_family: Option<Rate>) -> Option<OwnRate> {
    Some(OwnRate {
        is_of_family: of_call.is_none(),
        rate: of_call.or(of_family)?,
    })
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
        let mut fields = Fields::of(node, &attributes::RETRY, node.span, diagnostics)?;
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

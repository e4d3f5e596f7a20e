//! Families of calls, as written.

use super::doc;
use super::fields::{Fields, integer, single, texts, word, wrong_form};
use super::table::{Key, Quirk, Was, read_keys, read_quirks, read_was};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{At, Kind as NodeKind, Node};

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
    /// Path of the file.
    pub file: String,
}

/// The four kinds of calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words are the vendor's own")]
pub enum Kind {
    Create,
    Read,
    Update,
    Delete,
}

/// A call.
#[derive(Clone, Debug)]
pub struct Call {
    /// Its name.
    pub name: At<String>,
    /// What it does.
    pub doc: String,
    /// HTTP method.
    pub method: Option<Method>,
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
    /// Its Rust name, if it is not made of the name.
    pub rust: Option<At<String>>,
    /// First revision.
    pub since: Option<At<String>>,
    /// Last revision.
    pub until: Option<At<String>>,
    /// What earlier revisions said.
    pub was: Vec<Was>,
    /// Quirks.
    pub quirks: Vec<Quirk>,
}

/// HTTP method.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words are HTTP's own")]
pub enum Method {
    Get,
    Post,
    Put,
    Patch,
    Delete,
}

/// Where parameters travel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the query.
    Query,
    /// In a form body.
    Form,
    /// In a JSON body.
    Json,
}

/// In which families a key takes part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words are the vendor's own")]
pub struct Access {
    pub create: bool,
    pub read: bool,
    pub update: bool,
    pub delete: bool,
}

impl Default for Access {
    fn default() -> Self {
        Self {
            create: true,
            read: true,
            update: true,
            delete: true,
        }
    }
}

impl Access {
    /// Whether a key takes part in calls of this kind.
    pub fn allows(self, kind: Kind) -> bool {
        match kind {
            Kind::Create => self.create,
            Kind::Read => self.read,
            Kind::Update => self.update,
            Kind::Delete => self.delete,
        }
    }

    /// Whether a key is ever sent to change anything.
    pub fn is_sent(self) -> bool {
        self.create || self.update || self.delete
    }
}

/// A requirement.
#[derive(Clone, Debug)]
pub enum Requires {
    /// This key.
    Key(At<String>),
    /// Every accepted key.
    All,
    /// At least one of these groups.
    AnyOf(Vec<Vec<At<String>>>),
    /// Exactly one of these groups.
    ExactlyOneOf(Vec<Vec<At<String>>>),
    /// Keys that go with a value of another.
    When {
        /// The key that decides.
        key: At<String>,
        /// Its value.
        is: At<String>,
        /// What must be there then.
        also: Vec<At<String>>,
    },
}

/// What a call returns.
#[derive(Clone, Debug)]
pub enum Returns {
    /// A code and a message.
    Outcome,
    /// One record.
    One(At<String>, Option<At<String>>),
    /// Records.
    Many(At<String>, Option<At<String>>),
}

/// How a call pages.
#[derive(Clone, Debug)]
pub enum Paging {
    /// By the number of records to skip.
    ByOffset {
        /// Key of the page size.
        limit: Option<At<String>>,
        /// Key of the offset.
        offset: At<String>,
        /// Most records in a page.
        max: u32,
    },
    /// By the number of the page.
    ByPage {
        /// Key of the page number.
        page: At<String>,
        /// Key of the page size.
        size: At<String>,
        /// Most records in a page.
        max: u32,
    },
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
    method: Option<Method>,
    sends: Vec<Place>,
    retry: Option<Retry>,
    codes: Vec<At<String>>,
}

/// Reads a `family:` file.
pub(crate) fn read_family(
    root: &Node,
    file: &str,
    diagnostics: &mut Diagnostics,
) -> Option<Family> {
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
        method: fields.word("method", &METHODS, diagnostics),
        sends: read_sends(&mut fields, diagnostics),
        retry: read_retry(&mut fields, diagnostics),
        codes: fields.texts("codes", diagnostics),
    };
    let mut calls = Vec::new();
    if let Some(node) = fields.require("calls", diagnostics) {
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
        file: file.to_owned(),
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
    let method = match defaults.method {
        Some(method) => fields
            .word("method", &METHODS, diagnostics)
            .or(Some(method)),
        None => fields
            .require("method", diagnostics)
            .and_then(|node| word(node, "method", &METHODS, diagnostics)),
    };
    let path = fields.text("path", diagnostics);
    let own_sends = read_sends(&mut fields, diagnostics);
    let call = Call {
        name: name.clone(),
        doc: about,
        method,
        path,
        sends: if own_sends.is_empty() {
            defaults.sends.clone()
        } else {
            own_sends
        },
        root: fields.text("root", diagnostics),
        accepts: fields.texts("accepts", diagnostics),
        except: fields.texts("except", diagnostics),
        keys: fields
            .get("keys")
            .map(|node| read_keys(node, diagnostics))
            .unwrap_or_default(),
        requires: read_requires(&mut fields, diagnostics),
        returns: fields
            .require("returns", diagnostics)
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
        rust: fields.text("rust", diagnostics),
        since: fields.text("since", diagnostics),
        until: fields.text("until", diagnostics),
        was: read_was(&mut fields, diagnostics),
        quirks: read_quirks(&mut fields, diagnostics),
    };
    fields.finish(diagnostics);
    Some(call)
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
            .require("safe_without", diagnostics)
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

fn read_requires(fields: &mut Fields<'_>, diagnostics: &mut Diagnostics) -> Vec<Requires> {
    let Some(node) = fields.get("requires") else {
        return Vec::new();
    };
    match &node.kind {
        NodeKind::List(items) => items
            .iter()
            .filter_map(|item| read_requirement(item, diagnostics))
            .collect(),
        _ => read_requirement(node, diagnostics).into_iter().collect(),
    }
}

fn read_requirement(node: &Node, diagnostics: &mut Diagnostics) -> Option<Requires> {
    match &node.kind {
        NodeKind::Text(word) if word == "all" => return Some(Requires::All),
        NodeKind::Text(key) => return Some(Requires::Key(At::new(key.clone(), node.span))),
        _ => {}
    }
    let mut fields = Fields::of(node, "a requirement", node.span, diagnostics)?;
    let any_of = fields
        .get("any_of")
        .map(|node| read_groups(node, "any_of", diagnostics));
    let exactly_one_of = fields
        .get("exactly_one_of")
        .map(|node| read_groups(node, "exactly_one_of", diagnostics));
    let when = fields.get("when");
    let has_also = fields.get("also").is_some();
    let also = fields.texts("also", diagnostics);
    fields.finish(diagnostics);
    match (any_of, exactly_one_of, when) {
        (Some(groups), None, None) if !has_also => Some(Requires::AnyOf(groups)),
        (None, Some(groups), None) if !has_also => Some(Requires::ExactlyOneOf(groups)),
        (None, None, Some(when)) => {
            let (key, is) = single(when, "when", "write `when: { key: value }`", diagnostics)?;
            let is = super::fields::text(is, "when", diagnostics)?;
            if also.is_empty() && !has_also {
                diagnostics.push(
                    Diagnostic::error(
                        Code::MissingKey,
                        Some(node.span),
                        "a requirement with `when` has no `also`",
                    )
                    .help("say under `also:` what must be there then"),
                );
            }
            Some(Requires::When {
                key: key.clone(),
                is,
                also,
            })
        }
        _ => {
            diagnostics.push(
                Diagnostic::error(
                    Code::WrongForm,
                    Some(node.span),
                    "a requirement says one thing",
                )
                .help("it is a key, `all`, `any_of`, `exactly_one_of`, or `when` with `also`"),
            );
            None
        }
    }
}

fn read_groups(node: &Node, what: &str, diagnostics: &mut Diagnostics) -> Vec<Vec<At<String>>> {
    let help = "write at least one key: `[phone, email]`, or `[phone, [first, last]]` with a group";
    let NodeKind::List(items) = &node.kind else {
        diagnostics.push(wrong_form(node, what, "a list of keys", help));
        return Vec::new();
    };
    for node in items.iter().chain([node]).filter(|node| node.is_empty()) {
        let message = format!("`{what}` has an empty list");
        diagnostics.push(Diagnostic::error(Code::WrongForm, Some(node.span), message).help(help));
    }
    items
        .iter()
        .map(|item| texts(item, what, diagnostics))
        .collect()
}

fn read_returns(node: &Node, diagnostics: &mut Diagnostics) -> Option<Returns> {
    let help = "write `outcome`, `{ one: record }` or `{ many: record }`";
    if let NodeKind::Text(word) = &node.kind {
        if word == "outcome" {
            return Some(Returns::Outcome);
        }
        let message = format!("`returns` cannot be `{word}`");
        diagnostics.push(Diagnostic::error(Code::UnknownWord, Some(node.span), message).help(help));
        return None;
    }
    let mut fields = Fields::of(node, "returns", node.span, diagnostics)?;
    let one = fields.text("one", diagnostics);
    let many = fields.text("many", diagnostics);
    let found_by = fields.text("found_by", diagnostics);
    fields.finish(diagnostics);
    match (one, many) {
        (Some(record), None) => Some(Returns::One(record, found_by)),
        (None, Some(record)) => Some(Returns::Many(record, found_by)),
        _ => {
            let message = "a call returns one kind of answer";
            diagnostics
                .push(Diagnostic::error(Code::WrongForm, Some(node.span), message).help(help));
            None
        }
    }
}

fn read_paging(node: &Node, diagnostics: &mut Diagnostics) -> Option<Paging> {
    let help = "write `{ by_offset: … }` or `{ by_page: … }`";
    let (style, node) = single(node, "paging", help, diagnostics)?;
    let mut fields = Fields::of(node, "paging", style.span, diagnostics)?;
    let max = fields.require("max", diagnostics).and_then(|node| {
        let max = u32::try_from(integer(node, "max", diagnostics)?).ok();
        let max = max.filter(|max| *max > 0);
        if max.is_none() {
            diagnostics.push(wrong_form(
                node,
                "max",
                "a number of records, at least 1",
                "write digits only, such as 100",
            ));
        }
        max
    });
    let paging = match style.as_str() {
        "by_offset" => {
            let limit = fields.text("limit", diagnostics);
            let offset = fields.require_text("offset", diagnostics);
            offset
                .zip(max)
                .map(|(offset, max)| Paging::ByOffset { limit, offset, max })
        }
        "by_page" => {
            let page = fields.require_text("page", diagnostics);
            let size = fields.require_text("size", diagnostics);
            page.zip(size)
                .zip(max)
                .map(|((page, size), max)| Paging::ByPage { page, size, max })
        }
        other => {
            diagnostics.push(
                Diagnostic::error(
                    Code::UnknownWord,
                    Some(style.span),
                    format!("no way of paging is called `{other}`"),
                )
                .suggest(other, ["by_offset", "by_page"]),
            );
            return None;
        }
    };
    fields.finish(diagnostics);
    paging
}

//! The spec dialect as written: every value with its place, nothing resolved yet.
//!
//! Reading reports what is misspelled, missing or of the wrong form and goes on, so that one run
//! tells all of it. Whether names refer to anything is for [`check`](crate::check) to find out.

mod answer_headers;
mod answers;
mod api;
pub mod attributes;
mod basic;
mod call;
mod does;
mod event;
mod fields;
mod fixed;
mod html_form;
mod idempotency;
mod items;
mod limit;
mod not_described;
mod number;
mod oauth;
mod paging;
mod requires;
mod returns;
mod rule;
mod rule_name;
mod said;
mod spellings;
mod table;
mod too_many;
mod variable;

pub use answers::{Envelope, Redirect, ResultCode};
pub use api::{Api, Credential, Revision};
pub use call::{Call, Family, Retry};
pub use event::{Event, Timestamp, ToldBy, Webhooks};
pub use fixed::Fixed;
pub use html_form::{HtmlForm, Shows};
pub use idempotency::Idempotency;
pub(crate) use limit::plain_rule;
pub use limit::{Limit, LimitRef, Member as SetMember, Rule};
pub use not_described::NotDescribed;
pub use oauth::OAuth;
pub use paging::{NextAddress, NextCursor, Paging, ToldPages};
pub use requires::Requires;
pub use returns::{Records, Returns};
pub(crate) use rule_name::{called_elsewhere, needs_more, plain_rules};
pub use said::{Detail, Said};
pub use spellings::Spellings;
pub use table::{Key, Open, Quirk, Record, Table, Was};
pub use variable::{Variable, VariableValue};

use std::collections::HashSet;
use std::sync::OnceLock;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::naming::{is_file_name, is_spelled_for_files, unfit_for_files};
use crate::source::{Kind as NodeKind, Lines, Node, Source, Sources, parse};
use crate::span::{At, Span};

/// All files of one API.
#[derive(Clone, Debug, Default)]
pub struct Spec {
    /// The `api:` files: one, if the spec is right.
    pub apis: Vec<Api>,
    /// Named limits.
    pub limits: Vec<Limit>,
    /// Parameter tables.
    pub tables: Vec<Table>,
    /// Families of calls.
    pub families: Vec<Family>,
    /// Records.
    pub records: Vec<Record>,
    /// Events.
    pub events: Vec<Event>,
    /// The files as they are, if an `api:` file wants them in one.
    pub bundled: Vec<Source>,
    /// On which line each place is.
    pub lines: Lines,
    /// The texts of files that could not be read, or not all of them; nothing if there is no text either.
    pub unread: Vec<Option<String>>,
    /// The words of these texts, once they were asked for.
    words: OnceLock<HashSet<String>>,
}

impl Spec {
    /// Whether a file that could not be read may define this name. Then nobody knows whether its
    /// absence is a mistake, and it is not told as one.
    pub fn may_define(&self, name: &str) -> bool {
        if self.unread.iter().any(Option::is_none) {
            return true;
        }
        let texts = || self.unread.iter().flatten();
        if name.contains(ends_a_word) {
            return texts().any(|text| text.contains(name));
        }
        let words = self.words.get_or_init(|| {
            let words = texts().flat_map(|text| text.split(ends_a_word));
            words.map(str::to_owned).collect()
        });
        words.contains(name)
    }
}

/// Whether a sign cannot be a part of a plain name in YAML.
fn ends_a_word(sign: char) -> bool {
    sign.is_whitespace() || ":,{}[]\"'#".contains(sign)
}

/// Reads every file.
pub fn read(sources: &Sources, diagnostics: &mut Diagnostics) -> Spec {
    let mut spec = Spec {
        lines: Lines::of(sources),
        ..Spec::default()
    };
    for diagnostic in sources.unreadable() {
        diagnostics.push(diagnostic.clone());
        spec.unread.push(None);
    }
    for (index, source) in sources.files().iter().enumerate() {
        let index = u32::try_from(index).unwrap_or(u32::MAX);
        check_path(&source.path, index, diagnostics);
        let root = parse(source, index, diagnostics);
        let is_read = root.is_some_and(|root| read_file(&root, &mut spec, diagnostics));
        if !is_read {
            spec.unread.push(Some(source.text.clone()));
        }
    }
    if spec.apis.iter().any(|api| api.bundle.is_some()) {
        spec.bundled = sources.files().to_vec();
    }
    spec
}

/// The path of a file stands in what is generated.
fn check_path(path: &str, file: u32, diagnostics: &mut Diagnostics) {
    if let Some(name) = path.split('/').find(|name| !is_file_name(name)) {
        let span = Span {
            file,
            ..Span::default()
        };
        let spelling = "use letters from a to z, digits, `_`, `-` and `.`, such as `plant.yaml`";
        let help = unfit_for_files(name).filter(|_| is_spelled_for_files(name));
        diagnostics.push(
            Diagnostic::error(
                Code::BadFileName,
                Some(span),
                format!("`{name}` cannot be the name of a spec's file or folder"),
            )
            .help(help.unwrap_or_else(|| spelling.to_owned())),
        );
    }
}

const FILE_KINDS: [&str; 6] = ["api", "limits", "table", "family", "record", "event"];

/// Reads one file into the spec; tells whether all that it defines could be read.
fn read_file(root: &Node, spec: &mut Spec, diagnostics: &mut Diagnostics) -> bool {
    let entries = match &root.kind {
        NodeKind::Map(entries) => entries.as_slice(),
        _ => &[],
    };
    let Some((first, _)) = entries.first() else {
        diagnostics.push(file_kind(root.span, "a spec file is a mapping", ""));
        return false;
    };
    let before = diagnostics.len();
    let is_read = match first.as_str() {
        "api" => keep(&mut spec.apis, api::read(root, diagnostics)),
        "limits" => limit::read_all(root, &mut spec.limits, diagnostics),
        "table" => keep(&mut spec.tables, table::read_table(root, diagnostics)),
        "family" => {
            let family = call::read_family(root, diagnostics);
            let calls = family.iter().flat_map(|family| &family.calls);
            spec.records
                .extend(calls.filter_map(|call| call.answer_headers.clone()));
            keep(&mut spec.families, family)
        }
        "record" => keep(&mut spec.records, table::read_record(root, diagnostics)),
        "event" => keep(&mut spec.events, event::read_event(root, diagnostics)),
        other => {
            let message = format!("`{other}` does not tell what this file holds");
            let kind = entries
                .iter()
                .find(|(key, _)| FILE_KINDS.contains(&key.as_str()));
            diagnostics.push(match kind {
                Some((kind, _)) => Diagnostic::error(Code::FileKind, Some(first.span), message)
                    .label(kind.span, "this does")
                    .help(format!("move `{}:` to the top of the file", kind.value)),
                None => file_kind(first.span, &message, other),
            });
            false
        }
    };
    // What stands under a misspelled attribute is not read.
    let unknown = diagnostics.places_since(before, Code::UnknownKey);
    is_read && !entries.iter().any(|(key, _)| unknown.contains(&key.span))
}

fn keep<T>(things: &mut Vec<T>, thing: Option<T>) -> bool {
    let is_read = thing.is_some();
    things.extend(thing);
    is_read
}

fn file_kind(span: Span, message: &str, name: &str) -> Diagnostic {
    Diagnostic::error(Code::FileKind, Some(span), message)
        .help("begin the file with `api:`, `limits:`, `table:`, `family:`, `record:` or `event:`")
        .suggest(name, FILE_KINDS)
}

/// A text with its lines joined as Markdown would join them.
pub(crate) fn doc(text: Option<At<String>>) -> String {
    text.map(|text| text.value.trim().to_owned())
        .unwrap_or_default()
}

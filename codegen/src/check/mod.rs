//! Finds every mistake that reading alone cannot see, and resolves the rest into the model.
//!
//! A mistake never hides another: what cannot be resolved is left out and the rest is checked on.
//! If there was any error, the caller throws the model away.

mod answers;
mod api;
mod base_urls;
mod bulk;
mod calls;
mod clashes;
mod credentials;
mod defined;
mod envelopes;
mod examples;
mod files;
mod fixed;
mod form_keys;
mod headers;
mod html_form;
mod idempotency;
mod item;
mod known;
mod limits;
mod names;
mod nests;
mod oauth;
mod order;
mod paging;
mod pattern;
mod places;
mod requires;
mod resolved;
mod result_codes;
mod rules;
mod said;
mod scope;
mod sending;
mod spellings;
mod tables;
mod variables;
mod wait;
mod webhooks;
mod whole_body;

pub use defined::defined_by;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use item::{Item, Places};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model;
use crate::naming;
use crate::span::{At, Span};
use crate::syntax;

/// Checks a spec and resolves it.
pub fn resolve(spec: &syntax::Spec, diagnostics: &mut Diagnostics) -> Option<model::Api> {
    let unread = syntax::Api::unread();
    let (api, others) = match spec.apis.split_first() {
        Some((api, others)) => (api, others),
        // A file that could not be read has told its own errors; the other files are checked without it.
        None if spec.may_define("api:") => (&unread, [].as_slice()),
        None => {
            diagnostics.push(
                Diagnostic::error(Code::NoApi, None, "this spec has no `api:` file")
                    .help("add a file that begins with `api: name`, `title:` and `base_url:`"),
            );
            return None;
        }
    };
    for other in others {
        diagnostics.push(
            Diagnostic::error(Code::NoApi, Some(other.name.span), "a second `api:` file")
                .label(api.name.span, "the first is here")
                .help("put each API into a folder of its own"),
        );
    }
    let mut checker = Checker::new(spec, api, diagnostics);
    let model = checker.api(api);
    // With a mistake in the spec, what seems unused may only be misspelled where it is used.
    if !checker.diagnostics.has_errors() {
        checker.report_unused();
    }
    names::check(&model, &checker.places, checker.diagnostics);
    Some(model)
}

/// What the checks look names up in.
struct Checker<'s, 'd> {
    spec: &'s syntax::Spec,
    limits: HashMap<&'s str, &'s syntax::Limit>,
    tables: HashMap<&'s str, &'s syntax::Table>,
    records: HashMap<&'s str, &'s syntax::Record>,
    revisions: Vec<&'s str>,
    resolved: HashMap<String, limits::Resolution>,
    /// Names to suggest, in their order.
    known: known::Known<'s>,
    /// How deep the limit that is resolved stands within others.
    depth: usize,
    bulk: bulk::Bulk,
    used: HashSet<Item<'s>>,
    places: Places<'s>,
    diagnostics: &'d mut Diagnostics,
}

impl<'s, 'd> Checker<'s, 'd> {
    fn new(spec: &'s syntax::Spec, api: &'s syntax::Api, diagnostics: &'d mut Diagnostics) -> Self {
        Self {
            spec,
            limits: index(
                "limit",
                spec.limits.iter().map(|limit| (&limit.name, limit)),
                diagnostics,
            ),
            tables: index(
                "table",
                spec.tables.iter().map(|table| (&table.name, table)),
                diagnostics,
            ),
            records: index(
                "record",
                spec.records.iter().map(|record| (&record.name, record)),
                diagnostics,
            ),
            revisions: api
                .revisions
                .iter()
                .map(|revision| revision.name.as_str())
                .collect(),
            known: known::Known::of(spec),
            depth: 0,
            bulk: bulk::Bulk::of(spec),
            resolved: HashMap::new(),
            used: HashSet::new(),
            places: Places::default(),
            diagnostics,
        }
    }

    fn error(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Reports that nothing defines a name, unless a file that could not be read may do so.
    fn unknown(&mut self, name: &str, diagnostic: Diagnostic) {
        if !self.spec.may_define(name) {
            self.error(diagnostic);
        }
    }

    /// Marks a limit, table or record as used.
    fn mark_used(&mut self, item: Item<'_>) {
        let defined = match item {
            Item::Limit(name) => defined(&self.limits, name).map(Item::Limit),
            Item::Table(name) => defined(&self.tables, name).map(Item::Table),
            Item::Record(name) => defined(&self.records, name).map(Item::Record),
            _ => None,
        };
        self.used.extend(defined);
    }

    /// The line of a place.
    fn location(&self, span: Span) -> model::Location {
        // Only what stands in for an `api:` file that could not be read may be in no file.
        let place = self.spec.lines.line(span);
        let (file, line) = place.map_or_else(
            || (Arc::from(""), 1),
            |(file, line)| (Arc::clone(file), line),
        );
        model::Location { file, line }
    }

    fn quirks(&self, quirks: &[syntax::Quirk]) -> Vec<model::Quirk> {
        let quirk = |quirk: &syntax::Quirk| model::Quirk {
            about: quirk.about.clone(),
            says: quirk.says.clone(),
            we: quirk.we.clone(),
            location: self.location(quirk.span),
        };
        quirks.iter().map(quirk).collect()
    }

    /// The index of a revision, or an error.
    fn revision(&mut self, name: &At<String>) -> Option<usize> {
        let found = self
            .revisions
            .iter()
            .position(|revision| *revision == name.value);
        if found.is_none() {
            let diagnostic = Diagnostic::error(
                Code::UnknownRevision,
                Some(name.span),
                format!("no revision is called `{}`", name.value),
            )
            .suggest(name.as_str(), self.revisions.iter().copied())
            .or_help("list it under `revisions:` in the `api:` file");
            self.unknown(name.as_str(), diagnostic);
        }
        found
    }

    /// Checks `since` and `until`; tells whether the thing is still there: in the last revision, or in the one
    /// before, after which it is there once more as deprecated.
    fn is_current(&mut self, since: Option<&At<String>>, until: Option<&At<String>>) -> bool {
        let first = since.and_then(|since| self.revision(since));
        let Some(until) = until else { return true };
        let Some(last) = self.revision(until) else {
            return true;
        };
        if first.is_some_and(|first| first > last) {
            self.error(
                Diagnostic::error(
                    Code::UntilBeforeSince,
                    Some(until.span),
                    "`until` comes before `since`",
                )
                .help("revisions are ordered as in the `api:` file, oldest first"),
            );
        }
        last + 2 >= self.revisions.len()
    }

    /// The revision in force, if it is the first without what was in the document until this one.
    fn deprecated(&self, until: Option<&At<String>>) -> Option<String> {
        let [.., last, in_force] = self.revisions.as_slice() else {
            return None;
        };
        until
            .filter(|until| until.value == *last)
            .map(|_| (*in_force).to_owned())
    }

    fn was(&mut self, was: &[syntax::Was]) -> Vec<model::Was> {
        let mut resolved = Vec::new();
        for was in was {
            if self
                .revision(&was.revision)
                .is_some_and(|index| index + 1 == self.revisions.len())
            {
                self.error(
                    Diagnostic::error(
                        Code::WasNow,
                        Some(was.revision.span),
                        "`was` speaks of the revision in force",
                    )
                    .help("say here what an earlier revision said"),
                );
            }
            let limit = was
                .limit
                .as_ref()
                .and_then(|limit| self.limit_ref(limit, "was"));
            resolved.push(model::Was {
                revision: was.revision.value.clone(),
                limit,
                key: was.key.as_ref().map(|key| key.value.clone()),
                says: was.says.as_ref().map(|says| says.value.clone()),
            });
        }
        resolved
    }

    /// Checks that a name can be a file name.
    fn plain_name(&mut self, what: &str, name: &At<String>) {
        if naming::is_plain_name(&name.value) {
            return;
        }
        let help = if naming::is_plain(&name.value) {
            naming::unfit_for_files(&name.value)
                .or_else(|| naming::unfit_for_files(&naming::snake(&name.value)))
        } else {
            None
        };
        let spelling = "use lower-case letters, digits, `_` and `-`, and begin with a letter";
        self.error(
            Diagnostic::error(
                Code::BadName,
                Some(name.span),
                format!("`{}` cannot be the name of {what}", name.value),
            )
            .help(help.unwrap_or_else(|| spelling.to_owned())),
        );
    }

    /// Checks that the form of a call can have a file that is called after the call's function.
    fn form_name(&mut self, function: &str, given: &At<String>) {
        if let Some(why) = naming::unfit_for_files(function) {
            let message = format!("no form can be called `{function}.html`");
            self.error(
                Diagnostic::error(Code::BadName, Some(given.span), message)
                    .help(format!("{why}; `rust:` gives the call one")),
            );
        }
    }

    /// Checks that a name can travel on the wire.
    fn wire_name(&mut self, name: &At<String>) {
        if name.value.trim().is_empty() || name.value.chars().any(char::is_control) {
            self.error(
                Diagnostic::error(
                    Code::BadWireName,
                    Some(name.span),
                    "a wire name is empty or holds a control character",
                )
                .help("write the name as the vendor spells it"),
            );
        }
    }

    /// The Rust name of a thing, in small letters: the one that the spec gives, or the one made of its name.
    fn rust_name(&mut self, name: &At<String>, rust: Option<&At<String>>) -> String {
        let given = rust.unwrap_or(name);
        let made = naming::snake(&given.value);
        if made.is_empty() || rust.is_some_and(|rust| !naming::is_rust_name(&rust.value)) {
            let help = "say `rust: a_name`, with a letter first and then letters, digits and `_`";
            self.error(bad_rust_name(given, help));
        }
        made
    }

    fn report_unused(&mut self) {
        let spec = self.spec;
        let limits = spec.limits.iter().map(|limit| &limit.name);
        let tables = spec.tables.iter().map(|table| &table.name);
        let records = spec.records.iter().map(|record| &record.name);
        let definitions = (limits.map(|name| ("limit", Item::Limit(name.as_str()), name)))
            .chain(tables.map(|name| ("table", Item::Table(name.as_str()), name)))
            .chain(records.map(|name| ("record", Item::Record(name.as_str()), name)));
        let unused: Vec<Diagnostic> = definitions
            .filter(|(_, item, _)| !self.used.contains(item))
            .map(|(what, _, name)| {
                Diagnostic::warning(
                    Code::Unused,
                    Some(name.span),
                    format!("nothing uses the {what} `{}`", name.value),
                )
                .help("use it or delete it")
            })
            .collect();
        for diagnostic in unused {
            self.error(diagnostic);
        }
    }
}

fn bad_rust_name(name: &At<String>, help: &str) -> Diagnostic {
    let message = format!("no Rust name can be made of `{}`", name.value);
    Diagnostic::error(Code::BadRustName, Some(name.span), message).help(help)
}

/// The name of a thing as the spec defines it.
fn defined<'s, T>(things: &HashMap<&'s str, &'s T>, name: &str) -> Option<&'s str> {
    things.get_key_value(name).map(|(name, _)| *name)
}

/// Things by name; two of one name are an error.
fn index<'s, T>(
    what: &str,
    things: impl Iterator<Item = (&'s At<String>, &'s T)>,
    diagnostics: &mut Diagnostics,
) -> HashMap<&'s str, &'s T> {
    let mut places: HashMap<&str, Span> = HashMap::new();
    let mut index = HashMap::new();
    for (name, thing) in things {
        if let Some(first) = places.get(name.as_str()) {
            diagnostics.push(
                Diagnostic::error(
                    Code::DoubleDefinition,
                    Some(name.span),
                    format!("a second {what} called `{}`", name.value),
                )
                .label(*first, "the first is here")
                .help("rename one of them, or merge them"),
            );
            continue;
        }
        places.insert(name.as_str(), name.span);
        index.insert(name.as_str(), thing);
    }
    index
}

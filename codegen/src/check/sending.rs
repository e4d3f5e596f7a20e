//! How a call is sent: method, path, places, and what always travels with it.

use super::Checker;
use super::places::is_nested;
use super::scope::Scope;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{self, Method, Requires, Rule, Travels};
use crate::span::At;
use crate::syntax;

impl Checker<'_, '_> {
    /// The method that is used, and those that a caller may ask for.
    pub(super) fn methods(&mut self, methods: &[At<Method>]) -> (Method, Vec<Method>) {
        self.each_once(
            methods,
            |_| "this method is listed twice".to_owned(),
            "list each method once",
        );
        let mut methods = methods.iter().map(|method| method.value);
        // Without a method there was an error, and the model is thrown away.
        let first = methods.next().unwrap_or(Method::Get);
        (first, methods.collect())
    }

    /// What a call lists must be there once.
    pub(super) fn each_once<T: PartialEq>(
        &mut self,
        items: &[At<T>],
        message: impl Fn(&T) -> String,
        help: &str,
    ) {
        for (at, item) in items.iter().enumerate() {
            if let Some(first) = items[..at].iter().find(|first| first.value == item.value) {
                self.error(
                    Diagnostic::error(Code::ListedTwice, Some(item.span), message(&item.value))
                        .label(first.span, "the first is here")
                        .help(help),
                );
            }
        }
    }

    pub(super) fn path(&mut self, path: &At<String>, scope: &Scope, requires: &[Requires]) {
        for (is_so, fault, help) in FAULTS {
            if is_so(&path.value) {
                let message = format!("`{}` cannot be a path: it {fault}", path.value);
                self.error(Diagnostic::error(Code::BadPath, Some(path.span), message).help(help));
            }
        }
        for name in self.placeholders(path, Code::BadPath) {
            let Some(wire) = self.accepted(&At::new(name, path.span), scope) else {
                continue;
            };
            if let Some(accepted) = scope
                .find_on_the_wire(&wire)
                .filter(|accepted| is_nested(&accepted.key.limit.rule))
            {
                let message = format!(
                    "`{}` is JSON, which cannot travel in the path",
                    accepted.key.name
                );
                self.error(
                    Diagnostic::error(Code::OnlyJson, Some(path.span), message)
                        .help("give the key a limit whose values are plain text"),
                );
            }
            if let Some(accepted) = scope
                .find_on_the_wire(&wire)
                .filter(|accepted| accepted.key.limit.items.travels != Travels::Commas)
            {
                let message = format!(
                    "the items of `{}` travel each by itself, and the path has one place",
                    accepted.key.name
                );
                self.error(
                    Diagnostic::error(Code::BadPath, Some(path.span), message)
                        .help("write `travels: commas`, or leave the key out of the path"),
                );
            }
            self.file_in_path(path, scope.find_on_the_wire(&wire));
            let is_it = |item: &Requires| matches!(item, Requires::Key(key) if *key == wire);
            if !requires.iter().any(is_it) {
                let message = format!("the path needs `{wire}`, but the call does not require it");
                self.error(
                    Diagnostic::error(Code::PathKeyNotRequired, Some(path.span), message)
                        .help(format!("add `{wire}` to `requires:`")),
                );
            }
        }
    }

    pub(super) fn unproven(&mut self, words: Option<&At<String>>) {
        if let Some(words) = words.filter(|words| words.value.trim().is_empty()) {
            let message = "`unproven` says nothing";
            self.error(
                Diagnostic::error(Code::SaysNothing, Some(words.span), message)
                    .help("say what no source shows to work, or leave it out"),
            );
        }
    }

    pub(super) fn sends(&mut self, call: &syntax::Call, scope: &Scope) -> Vec<model::Place> {
        use model::{Method, Place};
        // Unless it says so: a query where there is no body, JSON where there is one.
        let first = call.methods.first().map(|method| method.value);
        let sends = match first {
            _ if !call.sends.is_empty() => call.sends.clone(),
            Some(Method::Post | Method::Put | Method::Patch) => vec![Place::Json],
            _ => vec![Place::Query],
        };
        let is_double = |(at, place): (usize, &Place)| sends[..at].contains(place);
        if sends.iter().enumerate().any(is_double) {
            let message = "`sends` lists a place twice";
            self.error(
                Diagnostic::error(Code::ListedTwice, Some(call.name.span), message)
                    .help("list each place once"),
            );
        }
        self.sent_beside_credentials(call, scope, &sends);
        self.sent_files(call, scope, &sends);
        let in_body = |place: &Place| *place != Place::Query;
        let may_get = call
            .methods
            .iter()
            .any(|method| method.value == Method::Get);
        if may_get && sends.iter().any(in_body) {
            self.error(
                Diagnostic::error(
                    Code::GetWithBody,
                    Some(call.name.span),
                    "a GET call has no body to send parameters in",
                )
                .help("write `sends: query`, or another method"),
            );
        }
        if sends.iter().all(|place| *place == Place::Json) {
            return sends;
        }
        let mut rules = scope
            .accepts
            .iter()
            .map(|accepted| &accepted.key.limit.rule);
        let nested = scope.accepts.iter().find(|accepted| {
            let rule = &accepted.key.limit.rule;
            matches!(rule, Rule::ArrayOf(_) | Rule::Object(_) | Rule::MapOf(_))
        });
        if let Some(nested) = nested.filter(|_| call.nests.is_none()) {
            let wire = &nested.key.wire;
            let list = if nested.table.is_some() {
                "take it out with `except:`"
            } else {
                "leave it out of `keys:`"
            };
            let message = format!("what `{wire}` nests can only be sent as JSON");
            self.error(
                Diagnostic::error(Code::OnlyJson, Some(call.name.span), message).help(format!(
                    "if the vendor takes JSON here, write `sends: json`; if it says how rows travel without, `nests: brackets` or the like; if not, {list} and say so in a quirk"
                )),
            );
        } else if call.root.is_some() {
            let message = "what stands under a `root` can only be sent as JSON";
            self.error(
                Diagnostic::error(Code::OnlyJson, Some(call.name.span), message).help(
                    "if the vendor takes JSON here, write `sends: json`; if not, leave `root:` out",
                ),
            );
        }
        let is_open = scope
            .open
            .as_ref()
            .is_some_and(|open| matches!(open.limit.rule, Rule::Json));
        if is_open || rules.any(|rule| matches!(rule, Rule::Json)) {
            self.error(
                Diagnostic::error(
                    Code::OnlyJson,
                    Some(call.name.span),
                    "what can be any JSON value can only be sent in a JSON body",
                )
                .help("write `sends: json`, or give the key or open table another limit"),
            );
        }
        sends
    }
}

/// Whether a path has a fault, what it is, and what to do about it.
type Fault = (fn(&str) -> bool, &'static str, &'static str);

/// What is wrong with paths below the base URL or its host.
const FAULTS: [Fault; 8] = [
    (
        str::is_empty,
        "is empty",
        "leave `path:` out, and it is the name of the call",
    ),
    (
        |path| path.contains('?'),
        "has a query",
        "list what stands behind the `?` under `fixed:`, `accepts:` or `keys:`, with `sends: query`",
    ),
    (
        |path| path.contains(['#', '\\', '"', '%']),
        "holds one of `#`, `\\`, `\"` and `%`",
        "leave it out, or let the text that needs it travel as a `{key}`, which is escaped",
    ),
    (
        |path| path.contains(|sign: char| sign.is_whitespace() || sign.is_control()),
        "holds a space or a control character",
        "leave it out, or let the text that needs it travel as a `{key}`, which is escaped",
    ),
    (
        |path| path.contains(".."),
        "has two dots in a row",
        "write the path that it leads to; with a slash at its front it stands below the host",
    ),
    (
        |path| path.split('/').any(|segment| segment == "."),
        "has a segment of one dot",
        "leave the segment out",
    ),
    (
        |path| path.contains("//"),
        "has two slashes in a row",
        "write one; a path below the host begins with one slash",
    ),
    (
        // An address would take what stands before it for its scheme.
        |path| {
            path.split('/')
                .next()
                .is_some_and(|first| first.contains(':'))
        },
        "has a colon before its first slash",
        "write it below the host, with a slash at its front: `/v1:batch/plants`",
    ),
];

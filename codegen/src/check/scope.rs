//! What a call accepts.

use std::collections::HashMap;

use super::Checker;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Accepted, Open};
use crate::span::Span;
use crate::syntax;

/// What a call accepts, and where each key came from.
#[derive(Default)]
pub(super) struct Scope {
    pub(super) accepts: Vec<Accepted>,
    pub(super) places: HashMap<String, Span>,
    pub(super) open: Option<Open>,
    pub(super) reserved: Vec<String>,
    /// Whether something that the call accepts is not defined: then nobody knows what else it takes.
    pub(super) is_partial: bool,
}

impl Scope {
    pub(super) fn add(&mut self, checker: &mut Checker<'_, '_>, accepted: Accepted, span: Span) {
        if let Some(first) = self
            .accepts
            .iter()
            .find(|other| other.key.wire == accepted.key.wire)
        {
            let first = self.places.get(&first.key.name).copied().unwrap_or(span);
            checker.error(
                Diagnostic::error(
                    Code::AcceptedTwice,
                    Some(span),
                    format!("this call accepts `{}` twice", accepted.key.wire),
                )
                .label(first, "first accepted here")
                .help("leave one of them out, with `except:` if it comes with a table"),
            );
            return;
        }
        self.places.insert(accepted.key.name.clone(), span);
        self.accepts.push(accepted);
    }

    /// A key by its name in the table, or by the one on the wire.
    pub(super) fn find(&self, name: &str) -> Option<&Accepted> {
        self.accepts
            .iter()
            .find(|accepted| accepted.key.name == name || accepted.key.wire == name)
    }

    pub(super) fn drop_exceptions(&mut self, checker: &mut Checker<'_, '_>, call: &syntax::Call) {
        for except in &call.except {
            if let Some(wire) = checker.accepted(except, self) {
                self.accepts.retain(|accepted| accepted.key.wire != wire);
                if self.open.is_some() {
                    self.reserved.push(wire);
                }
            }
        }
    }

    /// A path with the names that travel in place of the table's.
    pub(super) fn path_in_wire_names(&self, path: &str) -> String {
        self.accepts
            .iter()
            .filter(|accepted| accepted.key.name != accepted.key.wire)
            .fold(path.to_owned(), |path, accepted| {
                path.replace(
                    &format!("{{{}}}", accepted.key.name),
                    &format!("{{{}}}", accepted.key.wire),
                )
            })
    }
}

//! How a call pages: by two numbers that it accepts.

use super::Checker;
use super::scope::Scope;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Paging, Rule};
use crate::span::At;
use crate::syntax;

impl Checker<'_, '_> {
    pub(super) fn paging(&mut self, paging: &syntax::Paging, scope: &Scope) -> Paging {
        match paging {
            syntax::Paging::ByOffset { limit, offset, max } => {
                let limit_key = limit.as_ref().map(|limit| self.number(limit, scope));
                let offset_key = self.number(offset, scope);
                if let (Some(limit), Some(limit_key)) = (limit, &limit_key) {
                    self.two_keys([limit, offset], [limit_key, &offset_key]);
                }
                Paging::ByOffset {
                    limit: limit_key,
                    offset: offset_key,
                    max: *max,
                }
            }
            syntax::Paging::ByPage {
                page,
                size,
                max,
                rows_repeat,
            } => {
                let (page_key, size_key) = (self.number(page, scope), self.number(size, scope));
                self.two_keys([page, size], [&page_key, &size_key]);
                Paging::ByPage {
                    page: page_key,
                    size: size_key,
                    max: *max,
                    rows_repeat: *rows_repeat,
                }
            }
        }
    }

    /// The wire name of a key that holds a whole number; empty if the call does not accept it.
    fn number(&mut self, key: &At<String>, scope: &Scope) -> String {
        let Some(wire) = self.accepted(key, scope) else {
            return String::new();
        };
        let Some(accepted) = scope.find(key.as_str()) else {
            return wire;
        };
        let limit = &accepted.key.limit;
        // One that has a mistake of its own is not told twice.
        let is_told = limit.is_any_text(&accepted.key.rust) && self.diagnostics.has_errors();
        if !is_told && !matches!(limit.rule, Rule::Integer { .. }) {
            let message = format!("`{}` is no whole number, so nothing pages by it", key.value);
            let mut diagnostic = Diagnostic::error(Code::BadPaging, Some(key.span), message)
                .help("give the key an `integer` limit, or name another key");
            if let Some(span) = scope.place(&accepted.key) {
                diagnostic = diagnostic.label(span, "the call accepts it here");
            }
            self.error(diagnostic);
        }
        wire
    }

    /// One key cannot say where a page is and how many records it has.
    fn two_keys(&mut self, [first, second]: [&At<String>; 2], wires: [&String; 2]) {
        if wires[0] == wires[1] && !wires[0].is_empty() {
            let message = format!(
                "`{}` cannot say where a page begins and how long it is",
                second.value
            );
            self.error(
                Diagnostic::error(Code::OneKeyForTwo, Some(second.span), message)
                    .label(first.span, "it is here, too")
                    .help("name two keys of the call"),
            );
        }
    }
}

//! How a call pages: by numbers that it accepts, or by what each page says of the one after it.

use super::Checker;
use super::rules::is_of_text;
use super::scope::Scope;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Method, NextAddress, NextCursor, Paging, Requires, Rule};
use crate::span::{At, Span};
use crate::syntax;

impl Checker<'_, '_> {
    pub(super) fn paging(
        &mut self,
        paging: &syntax::Paging,
        call: &syntax::Call,
        scope: &Scope,
        requires: &[Requires],
    ) -> Paging {
        self.has_pages(call, paging);
        match paging {
            syntax::Paging::ByOffset { limit, offset, max } => {
                let limit_key = limit.as_ref().map(|limit| self.number(limit, scope));
                let offset_key = self.number(offset, scope);
                if let (Some(limit), Some(limit_key)) = (limit, &limit_key) {
                    self.two_keys([limit, offset], [limit_key, &offset_key]);
                    self.can_be(limit, *max, scope);
                }
                self.can_be(offset, 0, scope);
                Paging::ByOffset {
                    limit: limit_key,
                    offset: offset_key,
                    max: *max,
                }
            }
            syntax::Paging::ByPage {
                first,
                page,
                size,
                max,
                rows_repeat,
            } => {
                let page_key = self.number(page, scope);
                self.can_be(page, *first, scope);
                Paging::ByPage {
                    first: *first,
                    size: self.size(size.as_ref(), *max, Some((page, &page_key)), scope),
                    page: page_key,
                    max: *max,
                    rows_repeat: *rows_repeat,
                }
            }
            syntax::Paging::ByCursor {
                cursor,
                next,
                pages,
            } => {
                let cursor_key = self.cursor(cursor, scope, requires);
                let next = match next {
                    syntax::NextCursor::Body(path) => NextCursor::Body(path.value.clone()),
                    syntax::NextCursor::Last(field) => NextCursor::Last(self.last(field, call)),
                };
                Paging::ByCursor {
                    next,
                    size: self.size(
                        pages.size.as_ref(),
                        pages.max,
                        Some((cursor, &cursor_key)),
                        scope,
                    ),
                    cursor: cursor_key,
                    max: pages.max,
                    more: pages.more.as_ref().map(|path| path.value.clone()),
                    ends_when_empty: pages.ends_when_empty,
                }
            }
            syntax::Paging::ByAddress { span, next, pages } => {
                self.only_get(*span, call);
                Paging::ByAddress {
                    next: match next {
                        syntax::NextAddress::Body(path) => NextAddress::Body(path.value.clone()),
                        syntax::NextAddress::Link(relation) => {
                            NextAddress::Link(relation.value.clone())
                        }
                    },
                    size: self.size(pages.size.as_ref(), pages.max, None, scope),
                    max: pages.max,
                    more: pages.more.as_ref().map(|path| path.value.clone()),
                    ends_when_empty: pages.ends_when_empty,
                }
            }
        }
    }

    /// The key of the page size, which is another than that of the place.
    fn size(
        &mut self,
        size: Option<&At<String>>,
        max: Option<u32>,
        place: Option<(&At<String>, &String)>,
        scope: &Scope,
    ) -> Option<String> {
        let size = size?;
        let size_key = self.number(size, scope);
        if let Some((place, place_key)) = place {
            self.two_keys([place, size], [place_key, &size_key]);
        }
        if let Some(max) = max {
            self.can_be(size, max, scope);
        }
        Some(size_key)
    }

    /// The number that a list asks for by itself is one that the limit of its key allows.
    fn can_be(&mut self, key: &At<String>, number: u32, scope: &Scope) {
        let Some(accepted) = scope.find(key.as_str()) else {
            return;
        };
        let limit = &accepted.key.limit;
        if matches!(limit.rule, Rule::Integer { .. }) && !limit.allows(&number.to_string()) {
            let message = format!(
                "the limit of `{}` refuses {number}, which the list asks for",
                key.value
            );
            let mut diagnostic = Diagnostic::error(Code::BadPaging, Some(key.span), message)
                .help("let `max` and `first` be numbers that the limits of their keys allow");
            if let Some(span) = scope.place(&accepted.key) {
                diagnostic = diagnostic.label(span, "the call accepts it here");
            }
            self.error(diagnostic);
        }
    }

    /// The wire name of a key that holds one value, as a server gives it back.
    fn cursor(&mut self, key: &At<String>, scope: &Scope, requires: &[Requires]) -> String {
        let Some(wire) = self.accepted(key, scope) else {
            return String::new();
        };
        let Some(accepted) = scope.find(key.as_str()) else {
            return wire;
        };
        if requires.contains(&Requires::Key(wire.clone())) {
            let message = format!(
                "the call requires `{}`, and the first page is asked for without it",
                key.value
            );
            self.error(
                Diagnostic::error(Code::BadPaging, Some(key.span), message).help(
                    "leave it out under `requires:`: it comes with the pages behind the first",
                ),
            );
        }
        let rule = &accepted.key.limit.rule;
        let is_number = matches!(rule, Rule::Id | Rule::Integer { .. } | Rule::Epoch(_));
        if !is_of_text(rule) && !is_number {
            let message = format!("`{}` holds no text that a page could give", key.value);
            let mut diagnostic = Diagnostic::error(Code::BadPaging, Some(key.span), message)
                .help("give the key a limit such as `text` or `id`, or name another key");
            if let Some(span) = scope.place(&accepted.key) {
                diagnostic = diagnostic.label(span, "the call accepts it here");
            }
            self.error(diagnostic);
        }
        wire
    }

    /// The field of the last record that is the cursor of the page after it.
    fn last(&mut self, field: &At<String>, call: &syntax::Call) -> String {
        match &call.returns {
            Some(syntax::Returns::Many(records) | syntax::Returns::One(records))
                if self.records.contains_key(records.record.as_str()) =>
            {
                self.found_by(&records.record, field)
            }
            // What the call returns has a mistake of its own, or it is told that such calls have no pages.
            Some(_) | None => field.value.clone(),
        }
    }

    /// Pages are of records: a body that is returned as it is has none, nor has an outcome.
    fn has_pages(&mut self, call: &syntax::Call, paging: &syntax::Paging) {
        let (span, message) = match call.returns {
            Some(syntax::Returns::Text(span) | syntax::Returns::Bytes { span, .. }) => (
                span,
                "the call returns its body as it is, and that has no pages",
            ),
            Some(syntax::Returns::Outcome) => (
                match paging {
                    syntax::Paging::ByOffset { offset: place, .. }
                    | syntax::Paging::ByPage { page: place, .. }
                    | syntax::Paging::ByCursor { cursor: place, .. } => place.span,
                    syntax::Paging::ByAddress { span, .. } => *span,
                },
                "the call returns no records, so there are no pages of them",
            ),
            Some(syntax::Returns::Many(_) | syntax::Returns::One(_)) | None => return,
        };
        self.error(
            Diagnostic::error(Code::BadPaging, Some(span), message)
                .help("write `returns: { many: … }`, or leave `paging` out"),
        );
    }

    /// An address is all that there is of a further page: nothing could travel beside it.
    fn only_get(&mut self, span: Span, call: &syntax::Call) {
        let other = call
            .methods
            .iter()
            .find(|method| method.value != Method::Get);
        if let Some(other) = other {
            let message = "addresses of pages are for GET, and this call is sent otherwise";
            self.error(
                Diagnostic::error(Code::BadPaging, Some(span), message)
                    .label(other.span, "the method is here")
                    .help("page by cursor, page or offset, or leave `paging` out"),
            );
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

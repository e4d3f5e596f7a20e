//! Where answers say something of themselves: headers, and what they say of an error.

use super::{Checker, Item};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{self, Rule};
use crate::span::{At, Span};
use crate::syntax;

impl<'s> Checker<'s, '_> {
    /// The header names of an envelope, and the names of what it says of an error.
    pub(super) fn said(&mut self, envelope: &syntax::Envelope) {
        let details = envelope.details.iter().map(|detail| &detail.said);
        let all = [&envelope.code, &envelope.message]
            .into_iter()
            .chain(details);
        for header in all.filter_map(|said| said.header.as_ref()) {
            self.is_header(header);
        }
        for detail in &envelope.details {
            self.plain_name("a detail", &detail.name);
        }
    }

    /// The record of what the headers of a call's answer tell.
    pub(super) fn answer_headers(&mut self, call: &'s syntax::Call) -> Option<String> {
        let record = call.answer_headers.as_ref()?;
        if record.fields.is_empty() {
            self.error(
                Diagnostic::error(
                    Code::SaysNothing,
                    Some(record.name.span),
                    "`answer_headers` has no headers",
                )
                .help("write them as rows, such as `Location: { limit: url }`, or leave it out"),
            );
        }
        for field in &record.fields {
            self.is_header(&field.wire);
            let also = field.sent_as.iter().chain(&field.also);
            for name in also {
                self.is_header(name);
            }
        }
        self.mark_used(Item::Record(&record.name.value));
        Some(record.name.value.clone())
    }

    /// A header is a text, and its limit must be one of a text.
    pub(super) fn text_of_header(&mut self, key: &model::Key, span: Span) {
        if let Rule::Json | Rule::ArrayOf(_) | Rule::Object(_) | Rule::MapOf(_) =
            key.in_answers().rule
        {
            let message = format!("`{}` is a header, which holds a text", key.name);
            self.error(
                Diagnostic::error(Code::BadHeader, Some(span), message).help(
                    "give it a limit such as `text`, or `{ json_in_text: … }` if it holds JSON",
                ),
            );
        }
    }

    /// What kinds of answer a call asks for, as it stands in a header.
    pub(super) fn kinds_of_answer(&mut self, accept: Option<&At<String>>) -> Option<String> {
        let accept = accept?;
        let is_visible = |sign: char| sign == ' ' || sign.is_ascii_graphic();
        if accept.value.trim().is_empty() || !accept.value.chars().all(is_visible) {
            self.error(
                Diagnostic::error(
                    Code::BadHeader,
                    Some(accept.span),
                    format!("`{}` cannot stand in the header `Accept`", accept.value),
                )
                .help("write the kind of answer, such as `accept: application/pdf`"),
            );
        }
        Some(accept.value.clone())
    }
}

/// The path and the header of a code or a message.
pub(super) fn place(said: &syntax::Said) -> (Option<String>, Option<String>) {
    let header = said.header.as_ref().map(|header| header.value.clone());
    (said.paths.first().cloned(), header)
}

/// What answers say of an error, resolved.
pub(super) fn details(details: &[syntax::Detail]) -> Vec<model::Detail> {
    let detail = |detail: &syntax::Detail| model::Detail {
        name: detail.name.value.clone(),
        paths: detail.said.paths.clone(),
        header: place(&detail.said).1,
    };
    details.iter().map(detail).collect()
}

//! The answer to a call that was carried out.

use std::fmt;
use std::sync::Arc;

use http::HeaderMap;

use super::page::Page;
use super::row;
use super::{Record, Row};
use crate::descriptor::Envelope;
use crate::error::{Attempt, Violations};
use crate::json::Span;

/// The answer to a call that was carried out: its records, and everything else that it said.
pub struct Reply<R> {
    records: Vec<R>,
    answer: Answer,
}

/// What of an answer does not depend on the kind of record.
pub(crate) struct Answer {
    pub(crate) call: &'static str,
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Arc<String>,
    /// The body of a call that returns bytes.
    pub(crate) bytes: Vec<u8>,
    pub(crate) envelope: &'static Envelope,
    /// The JSON in the body; empty if there is none.
    pub(crate) json: Span,
    pub(crate) code: Option<String>,
    pub(crate) message: Option<String>,
    pub(crate) total: Option<u64>,
    pub(crate) extra: Vec<(String, Span)>,
    pub(crate) odd: Vec<Span>,
    /// How many of the odd ones are records too, in which text was replaced.
    pub(crate) damaged: usize,
    /// Whether only the HTTP status says that there is no record.
    pub(crate) by_status: bool,
    pub(crate) warnings: Option<Violations>,
    pub(crate) failed_attempts: Vec<Attempt>,
}

impl<R: Record> Reply<R> {
    pub(crate) fn of(answer: Answer, page: Page) -> Self {
        let records = Row::all(page).map(R::from_row).collect();
        Self { records, answer }
    }

    /// The records at another path of the answer than the call's own, such as `result.table2`; `.` is
    /// the whole body. `None` if the answer has nothing there, an empty list if it has no objects there.
    ///
    /// Names are told apart by their capitals if the envelope does so.
    #[must_use]
    pub fn records_at(&self, path: &str) -> Option<Vec<R>> {
        let rows = row::nested(&self.answer.body, self.at(path)?, R::KIND);
        Some(rows.into_iter().map(R::from_row).collect())
    }
}

impl<R> Reply<R> {
    /// The piece of JSON at a path of the answer; `.` is all of it.
    pub(super) fn at(&self, path: &str) -> Option<&str> {
        let json = self.answer.json.of_text(&self.answer.body);
        (!json.is_empty()).then(|| self.answer.envelope.at(json, path))?
    }

    /// Whether only the HTTP status says that there is no record.
    pub(crate) fn is_by_status(&self) -> bool {
        self.answer.by_status
    }

    /// How many rows the page has: records, and what stands among them and is none.
    pub(crate) fn rows(&self) -> usize {
        self.records.len() + self.answer.odd.len() - self.answer.damaged
    }

    /// The records, in the order of the answer.
    #[must_use]
    pub fn records(&self) -> &[R] {
        &self.records
    }

    /// The records, without the rest of the answer.
    #[must_use]
    pub fn into_records(self) -> Vec<R> {
        self.records
    }

    /// The first record; the only one of calls that return one.
    #[must_use]
    pub fn first(&self) -> Option<&R> {
        self.records.first()
    }

    /// The first record, without the rest of the answer.
    #[must_use]
    pub fn into_first(self) -> Option<R> {
        self.records.into_iter().next()
    }

    /// Result code as it came, if the API has codes.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.answer.code.as_deref()
    }

    /// The vendor's message.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.answer.message.as_deref()
    }

    /// Number of records that match, on all pages.
    #[must_use]
    pub fn total(&self) -> Option<u64> {
        self.answer.total
    }

    /// What the call broke although it was sent: with [`crate::Validation::Warn`], or for keys that are sent
    /// as they are.
    #[must_use]
    pub fn warnings(&self) -> Option<&Violations> {
        self.answer.warnings.as_ref()
    }

    /// The attempts that failed before this reply came.
    #[must_use]
    pub fn failed_attempts(&self) -> &[Attempt] {
        &self.answer.failed_attempts
    }

    /// HTTP status.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.answer.status
    }

    /// HTTP headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.answer.headers
    }

    /// Keys of the envelope that the spec does not know, with their raw JSON; the first 65,536 of
    /// them. [`Reply::body`] has all.
    pub fn extra(&self) -> impl Iterator<Item = (&str, &str)> {
        let body = self.answer.body.as_str();
        self.answer
            .extra
            .iter()
            .map(move |(key, raw)| (key.as_str(), raw.of_text(body)))
    }

    /// Raw JSON of what stands among the records and is none: no object, or one without any of the fields.
    /// A record whose text is not UTF-8 is here too, besides among the records; in both, a replacement
    /// character stands for each byte that is none.
    pub fn odd_records(&self) -> impl Iterator<Item = &str> {
        let body = self.answer.body.as_str();
        self.answer.odd.iter().map(move |raw| raw.of_text(body))
    }

    /// How many fields of all records are there and do not fit: [`Record::misfits`] names those of one
    /// record. A sum over an accessor is right where this is 0.
    #[must_use]
    pub fn misfits(&self) -> usize
    where
        R: Record,
    {
        let misfits = |record: &R| record.row().misfits().count();
        self.records.iter().map(misfits).sum()
    }

    /// What the headers of the answer tell: those that the record has as fields.
    #[must_use]
    pub fn answer_headers<H: Record>(&self) -> H {
        H::from_row(Row::of_headers(&self.answer.headers, H::KIND))
    }

    /// The body of a call that returns text, with replacement characters for what is not UTF-8.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.answer.body
    }

    /// The body of a call that returns bytes; of another one, its text.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        match self.answer.bytes.as_slice() {
            [] => self.answer.body.as_bytes(),
            bytes => bytes,
        }
    }

    /// The body of a call that returns bytes, without the rest of the answer; of another one, its text.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        match self.answer.bytes.is_empty() {
            true => self.answer.body.as_bytes().to_vec(),
            false => self.answer.bytes,
        }
    }

    /// The whole answer as it came, with replacement characters for what is not UTF-8. Empty for a
    /// call that returns bytes.
    #[must_use]
    pub fn body(&self) -> &str {
        &self.answer.body
    }
}

impl<R> IntoIterator for Reply<R> {
    type Item = R;
    type IntoIter = std::vec::IntoIter<R>;

    fn into_iter(self) -> Self::IntoIter {
        self.records.into_iter()
    }
}

impl<'r, R> IntoIterator for &'r Reply<R> {
    type Item = &'r R;
    type IntoIter = std::slice::Iter<'r, R>;

    fn into_iter(self) -> Self::IntoIter {
        self.records.iter()
    }
}

/// Without message, headers and extra keys, which can hold personal data.
impl<R: fmt::Debug> fmt::Debug for Reply<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reply")
            .field("call", &self.answer.call)
            .field("status", &self.answer.status)
            .field("code", &self.answer.code)
            .field("total", &self.answer.total)
            .field("records", &self.records)
            .finish_non_exhaustive()
    }
}

//! Whether what stands in the place of the records is records, nothing, or not understood.

use super::envelope::AnswerParts;
use super::error_key::ErrorKey;
use crate::descriptor::{CallDescriptor, Method, Nothing, RecordKind, Returns};
use crate::json::{self, Kind, Scanner};

/// What stands in the place of the records.
pub(super) enum Shape<'b> {
    Records(&'b str),
    Nothing,
    Wrong(Wrong),
}

/// Something else than what is due.
pub(super) struct Wrong {
    /// JSON path of the place.
    pub(super) path: String,
    pub(super) expected: &'static str,
    pub(super) found: String,
}

/// A successful answer, and what is asked of the place of its records.
pub(super) struct ShapeCheck<'l, 'b> {
    pub(super) call: &'l CallDescriptor,
    pub(super) kind: &'l RecordKind,
    /// Its JSON, or nothing.
    pub(super) text: &'b str,
    pub(super) parts: &'l AnswerParts<'b>,
    /// Whether the call asks for the first records, so that a total of more contradicts an answer without
    /// them.
    pub(super) from_start: bool,
    /// Whether an answer without a body says all.
    pub(super) may_be_empty: bool,
    /// Whether a change was only taken in, so that no record is due yet.
    pub(super) is_accepted: bool,
}

impl<'b> ShapeCheck<'_, 'b> {
    /// What the answer has in the place of its records.
    pub(super) fn shape(&self) -> Shape<'b> {
        match self.shape_of_done() {
            // Whatever is there instead is kept for whoever looks for it.
            Shape::Wrong(_) if self.is_accepted && tells_of_work(self.text) => Shape::Nothing,
            shape => shape,
        }
    }

    fn shape_of_done(&self) -> Shape<'b> {
        if matches!(self.call.returns, Returns::Outcome) {
            return self.outcome();
        }
        if self.text.is_empty() {
            return Shape::Nothing;
        }
        match self.parts.records {
            Some((path, raw)) => self.found(path, raw),
            None => self.missing(),
        }
    }

    /// What it is, if records were searched for and none was found, but so many things that are none: groups
    /// without records are an empty list.
    pub(super) fn without_found(&self, odd: usize) -> Option<Wrong> {
        let is_searched = self.call.returns.found_by().is_some();
        let (path, raw) = self.parts.records?;
        let found = format!("no record, and {odd} that are none");
        (is_searched && odd > 0 && Kind::of(raw) == Kind::Object)
            .then(|| self.wrong_at(path, &found))
    }

    /// A call that returns no records: whatever is there is kept for whoever looks for it, unless it says
    /// that the call failed.
    fn outcome(&self) -> Shape<'b> {
        // Where there is a code, in a header or a key of its own, that tells; one within the error is there only
        // if it is known.
        let code = self.call.envelope.code;
        let is_told = self.parts.code.is_some() || code.is_some_and(|path| !path.contains('.'));
        if !is_told && says_error(self.text, false) {
            return wrong(
                ".",
                "the outcome of the call",
                "an error in an answer with a success status",
            );
        }
        match self.parts.records {
            Some((_, raw)) => Shape::Records(raw),
            None => Shape::Nothing,
        }
    }

    fn found(&self, path: &'static str, raw: &'b str) -> Shape<'b> {
        let is_whole = path == ".";
        let allowed = |nothing| {
            let found = match nothing {
                Nothing::EmptyObject => "an object without keys",
                Nothing::Blank => "a blank text",
                Nothing::False => "false",
                _ => "null",
            };
            match self.promised() {
                _ if !self.allows(nothing) => self.wrong(path, found),
                Some(total) => self.wrong(path, &format!("{found}, beside a total of {total}")),
                None => Shape::Nothing,
            }
        };
        match Kind::of(raw) {
            Kind::Array => self.list(path, raw),
            Kind::Object if json::is_empty(raw) => {
                if is_whole && self.allows(Nothing::EmptyAnswer) {
                    Shape::Nothing
                } else {
                    allowed(Nothing::EmptyObject)
                }
            }
            Kind::Object => self.object(path, raw),
            Kind::Null if is_whole && self.may_be_empty => Shape::Nothing,
            Kind::Null => allowed(Nothing::Null),
            Kind::False => allowed(Nothing::False),
            Kind::Text if json::scalar(raw).is_none_or(|text| text.trim().is_empty()) => {
                allowed(Nothing::Blank)
            }
            other => self.wrong(path, other.name()),
        }
    }

    fn list(&self, path: &'static str, raw: &'b str) -> Shape<'b> {
        if !matches!(self.call.returns, Returns::One { found_by: None }) || json::is_empty(raw) {
            return Shape::Records(raw);
        }
        // Where a wrapper has a list for one record, that is how it always writes them. It need not be read to
        // its end to see that.
        if path != "." && json::from_first(raw).is_some_and(|first| self.is_record(first)) {
            return Shape::Records(raw);
        }
        let (mut count, mut some) = (0_usize, false);
        json::elements(raw, |item| {
            count += 1;
            some |= self.is_record(item);
        });
        if path == "." && count > 1 {
            return self.wrong(path, &format!("a list of {count}"));
        }
        if some {
            Shape::Records(raw)
        } else {
            self.wrong(path, "a list in which nothing is one")
        }
    }

    fn object(&self, path: &'static str, raw: &'b str) -> Shape<'b> {
        let many = matches!(self.call.returns, Returns::Many { .. });
        // Most records have one at their beginning, and need not be looked at further.
        let has_own = has_field_of_its_own(self.kind, raw);
        if !has_own && self.says_error(raw) {
            return self.wrong(path, "an object that tells of an error");
        }
        let is_one = match self.call.returns.found_by() {
            Some(wanted) => {
                let envelope = self.call.envelope;
                has_inside(raw) || json::any_entry(raw, |key, _| envelope.same(wanted, &key))
            }
            None if json::is_numbered(raw) => many || json::any_value(raw, |it| self.is_record(it)),
            None => has_own || self.is_record(raw) || (many && is_keyed(self.kind, raw)),
        };
        if is_one {
            return Shape::Records(raw);
        }
        let found = if many {
            "an object that is neither a list nor a record"
        } else {
            "an object without any of its fields"
        };
        self.wrong(path, found)
    }

    /// Whether it begins with an object that has a field of the record, or that could have any.
    fn is_record(&self, raw: &str) -> bool {
        Kind::of(raw) == Kind::Object && (self.kind.takes_any() || has_field(self.kind, raw))
    }

    /// Whether an object says that something failed, and nothing else.
    fn says_error(&self, object: &str) -> bool {
        // Where any key can be a field, a message alone is none, unless the envelope has one.
        says_error(
            object,
            self.kind.takes_any() && self.call.envelope.message.is_none(),
        )
    }

    fn missing(&self) -> Shape<'b> {
        let envelope = self.call.envelope;
        let path = envelope.records.first().copied().unwrap_or(".");
        match Kind::of(self.text) {
            Kind::Object => {}
            Kind::Null if self.may_be_empty || self.allows(Nothing::Null) => return Shape::Nothing,
            // Rows without what is usually around them.
            Kind::Array
                if self.allows(Nothing::Missing)
                    && matches!(self.call.returns, Returns::Many { .. }) =>
            {
                return Shape::Records(self.text);
            }
            other => return wrong(".", "an object with the records in it", other.name()),
        }
        if json::is_empty(self.text) && self.allows(Nothing::EmptyAnswer) {
            return Shape::Nothing;
        }
        if self.has_rows_elsewhere() {
            return self.wrong(path, "nothing, and a list under another key");
        }
        if says_error(self.text, false) {
            return self.wrong(path, "nothing, and an error beside it");
        }
        match (self.parts.total, self.promised()) {
            (Some(0), _) if self.allows(Nothing::TotalOfZero) => Shape::Nothing,
            (_, Some(total)) => self.wrong(path, &format!("nothing, beside a total of {total}")),
            _ if self.allows(Nothing::Missing) => Shape::Nothing,
            _ => self.wrong(path, "nothing"),
        }
    }

    /// The total, if it contradicts that there is nothing.
    fn promised(&self) -> Option<u64> {
        self.parts
            .total
            .filter(|total| *total > 0 && self.from_start)
    }

    /// Whether rows stand where nobody looks for them: under a key that neither the envelope nor the spec
    /// knows, beside the records' own or at the top.
    fn has_rows_elsewhere(&self) -> bool {
        let envelope = self.call.envelope;
        let known = |key: &str| envelope.beside.iter().any(|it| envelope.same(it, key));
        // Where a code tells that something was done, a list beside it counts only if it has the record.
        let is_done = self.call.method != Method::Get && self.parts.code.is_some();
        let counts =
            |raw: &str| is_rows(raw) && (!is_done || json::any_value(raw, |it| self.is_record(it)));
        let mut extra = self.parts.extra.iter();
        if extra.any(|(key, raw)| !known(key) && counts(raw)) {
            return true;
        }
        let mut parents = envelope.records.iter().filter_map(|path| {
            let (parent, _) = path.rsplit_once('.')?;
            envelope.at(self.text, parent)
        });
        parents.any(|parent| {
            let is_object = Kind::of(parent) == Kind::Object;
            counts(parent)
                || (is_object && json::any_entry(parent, |key, raw| !known(&key) && counts(raw)))
        })
    }

    fn wrong(&self, path: &str, found: &str) -> Shape<'b> {
        Shape::Wrong(self.wrong_at(path, found))
    }

    fn wrong_at(&self, path: &str, found: &str) -> Wrong {
        Wrong::new(path, self.due(), found)
    }

    fn allows(&self, nothing: Nothing) -> bool {
        self.call.envelope.no_records.contains(&nothing)
    }

    fn due(&self) -> &'static str {
        match self.call.returns {
            Returns::Many { .. } => "a list of records",
            Returns::One { .. } => "a record",
            Returns::Outcome | Returns::Text | Returns::Bytes { .. } => "the outcome of the call",
        }
    }
}

fn wrong(path: &str, expected: &'static str, found: &str) -> Shape<'static> {
    Shape::Wrong(Wrong::new(path, expected, found))
}

impl Wrong {
    fn new(path: &str, expected: &'static str, found: &str) -> Self {
        let path = match path {
            "." => "the whole answer",
            path => path,
        };
        Self {
            path: path.to_owned(),
            expected,
            found: found.to_owned(),
        }
    }
}

/// Whether an object has one of the fields.
pub(super) fn has_field(kind: &RecordKind, object: &str) -> bool {
    json::any_entry(object, |key, _| kind.field(&key).is_some())
}

/// Whether an object has a field that is not also one of an error's.
fn has_field_of_its_own(kind: &RecordKind, object: &str) -> bool {
    json::any_entry(object, |key, _| {
        ErrorKey::of(&key).is_none() && kind.field(&key).is_some()
    })
}

/// Whether an object is a list whose keys are the ids of its records: it is no record itself, and has some
/// among values that are objects, or nothing.
pub(super) fn is_keyed(kind: &RecordKind, object: &str) -> bool {
    if json::is_numbered(object) {
        return true;
    }
    if kind.takes_any() || has_field(kind, object) {
        return false;
    }
    let (mut some, mut all) = (false, true);
    json::entries(object, |_, value| {
        let is_object = Kind::of(value) == Kind::Object;
        some = some || (is_object && has_field(kind, value));
        all = all && (is_object || !json::says_something(value));
    });
    some && all
}

/// Whether an object has objects or lists in it.
fn has_inside(object: &str) -> bool {
    json::any_value(object, |value| {
        matches!(Kind::of(value), Kind::Object | Kind::Array)
    })
}

/// Whether it is a list with an object in it, or with holes.
fn is_rows(json: &str) -> bool {
    match Kind::of(json) {
        Kind::Array => Scanner::inside(json, 0).step() == Some(b'{'),
        Kind::Object => json::is_numbered(json),
        _ => false,
    }
}

/// Whether it is an object that could tell of work that goes on: without errors, and without records.
fn tells_of_work(text: &str) -> bool {
    let is_error =
        |key: &str| key.eq_ignore_ascii_case("error") || key.eq_ignore_ascii_case("errors");
    Kind::of(text) == Kind::Object
        && !json::any_entry(text, |key, value| {
            (is_error(&key) && json::says_something(value)) || is_rows(value)
        })
}

/// Whether an object says that something failed and nothing else: it has an error, or a message if that is
/// enough, and beside it only what stands beside errors.
fn says_error(text: &str, message_is_enough: bool) -> bool {
    if Kind::of(text) != Kind::Object {
        return false;
    }
    let (mut error, mut other) = (false, false);
    json::entries(text, |key, value| {
        let is = |wanted: &str| key.eq_ignore_ascii_case(wanted);
        let tells = is("error") || is("errors") || (message_is_enough && is("message"));
        error |= tells && json::says_something(value);
        other |= ErrorKey::of(&key).is_none();
    });
    error && !other
}

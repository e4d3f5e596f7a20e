//! Envelopes and result codes, as written.

use super::attributes;
use super::doc;
use super::fields::{Fields, checked_path, wrong_form};
use super::number::integer;
use super::said::{Detail, Said, read_details, read_said};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Meaning, Nothing};
use crate::source::Node;
use crate::span::At;

/// How answers are wrapped.
#[derive(Clone, Debug)]
pub struct Envelope {
    /// Its name.
    pub name: At<String>,
    /// Whether capitals do not matter in its keys.
    pub any_case: bool,
    /// Where the code stands.
    pub code: Said,
    /// Where the message stands.
    pub message: Said,
    /// Key of the total.
    pub total: Option<String>,
    /// Paths to the records.
    pub records: Vec<String>,
    /// Paths to error texts.
    pub errors: Vec<String>,
    /// What else answers say of an error.
    pub details: Vec<Detail>,
    /// Whether the HTTP status tells where the code is not there.
    pub code_may_lack: bool,
    /// The message of an answer without a code that is a success.
    pub success: Option<At<String>>,
    /// How an answer that is a redirect is read.
    pub redirect: Option<Redirect>,
    /// Whether other codes are names of keys, where it is not as the API says.
    pub other_codes_name_keys: Option<bool>,
    /// What says that there are no records.
    pub no_records: Vec<Nothing>,
    /// Keys beside the records that hold lists of something else.
    pub beside: Vec<At<String>>,
}

const NO_RECORDS: [(&str, Nothing); 8] = [
    ("null_value", Nothing::Null),
    ("false_value", Nothing::False),
    ("blank_text", Nothing::Blank),
    ("empty_object", Nothing::EmptyObject),
    ("missing", Nothing::Missing),
    ("total_of_0", Nothing::TotalOfZero),
    ("empty_answer", Nothing::EmptyAnswer),
    ("empty_body", Nothing::EmptyBody),
];

/// What the query of the address tells that an answer redirects to.
#[derive(Clone, Debug)]
pub struct Redirect {
    /// Key of the result code.
    pub code: At<String>,
    /// Key of the message.
    pub message: At<String>,
    /// Parameter with the address that a success redirects to.
    pub to: Option<At<String>>,
}

/// A result code.
#[derive(Clone, Debug)]
pub struct ResultCode {
    /// Its name: the code, unless that is spelled otherwise.
    pub name: At<String>,
    /// The code.
    pub code: At<String>,
    /// Other spellings.
    pub also: Vec<At<String>>,
    /// Its Rust name, if it is not made of the code.
    pub rust: Option<At<String>>,
    /// The vendor's message.
    pub message: String,
    /// What it means for a caller.
    pub means: Option<Meaning>,
    /// HTTP status of answers without a code that stand for this one.
    pub status: Option<u16>,
    /// Words in the body of such an answer, or of one with the code.
    pub says: Option<At<String>>,
    /// What happened.
    pub doc: String,
}

const MEANS: [(&str, Meaning); 13] = [
    ("success", Meaning::Success),
    ("bad_request", Meaning::BadRequest),
    ("unknown_call", Meaning::UnknownCall),
    ("server_fault", Meaning::ServerFault),
    ("missing_key", Meaning::MissingKey),
    ("access_denied", Meaning::AccessDenied),
    ("in_use", Meaning::InUse),
    ("not_found", Meaning::NotFound),
    ("duplicate", Meaning::Duplicate),
    ("not_inserted", Meaning::NotInserted),
    ("not_enabled", Meaning::NotEnabled),
    ("too_many", Meaning::TooMany),
    ("unknown", Meaning::Unknown),
];

/// What a code stands for that is not listed: whether it is the name of a key.
pub(super) const OTHER_CODES: [(&str, bool); 2] = [("broken_key", true), ("unknown", false)];

/// Reads an envelope.
pub(super) fn read_envelope(
    name: &At<String>,
    node: &Node,
    diagnostics: &mut Diagnostics,
) -> Envelope {
    let mut fields = Fields::of_named(node, &attributes::ENVELOPE, name.span, diagnostics);
    let code = read_said(&mut fields, "code", diagnostics);
    let message = read_said(&mut fields, "message", diagnostics);
    let total = fields.path("total", diagnostics).map(|path| path.value);
    let errors = fields.paths("errors", diagnostics).into_iter();
    let errors = errors.map(|path| path.value).collect();
    let details = read_details(&mut fields, diagnostics);
    let any_case = fields
        .word("case", &[("any", true), ("exact", false)], diagnostics)
        .unwrap_or(false);
    let place = fields.require("records");
    let records = place
        .map(|node| super::fields::texts(node, "records", diagnostics))
        .unwrap_or_default();
    if let Some(place) = place.filter(|node| node.is_empty()) {
        diagnostics.push(
            Diagnostic::error(
                Code::SaysNothing,
                Some(place.span),
                "an envelope has at least one path to its records",
            )
            .help("write `records: data`, or `records: .` for the whole body"),
        );
    }
    let code_may_lack = fields
        .word(
            "without_code",
            &[("status_tells", true), ("unreadable", false)],
            diagnostics,
        )
        .unwrap_or(false);
    let success = fields.text("success", diagnostics);
    let redirect = fields
        .get("redirect")
        .and_then(|node| read_redirect(node, diagnostics));
    let other_codes_name_keys = fields.word("other_codes", &OTHER_CODES, diagnostics);
    let no_records = fields
        .words("no_records", &NO_RECORDS, diagnostics)
        .unwrap_or_else(|| Nothing::USUAL.to_vec());
    let beside = fields.texts("beside", diagnostics);
    fields.finish(diagnostics);
    let is_body = |path: &At<String>| path.value == ".";
    let checked = |path: At<String>| match is_body(&path) {
        true => Some(path),
        false => checked_path(path, "records", diagnostics),
    };
    let records = records.into_iter().filter_map(checked);
    let records = records.map(|path| path.value).collect();
    Envelope {
        name: name.clone(),
        any_case,
        code,
        code_may_lack,
        message,
        total,
        records,
        errors,
        details,
        success,
        redirect,
        other_codes_name_keys,
        no_records,
        beside,
    }
}

fn read_redirect(node: &Node, diagnostics: &mut Diagnostics) -> Option<Redirect> {
    let mut fields = Fields::of(node, &attributes::REDIRECT, node.span, diagnostics)?;
    let code = fields.require_text("code", diagnostics);
    let message = fields.require_text("message", diagnostics);
    let to = fields.text("to", diagnostics);
    fields.finish(diagnostics);
    Some(Redirect {
        code: code?,
        message: message?,
        to,
    })
}

/// Reads a result code.
pub(super) fn read_result_code(
    name: &At<String>,
    node: &Node,
    diagnostics: &mut Diagnostics,
) -> ResultCode {
    let mut fields = Fields::of_named(node, &attributes::RESULT_CODE, name.span, diagnostics);
    let code = fields.text("code", diagnostics);
    let also = fields.texts("also", diagnostics);
    let rust = fields.text("rust", diagnostics);
    let status = fields.get("status");
    let message = fields.text("message", diagnostics);
    let says = fields.text("says", diagnostics);
    let means = fields
        .require("means")
        .and_then(|node| super::fields::word(node, "means", &MEANS, diagnostics));
    let about = doc(fields.text("doc", diagnostics));
    fields.finish(diagnostics);
    ResultCode {
        name: name.clone(),
        code: code.unwrap_or_else(|| name.clone()),
        also,
        rust,
        message: message.map(|message| message.value).unwrap_or_default(),
        means,
        status: status.and_then(|node| read_status(node, diagnostics)),
        says,
        doc: about,
    }
}

fn read_status(node: &Node, diagnostics: &mut Diagnostics) -> Option<u16> {
    let number = integer(node, "status", diagnostics)?;
    let status = u16::try_from(number).ok();
    let status = status.filter(|status| (100..=599).contains(status));
    if status.is_none() {
        diagnostics.push(wrong_form(
            node,
            "status",
            "an HTTP status from 100 to 599",
            "write the status of the answers that stand for this code, such as 401",
        ));
    }
    status
}

//! What result codes mean.

use crate::emit::tree::Tree;
use crate::emit::words::{self, code, fill, own, said};
use crate::model::{Meaning, ResultCode};

/// A code in a line.
pub(super) fn of_code(known: &ResultCode) -> words::Text {
    let mut told = fill(
        "{}: {}.",
        [
            code(&known.name),
            own(words::result_code::meaning(known.means)),
        ],
    );
    if !known.doc.is_empty() {
        told.push(fill(" {}", [said(&known.doc)]));
    }
    told
}

/// Result codes for programs.
pub(super) fn list(codes: &[&ResultCode]) -> Tree {
    let each = codes.iter().map(|known| {
        let mut tree = Tree::map([
            ("name", Tree::text(&known.name)),
            ("code", Tree::text(&known.code)),
        ]);
        if !known.also.is_empty() {
            tree.push(
                "also",
                Tree::List(known.also.iter().map(Tree::text).collect()),
            );
        }
        tree.push("means", Tree::text(means(known.means)));
        if !known.message.is_empty() {
            tree.push("message", Tree::text(&known.message));
        }
        if let Some(status) = known.status {
            tree.push("status", Tree::Integer(status.into()));
        }
        if !known.says.is_empty() {
            tree.push("says", Tree::text(&known.says));
        }
        tree
    });
    Tree::List(each.collect())
}

/// The spec's word for a meaning.
fn means(means: Meaning) -> &'static str {
    match means {
        Meaning::Success => "success",
        Meaning::BadRequest => "bad_request",
        Meaning::UnknownCall => "unknown_call",
        Meaning::ServerFault => "server_fault",
        Meaning::MissingKey => "missing_key",
        Meaning::AccessDenied => "access_denied",
        Meaning::InUse => "in_use",
        Meaning::NotFound => "not_found",
        Meaning::Duplicate => "duplicate",
        Meaning::NotInserted => "not_inserted",
        Meaning::NotEnabled => "not_enabled",
        Meaning::TooMany => "too_many",
        Meaning::Unknown => "unknown",
    }
}

//! Pages of the vendor's that a spec leaves out, as written.

use super::attributes;
use super::fields::{Fields, wrong_form};
use crate::diagnostic::Diagnostics;
use crate::source::Kind;
use crate::span::At;

/// A page that the spec does not describe.
#[derive(Clone, Debug)]
pub struct NotDescribed {
    /// What the vendor calls it.
    pub page: At<String>,
    /// What is there, and why it is left out.
    pub says: Option<At<String>>,
}

/// Reads `not_described:` of an API.
pub(super) fn read_not_described(
    fields: &mut Fields<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<NotDescribed> {
    let Some(node) = fields.get("not_described") else {
        return Vec::new();
    };
    let Kind::List(items) = &node.kind else {
        let help = "write each page as `- { page: …, says: … }`";
        diagnostics.push(wrong_form(node, "not_described", "a list", help));
        return Vec::new();
    };
    let mut pages = Vec::new();
    for item in items {
        let Some(mut fields) = Fields::of(item, &attributes::NOT_DESCRIBED, item.span, diagnostics)
        else {
            continue;
        };
        let page = fields.require_text("page", diagnostics);
        let says = fields.require_text("says", diagnostics);
        fields.finish(diagnostics);
        pages.extend(page.map(|page| NotDescribed { page, says }));
    }
    pages
}

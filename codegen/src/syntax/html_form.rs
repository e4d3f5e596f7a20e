//! The HTML form of a call, as written.

use super::fields::Fields;
use crate::diagnostic::Diagnostics;
use crate::span::{At, Span};

/// What an HTML form does with some of the call's keys.
#[derive(Clone, Debug)]
pub struct HtmlForm {
    /// Where the form is asked for.
    pub span: Span,
    /// Keys that the site sets, not the visitor.
    pub hidden: Vec<At<String>>,
    /// Keys whose text may have several lines.
    pub lines: Vec<At<String>>,
}

/// Reads `html_form:`.
pub(super) fn read_html_form(
    fields: &mut Fields<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<HtmlForm> {
    let node = fields.get("html_form")?;
    let mut fields = Fields::of(node, "html_form", node.span, diagnostics)?;
    let form = HtmlForm {
        span: node.span,
        hidden: fields.texts("hidden", diagnostics),
        lines: fields.texts("lines", diagnostics),
    };
    fields.finish(diagnostics);
    Some(form)
}

//! The HTML form of a call, as written.

use super::attributes;
use super::fields::{Fields, text, texts};
use crate::diagnostic::Diagnostics;
use crate::source::Kind;
use crate::span::{At, Span};

/// What an HTML form does with some of the call's keys.
#[derive(Clone, Debug)]
pub struct HtmlForm {
    /// Where the form is asked for.
    pub span: Span,
    /// Keys that the visitor sees.
    pub shows: Shows,
    /// Keys that the site sets, not the visitor.
    pub hidden: Vec<At<String>>,
    /// Keys whose text may have several lines.
    pub lines: Vec<At<String>>,
    /// Keys that the visitor agrees to, and in what words.
    pub consents: Vec<(At<String>, At<String>)>,
}

/// Which keys a visitor sees.
#[derive(Clone, Debug)]
pub enum Shows {
    /// It is not said.
    Usual,
    /// Every key: `shows: all`.
    All,
    /// These, in this order.
    Keys {
        /// Where the list stands.
        span: Span,
        /// The keys.
        keys: Vec<At<String>>,
    },
}

/// Reads `html_form:`.
pub(super) fn read_html_form(
    fields: &mut Fields<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<HtmlForm> {
    let node = fields.get("html_form")?;
    let mut fields = Fields::of(node, &attributes::HTML_FORM, node.span, diagnostics)?;
    let form = HtmlForm {
        span: node.span,
        shows: read_shows(&mut fields, diagnostics),
        hidden: fields.texts("hidden", diagnostics),
        lines: fields.texts("lines", diagnostics),
        consents: fields
            .entries("consents", diagnostics)
            .iter()
            .filter_map(|(key, node)| Some((key.clone(), text(node, "consents", diagnostics)?)))
            .collect(),
    };
    fields.finish(diagnostics);
    Some(form)
}

fn read_shows(fields: &mut Fields<'_>, diagnostics: &mut Diagnostics) -> Shows {
    match fields.get("shows") {
        None => Shows::Usual,
        Some(node) if matches!(&node.kind, Kind::Text(word) if word == "all") => Shows::All,
        Some(node) => Shows::Keys {
            span: node.span,
            keys: texts(node, "shows", diagnostics),
        },
    }
}

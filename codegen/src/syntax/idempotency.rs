//! Keys by which the server knows a call again, as written.

use super::fields::{Fields, single, text, word};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::Kind as NodeKind;
use crate::span::{At, Span};

/// Whether calls are sent with a key, and where.
#[derive(Clone, Debug)]
pub enum Idempotency {
    /// They are not, whatever holds for others.
    None,
    /// In this header.
    Header(At<String>),
    /// In this key of the call.
    Key(At<String>),
}

impl Idempotency {
    /// Where it says that calls are sent with a key.
    pub(crate) fn span(&self) -> Option<Span> {
        match self {
            Self::None => None,
            Self::Header(name) | Self::Key(name) => Some(name.span),
        }
    }
}

/// `idempotency` of an API, a family or a call.
pub(super) fn read_idempotency(
    fields: &mut Fields<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Idempotency> {
    let node = fields.get("idempotency")?;
    if let NodeKind::Text(_) = node.kind {
        let words = [("none", ())];
        return word(node, "idempotency", &words, diagnostics).map(|()| Idempotency::None);
    }
    let help =
        "write `idempotency: { header: Idempotency-Key }`, or `{ key: … }` with a key of the call";
    let (place, node) = single(node, "idempotency", help, diagnostics)?;
    let name = |diagnostics: &mut Diagnostics| text(node, "idempotency", diagnostics);
    match place.as_str() {
        "header" => name(diagnostics).map(Idempotency::Header),
        "key" => name(diagnostics).map(Idempotency::Key),
        other => {
            let message = format!("an idempotency key does not travel in `{other}`");
            let diagnostic = Diagnostic::error(Code::UnknownKey, Some(place.span), message);
            diagnostics.push(diagnostic.suggest(other, ["header", "key"]).or_help(help));
            None
        }
    }
}

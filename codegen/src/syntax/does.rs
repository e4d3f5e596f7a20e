//! What calls do: create, read, update or delete.

use super::fields::Fields;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::Kind;
use crate::source::{Kind as NodeKind, Node};
use crate::span::At;

/// What the calls of a family do that say nothing else.
pub(super) struct Does<'n> {
    family: Option<&'n At<String>>,
    is_said: bool,
    kind: Option<Kind>,
}

/// What one call, or every call of a family, does.
pub(super) fn read_does(fields: &mut Fields<'_>, diagnostics: &mut Diagnostics) -> Option<Kind> {
    let words = Kind::ALL.map(|kind| (kind.as_str(), kind));
    fields.word("does", &words, diagnostics)
}

/// What is said beside the name of a family, or by the name.
pub(super) fn read_does_of_family<'n>(
    family: Option<&'n At<String>>,
    fields: &mut Fields<'_>,
    diagnostics: &mut Diagnostics,
) -> Does<'n> {
    let said = fields.get("does");
    let named = family.and_then(|name| Kind::of(&name.value));
    let kind = read_does(fields, diagnostics);
    if let (Some(node), Some(named), Some(kind)) = (said, named, kind)
        && named != kind
    {
        let message = format!("the family `{}` does `{}`", named.as_str(), kind.as_str());
        diagnostics.push(
            Diagnostic::error(Code::Exclusive, Some(node.span), message)
                .help("give the family another name, or say `does` on the calls that it holds for"),
        );
    }
    Does {
        family,
        is_said: said.is_some(),
        kind: kind.or(named),
    }
}

impl Does<'_> {
    /// What is known of it.
    pub(super) fn known(&self) -> Option<Kind> {
        self.kind
    }

    /// Each call says what it does if its family does not.
    pub(super) fn check_calls(&self, calls: &[(At<String>, Node)], diagnostics: &mut Diagnostics) {
        let Some(family) = self.family.filter(|_| self.kind.is_none() && !self.is_said) else {
            return;
        };
        let Some((call, _)) = calls.iter().find(|(_, node)| !says(node)) else {
            return;
        };
        let message = format!(
            "the family `{}` does not say what its calls do",
            family.value
        );
        let kinds = Kind::ALL.map(Kind::as_str);
        let mut diagnostic = Diagnostic::error(Code::MissingKey, Some(family.span), message)
            .label(call.span, "nor does this call");
        if let Some(known) = crate::diagnostic::nearest(&family.value, &kinds) {
            diagnostic = diagnostic.help(format!("did you mean `{known}`?"));
        }
        diagnostics.push(diagnostic.or_help(
            "say `does: create`, `read`, `update` or `delete` beside `family:`, or on each call",
        ));
    }
}

fn says(call: &Node) -> bool {
    let NodeKind::Map(entries) = &call.kind else {
        // Told where it is read.
        return true;
    };
    entries.iter().any(|(key, _)| key.value == "does")
}

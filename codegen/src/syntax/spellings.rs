//! What people write in the place of the values of a limit, as written.

use super::fields::{Fields, texts};
use super::number::count;
use crate::diagnostic::Diagnostics;
use crate::source::{Kind, Node};
use crate::span::{At, Span};

/// What people write in the place of the values of a limit.
#[derive(Clone, Debug, Default)]
pub struct Spellings {
    /// Values, and other texts for each.
    pub aliases: Vec<(At<String>, Vec<At<String>>)>,
    /// What people write before a value.
    pub before: Vec<At<String>>,
    /// Where `before` stands.
    pub before_at: Option<Span>,
    /// Most zeros that a spreadsheet can have taken.
    pub lost_zeros: Option<At<u32>>,
}

/// Reads `aliases`, `before` and `lost_zeros` of a limit.
pub(super) fn read_spellings(fields: &mut Fields<'_>, diagnostics: &mut Diagnostics) -> Spellings {
    // What has the wrong form is told once.
    let is_list = |node: &Node| matches!(node.kind, Kind::Text(_) | Kind::List(_));
    let mut aliases = Vec::new();
    for (value, node) in fields.entries("aliases", diagnostics) {
        let written = texts(node, "aliases", diagnostics);
        if is_list(node) {
            aliases.push((value.clone(), written));
        }
    }
    let before_at = fields.get("before").filter(|node| is_list(node));
    let before_at = before_at.map(|node| node.span);
    let before = fields.texts("before", diagnostics);
    let lost_zeros = fields.get("lost_zeros").and_then(|node| {
        let expected = "a number of zeros, at least 1";
        let zeros = count(node, "lost_zeros", 1, expected, diagnostics)?;
        Some(At::new(zeros, node.span))
    });
    Spellings {
        aliases,
        before,
        before_at,
        lost_zeros,
    }
}

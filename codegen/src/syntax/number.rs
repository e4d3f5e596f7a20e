//! Numbers, which are texts like all scalars until they are read here.

use super::fields::{text, wrong_form};
use crate::diagnostic::Diagnostics;
use crate::source::Node;

/// The node as a whole number.
pub(crate) fn integer(node: &Node, what: &str, diagnostics: &mut Diagnostics) -> Option<i64> {
    let text = text(node, what, diagnostics)?;
    let number = text.value.parse().ok();
    if number.is_none() {
        diagnostics.push(wrong_form(
            node,
            what,
            "a whole number",
            "write digits only, such as 100",
        ));
    }
    number
}

/// The node as a number of things, of which there are `least` or more; `expected` says so in words.
pub(crate) fn count(
    node: &Node,
    what: &str,
    least: u32,
    expected: &str,
    diagnostics: &mut Diagnostics,
) -> Option<u32> {
    let count = u32::try_from(integer(node, what, diagnostics)?)
        .ok()
        .filter(|count| *count >= least);
    if count.is_none() {
        let help = "write digits only, such as 100";
        diagnostics.push(wrong_form(node, what, expected, help));
    }
    count
}

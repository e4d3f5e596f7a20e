//! Variables of base URLs, as written.

use super::attributes;
use super::doc;
use super::fields::{Fields, map, text, texts};
use crate::diagnostic::Diagnostics;
use crate::source::{Kind as NodeKind, Node};
use crate::span::At;

/// A value of a variable, and what of it stands in the URL.
pub type VariableValue = (At<String>, At<String>);

/// A variable of a base URL.
#[derive(Clone, Debug)]
pub struct Variable {
    /// Its name.
    pub name: At<String>,
    /// Environment variable.
    pub env: Option<At<String>>,
    /// Its values, if it cannot have any, and what of each stands in the URL.
    pub one_of: Option<At<Vec<VariableValue>>>,
    /// The value that it has if nobody gives one.
    pub default: Option<At<String>>,
    /// What it stands for.
    pub doc: String,
}

pub(super) fn read_variable(
    name: &At<String>,
    node: &Node,
    diagnostics: &mut Diagnostics,
) -> Variable {
    let mut fields = Fields::of_named(node, &attributes::VARIABLE, name.span, diagnostics);
    let variable = Variable {
        name: name.clone(),
        env: fields.text("env", diagnostics),
        one_of: fields
            .get("one_of")
            .and_then(|node| Some(At::new(read_values(node, diagnostics)?, node.span))),
        default: fields.text("default", diagnostics),
        doc: doc(fields.text("doc", diagnostics)),
    };
    fields.finish(diagnostics);
    variable
}

/// In a list, each value stands in the URL as it is.
fn read_values(node: &Node, diagnostics: &mut Diagnostics) -> Option<Vec<VariableValue>> {
    match &node.kind {
        NodeKind::Map(_) => {
            let entries = map(node, "one_of", diagnostics)?.iter();
            let read = entries.filter_map(|(name, node)| {
                Some((name.clone(), text(node, "one_of", diagnostics)?))
            });
            Some(read.collect())
        }
        _ => {
            let values = texts(node, "one_of", diagnostics).into_iter();
            Some(values.map(|value| (value.clone(), value)).collect())
        }
    }
}

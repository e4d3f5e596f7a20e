//! What is always sent.

use super::attributes;
use super::fields::{Fields, map, text, wrong_form};
use crate::diagnostic::Diagnostics;
use crate::model::FixedPlace;
use crate::source::{Kind, Node};
use crate::span::At;

/// A parameter that is always sent.
#[derive(Clone, Debug)]
pub struct Fixed {
    /// Its name.
    pub name: At<String>,
    /// Its value.
    pub value: At<String>,
    /// Where it travels, if not with the parameters of the call.
    pub place: Option<FixedPlace>,
}

const PLACES: [(&str, FixedPlace); 2] =
    [("query", FixedPlace::Query), ("header", FixedPlace::Header)];

/// Reads `fixed:` of a call or a family.
pub(super) fn read_fixed(
    fields: &mut Fields<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<Fixed>> {
    let entries = map(fields.get("fixed")?, "fixed", diagnostics)?;
    let read = |(name, node): &(At<String>, Node)| match node.kind {
        Kind::Map(_) => read_placed(name, node, false, diagnostics),
        _ => Some(Fixed {
            name: name.clone(),
            value: text(node, "a fixed value", diagnostics)?,
            place: None,
        }),
    };
    Some(entries.iter().filter_map(read).collect())
}

/// Reads `fixed:` of an API, whose calls send their parameters in different places.
pub(super) fn read_fixed_of_all(
    fields: &mut Fields<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<Fixed> {
    let entries = fields.entries("fixed", diagnostics);
    let placed = entries.iter();
    placed
        .filter_map(|(name, node)| read_placed(name, node, true, diagnostics))
        .collect()
}

fn read_placed(
    name: &At<String>,
    node: &Node,
    needs_place: bool,
    diagnostics: &mut Diagnostics,
) -> Option<Fixed> {
    if !matches!(node.kind, Kind::Map(_)) {
        let expected = "a value with its place";
        let help = "write `{ value: …, in: query }`, or `in: header`";
        diagnostics.push(wrong_form(node, name.as_str(), expected, help));
        return None;
    }
    let mapping = match needs_place {
        true => &attributes::FIXED_OF_ALL,
        false => &attributes::FIXED,
    };
    let mut fields = Fields::of(node, mapping, name.span, diagnostics)?;
    let value = fields.require_text("value", diagnostics);
    if needs_place {
        fields.require("in");
    }
    let place = fields.word("in", &PLACES, diagnostics);
    fields.finish(diagnostics);
    Some(Fixed {
        name: name.clone(),
        value: value?,
        place,
    })
}

//! What stands after `list_of:`.

use super::attributes;
use super::fields::{Fields, wrong_form};
use super::limit::{Rule, read_ref};
use super::number::count;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Items, Travels};
use crate::source::{Kind, Node};
use crate::span::Span;

const TRAVELS: [(&str, Travels); 4] = [
    ("commas", Travels::Commas),
    ("repeated", Travels::Repeated),
    ("brackets", Travels::Brackets),
    ("numbered", Travels::Numbered { first: 0 }),
];

/// Words that no rule is called by.
const OWN: [&str; 3] = ["items", "min", "travels"];

/// Reads a list: the limit of its items, or a mapping that says more than that.
pub(super) fn read_list(node: &Node, at: Span, diagnostics: &mut Diagnostics) -> Option<Rule> {
    let is_own = |name: &str| OWN.contains(&name);
    let says_more = match &node.kind {
        Kind::Map(entries) => entries.iter().any(|(name, _)| is_own(&name.value)),
        _ => false,
    };
    if !says_more {
        return Some(Rule::ListOf(
            Box::new(read_ref(node, diagnostics)?),
            Items::default(),
        ));
    }
    let mut fields = Fields::of(node, &attributes::LIST, at, diagnostics)?;
    let item = fields.require("items");
    let item = item.and_then(|node| read_ref(node, diagnostics));
    let mut number_of = |key, least, expected| {
        let node = fields.get(key)?;
        count(node, key, least, expected, diagnostics)
    };
    let min = number_of("min", 0, "a number of items");
    let max = number_of("max", 1, "a number of items, at least 1");
    let first = number_of("first", 0, "the number of the first item");
    let travels = fields.word("travels", &TRAVELS, diagnostics);
    let travels = travels.unwrap_or_default();
    let travels = match (travels, fields.get("first"), first) {
        (Travels::Numbered { .. }, _, Some(first)) => Travels::Numbered { first },
        (Travels::Numbered { .. }, ..) | (_, None, _) => travels,
        (_, Some(node), _) => {
            let help = "write `travels: numbered`, or leave `first` out";
            diagnostics.push(wrong_form(
                node,
                "first",
                "for lists with `travels: numbered`",
                help,
            ));
            travels
        }
    };
    if let Some((min, max)) = min.zip(max)
        && min > max
    {
        diagnostics.push(
            Diagnostic::error(
                Code::EmptyRange,
                Some(node.span),
                "`min` is greater than `max`",
            )
            .help("swap the two"),
        );
    }
    fields.finish(diagnostics);
    let items = Items { min, max, travels };
    Some(Rule::ListOf(Box::new(item?), items))
}

//! Rules that say more than their names.

use super::attributes;
use super::fields::{Fields, word, wrong_form};
use super::limit::{LimitRef, Rule, read_ref};
use super::number::count;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Epoch, IpVersion};
use crate::source::{Kind, Node};
use crate::span::At;

pub(super) fn read_text(
    name: &At<String>,
    node: &Node,
    diagnostics: &mut Diagnostics,
) -> Option<Rule> {
    let mut fields = Fields::of(node, &attributes::TEXT, name.span, diagnostics)?;
    let expected = "a number of characters";
    let min = fields
        .get("min")
        .and_then(|node| count(node, "min", 0, expected, diagnostics));
    let max = fields
        .get("max")
        .and_then(|node| count(node, "max", 0, expected, diagnostics));
    let cut = fields
        .word("beyond", &[("refused", false), ("cut", true)], diagnostics)
        .unwrap_or(false);
    fields.finish(diagnostics);
    Some(match min {
        Some(min @ 1..) => Rule::Length { min, max, cut },
        Some(0) | None => Rule::Text { max, cut },
    })
}

pub(super) fn read_flag(
    name: &At<String>,
    node: &Node,
    diagnostics: &mut Diagnostics,
) -> Option<Rule> {
    let mut fields = Fields::of(node, &attributes::FLAG, name.span, diagnostics)?;
    let yes = fields.require_text("yes", diagnostics);
    let no = fields.require_text("no", diagnostics);
    fields.finish(diagnostics);
    let (yes, no) = (yes?, no?);
    for spelling in [&yes, &no] {
        if spelling.value.trim().is_empty() {
            let message = "a spelling of a flag is blank";
            diagnostics.push(
                Diagnostic::error(Code::SaysNothing, Some(spelling.span), message)
                    .help("write what stands on the wire: a blank value is none"),
            );
        }
    }
    if yes.value.eq_ignore_ascii_case(&no.value) {
        let message = format!("`{}` would say both yes and no", no.value);
        diagnostics.push(
            Diagnostic::error(Code::ListedTwice, Some(no.span), message)
                .label(yes.span, "this says yes")
                .help("write two spellings that differ by more than capitals: answers are read in any"),
        );
    }
    Some(Rule::FlagAs { yes, no })
}

pub(super) fn read_decimal(
    name: &At<String>,
    node: &Node,
    diagnostics: &mut Diagnostics,
) -> Option<Rule> {
    let mut fields = Fields::of(node, &attributes::DECIMAL, name.span, diagnostics)?;
    let min = fields.text("min", diagnostics);
    let max = fields.text("max", diagnostics);
    let digits = fields
        .get("digits")
        .and_then(|node| count(node, "digits", 0, "a number of digits", diagnostics));
    fields.finish(diagnostics);
    Some(Rule::DecimalWithin { min, max, digits })
}

pub(super) fn read_epoch(node: &Node, diagnostics: &mut Diagnostics) -> Option<Rule> {
    let words = [
        ("seconds", Epoch::Seconds),
        ("milliseconds", Epoch::Milliseconds),
    ];
    word(node, "epoch", &words, diagnostics).map(Rule::Epoch)
}

pub(super) fn read_ip(node: &Node, diagnostics: &mut Diagnostics) -> Option<Rule> {
    let words = [("4", IpVersion::V4), ("6", IpVersion::V6)];
    word(node, "ip", &words, diagnostics).map(|version| Rule::Ip(Some(version)))
}

pub(super) fn read_all_of(node: &Node, diagnostics: &mut Diagnostics) -> Option<Rule> {
    let Kind::List(items) = &node.kind else {
        let help = "write `all_of: [ { text: { max: 40 } }, { shape: [1A] } ]`";
        diagnostics.push(wrong_form(node, "all_of", "a list of limits", help));
        return None;
    };
    if items.len() < 2 {
        let message = "`all_of` has fewer than two limits";
        diagnostics.push(
            Diagnostic::error(Code::SaysNothing, Some(node.span), message)
                .help("write the one limit in its place, or add those that hold beside it"),
        );
    }
    let limits: Vec<LimitRef> = items
        .iter()
        .filter_map(|item| read_ref(item, diagnostics))
        .collect();
    (limits.len() == items.len()).then_some(Rule::AllOf(limits))
}

//! Rules with bounds, and rules made of others.

use std::cmp::Ordering;

use super::Checker;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Rule, decimal};
use crate::span::{At, Span};
use crate::syntax::LimitRef;

/// More limits than this hold for no text together.
const MOST_OF_ALL_OF: usize = 20;

impl Checker<'_, '_> {
    /// Text of so many characters.
    pub(super) fn length(&mut self, span: Span, min: u32, max: Option<u32>, cut: bool) -> Rule {
        if max.is_some_and(|max| min > max) {
            self.empty_range(span);
        }
        Rule::Length { min, max, cut }
    }

    /// A decimal number within bounds.
    pub(super) fn decimal(
        &mut self,
        min: Option<&At<String>>,
        max: Option<&At<String>>,
        digits: Option<u32>,
    ) -> Rule {
        for bound in [min, max].into_iter().flatten() {
            if !decimal::is_decimal(&bound.value) {
                let message = format!("`{}` is no decimal number", bound.value);
                self.error(
                    Diagnostic::error(Code::BadPattern, Some(bound.span), message)
                        .help("write digits, with a point perhaps: `\"0.01\"`"),
                );
                return Rule::Decimal;
            }
        }
        if let (Some(min), Some(max)) = (min, max)
            && decimal::compare(&min.value, &max.value) == Ordering::Greater
        {
            self.empty_range(min.span);
        }
        let value = |bound: Option<&At<String>>| bound.map(|bound| bound.value.clone());
        Rule::DecimalWithin {
            min: value(min),
            max: value(max),
            digits,
        }
    }

    fn empty_range(&mut self, span: Span) {
        let message = "`min` is greater than `max`";
        self.error(Diagnostic::error(Code::EmptyRange, Some(span), message).help("swap the two"));
    }

    /// Limits that hold for one text together.
    pub(super) fn all_of(&mut self, limits: &[LimitRef], name: &str) -> Option<Rule> {
        if let Some(beyond) = limits.get(MOST_OF_ALL_OF) {
            let message = format!("`all_of` has {} limits", limits.len());
            let help = format!("list at most {MOST_OF_ALL_OF}");
            self.error(Diagnostic::error(Code::TooMuch, Some(beyond.span()), message).help(help));
            return None;
        }
        let mut resolved = Vec::new();
        for limit in limits {
            let Some(known) = self.limit_ref(limit, name) else {
                continue;
            };
            let (message, help) = match &known.rule {
                // Within each other they would become more than anybody can write out.
                Rule::AllOf(_) => (
                    "the limits of `all_of` are no `all_of` themselves",
                    "list its limits here",
                ),
                rule if is_of_text(rule) => {
                    resolved.push(known);
                    continue;
                }
                _ => (
                    "the limits of `all_of` are for one text",
                    "name limits whose values are texts: no flags, numbers, ids, closed sets, lists or rows",
                ),
            };
            self.error(Diagnostic::error(Code::ListItem, Some(limit.span()), message).help(help));
        }
        (resolved.len() == limits.len()).then_some(Rule::AllOf(resolved))
    }
}

/// Whether values of the rule are texts in Rust.
pub(super) fn is_of_text(rule: &Rule) -> bool {
    match rule {
        Rule::Text { .. }
        | Rule::Length { .. }
        | Rule::Shape(_)
        | Rule::Decimal
        | Rule::DecimalWithin { .. }
        | Rule::Email
        | Rule::Url
        | Rule::Escaped { .. }
        | Rule::DateTime(..)
        | Rule::Rfc2822
        | Rule::Ip(_)
        | Rule::AllOf(_) => true,
        Rule::OneOf(_)
        | Rule::Flag
        | Rule::FlagAs { .. }
        | Rule::Boolean
        | Rule::Id
        | Rule::Integer { .. }
        | Rule::Epoch(_)
        | Rule::Json
        | Rule::ListOf(_)
        | Rule::ArrayOf(_)
        | Rule::Object(_)
        | Rule::MapOf(_)
        | Rule::File { .. }
        | Rule::JsonInText(_) => false,
    }
}

//! Values of records that are more than the text that they are kept as.

use super::{Key, Limit, Rule};

/// What a text of a record is besides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typed {
    /// A day, a time of day, or both.
    Moment,
    /// A decimal number.
    Amount,
}

impl Key {
    /// What its text is besides in answers. Where they may hold any text, what requests hold tells.
    pub fn typed(&self) -> Option<Typed> {
        let of_answers = of(self.in_answers());
        let is_any_text = matches!(self.in_answers().rule, Rule::Text { .. });
        of_answers.or_else(|| of(&self.limit).filter(|_| is_any_text))
    }
}

fn of(limit: &Limit) -> Option<Typed> {
    match limit.rule {
        Rule::DateTime(..) | Rule::Rfc2822 => Some(Typed::Moment),
        Rule::Decimal | Rule::DecimalWithin { .. } => Some(Typed::Amount),
        _ => None,
    }
}

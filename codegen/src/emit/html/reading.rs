//! Other ways to write what a limit takes, as data for the form's script.
//!
//! The script reads them as the runtime's cleaning does, and less where that takes more than a visitor
//! means: it adds no zeros that a spreadsheet would have lost. What it could read in another way than the
//! cleaning, it does not read at all; a test holds the two against each other.

use serde_json::{Value, json};

use crate::emit::pattern::{pattern, push_literal};
use crate::model::{DateKind, Limit, Rule, shape};

/// What can be written in other ways.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// As one of the spellings that the spec lists.
    Spelled,
    /// With signs that only format, and something before it.
    Shaped,
    /// As the address of a link.
    Email,
    /// As a day with its month in words, or in another order.
    Day,
    /// With blanks about items, and blank items.
    List,
}

impl Way {
    /// What the script calls it.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Spelled => "spelled",
            Self::Shaped => "shaped",
            Self::Email => "linked",
            Self::Day => "dated",
            Self::List => "listed",
        }
    }
}

/// The ways to write what a limit takes, each with what the script must know of it.
pub(super) fn of(limit: &Limit) -> Vec<(Way, Value)> {
    let own = match &limit.rule {
        Rule::Shape(shapes) => {
            let shapes: Option<Vec<Value>> = shapes.iter().map(|shape| shaped(shape)).collect();
            match shapes {
                Some(shapes) => Some((Way::Shaped, json!([shapes, limit.spellings.before]))),
                // One that is not read could be read in another way.
                None => return Vec::new(),
            }
        }
        Rule::Email => Some((Way::Email, json!(true))),
        Rule::DateTime(DateKind::Date, patterns) => {
            let first = patterns.first();
            first.map(|written| (Way::Day, json!(written)))
        }
        Rule::ListOf(item) if has_no_blanks(&item.rule) => {
            pattern(item).map(|pattern| (Way::List, json!(pattern)))
        }
        Rule::Text { .. } | Rule::Length { .. } | Rule::Escaped { .. } | Rule::Url => None,
        _ => return Vec::new(),
    };
    let aliases = limit.spellings.aliases.iter();
    let spelled: Vec<Value> = aliases
        .flat_map(|(value, texts)| texts.iter().map(move |text| json!([text, value])))
        .collect();
    let spelled = (!spelled.is_empty()).then(|| (Way::Spelled, json!(spelled)));
    spelled.into_iter().chain(own).collect()
}

/// Whether values have blanks at their ends in odd cases only: then items can have some about them.
fn has_no_blanks(rule: &Rule) -> bool {
    matches!(
        rule,
        Rule::Email
            | Rule::Url
            | Rule::Id
            | Rule::Integer { .. }
            | Rule::Decimal
            | Rule::DecimalWithin { .. }
            | Rule::Flag
            | Rule::Boolean
    )
}

/// An expression for the signs of a shape that say something, and how they are written with those that only
/// format. None if they could be written in several ways.
fn shaped(shape: &str) -> Option<Value> {
    let parts = shape::parts(shape);
    let varying = parts.iter().filter(|part| part.least != part.most);
    if varying.count() > 1 {
        return None;
    }
    let (mut expression, mut written) = ("^".to_owned(), String::new());
    let (mut is_open, mut groups) = (false, 0);
    for run in parts.chunk_by(|one, next| one == next && !one.is_counted) {
        let Some(part) = run.first() else { continue };
        if !part.sign.is_ascii() && !part.sign.is_alphanumeric() {
            return None;
        }
        let (least, most) = (part.least * run.len(), part.most * run.len());
        if is_formatting(part.sign) {
            if least != most {
                return None;
            }
            if std::mem::take(&mut is_open) {
                expression.push(')');
            }
            written.push_str(&part.sign.to_string().repeat(most));
            continue;
        }
        if !std::mem::replace(&mut is_open, true) {
            groups += 1;
            expression.push('(');
            written.push_str(&format!("${groups}"));
        }
        match part.sign {
            'A' => expression.push_str("[A-Za-z]"),
            '1' => expression.push_str(r"\d"),
            sign => push_literal(&mut expression, sign),
        }
        match (least, most) {
            (1, 1) => {}
            (least, most) if least == most => expression.push_str(&format!("{{{least}}}")),
            (least, most) => expression.push_str(&format!("{{{least},{most}}}")),
        }
    }
    if is_open {
        expression.push(')');
    }
    expression.push('$');
    // More groups than that have names that are read otherwise.
    (1..=9)
        .contains(&groups)
        .then(|| json!([expression, written]))
}

/// Signs that people put into a number or a code to make it readable; the script's own list is longer.
fn is_formatting(sign: char) -> bool {
    " -'().,/_".contains(sign)
}

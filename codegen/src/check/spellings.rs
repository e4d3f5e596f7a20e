//! What people write in the place of values: each alias leads to one value, and nothing stands where it says
//! nothing.

use std::collections::HashMap;

use super::Checker;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{self, Limit, Rule, shape};
use crate::span::At;
use crate::syntax;

/// Most zeros that can have been lost: more make a number of nothing.
const MOST_ZEROS: u32 = 9;

impl Checker<'_, '_> {
    /// Tries the spellings of a limit.
    pub(super) fn check_spellings(&mut self, limit: &syntax::Limit, resolved: &Limit) {
        self.check_aliases(limit, resolved);
        let spellings = &limit.spellings;
        if let Some(at) = spellings.before_at {
            let is_blank = |text: &&At<String>| text.value.trim().is_empty();
            let blank = spellings.before.iter().find(is_blank);
            if blank.is_some() || spellings.before.is_empty() {
                self.error(
                    Diagnostic::error(
                        Code::SaysNothing,
                        Some(blank.map_or(at, |text| text.span)),
                        "nothing stands before a value",
                    )
                    .help("write what people put before it, such as `before: [\"+1\"]`, or leave `before` out"),
                );
            }
            if !matches!(resolved.rule, Rule::Shape(_)) {
                self.error(
                    Diagnostic::error(
                        Code::NothingToClean,
                        Some(at),
                        "`before` is for texts of a shape",
                    )
                    .label(limit.rule.span, "this rule has none")
                    .help("leave `before` out, or use `shape`"),
                );
            }
        }
        if let Some(zeros) = &spellings.lost_zeros {
            let has_number = match &resolved.rule {
                Rule::Shape(shapes) => shapes.iter().any(|shape| is_number(shape)),
                _ => false,
            };
            if !has_number || zeros.value > MOST_ZEROS {
                self.error(
                    Diagnostic::error(
                        Code::NothingToClean,
                        Some(zeros.span),
                        format!(
                            "`lost_zeros` is for shapes of digits alone, and at most {MOST_ZEROS}"
                        ),
                    )
                    .label(limit.rule.span, "of this rule")
                    .help("leave `lost_zeros` out: a spreadsheet takes zeros from numbers only"),
                );
            }
        }
    }

    fn check_aliases(&mut self, limit: &syntax::Limit, resolved: &Limit) {
        let aliases = &limit.spellings.aliases;
        let Some((first, _)) = aliases.first() else {
            return;
        };
        if !has_text(resolved) {
            self.error(
                Diagnostic::error(
                    Code::NothingToClean,
                    Some(first.span),
                    "`aliases` are for single texts",
                )
                .label(limit.rule.span, "this rule is for more, or for any JSON")
                .help("write them at the limit of its items"),
            );
            return;
        }
        let count = aliases.iter().map(|(_, texts)| texts.len()).sum();
        if self.is_too_long(count, "aliases", first.span) {
            return;
        }
        let members = match &resolved.rule {
            Rule::OneOf(members) => members.as_slice(),
            _ => &[],
        };
        // Whatever the capitals, values and labels of a closed set are read already.
        let mut meant: HashMap<String, &str> = HashMap::new();
        for member in members {
            let label = member.label.iter().map(String::as_str);
            for text in label.chain([member.wire.as_str()]) {
                meant.insert(folded(text), &member.wire);
            }
        }
        for (value, texts) in aliases {
            if !resolved.allows(&value.value) {
                self.error(
                    Diagnostic::error(
                        Code::BadAlias,
                        Some(value.span),
                        format!(
                            "`{}` refuses the value that these stand for",
                            limit.name.value
                        ),
                    )
                    .label(limit.rule.span, "by this rule")
                    .help("write the value as the limit takes it, and behind it what people write"),
                );
            }
            if texts.is_empty() {
                let message = format!("nothing else is written for `{}`", value.value);
                self.error(
                    Diagnostic::error(Code::SaysNothing, Some(value.span), message)
                        .help("write what people write in its place, or leave it out"),
                );
            }
            for text in texts {
                let before = meant.insert(folded(&text.value), &value.value);
                self.check_alias(limit, resolved, value, text, before);
            }
        }
    }

    /// One alias, which has been read as the value `before`.
    fn check_alias(
        &mut self,
        limit: &syntax::Limit,
        resolved: &Limit,
        value: &At<String>,
        text: &At<String>,
        before: Option<&str>,
    ) {
        if text.value.trim().is_empty() {
            self.error(
                Diagnostic::error(Code::SaysNothing, Some(text.span), "a blank alias")
                    .help("leave it out: what is blank is no value"),
            );
        } else if resolved.allows(&text.value) {
            let message = format!("`{}` allows this alias as it is", limit.name.value);
            self.error(
                Diagnostic::error(Code::BadAlias, Some(text.span), message)
                    .label(limit.rule.span, "by this rule")
                    .help("leave it out: what is allowed is never changed"),
            );
        } else if before == Some(value.as_str()) {
            let message = format!("`{}` is read as `{}` already", text.value, value.value);
            self.error(
                Diagnostic::error(Code::ListedTwice, Some(text.span), message)
                    .help("list it once: capitals make no difference, and labels are read without being listed"),
            );
        } else if let Some(other) = before {
            let message = format!(
                "`{}` stands for `{other}` and for `{}`",
                text.value, value.value
            );
            self.error(
                Diagnostic::error(Code::BadAlias, Some(text.span), message)
                    .help("list it for the one that is always meant, or for none"),
            );
        }
    }
}

/// The spellings as the model has them.
pub(super) fn spellings(written: &syntax::Spellings) -> model::Spellings {
    let texts = |texts: &[At<String>]| texts.iter().map(|text| text.value.clone()).collect();
    let aliases = written.aliases.iter();
    model::Spellings {
        aliases: aliases
            .map(|(value, aliases)| (value.value.clone(), texts(aliases)))
            .collect(),
        before: texts(&written.before),
        lost_zeros: written.lost_zeros.as_ref().map_or(0, |zeros| zeros.value),
    }
}

/// Whether a limit is for a text that stands by itself.
fn has_text(limit: &Limit) -> bool {
    !matches!(
        limit.rule,
        Rule::ListOf(_)
            | Rule::MapOf(_)
            | Rule::ArrayOf(_)
            | Rule::Object(_)
            | Rule::JsonInText(_)
            | Rule::Json
            | Rule::File { .. }
    )
}

/// Whether a shape is of digits alone.
fn is_number(shape: &str) -> bool {
    shape::parts(shape).iter().all(|part| part.sign == '1')
}

/// The form in which aliases are compared.
fn folded(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

//! What a call requires, and what rows do.

use super::Checker;
use super::scope::Scope;
use super::tables::help_if_gone;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Requires, Rule};
use crate::span::At;
use crate::syntax;

impl Checker<'_, '_> {
    /// What must be there, by wire names.
    pub(super) fn requires(
        &mut self,
        requires: &[syntax::Requires],
        scope: &Scope,
    ) -> Vec<Requires> {
        let mut resolved = Vec::new();
        for item in requires {
            match item {
                syntax::Requires::All => {
                    resolved.extend(
                        scope
                            .accepts
                            .iter()
                            .filter(|accepted| {
                                scope.is_leaving || accepted.key.deprecated.is_none()
                            })
                            .map(|accepted| Requires::Key(accepted.key.wire.clone())),
                    );
                }
                syntax::Requires::Key(key) => {
                    resolved.extend(self.required(key, scope).map(Requires::Key))
                }
                syntax::Requires::AnyOf(groups) => {
                    resolved.push(Requires::AnyOf(self.groups(groups, scope)))
                }
                syntax::Requires::ExactlyOneOf(groups) => {
                    resolved.push(Requires::ExactlyOneOf(self.groups(groups, scope)))
                }
                syntax::Requires::AtMostOneOf(groups) => {
                    resolved.push(Requires::AtMostOneOf(self.groups(groups, scope)))
                }
                syntax::Requires::WhenThere { key, also } => {
                    let also = also.iter().filter_map(|key| self.required(key, scope));
                    let also = also.collect();
                    if let Some(key) = self.required(key, scope) {
                        resolved.push(Requires::WhenThere { key, also });
                    }
                }
                syntax::Requires::When { key, is, also } => {
                    let also = also
                        .iter()
                        .filter_map(|key| self.required(key, scope))
                        .collect();
                    let Some(wire) = self.required(key, scope) else {
                        continue;
                    };
                    if let Some(accepted) = scope
                        .find(&key.value)
                        .filter(|accepted| !accepted.key.limit.allows(&is.value))
                    {
                        let diagnostic = Diagnostic::error(
                            Code::ForbiddenValue,
                            Some(is.span),
                            format!("`{}` cannot be `{}`", key.value, is.value),
                        )
                        .suggest(&is.value, members(&accepted.key.limit.rule))
                        .or_help(format!("the limit of `{}` refuses this value", key.value));
                        self.error(diagnostic);
                    }
                    resolved.push(Requires::When {
                        key: wire,
                        is: is.value.clone(),
                        also,
                    });
                }
            }
        }
        resolved
    }

    fn groups(&mut self, groups: &[Vec<At<String>>], scope: &Scope) -> Vec<Vec<String>> {
        groups
            .iter()
            .map(|group| {
                group
                    .iter()
                    .filter_map(|key| self.required(key, scope))
                    .collect()
            })
            .collect()
    }

    /// A key that must be there. What the document has no more is required by nothing in it.
    fn required(&mut self, key: &At<String>, scope: &Scope) -> Option<String> {
        let Some(deprecated) = scope.find_deprecated(key.as_str()) else {
            return self.accepted(key, scope);
        };
        let help = help_if_gone(deprecated);
        self.unknown(&key.value, not_there(key, scope).help(help));
        None
    }

    /// The wire name of a key that the call accepts, or that rows have, or an error.
    pub(super) fn accepted(&mut self, key: &At<String>, scope: &Scope) -> Option<String> {
        let found = scope
            .find(key.as_str())
            .map(|accepted| accepted.key.wire.clone());
        if found.is_none() && !scope.is_partial {
            let diagnostic = not_there(key, scope);
            if let Some(gone) = scope.find_gone(key.as_str()) {
                self.unknown(&key.value, diagnostic.help(help_if_gone(gone)));
                return None;
            }
            let names = scope.accepts.iter();
            let diagnostic = diagnostic
                .suggest(
                    key.as_str(),
                    names.map(|accepted| accepted.key.name.as_str()),
                )
                .or_help(if scope.is_of_rows {
                    "write a row for it under `keys:`, or leave it out here"
                } else {
                    "list its table under `accepts:`; a small letter in its `access` may keep it out of calls of this kind"
                });
            self.unknown(key.as_str(), diagnostic);
        }
        found
    }
}

fn not_there(key: &At<String>, scope: &Scope) -> Diagnostic {
    let (code, message) = if scope.is_of_rows {
        let message = format!("this table has no key `{}`", key.value);
        (Code::UnknownParameter, message)
    } else {
        let message = format!("this call does not accept `{}`", key.value);
        (Code::NotAccepted, message)
    };
    Diagnostic::error(code, Some(key.span), message)
}

fn members(rule: &Rule) -> Vec<&str> {
    match rule {
        Rule::OneOf(members) => members.iter().map(|member| member.wire.as_str()).collect(),
        Rule::Flag => vec!["1", "0"],
        Rule::FlagAs { yes, no } => vec![yes, no],
        Rule::Boolean => vec!["true", "false"],
        _ => Vec::new(),
    }
}

//! Examples of limits: the rule allows those that pass, and refuses those that fail.

use super::Checker;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::Limit;
use crate::syntax;

impl Checker<'_, '_> {
    /// Tries the examples of a limit.
    pub(super) fn check_examples(&mut self, limit: &syntax::Limit, resolved: &Limit) {
        for (examples, allowed) in [(&limit.pass, true), (&limit.fail, false)] {
            for example in examples
                .iter()
                .filter(|example| resolved.allows(&example.value) != allowed)
            {
                let does = if allowed { "refuses" } else { "allows" };
                self.error(
                    Diagnostic::error(
                        Code::BadExample,
                        Some(example.span),
                        format!("`{}` {does} this example", limit.name.value),
                    )
                    .label(limit.rule.span, "by this rule")
                    .help("mend the rule, or move the example to the other list"),
                );
            }
        }
    }
}

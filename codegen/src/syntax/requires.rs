//! What a call requires, as written.

use super::attributes;
use super::fields::{Fields, single, texts, wrong_form};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{Kind as NodeKind, Node};
use crate::span::At;

/// A requirement.
#[derive(Clone, Debug)]
pub enum Requires {
    /// This key.
    Key(At<String>),
    /// Every accepted key.
    All,
    /// At least one of these groups.
    AnyOf(Vec<Vec<At<String>>>),
    /// Exactly one of these groups.
    ExactlyOneOf(Vec<Vec<At<String>>>),
    /// No more than one of these groups.
    AtMostOneOf(Vec<Vec<At<String>>>),
    /// Keys that go with another.
    WhenThere {
        /// The key that decides.
        key: At<String>,
        /// What must be there then.
        also: Vec<At<String>>,
    },
    /// Keys that go with a value of another.
    When {
        /// The key that decides.
        key: At<String>,
        /// Its value.
        is: At<String>,
        /// What must be there then.
        also: Vec<At<String>>,
    },
}

/// Reads `requires:`.
pub(crate) fn read_requires(
    fields: &mut Fields<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<Requires> {
    let Some(node) = fields.get("requires") else {
        return Vec::new();
    };
    match &node.kind {
        NodeKind::List(items) => items
            .iter()
            .filter_map(|item| read_requirement(item, diagnostics))
            .collect(),
        _ => read_requirement(node, diagnostics).into_iter().collect(),
    }
}

fn read_requirement(node: &Node, diagnostics: &mut Diagnostics) -> Option<Requires> {
    match &node.kind {
        NodeKind::Text(word) if word == "all" => return Some(Requires::All),
        NodeKind::Text(key) => return Some(Requires::Key(At::new(key.clone(), node.span))),
        _ => {}
    }
    let mut fields = Fields::of(node, &attributes::REQUIREMENT, node.span, diagnostics)?;
    let any_of = fields
        .get("any_of")
        .map(|node| read_groups(node, "any_of", diagnostics));
    let exactly_one_of = fields
        .get("exactly_one_of")
        .map(|node| read_groups(node, "exactly_one_of", diagnostics));
    let at_most_one_of = fields
        .get("at_most_one_of")
        .map(|node| read_groups(node, "at_most_one_of", diagnostics));
    let when = fields.get("when");
    let has_also = fields.get("also").is_some();
    let says_nothing = fields.get("also").is_some_and(Node::is_empty);
    let also = fields.texts("also", diagnostics);
    fields.finish(diagnostics);
    match (any_of, exactly_one_of, at_most_one_of, when) {
        (Some(groups), None, None, None) if !has_also => Some(Requires::AnyOf(groups)),
        (None, Some(groups), None, None) if !has_also => Some(Requires::ExactlyOneOf(groups)),
        (None, None, Some(groups), None) if !has_also => {
            if let [group] = groups.as_slice()
                && !group.is_empty()
            {
                let message = "one group alone excludes nothing";
                let help = "write two or more: `at_most_one_of: [query, [from, to]]`";
                diagnostics.push(
                    Diagnostic::error(Code::SaysNothing, Some(node.span), message).help(help),
                );
            }
            Some(Requires::AtMostOneOf(groups))
        }
        (None, None, None, Some(when)) => {
            if also.is_empty() && !has_also {
                diagnostics.push(
                    Diagnostic::error(
                        Code::MissingKey,
                        Some(node.span),
                        "a requirement with `when` has no `also`",
                    )
                    .help("say under `also:` what must be there then"),
                );
            }
            if says_nothing {
                diagnostics.push(
                    Diagnostic::error(
                        Code::SaysNothing,
                        Some(node.span),
                        "`also` has an empty list",
                    )
                    .help("list the keys that must be there then"),
                );
            }
            if let NodeKind::Text(key) = &when.kind {
                let key = At::new(key.clone(), when.span);
                check_company(&key, &also, diagnostics);
                return Some(Requires::WhenThere { key, also });
            }
            let (key, is) = single(
                when,
                "when",
                "write `when: key`, or `when: { key: value }`",
                diagnostics,
            )?;
            let is = super::fields::text(is, "when", diagnostics)?;
            check_company(key, &also, diagnostics);
            Some(Requires::When {
                key: key.clone(),
                is,
                also,
            })
        }
        (any_of, exactly_one_of, at_most_one_of, when) => {
            let groups = [any_of, exactly_one_of, at_most_one_of];
            let says_none = groups.iter().all(Option::is_none) && when.is_none();
            let (code, message) = if says_none {
                (Code::MissingKey, "a requirement does not say what it is")
            } else {
                (Code::Exclusive, "a requirement says one thing")
            };
            diagnostics.push(
                Diagnostic::error(code, Some(node.span), message)
                    .help("it is a key, `all`, `any_of`, `exactly_one_of`, `at_most_one_of`, or `when` with `also`"),
            );
            None
        }
    }
}

/// A key is always there when it is.
fn check_company(key: &At<String>, also: &[At<String>], diagnostics: &mut Diagnostics) {
    for itself in also.iter().filter(|other| other.value == key.value) {
        let message = format!("`{}` is there anyway when it is", key.value);
        diagnostics.push(
            Diagnostic::error(Code::SaysNothing, Some(itself.span), message)
                .label(key.span, "it decides here")
                .help("leave it out: what it requires are other keys"),
        );
    }
}

fn read_groups(node: &Node, what: &str, diagnostics: &mut Diagnostics) -> Vec<Vec<At<String>>> {
    let help = "write at least one key: `[phone, email]`, or `[phone, [first, last]]` with a group";
    let NodeKind::List(items) = &node.kind else {
        diagnostics.push(wrong_form(node, what, "a list of keys", help));
        return Vec::new();
    };
    for node in items.iter().chain([node]).filter(|node| node.is_empty()) {
        let message = format!("`{what}` has an empty list");
        diagnostics.push(Diagnostic::error(Code::SaysNothing, Some(node.span), message).help(help));
    }
    items
        .iter()
        .map(|item| texts(item, what, diagnostics))
        .collect()
}

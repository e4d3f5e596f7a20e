//! The names of rules, and what is told of a wrong one.

use super::attributes::{self, RULES};
use crate::diagnostic::{Code, Diagnostic};
use crate::span::Span;

/// The rules that need nothing more than their name.
pub(crate) fn plain_rules<'a>() -> impl Iterator<Item = &'a str> {
    let alone = RULES.iter().filter(|rule| rule.stands_alone);
    alone.map(|rule| rule.name)
}

/// What is told of a rule that needs more than its name, if this is one.
pub(crate) fn needs_more(name: &str, span: Span) -> Option<Diagnostic> {
    attributes::needs_more(name).then(|| {
        let message = format!("the rule `{name}` needs more than its name");
        Diagnostic::error(Code::WrongForm, Some(span), message).help(format!(
            "a rule of this name needs more: write `{{ {name}: … }}`"
        ))
    })
}

/// What is told of a rule that is written with more than its name, if it takes none.
pub(super) fn takes_nothing(name: &str, span: Span) -> Option<Diagnostic> {
    attributes::stands_alone(name).then(|| {
        let message = format!("the rule `{name}` takes nothing more than its name");
        Diagnostic::error(Code::WrongForm, Some(span), message).help(format!(
            "write `{name}` alone; a limit has one rule, so choose the one that refuses most"
        ))
    })
}

/// What other languages call rules, and what they are called here.
const ELSEWHERE: [(&str, &str); 21] = [
    ("any", "json"),
    ("bool", "boolean"),
    ("datetime", "date_time"),
    ("double", "decimal"),
    ("enum", "one_of"),
    ("float", "decimal"),
    ("int", "integer"),
    ("int32", "integer"),
    ("int64", "integer"),
    ("list", "list_of"),
    ("long", "integer"),
    ("map", "map_of"),
    ("money", "decimal"),
    ("number", "decimal"),
    ("pattern", "shape"),
    ("regex", "shape"),
    ("str", "text"),
    ("string", "text"),
    ("uri", "url"),
    ("varchar", "text"),
    ("yes_no", "flag"),
];

/// The rule that other languages call so.
pub(crate) fn called_elsewhere(name: &str) -> Option<&'static str> {
    let name = name.to_ascii_lowercase();
    let mut rules = ELSEWHERE.iter();
    rules.find_map(|(word, rule)| (*word == name).then_some(*rule))
}

/// What is told where no rule is called so.
pub(super) fn unknown_rule(name: &str, span: Span) -> Diagnostic {
    if let Some(diagnostic) = needs_more(name, span) {
        return diagnostic;
    }
    let message = format!("no rule is called `{name}`");
    let diagnostic = Diagnostic::error(Code::UnknownWord, Some(span), message);
    match called_elsewhere(name) {
        Some(rule) => diagnostic.help(format!("did you mean `{rule}`?")),
        None => diagnostic
            .suggest(name, RULES.iter().map(|rule| rule.name))
            .or_help("spec/README.md lists the rules"),
    }
}

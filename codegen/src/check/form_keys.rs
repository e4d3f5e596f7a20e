//! What an HTML form does with the keys of its call: which it shows, hides, gives several lines, and asks
//! consent for.

use std::collections::HashSet;

use super::Checker;
use super::scope::Scope;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Consent, HtmlForm, Requires, Rule, Shows};
use crate::span::{At, Span};
use crate::syntax;

/// A list of keys, as the form says it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum List {
    Shows,
    Hidden,
    Lines,
    Consents,
}

impl List {
    fn as_str(self) -> &'static str {
        match self {
            Self::Shows => "shows",
            Self::Hidden => "hidden",
            Self::Lines => "lines",
            Self::Consents => "consents",
        }
    }
}

/// A key of a list, which a key of another cannot be.
struct Listed {
    wire: String,
    list: List,
    span: Span,
}

impl Checker<'_, '_> {
    /// The keys of a form, by their names on the wire.
    pub(super) fn keys_of_a_form(
        &mut self,
        form: &syntax::HtmlForm,
        requires: &[Requires],
        scope: &Scope,
    ) -> HtmlForm {
        let mut seen = Vec::new();
        let hidden = self.listed(&form.hidden, List::Hidden, &mut seen, scope);
        let shows = match &form.shows {
            syntax::Shows::Usual => Shows::Usual,
            syntax::Shows::All => Shows::All,
            syntax::Shows::Keys { keys, .. } => {
                Shows::Keys(self.listed(keys, List::Shows, &mut seen, scope))
            }
        };
        let lines = self.listed(&form.lines, List::Lines, &mut seen, scope);
        let consents = form.consents.iter();
        let consents = consents
            .filter_map(|(key, words)| {
                let key = std::slice::from_ref(key);
                let key = self.listed(key, List::Consents, &mut seen, scope).pop()?;
                self.words_of_a_consent(words);
                let words = words.value.clone();
                Some(Consent { key, words })
            })
            .collect();
        let resolved = HtmlForm {
            shows,
            hidden,
            lines,
            consents,
        };
        for (key, _) in &form.consents {
            self.company_of_a_consent(key, requires, scope);
        }
        // What is not known cannot be missed.
        if let syntax::Shows::Keys { span, .. } = &form.shows
            && !scope.is_partial
        {
            self.what_a_form_leaves_out(&resolved, *span, requires);
        }
        resolved
    }

    /// The keys of one list, each of which it has once, and no other that excludes it.
    fn listed(
        &mut self,
        names: &[At<String>],
        list: List,
        seen: &mut Vec<Listed>,
        scope: &Scope,
    ) -> Vec<String> {
        let mut wires = Vec::new();
        for name in names {
            let Some(wire) = self.accepted(name, scope) else {
                continue;
            };
            let excludes = |other: &Listed| {
                let is_hidden = list == List::Hidden || other.list == List::Hidden;
                other.wire == wire && (is_hidden || other.list == list)
            };
            if let Some(first) = seen.iter().find(|other| excludes(other)) {
                self.error(twice(name, list, first));
                continue;
            }
            self.limit_of_a_form_key(name, list, scope);
            seen.push(Listed {
                wire: wire.clone(),
                list,
                span: name.span,
            });
            wires.push(wire);
        }
        wires
    }

    fn limit_of_a_form_key(&mut self, name: &At<String>, list: List, scope: &Scope) {
        let Some(accepted) = scope.find(name.as_str()) else {
            return;
        };
        let rule = &accepted.key.limit.rule;
        let diagnostic = match list {
            List::Lines if !matches!(rule, Rule::Text { .. }) => {
                let message = format!("the limit of `{}` allows no lines", name.value);
                Diagnostic::error(Code::NoLines, Some(name.span), message).help(
                    "only a `text` without a `min` can have several: leave the key out of `lines:`",
                )
            }
            List::Consents if !matches!(rule, Rule::Flag | Rule::FlagAs { .. } | Rule::Boolean) => {
                let message = format!("`{}` says neither yes nor no", name.value);
                Diagnostic::error(Code::NoConsent, Some(name.span), message)
                    .help("only a `flag` or a `boolean` can be agreed to: leave the key out of `consents:`")
            }
            List::Shows | List::Hidden | List::Lines | List::Consents => return,
        };
        self.error(diagnostic);
    }

    fn words_of_a_consent(&mut self, words: &At<String>) {
        if words.value.trim().is_empty() {
            let message = "a consent has no words";
            self.error(
                Diagnostic::error(Code::SaysNothing, Some(words.span), message)
                    .help("say what the visitor agrees to, as the visitor says it"),
            );
        }
    }

    /// A yes or a no is always sent: what goes with no other would never be sent.
    fn company_of_a_consent(&mut self, key: &At<String>, requires: &[Requires], scope: &Scope) {
        let Some(accepted) = scope.find(key.as_str()) else {
            return;
        };
        let excludes = requires.iter().any(|item| match item {
            Requires::ExactlyOneOf(groups) | Requires::AtMostOneOf(groups) => groups
                .iter()
                .flatten()
                .any(|wire| *wire == accepted.key.wire),
            _ => false,
        });
        if excludes {
            let message = format!(
                "`{}` is sent with a yes or a no, and the call takes it in the place of others",
                key.value
            );
            self.error(
                Diagnostic::error(Code::NoConsent, Some(key.span), message)
                    .help("leave the key out of `consents:`, or out of `exactly_one_of` and `at_most_one_of`"),
            );
        }
    }

    /// What a call requires, its form has; and silence is no consent.
    fn what_a_form_leaves_out(&mut self, form: &HtmlForm, span: Span, requires: &[Requires]) {
        let Shows::Keys(shown) = &form.shows else {
            return;
        };
        let there: HashSet<&str> = shown
            .iter()
            .chain(&form.hidden)
            .map(String::as_str)
            .collect();
        let is_there = |wire: &String| there.contains(wire.as_str());
        let mut missing = |what: String, help: &str| {
            self.error(Diagnostic::error(Code::NotShown, Some(span), what).help(help));
        };
        let help = "add it to `shows:`, or to `hidden:` if the site knows it";
        let group_help =
            "add the keys of one alternative to `shows:`, or to `hidden:` if the site knows them";
        for item in requires {
            match item {
                Requires::Key(key) if !is_there(key) => {
                    missing(
                        format!("the call requires `{key}`, and its form leaves it out"),
                        help,
                    );
                }
                Requires::AnyOf(groups) | Requires::ExactlyOneOf(groups)
                    if !groups.iter().any(|group| group.iter().all(is_there)) =>
                {
                    let groups: Vec<String> =
                        groups.iter().map(|group| group.join(" and ")).collect();
                    let groups = groups.join("`, or `");
                    missing(
                        format!(
                            "the call requires `{groups}`, and its form leaves out a part of each"
                        ),
                        group_help,
                    );
                }
                Requires::When { key, also, .. } | Requires::WhenThere { key, also }
                    if is_there(key) =>
                {
                    for other in also.iter().filter(|other| !is_there(other)) {
                        missing(
                            format!("`{other}` goes with `{key}`, and the form leaves it out"),
                            help,
                        );
                    }
                }
                Requires::Key(_)
                | Requires::AnyOf(_)
                | Requires::ExactlyOneOf(_)
                | Requires::AtMostOneOf(_)
                | Requires::When { .. }
                | Requires::WhenThere { .. } => {}
            }
        }
        for consent in form
            .consents
            .iter()
            .filter(|consent| !is_there(&consent.key))
        {
            missing(
                format!(
                    "`{}` asks for consent, and the form leaves it out",
                    consent.key
                ),
                "add it to `shows:`: what is not asked is not agreed to",
            );
        }
    }
}

fn twice(name: &At<String>, list: List, first: &Listed) -> Diagnostic {
    if list == first.list {
        let message = format!("`{}` is under `{}` twice", name.value, list.as_str());
        return Diagnostic::error(Code::ListedTwice, Some(name.span), message)
            .label(first.span, "the first is here")
            .help("list each key once");
    }
    let (does, help) = match list {
        List::Lines => (
            "has lines",
            "a key is hidden, or has lines, or neither: delete one of the two",
        ),
        List::Shows | List::Hidden => (
            "shown",
            "the site sets what is hidden, and the visitor what is shown: delete one of the two",
        ),
        List::Consents => (
            "agreed to",
            "nobody can agree to what is hidden: delete one of the two",
        ),
    };
    let message = format!("`{}` is hidden and {does}", name.value);
    Diagnostic::error(Code::Exclusive, Some(name.span), message)
        .label(first.span, "hidden here")
        .help(help)
}

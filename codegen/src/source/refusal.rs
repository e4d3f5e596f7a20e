//! What the YAML reader refuses, as diagnostics.

use serde_yaml::budget::BudgetBreach;

use super::bracket;
use super::yaml::{Builder, MAX_DEPTH};
use crate::diagnostic::{Code, Diagnostic};
use crate::span::Span;

impl Builder<'_> {
    /// What the reader refuses, where that stands, and what to do about it.
    pub(super) fn refusal(&self, error: &serde_yaml::Error) -> Diagnostic {
        use serde_yaml::Error;
        let mut span = self.error_span(error);
        // The reader ends each message with the place, which the diagnostic shows better.
        let text = error.to_string();
        let text = text.split(" at line ").next().unwrap_or_default();
        let is_too_deep = matches!(
            error,
            Error::Budget {
                breach: BudgetBreach::Depth { .. },
                ..
            }
        );
        let (code, message, help) = match error {
            // Hundreds of brackets are refused before they are counted as levels.
            _ if is_too_deep || text == "recursion limit exceeded" => (
                Code::TooDeep,
                format!("nested more than {MAX_DEPTH} levels deep"),
                "a spec needs about ten levels: look for brackets that are never closed",
            ),
            Error::Budget {
                breach:
                    BudgetBreach::Anchors { .. }
                    | BudgetBreach::Aliases { .. }
                    | BudgetBreach::MergeKeys { .. },
                ..
            }
            | Error::UnknownAnchor { .. } => {
                span = self.whole_word(self.anchor(span));
                (
                    Code::Anchor,
                    "anchors, aliases and merge keys are not part of the dialect".to_owned(),
                    "say a thing once with a named limit or a table, and use its name",
                )
            }
            Error::MultipleDocuments { .. } => (
                Code::InvalidYaml,
                "a second YAML document begins here".to_owned(),
                "put each document into a file of its own",
            ),
            _ => (
                Code::InvalidYaml,
                format!("not valid YAML: {text}"),
                mend(text),
            ),
        };
        // A tab, or the end of what a bracket began, is noticed late.
        if says(text, &["tab"]) {
            span = self.tab(span);
        } else if says(text, OF_BRACKETS)
            && !text.contains("misplaced")
            && let Some(at) = bracket::left_open(self.text, span.start as usize)
        {
            return Diagnostic::error(code, Some(self.clamp(at, 1)), message)
                .label(span, "it is still open here")
                .help(help);
        }
        Diagnostic::error(code, Some(span), message).help(help)
    }

    /// The tab that a line begins with, at this place or behind it.
    fn tab(&self, span: Span) -> Span {
        let start = span.start as usize;
        let line = self.text[..start].rfind('\n').map_or(0, |at| at + 1);
        let mut at = line;
        for line in self.text[line..].split_inclusive('\n') {
            let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
            if let Some(tab) = line[..indent].find('\t') {
                return self.clamp(at + tab, 1);
            }
            at += line.len();
        }
        span
    }

    /// Where an anchor begins: the reader tells the place of what it stands before.
    fn anchor(&self, span: Span) -> Span {
        let (before, rest) = self.text.split_at(span.start as usize);
        let line = before.rfind('\n').map_or(0, |at| at + 1);
        match before[line..].rfind('&') {
            Some(at) if !rest.starts_with(['*', '<']) => self.clamp(line + at, 1),
            _ => span,
        }
    }

    /// All of the word that begins at a place.
    pub(super) fn whole_word(&self, span: Span) -> Span {
        let start = span.start as usize;
        let mut words = self.text[start..].split([' ', ',', '\n', '\r', ':', '}', ']']);
        self.clamp(start, words.next().map_or(1, str::len))
    }

    /// The reader counts some places in characters only.
    pub(super) fn error_span(&self, error: &serde_yaml::Error) -> Span {
        let Some(place) = error.location() else {
            return self.clamp(0, 0);
        };
        let offset = match place.span().byte_offset() {
            Some(offset) => offset as usize,
            None => self
                .text
                .char_indices()
                .nth(place.span().offset() as usize)
                .map_or(self.text.len(), |(offset, _)| offset),
        };
        self.clamp(offset, 1)
    }
}

/// What the reader says where brackets do not fit.
const OF_BRACKETS: &[&str] = &["bracket", "',' or"];

fn says(message: &str, words: &[&str]) -> bool {
    words.iter().any(|word| message.contains(word))
}

/// What to do about text that is no YAML, by the reader's words for it.
fn mend(message: &str) -> &'static str {
    let says = |words: &[&str]| says(message, words);
    if says(&["tab"]) {
        "indent with spaces"
    } else if says(OF_BRACKETS) {
        "close each bracket by its own kind; put quotes around text with a bracket or a comma in it"
    } else if says(&["quote"]) {
        "close each quote, and write a quote inside of quotes twice"
    } else if says(&["indent", "expected key", "'-' indicator"]) {
        "indent the line exactly like those that it stands beside"
    } else {
        "put quotes around text with a colon, a comma, a bracket or a sign at its front"
    }
}

//! Diagnostics as values: code, severity, places, message, help.

mod code;
mod explained;

pub use code::Code;
pub use explained::Example;

use std::collections::HashSet;

use crate::span::Span;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is generated.
    Error,
    /// Worth a look.
    Warning,
}

/// One thing found in a spec.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of thing.
    pub code: Code,
    /// How bad it is.
    pub severity: Severity,
    /// Where. Absent only if there is no place, as for a file that cannot be read.
    pub span: Option<Span>,
    /// What happened, in one line.
    pub message: String,
    /// Further places that matter, each with a word on why.
    pub labels: Vec<(Span, String)>,
    /// What to do next.
    pub help: Option<String>,
}

impl Diagnostic {
    /// An error.
    pub fn error(code: Code, span: Option<Span>, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: Severity::Error,
            span,
            message: message.into(),
            labels: Vec::new(),
            help: None,
        }
    }

    /// A warning.
    pub fn warning(code: Code, span: Option<Span>, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Warning,
            ..Self::error(code, span, message)
        }
    }

    /// Adds a further place.
    #[must_use]
    pub fn label(mut self, span: Span, why: impl Into<String>) -> Self {
        self.labels.push((span, why.into()));
        self
    }

    /// Says what to do next.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Says what to do next, if nothing better was said before.
    #[must_use]
    pub fn or_help(self, help: impl Into<String>) -> Self {
        if self.help.is_some() {
            self
        } else {
            self.help(help)
        }
    }

    /// Suggests the nearest of `names` for a name that nothing defines. Without a near one, lists them
    /// when they are few and there is no help yet.
    #[must_use]
    pub fn suggest<'a>(self, name: &str, names: impl IntoIterator<Item = &'a str>) -> Self {
        let names: Vec<&str> = names.into_iter().take(MOST_CANDIDATES).collect();
        let near = nearest(name, &names);
        match near {
            Some(known) => self.help(format!("did you mean `{known}`?")),
            None if self.help.is_none() && (1..=14).contains(&names.len()) => self.help(format!(
                "it can be {}",
                names
                    .iter()
                    .map(|name| format!("`{name}`"))
                    .collect::<Vec<_>>()
                    .join(", ")
            )),
            None => self,
        }
    }
}

/// So many names are compared with one that nothing defines. Thousands of either would take for ever,
/// and a suggestion is help, no promise.
const MOST_CANDIDATES: usize = 200;

/// Longer names are no misspellings.
const LONGEST_CANDIDATE: usize = 100;

/// The name that `name` is probably a misspelling of.
pub(crate) fn nearest<'a>(name: &str, names: &[&'a str]) -> Option<&'a str> {
    let bound = |known: &str| 1 + known.len().max(name.len()) / 4;
    let lower = name.to_lowercase();
    names
        .iter()
        .filter(|known| known.len().max(name.len()) <= LONGEST_CANDIDATE)
        // A name can be no nearer than its length is.
        .filter(|known| known.len().abs_diff(name.len()) <= bound(known))
        .map(|known| (strsim::osa_distance(&lower, &known.to_lowercase()), *known))
        .min_by_key(|(distance, _)| *distance)
        .filter(|(distance, known)| *distance <= bound(known))
        .map(|(_, known)| known)
}

/// Everything found so far.
#[derive(Debug, Default)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Where this was told, since there were so many.
    pub(crate) fn places_since(&self, before: usize, code: Code) -> HashSet<Span> {
        let since = self.0.get(before..).unwrap_or_default().iter();
        let told = since.filter(|told| told.code == code);
        told.filter_map(|told| told.span).collect()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether any of them is an error.
    pub fn has_errors(&self) -> bool {
        self.0
            .iter()
            .any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// All of them, by file and place, each once: what a family says for all of its calls is read
    /// with each of them.
    pub fn into_sorted(mut self) -> Vec<Diagnostic> {
        self.0.sort_by(|a, b| {
            let key = |diagnostic: &Diagnostic| (diagnostic.span, diagnostic.code);
            key(a).cmp(&key(b)).then_with(|| a.message.cmp(&b.message))
        });
        self.0.dedup();
        self.0
    }
}

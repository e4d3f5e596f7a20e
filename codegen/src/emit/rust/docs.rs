//! Documentation comments: words of the spec as Markdown that rustdoc reads the way it was meant.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{Quirk, Was};

/// Columns of text in a line.
const WIDTH: usize = 92;

/// Paragraphs and lists that become one documentation comment.
#[derive(Default)]
pub(super) struct Docs {
    lines: Vec<String>,
}

impl Docs {
    /// Begins with the words of the spec.
    pub(super) fn of(text: &str) -> Self {
        let mut docs = Self::default();
        docs.paragraph(text);
        docs
    }

    /// Begins with the words of the spec or, if it has none, with a line that is Markdown already.
    pub(super) fn of_or(text: &str, otherwise: &str) -> Self {
        let mut docs = Self::of(text);
        if docs.lines.is_empty() {
            docs.line(otherwise);
        }
        docs
    }

    /// Adds words of the spec as a paragraph of their own.
    pub(super) fn paragraph(&mut self, text: &str) -> &mut Self {
        let lines = markdown(text);
        self.separated(lines)
    }

    /// Adds a line that is Markdown already, as a paragraph of its own.
    pub(super) fn line(&mut self, markdown: &str) -> &mut Self {
        let lines = wrap(markdown, "");
        self.separated(lines)
    }

    /// Adds a list of points that are Markdown already.
    pub(super) fn list(&mut self, points: impl IntoIterator<Item = String>) -> &mut Self {
        let lines: Vec<String> = points
            .into_iter()
            .flat_map(|point| wrap(&format!("- {point}"), "  "))
            .collect();
        self.separated(lines)
    }

    /// Adds quirks under a heading.
    pub(super) fn quirks(&mut self, quirks: &[Quirk]) -> &mut Self {
        if quirks.is_empty() {
            return self;
        }
        self.line("# Quirks");
        self.list(quirks.iter().map(|quirk| {
            let about = quirk
                .about
                .as_deref()
                .map(|about| format!("{}: ", inline(about)))
                .unwrap_or_default();
            format!(
                "{about}{} *What this crate does:* {}.",
                inline(&quirk.says),
                inline(quirk.we.trim_end_matches('.'))
            )
        }))
    }

    /// Adds what earlier revisions of the vendor's document said.
    pub(super) fn history(&mut self, since: Option<&str>, was: &[Was]) -> &mut Self {
        let since = since.map(|since| format!("New in revision {}.", inline(since)));
        let was = was.iter().map(|was| {
            let limit = was.limit.as_ref().map(|limit| match limit.is_named {
                true => format!(" limit `{}`.", limit.name),
                false => format!(" {}", super::limit::words(limit)),
            });
            let key = was.key.as_deref().map(|key| format!(" key `{key}`."));
            let says = was.says.as_deref().map(|says| format!(" {}", inline(says)));
            let parts: String = [key, limit, says].into_iter().flatten().collect();
            format!("In revision {}:{parts}", inline(&was.revision))
        });
        self.list(since.into_iter().chain(was))
    }

    /// As attributes of an item.
    pub(super) fn outer(&self) -> TokenStream {
        let lines = self.padded();
        quote! { #(#[doc = #lines])* }
    }

    /// As attributes of the file.
    pub(super) fn inner(&self) -> TokenStream {
        let lines = self.padded();
        quote! { #(#![doc = #lines])* }
    }

    fn padded(&self) -> impl Iterator<Item = String> {
        self.lines.iter().map(|line| {
            if line.is_empty() {
                String::new()
            } else {
                format!(" {line}")
            }
        })
    }

    fn separated(&mut self, lines: Vec<String>) -> &mut Self {
        if !lines.is_empty() && !self.lines.is_empty() {
            self.lines.push(String::new());
        }
        self.lines.extend(lines);
        self
    }
}

/// Words of a spec inside a line of Markdown.
pub(super) fn inline(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    no_heading(escape(&text.replace("```", "'''")))
}

/// A value as code inside a line of Markdown, whatever is in it.
pub(super) fn code_span(value: &str) -> String {
    let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
    let longest = value.split(|sign| sign != '`').map(str::len).max();
    match longest.unwrap_or_default() {
        // Between the backticks of an empty value there would be no code.
        _ if value.is_empty() => "an empty text".to_owned(),
        0 => format!("`{value}`"),
        longest => {
            let fence = "`".repeat(longest + 1);
            format!("{fence} {value} {fence}")
        }
    }
}

/// Words of a spec as lines of Markdown.
fn markdown(text: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut fence: Option<&str> = None;
    for line in text.lines() {
        let trimmed = line.trim();
        let marker = ["```", "~~~"]
            .into_iter()
            .find(|marker| trimmed.starts_with(marker));
        match (fence, marker) {
            (None, Some(marker)) => {
                // A fence without a language would be compiled as a Rust example.
                lines.push(format!("{marker}text"));
                fence = Some(marker);
            }
            (Some(open), Some(marker)) if open == marker => {
                lines.push(marker.to_owned());
                fence = None;
            }
            (Some(_), _) => lines.push(line.trim_end().to_owned()),
            (None, None) if trimmed.is_empty() => lines.push(String::new()),
            (None, None) => lines.extend(wrap(&no_heading(escape(trimmed)), "")),
        }
    }
    lines.extend(fence.map(str::to_owned));
    lines
}

/// Keeps rustdoc from seeing links and HTML where none are meant; what stands in backticks stays.
fn escape(text: &str) -> String {
    let is_balanced = text.matches('`').count().is_multiple_of(2);
    let mut escaped = String::with_capacity(text.len());
    for (at, part) in text.split('`').enumerate() {
        if at > 0 {
            escaped.push_str(if is_balanced { "`" } else { "\\`" });
        }
        if at % 2 == 1 && is_balanced {
            escaped.push_str(part);
            continue;
        }
        for (at, word) in part.split(' ').enumerate() {
            if at > 0 {
                escaped.push(' ');
            }
            if word.contains("://") {
                escaped.push('`');
                escaped.push_str(word);
                escaped.push('`');
                continue;
            }
            // An underscore inside a word is no emphasis.
            let is_emphasis = word.starts_with('_') || word.ends_with('_');
            for letter in word.chars() {
                if "[]<>*\\".contains(letter) || (letter == '_' && is_emphasis) {
                    escaped.push('\\');
                }
                escaped.push(letter);
            }
        }
    }
    escaped
}

/// Keeps words that begin with `#` from being a heading.
fn no_heading(text: String) -> String {
    match text.starts_with('#') {
        true => format!("\\{text}"),
        false => text,
    }
}

/// Where a line begins with one of these signs, Markdown sees a heading or the item of a list.
fn is_marker(word: &str) -> bool {
    word.chars().all(|sign| sign == '#') || matches!(word, "-" | "+" | "1." | "1)")
}

fn wrap(text: &str, indent: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > WIDTH {
            if is_marker(word) {
                // It stays where it is no marker, at the cost of a long line.
                line.push(' ');
            } else {
                lines.push(std::mem::replace(&mut line, indent.to_owned()));
            }
        } else if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    if !line.trim().is_empty() {
        lines.push(line);
    }
    lines
}

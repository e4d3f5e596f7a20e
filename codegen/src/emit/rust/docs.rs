//! Documentation comments: words of the spec as Markdown that rustdoc reads the way it was meant.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{AttrStyle, Attribute};

use super::prose::{Prose, code, fill, own, said};
use super::tree;
use crate::model::{Quirk, Was};

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

    /// Begins with a line of the emitter's own.
    pub(super) fn of_own(line: &'static str) -> Self {
        let mut docs = Self::default();
        docs.line(own(line));
        docs
    }

    /// Begins with the words of the spec or, if it has none, with others.
    pub(super) fn of_or(text: &str, otherwise: Prose) -> Self {
        let mut docs = Self::of(text);
        if docs.lines.is_empty() {
            docs.line(otherwise);
        }
        docs
    }

    /// Adds words of the spec as a paragraph of their own.
    pub(super) fn paragraph(&mut self, text: &str) -> &mut Self {
        let lines = paragraphs(text);
        self.separated(lines)
    }

    /// Adds a paragraph.
    pub(super) fn line(&mut self, prose: Prose) -> &mut Self {
        self.separated(prose.lines("", ""))
    }

    /// Adds a list of points.
    pub(super) fn list(&mut self, points: impl IntoIterator<Item = Prose>) -> &mut Self {
        let lines: Vec<String> = points
            .into_iter()
            .flat_map(|point| point.lines("- ", "  "))
            .collect();
        self.separated(lines)
    }

    /// Adds quirks under a heading.
    pub(super) fn quirks(&mut self, quirks: &[Quirk]) -> &mut Self {
        if quirks.is_empty() {
            return self;
        }
        self.line(own("# Quirks"));
        self.list(quirks.iter().map(|quirk| {
            let about = quirk.about.as_deref();
            let about = about.map(|about| fill("{}: ", [said(about)]));
            about.unwrap_or_default().and(fill(
                "{} *What this crate does:* {}.",
                [said(&quirk.says), said(quirk.we.trim_end_matches('.'))],
            ))
        }))
    }

    /// Adds what earlier revisions of the vendor's document said.
    pub(super) fn history(&mut self, since: Option<&str>, was: &[Was]) -> &mut Self {
        let since = since.map(|since| fill("New in revision {}.", [said(since)]));
        let was = was.iter().map(|was| {
            let mut told = fill("In revision {}:", [said(&was.revision)]);
            if let Some(key) = &was.key {
                told.push(fill(" key {}.", [code(key)]));
            }
            if let Some(limit) = &was.limit {
                told.push(match limit.is_named {
                    true => fill(" limit {}.", [code(&limit.name)]),
                    false => fill(" {}", [super::limit::words(limit)]),
                });
            }
            if let Some(says) = &was.says {
                told.push(fill(" {}", [said(says)]));
            }
            told
        });
        self.list(since.into_iter().chain(was))
    }

    /// As attributes of an item.
    pub(super) fn outer(&self) -> TokenStream {
        let lines = self.padded();
        quote! { #(#[doc = #lines])* }
    }

    /// As attributes of an item whose tree is built.
    pub(super) fn attrs(&self) -> Vec<Attribute> {
        self.styled(|| AttrStyle::Outer)
    }

    /// As attributes of a file whose tree is built.
    pub(super) fn header(&self) -> Vec<Attribute> {
        self.styled(|| AttrStyle::Inner(Default::default()))
    }

    fn styled(&self, style: impl Fn() -> AttrStyle) -> Vec<Attribute> {
        let lines = self.padded();
        lines
            .map(|line| tree::attribute(style(), "doc", tree::text(&line)))
            .collect()
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

/// Words of a spec as lines of Markdown: paragraphs, and examples between fences.
fn paragraphs(text: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut fence: Option<Fence<'_>> = None;
    for line in text.lines() {
        let trimmed = line.trim();
        match (&fence, Fence::at(trimmed)) {
            (None, Some(begin)) => {
                // A fence without a language would be compiled as a Rust example.
                lines.push(format!("{}text", begin.marker));
                fence = Some(begin);
            }
            (Some(begin), Some(end)) if end.ends(begin) => {
                lines.push(begin.marker.to_owned());
                fence = None;
            }
            // What ends a line ends a fence.
            (Some(_), _) => lines.push(line.trim_end().replace(char::is_control, " ")),
            (None, None) if trimmed.is_empty() => lines.push(String::new()),
            (None, None) => lines.extend(said(trimmed).lines("", "")),
        }
    }
    lines.extend(fence.map(|fence| fence.marker.to_owned()));
    lines
}

/// A line that begins an example, or ends one.
struct Fence<'a> {
    /// Three backticks or tildes, or more.
    marker: &'a str,
    has_language: bool,
}

impl<'a> Fence<'a> {
    /// A line of more than a marker and a language has words, which a fence would swallow.
    fn at(line: &'a str) -> Option<Self> {
        let sign = line.chars().next().filter(|sign| "`~".contains(*sign))?;
        let rest = line.trim_start_matches(sign);
        let marker = &line[..line.len() - rest.len()];
        // Control characters become spaces.
        let is_space = |sign: char| sign.is_whitespace() || sign.is_control();
        let words = rest.split(is_space).filter(|word| !word.is_empty()).count();
        let is_fence = marker.len() >= 3 && words <= 1 && !rest.contains('`');
        is_fence.then_some(Self {
            marker,
            has_language: words > 0,
        })
    }

    /// As in Markdown: by at least as many of the same signs, and nothing else.
    fn ends(&self, begin: &Self) -> bool {
        !self.has_language && self.marker.starts_with(begin.marker)
    }
}

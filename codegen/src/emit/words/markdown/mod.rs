//! Words as Markdown that rustdoc, and everybody else, reads the way it was meant.

mod line;

pub(super) use line::closing;

use super::text::{Block, Docs, said};

/// The lines, without anything before or after them.
pub(crate) fn lines(docs: &Docs) -> Vec<String> {
    let mut lines = Vec::new();
    for block in &docs.0 {
        let more = match block {
            Block::Said(words) => paragraphs(words),
            Block::Line(text) => text.markdown("", ""),
            Block::List(points) => {
                let points = points.iter();
                points
                    .flat_map(|point| point.markdown("- ", "  "))
                    .collect()
            }
            Block::Heading(words) => vec![format!("# {words}")],
            Block::Example(lines) => fenced(lines),
        };
        if !more.is_empty() && !lines.is_empty() {
            lines.push(String::new());
        }
        lines.extend(more);
    }
    lines
}

/// Code between fences. No line of it begins like one: what a spec says is in the texts of the code.
fn fenced(lines: &[String]) -> Vec<String> {
    let fence = || "```".to_owned();
    let lines = lines.iter().cloned();
    std::iter::once(fence())
        .chain(lines)
        .chain([fence()])
        .collect()
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
            (None, None) => lines.extend(said(trimmed).markdown("", "")),
        }
    }
    lines.extend(fence.map(|fence| fence.marker.to_owned()));
    lines
}

/// A line that begins an example, or ends one.
pub(super) struct Fence<'a> {
    /// Three backticks or tildes, or more.
    marker: &'a str,
    has_language: bool,
}

impl<'a> Fence<'a> {
    /// A line of more than a marker and a language has words, which a fence would swallow.
    pub(super) fn at(line: &'a str) -> Option<Self> {
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
    pub(super) fn ends(&self, begin: &Self) -> bool {
        !self.has_language && self.marker.starts_with(begin.marker)
    }
}

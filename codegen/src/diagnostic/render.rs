//! Diagnostics as text: for people, for programs, for CI.

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use super::{Diagnostic, Severity};
use crate::source::{Source, Sources, Span};

/// How diagnostics are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Snippets with carets.
    Human {
        /// With ANSI colours.
        colour: bool,
    },
    /// One JSON object a line.
    Json,
    /// Annotations that CI shows beside the line.
    Ci,
}

/// Writes diagnostics.
pub fn render(diagnostics: &[Diagnostic], sources: &Sources, format: Format) -> String {
    diagnostics
        .iter()
        .map(|diagnostic| match format {
            Format::Human { colour } => human(diagnostic, sources, colour),
            Format::Json => json(diagnostic, sources),
            Format::Ci => ci(diagnostic, sources),
        })
        .collect()
}

fn human(diagnostic: &Diagnostic, sources: &Sources, colour: bool) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut group = level
        .primary_title(&diagnostic.message)
        .id(diagnostic.code.as_str())
        .elements(
            diagnostic
                .span
                .and_then(|span| Some((span, source_of(sources, span)?)))
                .map(|(span, source)| {
                    snippet(source)
                        .annotation(AnnotationKind::Primary.span(shown(source, span)))
                        .annotations(
                            diagnostic
                                .labels
                                .iter()
                                .filter(|(label, _)| label.file == span.file)
                                .map(|(label, why)| {
                                    AnnotationKind::Context
                                        .span(shown(source, *label))
                                        .label(why)
                                }),
                        )
                }),
        );
    for (label, why) in &diagnostic.labels {
        if let (true, Some(source)) = (
            diagnostic.span.is_some_and(|span| span.file != label.file),
            source_of(sources, *label),
        ) {
            group = group.element(
                snippet(source).annotation(
                    AnnotationKind::Context
                        .span(shown(source, *label))
                        .label(why),
                ),
            );
        }
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(help));
    }
    let renderer = if colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let report = [group];
    format!("{}\n\n", renderer.render(&report))
}

fn snippet<'a, T: Clone>(source: &'a Source) -> Snippet<'a, T> {
    Snippet::source(source.text.as_str()).path(source.path.as_str())
}

/// The part of a span that is worth showing: its first line.
fn shown(source: &Source, span: Span) -> std::ops::Range<usize> {
    let (start, end) = (span.start as usize, span.end as usize);
    let text = source.text.get(start..end).unwrap_or_default();
    let line = text.split('\n').next().unwrap_or_default().trim_end();
    // A mapping or list in block style begins at a place without a length.
    start
        ..start
            + line.len().max(usize::from(
                start < source.text.len() && !source.text[start..].starts_with('\n'),
            ))
}

fn json(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let place = |span: Span| {
        let (line, column) = line_and_column(sources, span);
        serde_json::json!({
            "file": source_of(sources, span).map(|source| source.path.as_str()),
            "line": line,
            "column": column,
            "bytes": [span.start, span.end],
        })
    };
    let value = serde_json::json!({
        "code": diagnostic.code.as_str(),
        "severity": severity(diagnostic),
        "message": diagnostic.message,
        "place": diagnostic.span.map(place),
        "labels": diagnostic.labels.iter().map(|(span, why)| serde_json::json!({ "place": place(*span), "message": why })).collect::<Vec<_>>(),
        "help": diagnostic.help,
    });
    format!("{value}\n")
}

fn ci(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let place = match diagnostic
        .span
        .and_then(|span| Some((source_of(sources, span)?, line_and_column(sources, span))))
    {
        Some((source, (line, column))) => {
            format!(
                "file={},line={line},col={column},",
                escape(&source.path).replace(':', "%3A").replace(',', "%2C")
            )
        }
        None => String::new(),
    };
    let help = diagnostic
        .help
        .as_deref()
        .map(|help| format!("; {help}"))
        .unwrap_or_default();
    format!(
        "::{} {place}title={}::{}\n",
        severity(diagnostic),
        diagnostic.code.as_str(),
        escape(&format!("{}{help}", diagnostic.message)),
    )
}

fn severity(diagnostic: &Diagnostic) -> &'static str {
    match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

/// CI annotations end at a line break; their properties end at a colon or comma too.
fn escape(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn source_of(sources: &Sources, span: Span) -> Option<&Source> {
    sources.files().get(span.file as usize)
}

/// Both from 1; the column in characters.
fn line_and_column(sources: &Sources, span: Span) -> (usize, usize) {
    let text = source_of(sources, span).map_or("", |source| source.text.as_str());
    let before = text.get(..span.start as usize).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    (
        before.matches('\n').count() + 1,
        before[line_start..].chars().count() + 1,
    )
}

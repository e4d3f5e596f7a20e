//! Diagnostics as text: for people, for programs, for CI.

use std::borrow::Cow;
use std::collections::BTreeMap;

use annotate_snippets::{Annotation, AnnotationKind, Level, Renderer, Snippet};

use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{Sources, shown, with_stand_ins};
use crate::span::Span;

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

/// So many are drawn for people, and so many written for programs; of the rest there is a count.
const MOST_DRAWN: usize = 100;
const MOST_WRITTEN: usize = 1_000;

/// Lines of so many bytes are drawn: a line with thousands of mistakes is drawn anew for each.
const MOST_BYTES_DRAWN: usize = 2_000_000;

/// Writes diagnostics. Of very many, the first errors, and how many more there are.
pub fn render(diagnostics: &[Diagnostic], sources: &Sources, format: Format) -> String {
    let page = Page::of(sources);
    let most = match format {
        Format::Human { .. } => MOST_DRAWN,
        Format::Json | Format::Ci => MOST_WRITTEN,
    };
    let mut told: Vec<&Diagnostic> = diagnostics.iter().collect();
    if told.len() > most {
        told.sort_by_key(|diagnostic| diagnostic.severity);
    }
    let (mut text, mut count, mut drawn) = (String::new(), 0, 0);
    for diagnostic in told.iter().take(most) {
        match format {
            Format::Human { colour } => {
                drawn += page.bytes_drawn(diagnostic);
                if count > 0 && drawn > MOST_BYTES_DRAWN {
                    break;
                }
                text.push_str(&page.human(diagnostic, colour));
            }
            Format::Json => text.push_str(&page.json(diagnostic)),
            Format::Ci => text.push_str(&page.ci(diagnostic)),
        }
        count += 1;
    }
    let rest = told.len() - count;
    if rest > 0 {
        text.push_str(&more(rest, format));
    }
    text
}

/// What stands for those that are not shown.
fn more(rest: usize, format: Format) -> String {
    let message = format!("and {rest} more, which are not shown");
    let help = "mend these first";
    match format {
        Format::Human { .. } => format!("{message}; {help}\n\n"),
        Format::Json => json_without_place("note", &message, Some(help)),
        Format::Ci => format!("::notice title=more::{message}; {help}\n"),
    }
}

/// Writes what is no diagnostic, since it is about no place of a spec: one line in every format.
/// Without a severity it is a note.
pub fn render_message(severity: Option<Severity>, message: &str, format: Format) -> String {
    let (word, message) = (severity.map_or("note", word), shown(message));
    match format {
        Format::Human { .. } => format!("{word}: {message}\n"),
        Format::Json => json_without_place(word, &message, None),
        Format::Ci => {
            let word = severity.map_or("notice", |_| word);
            format!("::{word}::{}\n", escape(&message))
        }
    }
}

/// What programs read in the form of a diagnostic.
fn json_without_place(severity: &str, message: &str, help: Option<&str>) -> String {
    let value = serde_json::json!({
        "code": null,
        "severity": severity,
        "message": message,
        "place": null,
        "labels": [],
        "help": help,
    });
    format!("{value}\n")
}

/// The files that diagnostics tell of, as they are shown.
struct Page<'s> {
    files: Vec<Shown<'s>>,
}

struct Shown<'s> {
    path: Cow<'s, str>,
    /// Nothing hidden is in it; bytes have their places.
    text: Cow<'s, str>,
    /// Where each line begins.
    lines: Vec<usize>,
}

impl<'s> Page<'s> {
    fn of(sources: &'s Sources) -> Self {
        let files = sources.files().iter().map(|source| Shown {
            path: shown(&source.path),
            text: with_stand_ins(&source.text),
            lines: std::iter::once(0)
                .chain(source.text.match_indices('\n').map(|(at, _)| at + 1))
                .collect(),
        });
        Self {
            files: files.collect(),
        }
    }

    fn file(&self, span: Span) -> Option<&Shown<'s>> {
        self.files.get(span.file as usize)
    }

    fn bytes_drawn(&self, diagnostic: &Diagnostic) -> usize {
        let labels = diagnostic.labels.iter().map(|(label, _)| *label);
        let mut files: BTreeMap<u32, Vec<Span>> = BTreeMap::new();
        for span in labels.chain(diagnostic.span) {
            files.entry(span.file).or_default().push(span);
        }
        let spans = files.into_values();
        let parts = spans.filter_map(|spans| Some((self.file(*spans.first()?)?, spans)));
        parts.map(|(file, spans)| file.part(spans).text.len()).sum()
    }

    fn human(&self, diagnostic: &Diagnostic, colour: bool) -> String {
        let level = match diagnostic.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let primary = diagnostic
            .span
            .and_then(|span| Some((span, self.file(span)?)));
        let primary = primary.map(|(span, file)| {
            let here = diagnostic.labels.iter();
            let here: Vec<&(Span, String)> =
                here.filter(|(label, _)| label.file == span.file).collect();
            let part = file.part(here.iter().map(|(label, _)| *label).chain([span]));
            let labels = here.iter().map(|(label, why)| part.context(*label, why));
            let place = AnnotationKind::Primary.span(part.first_line(span));
            part.snippet().annotation(place).annotations(labels)
        });
        let mut group = level
            .primary_title(shown(&diagnostic.message))
            .id(diagnostic.code.as_str())
            .elements(primary);
        for (label, why) in &diagnostic.labels {
            let is_elsewhere = diagnostic.span.is_some_and(|span| span.file != label.file);
            if let Some(file) = self.file(*label).filter(|_| is_elsewhere) {
                let part = file.part([*label]);
                group = group.element(part.snippet().annotation(part.context(*label, why)));
            }
        }
        if let Some(help) = &diagnostic.help {
            group = group.element(Level::HELP.message(shown(help)));
        }
        let renderer = if colour {
            Renderer::styled()
        } else {
            Renderer::plain()
        };
        let report = [group];
        format!("{}\n\n", renderer.render(&report))
    }

    fn json(&self, diagnostic: &Diagnostic) -> String {
        let place = |span: Span| {
            let file = self.file(span);
            let (line, column) = file.map_or((1, 1), |file| file.line_and_column(span));
            serde_json::json!({
                "file": file.map(|file| &file.path),
                "line": line,
                "column": column,
                "bytes": [span.start, span.end],
            })
        };
        let value = serde_json::json!({
            "code": diagnostic.code.as_str(),
            "severity": word(diagnostic.severity),
            "message": shown(&diagnostic.message),
            "place": diagnostic.span.map(place),
            "labels": diagnostic.labels.iter().map(|(span, why)| serde_json::json!({ "place": place(*span), "message": shown(why) })).collect::<Vec<_>>(),
            "help": diagnostic.help.as_deref().map(shown),
        });
        format!("{value}\n")
    }

    fn ci(&self, diagnostic: &Diagnostic) -> String {
        let place = diagnostic
            .span
            .and_then(|span| Some((span, self.file(span)?)));
        let place = place.map(|(span, file)| {
            let (line, column) = file.line_and_column(span);
            let path = escape_property(&file.path);
            format!("file={path},line={line},col={column},")
        });
        let help = diagnostic.help.as_deref();
        let help = help.map(|help| format!("; {}", shown(help)));
        format!(
            "::{} {}title={}::{}{}\n",
            word(diagnostic.severity),
            place.unwrap_or_default(),
            diagnostic.code.as_str(),
            escape(&shown(&diagnostic.message)),
            escape(&help.unwrap_or_default()),
        )
    }
}

/// The lines of a file that have a part in a diagnostic. To draw a line costs as much as all that is
/// given along with it.
struct Part<'p> {
    path: &'p str,
    text: &'p str,
    /// Where it begins in the file, and in which line.
    start: usize,
    line: usize,
}

impl<'p> Part<'p> {
    fn snippet<T: Clone>(&self) -> Snippet<'p, T> {
        let snippet = Snippet::source(self.text).path(self.path);
        snippet.line_start(self.line)
    }

    fn context<'w>(&self, span: Span, why: &'w str) -> Annotation<'w> {
        let place = AnnotationKind::Context.span(self.first_line(span));
        place.label(shown(why))
    }

    /// The part of a span that is worth showing: its first line.
    fn first_line(&self, span: Span) -> std::ops::Range<usize> {
        let start = (span.start as usize).saturating_sub(self.start);
        let end = (span.end as usize).saturating_sub(self.start);
        let text = self.text.get(start..end.min(self.text.len()));
        let line = text.unwrap_or_default().split('\n').next();
        let line = line.unwrap_or_default().trim_end();
        // A mapping or list in block style begins at a place without a length.
        let after = self.text.get(start..).unwrap_or_default();
        let first = after.chars().next().filter(|first| *first != '\n');
        start..start + line.len().max(first.map_or(0, char::len_utf8))
    }
}

impl Shown<'_> {
    /// The lines from the first of these places to the last.
    fn part(&self, spans: impl IntoIterator<Item = Span>) -> Part<'_> {
        let lines = spans.into_iter().map(|span| self.line(span));
        let (first, last) = lines.fold((usize::MAX, 1), |(first, last), line| {
            (first.min(line), last.max(line))
        });
        let begin = |line: usize| self.lines.get(line.saturating_sub(1)).copied();
        let start = begin(first).unwrap_or_default();
        let end = begin(last + 1).unwrap_or(self.text.len());
        Part {
            path: &self.path,
            text: self.text.get(start..end).unwrap_or_default(),
            start,
            line: first,
        }
    }

    /// The line in which a place begins, from 1.
    fn line(&self, span: Span) -> usize {
        let start = span.start as usize;
        self.lines.partition_point(|begin| *begin <= start)
    }

    /// Both from 1; the column in characters.
    fn line_and_column(&self, span: Span) -> (usize, usize) {
        let (start, line) = (span.start as usize, self.line(span));
        let begin = self.lines.get(line.saturating_sub(1)).copied();
        let before = self.text.get(begin.unwrap_or_default()..start);
        (line, before.map_or(0, |before| before.chars().count()) + 1)
    }
}

fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

/// CI annotations end at a line break; their properties end at a colon or comma too.
pub(crate) fn escape_property(text: &str) -> String {
    escape(text).replace(':', "%3A").replace(',', "%2C")
}

/// What an annotation says.
pub(crate) fn escape(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

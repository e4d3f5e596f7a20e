//! Sections as Markdown, for reviews and for programs that read. It has no anchors and no lines of the spec, so
//! that what changes here is what has changed there.

use super::revision::Shown;
use super::section::{Block, Fact, Is, Language, Quirk, Row, Rows, Section, Snippet};
use crate::emit::words::markdown::lines;
use crate::emit::words::{Docs, Text, code, fill, joined, link, own, said, stressed};
use crate::model::{Api, Location};

/// The whole text.
pub(super) fn of(api: &Api, sections: &[Section<'_>], header: &str) -> String {
    let mut writer = Writer {
        text: header.to_owned(),
    };
    writer.blank();
    let title = said(api.title.trim_end_matches('.'));
    writer.heading(1, title);
    for section in sections {
        writer.section(section, 2);
    }
    writer.text
}

struct Writer {
    text: String,
}

impl Writer {
    fn section(&mut self, section: &Section<'_>, level: usize) {
        let mut title = section.title.clone();
        for label in &section.labels {
            title.push(fill(" ({})", [own(label)]));
        }
        self.heading(level, title);
        if let Some(location) = section.location {
            self.paragraph(source(location));
        }
        for block in &section.blocks {
            match block {
                Block::Said(_, docs) => self.docs(docs),
                Block::Facts(facts) => self.facts(facts),
                Block::Rows(rows) => self.rows(rows),
                Block::Quirks(quirks) => self.list(quirks.iter().map(quirk)),
                Block::Snippets(snippets) => self.snippets(snippets),
            }
        }
        for inner in &section.sections {
            self.section(inner, (level + 1).min(6));
        }
    }

    fn facts(&mut self, facts: &[Fact]) {
        let facts = facts.iter().map(|fact| {
            let is = match &fact.is {
                Is::Points(points) => joined(points.iter().cloned(), " "),
                Is::Names(names) => {
                    let names = names.iter().filter(|(shown, _)| is_now(shown));
                    joined(names.map(|(_, name)| name.clone()), ", ")
                }
            };
            fill("{}: {}", [stressed(fact.name), is])
        });
        self.list(facts);
    }

    fn rows(&mut self, rows: &Rows<'_>) {
        self.paragraph(rows.caption.clone().and(own(":")));
        self.blank();
        for row in &rows.rows {
            self.row(row, rows.columns);
        }
    }

    fn row(&mut self, row: &Row<'_>, columns: &[&'static str]) {
        let mut text = Text::default();
        for (at, (cell, column)) in row.cells.iter().zip(columns).enumerate() {
            let told = cell.iter().filter(|(shown, _)| is_now(shown));
            let told: Vec<Text> = told.map(|(_, docs)| docs.in_a_line()).collect();
            if told.is_empty() {
                continue;
            }
            let told = joined(told, if at == 0 { ", " } else { " " });
            // The others are what one expects there.
            let is_named = !column.starts_with("What");
            match at {
                0 => {
                    text.push(told);
                    let labels = row.labels.iter().map(|label| own(label));
                    let labels: Vec<Text> = labels.collect();
                    if !labels.is_empty() {
                        text.push(fill(" ({})", [joined(labels, ", ")]));
                    }
                    text.push(own(":"));
                }
                _ if is_named => text.push(fill(" {}: {}", [stressed(column), told])),
                _ => text.push(fill(" {}", [told])),
            }
        }
        self.lines(text.without_links().markdown("- ", "  "));
        for it in &row.quirks {
            self.lines(quirk(it).without_links().markdown("  - ", "    "));
        }
    }

    fn snippets(&mut self, snippets: &[Snippet]) {
        // The others are in these.
        let shown = |it: &&Snippet| matches!(it.language, Language::Rust | Language::Curl);
        for snippet in snippets.iter().filter(shown) {
            self.blank();
            let runs = snippet.code.split(|sign| sign != '`').map(str::len).max();
            let fence = "`".repeat(runs.unwrap_or_default().max(2) + 1);
            let Snippet { language, code } = snippet;
            let shown = code.replace(|sign: char| sign.is_control() && sign != '\n', " ");
            self.text
                .push_str(&format!("{fence}{}\n{shown}\n{fence}\n", language.marker()));
        }
    }

    fn docs(&mut self, docs: &Docs) {
        self.blank();
        self.lines(lines(&docs.without_links()));
    }

    fn list(&mut self, points: impl Iterator<Item = Text>) {
        self.blank();
        for point in points {
            self.lines(point.without_links().markdown("- ", "  "));
        }
    }

    fn paragraph(&mut self, text: Text) {
        self.blank();
        self.lines(text.markdown("", ""));
    }

    fn heading(&mut self, level: usize, title: Text) {
        self.blank();
        let marks = "#".repeat(level);
        // A heading is one line, however long.
        let title = title.without_links().markdown("", "").join(" ");
        self.text.push_str(&format!("{marks} {title}\n"));
    }

    fn lines(&mut self, lines: Vec<String>) {
        for line in lines {
            self.text.push_str(line.trim_end());
            self.text.push('\n');
        }
    }

    fn blank(&mut self) {
        if !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }
}

/// Whether it is said of the revision in force, or of what has changed.
fn is_now(shown: &Shown) -> bool {
    !matches!(shown, Shown::Then(_))
}

fn quirk(quirk: &Quirk<'_>) -> Text {
    let about = match quirk.about.is_empty() {
        true => stressed("Quirk:"),
        false => fill("{}, {}:", [stressed("Quirk"), quirk.about.clone()]),
    };
    fill(
        "{} {} {} {}",
        [
            about,
            quirk.says.clone(),
            stressed("What we do:"),
            quirk.we.clone(),
        ],
    )
}

/// The file, and not the line: that of everything below would change with each new one.
fn source(location: &Location) -> Text {
    let Location { file, .. } = location;
    fill(
        "Spec: {}",
        [match file.chars().all(|sign| sign.is_ascii_graphic()) {
            true => link(&**file, format!("../{file}")),
            false => code(&**file),
        }],
    )
}

//! Sections as HTML.

use std::fmt::Write as _;
use std::ops::RangeInclusive;

use super::revision::Shown;
use super::section::{Block, Fact, Is, Quirk, Row, Rows, Section, Snippet};
use crate::emit::words::{Text, escape};
use crate::model::{Call, Location};

/// Writes sections, each with all that is in it.
pub(super) struct Writer<'a> {
    pub(super) html: String,
    /// What stands before the path of a file of the spec, if links lead there.
    pub(super) spec: Option<&'static str>,
    /// What stands in the head of a call's section.
    pub(super) beside: &'a dyn Fn(&Call) -> String,
}

impl Writer<'_> {
    /// A section, whose heading is of this level.
    pub(super) fn section(&mut self, section: &Section<'_>, level: usize) {
        let class = if section.call.is_some() { " call" } else { "" };
        let shown = self.attributes(&section.shown, &format!("l{level}{class}"));
        let id = escape(&section.id);
        let _ = writeln!(self.html, "<section id=\"{id}\"{shown}>");
        self.old_ids(&section.old_ids);
        let level = level.min(6);
        let _ = write!(self.html, "<h{level}>");
        section.title.html(&mut self.html);
        self.labels(&section.labels);
        let _ = write!(
            self.html,
            " <a class=\"here\" href=\"#{id}\" aria-label=\"Link to this section\">#</a></h{level}>"
        );
        self.html.push('\n');
        let beside = section.call.map(|call| (self.beside)(call));
        let source = section.location.map(|location| self.source(location));
        let head: String = beside.into_iter().chain(source).collect();
        if !head.is_empty() {
            let _ = writeln!(self.html, "<p class=\"head\">{head}</p>");
        }
        for block in &section.blocks {
            self.block(block);
        }
        for inner in &section.sections {
            self.section(inner, level + 1);
        }
        self.html.push_str("</section>\n");
    }

    /// The contents of a section in a list, as far as so many levels.
    pub(super) fn contents(&mut self, sections: &[Section<'_>], levels: usize) {
        self.html.push_str("<ul>\n");
        for section in sections {
            let shown = self.attributes(&section.shown, "");
            let _ = write!(
                self.html,
                "<li{shown}><a href=\"#{}\">{}</a>",
                escape(&section.id),
                escape(&section.title.plain())
            );
            if levels > 1 && !section.sections.is_empty() {
                self.html.push('\n');
                self.contents(&section.sections, levels - 1);
            }
            self.html.push_str("</li>\n");
        }
        self.html.push_str("</ul>\n");
    }

    fn block(&mut self, block: &Block<'_>) {
        match block {
            Block::Said(shown, docs) => {
                let shown = self.attributes(shown, "said");
                let _ = write!(self.html, "<div{shown}>");
                docs.html(&mut self.html);
                self.html.push_str("</div>\n");
            }
            Block::Facts(facts) => self.facts(facts),
            Block::Rows(rows) => self.rows(rows),
            Block::Quirks(quirks) => {
                for quirk in quirks {
                    self.html.push_str("<div");
                    self.quirk(quirk);
                    self.html.push_str("</div>\n");
                }
            }
            Block::Snippets(snippets) => self.snippets(snippets),
        }
    }

    fn facts(&mut self, facts: &[Fact]) {
        self.html.push_str("<dl>\n");
        for fact in facts {
            let _ = write!(self.html, "<dt>{}</dt><dd>", escape(fact.name));
            match &fact.is {
                Is::Points(points) => match points.as_slice() {
                    [point] => point.html(&mut self.html),
                    points => {
                        self.html.push_str("<ul>");
                        for point in points {
                            self.html.push_str("<li>");
                            point.html(&mut self.html);
                            self.html.push_str("</li>");
                        }
                        self.html.push_str("</ul>");
                    }
                },
                Is::Names(names) => self.names(names),
            }
            self.html.push_str("</dd>\n");
        }
        self.html.push_str("</dl>\n");
    }

    fn names(&mut self, names: &[(Shown, Text)]) {
        self.html.push_str("<ul class=\"names\">");
        for (shown, name) in names {
            let shown = self.attributes(shown, "");
            let _ = write!(self.html, "<li{shown}>");
            name.html(&mut self.html);
            self.html.push_str("</li>");
        }
        self.html.push_str("</ul>");
    }

    fn rows(&mut self, rows: &Rows<'_>) {
        let columns = rows.columns.len();
        let first = rows.columns.first().map(|name| name.to_lowercase());
        let class = first.unwrap_or_default();
        let _ = write!(self.html, "<table class=\"{class}\"><caption>");
        rows.caption.html(&mut self.html);
        self.html.push_str("</caption>\n<thead><tr>");
        for column in rows.columns {
            let _ = write!(self.html, "<th scope=\"col\">{}</th>", escape(column));
        }
        self.html.push_str("</tr></thead>\n<tbody>\n");
        for row in &rows.rows {
            self.row(row, columns);
        }
        self.html.push_str("</tbody></table>\n");
    }

    fn row(&mut self, row: &Row<'_>, columns: usize) {
        let shown = self.attributes(&row.shown, "");
        let (id, old_ids) = match row.ids.split_first() {
            Some((id, old_ids)) => (format!(" id=\"{}\"", escape(id)), old_ids),
            None => (String::new(), &[][..]),
        };
        let _ = write!(self.html, "<tr{id}{shown}>");
        for (at, cell) in row.cells.iter().enumerate() {
            let tag = if at == 0 { "th scope=\"row\"" } else { "td" };
            let _ = write!(self.html, "<{tag}>");
            if at == 0 {
                self.old_ids(old_ids);
            }
            for (shown, docs) in cell {
                let shown = self.attributes(shown, "");
                let _ = write!(self.html, "<div{shown}>");
                docs.html(&mut self.html);
                self.html.push_str("</div>");
            }
            if at == 0 {
                self.labels(&row.labels);
                let source = self.source(row.location);
                self.html.push_str(&source);
            }
            self.html.push_str(if at == 0 { "</th>" } else { "</td>" });
        }
        self.html.push_str("</tr>\n");
        for quirk in &row.quirks {
            let _ = write!(self.html, "<tr{shown}><td colspan=\"{columns}\"");
            self.quirk(quirk);
            self.html.push_str("</td></tr>\n");
        }
    }

    /// From within the tag that it stands in.
    fn quirk(&mut self, quirk: &Quirk<'_>) {
        let _ = write!(self.html, " class=\"quirk\" id=\"{}\">", escape(&quirk.id));
        self.html.push_str("<strong>Quirk");
        if !quirk.about.is_empty() {
            self.html.push_str(", ");
            quirk.about.html(&mut self.html);
        }
        self.html.push_str(":</strong> ");
        quirk.says.html(&mut self.html);
        self.html.push_str(" <strong>What we do:</strong> ");
        quirk.we.html(&mut self.html);
        let source = self.source(quirk.location);
        self.html.push_str(&source);
    }

    fn snippets(&mut self, snippets: &[Snippet]) {
        self.html.push_str("<div class=\"snippets\">");
        for snippet in snippets {
            let _ = write!(
                self.html,
                "<details><summary>{}</summary><pre class=\"{}\">\n{}</pre></details>",
                escape(snippet.language.name()),
                snippet.language.marker(),
                escape(&snippet.code)
            );
        }
        self.html.push_str("</div>\n");
    }

    fn labels(&mut self, labels: &[&str]) {
        for label in labels {
            let _ = write!(self.html, " <span class=\"label\">{}</span>", escape(label));
        }
    }

    fn old_ids(&mut self, ids: &[String]) {
        for id in ids {
            let _ = write!(self.html, "<span id=\"{}\"></span>", escape(id));
        }
    }

    /// The line of the spec, and the way there.
    fn source(&self, location: &Location) -> String {
        let Location { file, line } = location;
        let name = file.rsplit('/').next().unwrap_or(file);
        let shown = format!("{}:{line}", escape(name));
        match self.spec {
            Some(before) => {
                let file = in_address(file);
                format!(" <a class=\"spec\" href=\"{before}{file}#L{line}\">{shown}</a>")
            }
            None => format!(" <span class=\"spec\">{shown}</span>"),
        }
    }

    /// The attributes of what is shown so, beside these classes.
    fn attributes(&self, shown: &Shown, classes: &str) -> String {
        let (more, revisions) = match shown {
            Shown::Always => ("", None),
            Shown::In(revisions) => ("", Some(revisions)),
            Shown::Then(revisions) => (" then", Some(revisions)),
            Shown::Told => (" told", None),
        };
        let classes = format!("{classes}{more}");
        let mut attributes = match classes.trim() {
            "" => String::new(),
            classes => format!(" class=\"{classes}\""),
        };
        if let Some(revisions) = revisions {
            let _ = write!(attributes, " data-in=\"{}\"", places(revisions));
        }
        attributes
    }
}

/// The places of revisions, as the style sheet looks for them.
pub(super) fn places(revisions: &RangeInclusive<usize>) -> String {
    let places: Vec<String> = revisions.clone().map(|at| at.to_string()).collect();
    places.join(" ")
}

/// The path of a file in an address.
fn in_address(path: &str) -> String {
    let mut address = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                address.push(char::from(byte));
            }
            _ => {
                let _ = write!(address, "%{byte:02X}");
            }
        }
    }
    address
}

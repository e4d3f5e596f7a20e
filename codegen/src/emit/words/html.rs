//! Words as HTML, in which nothing but the kind of a piece makes a tag.

use super::markdown::{Fence, closing};
use super::text::{Block, Docs, Piece, Text};

/// A text, or the value of an attribute in double quotes.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    push(text, &mut escaped);
    escaped
}

impl Text {
    /// Inside of an element.
    pub(crate) fn html(&self, html: &mut String) {
        for piece in &self.0 {
            match piece {
                Piece::Own(words) => push(words, html),
                Piece::Stressed(words) => {
                    html.push_str("<strong>");
                    push(words, html);
                    html.push_str("</strong>");
                }
                Piece::Said(words) => said(words, html),
                Piece::Code(value) => code(value, html),
                Piece::Link { shown, to } => {
                    html.push_str("<a href=\"");
                    push(to, html);
                    html.push_str("\">");
                    code(shown, html);
                    html.push_str("</a>");
                }
            }
        }
    }
}

impl Docs {
    /// As elements of their own. A single line stands for itself.
    pub(crate) fn html(&self, html: &mut String) {
        if let [Block::Line(text)] = self.0.as_slice() {
            return text.html(html);
        }
        for block in &self.0 {
            match block {
                Block::Said(words) => paragraphs(words, html),
                Block::Line(text) => paragraph(html, |html| text.html(html)),
                Block::List(points) => {
                    html.push_str("<ul>");
                    for point in points {
                        html.push_str("<li>");
                        point.html(html);
                        html.push_str("</li>");
                    }
                    html.push_str("</ul>\n");
                }
                Block::Heading(words) => paragraph(html, |html| {
                    html.push_str("<strong>");
                    push(words, html);
                    html.push_str("</strong>");
                }),
                Block::Example(lines) => example(&lines.join("\n"), html),
            }
        }
    }

    /// Whether nothing is said.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Words of a spec: paragraphs, and examples between fences, as in Markdown.
fn paragraphs(words: &str, html: &mut String) {
    let mut paragraph_so_far = String::new();
    let mut fence: Option<(Fence<'_>, String)> = None;
    for line in words.lines() {
        let trimmed = line.trim();
        match (&mut fence, Fence::at(trimmed)) {
            (None, Some(begin)) => {
                close(&mut paragraph_so_far, html);
                fence = Some((begin, String::new()));
            }
            (Some((begin, lines)), Some(end)) if end.ends(begin) => {
                example(lines, html);
                fence = None;
            }
            (Some((_, lines)), _) => {
                lines.push_str(line.trim_end());
                lines.push('\n');
            }
            (None, None) if trimmed.is_empty() => close(&mut paragraph_so_far, html),
            (None, None) => {
                paragraph_so_far.push_str(trimmed);
                paragraph_so_far.push('\n');
            }
        }
    }
    close(&mut paragraph_so_far, html);
    if let Some((_, lines)) = fence {
        example(&lines, html);
    }
}

/// Writes the paragraph that was read, if there is one.
fn close(words: &mut String, html: &mut String) {
    if !words.is_empty() {
        paragraph(html, |html| said(words.trim_end(), html));
        words.clear();
    }
}

fn paragraph(html: &mut String, write: impl FnOnce(&mut String)) {
    html.push_str("<p>");
    write(html);
    html.push_str("</p>\n");
}

fn example(lines: &str, html: &mut String) {
    html.push_str("<pre>");
    // A line feed in front would be none.
    html.push('\n');
    for line in lines.lines() {
        push(line, html);
        html.push('\n');
    }
    html.push_str("</pre>\n");
}

/// Backticks make code as in Markdown; so does an address, which is no link: nobody has looked where it leads.
fn said(text: &str, html: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find('`') {
        let (before, ticks) = rest.split_at(at);
        plain(before, html);
        let length = ticks.len() - ticks.trim_start_matches('`').len();
        let (fence, after) = ticks.split_at(length);
        match closing(after, length) {
            Some(end) => {
                code(&after[..end], html);
                rest = &after[end + length..];
            }
            None => {
                push(fence, html);
                rest = after;
            }
        }
    }
    plain(rest, html);
}

fn plain(text: &str, html: &mut String) {
    if !text.contains("://") {
        return push(text, html);
    }
    for word in text.split_inclusive(char::is_whitespace) {
        match word.contains("://") {
            true => {
                let (address, behind) = word.split_at(word.trim_end().len());
                code(address, html);
                push(behind, html);
            }
            false => push(word, html),
        }
    }
}

fn code(value: &str, html: &mut String) {
    if value.trim().is_empty() {
        return push("an empty text", html);
    }
    html.push_str("<code>");
    push(value, html);
    html.push_str("</code>");
}

fn push(text: &str, html: &mut String) {
    for letter in text.chars() {
        match letter {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            _ => html.push(letter),
        }
    }
}

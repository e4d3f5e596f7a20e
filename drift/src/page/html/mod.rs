//! HTML: the tokens as browsers read them, and of their structure what tables, headings and paragraphs need.
//!
//! Tags that are left open end where HTML lets them end. There is no tree, so that neither depth nor what is
//! never closed costs more than its bytes.

mod attributes;
mod table;

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer,
};

use super::{Block, Place, What};
use crate::words::on_one_line;

use table::{Cell, MOST_SPANNED, MOST_SPANNING, Row, Table, fill};

/// What stands in these is not the document.
const PASSED_OVER: [&str; 8] = [
    "script", "style", "template", "svg", "nav", "footer", "aside", "select",
];

/// What ends a line wherever it begins or ends.
const OF_BLOCKS: [&str; 22] = [
    "p",
    "div",
    "section",
    "article",
    "main",
    "header",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "pre",
    "blockquote",
    "hr",
    "form",
    "figure",
    "figcaption",
    "body",
    "html",
    "address",
    "caption",
];

/// Most bytes that are repeated because cells span rows.
const MOST_REPEATED: usize = 1 << 20;

pub(super) fn blocks(text: &str) -> Vec<Block> {
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(&*attributes::bounded(text)));
    let tokenizer = Tokenizer::new(Sink(RefCell::default()), Default::default());
    while !input.is_empty() {
        let _ = tokenizer.feed(&input);
    }
    tokenizer.end();
    let mut state = tokenizer.sink.0.into_inner();
    state.end();
    state.blocks
}

struct Sink(RefCell<State>);

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<()> {
        let mut state = self.0.borrow_mut();
        state.line = u32::try_from(line).unwrap_or(u32::MAX);
        match token {
            Token::TagToken(tag) => return state.tag(&tag),
            Token::CharacterTokens(text) => state.text(&text),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

#[derive(Default)]
struct State {
    blocks: Vec<Block>,
    line: u32,
    /// The element that is passed over, and how deep in elements of its name.
    passed_over: Option<(String, usize)>,
    /// What has been read of a line, where it began, and how many of its letters are links.
    words: String,
    began: u32,
    linked: usize,
    links: usize,
    is_heading: bool,
    tables: Vec<Table>,
    /// How deep in tables that are the text of a cell.
    nested: usize,
    tables_so_far: usize,
    repeated: usize,
}

impl State {
    fn tag(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let name = &*tag.name;
        let is_start = tag.kind == TagKind::StartTag;
        if let Some((passed, depth)) = &mut self.passed_over {
            if passed.as_str() == name && !tag.self_closing {
                *depth = if is_start { *depth + 1 } else { *depth - 1 };
                if *depth == 0 {
                    self.passed_over = None;
                }
            }
        } else if is_start && PASSED_OVER.contains(&name) && !tag.self_closing {
            self.end_line();
            self.passed_over = Some((name.to_owned(), 1));
        } else {
            self.element(tag, name, is_start);
        }
        match name {
            "script" if is_start => TokenSinkResult::RawData(RawKind::ScriptData),
            "style" | "iframe" | "noembed" | "noframes" | "xmp" if is_start => {
                TokenSinkResult::RawData(RawKind::Rawtext)
            }
            "title" | "textarea" if is_start => TokenSinkResult::RawData(RawKind::Rcdata),
            _ => TokenSinkResult::Continue,
        }
    }

    fn element(&mut self, tag: &Tag, name: &str, is_start: bool) {
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.end_line();
                self.is_heading = is_start;
            }
            "a" => {
                self.links = if is_start {
                    self.links + 1
                } else {
                    self.links.saturating_sub(1)
                }
            }
            "br" => self.line_break(),
            "table" | "thead" | "tbody" | "tfoot" | "tr" | "td" | "th" if self.nested > 0 => {
                self.end_line();
                match (name, is_start) {
                    ("table", true) => self.nested += 1,
                    ("table", false) => self.nested -= 1,
                    _ => {}
                }
            }
            "table" if is_start => self.begin_table(),
            "table" => self.end_table(),
            "thead" => self.in_table(|table| table.is_in_head = is_start),
            "tbody" | "tfoot" => {
                self.end_row();
                self.in_table(|table| table.is_in_head = false);
            }
            "tr" => {
                self.end_row();
                if is_start {
                    let line = self.line;
                    self.in_table(|table| {
                        table.row = Some(Row {
                            line,
                            ..Row::default()
                        })
                    });
                }
            }
            "td" | "th" => {
                self.end_cell();
                if is_start {
                    self.begin_cell(tag, name == "th");
                }
            }
            _ if OF_BLOCKS.contains(&name) => self.end_line(),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.passed_over.is_some() {
            return;
        }
        if let Some(cell) = self.cell() {
            cell.text.push_str(text);
            return;
        }
        if self.words.trim_start().is_empty() {
            // The token ends on this line; where it began is as many lines before.
            let behind = text.trim_start().matches('\n').count();
            self.began = self.line.saturating_sub(u32::try_from(behind).unwrap_or(0));
        }
        self.words.push_str(text);
        if self.links > 0 {
            self.linked += text
                .chars()
                .filter(|letter| letter.is_alphanumeric())
                .count();
        }
    }

    /// The cell that text goes into.
    fn cell(&mut self) -> Option<&mut Cell> {
        let table = self.tables.last_mut().filter(|table| !table.is_layout)?;
        table.row.as_mut()?.cell.as_mut()
    }

    fn line_break(&mut self) {
        if let Some(cell) = self.cell() {
            cell.text.push('\n');
        } else if self.is_heading {
            self.words.push(' ');
        } else {
            self.end_line();
        }
    }

    /// Ends a line outside of tables, or one within a cell.
    fn end_line(&mut self) {
        if let Some(cell) = self.cell() {
            cell.text.push('\n');
            return;
        }
        let words = on_one_line(&std::mem::take(&mut self.words));
        let letters = words
            .chars()
            .filter(|letter| letter.is_alphanumeric())
            .count();
        // What is all links is a menu.
        let is_menu = !self.is_heading && letters > 0 && self.linked >= letters;
        self.linked = 0;
        let is_heading = std::mem::take(&mut self.is_heading);
        if words.is_empty() || is_menu {
            return;
        }
        let what = if is_heading {
            What::Heading(words)
        } else {
            What::Text(words)
        };
        self.push(self.began, what);
    }

    fn push(&mut self, line: u32, what: What) {
        let place = Place { line, part: None };
        self.blocks.push(Block { place, what });
    }

    fn in_table(&mut self, act: impl FnOnce(&mut Table)) {
        if let Some(table) = self.tables.last_mut().filter(|table| !table.is_layout) {
            act(table);
        }
    }

    fn begin_table(&mut self) {
        self.end_line();
        if let Some(table) = self.tables.last_mut().filter(|table| !table.is_layout) {
            let has_key = table
                .row
                .as_ref()
                .is_some_and(|row| row.cells.iter().any(|cell| !cell.is_empty()));
            if table.has_rows && has_key {
                // A table within a cell of a row is that cell's text.
                self.nested = 1;
                return;
            }
            // What stands in the first cell beside a table is no row.
            table.is_layout = true;
            if let Some(Row { cells, cell, .. }) = table.row.take() {
                for text in cells.into_iter().chain(cell.map(|cell| cell.text)) {
                    let lines = text.lines().map(on_one_line);
                    for line in lines.filter(|line| !line.is_empty()) {
                        self.push(self.line, What::Text(line));
                    }
                }
            }
        }
        self.tables_so_far += 1;
        let number = self.tables_so_far;
        self.tables.push(Table {
            number,
            ..Table::default()
        });
    }

    fn end_table(&mut self) {
        self.end_row();
        self.end_line();
        self.tables.pop();
    }

    fn begin_cell(&mut self, tag: &Tag, is_head: bool) {
        let spans = |name: &str| {
            let found = tag
                .attrs
                .iter()
                .find(|attribute| &*attribute.name.local == name);
            let count: usize = found
                .and_then(|attribute| attribute.value.trim().parse().ok())
                .unwrap_or(1);
            count.clamp(1, MOST_SPANNED)
        };
        let (columns, rows, line) = (spans("colspan"), spans("rowspan"), self.line);
        self.in_table(|table| {
            let row = table.row.get_or_insert_with(|| Row {
                line,
                ..Row::default()
            });
            row.heads += usize::from(is_head || table.is_in_head);
            fill(row, &mut table.spanning);
            row.cell = Some(Cell {
                columns,
                rows,
                ..Cell::default()
            });
        });
    }

    fn end_cell(&mut self) {
        let mut repeated = 0;
        let left = MOST_REPEATED.saturating_sub(self.repeated);
        self.in_table(|table| {
            let Some(row) = &mut table.row else { return };
            let Some(cell) = row.cell.take() else { return };
            let text = on_one_line(&cell.text);
            if cell.rows > 1 && table.spanning.len() < MOST_SPANNING {
                repeated = text.len().saturating_mul(cell.rows);
                let again = if repeated <= left {
                    text.clone()
                } else {
                    String::new()
                };
                table.spanning.push((row.cells.len(), cell.rows - 1, again));
            }
            row.cells.push(text);
            let room = MOST_SPANNED.saturating_sub(row.cells.len());
            row.cells
                .extend((1..cell.columns.min(room)).map(|_| String::new()));
        });
        if repeated <= left {
            self.repeated += repeated;
        }
    }

    fn end_row(&mut self) {
        self.end_cell();
        let Some(table) = self.tables.last_mut().filter(|table| !table.is_layout) else {
            return;
        };
        let Some(mut row) = table.row.take() else {
            return;
        };
        fill(&mut row, &mut table.spanning);
        if row.cells.iter().all(String::is_empty) {
            return;
        }
        table.has_rows = true;
        let is_head = row.heads == row.cells.iter().filter(|cell| !cell.is_empty()).count();
        if row.goes_on
            && let Some(Block {
                what:
                    What::Row {
                        table: number,
                        cells,
                        ..
                    },
                ..
            }) = self.blocks.last_mut()
            && *number == table.number
        {
            for (at, more) in row.cells.into_iter().enumerate().skip(1) {
                match cells.get_mut(at) {
                    Some(cell) if *cell != more => {
                        cell.push(' ');
                        cell.push_str(&more);
                    }
                    Some(_) => {}
                    None => cells.push(more),
                }
            }
            return;
        }
        let what = What::Row {
            table: table.number,
            is_head,
            cells: row.cells,
        };
        self.push(row.line, what);
    }

    fn end(&mut self) {
        while !self.tables.is_empty() {
            self.end_table();
        }
        self.end_line();
    }
}

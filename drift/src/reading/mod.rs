//! A page read beside the spec: which row of it is which row of the spec's.

mod head;
mod lexer;
mod lexicon;
mod matching;

use std::collections::{HashMap, VecDeque};

use crate::expected::Section;
use crate::limit_cell::LimitCell;
use crate::page::{Block, Page, Place, What};
use crate::words::{letters, on_one_line, sentences, squeezed};

use head::Head;
use lexer::Line;
use lexicon::{Entry, Lexicon};

/// How rows are made of pages. With another number, all locks are to be made anew.
pub const EXTRACTOR: u32 = 1;

/// The section of lines such as `GET /clients`.
pub const REQUESTS: &str = "requests";

/// Longest key that is kept as it is: what is longer, or of several words, is a sentence of the vendor's.
const LONGEST_KEY: usize = 60;

/// Lines before a table among which its heading is looked for.
const NEAR: usize = 40;

/// What was read of a page.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// Its rows, in order.
    pub rows: Vec<Row>,
    /// The sentences outside of its tables, in order.
    pub sentences: Vec<Sentence>,
    /// The sections that its tables are, in order, and whether the spec has them.
    pub sections: Vec<(String, bool)>,
    /// The beginnings of all that is outside of rows.
    pub(crate) loose: Vec<String>,
}

/// A row of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its section.
    pub section: String,
    /// Its key.
    pub key: String,
    /// Which of the section's rows with this key it is, from 1.
    pub nth: usize,
    /// Its other cells.
    pub cells: Vec<String>,
    /// Which of them has the limit.
    pub limit: Option<usize>,
    /// Where it stands on the page.
    pub place: Place,
}

impl Row {
    /// What its limit says, if it is understood.
    pub fn limit_cell(&self) -> Option<LimitCell> {
        LimitCell::read(self.cells.get(self.limit?)?)
    }

    /// Its cells as one text.
    pub fn text(&self) -> String {
        self.cells.join(" ")
    }
}

/// A sentence outside of tables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// The sentence.
    pub text: String,
    /// Where it stands on the page.
    pub place: Place,
}

impl Reading {
    /// Reads a page beside the sections of a spec. `known` are keys that were reviewed, by section: the
    /// spec need not have them.
    pub fn of(page: &Page, sections: &[Section], known: &[(String, String)]) -> Self {
        let lexicon = Lexicon::of(sections, known);
        let mut reader = Reader::beside(&lexicon);
        let blocks = &page.blocks;
        let mut at = 0;
        while let Some(block) = blocks.get(at) {
            at = match &block.what {
                What::Row { table, .. } => {
                    let number = *table;
                    let of_table = |block: &Block| matches!(&block.what, What::Row { table, .. } if *table == number);
                    let end = blocks[at..]
                        .iter()
                        .position(|block| !of_table(block))
                        .map_or(blocks.len(), |length| at + length);
                    reader.table(&blocks[at..end]);
                    end
                }
                What::Text(line) if head::is_head_line(line) => {
                    let ends = |block: &Block| match &block.what {
                        What::Text(line) => head::is_head_line(line),
                        _ => true,
                    };
                    let end = blocks[at + 1..]
                        .iter()
                        .position(ends)
                        .map_or(blocks.len(), |length| at + 1 + length);
                    reader.run_together(&blocks[at + 1..end]);
                    end
                }
                What::Text(line) | What::Heading(line) => {
                    reader.outside(&block.place, line);
                    at + 1
                }
            };
        }
        reader.reading
    }
}

struct Reader<'l, 'a> {
    lexicon: &'l Lexicon<'a>,
    reading: Reading,
    /// The letters of the lines since the last table.
    near: VecDeque<String>,
    /// The last of these lines.
    above: Option<String>,
    /// How often each key was there, by section.
    counts: HashMap<(String, String), usize>,
    /// The last part of each section: its tables may come more than once.
    parts: HashMap<String, usize>,
}

impl<'l, 'a> Reader<'l, 'a> {
    fn beside(lexicon: &'l Lexicon<'a>) -> Self {
        Self {
            lexicon,
            reading: Reading::default(),
            near: VecDeque::new(),
            above: None,
            counts: HashMap::new(),
            parts: HashMap::new(),
        }
    }

    fn outside(&mut self, place: &Place, line: &str) {
        if line.is_empty() {
            return;
        }
        if let Some(request) = request(line) {
            self.push(REQUESTS, request, Vec::new(), None, place.clone());
            return;
        }
        self.reading
            .loose
            .push(line.chars().take(LONGEST_KEY).collect());
        for text in sentences(line) {
            self.reading.sentences.push(Sentence {
                text,
                place: place.clone(),
            });
        }
        if line.len() <= LONGEST_KEY * 2 {
            if self.near.len() == NEAR {
                self.near.pop_front();
            }
            self.near.push_back(letters(line));
            self.above = Some(line.to_owned());
        }
    }

    /// A table whose cells are apart.
    fn table(&mut self, blocks: &[Block]) {
        let rows: Vec<(&Place, bool, &[String])> = (blocks.iter())
            .filter_map(|block| match &block.what {
                What::Row { is_head, cells, .. } => {
                    Some((&block.place, *is_head, cells.as_slice()))
                }
                _ => None,
            })
            .collect();
        let mut head: Option<Head> = None;
        let mut is_headed = false;
        let mut body = Vec::new();
        for (place, is_head, cells) in rows {
            match Head::of(cells) {
                Some(found) => (head, is_headed) = (Some(found), true),
                None if is_head && body.is_empty() => is_headed = true,
                None => body.push((place, cells)),
            }
        }
        let head = head.unwrap_or_default();
        let key = |cells: &[String]| key(cells.get(head.key).map_or("", String::as_str));
        let keys: Vec<String> = body.iter().map(|(_, cells)| key(cells)).collect();
        let entry = self
            .last(&keys)
            .or_else(|| matching::best(self.lexicon, &keys, self.near.make_contiguous()));
        if entry.is_none() && !is_headed {
            // It may only arrange what is in it.
            for (place, cells) in body {
                cells.iter().for_each(|cell| self.outside(place, cell));
            }
            return;
        }
        let name = self.begin(entry, &keys);
        for ((place, cells), key) in body.into_iter().zip(keys) {
            if key.is_empty() {
                cells.iter().for_each(|cell| self.outside(place, cell));
                continue;
            }
            let others = cells.iter().enumerate().filter(|(at, _)| *at != head.key);
            let others: Vec<(usize, &String)> = others.collect();
            let limit = others.iter().position(|(at, _)| Some(*at) == head.limit);
            let others = others.into_iter().map(|(_, cell)| cell.clone()).collect();
            self.push(&name, key, others, limit, place.clone());
        }
    }

    /// A table whose cells run together.
    fn run_together(&mut self, blocks: &[Block]) {
        let lines: Vec<Line> = (blocks.iter())
            .filter_map(|block| match &block.what {
                What::Text(text) => Some(Line {
                    place: &block.place,
                    text,
                }),
                _ => None,
            })
            .collect();
        let lexicon = self.lexicon;
        let entry = matching::best_of_lines(lexicon, &lines, self.near.make_contiguous());
        let (rows, rest) = match entry.filter(|entry| !entry.section.items.is_empty()) {
            Some(entry) => lexer::rows(entry, lexicon, &lines),
            None => lexer::lines(&lines),
        };
        let keys: Vec<String> = rows.iter().map(|row| row.key.clone()).collect();
        let name = self.begin(entry, &keys);
        for row in rows {
            let text = row.text.trim();
            let (cells, limit) = match LimitCell::begins_in(text) {
                Some(at) => {
                    let (says, limit) = text.split_at(at);
                    (vec![on_one_line(says), on_one_line(limit)], Some(1))
                }
                None => (vec![on_one_line(text)], None),
            };
            self.push(&name, row.key, cells, limit, row.place.clone());
        }
        for line in rest {
            self.outside(line.place, line.text);
        }
    }

    /// The section of the last table, if this one is the rest of it: it has no heading that the spec knows, and
    /// other keys of that section.
    fn last(&mut self, keys: &[String]) -> Option<&'l Entry<'a>> {
        let (name, _) = self.reading.sections.last()?;
        let entry = self.lexicon.entry(base(name))?;
        let fits = keys
            .iter()
            .filter(|key| entry.section.item(key).is_some())
            .count()
            * 2
            >= keys.len();
        let is_new = |key: &String| !self.counts.contains_key(&(name.clone(), key.clone()));
        let goes_on = fits
            && keys.iter().all(is_new)
            && !matching::is_headed(self.lexicon, self.near.make_contiguous());
        goes_on.then_some(entry)
    }

    /// The name of the section that a table is, or goes on with.
    fn begin(&mut self, entry: Option<&Entry>, keys: &[String]) -> String {
        let above = self.above.take();
        let name = match entry {
            Some(entry) => entry.section.name.clone(),
            None => above.map_or_else(|| "table".to_owned(), |line| slug(&line)),
        };
        self.near.clear();
        let mut part = self.parts.get(&name).copied().unwrap_or(1);
        let named = |part: usize| {
            if part == 1 {
                name.clone()
            } else {
                format!("{name}.{part}")
            }
        };
        // The same keys again are another table of the same kind; other keys are the rest of a table.
        let again = keys
            .iter()
            .filter(|key| self.counts.contains_key(&(named(part), (*key).clone())))
            .count();
        if again > 0 && again * 2 >= keys.len() {
            part += 1;
        }
        let is_new = self.parts.insert(name.clone(), part) != Some(part);
        let named = named(part);
        if is_new {
            self.reading.sections.push((named.clone(), entry.is_some()));
        }
        named
    }

    fn push(
        &mut self,
        section: &str,
        key: String,
        cells: Vec<String>,
        limit: Option<usize>,
        place: Place,
    ) {
        let count = self
            .counts
            .entry((section.to_owned(), key.clone()))
            .or_default();
        *count += 1;
        let row = Row {
            section: section.to_owned(),
            key,
            nth: *count,
            cells,
            limit,
            place,
        };
        self.reading.rows.push(row);
    }
}

/// The section's name in the spec.
pub fn base(section: &str) -> &str {
    match section.rsplit_once('.') {
        Some((base, part)) if part.bytes().all(|byte| byte.is_ascii_digit()) => base,
        _ => section,
    }
}

/// A key as it is kept.
fn key(cell: &str) -> String {
    // Markdown has keys between these.
    let line = on_one_line(cell.trim_matches(['`', '*', ' ']));
    let has_few_words = line.split(' ').count() <= 2 && line.len() <= LONGEST_KEY;
    match () {
        () if line.is_empty() => line,
        () if has_few_words => squeezed(&line),
        () => format!("row-{}", crate::words::fingerprint(&line)),
    }
}

/// `GET /clients`, alone on a line.
fn request(line: &str) -> Option<String> {
    let (method, path) = line.split_once(' ')?;
    let is_method = ["GET", "POST", "PUT", "PATCH", "DELETE"].contains(&method);
    let is_path = (path.starts_with('/') || path.starts_with("http") || path.starts_with("{{"))
        && !path.contains(' ');
    (is_method && is_path && path.len() <= 300).then(|| line.to_owned())
}

/// The name of a section that the spec does not have.
fn slug(heading: &str) -> String {
    let words = heading
        .split(|sign: char| !sign.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let words: Vec<String> = words.take(6).map(str::to_lowercase).collect();
    let slug: String = words.join("_").chars().take(40).collect();
    if slug.is_empty() {
        "table".to_owned()
    } else {
        slug
    }
}

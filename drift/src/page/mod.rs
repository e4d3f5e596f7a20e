//! A saved page as a stream of headings, rows and lines, however it was saved.

mod collection;
mod decode;
mod html;
mod lines;

use std::fmt;
use std::sync::Arc;

/// Most bytes of a page.
pub const MOST_BYTES: usize = 16 << 20;

/// A page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// How it was saved.
    pub kind: Kind,
    /// What stands on it, in order.
    pub blocks: Vec<Block>,
}

/// How a page was saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// As HTML.
    Html,
    /// As text, in which the cells of a row may run together.
    Text,
    /// As a collection of requests in JSON.
    Collection,
}

/// Something on a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Where it stands.
    pub place: Place,
    /// What it is.
    pub what: What,
}

/// A place on a page.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Place {
    /// The line, from 1: of the page, or of the part.
    pub line: u32,
    /// The part of a JSON document.
    pub part: Option<Arc<str>>,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.part {
            None => write!(f, "{}", self.line),
            Some(part) => write!(f, "{part}:{}", self.line),
        }
    }
}

/// What a block is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A heading.
    Heading(String),
    /// A row of a table.
    Row {
        /// Which table of the page it is in.
        table: usize,
        /// Whether the page says that it is the table's head.
        is_head: bool,
        /// Its cells.
        cells: Vec<String>,
    },
    /// A line or a paragraph. A blank one ends what stands before it.
    Text(String),
}

/// Why a page cannot be read at all.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Unreadable {
    /// It is too large.
    TooLarge,
    /// There is nothing on it.
    Blank,
    /// It is a file of another kind.
    NoText,
    /// It is the page with all that belongs to it in one file.
    Archive,
    /// It is JSON in which no requests are.
    NoRequests,
    /// It begins as JSON and is none.
    BrokenJson(String),
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge => write!(
                f,
                "it has more than {} MiB; save the page alone",
                MOST_BYTES >> 20
            ),
            Self::Blank => write!(
                f,
                "there is no text on it; save the page once it is shown, not its source before scripts ran"
            ),
            Self::NoText => write!(f, "it is no text; save the page as HTML or as text"),
            Self::Archive => write!(
                f,
                "it is a web archive (MHTML); save the page alone, as HTML or as text"
            ),
            Self::NoRequests => write!(
                f,
                "it is JSON without requests or descriptions in it; of JSON, collections of requests are read"
            ),
            Self::BrokenJson(why) => {
                write!(f, "it begins as JSON and cannot be read as such: {why}")
            }
        }
    }
}

impl std::error::Error for Unreadable {}

impl Page {
    /// Reads a page. How it was saved is told by what it holds.
    pub fn read(bytes: &[u8]) -> Result<Self, Unreadable> {
        if bytes.len() > MOST_BYTES {
            return Err(Unreadable::TooLarge);
        }
        let text = decode::decoded(bytes);
        if is_of_another_kind(&text) {
            return Err(Unreadable::NoText);
        }
        let start = text.trim_start();
        if is_archive(start) {
            return Err(Unreadable::Archive);
        }
        let (kind, blocks) = if looks_like_html(start) {
            (Kind::Html, html::blocks(&text))
        } else if looks_like_json(start) {
            (
                Kind::Collection,
                collection::blocks(&text).map_err(Unreadable::BrokenJson)?,
            )
        } else {
            (Kind::Text, lines::blocks(&text, None))
        };
        let is_blank = blocks.iter().all(|block| match &block.what {
            What::Heading(text) | What::Text(text) => text.is_empty(),
            What::Row { cells, .. } => cells.iter().all(String::is_empty),
        });
        match kind {
            Kind::Collection if is_blank => Err(Unreadable::NoRequests),
            _ if is_blank => Err(Unreadable::Blank),
            _ => Ok(Self { kind, blocks }),
        }
    }
}

/// What is no text has more of the signs that nobody writes than a text that was damaged.
fn is_of_another_kind(text: &str) -> bool {
    let is_odd = |letter: &char| letter.is_control() && !letter.is_whitespace();
    text.chars().filter(is_odd).count() * 50 > text.len()
}

/// The head of a mail, with the page as a part of it in which lines are broken.
fn is_archive(start: &str) -> bool {
    let head: String = start.lines().take(20).collect::<Vec<_>>().join("\n");
    let head = head.to_ascii_lowercase();
    head.contains("mime-version:") && head.contains("content-type: multipart/related")
}

/// A text may begin with a link or with a name between brackets.
fn looks_like_json(start: &str) -> bool {
    let then = start.get(1..).map_or("", str::trim_start);
    match start.as_bytes().first() {
        Some(b'{') => then.is_empty() || then.starts_with(['"', '}']),
        Some(b'[') => then.is_empty() || then.starts_with(['[', '{', '"', ']']),
        _ => false,
    }
}

/// A text may show tags as examples, so one that begins otherwise is HTML only if it has those of a table or of a
/// page, and not just a few for all that it says.
fn looks_like_html(start: &str) -> bool {
    let has = |tag: &str| {
        let bytes = start.as_bytes();
        bytes
            .windows(tag.len())
            .any(|part| part.eq_ignore_ascii_case(tag.as_bytes()))
    };
    let is_tag = start.starts_with('<')
        && start[1..]
            .starts_with(|next: char| next.is_ascii_alphabetic() || next == '!' || next == '?');
    let tags = || {
        let pairs = start.as_bytes().windows(2);
        pairs
            .filter(|pair| pair[0] == b'<' && (pair[1].is_ascii_alphabetic() || pair[1] == b'/'))
            .count()
    };
    is_tag || ((has("<table") && has("<td")) || has("<html")) && tags() * 500 >= start.len()
}

//! A text in lines of Markdown, wrapped.
//!
//! Nothing but a piece's kind makes markup: what else would be is escaped when the lines are made,
//! because only then is it known what stands at the front of one.

use std::ops::Range;

use crate::emit::words::text::{Piece, Text};

/// Columns of text in a line.
const WIDTH: usize = 92;

impl Text {
    /// As lines of Markdown that begin so: the first, and all others.
    pub(crate) fn markdown(&self, first: &str, others: &str) -> Vec<String> {
        let mut lines = Vec::new();
        let mut line = first.to_owned();
        let (mut width, mut is_begun) = (first.chars().count(), false);
        let words = self.words();
        for word in &words.words {
            let text = &words.text[word.place.clone()];
            let wide = text.chars().count();
            // A marker stays where it is none, at the cost of a long line.
            if is_begun && width + 1 + wide > WIDTH && word.may_begin_a_line {
                lines.push(std::mem::replace(&mut line, others.to_owned()));
                (width, is_begun) = (others.chars().count(), false);
            }
            if is_begun {
                line.push(' ');
                width += 1;
            }
            // All of it: a number of the spec and a full stop of the emitter's own are the item of a list.
            match !is_begun && word.begins == Kind::Said {
                true => line.push_str(&harmless_in_front(text)),
                false => line.push_str(text),
            }
            width += wide;
            is_begun = true;
        }
        if is_begun {
            lines.push(line);
        }
        lines
    }

    fn words(&self) -> Words {
        let mut words = Words::default();
        for piece in &self.0 {
            match piece {
                Piece::Own(text) => words.split(text, Kind::Own),
                Piece::Stressed(text) => words.stressed(text),
                Piece::Said(text) => words.said(text),
                Piece::Code(value) => words.value(value),
                Piece::Link { shown, to } => words.link(shown, to),
            }
        }
        words
    }
}

/// What stands between white space.
struct Word {
    /// Its place in the text of all words, where it is ready to stand in the middle of a line.
    place: Range<usize>,
    /// What it begins with.
    begins: Kind,
    may_begin_a_line: bool,
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Own,
    Said,
    Code,
}

#[derive(Default)]
struct Words {
    /// All words, one behind the other: a text of its own for each would cost more than all the rest.
    text: String,
    words: Vec<Word>,
    /// Whether what comes next belongs to the last word.
    is_open: bool,
}

impl Words {
    fn push(&mut self, kind: Kind, may_begin_a_line: bool, write: impl FnOnce(&mut String)) {
        let begin = self.text.len();
        write(&mut self.text);
        let last = self.words.last_mut().filter(|_| self.is_open);
        match last {
            _ if self.text.len() == begin => return,
            Some(word) => {
                // Two spans side by side would have one fence.
                if self.text[..begin].ends_with('`') && self.text[begin..].starts_with('`') {
                    self.text.insert(begin, ' ');
                }
                word.place.end = self.text.len();
            }
            None => self.words.push(Word {
                place: begin..self.text.len(),
                begins: kind,
                may_begin_a_line,
            }),
        }
        self.is_open = true;
    }

    fn split(&mut self, text: &str, kind: Kind) {
        // Looked for once, because most texts have none.
        let has_address = kind == Kind::Said && text.contains("://");
        for (at, word) in text.split(char::is_whitespace).enumerate() {
            if at > 0 {
                self.is_open = false;
            }
            match has_address && word.contains("://") {
                true => self.code(word),
                false => self.push(kind, !is_marker(word), |text| escape(word, text)),
            }
        }
    }

    /// Words of the emitter's own between asterisks.
    fn stressed(&mut self, text: &'static str) {
        let words: Vec<&str> = text.split_whitespace().collect();
        for (at, word) in words.iter().enumerate() {
            self.is_open &= at == 0;
            let begin = if at == 0 { "*" } else { "" };
            let end = if at + 1 == words.len() { "*" } else { "" };
            self.push(Kind::Own, true, |text| {
                text.push_str(begin);
                escape(word, text);
                text.push_str(end);
            });
        }
    }

    /// A link is code with an address; what could not be one is shown only.
    fn link(&mut self, shown: &str, to: &str) {
        let is_sign = |sign: char| sign.is_alphanumeric() || "_-.:/#".contains(sign);
        let is_name = |name: &str| !name.is_empty() && name.chars().all(is_sign);
        if !is_name(shown) || !is_name(to) {
            return self.code(shown);
        }
        self.push(Kind::Own, true, |text| {
            text.extend(["[`", shown, "`]"]);
            if shown != to {
                text.extend(["(", to, ")"]);
            }
        });
    }

    /// Backticks make code as in Markdown: as many as began it end it. Others are backticks.
    fn said(&mut self, text: &str) {
        let mut rest = text;
        while let Some(at) = rest.find('`') {
            let (before, ticks) = rest.split_at(at);
            self.split(before, Kind::Said);
            let length = ticks.len() - ticks.trim_start_matches('`').len();
            let (fence, after) = ticks.split_at(length);
            match closing(after, length) {
                Some(end) => {
                    self.code(&after[..end]);
                    rest = &after[end + length..];
                }
                None => {
                    self.split(fence, Kind::Said);
                    rest = after;
                }
            }
        }
        self.split(rest, Kind::Said);
    }

    /// A value is read in one piece, unless no line is long enough for it.
    fn value(&mut self, value: &str) {
        self.span(value, value.chars().count() + "``".len() <= WIDTH);
    }

    fn code(&mut self, value: &str) {
        self.span(value, false);
    }

    fn span(&mut self, value: &str, is_whole: bool) {
        let words: Vec<&str> = value.split_whitespace().collect();
        let Some((last, before)) = words.split_last() else {
            // Between the backticks of an empty value there would be no code.
            return self.split("an empty text", Kind::Own);
        };
        let longest = value.split(|sign| sign != '`').map(str::len).max();
        let longest = longest.unwrap_or_default();
        if longest > 0 {
            let fence = "`".repeat(longest + 1);
            let span = format!("{fence} {} {fence}", words.join(" "));
            return self.push(Kind::Code, true, |text| text.push_str(&span));
        }
        // Nothing can be escaped in code: it is broken only where what follows begins nothing.
        let mut span = "`".to_owned();
        for (word, next) in before.iter().zip(&words[1..]) {
            span.push_str(word);
            if !is_whole && next.starts_with(char::is_alphanumeric) && !is_numbered(next) {
                self.push(Kind::Code, true, |text| text.push_str(&span));
                (self.is_open, span) = (false, String::new());
            } else {
                span.push(' ');
            }
        }
        self.push(Kind::Code, true, |text| {
            text.extend([span.as_str(), last, "`"])
        });
    }
}

/// Where the next run of exactly so many backticks begins.
pub(in crate::emit::words) fn closing(text: &str, length: usize) -> Option<usize> {
    let mut at = 0;
    while let Some(next) = text[at..].find('`') {
        let begin = at + next;
        let run = text[begin..].len() - text[begin..].trim_start_matches('`').len();
        if run == length {
            return Some(begin);
        }
        at = begin + run;
    }
    None
}

/// A word of a spec that is nothing but itself within a line.
fn escape(word: &str, escaped: &mut String) {
    // Most words, at little cost.
    let end = word.strip_suffix(['.', ',']).unwrap_or(word);
    if end.bytes().all(|sign| sign.is_ascii_alphanumeric()) {
        return escaped.push_str(word);
    }
    let mut before: Option<char> = None;
    let mut signs = word.chars().peekable();
    while let Some(sign) = signs.next() {
        let after = signs.peek().copied();
        // Markdown has letters of its own: it takes `Ⓐ` for a sign.
        let is_inside = |sign: Option<char>| sign.is_some_and(|sign| sign.is_ascii_alphanumeric());
        let is_markup = match sign {
            '[' | ']' | '<' | '>' | '*' | '\\' | '`' | '~' => true,
            // Between letters it is no emphasis.
            '_' => !(is_inside(before) && is_inside(after)),
            // `&lt;` would be another sign.
            '&' => after.is_some_and(|sign| sign == '#' || sign.is_alphanumeric()),
            // rustdoc makes dashes of hyphens, and an ellipsis of full stops.
            '-' | '.' => after == Some(sign),
            _ => false,
        };
        if is_markup {
            escaped.push('\\');
        }
        // White space has been taken out; what remains would end a line or be seen by nobody.
        escaped.push(if sign.is_control() { '\u{fffd}' } else { sign });
        before = Some(sign);
    }
}

/// An escaped word that begins no heading, list, table, line or code where it begins a line.
fn harmless_in_front(word: &str) -> String {
    // A line of these makes a heading or a table of the line before.
    let is_line = word.chars().all(|sign| "-=:|+".contains(sign));
    if word.starts_with('#') || is_line {
        return format!("\\{word}");
    }
    match word.find(['.', ')']) {
        Some(at) if is_numbered(word) => format!("{}\\{}", &word[..at], &word[at..]),
        _ => word.to_owned(),
    }
}

/// Where a line begins with one of these words, Markdown sees a heading or the item of a list.
fn is_marker(word: &str) -> bool {
    word.chars().all(|sign| sign == '#') || matches!(word, "-" | "+" | "1." | "1)")
}

/// Whether it begins like an item of a numbered list.
fn is_numbered(word: &str) -> bool {
    let rest = word.trim_start_matches(|sign: char| sign.is_ascii_digit());
    rest.len() < word.len() && rest.starts_with(['.', ')'])
}

//! Rows whose cells run together: the spec's keys tell where each begins.

use super::lexicon::{Entry, Lexicon};
use crate::expected::Section;
use crate::limit_cell::LimitCell;
use crate::page::Place;
use crate::words::letters;

/// A line of a table.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    pub(super) place: &'a Place,
    pub(super) text: &'a str,
}

/// A row, as it was found.
#[derive(Clone, Debug)]
pub(super) struct Found<'a> {
    pub(super) key: String,
    pub(super) text: String,
    pub(super) place: &'a Place,
}

/// The keys of a section that lines begin with.
pub(super) fn keys<'a>(entry: &Entry<'a>, lines: &[Line]) -> Vec<&'a str> {
    lines
        .iter()
        .filter_map(|line| entry.names.at_start(line.text))
        .collect()
}

/// The rows of a section, and the lines behind the last of them.
pub(super) fn rows<'a>(
    entry: &Entry,
    lexicon: &Lexicon,
    lines: &[Line<'a>],
) -> (Vec<Found<'a>>, Vec<Line<'a>>) {
    let section = entry.section;
    let is_title = |line: &str| line.len() <= 80 && lexicon.has_title(&letters(line));
    let end = lines
        .iter()
        .position(|line| is_title(line.text))
        .unwrap_or(lines.len());
    let (within, behind) = lines.split_at(end);
    let begins: Vec<(usize, String)> = (within.iter().enumerate())
        .filter_map(|(at, line)| {
            let name = entry.reviewed.at_start(line.text).map(str::to_owned);
            let name = name.or_else(|| {
                let before = within[..at].last().map_or("", |line| line.text);
                unknown(section, line.text, before)
            });
            Some((at, name?))
        })
        .collect();
    let mut rows = Vec::new();
    let mut rest: Vec<Line<'a>> = match begins.first() {
        Some((first, _)) => within[..*first].to_vec(),
        None => within.to_vec(),
    };
    for (number, (at, key)) in begins.iter().enumerate() {
        let until = begins.get(number + 1).map(|(next, _)| *next);
        let mut own = &within[*at..until.unwrap_or(within.len())];
        if until.is_none() {
            // What follows the last row is not its own.
            let blank = own
                .iter()
                .skip(1)
                .position(|line| line.text.is_empty())
                .map_or(own.len(), |at| at + 1);
            rest.extend_from_slice(&own[blank..]);
            own = &own[..blank];
        }
        let mut text = own[0].text[key.len()..].to_owned();
        for line in &own[1..] {
            text.push('\n');
            text.push_str(line.text);
        }
        rows.push(Found {
            key: key.clone(),
            text,
            place: own[0].place,
        });
    }
    rest.extend_from_slice(behind);
    (rows, rest)
}

/// Rows of a table that the spec has no keys for: each line, up to the first blank one.
pub(super) fn lines<'a>(lines: &[Line<'a>]) -> (Vec<Found<'a>>, Vec<Line<'a>>) {
    let start = lines
        .iter()
        .position(|line| !line.text.is_empty())
        .unwrap_or(lines.len());
    let length = lines[start..]
        .iter()
        .position(|line| line.text.is_empty())
        .unwrap_or(lines.len() - start);
    let (within, rest) = lines[start..].split_at(length);
    let rows = within.iter().enumerate().map(|(at, line)| Found {
        key: format!("row-{}", at + 1),
        text: line.text.to_owned(),
        place: line.place,
    });
    (rows.collect(), rest.to_vec())
}

/// All names of a section's rows by their first letters, the longest first, so that `third_party_id` is not read
/// as `third`.
pub(super) struct Names<'a> {
    by_first: Vec<Vec<&'a str>>,
    any_case: bool,
}

impl<'a> Names<'a> {
    pub(super) fn of(section: &'a Section, reviewed: &[&'a str]) -> Self {
        let names = section
            .items
            .iter()
            .flat_map(|item| &item.names)
            .map(String::as_str);
        let mut names: Vec<&str> = names.chain(reviewed.iter().copied()).collect();
        names.sort_by(|one, other| other.len().cmp(&one.len()).then(one.cmp(other)));
        names.dedup();
        let mut by_first: Vec<Vec<&str>> = vec![Vec::new(); usize::from(u8::MAX) + 1];
        for name in names {
            by_first[first(name)].push(name);
        }
        Self {
            by_first,
            any_case: section.any_case,
        }
    }

    /// The name that a line begins with.
    fn at_start(&self, line: &str) -> Option<&'a str> {
        let mut near = self.by_first[first(line)].iter().copied();
        near.find(|name| {
            let begins = match line.get(..name.len()) {
                Some(start) if self.any_case => start.eq_ignore_ascii_case(name),
                Some(start) => start == *name,
                None => false,
            };
            // A longer name is another key, and an assignment is an example.
            begins && !line[name.len()..].starts_with(['_', '=', ',', ':'])
        })
    }
}

fn first(text: &str) -> usize {
    let first = text.bytes().next().unwrap_or_default();
    usize::from(first.to_ascii_lowercase())
}

/// A key that nobody has reviewed: a name of several words in the spelling of keys at the beginning of a line,
/// or one word with a capital behind it below a row that is complete.
fn unknown(section: &Section, line: &str, before: &str) -> Option<String> {
    let is_of_name =
        |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_';
    let end = line
        .find(|letter: char| !is_of_name(letter))
        .unwrap_or(line.len());
    let name = line[..end].trim_end_matches('_');
    let is_snake = name.split('_').count() > 1
        && name.split('_').all(|part| !part.is_empty())
        && name.starts_with(|letter: char| letter.is_ascii_lowercase());
    let behind = &line[name.len()..];
    if behind.starts_with(['=', ',', ':', '('])
        || behind.trim_start().starts_with(['(', '[', '=', '"']) && section.is_of_calls
    {
        return None;
    }
    if section.is_of_calls {
        // Calls are told apart from the keys in their cells by how they all begin.
        let first = |name: &str| name.split('_').next().unwrap_or_default().to_owned();
        let is_call = section
            .items
            .iter()
            .any(|item| first(&item.key) == first(name));
        return (is_snake && is_call).then(|| name.to_owned());
    }
    let is_complete = before.is_empty() || LimitCell::begins_in(before).is_some();
    let is_word = name.len() > 1
        && behind.starts_with(|letter: char| letter.is_uppercase())
        && !name.contains('_');
    let name = if is_word && section.items.iter().any(|item| humps(&item.key) > 0) {
        &line[..humps(line).max(name.len())]
    } else {
        name
    };
    // The figure behind a name may be the first of its description.
    let digits = name.len()
        - name
            .trim_end_matches(|letter: char| letter.is_ascii_digit())
            .len();
    let name = if digits > 1 {
        &name[..name.len() - digits]
    } else {
        name
    };
    (is_complete && (is_snake || is_word) && !section.any_case).then(|| name.to_owned())
}

/// Where the last capital is that begins a hump in the letters that a line begins with, as in `firstName`: behind
/// a name, it begins the words.
fn humps(line: &str) -> usize {
    let (mut last, mut before) = (0, b'A');
    for (at, byte) in line.bytes().enumerate() {
        if !byte.is_ascii_alphanumeric() {
            break;
        }
        if byte.is_ascii_uppercase() && !before.is_ascii_uppercase() {
            last = at;
        }
        before = byte;
    }
    last
}

//! Which section of the spec a table of the page is: by its heading, and by the keys that both have.

use std::collections::HashSet;

use super::lexer::{self, Line};
use super::lexicon::{Entry, Lexicon};
use crate::expected::Section;

/// What a table must have in common with a section to be it.
const ENOUGH: f64 = 0.4;

/// The section that has most in common with a table of these keys, below lines of these letters.
pub(super) fn best<'l, 'a>(
    lexicon: &'l Lexicon<'a>,
    keys: &[String],
    near: &[String],
) -> Option<&'l Entry<'a>> {
    choose(lexicon, near, |entry| {
        let section = entry.section;
        let common = common(section, keys.iter().map(String::as_str));
        likeness(common, section.items.len(), keys.len())
    })
}

/// The same, of a table whose cells run together.
pub(super) fn best_of_lines<'l, 'a>(
    lexicon: &'l Lexicon<'a>,
    lines: &[Line],
    near: &[String],
) -> Option<&'l Entry<'a>> {
    // A cell can have many lines, so what no key begins counts only where the section has more than the page.
    let filled = lines.iter().filter(|line| !line.text.is_empty()).count();
    choose(lexicon, near, |entry| {
        let section = entry.section;
        let common = common(section, lexer::keys(entry, lines).into_iter());
        let share = |of: usize| common as f64 / of.max(1) as f64;
        if common < 3 {
            share(section.items.len())
        } else {
            share(section.items.len()).max(share(filled))
        }
    })
}

/// Whether one of these lines is the heading of a section.
pub(super) fn is_headed(lexicon: &Lexicon, near: &[String]) -> bool {
    near.iter().any(|line| lexicon.has_title(line))
}

/// How many rows of a section these are.
fn common<'k>(section: &Section, keys: impl Iterator<Item = &'k str>) -> usize {
    let items: HashSet<&str> = keys
        .filter_map(|key| section.item(key))
        .map(|item| item.key.as_str())
        .collect();
    items.len()
}

fn likeness(common: usize, of_section: usize, of_table: usize) -> f64 {
    2.0 * common as f64 / (of_section + of_table).max(1) as f64
}

fn choose<'l, 'a>(
    lexicon: &'l Lexicon<'a>,
    near: &[String],
    likeness: impl Fn(&Entry<'a>) -> f64,
) -> Option<&'l Entry<'a>> {
    let mut best: Option<(f64, &Entry)> = None;
    for entry in &lexicon.entries {
        let title = &entry.title;
        let alike = likeness(entry);
        let is_headed = !title.is_empty() && near.contains(title);
        let is_enough = alike >= ENOUGH || is_headed && (alike > 0.0 || entry.section.is_open);
        if !is_enough {
            continue;
        }
        let is_near = title.len() > 3
            && near
                .iter()
                .any(|line| line.len() > 3 && (line.contains(title) || title.contains(line)));
        let score = alike
            + if is_headed {
                1.0
            } else if is_near {
                0.1
            } else {
                0.0
            };
        if best.is_none_or(|(most, _)| score > most) {
            best = Some((score, entry));
        }
    }
    best.map(|(_, entry)| entry)
}

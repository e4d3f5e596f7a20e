//! Codes and numbers of a shape, with other signs to make them readable.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use super::readings::Readings;
use super::signs::{is_blank, is_formatting, trimmed, whole_of_spreadsheet, without_beginning};
use crate::checking::{Wanted, shape_step};
use crate::descriptor::Limit;

/// Reads a text of one of the shapes, whatever signs that only format stand in it.
pub(super) fn read(limit: &Limit, shapes: &[&str], text: &str, readings: &mut Readings<'_>) {
    let text = whole_of_spreadsheet(text).unwrap_or(text);
    let mut is_read = false;
    for (at, body) in bodies(limit.before, text).into_iter().enumerate() {
        // A sign that stands first is no formatting: a minus, say.
        if at == 0 && body.starts_with(|sign| is_formatting(sign) && sign != '(') {
            continue;
        }
        let Some(signs) = bare(body) else { continue };
        for filled in shapes.iter().flat_map(|shape| filled(shape, &signs)) {
            is_read |= readings.add(filled);
        }
    }
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
    for count in 1..=limit.lost_zeros as usize {
        if is_read || !is_number {
            return;
        }
        let whole = format!("{}{text}", "0".repeat(count));
        let is_of = |shape: &&&str| is_number_shape(shape);
        let signs: Vec<char> = whole.chars().collect();
        for filled in shapes
            .iter()
            .filter(is_of)
            .flat_map(|shape| filled(shape, &signs))
        {
            is_read |= readings.add(filled);
        }
    }
}

/// The text, and what is left of it behind what may stand before it. Behind what ends in a digit, nothing more
/// may: `1 1 303…` is no number with a `1` before it.
fn bodies<'t>(before: &[&str], text: &'t str) -> Vec<&'t str> {
    let (mut bodies, mut open) = (vec![text], vec![text]);
    while let Some(body) = open.pop() {
        let body = body.trim_start_matches(|sign| is_blank(sign) || sign == '(');
        for name in before {
            let rest = without_beginning(body, name).map(trimmed);
            let Some(rest) = rest.filter(|rest| !bodies.contains(rest)) else {
                continue;
            };
            bodies.push(rest);
            if !name.ends_with(|sign: char| sign.is_ascii_digit()) {
                open.push(rest);
            }
        }
    }
    bodies
}

/// The letters, digits and other signs of a text that do not only format; nothing, if a sign between letters
/// says something: `N/A` is no code of two letters.
fn bare(text: &str) -> Option<Vec<char>> {
    let mut signs: Vec<char> = Vec::new();
    let mut joins = false;
    for sign in text.chars() {
        if is_formatting(sign) {
            joins |= !is_blank(sign) && !"().".contains(sign);
            continue;
        }
        let is_between_letters =
            sign.is_alphabetic() && signs.last().is_some_and(|before| before.is_alphabetic());
        if joins && is_between_letters {
            return None;
        }
        joins = false;
        signs.push(sign);
    }
    (!signs.is_empty()).then_some(signs)
}

/// Whether a shape is of digits alone, as spreadsheets take numbers to be.
fn is_number_shape(shape: &str) -> bool {
    let mut rest = shape;
    while let Some((wanted, _, behind)) = shape_step(rest) {
        if !matches!(wanted, Wanted::Digit) {
            return false;
        }
        rest = behind;
    }
    true
}

/// The signs with those that the shape has beside them; several, where a sign could stand at several places.
fn filled(shape: &str, signs: &[char]) -> Vec<String> {
    // Up to two texts for each number of signs that are used: more are as good as two.
    let mut reached = BTreeMap::from([(0_usize, vec![String::new()])]);
    let mut rest = shape;
    while let Some((wanted, times, behind)) = shape_step(rest) {
        let mut next = BTreeMap::new();
        for (used, texts) in &reached {
            match wanted {
                Wanted::Itself(sign) if is_formatting(sign) => {
                    put_in(&mut next, *used, texts, sign, &times);
                }
                _ => take(&mut next, *used, texts, signs, &wanted, &times),
            }
        }
        (reached, rest) = (next, behind);
    }
    reached.remove(&signs.len()).unwrap_or_default()
}

type Reached = BTreeMap<usize, Vec<String>>;

/// A sign that only formats is put in, as often as it must.
fn put_in(
    next: &mut Reached,
    used: usize,
    texts: &[String],
    sign: char,
    times: &RangeInclusive<usize>,
) {
    let ends = [*times.start(), *times.end()];
    for (text, count) in texts.iter().flat_map(|text| ends.map(|end| (text, end))) {
        if count <= MOST {
            reach(
                next,
                used,
                format!("{text}{}", sign.to_string().repeat(count)),
            );
        }
    }
}

/// Most signs of one kind that are put in.
const MOST: usize = 100;

/// Signs that say something are taken from the text.
fn take(
    next: &mut Reached,
    used: usize,
    texts: &[String],
    signs: &[char],
    wanted: &Wanted,
    times: &RangeInclusive<usize>,
) {
    let left = signs.get(used..).unwrap_or_default();
    let run = left.iter().take(*times.end());
    let longest = run.take_while(|sign| wanted.is(**sign)).count();
    for count in *times.start()..=longest {
        let taken: String = left.iter().take(count).collect();
        for text in texts {
            reach(next, used + count, format!("{text}{taken}"));
        }
    }
}

fn reach(next: &mut Reached, used: usize, text: String) {
    let texts = next.entry(used).or_default();
    if texts.len() < 2 && !texts.contains(&text) {
        texts.push(text);
    }
}

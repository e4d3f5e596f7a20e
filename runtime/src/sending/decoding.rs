//! A text of the server as somebody could have meant it, so that what was sent is found in it however it is
//! written.

use std::ops::Range;

use super::needle::Needle;
use crate::json::unescape_one;
use crate::reading::entity;

/// So much of a value is enough where a text was cut: at its end, or in its middle.
const AT_THE_CUT: usize = 3;
const AT_A_CUT: usize = 6;
/// How often a text may have been escaped.
const LAYERS: usize = 3;
/// Most characters of the beginning of an escape.
const LONGEST_ESCAPE: usize = 8;

/// Reads the character that a text begins with, and tells how many bytes it is written in.
type Decoder = fn(&str) -> (char, usize);

/// Characters, and where in the text of the server each stands.
type Placed = Vec<(char, Range<usize>)>;

/// The characters of a text, read in one way: in small letters, and with one space for all that separates.
pub(super) struct Decoding {
    characters: Placed,
    is_cut: bool,
}

impl Decoding {
    /// The text as it stands, and without the escapes of URLs, of HTML and of JSON, where it has any.
    pub(super) fn all(text: &str) -> Vec<Self> {
        let (text, is_cut) = match text.strip_suffix('…') {
            Some(start) => (start, true),
            None => (text, false),
        };
        let plain = text
            .char_indices()
            .map(|(at, character)| (character, at..at + character.len_utf8()));
        let plain: Placed = plain.collect();
        // A plus that stands for a space is one way more, and not under the others.
        let with_pluses = decoded(&plain, of_form);
        let mut all = vec![plain];
        for _ in 0..LAYERS {
            let before = all.len();
            for decoder in [of_url, of_html, of_json] {
                all.extend(all.last().and_then(|last| decoded(last, decoder)));
            }
            if all.len() == before {
                break;
            }
        }
        let decoding = |characters: Placed| Self {
            characters: folded(characters.into_iter()).collect(),
            is_cut,
        };
        all.into_iter().chain(with_pluses).map(decoding).collect()
    }

    /// Where in the text this value stands.
    pub(super) fn places_of<'v>(
        &'v self,
        value: &'v Needle,
    ) -> impl Iterator<Item = Range<usize>> + 'v {
        (0..self.characters.len()).filter_map(move |start| {
            let here = self.characters.get(start..)?;
            let (found, length) = value.beginning_of(here);
            let is_all = found == value.characters.len();
            let is_cut_short = match behind_cut(here.get(length..).unwrap_or_default()) {
                [] => self.is_cut && found >= AT_THE_CUT,
                [('…', _), ..] | [('.', _), ('.', _), ('.', _), ..] => found >= AT_A_CUT,
                _ => false,
            };
            let is_word = value.is_long()
                || !(self.is_word(start.checked_sub(1)) || self.is_word(Some(start + length)));
            (is_word && (is_all || is_cut_short)).then(|| self.place(start, length))?
        })
    }

    /// Where something stands that looks like an e-mail address.
    pub(super) fn addresses(&self) -> impl Iterator<Item = Range<usize>> + '_ {
        let is_part = |c: char| c.is_alphanumeric() || "@._%+-\'".contains(c);
        let mut from = 0;
        std::iter::from_fn(move || {
            loop {
                let rest = self.characters.get(from..)?;
                let start = from + rest.iter().position(|(it, _)| is_part(*it))?;
                let word = self.characters.get(start..)?.iter();
                let word: String = word
                    .map(|(it, _)| *it)
                    .take_while(|it| is_part(*it))
                    .collect();
                let length = word.chars().count();
                from = start + length;
                let may_go_on = self.is_cut && from == self.characters.len();
                let bare = word.trim_start_matches('@');
                let is_address = bare.split_once('@').is_some_and(|(name, host)| {
                    !name.is_empty() && (host.contains('.') || may_go_on)
                });
                if is_address {
                    return self.place(start, length);
                }
            }
        })
    }

    /// Its characters, wherever they stand.
    pub(super) fn into_characters(self) -> impl Iterator<Item = char> {
        self.characters.into_iter().map(|(character, _)| character)
    }

    fn is_word(&self, position: Option<usize>) -> bool {
        let character = position.and_then(|position| self.characters.get(position));
        character.is_some_and(|(character, _)| character.is_alphanumeric())
    }

    fn place(&self, start: usize, length: usize) -> Option<Range<usize>> {
        let (_, first) = self.characters.get(start)?;
        let (_, last) = self.characters.get(start + length.checked_sub(1)?)?;
        Some(first.start..last.end)
    }
}

/// The characters in small letters, with one space for all that separates, and without what nobody sees.
fn folded(
    characters: impl Iterator<Item = (char, Range<usize>)>,
) -> impl Iterator<Item = (char, Range<usize>)> {
    let mut after_space = false;
    let is_seen = |(character, _): &(char, Range<usize>)| !matches!(*character, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
    let spaced = characters
        .filter(is_seen)
        .filter_map(move |(character, place)| {
            let is_space = character.is_whitespace() || character.is_control();
            let again = is_space && after_space;
            after_space = is_space;
            (!again).then_some((if is_space { ' ' } else { character }, place))
        });
    // Capitals first: some small letters have the same capital.
    spaced.flat_map(|(character, place)| {
        let small = character.to_uppercase().flat_map(char::to_lowercase);
        small.map(move |it| (it, place.clone())).collect::<Vec<_>>()
    })
}

/// What follows, without spaces and without the beginning of an escape that was cut.
fn behind_cut(mut behind: &[(char, Range<usize>)]) -> &[(char, Range<usize>)] {
    while let [(' ', _), rest @ ..] = behind {
        behind = rest;
    }
    let [('%' | '&' | '\\', _), rest @ ..] = behind else {
        return behind;
    };
    let is_part = |character: &char| character.is_ascii_alphanumeric() || *character == '#';
    let parts = rest.iter().take(LONGEST_ESCAPE);
    let length = parts.take_while(|(it, _)| is_part(it)).count();
    rest.get(length..).unwrap_or_default()
}

/// The characters without the escapes that this decodes; `None` if there are none.
fn decoded(characters: &Placed, decoder: Decoder) -> Option<Placed> {
    let text: String = characters.iter().map(|(character, _)| *character).collect();
    let (mut decoded, mut is_changed) = (Placed::new(), false);
    let (mut at, mut index) = (0, 0);
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let (character, length) = decoder(rest);
        let taken = rest
            .get(..length)
            .map_or(1, |taken| taken.chars().count().max(1));
        let places = characters.get(index..index + taken)?;
        let (first, last) = (places.first()?, places.last()?);
        is_changed |= taken > 1 || character != first.0;
        decoded.push((character, first.1.start..last.1.end));
        index += taken;
        at += length.max(1);
    }
    is_changed.then_some(decoded)
}

fn plain(text: &str) -> (char, usize) {
    let character = text.chars().next().unwrap_or_default();
    (character, character.len_utf8())
}

fn of_html(text: &str) -> (char, usize) {
    entity(text).unwrap_or_else(|| plain(text))
}

fn of_form(text: &str) -> (char, usize) {
    if text.starts_with('+') {
        (' ', 1)
    } else {
        of_url(text)
    }
}

fn of_url(text: &str) -> (char, usize) {
    let mut bytes = [0; 4];
    let mut length = 0;
    for byte in &mut bytes {
        let digits = text
            .get(length * 3..)
            .and_then(|rest| rest.strip_prefix('%'))
            .and_then(|rest| rest.get(..2));
        let Some(Ok(decoded)) = digits.map(|digits| u8::from_str_radix(digits, 16)) else {
            break;
        };
        *byte = decoded;
        length += 1;
    }
    let Some(first) = bytes
        .get(..length)
        .and_then(|bytes| bytes.utf8_chunks().next())
    else {
        return plain(text);
    };
    match first.valid().chars().next() {
        Some(character) => (character, character.len_utf8() * 3),
        None => (char::REPLACEMENT_CHARACTER, 3),
    }
}

fn of_json(text: &str) -> (char, usize) {
    let Some(escape) = text.strip_prefix('\\') else {
        return plain(text);
    };
    let (character, rest) = unescape_one(escape);
    (
        character.unwrap_or(char::REPLACEMENT_CHARACTER),
        text.len() - rest.len(),
    )
}

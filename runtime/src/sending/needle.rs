//! A value that must not be shown, in the forms in which a server may write it.

use std::ops::Range;

use super::decoding::Decoding;

/// From this length on a value is found within a longer word too.
pub(super) const WITHIN_WORDS: usize = 6;
/// More of a value than a text that is shown can hold.
const LONGEST: usize = 2_100;
/// So many signs may stand between the letters and digits of a value.
const BETWEEN: usize = 3;
/// How many digits a telephone number has without its country.
const WITHOUT_COUNTRY: usize = 10;

/// One of these forms.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct Needle {
    /// In small letters.
    pub(super) characters: Vec<char>,
    /// Whether they are its letters and digits alone, which other signs may stand between.
    is_alphanumeric_only: bool,
}

impl Needle {
    /// The value as it is, and without the escapes that it has itself; its letters and digits; and what
    /// becomes of it where its bytes are misread.
    pub(super) fn all(value: &str) -> Vec<Self> {
        let value: String = value.trim().chars().take(LONGEST).collect();
        let mut spelled: Vec<Vec<char>> = Decoding::all(&value)
            .into_iter()
            .map(|decoding| decoding.into_characters().collect())
            .collect();
        if !value.is_ascii() {
            // As a capital some small letters are two, and a sign that was lost stands for one.
            spelled.push(value.chars().flat_map(char::to_lowercase).collect());
            let misread: String = value.bytes().map(char::from).collect();
            let decodings = Decoding::all(&misread).into_iter().take(1);
            spelled.extend(decodings.map(|decoding| decoding.into_characters().collect()));
        }
        let mut all = Vec::new();
        for characters in spelled {
            let bare = |character: &char| character.is_alphanumeric();
            let bare: Vec<char> = characters.iter().copied().filter(bare).collect();
            if bare.len() < characters.len() || bare.len() < WITHIN_WORDS {
                all.push(Self::whole(characters));
            }
            if bare.len() < WITHIN_WORDS {
                continue;
            }
            if bare.iter().all(char::is_ascii_digit) {
                let country = bare.len().saturating_sub(WITHOUT_COUNTRY);
                let local = bare.get(country..).filter(|_| country > 0);
                all.extend(local.map(|local| Self::bare(local.to_vec())));
            }
            all.push(Self::bare(bare));
        }
        all
    }

    fn whole(characters: Vec<char>) -> Self {
        let without_spaces = |it: &char| !it.is_whitespace();
        let tight: Vec<char> = characters.iter().copied().filter(without_spaces).collect();
        Self {
            characters: if tight.len() >= WITHIN_WORDS {
                tight
            } else {
                characters
            },
            is_alphanumeric_only: false,
        }
    }

    fn bare(characters: Vec<char>) -> Self {
        Self {
            characters,
            is_alphanumeric_only: true,
        }
    }

    /// Whether it is found within a longer word too, and whatever spaces are in it.
    pub(super) fn is_long(&self) -> bool {
        self.characters.len() >= WITHIN_WORDS
    }

    /// How many of its characters these begin with, and how many of these that takes.
    pub(super) fn beginning_of(&self, text: &[(char, Range<usize>)]) -> (usize, usize) {
        let (mut found, mut length, mut between) = (0, 0, 0);
        for (position, (character, _)) in text.iter().enumerate() {
            let Some(wanted) = self.characters.get(found) else {
                break;
            };
            if is_same(*wanted, *character) {
                (found, length, between) = (found + 1, position + 1, 0);
            } else if found > 0 && self.may_stand_between(*character, between) {
                between += 1;
            } else {
                break;
            }
        }
        (found, length)
    }

    fn may_stand_between(&self, character: char, before: usize) -> bool {
        if self.is_alphanumeric_only {
            !character.is_alphanumeric() && character != '…' && before < BETWEEN
        } else {
            self.is_long() && character == ' '
        }
    }
}

/// A sign that the server lost, or wrote in a way that is not known, can be any but a plain letter or digit;
/// a question mark, any that not all know.
fn is_same(value: char, text: char) -> bool {
    value == text
        || (text == char::REPLACEMENT_CHARACTER && !value.is_ascii_alphanumeric())
        || (text == '?' && !value.is_ascii())
}

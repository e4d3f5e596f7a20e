//! Words of a page, without what a page's layout does to them, and their fingerprints.

use sha2::{Digest as _, Sha256};

/// Fewest words of a sentence that is looked at. What is shorter is a menu, a button or a caption.
const FEWEST_WORDS: usize = 5;

/// What is the same whatever the layout: no white space, no invisible letters, plain quotes and dashes.
pub fn squeezed(text: &str) -> String {
    let mut squeezed = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{2032}' => squeezed.push('\''),
            '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{2033}' => squeezed.push('"'),
            '\u{2010}'..='\u{2015}' | '\u{2212}' => squeezed.push('-'),
            '\u{2026}' => squeezed.push_str("..."),
            _ if is_blank(letter) => {}
            _ => squeezed.push(letter),
        }
    }
    squeezed
}

/// One line of a text, with single blanks.
pub fn on_one_line(text: &str) -> String {
    let words: Vec<&str> = (text.split(is_blank))
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ")
}

/// The letters and digits of a text, in small letters: how headings are compared.
pub fn letters(text: &str) -> String {
    let letters = text.chars().filter(|letter| letter.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// White space, and what takes no room: soft hyphens, joiners, marks of direction and of byte order.
pub fn is_blank(letter: char) -> bool {
    letter.is_whitespace()
        || matches!(
            letter,
            '\u{ad}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}'
        )
}

/// Twelve hexadecimal digits that stand for a text, whatever its layout.
pub fn fingerprint(text: &str) -> String {
    let hash = Sha256::digest(squeezed(text).as_bytes());
    hash.iter()
        .take(6)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// Whether a text is one that [`fingerprint`] can have made.
pub fn is_fingerprint(text: &str) -> bool {
    let is_digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    text.len() == 12 && text.bytes().all(is_digit)
}

/// The sentences of a line that are long enough to say something.
pub fn sentences(line: &str) -> Vec<String> {
    let line = on_one_line(line);
    let mut sentences = Vec::new();
    let mut sentence = Vec::new();
    for word in line.split(' ') {
        sentence.push(word);
        let bare = word.trim_end_matches(['"', '\'', ')', '\u{201d}', '\u{2019}']);
        if bare.ends_with(['.', '!', '?', ':']) {
            keep(&mut sentences, &mut sentence);
        }
    }
    keep(&mut sentences, &mut sentence);
    sentences
}

fn keep(sentences: &mut Vec<String>, sentence: &mut Vec<&str>) {
    if sentence.len() >= FEWEST_WORDS {
        sentences.push(sentence.join(" "));
    }
    sentence.clear();
}

//! What must hold for any input: the bodies of the fuzz targets in `fuzz/`, which
//! `tests/any_api/fuzz.rs` runs as well.
//!
//! The first line of an input says what it is about, so that seeds can be written by hand. A line that
//! says nothing known still chooses something, so that no input is wasted.

#![allow(
    clippy::unwrap_used,
    reason = "an input for which something is missing is a finding"
)]

mod answer;
mod request;

pub use answer::decode;
pub use request::encode;

/// The first line of an input, and the rest.
fn first_line(input: &[u8]) -> (&[u8], &[u8]) {
    match input.iter().position(|byte| *byte == b'\n') {
        Some(end) => (&input[..end], &input[end + 1..]),
        None => (input, b""),
    }
}

/// The member that a word names, or else any one that depends on its bytes.
fn choose<'c, T>(choices: &'c [T], word: &[u8], name: impl Fn(&T) -> &str) -> Option<&'c T> {
    let named = choices
        .iter()
        .find(|choice| name(choice).as_bytes() == word);
    let sum: usize = word.iter().map(|byte| usize::from(*byte)).sum();
    named.or_else(|| choices.get(sum % choices.len().max(1)))
}

/// That a text which may end up in a log is one line of it.
fn assert_one_line(text: &str) {
    assert!(!text.is_empty(), "nothing is said");
    assert!(
        !text.contains(char::is_control),
        "more than a line: {text:?}"
    );
}

//! Tags with more attributes than anybody writes: the tokenizer compares each with all before it.

use std::borrow::Cow;

/// Most attributes of a tag; what follows is text.
const MOST: usize = 1000;

/// The text, in which a tag ends before it has too many attributes. Where no tag is, it does no harm.
pub(super) fn bounded(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let mut ends = Vec::new();
    let (mut is_in_tag, mut quote, mut before, mut attributes) = (false, None, b' ', 0);
    for (at, byte) in bytes.iter().copied().enumerate() {
        if !is_in_tag {
            let mut next = bytes[at + 1..].iter().filter(|next| **next != b'/');
            is_in_tag = byte == b'<' && next.next().is_some_and(u8::is_ascii_alphabetic);
            (quote, attributes) = (None, 0);
        } else if quote.is_some() {
            if quote == Some(byte) {
                (quote, attributes) = (None, attributes + 1);
            }
        } else {
            match byte {
                b'>' => is_in_tag = false,
                b'"' | b'\'' if before == b'=' => quote = Some(byte),
                _ if byte.is_ascii_whitespace() || byte == b'/' => attributes += 1,
                _ => {}
            }
        }
        if !byte.is_ascii_whitespace() {
            before = byte;
        }
        if attributes >= MOST {
            ends.push(at + 1);
            (is_in_tag, attributes) = (false, 0);
        }
    }
    if ends.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut bounded = String::with_capacity(text.len() + ends.len());
    let mut from = 0;
    for end in ends {
        bounded.push_str(&text[from..end]);
        bounded.push('>');
        from = end;
    }
    bounded.push_str(&text[from..]);
    Cow::Owned(bounded)
}

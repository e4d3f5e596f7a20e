//! Finds the values of JSON by their positions.

use super::span::Span;

/// Goes through JSON whose syntax was checked before. It is quick because it trusts: in text that is
/// no JSON it finds nonsense, but it comes to an end and does not panic.
#[derive(Clone)]
pub(crate) struct Scanner<'j> {
    bytes: &'j [u8],
    at: usize,
}

/// A value that a scanner has found.
#[derive(Clone, Copy)]
pub(crate) struct Piece {
    pub(crate) json: Span,
    /// Whether it is a text with escapes.
    pub(crate) escaped: bool,
}

impl<'j> Scanner<'j> {
    /// Goes through the inside of the array or object that begins at this position.
    pub(crate) fn inside(text: &'j str, position: usize) -> Self {
        Self {
            bytes: text.as_bytes(),
            at: position + 1,
        }
    }

    /// Steps into the array or object that comes next.
    pub(crate) fn enter(&mut self) {
        self.at += 1;
    }

    /// Steps to the next element or key of the array or object: its first byte. At the end it steps out
    /// and gives `None`.
    #[inline]
    pub(crate) fn step(&mut self) -> Option<u8> {
        let mut byte = self.skip_space()?;
        if byte == b',' {
            self.at += 1;
            byte = self.skip_space()?;
        }
        if matches!(byte, b']' | b'}') {
            self.at += 1;
            return None;
        }
        Some(byte)
    }

    /// Steps over a key and its colon, to the value.
    #[inline]
    pub(crate) fn key(&mut self) -> Piece {
        let start = self.at;
        let escaped = self.skip_text();
        let json = Span::at(start..self.at);
        self.skip_space();
        self.at += 1;
        self.skip_space();
        Piece { json, escaped }
    }

    /// Steps over these bytes and the space behind them, if they come next.
    #[inline]
    pub(crate) fn take(&mut self, expected: &[u8]) -> bool {
        let found = self.rest().starts_with(expected);
        if found {
            self.at += expected.len();
            self.skip_space();
        }
        found
    }

    /// Steps over this key, its colon and the space behind it, if it comes next as it is spelled.
    #[inline]
    pub(crate) fn take_key(&mut self, key: &str) -> bool {
        let rest = self.rest();
        let end = key.len() + 1;
        let found = rest.first() == Some(&b'"')
            && rest.get(1..end) == Some(key.as_bytes())
            && rest.get(end..end + 2) == Some(b"\":");
        if found {
            self.at += end + 2;
            self.skip_space();
        }
        found
    }

    /// The first byte of what comes next.
    pub(crate) fn first(&self) -> Option<u8> {
        self.byte()
    }

    /// Steps over a value.
    #[inline]
    pub(crate) fn value(&mut self) -> Piece {
        let start = self.at;
        let mut escaped = false;
        match self.byte() {
            Some(b'"') => escaped = self.skip_text(),
            Some(b'{' | b'[') => self.skip_nested(),
            _ => self.skip_bare(),
        }
        Piece {
            json: Span::at(start..self.at),
            escaped,
        }
    }

    /// Where it stands.
    pub(crate) fn position(&self) -> usize {
        self.at
    }

    fn byte(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn rest(&self) -> &'j [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    #[inline]
    fn skip_space(&mut self) -> Option<u8> {
        loop {
            match self.byte() {
                Some(b' ' | b'\n' | b'\r' | b'\t') => self.at += 1,
                other => return other,
            }
        }
    }

    /// Whether the text has escapes.
    #[inline]
    fn skip_text(&mut self) -> bool {
        self.at += 1;
        let mut escaped = false;
        loop {
            self.at += before_quote_or_backslash(self.rest());
            if self.byte() != Some(b'\\') {
                self.at += 1;
                return escaped;
            }
            escaped = true;
            self.at += 2;
        }
    }

    fn skip_nested(&mut self) {
        let mut depth = 0_usize;
        while let Some(byte) = self.byte() {
            if byte == b'"' {
                self.skip_text();
                continue;
            }
            self.at += 1;
            match byte {
                b'{' | b'[' => depth += 1,
                b'}' | b']' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return;
            }
        }
    }

    /// Steps over a number, `true`, `false` or `null`.
    fn skip_bare(&mut self) {
        self.at += 1;
        let ends = |byte: &u8| matches!(byte, b',' | b']' | b'}' | b' ' | b'\n' | b'\r' | b'\t');
        let rest = self.rest();
        self.at += rest.iter().position(ends).unwrap_or(rest.len());
    }
}

/// How many bytes come before the first quote or backslash. Most texts are short: eight bytes at a time
/// are quicker for them than a search that first looks what the processor can do.
#[inline]
fn before_quote_or_backslash(bytes: &[u8]) -> usize {
    const ONES: u64 = u64::MAX / 255;
    // The lowest bit that is set in the outcome is in the first byte that is zero.
    let zeros = |word: u64| word.wrapping_sub(ONES) & !word & (ONES << 7);
    let (words, rest) = bytes.as_chunks::<8>();
    let mut before = 0;
    for word in words {
        let word = u64::from_le_bytes(*word);
        let quotes = zeros(word ^ (ONES * u64::from(b'"')));
        let found = quotes | zeros(word ^ (ONES * u64::from(b'\\')));
        if found != 0 {
            return before + (found.trailing_zeros() / 8) as usize;
        }
        before += 8;
    }
    let last = rest.iter().position(|byte| matches!(byte, b'"' | b'\\'));
    before + last.unwrap_or(rest.len())
}

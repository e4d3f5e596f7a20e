//! The words, numbers and signs of a text, one after the other.

use super::signs::is_blank;

/// What is left to read of a text.
#[derive(Clone, Copy)]
pub(super) struct Tokens<'t>(&'t str);

impl<'t> Tokens<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        Self(text)
    }

    /// Takes digits, as many as there are, if their number is one of these.
    pub(super) fn digits(&mut self, least: usize, most: usize) -> Option<&'t str> {
        let digits = self.run(|sign| sign.is_ascii_digit());
        self.take(digits)
            .filter(|_| (least..=most).contains(&digits))
    }

    /// Takes letters, as many as there are.
    pub(super) fn letters(&mut self) -> Option<&'t str> {
        let letters = self.run(|sign| sign.is_ascii_alphabetic());
        self.take(letters).filter(|letters| !letters.is_empty())
    }

    /// Takes one of these signs.
    pub(super) fn sign(&mut self, signs: &str) -> Option<char> {
        let sign = self.0.chars().next().filter(|sign| signs.contains(*sign))?;
        self.take(sign.len_utf8())?;
        Some(sign)
    }

    /// Takes blanks; whether there were any.
    pub(super) fn blanks(&mut self) -> bool {
        let blanks = self.run(is_blank);
        self.take(blanks).is_some_and(|blanks| !blanks.is_empty())
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.0.is_empty()
    }

    /// How many bytes there are of such signs.
    fn run(&self, is: impl Fn(char) -> bool) -> usize {
        self.0.len() - self.0.trim_start_matches(is).len()
    }

    fn take(&mut self, length: usize) -> Option<&'t str> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }
}

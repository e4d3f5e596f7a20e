//! Where a piece of JSON stands in the whole.

use std::ops::Range;

/// A piece of a longer text, by position. Texts are at most 4 GiB long here.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// The position of `part`, which is a slice of `whole`.
    pub(crate) fn of(whole: &str, part: &str) -> Self {
        let start = part.as_ptr().addr().wrapping_sub(whole.as_ptr().addr());
        Self::at(start..start + part.len())
    }

    pub(crate) fn at(range: Range<usize>) -> Self {
        let position = |at| u32::try_from(at).unwrap_or(0);
        Self {
            start: position(range.start),
            end: position(range.end),
        }
    }

    pub(crate) fn is_empty(self) -> bool {
        self.start == self.end
    }

    pub(crate) fn start(self) -> usize {
        self.start as usize
    }

    pub(crate) fn len(self) -> usize {
        self.end.saturating_sub(self.start) as usize
    }

    pub(crate) fn of_text(self, whole: &str) -> &str {
        whole
            .get(self.start as usize..self.end as usize)
            .unwrap_or("")
    }
}

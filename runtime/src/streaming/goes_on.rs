//! What a page says of the one after it.

/// What a page says of the one after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum GoesOn {
    /// Nothing: pages of this list are counted.
    Counted,
    /// There is none.
    No,
    /// There is one, at a place where none was asked for yet.
    Further,
    /// There is one, at a place where one was asked for already.
    Back,
    /// There is one, and it does not say where.
    Nowhere,
    /// There is one, at another host than the API's own.
    Elsewhere,
}

/// The place that a page gives for the one after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NextPlace {
    /// It gives none.
    None,
    /// No page was asked for there yet.
    New,
    /// One was.
    Seen,
    /// It is at another host.
    Elsewhere,
}

impl GoesOn {
    /// What the two together say: whether there are more pages, if the page tells, and where the next one is.
    ///
    /// | More | No place | New | Seen | Elsewhere |
    /// |---|---|---|---|---|
    /// | no | no | no | no | no |
    /// | yes | nowhere | further | back | elsewhere |
    /// | not told | no | further | back | elsewhere |
    pub(super) fn of(more: Option<bool>, place: NextPlace) -> Self {
        match (more, place) {
            (Some(false), _) | (None, NextPlace::None) => Self::No,
            (Some(true), NextPlace::None) => Self::Nowhere,
            (Some(true) | None, NextPlace::New) => Self::Further,
            (Some(true) | None, NextPlace::Seen) => Self::Back,
            (Some(true) | None, NextPlace::Elsewhere) => Self::Elsewhere,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whether_there_are_more_counts_before_where_they_are() {
        use GoesOn::{Back, Elsewhere, Further, No, Nowhere};
        for (more, row) in [
            (Some(false), [No, No, No, No]),
            (Some(true), [Nowhere, Further, Back, Elsewhere]),
            (None, [No, Further, Back, Elsewhere]),
        ] {
            let places = [
                NextPlace::None,
                NextPlace::New,
                NextPlace::Seen,
                NextPlace::Elsewhere,
            ];
            assert_eq!(places.map(|place| GoesOn::of(more, place)), row, "{more:?}");
        }
    }
}

//! What seed data are made from.

/// What seed data are made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seed {
    /// Chance.
    pub(crate) number: u64,
    /// How many there are of what there are many of.
    pub(crate) size: usize,
}

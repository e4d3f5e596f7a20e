//! What people write in the place of the values that a limit allows.

/// What people write in the place of the values that a limit allows: for cleaning, not for checking.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spellings {
    /// Values, and other texts for each, whatever their capitals.
    pub aliases: Vec<(String, Vec<String>)>,
    /// What people write before a value of a shape.
    pub before: Vec<String>,
    /// Most zeros that a spreadsheet can have taken from the front of a shape of digits.
    pub lost_zeros: u32,
}

impl Spellings {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

//! How many items a list has, and how they travel.

/// How many items a list has, and how they travel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Items {
    /// Fewest items.
    pub min: Option<u32>,
    /// Most items.
    pub max: Option<u32>,
    /// How they travel.
    pub travels: Travels,
}

impl Items {
    /// Whether there may be so many.
    pub(crate) fn allow(&self, count: usize) -> bool {
        self.min.is_none_or(|min| count >= min as usize)
            && self.max.is_none_or(|max| count <= max as usize)
    }
}

/// How the items of a list travel. All but the first way are an array in JSON.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Travels {
    /// As one text with commas between them.
    #[default]
    Commas,
    /// Each under the key.
    Repeated,
    /// Each under the key with brackets behind it.
    Brackets,
    /// Each under the key with its number in brackets behind it.
    Numbered {
        /// The number of the first item.
        first: u32,
    },
}

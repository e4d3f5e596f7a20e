//! A list that says more than what its items are.

use super::{Limit, Rule};

/// A list: of what, how many, and how they travel.
#[derive(Clone, Copy, Debug)]
pub struct List {
    /// The limit of each item.
    pub item: &'static Limit,
    /// Fewest items.
    pub min: Option<u32>,
    /// Most items.
    pub max: Option<u32>,
    /// How they travel.
    pub travels: Travels,
}

impl Rule {
    /// The list that a rule is for, if it is for one.
    pub(crate) fn list(&self) -> Option<List> {
        match self {
            Rule::ListOf(item) => Some(List {
                item,
                min: None,
                max: None,
                travels: Travels::Commas,
            }),
            Rule::List(list) => Some(*list),
            _ => None,
        }
    }
}

/// How the items of a list travel. All but the first way are an array in JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Travels {
    /// As one text with commas between them.
    Commas,
    /// Each under the key: `tag=a&tag=b`.
    Repeated,
    /// Each under the key with brackets behind it: `tag[]=a&tag[]=b`.
    Brackets,
    /// Each under the key with its number in brackets behind it: `tag[0]=a&tag[1]=b`.
    Numbered {
        /// The number of the first item.
        first: u32,
    },
}

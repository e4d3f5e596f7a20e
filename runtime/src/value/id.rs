//! The number of a thing.

use std::fmt;

/// The number that an API gave to a thing: digits, carried as text.
///
/// ```
/// use prose_runtime::Id;
///
/// assert_eq!(Id::from(8051632_u64), Id::from("8051632"));
/// assert_eq!(Id::from("0042").as_str(), "0042");
/// ```
///
/// Making one checks nothing: the limit of the key that takes it does, when a call is sent.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Id(String);

impl Id {
    /// The number as it travels.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl AsRef<str> for Id {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl From<Id> for String {
    fn from(id: Id) -> Self {
        id.0
    }
}

impl From<&Id> for Id {
    fn from(id: &Id) -> Self {
        id.clone()
    }
}

impl From<String> for Id {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<&String> for Id {
    fn from(text: &String) -> Self {
        Self(text.clone())
    }
}

impl From<&str> for Id {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl From<u64> for Id {
    fn from(number: u64) -> Self {
        Self(number.to_string())
    }
}

impl From<i64> for Id {
    fn from(number: i64) -> Self {
        Self(number.to_string())
    }
}

impl From<u32> for Id {
    fn from(number: u32) -> Self {
        Self(number.to_string())
    }
}

impl From<i32> for Id {
    fn from(number: i32) -> Self {
        Self(number.to_string())
    }
}

//! The number of a thing.

use std::error::Error;
use std::fmt;
use std::str::FromStr;

use crate::text::is_digits;

/// The number that an API gave to a thing: digits, carried as text.
///
/// ```
/// use prose_runtime::Id;
///
/// assert_eq!(Id::from(8051632_u64), Id::from("8051632"));
/// assert_eq!(Id::from("0042").as_str(), "0042");
/// ```
///
/// Making one checks nothing: the limit of the key that takes it does, when a call is sent. To check it at once,
/// read it from a text:
///
/// ```
/// # use prose_runtime::{Id, NotAnId};
/// assert_eq!("8051632".parse::<Id>()?.as_u64(), Some(8051632));
/// assert_eq!("Ann".parse::<Id>(), Err(NotAnId::NotDigits));
/// # Ok::<(), NotAnId>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Id(String);

impl Id {
    /// The number as it travels.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The number; `None` where it is none, or has more than 64 bits. Zeros in front are lost.
    #[must_use]
    pub fn as_u64(&self) -> Option<u64> {
        Self::number(&self.0).ok()
    }

    fn number(text: &str) -> Result<u64, NotAnId> {
        if !is_digits(text) {
            return Err(NotAnId::NotDigits);
        }
        text.parse().map_err(|_| NotAnId::TooLarge)
    }
}

/// Why a text is no id, or an id no number. The text itself is not in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NotAnId {
    /// It has other signs than digits, or none.
    NotDigits,
    /// It has more than 64 bits: it is an id, but no `u64`.
    TooLarge,
}

impl fmt::Display for NotAnId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotDigits => "is no id: an id is digits only",
            Self::TooLarge => "is an id of more than 64 bits: keep it as text",
        })
    }
}

impl Error for NotAnId {}

/// Digits only, which are kept as they are.
impl FromStr for Id {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        match is_digits(text) {
            true => Ok(Self(text.to_owned())),
            false => Err(NotAnId::NotDigits),
        }
    }
}

impl TryFrom<Id> for u64 {
    type Error = NotAnId;

    fn try_from(id: Id) -> Result<Self, NotAnId> {
        Id::number(&id.0)
    }
}

impl TryFrom<&Id> for u64 {
    type Error = NotAnId;

    fn try_from(id: &Id) -> Result<Self, NotAnId> {
        Id::number(&id.0)
    }
}

/// As a text, whatever the format: numbers of many digits are not exact everywhere.
#[cfg(feature = "serde")]
impl serde_core::Serialize for Id {
    fn serialize<S: serde_core::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

/// From a text or a whole number. Formats that take every text of digits for a number, as CSV does, lose zeros in
/// front: where ids have some, read a `String`, and make the id of it.
#[cfg(feature = "serde")]
impl<'de> serde_core::Deserialize<'de> for Id {
    fn deserialize<D: serde_core::Deserializer<'de>>(reader: D) -> Result<Self, D::Error> {
        super::scalar::read(reader, "the number of a thing").map(Self)
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

//! A JSON value of any kind.

use std::borrow::Cow;
use std::fmt;

use serde_json::Value as Tree;

use crate::error::Error;
use crate::json::{check, unquote};

/// A JSON value of any kind, written as it travels.
///
/// ```
/// use prose_runtime::Json;
///
/// assert_eq!(Json::from("it's \"new\"").as_str(), r#""it's \"new\"""#);
/// assert_eq!(Json::from(7).as_str(), "7");
/// assert_eq!(Json::parse("[1, null]")?.as_str(), "[1, null]");
/// # Ok::<(), prose_runtime::Error>(())
/// ```
///
/// Debug output does not show it: nobody has said what it holds.
#[derive(Clone, PartialEq, Eq)]
pub struct Json(String);

impl Json {
    /// `null`.
    #[must_use]
    pub fn null() -> Self {
        Self("null".to_owned())
    }

    /// JSON that is written already. It travels as it is.
    ///
    /// # Errors
    ///
    /// [`crate::Cause::Config`] if it is no JSON.
    pub fn parse(json: impl Into<String>) -> Result<Self, Error> {
        let json = json.into();
        match check(&json) {
            Ok(()) => Ok(Self(json)),
            Err(error) => Err(Error::config(format!(
                "a value is no JSON from line {}, column {} on: write it as JSON, a text in quotes",
                error.line(),
                error.column()
            ))),
        }
    }

    /// JSON that was made here.
    #[cfg(any(feature = "serde", doc))]
    pub(super) fn written(json: String) -> Self {
        Self(json)
    }

    /// Every text, key and number in a piece of JSON.
    pub(crate) fn texts(json: &str) -> Vec<Cow<'_, str>> {
        let mut texts = Vec::new();
        let mut rest = json;
        while let Some(at) = rest.find(|c: char| c == '"' || c == '-' || c.is_ascii_digit()) {
            let from = rest.get(at..).unwrap_or_default();
            let length = if from.starts_with('"') {
                length_of_text(from)
            } else {
                from.find(|c: char| !c.is_ascii_alphanumeric() && !"+-.".contains(c))
                    .unwrap_or(from.len())
            };
            let (piece, behind) = from.split_at_checked(length).unwrap_or((from, ""));
            texts.push(unquote(piece).unwrap_or(Cow::Borrowed(piece)));
            rest = behind;
        }
        texts
    }

    /// The JSON.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// How long the text in quotes is that a piece of JSON begins with, the quotes included.
fn length_of_text(json: &str) -> usize {
    let mut escaped = false;
    let end = json.bytes().skip(1).position(|byte| {
        let is_end = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        is_end
    });
    end.map_or(json.len(), |end| end + 2)
}

impl fmt::Debug for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("<json>")
    }
}

impl From<Tree> for Json {
    fn from(tree: Tree) -> Self {
        Self(tree.to_string())
    }
}

/// A text, not JSON that is written already: that is for [`Json::parse`].
impl From<String> for Json {
    fn from(text: String) -> Self {
        Tree::from(text).into()
    }
}

/// A text, not JSON that is written already: that is for [`Json::parse`].
impl From<&str> for Json {
    fn from(text: &str) -> Self {
        Tree::from(text).into()
    }
}

impl From<bool> for Json {
    fn from(flag: bool) -> Self {
        Self(flag.to_string())
    }
}

impl From<i64> for Json {
    fn from(number: i64) -> Self {
        Self(number.to_string())
    }
}

impl From<u64> for Json {
    fn from(number: u64) -> Self {
        Self(number.to_string())
    }
}

impl From<i32> for Json {
    fn from(number: i32) -> Self {
        Self(number.to_string())
    }
}

impl From<u32> for Json {
    fn from(number: u32) -> Self {
        Self(number.to_string())
    }
}

/// What JSON cannot say, infinity and no number at all, becomes `null`.
impl From<f64> for Json {
    fn from(number: f64) -> Self {
        Tree::from(number).into()
    }
}

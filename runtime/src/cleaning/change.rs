//! What cleaning did to a value, and what it could not read.

use std::fmt;

use super::Unclear;
use crate::text::printable;

/// A value that cleaning has written in another way.
///
/// Displayed in one line. Debug output is as displayed: neither has a value that is personal, secret, or of a
/// name of the caller's own.
#[derive(Clone, PartialEq, Eq)]
pub struct Change {
    pub(super) key: String,
    pub(super) limit: &'static str,
    pub(super) from: String,
    pub(super) to: Option<String>,
    /// What is shown in the place of the value, if it must not be shown.
    pub(super) mark: Option<&'static str>,
}

impl Change {
    /// Key on the wire; `notes[1].type` in nested rows, `tag[0]` in lists, both counted from 0 in what was given.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.key
    }

    /// Name of the limit in the spec.
    #[must_use]
    pub fn limit(&self) -> &'static str {
        self.limit
    }

    /// The value as it was given. It may be personal or secret.
    #[must_use]
    pub fn from(&self) -> &str {
        &self.from
    }

    /// The value as it is now; `None`, if it was blank and is left out. It may be personal or secret.
    #[must_use]
    pub fn to(&self) -> Option<&str> {
        self.to.as_deref()
    }
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` ", self.key)?;
        match (&self.to, self.mark) {
            (None, _) => f.write_str("is left out, because it was blank")?,
            (Some(_), Some(mark)) => write!(f, "is {mark} in another spelling")?,
            (Some(to), None) => {
                let (from, to) = (printable(&self.from), printable(to));
                write!(f, "is \"{to}\" now, was \"{from}\"")?;
            }
        }
        write!(f, " (limit {})", self.limit)
    }
}

impl fmt::Debug for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A value that cleaning could not read, and left as it is.
///
/// Displayed in one line, without the value.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct UnclearValue {
    /// Key on the wire; `notes[1].type` in nested rows, `tag[0]` in lists, both counted from 0 in the call as it
    /// is now, as violations count them.
    pub key: String,
    /// Name of the limit in the spec.
    pub limit: &'static str,
    /// Why it could not be read.
    pub why: Unclear,
}

impl fmt::Display for UnclearValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` {} (limit {})", self.key, self.why, self.limit)
    }
}

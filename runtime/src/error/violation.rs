//! What is wrong with a call.

use std::fmt;

use super::Breach;

/// One thing that is wrong with a call.
///
/// Displayed in one line: key, what must be, what is (unless that is personal or secret), and the
/// revision of the vendor's document that says so.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Violation {
    /// Name of the call.
    pub call: &'static str,
    /// Key on the wire; `notes[1].type` in nested rows, `tag[0]` in lists. Both count from 0.
    pub key: String,
    /// Name of the limit in the spec, if a limit is broken.
    pub limit: Option<&'static str>,
    /// What that limit allows, in the words of the spec; empty if it has none.
    pub says: &'static str,
    /// What is wrong.
    pub breach: Breach,
    /// The value, shortened; `<personal>`, `<secret>` or `<custom>` in place of one that must not
    /// be shown; `None` if nothing is there.
    pub value: Option<String>,
    /// Revision of the vendor's document that the call was checked against.
    pub revision: &'static str,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` {}", self.key, self.breach)?;
        if let Some(value) = &self.value {
            write!(f, ", is {value}")?;
        }
        match self.limit {
            Some(limit) if self.says.is_empty() => {
                write!(f, " (limit {limit}, revision {})", self.revision)
            }
            Some(limit) => write!(
                f,
                " (limit {limit}: {}; revision {})",
                self.says, self.revision
            ),
            None => write!(f, " (revision {})", self.revision),
        }
    }
}

/// Everything that is wrong with a call: one violation or more. Debug output is as displayed.
#[derive(Clone, PartialEq)]
pub struct Violations(Vec<Violation>);

impl Violations {
    pub(crate) fn one(violation: Violation) -> Self {
        Self(vec![violation])
    }

    /// These, unless there are none.
    pub(crate) fn some(violations: Vec<Violation>) -> Option<Self> {
        (!violations.is_empty()).then_some(Self(violations))
    }

    /// The one and the other.
    pub(crate) fn joined(one: Option<Self>, other: Option<Self>) -> Option<Self> {
        let lists = [one, other].into_iter().flatten();
        Self::some(lists.flat_map(|violations| violations.0).collect())
    }

    /// Name of the call.
    #[must_use]
    pub fn call(&self) -> &'static str {
        self.0.first().map_or("", |violation| violation.call)
    }

    /// All of them: wrong values first, in the order of the call's keys, then what is missing, then
    /// custom names, then names that no key has.
    pub fn iter(&self) -> std::slice::Iter<'_, Violation> {
        self.0.iter()
    }
}

impl<'v> IntoIterator for &'v Violations {
    type Item = &'v Violation;
    type IntoIter = std::slice::Iter<'v, Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// One line for each violation.
impl fmt::Display for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, violation) in self.iter().enumerate() {
            if position > 0 {
                f.write_str("\n")?;
            }
            violation.fmt(f)?;
        }
        Ok(())
    }
}

impl fmt::Debug for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Violations {}

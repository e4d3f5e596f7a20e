//! What the query of a list says.

use super::answer::Refusal;
use super::switches::{LargePage, Switches};

/// Most records of a page, and how many there are when nothing is said.
const MOST: usize = 100;
const USUAL: usize = 25;

/// Parameters by name; the last of several counts.
pub(super) struct Query(Vec<(String, String)>);

impl Query {
    pub(super) fn of(query: &str) -> Self {
        let pairs = form_urlencoded::parse(query.as_bytes());
        Self(pairs.into_owned().collect())
    }

    /// A parameter that is not blank.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().rev().find(|(other, _)| other == name);
        found
            .map(|(_, value)| value.trim())
            .filter(|value| !value.is_empty())
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        let pairs = self.0.iter();
        pairs.map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Whether a parameter asks for something.
    pub(super) fn flag(&self, name: &str) -> Result<Option<bool>, Refusal> {
        match self.get(name) {
            None => Ok(None),
            Some("true" | "1") => Ok(Some(true)),
            Some("false" | "0") => Ok(Some(false)),
            Some(_) => Err(invalid(name)),
        }
    }

    /// A parameter that is a number from 1 on.
    fn count(&self, name: &str) -> Result<Option<usize>, Refusal> {
        match self.get(name).map(str::parse) {
            None => Ok(None),
            Some(Ok(number @ 1..)) => Ok(Some(number)),
            Some(_) => Err(invalid(name)),
        }
    }
}

/// Which part of a list is asked for.
pub(super) struct Page {
    size: usize,
    skipped: usize,
    is_backward: bool,
}

impl Page {
    pub(super) fn of(query: &Query, switches: &Switches) -> Result<Self, Refusal> {
        let size = query.count("per_page")?.unwrap_or(USUAL);
        if size > MOST && switches.large_page == LargePage::Refused {
            return Err(invalid("per_page"));
        }
        let size = size.min(MOST);
        let is_backward = match query.get("dir") {
            None | Some("asc") => false,
            Some("desc") => true,
            Some(_) => return Err(invalid("dir")),
        };
        let page = query.count("page")?.unwrap_or(1);
        Ok(Self {
            size,
            skipped: (page - 1).saturating_mul(size),
            is_backward,
        })
    }

    /// How many pages so many records have.
    pub(super) fn pages(&self, records: usize) -> usize {
        records.div_ceil(self.size)
    }

    /// The part of these records.
    pub(super) fn cut<T>(&self, mut records: Vec<T>) -> Vec<T> {
        if self.is_backward {
            records.reverse();
        }
        let records = records.into_iter();
        records.skip(self.skipped).take(self.size).collect()
    }
}

/// A parameter that says nothing sensible.
pub(super) fn invalid(name: &str) -> Refusal {
    Refusal::Bad(format!("{name} is invalid"))
}

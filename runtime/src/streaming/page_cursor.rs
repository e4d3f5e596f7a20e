//! Asks for one page of a list after another.

use crate::descriptor::{CallDescriptor, Paging, Rule};
use crate::error::Error;
use crate::value::{Params, Value};

/// How one call is asked for one page after another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct PageCursor {
    how: Paging,
    /// Records in a page, unless it is the last one: as asked for, or as the server was seen to give.
    pub(super) size: u64,
    /// Whether the server is told that size.
    pub(super) sends_size: bool,
    /// Records before the first page.
    pub(super) start: u64,
}

impl PageCursor {
    /// That of a call that cannot be asked for pages. Nothing is asked with it: such a list is done when it begins.
    pub(super) const NONE: Self = Self {
        how: Paging::ByOffset {
            limit: None,
            offset: "",
            max: 1,
        },
        size: 1,
        sends_size: false,
        start: 0,
    };

    /// Reads from the parameters where the caller wants to begin and how many records a page has.
    pub(super) fn of(params: &Params) -> Result<Self, Error> {
        let Some((call, how)) = params.call().and_then(|call| Some((call, call.paging?))) else {
            return Err(Error::config(format!(
                "{}: the call has no pages: send it as it is",
                params.name()
            )));
        };
        let (size_key, place_key, max) = match how {
            Paging::ByOffset { limit, offset, max } => (limit, offset, max),
            Paging::ByPage {
                page, size, max, ..
            } => (Some(size), page, max),
        };
        let max = u64::from(max.max(1));
        let size = match size_key {
            Some(key) => number(call, params, key)?.unwrap_or(max),
            None => max,
        };
        let size = size.clamp(1, max);
        let place = number(call, params, place_key)?;
        let start = match how {
            Paging::ByOffset { .. } => place.unwrap_or(0),
            Paging::ByPage { .. } => place.unwrap_or(1).saturating_sub(1).saturating_mul(size),
        };
        Ok(Self {
            how,
            size,
            sends_size: size_key.is_some(),
            start,
        })
    }

    /// The parameters for the page that holds the record after this many.
    pub(super) fn params(self, params: &Params, position: u64) -> Params {
        let params = params.clone();
        match self.how {
            Paging::ByOffset { limit, offset, .. } => match limit {
                Some(limit) => params.with_wire(limit, Value::unsigned(self.size)),
                None => params,
            }
            .with_wire(offset, Value::unsigned(position)),
            Paging::ByPage { page, size, .. } => params
                .with_wire(size, Value::unsigned(self.size))
                .with_wire(page, Value::unsigned(position / self.size + 1)),
        }
    }

    /// Whether pages can rightly be equal.
    pub(super) fn rows_repeat(self) -> bool {
        matches!(
            self.how,
            Paging::ByPage {
                rows_repeat: true,
                ..
            }
        )
    }

    /// Two places where no list has records any more.
    pub(super) fn far_beyond(self) -> [u64; 2] {
        [1_000_000, 1_500_000].map(|pages| self.size.saturating_mul(pages))
    }

    /// Where the page that holds the record after this many begins.
    pub(super) fn page_start(self, position: u64) -> u64 {
        match self.how {
            Paging::ByOffset { .. } => position,
            Paging::ByPage { .. } => position - position % self.size,
        }
    }

    /// This, for a server that gives `rows` in a page whatever it is asked for; and where the page that
    /// began at `page_start` begins then.
    pub(super) fn learn(self, page_start: u64, rows: u64) -> (Self, u64) {
        let begins = match self.how {
            Paging::ByOffset { .. } => page_start,
            Paging::ByPage { .. } => (page_start / self.size).saturating_mul(rows),
        };
        (Self { size: rows, ..self }, begins)
    }

    /// Where the page after one with this many records begins.
    pub(super) fn after(self, page_start: u64, rows: u64) -> u64 {
        let step = match self.how {
            Paging::ByOffset { .. } => rows,
            Paging::ByPage { .. } => self.size,
        };
        page_start.saturating_add(step)
    }
}

fn number(call: &CallDescriptor, params: &Params, wire: &str) -> Result<Option<u64>, Error> {
    let Some(value) = params.get(wire) else {
        return Ok(None);
    };
    let rule = Rule::Integer {
        min: None,
        max: None,
    };
    value
        .wire_text(&rule)
        .and_then(|text| text.trim().parse().ok())
        .map(Some)
        .ok_or_else(|| {
            Error::config(format!(
                "{}: to go through pages, `{wire}` must be a whole number",
                call.name
            ))
        })
}

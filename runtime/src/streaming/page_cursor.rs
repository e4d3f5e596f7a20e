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
    /// Whether a page with fewer records is the last one.
    pub(super) knows_size: bool,
    /// Records before the first page.
    pub(super) start: u64,
    /// Whether it is known how many records those are, so that a total can be held against what comes.
    pub(super) knows_start: bool,
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
        knows_size: true,
        start: 0,
        knows_start: true,
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
            Paging::ByOffset { limit, offset, max } => (limit, Some(offset), Some(max)),
            Paging::ByPage {
                page, size, max, ..
            } => (Some(size), Some(page), Some(max)),
            Paging::ByPageFrom {
                page, size, max, ..
            } => (size, Some(page), max),
            Paging::ByCursor { size, max, .. } | Paging::ByAddress { size, max, .. } => {
                (size, None, max)
            }
        };
        let max = max.map(|max| u64::from(max.max(1)));
        let told = match size_key {
            Some(key) => number(call, params, key)?.or(max),
            None => None,
        };
        let size = told.or(max).unwrap_or(1).clamp(1, max.unwrap_or(u64::MAX));
        let place = match place_key {
            Some(key) => number(call, params, key)?,
            None => None,
        };
        let (sends_size, first) = (told.is_some(), how.first());
        let (start, knows_start) = match how {
            Paging::ByOffset { .. } => (place.unwrap_or(0), true),
            Paging::ByPage { .. } | Paging::ByPageFrom { .. } => {
                let before = place.unwrap_or(first).saturating_sub(first);
                (before.saturating_mul(size), sends_size || before == 0)
            }
            Paging::ByCursor { cursor, .. } => (0, params.get(cursor).is_none_or(Value::is_empty)),
            Paging::ByAddress { .. } => (0, true),
        };
        Ok(Self {
            how,
            size,
            sends_size,
            knows_size: sends_size || max.is_some(),
            start,
            knows_start,
        })
    }

    /// The parameters for the page that holds the record after this many, or that has this place.
    pub(super) fn params(self, params: &Params, position: u64, place: Option<&str>) -> Params {
        let params = params.clone();
        let size = self.sends_size.then(|| Value::unsigned(self.size));
        let with_size = |params: Params, key: Option<&'static str>| match (key, size) {
            (Some(key), Some(size)) => params.with_wire(key, size),
            _ => params,
        };
        match self.how {
            Paging::ByOffset { limit, offset, .. } => {
                with_size(params, limit).with_wire(offset, Value::unsigned(position))
            }
            Paging::ByPage { page, size, .. } => with_size(params, Some(size))
                .with_wire(page, Value::unsigned(self.page_number(position))),
            Paging::ByPageFrom { page, size, .. } => {
                with_size(params, size).with_wire(page, Value::unsigned(self.page_number(position)))
            }
            Paging::ByCursor { cursor, size, .. } => match place {
                // What the server gave is right, whatever the limit says of what a caller may give.
                Some(place) => with_size(params, size)
                    .with_wire(cursor, Value::text(place))
                    .as_is(cursor),
                None => with_size(params, size),
            },
            Paging::ByAddress { size, .. } => with_size(params, size),
        }
    }

    /// The number of the page that holds the record after this many.
    pub(super) fn page_number(self, position: u64) -> u64 {
        (position / self.size).saturating_add(self.how.first())
    }

    /// Whether each page says where the one after it is.
    pub(super) fn is_told(self) -> bool {
        matches!(self.how, Paging::ByCursor { .. } | Paging::ByAddress { .. })
    }

    /// How the call pages.
    pub(super) fn how(self) -> Paging {
        self.how
    }

    /// Whether the number of records before a page tells how to ask for it.
    pub(super) fn goes_by_position(self) -> bool {
        match self.how {
            Paging::ByOffset { .. } | Paging::ByPage { .. } => true,
            Paging::ByPageFrom { .. } => self.sends_size,
            Paging::ByCursor { .. } | Paging::ByAddress { .. } => false,
        }
    }

    /// Whether pages can rightly be equal.
    pub(super) fn rows_repeat(self) -> bool {
        match self.how {
            Paging::ByPage { rows_repeat, .. } | Paging::ByPageFrom { rows_repeat, .. } => {
                rows_repeat
            }
            Paging::ByOffset { .. } | Paging::ByCursor { .. } | Paging::ByAddress { .. } => false,
        }
    }

    /// Two places where no list has records any more.
    pub(super) fn far_beyond(self) -> [u64; 2] {
        [1_000_000, 1_500_000].map(|pages| self.size.saturating_mul(pages))
    }

    /// Where the page that holds the record after this many begins.
    pub(super) fn page_start(self, position: u64) -> u64 {
        if self.is_numbered() {
            position - position % self.size
        } else {
            position
        }
    }

    /// This, for a server that gives `rows` in a page whatever it is asked for; and where the page that
    /// began at `page_start` begins then.
    pub(super) fn learn(self, page_start: u64, rows: u64) -> (Self, u64) {
        let begins = if self.is_numbered() {
            (page_start / self.size).saturating_mul(rows)
        } else {
            page_start
        };
        (Self { size: rows, ..self }, begins)
    }

    /// Where the page after one with this many records begins.
    pub(super) fn after(self, page_start: u64, rows: u64) -> u64 {
        let step = if self.is_numbered() { self.size } else { rows };
        page_start.saturating_add(step)
    }

    fn is_numbered(self) -> bool {
        matches!(self.how, Paging::ByPage { .. } | Paging::ByPageFrom { .. })
    }
}

impl Paging {
    /// The number of the first page.
    fn first(self) -> u64 {
        match self {
            Self::ByPageFrom { first, .. } => first,
            _ => 1,
        }
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

//! The places that the pages of a list gave for those after them.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use super::goes_on::{GoesOn, NextPlace};
use super::link::link;
use super::page_cursor::PageCursor;
use crate::descriptor::{NextAddress, NextCursor, Paging, Rule};
use crate::error::Error;
use crate::reading::{Record, Reply};
use crate::sending::{ListRequest, PendingReply};

/// The places that the pages of a list gave for those after them: cursors or addresses. Nobody knows what
/// is in them, and nothing shows them.
#[derive(Default)]
pub(super) struct Trail {
    /// Where the next page is asked for; the first one has no place of its own.
    place: Option<String>,
    /// All places where one was asked for.
    asked: HashSet<u64>,
    /// The host that a page led to, if it is not the API's own.
    elsewhere: String,
}

impl Trail {
    /// Where the next page is asked for.
    pub(super) fn place(&self) -> Option<&str> {
        self.place.as_deref()
    }

    /// The host that a page led to, if it is not the API's own.
    pub(super) fn elsewhere(&self) -> &str {
        &self.elsewhere
    }

    /// Begins at this place.
    ///
    /// # Errors
    ///
    /// [`crate::Cause::Config`] if it is an address, and not one of the API's own host.
    pub(super) fn begin(
        &mut self,
        how: Paging,
        place: String,
        request: &ListRequest,
    ) -> Result<(), Error> {
        self.place = Some(match how {
            Paging::ByAddress { .. } => {
                let from = request.address(request.params())?;
                request.next_address(&from, &place).map_err(|_| {
                    Error::config(format!(
                        "{}: the bookmark is no address of this client's host: go on with the client \
                         that gave it",
                        request.params().name()
                    ))
                })?
            }
            _ => place,
        });
        Ok(())
    }

    /// Asks for the page at the place, or for the first one.
    pub(super) fn ask<R: Record>(
        &self,
        cursor: PageCursor,
        request: &ListRequest,
    ) -> PendingReply<R> {
        match (cursor.how(), self.place()) {
            (Paging::ByAddress { .. }, Some(address)) => request.ask_at(address),
            (_, place) => request.ask(cursor.params(request.params(), 0, place)),
        }
    }

    /// Reads where the list goes on after a page, which is where the next one is asked for then.
    pub(super) fn follow<R: Record>(
        &mut self,
        cursor: PageCursor,
        request: &ListRequest,
        page: &Reply<R>,
    ) -> Result<GoesOn, Error> {
        let (given, more, ends_when_empty) = match cursor.how() {
            Paging::ByCursor {
                next,
                more,
                ends_when_empty,
                ..
            } => {
                let (given, is_more) = match next {
                    // What is there and no place is not the end.
                    NextCursor::Body(path) => (page.text_at(path), page.is_nested_at(path)),
                    // A last record says nothing of whether there are more: only a page without any does.
                    NextCursor::Last(field) => (page.last_text(field), page.rows() > 0),
                };
                let told = more.and_then(|path| page.flag_at(path));
                (given, told.or(is_more.then_some(true)), ends_when_empty)
            }
            Paging::ByAddress {
                next,
                more,
                ends_when_empty,
                ..
            } => {
                let (given, is_more) = match next {
                    NextAddress::Body(path) => (page.text_at(path), page.is_nested_at(path)),
                    NextAddress::Link(relation) => (link(page.headers(), relation), false),
                };
                let told = more.and_then(|path| page.flag_at(path));
                (given, told.or(is_more.then_some(true)), ends_when_empty)
            }
            Paging::ByOffset { .. } | Paging::ByPage { .. } | Paging::ByPageFrom { .. } => {
                return Ok(GoesOn::Counted);
            }
        };
        if ends_when_empty && page.rows() == 0 {
            return Ok(GoesOn::No);
        }
        let here = self.here(cursor, request)?;
        self.asked.insert(hash(&here));
        let given = match (given, cursor.how()) {
            (Some(given), Paging::ByAddress { .. }) => match request.next_address(&here, &given) {
                Ok(address) => Some(address),
                Err(host) => {
                    self.elsewhere = host;
                    return Ok(GoesOn::of(more, NextPlace::Elsewhere));
                }
            },
            (given, _) => given,
        };
        let place = match &given {
            None => NextPlace::None,
            Some(given) if self.asked.contains(&hash(given)) => NextPlace::Seen,
            Some(_) => NextPlace::New,
        };
        let goes_on = GoesOn::of(more, place);
        if goes_on == GoesOn::Further {
            self.place = given;
        }
        Ok(goes_on)
    }

    /// Where the page that came was asked for.
    fn here(&self, cursor: PageCursor, request: &ListRequest) -> Result<String, Error> {
        let params = request.params();
        match (&self.place, cursor.how()) {
            (Some(place), _) => Ok(place.clone()),
            (None, Paging::ByCursor { cursor, .. }) => {
                let given = params.get(cursor);
                let given = given.and_then(|value| value.wire_text(&Rule::Text { max: None }));
                Ok(given.unwrap_or_default().into_owned())
            }
            (None, _) => request.address(&cursor.params(params, 0, None)),
        }
    }
}

fn hash(place: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    place.hash(&mut hasher);
    hasher.finish()
}

//! The records of a list.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use super::pages::Pages;
use crate::error::Error;
use crate::reading::Record;

/// The records of a list, page after page: a stream. It ends as [`Pages`] do, with an error where the end
/// contradicts what the server said.
///
/// What stands among the records and is none is left out here; [`Records::odd_records`] counts it, and pages
/// have it in [`crate::Reply::odd_records`].
///
/// ```
/// use prose_runtime::{Client, Error, Paged, Record, Row};
///
/// async fn rows<C: Paged>(client: &Client, call: C) -> Result<Vec<Row>, Error> {
///     let mut rows = Vec::new();
///     let mut records = client.send(call).records();
///     while let Some(record) = records.next().await {
///         rows.push(record?.row().clone());
///     }
///     Ok(rows)
/// }
/// ```
#[must_use = "pages are asked for when the stream is polled"]
pub struct Records<R> {
    pages: Pages<R>,
    /// Those of the page that came last.
    page: std::vec::IntoIter<R>,
    /// Records before the next one of that page.
    position: u64,
    /// Records to leave out at the beginning of the first page.
    skip: u64,
    /// That of the page that came last.
    bookmark: Option<String>,
    /// Whether a page came.
    began: bool,
    odd: u64,
}

impl<R: Record> Records<R> {
    pub(super) fn new(pages: Pages<R>) -> Self {
        Self {
            position: pages.position(),
            pages,
            page: Vec::new().into_iter(),
            skip: 0,
            bookmark: None,
            began: false,
            odd: 0,
        }
    }

    /// Asks for up to this many pages before they are needed: see [`Pages::read_ahead`].
    pub fn read_ahead(mut self, pages: usize) -> Self {
        self.pages = self.pages.read_ahead(pages);
        self
    }

    /// Begins after this many records of the list, as an earlier [`Records::position`] told.
    pub fn start_at(mut self, position: u64) -> Self {
        self.skip = position - self.pages.page_start(position);
        self.pages = self.pages.start_at(position);
        self.position = position;
        self
    }

    /// Begins with the page that an earlier [`Records::bookmark`] told: see [`Pages::start_at_bookmark`].
    pub fn start_at_bookmark(mut self, bookmark: impl Into<String>) -> Self {
        self.pages = self.pages.start_at_bookmark(bookmark);
        self.position = self.pages.position();
        self
    }

    /// Takes the end of the list for what it is: see [`Pages::allow_incomplete`].
    pub fn allow_incomplete(mut self) -> Self {
        self.pages = self.pages.allow_incomplete();
        self
    }

    /// How many rows so far were no records, or had text that is not UTF-8.
    #[must_use]
    pub fn odd_records(&self) -> u64 {
        self.odd
    }

    /// How many records of the list come before the next one: where to go on after an error, or
    /// another day. Where something else stands among the records, it can be too small by that within
    /// a page: then records come twice, and none is left out.
    #[must_use]
    pub fn position(&self) -> u64 {
        if self.began && self.page.len() == 0 {
            self.pages.position()
        } else {
            self.position
        }
    }

    /// What the page of the next record is asked for with, in a list that has no positions: see
    /// [`Pages::bookmark`]. Records of that page that were given already come again.
    #[must_use]
    pub fn bookmark(&self) -> Option<String> {
        if self.page.len() == 0 {
            self.pages.bookmark()
        } else {
            self.bookmark.clone()
        }
    }

    /// The next record; `None` after the last one.
    pub async fn next(&mut self) -> Option<Result<R, Error>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// The records for a thread that waits: an iterator.
    #[cfg(any(feature = "blocking", doc))]
    pub fn wait(mut self) -> super::Waiting<Self> {
        self.pages = self.pages.for_waiting();
        super::Waiting::new(self, Err)
    }
}

/// A record is moved out of the page, and never pinned.
impl<R> Unpin for Records<R> {}

impl<R: Record> Stream for Records<R> {
    type Item = Result<R, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        loop {
            if let Some(record) = this.page.next() {
                this.position = this.position.saturating_add(1);
                if this.skip > 0 {
                    this.skip -= 1;
                    continue;
                }
                return Poll::Ready(Some(Ok(record)));
            }
            let begins = this.pages.position();
            this.bookmark = this.pages.bookmark();
            match ready!(Pin::new(&mut this.pages).poll_next(context)) {
                Some(Ok(page)) => {
                    this.began = true;
                    this.position = begins;
                    this.odd = this
                        .odd
                        .saturating_add(page.odd_records().count().try_into().unwrap_or(u64::MAX));
                    this.page = page.into_records().into_iter();
                }
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl<R> fmt::Debug for Records<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Records")
            .field("pages", &self.pages)
            .field("position", &self.position)
            .finish_non_exhaustive()
    }
}

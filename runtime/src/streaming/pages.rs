use std::fmt;
use std::future::{Future, poll_fn};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;
use futures_util::stream::FuturesOrdered;

use super::paging::Turning;
use super::records::Records;
use super::seen::Seen;
use crate::drive::{Answering, Asking};
use crate::{Cause, Error, Record, Reply, Safety};

/// The pages of a list, one after the other: a stream of replies.
///
/// It ends when the server has no more: after the total that it tells, with a page that is not full,
/// with an empty one, or with a result code in the answer that says that nothing was found. An HTTP
/// status that says so is an error, on every page: anything on the way may have sent it. A total that
/// the pages themselves contradict is not believed; one that promises more than a short page gives is.
/// A page that is the same as an earlier one, byte for byte, is an error ([`Cause::RepeatedPage`]),
/// because otherwise there would be no end; unless the server gives more than it is asked for, all at
/// once. Where rows may have nothing of their own, as the spec says, it is one only after 1,000 equal
/// pages in a row. After an error there are no more pages; [`Pages::position`] says where to go on.
///
/// ```
/// use runtime::{Client, Error, Paged};
///
/// /// Counts the records, two pages ahead of itself.
/// async fn count<C: Paged>(client: &Client, call: C) -> Result<usize, Error> {
///     let mut pages = client.send(call).pages().read_ahead(2);
///     let mut count = 0;
///     while let Some(page) = pages.next().await {
///         count += page?.records().len();
///     }
///     Ok(count)
/// }
/// ```
#[must_use = "pages are asked for when the stream is polled"]
pub struct Pages<R> {
    asking: Asking,
    turning: Result<Turning, Option<Error>>,
    read_ahead: usize,
    /// Pages that are asked for, in order.
    coming: FuturesOrdered<Coming<R>>,
    /// Where the next page to ask for begins.
    ask_at: u64,
    /// Where the next page to give begins.
    position: u64,
    total: Total,
    seen: Seen,
    /// Whether a page had more records than were asked for: the server may not page at all.
    overfull: bool,
    done: bool,
}

/// How many records there are, as far as the server is to be believed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Total {
    Unknown,
    Told(u64),
    /// It told less than it gave.
    Wrong,
}

impl<R: Record> Pages<R> {
    pub(crate) fn new(asking: Asking) -> Self {
        let turning = Turning::of(asking.params()).map_err(Some);
        let start = turning.as_ref().map_or(0, |turning| turning.start);
        Self {
            asking,
            turning,
            read_ahead: 1,
            coming: FuturesOrdered::new(),
            ask_at: start,
            position: start,
            total: Total::Unknown,
            seen: Seen::default(),
            overfull: false,
            done: false,
        }
    }

    /// Asks for up to this many pages before they are needed, once the first one is there. 1 unless
    /// it is set, 32 at the most; 0 asks for each page when it is polled for. What is asked for comes
    /// while the caller does something else.
    pub fn read_ahead(mut self, pages: usize) -> Self {
        self.read_ahead = pages.min(32);
        self
    }

    /// Begins after this many records of the list, as an earlier [`Pages::position`] told.
    pub fn start_at(mut self, position: u64) -> Self {
        let start = self.page_start(position);
        self.ask_at = start;
        self.position = start;
        self
    }

    /// How many records of the list come before the next page: where to go on after an error, or
    /// another day.
    #[must_use]
    pub fn position(&self) -> u64 {
        self.position
    }

    /// The records of all pages.
    pub fn records(self) -> Records<R> {
        Records::new(self)
    }

    /// The next page; `None` after the last one.
    pub async fn next(&mut self) -> Option<Result<Reply<R>, Error>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// The pages for a thread that waits: an iterator.
    #[cfg(feature = "blocking")]
    pub fn wait(self) -> super::Waiting<Self> {
        super::Waiting::new(self.for_waiting(), Err)
    }

    #[cfg(feature = "blocking")]
    pub(super) fn for_waiting(mut self) -> Self {
        self.asking = self.asking.for_waiting();
        self
    }

    pub(super) fn page_start(&self, position: u64) -> u64 {
        match &self.turning {
            Ok(turning) => turning.page_start(position),
            Err(_) => position,
        }
    }

    /// Asks for pages, as far ahead as is allowed and makes sense.
    fn ask(&mut self, turning: Turning) {
        let first = self.seen.is_empty();
        let most = if first { 1 } else { self.read_ahead + 1 };
        while self.coming.len() < most {
            let is_needed = self.coming.is_empty();
            if let (Total::Told(total), false) = (self.total, is_needed)
                && self.ask_at >= total
            {
                return;
            }
            let params = turning.params(self.asking.params(), self.ask_at);
            self.coming.push_back(Coming {
                position: self.ask_at,
                reply: self.asking.ask(params),
            });
            self.ask_at = self.ask_at.saturating_add(turning.size);
        }
    }

    /// Takes a page that came; `None` if it is no page but the end.
    fn take(&mut self, turning: Turning, reply: Reply<R>) -> Option<Result<Reply<R>, Error>> {
        let rows = reply.records().len() + reply.odd_records().count();
        let rows = u64::try_from(rows).unwrap_or(u64::MAX);
        if rows == 0 {
            self.end();
            let cause = Cause::Status {
                call: self.asking.params().name(),
                status: reply.status(),
                message: None,
                astray: false,
            };
            return reply
                .is_by_status()
                .then(|| Err(Error::new(cause, Safety::Repeatable)));
        }
        let first = self.seen.is_empty();
        if self
            .seen
            .repeats(fingerprint(&reply), turning.rows_repeat())
        {
            if self.overfull {
                self.end();
                return None;
            }
            let cause = Cause::RepeatedPage {
                call: self.asking.params().name(),
                position: self.position,
            };
            self.end();
            return Some(Err(Error::new(cause, Safety::Repeatable)));
        }
        let (mut turning, mut begins) = (turning, self.position);
        if first && !turning.told {
            // How many a page has is only the document's word: the first one shows it.
            (turning, begins) = turning.learn(begins, rows);
        }
        let full = rows >= turning.size;
        self.overfull |= rows > turning.size;
        if let Some(total) = reply.total().filter(|_| self.total != Total::Wrong) {
            let told = begins.saturating_add(rows);
            self.total = if total < told {
                Total::Wrong
            } else if begins == 0 && full && total == rows {
                // As many as are in the page: it could have counted only those.
                Total::Unknown
            } else if let Total::Told(earlier) = self.total {
                // One that shrinks on the way may have lost records, or the truth.
                Total::Told(total.max(earlier))
            } else {
                Total::Told(total)
            };
        }
        if let (true, false, Total::Told(total)) = (first, full, self.total)
            && begins.saturating_add(rows) < total
        {
            // It gives less than it is asked for, and has more.
            (turning, begins) = turning.learn(begins, rows);
        }
        let after = turning.after(begins, rows);
        self.position = after;
        self.turning = Ok(turning);
        let last = match self.total {
            Total::Told(total) => after >= total,
            Total::Unknown | Total::Wrong => !full,
        };
        if last {
            // Another day a page that was not full may have more: it is where to go on.
            self.position = after.min(begins.saturating_add(rows));
            self.end();
        } else if self.coming.is_empty() || after != begins.saturating_add(turning.size) {
            // What was asked for ahead would leave records out, or give some twice.
            self.coming = FuturesOrdered::new();
            self.ask_at = after;
        }
        Some(Ok(reply))
    }

    fn end(&mut self) {
        self.done = true;
        self.coming = FuturesOrdered::new();
    }
}

impl<R: Record> Stream for Pages<R> {
    type Item = Result<Reply<R>, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        let turning = match &mut this.turning {
            Ok(turning) => *turning,
            Err(error) => return Poll::Ready(error.take().map(Err)),
        };
        if this.done {
            return Poll::Ready(None);
        }
        this.ask(turning);
        let Some((position, reply)) = ready!(Pin::new(&mut this.coming).poll_next(context)) else {
            return Poll::Ready(None);
        };
        this.position = position;
        Poll::Ready(match reply {
            Ok(reply) => this.take(turning, reply),
            Err(error) => {
                // A status is anybody's word: that of a gateway would cut the list.
                let nothing_left =
                    error.is_not_found() && error.refusal().is_some_and(|it| !it.is_by_status());
                this.end();
                (!nothing_left).then_some(Err(error))
            }
        })
    }
}

/// A page that is asked for.
struct Coming<R> {
    position: u64,
    reply: Answering<R>,
}

impl<R> Future for Coming<R> {
    type Output = (u64, Result<Reply<R>, Error>);

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let reply = ready!(self.reply.as_mut().poll(context));
        Poll::Ready((self.position, reply))
    }
}

/// What tells a page from all others.
fn fingerprint<R: Record>(page: &Reply<R>) -> u64 {
    let mut hasher = DefaultHasher::new();
    for record in page.records() {
        record.row().to_json().hash(&mut hasher);
    }
    for odd in page.odd_records() {
        odd.hash(&mut hasher);
    }
    hasher.finish()
}

impl<R> fmt::Debug for Pages<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages")
            .field("params", self.asking.params())
            .field("position", &self.position)
            .field("read_ahead", &self.read_ahead)
            .finish_non_exhaustive()
    }
}

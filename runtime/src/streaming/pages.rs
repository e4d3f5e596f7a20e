//! The pages of a list.

use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;
use futures_util::stream::FuturesOrdered;

use super::link::links_to_next;
use super::list_state::{ListFault, ListState};
use super::page_cursor::PageCursor;
use super::probe::{Held, Probe, ProbeResult};
use super::records::Records;
use super::seen::Seen;
use super::step::{PageFacts, Step, step};
use super::trail::Trail;
use crate::calls::Paged;
use crate::descriptor::Paging;
use crate::error::{Cause, Error, Safety};
use crate::reading::{Record, Reply};
use crate::sending::{ListRequest, PendingReply, Sending};

/// The pages of a list, one after the other: a stream of replies.
///
/// It ends when the server has no more: after the total that it tells, with a page that is not full,
/// with an empty one, or with a result code in the answer that says that nothing was found. An HTTP
/// status that says so is an error, on every page: anything on the way may have sent it. A total that
/// the pages themselves contradict is not believed; one that promises more than a short page gives is.
///
/// **A list never ends short in silence.** Where the end contradicts what the server said, because fewer
/// records came than its last total promises, or because it links to a next page, the last item is an error
/// ([`Cause::Incomplete`], [`Error::is_incomplete`]); all pages before it were given.
/// [`Pages::allow_incomplete`] is for whoever knows better. A list without a total has nothing to be held
/// against: compare the number of records with what a call that counts says, where the API has one.
///
/// A page in which no record is new is an error ([`Cause::RepeatedPage`]), because otherwise there would be
/// no end; unless the server gives more than it is asked for, all at once. Records are known by what
/// identifies them in the spec, others as they are written. A page far beyond the end is asked for after
/// equal ones where rows may have nothing of their own, as the spec says, and after the 64th page of any list
/// whose pages are found by their number or position: a server that gives rows there as well does not turn the
/// page, unless it gives its last page for all places beyond. After an error there are no more pages;
/// [`Pages::position`] says where to go on.
///
/// Where each page says where the next one is, by a cursor or an address, that counts, however many there are,
/// and pages are not asked for ahead: one that says that there are more and not where makes the list incomplete,
/// one that leads back is a repeated page, and an address of another host is an error ([`Cause::NextElsewhere`]). Such lists, and those
/// of pages whose size nobody knows, go on at a [`Pages::bookmark`].
///
/// ```
/// use prose_runtime::{Client, Error, Paged};
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
    pub(super) request: ListRequest,
    pub(super) state: ListState,
    read_ahead: usize,
    /// Pages that are asked for, in order.
    pending: FuturesOrdered<PendingPage<R>>,
    seen: Seen,
    pub(super) trail: Trail,
    probe: Probe<R>,
    pub(super) done: bool,
    /// The last item, once there are no more pages.
    final_error: Option<Error>,
}

impl<C: Paged> Sending<C> {
    /// All pages, one after the other, from the one that the call asks for.
    pub fn pages(self) -> Pages<C::Record> {
        Pages::new(self.into_list_request())
    }

    /// All records, page after page, from the place that the call asks for.
    pub fn records(self) -> Records<C::Record> {
        self.pages().records()
    }
}

impl<R: Record> Pages<R> {
    fn new(request: ListRequest) -> Self {
        let (cursor, refused) = match PageCursor::of(request.params()) {
            Ok(cursor) => (cursor, None),
            Err(error) => (PageCursor::NONE, Some(error)),
        };
        Self {
            request,
            state: ListState::new(cursor),
            read_ahead: 1,
            pending: FuturesOrdered::new(),
            seen: Seen::default(),
            trail: Trail::default(),
            probe: Probe::default(),
            done: refused.is_some(),
            final_error: refused,
        }
    }

    /// Asks for up to this many pages before they are needed, once the first one is there, and the second
    /// one too if they are more than one. 1 unless it is set, 32 at the most; 0 asks for each page when it is
    /// polled for. What is asked for comes while the caller does something else.
    pub fn read_ahead(mut self, pages: usize) -> Self {
        self.read_ahead = pages.min(32);
        self
    }

    /// Begins after this many records of the list, as an earlier [`Pages::position`] told. A list whose pages
    /// are not found by that goes on at a [`Pages::bookmark`], and says so.
    pub fn start_at(mut self, position: u64) -> Self {
        if position > 0 && !self.state.cursor.goes_by_position() && !self.done {
            let call = self.request.params().name();
            self.refuse(Error::config(format!(
                "{call}: nobody knows which page begins after so many records: go on with a bookmark"
            )));
            return self;
        }
        self.state = self.state.starting_at(self.page_start(position));
        self
    }

    /// Sends nothing, for this reason.
    pub(super) fn refuse(&mut self, error: Error) {
        self.done = true;
        self.final_error = Some(error);
    }

    /// Takes the end of the list for what it is, although the server promised more: where its total counts
    /// what cannot be read, say.
    pub fn allow_incomplete(mut self) -> Self {
        self.state.must_be_complete = false;
        self
    }

    /// How many records of the list come before the next page: where to go on after an error, or
    /// another day.
    #[must_use]
    pub fn position(&self) -> u64 {
        self.state.position
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
    #[cfg(any(feature = "blocking", doc))]
    pub fn wait(self) -> super::Waiting<Self> {
        super::Waiting::new(self.for_waiting(), Err)
    }

    #[cfg(any(feature = "blocking", doc))]
    pub(super) fn for_waiting(mut self) -> Self {
        self.request = self.request.for_waiting();
        self
    }

    pub(super) fn page_start(&self, position: u64) -> u64 {
        self.state.cursor.page_start(position)
    }

    /// Asks for pages, as far ahead as is allowed and makes sense.
    fn ask(&mut self) {
        let most = self.state.most_pending(self.seen.count(), self.read_ahead);
        while self.pending.len() < most {
            if !self.pending.is_empty() && self.state.ends_at_next() {
                return;
            }
            let begins = self.state.next_to_ask();
            self.pending.push_back(PendingPage {
                position: begins,
                reply: self.ask_for(self.state.cursor, begins),
            });
        }
    }

    fn ask_for(&self, cursor: PageCursor, position: u64) -> PendingReply<R> {
        if cursor.is_told() {
            return self.trail.ask(cursor, &self.request);
        }
        let params = cursor.params(self.request.params(), position, None);
        self.request.ask(params)
    }

    /// Takes a page that came: what is to be done about it.
    fn take(&mut self, page: &Reply<R>) -> Result<Step, Error> {
        let rows = u64::try_from(page.rows()).unwrap_or(u64::MAX);
        let rows_repeat = self.state.cursor.rows_repeat();
        let is_new = rows > 0 && self.seen.add(page, rows_repeat);
        let goes_on = self.trail.follow(self.state.cursor, &self.request, page)?;
        let facts = PageFacts {
            rows,
            total: page.total(),
            only_by_status: page.is_by_status().then(|| page.status()),
            // What the page itself says of it counts more.
            links_to_next: !self.says_more(page) && links_to_next(page.headers()),
            goes_on,
            is_new,
            equal_in_a_row: self.seen.in_a_row(),
            pages: self.seen.count(),
            nothing_pending: self.pending.is_empty(),
        };
        let (state, step) = step(self.state, &facts);
        self.state = state;
        Ok(step)
    }

    /// Whether a page says by itself whether there are more.
    fn says_more(&self, page: &Reply<R>) -> bool {
        match self.state.cursor.how() {
            Paging::ByAddress { .. } => true,
            Paging::ByCursor { more, .. } => more.is_some_and(|path| page.flag_at(path).is_some()),
            Paging::ByOffset { .. } | Paging::ByPage { .. } | Paging::ByPageFrom { .. } => false,
        }
    }

    /// Does what is to be done about a page: the item that it gives.
    fn apply(&mut self, step: Step, page: Reply<R>) -> Option<Result<Reply<R>, Error>> {
        match step {
            Step::Next => Some(Ok(page)),
            Step::AskAnew => {
                self.pending = FuturesOrdered::new();
                Some(Ok(page))
            }
            Step::Last(fault) => {
                self.end(fault);
                Some(Ok(page))
            }
            Step::End(fault) => self.end_now(fault),
        }
    }

    /// There is nothing more but what is wrong with that.
    fn end(&mut self, fault: Option<ListFault>) {
        self.done = true;
        self.final_error = fault.map(|fault| self.error(fault));
        self.pending = FuturesOrdered::new();
        self.probe = Probe::default();
    }

    fn end_now(&mut self, fault: Option<ListFault>) -> Option<Result<Reply<R>, Error>> {
        self.end(fault);
        self.final_error.take().map(Err)
    }

    fn error(&self, fault: ListFault) -> Error {
        let call = self.request.params().name();
        let position = self.state.position;
        let cause = match fault {
            ListFault::OnlyByStatus(status) => Cause::Status {
                call,
                status,
                message: None,
                astray: false,
            },
            ListFault::Repeated => Cause::RepeatedPage { call, position },
            ListFault::Elsewhere => Cause::NextElsewhere {
                call,
                host: self.trail.elsewhere().to_owned(),
                position,
            },
            ListFault::Incomplete { promised } => Cause::Incomplete {
                call,
                came: self.state.count.records(),
                promised,
                position,
                has_positions: self.state.cursor.goes_by_position(),
            },
        };
        Error::new(cause, Safety::Repeatable)
    }

    /// Holds a page back that began here, and asks for one that cannot be there.
    fn begin_probe(&mut self, cursor: PageCursor, begins: u64, page: Reply<R>) {
        let after = std::mem::replace(&mut self.state.position, begins);
        let replies = cursor.far_beyond().map(|place| self.ask_for(cursor, place));
        self.probe.begin(replies, Held { page, after });
    }
}

/// A page that is held back is moved, and never pinned.
impl<R> Unpin for Pages<R> {}

impl<R: Record> Stream for Pages<R> {
    type Item = Result<Reply<R>, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        if this.done {
            return Poll::Ready(this.final_error.take().map(Err));
        }
        let cursor = this.state.cursor;
        if let Some((result, held)) = ready!(this.probe.poll(context, cursor.size)) {
            return Poll::Ready(match result {
                ProbeResult::Turns => {
                    this.state.position = held.after;
                    Some(Ok(held.page))
                }
                ProbeResult::Stuck => {
                    let links_to_next = links_to_next(held.page.headers());
                    this.end_now(this.state.not_turned(this.seen.count(), links_to_next))
                }
            });
        }
        this.ask();
        let Some((position, reply)) = ready!(Pin::new(&mut this.pending).poll_next(context)) else {
            return Poll::Ready(None);
        };
        this.state.position = position;
        match reply {
            Ok(page) => {
                let item = match this.take(&page) {
                    Ok(step) => this.apply(step, page),
                    Err(error) => {
                        this.end(None);
                        this.final_error = Some(error);
                        Some(Ok(page))
                    }
                };
                match item {
                    Some(Ok(page))
                        if !this.done
                            && !cursor.is_told()
                            && this.probe.is_due(&this.seen, cursor.rows_repeat()) =>
                    {
                        this.begin_probe(cursor, position, page);
                        Pin::new(this).poll_next(context)
                    }
                    item => Poll::Ready(item),
                }
            }
            Err(error) => {
                // A status is anybody's word: that of a gateway would cut the list.
                // A cursor that is not found was lost, and the list goes on where nobody knows.
                let is_lost = cursor.is_told() && this.trail.place().is_some();
                let nothing_left = error.is_not_found()
                    && !is_lost
                    && error.refusal().is_some_and(|it| !it.is_by_status());
                Poll::Ready(if nothing_left {
                    this.end_now(this.state.fault_at_end(false))
                } else {
                    this.end(None);
                    Some(Err(error))
                })
            }
        }
    }
}

/// A page that is asked for.
struct PendingPage<R> {
    position: u64,
    reply: PendingReply<R>,
}

impl<R> Future for PendingPage<R> {
    type Output = (u64, Result<Reply<R>, Error>);

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let reply = ready!(self.reply.as_mut().poll(context));
        Poll::Ready((self.position, reply))
    }
}

impl<R> fmt::Debug for Pages<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages")
            .field("params", self.request.params())
            .field("position", &self.state.position)
            .field("read_ahead", &self.read_ahead)
            .finish_non_exhaustive()
    }
}

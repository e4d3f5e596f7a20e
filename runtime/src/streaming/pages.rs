use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;
use futures_util::stream::FuturesOrdered;
use http::HeaderMap;
use http::header::LINK;

use super::count::Count;
use super::paging::Turning;
use super::probe::{Held, Probe, Verdict};
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
/// equal ones where rows may have nothing of their own, as the spec says, and in any list after the 64th
/// page: a server that gives rows there as well does not turn the page, unless it gives its last page for
/// all places beyond. After an error there are no more pages; [`Pages::position`] says
/// where to go on.
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
    asking: Asking,
    turning: Result<Turning, Option<Error>>,
    read_ahead: usize,
    /// Pages that are asked for, in order.
    coming: FuturesOrdered<Coming<R>>,
    /// Where the next page to ask for begins.
    ask_at: u64,
    /// Where the next page to give begins.
    position: u64,
    count: Count,
    seen: Seen,
    probe: Probe<R>,
    /// Whether a page had more records than were asked for: the server may not page at all.
    overfull: bool,
    /// Whether an end that contradicts what the server said is an error.
    must_be_complete: bool,
    /// The last item, once there are no more pages.
    last_word: Option<Error>,
    done: bool,
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
            count: Count::from(start),
            seen: Seen::default(),
            probe: Probe::default(),
            overfull: false,
            must_be_complete: true,
            last_word: None,
            done: false,
        }
    }

    /// Asks for up to this many pages before they are needed, once the first one is there, and the second
    /// one too if they are more than one. 1 unless it is set, 32 at the most; 0 asks for each page when it is
    /// polled for. What is asked for comes while the caller does something else.
    pub fn read_ahead(mut self, pages: usize) -> Self {
        self.read_ahead = pages.min(32);
        self
    }

    /// Begins after this many records of the list, as an earlier [`Pages::position`] told.
    pub fn start_at(mut self, position: u64) -> Self {
        let start = self.page_start(position);
        self.ask_at = start;
        self.position = start;
        self.count = Count::from(start);
        self
    }

    /// Takes the end of the list for what it is, although the server promised more: where its total counts
    /// what cannot be read, say.
    pub fn allow_incomplete(mut self) -> Self {
        self.must_be_complete = false;
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
    #[cfg(any(feature = "blocking", doc))]
    pub fn wait(self) -> super::Waiting<Self> {
        super::Waiting::new(self.for_waiting(), Err)
    }

    #[cfg(any(feature = "blocking", doc))]
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
        // What is asked for before the server was seen to turn the page may be the same page again.
        let most = match self.seen.count() {
            0 => 1,
            1 if turning.rows_repeat() => 1,
            1 => self.read_ahead.min(1) + 1,
            _ => self.read_ahead + 1,
        };
        while self.coming.len() < most {
            let is_needed = self.coming.is_empty();
            if !is_needed && self.count.ends_at(self.ask_at) {
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
        let rows = u64::try_from(reply.rows()).unwrap_or(u64::MAX);
        self.count.told(reply.total(), rows);
        if rows == 0 {
            if reply.is_by_status() {
                self.end();
                let cause = Cause::Status {
                    call: self.call(),
                    status: reply.status(),
                    message: None,
                    astray: false,
                };
                return Some(Err(Error::new(cause, Safety::Repeatable)));
            }
            self.end_of_list(&reply);
            return self.last_word.take().map(Err);
        }
        let first = self.seen.is_empty();
        if !self.seen.add(&reply, turning.rows_repeat()) {
            return self.not_turned(&reply);
        }
        if turning.rows_repeat() && self.seen.in_a_row() >= MOST_EQUAL {
            return Some(Err(self.repeated()));
        }
        let (mut turning, mut begins) = (turning, self.position);
        if first && !turning.told {
            // How many a page has is only the document's word: the first one shows it.
            (turning, begins) = turning.learn(begins, rows);
            self.count.begins(begins);
        }
        let full = rows >= turning.size;
        self.overfull |= rows > turning.size;
        self.count.came(begins, rows, full);
        if first && !full && self.count.promises_more_than(begins.saturating_add(rows)) {
            // It gives less than it is asked for, and has more.
            (turning, begins) = turning.learn(begins, rows);
            self.count.begins(begins);
        }
        let after = turning.after(begins, rows);
        self.position = after;
        self.turning = Ok(turning);
        let last = match self.count.end() {
            Some(total) => after >= total,
            None => !full,
        };
        if last {
            // Another day a page that was not full may have more: it is where to go on.
            self.position = after.min(begins.saturating_add(rows));
            self.end_of_list(&reply);
        } else if self.count.is_endless(turning.size, self.seen.count()) {
            let error = self.incomplete(None);
            self.end();
            self.last_word = Some(error);
        } else if self.coming.is_empty() || after != begins.saturating_add(turning.size) {
            // What was asked for ahead would leave records out, or give some twice.
            self.coming = FuturesOrdered::new();
            self.ask_at = after;
        }
        Some(Ok(reply))
    }

    /// The list ends here, with this page: whether what the server said allows it.
    fn end_of_list(&mut self, page: &Reply<R>) {
        let promised = self.count.missing();
        if self.must_be_complete && (promised.is_some() || links_to_next(page.headers())) {
            self.last_word = Some(self.incomplete(promised));
        }
        self.end();
    }

    fn incomplete(&self, promised: Option<u64>) -> Error {
        let cause = Cause::Incomplete {
            call: self.call(),
            came: self.count.records(),
            promised,
            position: self.position,
        };
        Error::new(cause, Safety::Repeatable)
    }

    /// The second page is the first one again, or a later one an earlier: what comes last.
    fn not_turned(&mut self, page: &Reply<R>) -> Option<Result<Reply<R>, Error>> {
        // What gives more than it is asked for may have given all of it with its first page.
        if !self.overfull || self.seen.count() > 2 {
            return Some(Err(self.repeated()));
        }
        self.end_of_list(page);
        self.last_word.take().map(Err)
    }

    fn repeated(&mut self) -> Error {
        self.end();
        let cause = Cause::RepeatedPage {
            call: self.call(),
            position: self.position,
        };
        Error::new(cause, Safety::Repeatable)
    }

    fn call(&self) -> &'static str {
        self.asking.params().name()
    }

    fn end(&mut self) {
        self.done = true;
        self.coming = FuturesOrdered::new();
        self.probe = Probe::default();
    }

    /// Holds a page back that began here, and asks for one that cannot be there.
    fn begin_probe(&mut self, turning: Turning, begins: u64, page: Reply<R>) {
        let after = std::mem::replace(&mut self.position, begins);
        let ask = |place| {
            let params = turning.params(self.asking.params(), place);
            self.asking.ask(params)
        };
        let answers = turning.far_beyond().map(ask);
        self.probe.begin(answers, Held { page, after });
    }
}

/// Most equal pages in a row, where rows may have nothing of their own: no list is as dull as that.
const MOST_EQUAL: u32 = 1_000;

/// A page that is held back is moved, and never pinned.
impl<R> Unpin for Pages<R> {}

impl<R: Record> Stream for Pages<R> {
    type Item = Result<Reply<R>, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        let turning = match &mut this.turning {
            Ok(turning) => *turning,
            Err(error) => return Poll::Ready(error.take().map(Err)),
        };
        if this.done {
            return Poll::Ready(this.last_word.take().map(Err));
        }
        if let Some((verdict, held)) = ready!(this.probe.poll(context, turning.size)) {
            return Poll::Ready(match verdict {
                Verdict::Turns => {
                    this.position = held.after;
                    Some(Ok(held.page))
                }
                Verdict::Stuck => this.not_turned(&held.page),
            });
        }
        this.ask(turning);
        let Some((position, reply)) = ready!(Pin::new(&mut this.coming).poll_next(context)) else {
            return Poll::Ready(None);
        };
        this.position = position;
        match reply {
            Ok(reply) => {
                let item = this.take(turning, reply);
                match item {
                    Some(Ok(page))
                        if !this.done && this.probe.is_due(&this.seen, turning.rows_repeat()) =>
                    {
                        this.begin_probe(turning, position, page);
                        Pin::new(this).poll_next(context)
                    }
                    item => Poll::Ready(item),
                }
            }
            Err(error) => {
                // A status is anybody's word: that of a gateway would cut the list.
                let nothing_left =
                    error.is_not_found() && error.refusal().is_some_and(|it| !it.is_by_status());
                if !nothing_left {
                    this.end();
                    return Poll::Ready(Some(Err(error)));
                }
                if let Some(promised) = this.count.missing().filter(|_| this.must_be_complete) {
                    this.last_word = Some(this.incomplete(Some(promised)));
                }
                this.end();
                Poll::Ready(this.last_word.take().map(Err))
            }
        }
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

/// Whether an answer says by its headers that there is a page after it.
fn links_to_next(headers: &HeaderMap) -> bool {
    let says = |link: &http::HeaderValue| {
        let link = String::from_utf8_lossy(link.as_bytes()).to_ascii_lowercase();
        let mut values = link.split([';', ',']).filter_map(|part| {
            let (name, value) = part.split_once('=')?;
            (name.trim() == "rel").then(|| value.trim().trim_matches('"').to_owned())
        });
        values.any(|value| value.split_whitespace().any(|relation| relation == "next"))
    };
    headers.get_all(LINK).iter().any(says)
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

//! Many calls of one kind, several at once.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;
use futures_util::StreamExt as _;

use super::progress::Progress;
use crate::calls::Call;
use crate::error::Error;
use crate::reading::Reply;
use crate::sending::{Client, Queue, Sending};

/// Many calls of one kind, several at once.
///
/// Each has an outcome of its own, with its position among the calls; one that fails neither stops
/// nor loses another. The calls are taken from their iterator or stream as there is room for them.
/// Those that have begun go on while the caller does something else, and end when the stream is dropped.
/// They wait for their turns together: the time of each begins with its turn, and a bulk does not keep the
/// client's other calls waiting for all of its own.
///
/// ```
/// use prose_runtime::{Call, Client};
///
/// /// Sends all calls and tells how many failed.
/// async fn failures<C: Call>(client: &Client, calls: Vec<C>) -> usize
/// where
///     C: Send,
/// {
///     let bulk = client.bulk(calls).concurrency(8);
///     let progress = bulk.progress();
///     let mut replies = bulk.in_order();
///     while let Some(sent) = replies.next().await {
///         if let Err(error) = sent.result {
///             eprintln!("call {} of {}: {error}", sent.index, progress.started());
///         }
///     }
///     progress.failed()
/// }
/// ```
#[must_use = "calls are sent when their replies are polled for"]
pub struct Bulk<'b, C> {
    client: Client,
    calls: Pin<Box<dyn Stream<Item = C> + Send + 'b>>,
    each: Box<dyn Fn(Sending<C>) -> Sending<C> + Send + 'b>,
    concurrency: usize,
    progress: Progress,
}

impl Client {
    /// Sends many calls, several at once: see [`Bulk`].
    pub fn bulk<'b, I>(&self, calls: I) -> Bulk<'b, I::Item>
    where
        I: IntoIterator,
        I::IntoIter: Send + 'b,
        I::Item: Call + 'b,
    {
        self.bulk_stream(futures_util::stream::iter(calls))
    }

    /// Sends many calls, several at once, as they come: see [`Bulk`].
    pub fn bulk_stream<'b, S>(&self, calls: S) -> Bulk<'b, S::Item>
    where
        S: Stream + Send + 'b,
        S::Item: Call + 'b,
    {
        Bulk::new(self.clone(), calls)
    }
}

/// What came of one of many calls.
#[derive(Debug)]
pub struct Sent<R> {
    /// Position of the call, from 0.
    pub index: usize,
    /// What came of it.
    pub result: Result<Reply<R>, Error>,
}

impl<'b, C: Call + 'b> Bulk<'b, C> {
    fn new(client: Client, calls: impl Stream<Item = C> + Send + 'b) -> Self {
        Self {
            client,
            calls: Box::pin(calls),
            each: Box::new(|sending| sending),
            concurrency: 16,
            progress: Progress::default(),
        }
    }

    /// Most calls at once; 16 unless it is set. The client's own limits hold too.
    pub fn concurrency(mut self, calls: usize) -> Self {
        self.concurrency = calls.max(1);
        self
    }

    /// Sets options for every call.
    pub fn each(mut self, options: impl Fn(Sending<C>) -> Sending<C> + Send + 'b) -> Self {
        self.each = Box::new(options);
        self
    }

    /// Watches how far it is.
    #[must_use]
    pub fn progress(&self) -> Progress {
        self.progress.clone()
    }

    /// The outcomes in the order of the calls.
    pub fn in_order(self) -> BulkReplies<'b, C::Record> {
        let concurrency = self.concurrency;
        BulkReplies(Box::pin(self.sent().buffered(concurrency)))
    }

    /// The outcomes as the calls end.
    pub fn as_finished(self) -> BulkReplies<'b, C::Record> {
        let concurrency = self.concurrency;
        BulkReplies(Box::pin(self.sent().buffer_unordered(concurrency)))
    }

    /// The outcomes for a thread that waits, in the order of the calls: an iterator.
    #[cfg(any(feature = "blocking", doc))]
    pub fn wait(self) -> super::Waiting<BulkReplies<'b, C::Record>> {
        super::Waiting::new(self.for_waiting().in_order(), refused)
    }

    /// The outcomes for a thread that waits, as the calls end: an iterator.
    #[cfg(any(feature = "blocking", doc))]
    pub fn wait_as_finished(self) -> super::Waiting<BulkReplies<'b, C::Record>> {
        super::Waiting::new(self.for_waiting().as_finished(), refused)
    }

    #[cfg(any(feature = "blocking", doc))]
    fn for_waiting(mut self) -> Self {
        self.client = self.client.for_waiting();
        self
    }

    /// The calls, each as the future of its outcome.
    fn sent(self) -> impl Stream<Item = PendingSent<C::Record>> + Send + 'b {
        let Self {
            client,
            calls,
            each,
            progress,
            ..
        } = self;
        let queue = Queue::new();
        calls.enumerate().map(move |(index, call)| {
            let reply = each(client.send(call)).queued(&queue).run();
            let progress = progress.clone();
            progress.start();
            let outcome: PendingSent<C::Record> = Box::pin(async move {
                let result = reply.await;
                progress.finish(result.is_ok());
                Sent { index, result }
            });
            outcome
        })
    }
}

#[cfg(any(feature = "blocking", doc))]
fn refused<R>(error: Error) -> Sent<R> {
    Sent {
        index: 0,
        result: Err(error),
    }
}

type PendingSent<R> = Pin<Box<dyn Future<Output = Sent<R>> + Send>>;

/// What comes of many calls: a stream.
#[must_use = "calls are sent when this is polled"]
pub struct BulkReplies<'b, R>(Pin<Box<dyn Stream<Item = Sent<R>> + Send + 'b>>);

impl<R> BulkReplies<'_, R> {
    /// What came of the next call; `None` after the last one.
    pub async fn next(&mut self) -> Option<Sent<R>> {
        poll_fn(|context| self.0.as_mut().poll_next(context)).await
    }

    /// What came of all calls.
    pub async fn all(self) -> Vec<Sent<R>> {
        self.0.collect().await
    }
}

impl<R> Stream for BulkReplies<'_, R> {
    type Item = Sent<R>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Sent<R>>> {
        self.0.as_mut().poll_next(context)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl<C> fmt::Debug for Bulk<'_, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Bulk")
            .field("concurrency", &self.concurrency)
            .field("progress", &self.progress)
            .finish_non_exhaustive()
    }
}

impl<R> fmt::Debug for BulkReplies<'_, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BulkReplies").finish_non_exhaustive()
    }
}

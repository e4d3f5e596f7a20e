//! A call as a task of the runtime.

use std::future::Future;
use std::panic;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use tokio::runtime::Handle;
use tokio::task::JoinHandle;
use tracing::Instrument as _;

use super::pending_reply::PendingReply;
use crate::error::{Cause, Error, Safety, TimeLimit};
use crate::reading::Reply;

/// A call that goes on by itself once it was polled for, as a task of the runtime: a caller who takes
/// time between two items of a stream must neither let its time run out nor keep its turn from other
/// calls. Dropping it ends it.
pub(crate) struct CallTask<R> {
    call: &'static str,
    state: State<R>,
}

enum State<R> {
    New(PendingReply<R>),
    Task(JoinHandle<Result<Reply<R>, Error>>),
}

impl<R> CallTask<R> {
    pub(super) fn new(call: &'static str, outcome: PendingReply<R>) -> Self {
        Self {
            call,
            state: State::New(outcome),
        }
    }
}

impl<R: Send + 'static> Future for CallTask<R> {
    type Output = Result<Reply<R>, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let this = &mut *self;
        if let State::New(outcome) = &mut this.state {
            let Ok(runtime) = Handle::try_current() else {
                // It says itself that there is none.
                return outcome.as_mut().poll(context);
            };
            let outcome = std::mem::replace(outcome, Box::pin(std::future::pending()));
            this.state = State::Task(runtime.spawn(outcome.in_current_span()));
        }
        let State::Task(task) = &mut this.state else {
            return Poll::Pending;
        };
        Poll::Ready(match ready!(Pin::new(task).poll(context)) {
            Ok(outcome) => outcome,
            Err(ended) => match ended.try_into_panic() {
                Ok(panicked) => panic::resume_unwind(panicked),
                // The runtime was shut down: nobody knows how far the call was.
                Err(_) => Err(Error::new(
                    Cause::Timeout {
                        call: this.call,
                        which: TimeLimit::Total,
                        after: None,
                    },
                    Safety::Once,
                )),
            },
        })
    }
}

impl<R> Drop for CallTask<R> {
    fn drop(&mut self) {
        if let State::Task(task) = &self.state {
            task.abort();
        }
    }
}

//! How far a bulk of calls is.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// How far a bulk of calls is. Cheap to clone; clones watch the same bulk, from any thread.
#[derive(Clone, Default)]
pub struct Progress(Arc<Counts>);

#[derive(Default)]
struct Counts {
    started: AtomicUsize,
    succeeded: AtomicUsize,
    failed: AtomicUsize,
}

impl Progress {
    /// Calls that were begun.
    #[must_use]
    pub fn started(&self) -> usize {
        self.0.started.load(Ordering::Relaxed)
    }

    /// Calls that gave a reply.
    #[must_use]
    pub fn succeeded(&self) -> usize {
        self.0.succeeded.load(Ordering::Relaxed)
    }

    /// Calls that gave none.
    #[must_use]
    pub fn failed(&self) -> usize {
        self.0.failed.load(Ordering::Relaxed)
    }

    /// Calls that have ended, either way.
    #[must_use]
    pub fn finished(&self) -> usize {
        self.succeeded() + self.failed()
    }

    pub(super) fn start(&self) {
        self.0.started.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn finish(&self, success: bool) {
        let counter = if success {
            &self.0.succeeded
        } else {
            &self.0.failed
        };
        counter.fetch_add(1, Ordering::Relaxed);
    }
}

impl fmt::Debug for Progress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Progress")
            .field("started", &self.started())
            .field("succeeded", &self.succeeded())
            .field("failed", &self.failed())
            .finish()
    }
}

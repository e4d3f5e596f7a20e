//! Where the calls of a bulk wait.

use std::sync::Arc;

use tokio::sync::{Semaphore, SemaphorePermit};

/// Where the calls of one bulk wait, so that only the first of them waits for a turn of the client: the
/// others neither let their time run out nor stand before anybody else's call.
#[derive(Clone)]
pub(crate) struct Queue(Arc<Semaphore>);

impl Queue {
    pub(crate) fn new() -> Self {
        Self(Arc::new(Semaphore::new(1)))
    }

    /// Waits to be the first; it is, until this is dropped.
    pub(super) async fn first(&self) -> Option<SemaphorePermit<'_>> {
        // It is never closed; if it were, everybody would be the first.
        self.0.acquire().await.ok()
    }
}

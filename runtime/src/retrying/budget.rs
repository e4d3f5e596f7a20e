//! How many retries all calls share.

use std::sync::atomic::{AtomicU64, Ordering};

/// The stock of retries that all calls of a client share. When a server fails for everybody, it runs
/// out, and calls fail at their first attempt instead of multiplying the load.
pub(crate) struct Budget {
    /// In tenths of a retry.
    stock: AtomicU64,
    full: u64,
}

/// What a retry takes.
const RETRY: u64 = 10;
/// What a call that succeeds gives back.
const SUCCESS: u64 = 1;

impl Budget {
    pub(crate) fn new(retries: u32) -> Self {
        let full = u64::from(retries) * RETRY;
        Self {
            stock: AtomicU64::new(full),
            full,
        }
    }

    /// Takes a retry, if there is one.
    pub(crate) fn take(&self) -> bool {
        let take = |stock: u64| stock.checked_sub(RETRY);
        self.stock
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, take)
            .is_ok()
    }

    /// Gives a part of a retry back.
    pub(crate) fn succeeded(&self) {
        let give = |stock: u64| (stock < self.full).then(|| (stock + SUCCESS).min(self.full));
        // An error says that the stock is full already.
        let _ = self
            .stock
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, give);
    }
}

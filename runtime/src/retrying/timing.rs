//! Clock, sleep and chance, which tests replace.

use std::future::Future;
use std::pin::Pin;
use std::time::{Duration, Instant, SystemTime};

/// Time, waiting and chance, as far as attempts depend on them. Replaced in tests, so that waits take
/// no time and come out the same.
///
/// While a call waits for its turn or for the network, its limits of time are kept with the real clock.
pub trait Timing: Send + Sync + 'static {
    /// Now, for measuring.
    fn now(&self) -> Instant;

    /// Now, by the calendar.
    fn date(&self) -> SystemTime;

    /// Waits.
    fn sleep(&self, wait: Duration) -> Pin<Box<dyn Future<Output = ()> + Send>>;

    /// A random number from 0 to 1.
    fn fraction(&self) -> f64;
}

pub(crate) struct SystemTiming;

impl Timing for SystemTiming {
    fn now(&self) -> Instant {
        Instant::now()
    }

    fn date(&self) -> SystemTime {
        SystemTime::now()
    }

    fn sleep(&self, wait: Duration) -> Pin<Box<dyn Future<Output = ()> + Send>> {
        Box::pin(tokio::time::sleep(wait))
    }

    fn fraction(&self) -> f64 {
        fastrand::f64()
    }
}

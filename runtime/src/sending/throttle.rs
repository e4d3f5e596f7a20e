//! Keeps the limits of rate and concurrency.

use std::sync::Arc;
use std::time::{Duration, Instant};

use governor::clock::Clock;
use governor::nanos::Nanos;
use governor::state::{InMemoryState, NotKeyed};
use governor::{Quota, RateLimiter};
use tokio::sync::{Mutex, Semaphore, SemaphorePermit};

use super::Config;
use crate::error::Error;
use crate::retrying::Timing;

/// Whose turn it is: how many attempts run at once, and how soon they follow each other.
pub(crate) struct Throttle {
    permits: Semaphore,
    rate: Option<RateLimiter<NotKeyed, InMemoryState, ThrottleClock>>,
    /// Whoever waits for the rate waits in here, one after the other.
    gate: Mutex<()>,
    clock: ThrottleClock,
}

/// The longest time between two attempts: a century, which is never, and can be counted in
/// nanoseconds.
const LONGEST: Duration = Duration::from_secs(100 * 365 * 24 * 60 * 60);

/// Keeps a place among the attempts that run, until it is dropped.
pub(crate) struct Turn<'p> {
    _permit: Option<SemaphorePermit<'p>>,
}

impl Throttle {
    /// `rate` is so many attempts in this time.
    pub(crate) fn new(config: &Config, rate: Option<(u32, Duration)>) -> Result<Self, Error> {
        if config.max_concurrency == 0 {
            return Err(Error::config(
                "no attempt could ever be sent: max_concurrency must be 1 or more",
            ));
        }
        let clock = ThrottleClock {
            timing: Arc::clone(&config.timing),
            origin: config.timing.now(),
        };
        let rate = match rate {
            None => None,
            Some((attempts, per)) => {
                let interval = per.checked_div(attempts).map(|each| each.min(LONGEST));
                let quota = interval.and_then(Quota::with_period);
                let Some(quota) = quota else {
                    return Err(Error::config(
                        "no rate can be kept: rate_limit needs 1 attempt or more and some time",
                    ));
                };
                Some(RateLimiter::direct_with_clock(quota, clock.clone()))
            }
        };
        Ok(Self {
            permits: Semaphore::new(config.max_concurrency.min(Semaphore::MAX_PERMITS)),
            rate,
            gate: Mutex::new(()),
            clock,
        })
    }

    /// A turn, if one is free.
    pub(crate) fn turn_now(&self) -> Option<Turn<'_>> {
        let permit = self.permits.try_acquire().ok()?;
        if let Some(rate) = &self.rate {
            // Others wait: nobody goes before them.
            let _first = self.gate.try_lock().ok()?;
            rate.check().ok()?;
        }
        Some(Turn {
            _permit: Some(permit),
        })
    }

    /// Waits for a turn.
    pub(crate) async fn turn(&self) -> Turn<'_> {
        // It is never closed; if it were, there would be no limit.
        let permit = self.permits.acquire().await.ok();
        if let Some(rate) = &self.rate {
            let _first = self.gate.lock().await;
            while let Err(early) = rate.check() {
                let wait = early.wait_time_from(self.clock.now());
                self.clock.timing.sleep(wait).await;
            }
        }
        Turn { _permit: permit }
    }
}

/// The clock of the rate limit.
#[derive(Clone)]
struct ThrottleClock {
    timing: Arc<dyn Timing>,
    origin: Instant,
}

impl Clock for ThrottleClock {
    type Instant = Nanos;

    fn now(&self) -> Nanos {
        let since: Duration = self.timing.now().saturating_duration_since(self.origin);
        Nanos::from(since)
    }
}

#[cfg(test)]
mod tests {
    use std::future::Future;
    use std::pin::Pin;
    use std::sync::atomic::{AtomicU64, Ordering};
    use std::time::SystemTime;

    use super::*;

    /// The clock of the test, which stands still while anything else is to be done. Of several who
    /// sleep, those who went to sleep last wake up first.
    #[derive(Default)]
    struct Paused(AtomicU64);

    impl Timing for Paused {
        fn now(&self) -> Instant {
            tokio::time::Instant::now().into_std()
        }

        fn date(&self) -> SystemTime {
            SystemTime::UNIX_EPOCH
        }

        fn sleep(&self, wait: Duration) -> Pin<Box<dyn Future<Output = ()> + Send>> {
            let sleepers = self.0.fetch_add(1, Ordering::Relaxed);
            let longer = Duration::from_millis(90_u64.saturating_sub(sleepers));
            Box::pin(tokio::time::sleep(wait + longer))
        }

        fn fraction(&self) -> f64 {
            0.5
        }
    }

    #[tokio::test(start_paused = true)]
    async fn turns_are_given_in_the_order_in_which_they_were_asked_for() -> Result<(), Error> {
        let config = Config::new().timing(Paused::default());
        let throttle = Arc::new(Throttle::new(&config, Some((10, Duration::from_secs(1))))?);
        let (begun, mut order) = tokio::sync::mpsc::unbounded_channel();
        for number in 0..30 {
            let (throttle, begun) = (Arc::clone(&throttle), begun.clone());
            tokio::spawn(async move {
                let turn = match throttle.turn_now() {
                    Some(turn) => turn,
                    None => throttle.turn().await,
                };
                // The receiver is there until all have sent.
                let _ = begun.send(number);
                drop(turn);
            });
            // Some come at once, and later ones just when a turn becomes free.
            tokio::task::yield_now().await;
            if number >= 10 {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        }
        drop(begun);
        for number in 0..30 {
            assert_eq!(order.recv().await, Some(number));
        }
        Ok(())
    }
}

//! Keeps the limits of rate and concurrency.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::{Mutex, MutexGuard, Semaphore, SemaphorePermit};

use super::Config;
use crate::descriptor::{CallDescriptor, OwnRate};
use crate::error::Error;
use crate::retrying::Timing;

/// Whose turn it is: how many attempts run at once, and how soon they follow each other.
pub(crate) struct Throttle {
    permits: Semaphore,
    rate: Option<RateGate>,
    /// The rates that some calls keep to beside it, by who shares them; none if there is no limit.
    own: Option<std::sync::Mutex<HashMap<&'static str, Arc<RateGate>>>>,
    timing: Arc<dyn Timing>,
}

/// How soon attempts follow each other. Whoever waits, waits one after the other.
pub(crate) struct RateGate {
    interval: Duration,
    /// When it is time for the next one.
    next: Mutex<Instant>,
    timing: Arc<dyn Timing>,
}

impl RateGate {
    /// So many attempts in this time.
    fn new(attempts: u32, per: Duration, timing: &Arc<dyn Timing>) -> Result<Self, Error> {
        let interval = per.checked_div(attempts).map(|each| each.min(LONGEST));
        let Some(interval) = interval.filter(|each| !each.is_zero()) else {
            return Err(Error::config(
                "no rate can be kept: rate_limit needs 1 attempt or more and some time",
            ));
        };
        Ok(Self {
            interval,
            next: Mutex::new(timing.now()),
            timing: Arc::clone(timing),
        })
    }

    /// Whether it is time, and nobody waits: nobody goes before them.
    fn is_now(&self) -> bool {
        let Ok(next) = self.next.try_lock() else {
            return false;
        };
        let is_time = *next <= self.timing.now();
        if is_time {
            First { gate: self, next }.leaves();
        }
        is_time
    }

    /// Waits until it is time. Nobody goes before whoever has waited, until they leave.
    async fn wait(&self) -> First<'_> {
        let next = self.next.lock().await;
        loop {
            let wait = next.saturating_duration_since(self.timing.now());
            if wait.is_zero() {
                return First { gate: self, next };
            }
            self.timing.sleep(wait).await;
        }
    }
}

/// The first of those who wait. Dropped, it leaves the time to the next one.
struct First<'g> {
    gate: &'g RateGate,
    next: MutexGuard<'g, Instant>,
}

impl First<'_> {
    fn leaves(mut self) {
        let now = self.gate.timing.now();
        // The interval is short enough.
        *self.next = now.checked_add(self.gate.interval).unwrap_or(now);
    }
}

/// The longest time between two attempts: a century, which is never, and is a moment of every clock.
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
        let timing = Arc::clone(&config.timing);
        let rate = rate.map(|(attempts, per)| RateGate::new(attempts, per, &timing));
        Ok(Self {
            permits: Semaphore::new(config.max_concurrency.min(Semaphore::MAX_PERMITS)),
            rate: rate.transpose()?,
            own: (!config.rate_limit.is_unlimited()).then(Default::default),
            timing,
        })
    }

    /// The rate that this call keeps to beside that of the API, if there is one.
    pub(crate) fn own_rate(&self, call: &CallDescriptor) -> Result<Option<Arc<RateGate>>, Error> {
        let (Some(OwnRate { shared_by, rate }), Some(all)) = (call.rate, &self.own) else {
            return Ok(None);
        };
        // Whoever panicked in here had nothing half done.
        let mut all = all.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = all.get(shared_by) {
            return Ok(Some(Arc::clone(known)));
        }
        let per = Duration::from_secs(rate.seconds.into());
        let gate = Arc::new(RateGate::new(rate.calls, per, &self.timing)?);
        all.insert(shared_by, Arc::clone(&gate));
        Ok(Some(gate))
    }

    /// A turn, if one is free. Who keeps to a rate of their own waits for it first, and asks again.
    pub(crate) fn turn_now(&self, own: Option<&RateGate>) -> Option<Turn<'_>> {
        if own.is_some() {
            return None;
        }
        let permit = self.permits.try_acquire().ok()?;
        if self.rate.as_ref().is_some_and(|rate| !rate.is_now()) {
            return None;
        }
        Some(Turn {
            _permit: Some(permit),
        })
    }

    /// Waits for a turn: for the call's own rate first, so that others need not wait for that too. It counts
    /// from when the turn has come.
    pub(crate) async fn turn(&self, own: Option<&RateGate>) -> Turn<'_> {
        let own = match own {
            Some(own) => Some(own.wait().await),
            None => None,
        };
        // It is never closed; if it were, there would be no limit.
        let permit = self.permits.acquire().await.ok();
        if let Some(rate) = &self.rate {
            rate.wait().await.leaves();
        }
        if let Some(own) = own {
            own.leaves();
        }
        Turn { _permit: permit }
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
                let turn = match throttle.turn_now(None) {
                    Some(turn) => turn,
                    None => throttle.turn(None).await,
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

    #[tokio::test(start_paused = true)]
    async fn an_own_rate_is_kept_however_long_the_turns_before_it_take() -> Result<(), Error> {
        let second = Duration::from_secs(1);
        let config = Config::new().timing(Paused::default()).max_concurrency(1);
        let throttle = Arc::new(Throttle::new(&config, None)?);
        let own = Arc::new(RateGate::new(1, second, &throttle.timing)?);
        let before = throttle.turn(None).await;
        let (begun, mut moments) = tokio::sync::mpsc::unbounded_channel();
        for _ in 0..4 {
            let (throttle, own, begun) = (Arc::clone(&throttle), Arc::clone(&own), begun.clone());
            tokio::spawn(async move {
                let turn = throttle.turn(Some(&own)).await;
                // The receiver is there until all have sent.
                let _ = begun.send(throttle.timing.now());
                drop(turn);
            });
        }
        drop(begun);
        tokio::time::sleep(second * 5).await;
        drop(before);
        let mut last = moments.recv().await;
        for _ in 1..4 {
            let moment = moments.recv().await;
            let between = moment.zip(last).map(|(moment, last)| moment - last);
            assert!(between.is_some_and(|it| it >= second), "{between:?}");
            last = moment;
        }
        Ok(())
    }
}

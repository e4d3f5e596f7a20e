//! Time that passes only while somebody waits, and chance that is none.

use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant, SystemTime};

use prose_runtime::Timing;

/// Clones show the same time.
#[derive(Clone)]
pub(crate) struct Clock(Arc<Inner>);

struct Inner {
    start: Instant,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    elapsed: Duration,
    waits: Vec<Duration>,
    while_waiting: Option<Box<dyn FnOnce() + Send>>,
}

impl Clock {
    pub(crate) fn new() -> Self {
        Self(Arc::new(Inner {
            start: Instant::now(),
            state: Mutex::default(),
        }))
    }

    /// Time since the beginning.
    pub(crate) fn elapsed(&self) -> Duration {
        self.0.state.lock().unwrap().elapsed
    }

    /// All waits so far.
    pub(crate) fn waits(&self) -> Vec<Duration> {
        self.0.state.lock().unwrap().waits.clone()
    }

    /// Does this during the next wait.
    pub(crate) fn while_waiting(&self, what: impl FnOnce() + Send + 'static) {
        self.0.state.lock().unwrap().while_waiting = Some(Box::new(what));
    }

    /// The day on which time begins: 1994-11-06 08:49:37 UTC.
    pub(crate) fn first_day() -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_777)
    }
}

impl Timing for Clock {
    fn now(&self) -> Instant {
        self.0.start + self.elapsed()
    }

    fn date(&self) -> SystemTime {
        Self::first_day() + self.elapsed()
    }

    fn sleep(&self, wait: Duration) -> Pin<Box<dyn Future<Output = ()> + Send>> {
        let clock = self.clone();
        Box::pin(async move {
            let hook = {
                let mut state = clock.0.state.lock().unwrap();
                state.elapsed += wait;
                state.waits.push(wait);
                state.while_waiting.take()
            };
            if let Some(hook) = hook {
                hook();
            }
        })
    }

    fn fraction(&self) -> f64 {
        0.5
    }
}

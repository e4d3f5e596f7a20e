//! The vendor throttles: how often the client calls unless it is told otherwise.

use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant, SystemTime};

use prose_runtime::{Config, Outcome, Timing};
use prose_sandbox::trackops::{Sandbox, Throttle};
use trackops_generated::{ListClients, api};

use super::{NOW, client_of};
use crate::{new_client, refused};

/// Time that passes only while the client waits, for the sandbox too.
#[derive(Clone)]
struct Clock {
    sandbox: Arc<Sandbox>,
    start: Instant,
    passed: Arc<Mutex<Duration>>,
}

impl Clock {
    fn of(sandbox: &Arc<Sandbox>) -> Self {
        Self {
            sandbox: Arc::clone(sandbox),
            start: Instant::now(),
            passed: Arc::default(),
        }
    }

    fn passed(&self) -> Duration {
        *self.passed.lock().unwrap()
    }
}

impl Timing for Clock {
    fn now(&self) -> Instant {
        self.start + self.passed()
    }

    fn date(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + self.passed()
    }

    fn sleep(&self, wait: Duration) -> Pin<Box<dyn Future<Output = ()> + Send>> {
        let clock = self.clone();
        Box::pin(async move {
            *clock.passed.lock().unwrap() += wait;
            clock.sandbox.advance(wait);
        })
    }

    fn fraction(&self) -> f64 {
        0.5
    }
}

/// Time that stands still: however slow the machine, the next turn never comes.
struct Stopped(Instant);

impl Timing for Stopped {
    fn now(&self) -> Instant {
        self.0
    }

    fn date(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH
    }

    fn sleep(&self, _: Duration) -> Pin<Box<dyn Future<Output = ()> + Send>> {
        Box::pin(std::future::pending())
    }

    fn fraction(&self) -> f64 {
        0.5
    }
}

/// A sandbox that bears the rate of the spec, a call in two seconds.
fn strict() -> Arc<Sandbox> {
    let sandbox = Sandbox::setup().now(NOW).start().unwrap();
    sandbox.switch(|switches| switches.throttle = Throttle::Documented);
    Arc::new(sandbox)
}

/// The statuses that the sandbox answered with.
fn statuses(sandbox: &Sandbox) -> Vec<u16> {
    let requests = sandbox.requests().into_iter();
    requests.filter_map(|request| request.status).collect()
}

#[tokio::test]
async fn a_call_in_two_seconds_is_what_the_client_keeps_to() {
    let rate = api::API.rate.unwrap();
    assert_eq!((rate.calls, rate.seconds), (1, 2));
    let sandbox = strict();
    let clock = Clock::of(&sandbox);
    let client = client_of(&sandbox, Config::new().timing(clock.clone()));
    for name in ["One", "Two", "Three"] {
        client.create_client(new_client(name)).await.unwrap();
        client.list_clients(ListClients::new()).await.unwrap();
    }
    assert_eq!(statuses(&sandbox), [201, 200, 201, 200, 201, 200]);
    // The first one goes at once.
    assert_eq!(clock.passed(), Duration::from_secs(10));
}

#[tokio::test]
async fn pages_and_clones_keep_to_it_together() {
    let sandbox = strict();
    let clock = Clock::of(&sandbox);
    let client = client_of(&sandbox, Config::new().timing(clock.clone()));
    let call = ListClients::new().per_page(20);
    // One after the other: waits of this clock that run at once take no time of each other.
    let mut clients = client.clone().list_clients(call).records().read_ahead(0);
    let mut number = 0;
    while let Some(found) = clients.next().await {
        found.unwrap();
        number += 1;
    }
    assert_eq!(number, 60);
    client.list_clients(ListClients::new()).await.unwrap();
    assert!(statuses(&sandbox).iter().all(|status| *status == 200));
    assert!(
        clock.passed() >= Duration::from_secs(8),
        "{:?}",
        clock.passed()
    );
}

#[tokio::test]
async fn a_client_that_does_not_is_held_back_by_the_server() {
    let sandbox = strict();
    let clock = Clock::of(&sandbox);
    let config = Config::new().no_rate_limit().timing(clock.clone());
    let client = client_of(&sandbox, config);
    client.list_clients(ListClients::new()).await.unwrap();
    let reply = client.list_clients(ListClients::new()).await.unwrap();
    assert_eq!(reply.failed_attempts().len(), 1);
    assert_eq!(reply.failed_attempts()[0].outcome, Outcome::Status(429));
    let error = refused(client.create_client(new_client("ACME")).await);
    assert!(error.is_rate_limited(), "{error}");
    assert_eq!(error.retry_after(), Some(Duration::from_secs(2)));
    assert_eq!(statuses(&sandbox), [200, 429, 200, 429]);
}

#[tokio::test]
async fn the_caller_sets_another_rate() {
    let sandbox = Arc::new(Sandbox::setup().now(NOW).start().unwrap());
    for (every, passed) in [(150, 450), (7_000, 21_000)] {
        let clock = Clock::of(&sandbox);
        let config = Config::new().rate_limit(1, Duration::from_millis(every));
        let client = client_of(&sandbox, config.timing(clock.clone()));
        for _ in 0..4 {
            client.list_clients(ListClients::new()).await.unwrap();
        }
        assert_eq!(clock.passed(), Duration::from_millis(passed));
    }
}

/// How much more is up to the machine, so that only the least is asked for.
#[tokio::test]
async fn two_calls_take_two_seconds_by_the_real_clock() {
    let sandbox = strict();
    let client = client_of(&sandbox, Config::new());
    let start = Instant::now();
    client.list_clients(ListClients::new()).await.unwrap();
    client.list_clients(ListClients::new()).await.unwrap();
    let took = start.elapsed();
    assert!(took >= Duration::from_millis(1990), "{took:?}");
}

#[tokio::test]
async fn a_call_whose_turn_would_come_too_late_is_told_and_not_sent() {
    let sandbox = strict();
    let client = client_of(&sandbox, Config::new().timing(Stopped(Instant::now())));
    client.list_clients(ListClients::new()).await.unwrap();
    let sending = client.create_client(new_client("ACME"));
    let error = refused(sending.timeout(Duration::from_millis(100)).await);
    assert!(error.is_timeout() && !error.may_have_acted(), "{error}");
    assert_eq!(sandbox.requests().len(), 1);
}

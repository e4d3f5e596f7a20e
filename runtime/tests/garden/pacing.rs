//! How many attempts run at once, and how soon they follow each other: for all accounts together.

use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant, SystemTime};

use prose_runtime::{Cause, Client, Config, Error, Outcome, TimeLimit, Timing};
use tokio::net::TcpListener;
use tokio::sync::Semaphore;

use crate::api::{CreatePlant, ListPlants, client_at, credentials};
use crate::clock::Clock;
use crate::server::{Server, failing, ok};

const SECOND: Duration = Duration::from_secs(1);

/// Lets lists wait at the server until the test opens for them. Creates pass.
struct Gate {
    waiting: AtomicUsize,
    arrived: Semaphore,
    opened: Semaphore,
}

impl Gate {
    async fn server() -> (Arc<Self>, Server) {
        let gate = Arc::new(Self {
            waiting: AtomicUsize::new(0),
            arrived: Semaphore::new(0),
            opened: Semaphore::new(0),
        });
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let at_server = Arc::clone(&gate);
        let server = Server::asking(listener, move |request| {
            let gate = Arc::clone(&at_server);
            async move {
                if request.starts_with("GET") {
                    gate.waiting.fetch_add(1, Ordering::SeqCst);
                    gate.arrived.add_permits(1);
                    gate.opened.acquire().await.unwrap().forget();
                    gate.waiting.fetch_sub(1, Ordering::SeqCst);
                }
                ok()
            }
        });
        (gate, server)
    }

    async fn arrivals(&self, number: u32) {
        self.arrived.acquire_many(number).await.unwrap().forget();
    }
}

fn client_of(server: &Server, config: Config) -> Client {
    Client::new(credentials(), config.base_url(server.url())).unwrap()
}

#[tokio::test]
async fn no_more_attempts_run_at_once_than_allowed_for_all_accounts_together() {
    let (gate, server) = Gate::server().await;
    let client = client_of(&server, Config::new().max_concurrency(2));
    let bystander = client_at(server.url());
    let calls: Vec<_> = (0..6)
        .map(|number| {
            let account = client.account(format!("plot {number}")).unwrap();
            tokio::spawn(async move { account.send(ListPlants::new()).await })
        })
        .collect();
    gate.arrivals(2).await;
    for _ in 2..6 {
        // Whatever was sent before this has arrived before it.
        bystander.send(CreatePlant::new("Rose")).await.unwrap();
        assert_eq!(gate.waiting.load(Ordering::SeqCst), 2);
        gate.opened.add_permits(1);
        gate.arrivals(1).await;
    }
    gate.opened.add_permits(2);
    for call in calls {
        call.await.unwrap().unwrap();
    }
}

/// Time in which a wait ends when the test says so.
#[derive(Clone)]
struct Bell {
    asleep: Arc<Semaphore>,
    rung: Arc<Semaphore>,
}

impl Timing for Bell {
    fn now(&self) -> Instant {
        Instant::now()
    }

    fn date(&self) -> SystemTime {
        SystemTime::now()
    }

    fn sleep(&self, _: Duration) -> Pin<Box<dyn Future<Output = ()> + Send>> {
        let bell = self.clone();
        Box::pin(async move {
            bell.asleep.add_permits(1);
            bell.rung.acquire().await.unwrap().forget();
        })
    }

    fn fraction(&self) -> f64 {
        0.5
    }
}

#[tokio::test]
async fn a_call_that_waits_to_be_sent_again_keeps_no_place_from_others() {
    let server = Server::new([failing(503), ok(), ok()]).await;
    let bell = Bell {
        asleep: Arc::new(Semaphore::new(0)),
        rung: Arc::new(Semaphore::new(0)),
    };
    let config = Config::new().max_concurrency(1).timing(bell.clone());
    let client = client_of(&server, config);
    let waiting = client.clone();
    let waiting = tokio::spawn(async move { waiting.send(ListPlants::new()).await });
    bell.asleep.acquire().await.unwrap().forget();
    client.send(CreatePlant::new("Rose")).await.unwrap();
    bell.rung.add_permits(1);
    let reply = waiting.await.unwrap().unwrap();
    assert_eq!(reply.failed_attempts().len(), 1);
}

/// When attempts arrive at a server that does this with the first of them, in milliseconds.
struct Arrivals {
    clock: Clock,
    times: Arc<Mutex<Vec<u128>>>,
    server: Server,
}

impl Arrivals {
    async fn new(failures: usize) -> Self {
        let (clock, times) = (Clock::new(), Arc::new(Mutex::new(Vec::new())));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let (watch, seen) = (clock.clone(), Arc::clone(&times));
        let server = Server::asking(listener, move |_| {
            let mut times = seen.lock().unwrap();
            times.push(watch.elapsed().as_millis());
            let fails = times.len() <= failures;
            std::future::ready(if fails { failing(503) } else { ok() })
        });
        Self {
            clock,
            times,
            server,
        }
    }

    fn client(&self, attempts: u32, per: Duration) -> Client {
        let config = Config::new().timing(self.clock.clone());
        client_of(&self.server, config.rate_limit(attempts, per))
    }

    fn times(&self) -> Vec<u128> {
        self.times.lock().unwrap().clone()
    }
}

async fn list(client: &Client) {
    client.send(ListPlants::new()).await.unwrap();
}

#[tokio::test]
async fn attempts_are_spaced_evenly() {
    let arrivals = Arrivals::new(0).await;
    let client = arrivals.client(2, SECOND);
    for _ in 0..4 {
        list(&client).await;
    }
    assert_eq!(arrivals.times(), [0, 500, 1000, 1500]);
}

#[tokio::test]
async fn accounts_share_the_rate() {
    let arrivals = Arrivals::new(0).await;
    let client = arrivals.client(2, SECOND);
    for plot in ["north", "south", "north"] {
        list(&client.account(plot).unwrap()).await;
    }
    assert_eq!(arrivals.times(), [0, 500, 1000]);
}

#[tokio::test]
async fn turns_that_nobody_took_are_not_saved_up() {
    let arrivals = Arrivals::new(0).await;
    let client = arrivals.client(2, SECOND);
    arrivals.clock.sleep(10 * SECOND).await;
    for _ in 0..3 {
        list(&client).await;
    }
    assert_eq!(arrivals.times(), [10_000, 10_500, 11_000]);
}

#[tokio::test]
async fn an_attempt_after_a_failure_waits_for_its_turn_too() {
    let arrivals = Arrivals::new(1).await;
    list(&arrivals.client(1, 10 * SECOND)).await;
    assert_eq!(arrivals.times(), [0, 10_000]);
}

#[test]
fn limits_that_allow_nothing_are_refused() {
    let refused = |config: Config| {
        let config = config.base_url("http://localhost/");
        let error = Client::new(credentials(), config).unwrap_err();
        assert!(error.is_config(), "{error:?}");
        error.to_string()
    };
    assert_eq!(
        refused(Config::new().max_concurrency(0)),
        "no attempt could ever be sent: max_concurrency must be 1 or more"
    );
    for (attempts, per) in [(0, SECOND), (1, Duration::ZERO)] {
        assert_eq!(
            refused(Config::new().rate_limit(attempts, per)),
            "no rate can be kept: rate_limit needs 1 attempt or more and some time"
        );
    }
}

#[tokio::test]
async fn limits_as_large_as_can_be_are_no_limits() {
    let server = Server::new([ok()]).await;
    list(&client_of(
        &server,
        Config::new().max_concurrency(usize::MAX),
    ))
    .await;
}

#[tokio::test]
async fn a_rate_as_slow_as_can_be_lets_the_first_attempt_pass() {
    let arrivals = Arrivals::new(0).await;
    list(&arrivals.client(1, Duration::MAX)).await;
    assert_eq!(arrivals.times(), [0]);
}

fn had_no_turn(error: &Error, limit: Duration) {
    assert!(
        matches!(
            error.cause(),
            Cause::Timeout { which: TimeLimit::Turn, after: Some(after), .. } if *after == limit
        ),
        "{error:?}"
    );
    assert_eq!(error.attempts().len(), 1);
    assert_eq!(error.attempts()[0].outcome, Outcome::NoTurn);
    assert!(!error.may_have_acted() && error.is_retryable() && error.is_timeout());
}

#[tokio::test]
async fn a_create_that_waits_in_vain_for_others_to_end_never_leaves_and_may_be_sent_again() {
    let (gate, server) = Gate::server().await;
    let client = client_of(&server, Config::new().max_concurrency(1));
    let first = client.clone();
    let first = tokio::spawn(async move { first.send(ListPlants::new()).await });
    gate.arrivals(1).await;

    let limit = Duration::from_millis(50);
    let create = || client.send(CreatePlant::new("Rose"));
    had_no_turn(&create().timeout(limit).await.unwrap_err(), limit);
    assert_eq!(server.requests().len(), 1);

    gate.opened.add_permits(1);
    first.await.unwrap().unwrap();
    create().await.unwrap();
}

#[tokio::test]
async fn a_create_whose_turn_comes_too_late_never_leaves_and_may_be_sent_again() {
    let arrivals = Arrivals::new(0).await;
    let client = arrivals.client(1, 100 * SECOND);
    list(&client).await;
    let create = || client.send(CreatePlant::new("Rose"));
    let error = create().timeout(100 * SECOND).await.unwrap_err();
    had_no_turn(&error, 100 * SECOND);
    assert_eq!(
        error.to_string(),
        "create_plant: not its turn within 100s; send less at once, or raise the limits of rate \
         and concurrency"
    );
    create().timeout(200 * SECOND).await.unwrap();
    assert_eq!(arrivals.times(), [0, 200_000]);
}

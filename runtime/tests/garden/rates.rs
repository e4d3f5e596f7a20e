//! The rate that the spec of an API tells.

use std::time::Duration;

use prose_runtime::{
    ApiDescriptor, CallDescriptor, Client, Config, Credentials, Method, Rate, RawCall,
};

use crate::api::API;
use crate::clock::Clock;
use crate::other_api::OTHER_API;
use crate::server::{Server, ok};

static SLOW: ApiDescriptor = slow(Some(Rate {
    calls: 1,
    seconds: 2,
}));
static NEVER: ApiDescriptor = slow(Some(Rate {
    calls: 0,
    seconds: 2,
}));
static AT_ONCE: ApiDescriptor = slow(Some(Rate {
    calls: 1,
    seconds: 0,
}));
static CRAWL: CallDescriptor = CallDescriptor::raw(&SLOW, Method::Get, "crawl");

const fn slow(rate: Option<Rate>) -> ApiDescriptor {
    ApiDescriptor {
        name: "slow",
        result_codes: API.result_codes,
        rate,
        ..OTHER_API
    }
}

/// How long three calls wait for their turns, in milliseconds.
async fn waits(config: Config) -> u128 {
    let (server, clock) = (Server::new([ok(), ok(), ok()]).await, Clock::new());
    let config = config.base_url(server.url()).timing(clock.clone());
    let client = Client::new(Credentials::new(&SLOW), config).unwrap();
    for _ in 0..3 {
        client.send(RawCall::new(&CRAWL)).await.unwrap();
    }
    assert_eq!(server.requests().len(), 3);
    clock.elapsed().as_millis()
}

#[tokio::test]
async fn the_rate_of_the_api_is_kept_unless_the_caller_says_otherwise() {
    assert_eq!(waits(Config::new()).await, 4000);
}

#[tokio::test]
async fn a_rate_of_the_caller_takes_its_place() {
    let config = Config::new().rate_limit(10, Duration::from_secs(1));
    assert_eq!(waits(config).await, 200);
    let config = Config::new()
        .no_rate_limit()
        .rate_limit(1, Duration::from_secs(3));
    assert_eq!(waits(config).await, 6000);
}

#[tokio::test]
async fn a_caller_can_do_without_a_rate() {
    assert_eq!(waits(Config::new().no_rate_limit()).await, 0);
    let config = Config::new()
        .rate_limit(1, Duration::from_secs(3))
        .no_rate_limit();
    assert_eq!(waits(config).await, 0);
}

#[test]
fn a_rate_of_nothing_is_told() {
    for api in [&NEVER, &AT_ONCE] {
        let error = Client::new(Credentials::new(api), Config::new()).unwrap_err();
        assert!(error.is_config(), "{error:?}");
        let config = Config::new().no_rate_limit();
        assert!(Client::new(Credentials::new(api), config).is_ok());
    }
}

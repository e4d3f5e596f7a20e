//! Trackops, from the public surface of its client: what goes over the wire, what answers are read as,
//! what is refused before sending, and how all of it meets the sandbox.
//!
//! What is expected on the wire is written out by hand from the vendor's pages and from what is known of
//! the real server; nothing of the code under test made it.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by a panic, in its helpers too"
)]

#[path = "trackops/address.rs"]
mod address;
#[path = "trackops/agreement.rs"]
mod agreement;
#[path = "trackops/answers.rs"]
mod answers;
#[path = "trackops/faults.rs"]
mod faults;
#[path = "trackops/limits.rs"]
mod limits;
#[path = "trackops/lists.rs"]
mod lists;
#[path = "trackops/pages.rs"]
mod pages;
#[path = "trackops/refusals.rs"]
mod refusals;
#[path = "trackops/secrecy.rs"]
mod secrecy;
#[path = "trackops/switches.rs"]
mod switches;
#[path = "trackops/throttle.rs"]
mod throttle;
#[path = "trackops/tour.rs"]
mod tour;
#[path = "trackops/traces.rs"]
mod traces;

/// One test for each call, named after it, and the list of their names.
///
/// `call: request => expected;` sends the request with the function of that name.
macro_rules! wire_tests {
    ($($call:ident: $request:expr => $expected:expr;)+) => {
        pub(crate) const TESTED: &[&str] = &[$(stringify!($call)),+];
        $(
            #[tokio::test]
            async fn $call() {
                let wire = $crate::Wire::new();
                wire.client.$call($request).await.unwrap();
                assert_eq!(wire.sent(), $expected);
            }
        )+
    };
}

// After the macro, which they use.
#[path = "trackops/read.rs"]
mod read;
#[path = "trackops/write.rs"]
mod write;

use prose_runtime::{Config, Error, RetryPolicy};
use prose_sandbox::trackops::{Sandbox, Setup};
use trackops_generated::{Client, CreateClient, Credentials, PrimaryLocation, calls};
use workspace_tests::{Loopback, http};

/// A Monday morning.
const NOW: &str = "2026-03-02 09:00:00";
/// The day of that.
const TODAY: &str = "2026-03-02";
/// A number that the sandbox has given to nothing.
const UNKNOWN: u64 = 4_000_000_000;

/// A client and a server that gives it what it is told.
struct Wire {
    client: Client,
    server: Loopback,
}

impl Wire {
    /// Answers every call with an empty array.
    fn new() -> Self {
        Self::answering(http("200 OK", "application/json", "[]"))
    }

    fn json(body: &str) -> Self {
        Self::answering(http("200 OK", "application/json", body))
    }

    /// Gives every request these bytes.
    fn answering(answer: Vec<u8>) -> Self {
        let server = Loopback::replying(move |_| answer.clone()).unwrap();
        let client = client_at(&server, Config::new().retry(RetryPolicy::never()));
        Self { client, server }
    }

    /// The request as it came, with `HOST` for the server's own address.
    fn sent(&self) -> String {
        let request = self.server.request().unwrap_or_default();
        request.replacen(&self.server.host(), "HOST", 1)
    }
}

/// A client that is not held back, of a server on this machine.
fn client_at(server: &Loopback, config: Config) -> Client {
    let url = format!("http://{}/api/v1/", server.host());
    let credentials = Credentials::new("jo@example.com", "the-api-token");
    Client::with_config(credentials, config.base_url(url).no_rate_limit()).unwrap()
}

/// A request that has no body.
fn bare(target: &str) -> String {
    format!(
        "GET /api/v1/{target} HTTP/1.1\r\n\
         authorization: Basic am9AZXhhbXBsZS5jb20vdG9rZW46dGhlLWFwaS10b2tlbg==\r\n\
         accept: application/json\r\n\
         user-agent: prose-runtime/{version}\r\n\
         host: HOST\r\n\
         \r\n",
        version = env!("CARGO_PKG_VERSION"),
    )
}

/// A request with a JSON body, which may be given in several lines: on the wire it is one.
fn json(method: &str, target: &str, lines: &str) -> String {
    let body: String = lines.lines().map(str::trim).collect();
    format!(
        "{method} /api/v1/{target} HTTP/1.1\r\n\
         authorization: Basic am9AZXhhbXBsZS5jb20vdG9rZW46dGhlLWFwaS10b2tlbg==\r\n\
         accept: application/json\r\n\
         content-type: application/json\r\n\
         user-agent: prose-runtime/{version}\r\n\
         host: HOST\r\n\
         content-length: {length}\r\n\
         \r\n\
         {body}",
        version = env!("CARGO_PKG_VERSION"),
        length = body.len(),
    )
}

/// The least that a new client has.
fn new_client(name: &str) -> CreateClient {
    CreateClient::new(name, PrimaryLocation::new("Main Location", "CO", "US"))
}

/// A sandbox on that Monday morning, and a client of it that is not held back.
struct Scene {
    sandbox: Sandbox,
    client: Client,
}

impl Scene {
    /// With the 60 clients of the seed data, and the locations, contacts and cases that they have.
    fn busy() -> Self {
        Self::of(Sandbox::setup())
    }

    /// Without any.
    fn quiet() -> Self {
        Self::of(Sandbox::setup().clients(0))
    }

    fn of(setup: Setup) -> Self {
        let sandbox = setup.now(NOW).start().unwrap();
        let client = client_of(&sandbox, Config::new().no_rate_limit());
        Self { sandbox, client }
    }

    /// The calls that the sandbox saw, in their order.
    fn calls(&self) -> Vec<String> {
        let requests = self.sandbox.requests().into_iter();
        requests.filter_map(|request| request.call).collect()
    }
}

fn client_of(sandbox: &Sandbox, config: Config) -> Client {
    let credentials = Credentials::new(sandbox.username(), sandbox.api_token());
    Client::with_config(credentials, config.base_url(sandbox.base_url())).unwrap()
}

/// The error of a call that failed.
fn refused<T: std::fmt::Debug>(result: Result<T, Error>) -> Error {
    result.unwrap_err()
}

#[test]
fn every_call_has_its_wire_test() {
    let tested = [read::TESTED, write::TESTED].concat();
    let calls: Vec<&str> = calls::CALLS.iter().map(|call| call.name).collect();
    assert_eq!(calls.len(), 17);
    assert_eq!(tested, calls);
}

//! The sandbox under load: 64 clients at once, each going through the life of a contact again and
//! again, and reading lists in between.
//!
//! `cargo run --release --package benches --bin load [SECONDS]` (30 without) prints calls in a second,
//! how long they took, and what memory the sandbox used early on and at the end. It fails if a single
//! call does. The sandbox is a process of its own on loopback, with its state in memory; what is created
//! is deleted again, so that its memory must stay flat.

#![forbid(unsafe_code)]

use std::error::Error;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use clienttether_generated::{Client, Credentials, ReadClientList};
use prose_runtime::{Config, RetryPolicy};
use tokio::runtime::{Builder, Runtime};

mod life;
mod server;
mod times;

use life::live;
use server::Server;
use times::Times;

/// Clients at once.
const CLIENTS: u32 = 64;
const SECONDS: u64 = 30;
/// When memory is looked at first: by then everything is warm.
const EARLY: Duration = Duration::from_secs(5);

type Failure = Box<dyn Error + Send + Sync>;

fn main() -> Result<ExitCode, Failure> {
    let argument = std::env::args().nth(1);
    if argument.as_deref() == Some(server::ARGUMENT) {
        server::serve()?;
        return Ok(ExitCode::SUCCESS);
    }
    let seconds = argument.map_or(Ok(SECONDS), |seconds| seconds.parse())?;
    let server = Server::start()?;
    let runtime = Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    let client = {
        let _inside = runtime.enter();
        client(&server)?
    };
    let contacts = contacts(&runtime, &client)?;
    let start = Instant::now();
    let until = start + Duration::from_secs(seconds);
    let lives: Vec<_> = (0..CLIENTS)
        .map(|number| runtime.spawn(live(client.clone(), number, until)))
        .collect();
    std::thread::sleep(EARLY.min(until.saturating_duration_since(Instant::now())));
    let early = server.memory()?;
    let mut all = Times::default();
    for life in lives {
        all.extend(runtime.block_on(life)?);
    }
    let took = start.elapsed();
    // Before anything else is asked for.
    let (late, most) = (server.memory()?, server.most_memory()?);
    let left = contacts_left(&runtime, &client, contacts)?;

    println!("{CLIENTS} clients, {:.1} s", took.as_secs_f64());
    all.report(took);
    println!(
        "memory of the sandbox: {:.1} MiB after {} s, {:.1} MiB at the end, {:.1} MiB at most",
        mebibytes(early),
        EARLY.as_secs().min(seconds),
        mebibytes(late),
        mebibytes(most)
    );
    println!("contacts: {contacts} before, {} more after", left);
    let failures = all.failures();
    println!("errors: {}", failures.len());
    for failure in failures.iter().take(5) {
        println!("  {failure}");
    }
    Ok(if failures.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// One client for all: clones share its connections. It tries everything once, so that no failure
/// stays unseen.
fn client(server: &Server) -> Result<Client, prose_runtime::Error> {
    let credentials = Credentials::new(&server.access_token, &server.web_key);
    let config = Config::new()
        .base_url(&server.base_url)
        .max_concurrency(CLIENTS as usize)
        .retry(RetryPolicy::never());
    Client::with_config(credentials, config)
}

/// How many contacts there are.
fn contacts(runtime: &Runtime, client: &Client) -> Result<u64, Failure> {
    let reply = runtime.block_on(async {
        client
            .read_client_list(ReadClientList::new().limit(1))
            .await
    })?;
    reply
        .total()
        .ok_or_else(|| "the list tells no total".into())
}

fn contacts_left(runtime: &Runtime, client: &Client, before: u64) -> Result<i128, Failure> {
    Ok(i128::from(contacts(runtime, client)?) - i128::from(before))
}

fn mebibytes(kibibytes: u64) -> f64 {
    kibibytes as f64 / 1024.0
}

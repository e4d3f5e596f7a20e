//! What a call costs: the generated client beside reqwest as people use it by hand, in the same run.
//!
//! `cargo run --release --package benches --bin calls` prints, for each load and each way to make the
//! call: CPU time of this process for a call, the same as a share of the yardstick's, and calls in a
//! second. All ways take turns in every round; the numbers are medians of the rounds. The server is a
//! process of its own on loopback: plain HTTP, connections kept alive, the same bytes for everybody.

#![forbid(unsafe_code)]

use std::time::{Duration, Instant};

use rustix::time::{ClockId, clock_gettime};
use tokio::runtime::{Builder, Runtime};

mod contacts;
mod server;
mod subjects;

use server::Server;
use subjects::{Answer, Clients, Failure, Subject};

const ROUNDS: usize = 41;

/// What is called, how often in a round, and how many calls are under way at once.
struct Load {
    name: &'static str,
    answer: Answer,
    calls: usize,
    at_once: usize,
}

const LOADS: [Load; 4] = [
    Load {
        name: "a page of 100 records, one call after the other",
        answer: Answer::Page,
        calls: 64,
        at_once: 1,
    },
    Load {
        name: "a page of 100 records, 32 calls at once",
        answer: Answer::Page,
        calls: 64,
        at_once: 32,
    },
    Load {
        name: "one record, one call after the other",
        answer: Answer::One,
        calls: 512,
        at_once: 1,
    },
    Load {
        name: "one record, 32 calls at once",
        answer: Answer::One,
        calls: 1024,
        at_once: 32,
    },
];

/// What a call of a round took.
#[derive(Clone, Copy)]
struct Cost {
    cpu: f64,
    wall: f64,
}

fn main() -> Result<(), Failure> {
    if std::env::args().nth(1).as_deref() == Some(server::ARGUMENT) {
        return server::serve().map_err(|error| error.to_string().into());
    }
    let server = Server::start().map_err(|error| error.to_string())?;
    let runtime = Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    let clients = {
        let _inside = runtime.enter();
        Clients::new(&server.base_url)?
    };
    for load in &LOADS {
        let mut rounds: Vec<Vec<Cost>> = Vec::new();
        for round in 0..=ROUNDS {
            let costs = Subject::ALL
                .into_iter()
                .map(|subject| cost(&runtime, &clients, subject, load))
                .collect::<Result<_, _>>()?;
            // The first one only warms up.
            if round > 0 {
                rounds.push(costs);
            }
        }
        report(load, &rounds);
    }
    Ok(())
}

fn cost(
    runtime: &Runtime,
    clients: &Clients,
    subject: Subject,
    load: &Load,
) -> Result<Cost, Failure> {
    let (cpu, wall) = (cpu_time(), Instant::now());
    runtime.block_on(async {
        let tasks: Vec<_> = (0..load.at_once)
            .map(|_| {
                let (clients, answer) = (clients.clone(), load.answer);
                let calls = load.calls / load.at_once;
                tokio::spawn(async move {
                    for _ in 0..calls {
                        clients.call(subject, answer).await?;
                    }
                    Ok::<(), Failure>(())
                })
            })
            .collect();
        for task in tasks {
            task.await??;
        }
        Ok::<(), Failure>(())
    })?;
    let each = 1e6 / load.calls as f64;
    Ok(Cost {
        cpu: (cpu_time() - cpu).as_secs_f64() * each,
        wall: wall.elapsed().as_secs_f64() * each,
    })
}

/// What this process has used, all threads together, in user and system mode.
fn cpu_time() -> Duration {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    Duration::new(
        u64::try_from(time.tv_sec).unwrap_or_default(),
        u32::try_from(time.tv_nsec).unwrap_or_default(),
    )
}

fn report(load: &Load, rounds: &[Vec<Cost>]) {
    println!("{}", load.name);
    println!(
        "  {:28} {:>9} {:>7} {:>8}",
        "", "CPU µs", "share", "calls/s"
    );
    for (position, subject) in Subject::ALL.into_iter().enumerate() {
        let median = |of: fn(&[Cost], usize) -> f64| {
            let mut values: Vec<f64> = rounds.iter().map(|round| of(round, position)).collect();
            values.sort_by(f64::total_cmp);
            values[values.len() / 2]
        };
        println!(
            "  {:28} {:9.1} {:7.2} {:8.0}",
            subject.name(),
            median(|round, at| round[at].cpu),
            // Within a round, so that what slows all of it down cancels out.
            median(|round, at| round[at].cpu / round[0].cpu),
            1e6 / median(|round, at| round[at].wall),
        );
    }
    println!();
}

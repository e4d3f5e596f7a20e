//! How long calls took, and which failed.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use clienttether_generated::Client;
use prose_runtime::{Call, Error, Reply};

/// The times of calls, by name.
#[derive(Default)]
pub(crate) struct Times {
    taken: BTreeMap<&'static str, Vec<Duration>>,
    failures: Vec<String>,
}

impl Times {
    /// Makes a call and remembers how long it took; nothing comes back if it failed.
    pub(crate) async fn call<C: Call>(
        &mut self,
        client: &Client,
        call: C,
    ) -> Option<Reply<C::Record>>
    where
        prose_runtime::Sending<C>: IntoFuture<Output = Result<Reply<C::Record>, Error>>,
    {
        let name = call.params().name();
        let start = Instant::now();
        let outcome = client.send(call).await;
        self.taken.entry(name).or_default().push(start.elapsed());
        outcome
            .map_err(|error| self.failures.push(error.to_string()))
            .ok()
    }

    /// Remembers that a call was answered and the answer was wrong.
    pub(crate) fn wrong(&mut self, what: &str) {
        self.failures.push(what.to_owned());
    }

    pub(crate) fn extend(&mut self, other: Self) {
        for (name, times) in other.taken {
            self.taken.entry(name).or_default().extend(times);
        }
        self.failures.extend(other.failures);
    }

    pub(crate) fn failures(&self) -> &[String] {
        &self.failures
    }

    pub(crate) fn report(&self, took: Duration) {
        println!(
            "  {:28} {:>9} {:>8} {:>8} {:>8} {:>8}",
            "", "calls", "calls/s", "p50 ms", "p99 ms", "max ms"
        );
        for (name, times) in &self.taken {
            line(name, times.clone(), took);
        }
        line(
            "all",
            self.taken.values().flatten().copied().collect(),
            took,
        );
    }
}

fn line(name: &str, mut times: Vec<Duration>, took: Duration) {
    times.sort_unstable();
    let at = |percent: usize| {
        let position = (times.len() * percent / 100).min(times.len().saturating_sub(1));
        let time = times.get(position).copied().unwrap_or_default();
        time.as_secs_f64() * 1e3
    };
    println!(
        "  {name:28} {:9} {:8.0} {:8.2} {:8.2} {:8.2}",
        times.len(),
        times.len() as f64 / took.as_secs_f64(),
        at(50),
        at(99),
        at(100)
    );
}

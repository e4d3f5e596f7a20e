//! A client takes its turn: whenever a line of its input asks for calls, it makes them and tells what each cost.
//!
//! Each client is a process of its own, so that what another leaves behind is not counted.

use std::error::Error;
use std::future::Future;
use std::io::{self, BufRead as _, Write as _};
use std::time::{Duration, Instant};

use rustix::time::{ClockId, clock_gettime};
use tokio::runtime::{Builder, Runtime};

/// What is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// A list page of 100 contacts.
    Page,
    /// One contact.
    One,
}

impl Answer {
    /// How many contacts come.
    pub fn records(self) -> usize {
        match self {
            Self::Page => 100,
            Self::One => 1,
        }
    }
}

/// Why a call failed, across threads.
pub type Failure = Box<dyn Error + Send + Sync>;

/// A client that is measured. Its clones share connections.
pub trait Client: Clone + Send + 'static {
    /// Makes a call and reads its answer, all contacts of which must be there.
    fn call(&self, answer: Answer) -> impl Future<Output = Result<(), Failure>> + Send;
}

/// Makes calls as the lines of the input ask for them (`page 64 32`: a page, 64 times, 32 at once), and writes for
/// each line the microseconds that a call took of the processor, and of the clock.
///
/// # Errors
/// If a call fails, or a line asks for nothing.
pub fn take_turns<C: Client>(make: impl FnOnce() -> Result<C, Failure>) -> Result<(), Failure> {
    let runtime = Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    let client = {
        let _inside = runtime.enter();
        make()?
    };
    for line in io::stdin().lock().lines() {
        let line = line?;
        let words: Vec<&str> = line.split(' ').collect();
        let (answer, calls, at_once) = match words.as_slice() {
            ["page", calls, at_once] => (Answer::Page, calls.parse()?, at_once.parse()?),
            ["one", calls, at_once] => (Answer::One, calls.parse()?, at_once.parse()?),
            _ => return Err(format!("`{line}` asks for no calls").into()),
        };
        let (cpu, wall) = turn(&runtime, &client, answer, calls, at_once)?;
        println!("{cpu} {wall}");
        io::stdout().flush()?;
    }
    Ok(())
}

fn turn<C: Client>(
    runtime: &Runtime,
    client: &C,
    answer: Answer,
    calls: usize,
    at_once: usize,
) -> Result<(f64, f64), Failure> {
    let (cpu, wall) = (cpu_time(), Instant::now());
    runtime.block_on(async {
        let tasks: Vec<_> = (0..at_once)
            .map(|_| {
                let client = client.clone();
                tokio::spawn(async move {
                    for _ in 0..calls / at_once {
                        client.call(answer).await?;
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
    let each = 1e6 / calls as f64;
    Ok((
        (cpu_time() - cpu).as_secs_f64() * each,
        wall.elapsed().as_secs_f64() * each,
    ))
}

/// What this process has used, all threads together, in user and system mode.
fn cpu_time() -> Duration {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    Duration::new(
        u64::try_from(time.tv_sec).unwrap_or_default(),
        u32::try_from(time.tv_nsec).unwrap_or_default(),
    )
}

//! For those that wait: runs calls to their end on the caller's thread, while a thread of its own does
//! the input and output.

use std::future::Future;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, PoisonError};
use std::{process, thread};

use tokio::runtime::{Builder, Handle};
use tokio::task::coop::unconstrained;

use super::client::Client;
use super::http::Driver;
use crate::error::Error;

/// The process that has that thread; 0 before there is one. A process that is forked from it has its memory
/// and not its thread.
static PROCESS: AtomicU32 = AtomicU32::new(0);

/// The thread that does the input and output, for all clients of the program.
static WORKER: Mutex<Option<(Handle, thread::ThreadId)>> = Mutex::new(None);

/// Waits for a future.
///
/// It is polled on this thread, which sleeps in between; nothing of it depends on whether this thread
/// belongs to a runtime. Only on the worker itself would nobody be left to do the work.
pub(crate) fn wait<F: Future>(future: F) -> Result<F::Output, Error> {
    let (worker, id) = worker()?;
    if thread::current().id() == id {
        return Err(Error::config(
            "this is the thread that works for those that wait: call wait() on another one",
        ));
    }
    if Handle::try_current().is_err_and(|error| error.is_thread_local_destroyed()) {
        return Err(Error::config(
            "this thread is ending, and can wait no more: call wait() before",
        ));
    }
    let _inside = worker.enter();
    // A task may do only so much at a stretch, and is then told to wait until it has paused: which it
    // never does in here.
    Ok(pollster::block_on(unconstrained(future)))
}

impl Client {
    /// This client, for calls that are waited for.
    pub(crate) fn for_waiting(&self) -> Self {
        Self {
            driver: Driver::Waiting,
            ..self.clone()
        }
    }
}

fn worker() -> Result<(Handle, thread::ThreadId), Error> {
    // Before anything is touched: the lock, the sockets and the events are those of the other process too.
    let process = process::id();
    let owner = PROCESS.load(Ordering::Acquire);
    if owner != 0 && owner != process {
        return Err(Error::config(
            "wait() was used before this process was forked, and its connections are those of the parent: \
             fork before the first wait(), or start a new program",
        ));
    }
    // What is in it is complete at every moment, whoever panicked.
    let mut worker = WORKER.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(worker) = &*worker {
        return Ok(worker.clone());
    }
    PROCESS.store(process, Ordering::Release);
    let failed = |error: std::io::Error| {
        Error::config(format!("the thread for wait() cannot be started: {error}"))
    };
    let runtime = Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(failed)?;
    let handle = runtime.handle().clone();
    let thread = thread::Builder::new()
        .name("api-wait".to_owned())
        .spawn(move || runtime.block_on(std::future::pending::<()>()))
        .map_err(failed)?;
    let new = (handle, thread.thread().id());
    *worker = Some(new.clone());
    Ok(new)
}

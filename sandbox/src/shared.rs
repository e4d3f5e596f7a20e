//! What the server and the owner of a sandbox share.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::backend::Backend;
use crate::clock::Clock;
use crate::error::SandboxError;
use crate::fault::Faults;
use crate::gate::Gate;
use crate::journal::{Journal, Received};
use crate::seed::Seed;
use crate::wanted::{NotReceived, Wanted};

/// What the server and the owner of a sandbox share.
pub(crate) struct Shared<B> {
    pub(crate) address: SocketAddr,
    pub(crate) clock: Clock,
    pub(crate) gate: Gate,
    pub(crate) options: Vec<&'static str>,
    pub(crate) seed: Seed,
    pub(crate) time_limit: Duration,
    pub(crate) faults: Mutex<Faults>,
    pub(crate) journal: Mutex<Journal>,
    /// Told of every request in the journal.
    pub(crate) arrived: Condvar,
    pub(crate) backend: Mutex<B>,
}

impl<B: Backend> Shared<B> {
    pub(crate) fn faults(&self) -> MutexGuard<'_, Faults> {
        lock(&self.faults)
    }

    pub(crate) fn journal(&self) -> MutexGuard<'_, Journal> {
        lock(&self.journal)
    }

    pub(crate) fn backend(&self) -> MutexGuard<'_, B> {
        lock(&self.backend)
    }

    /// A URL that reaches the sandbox from this machine.
    pub(crate) fn url(&self, path: &str) -> String {
        let mut address = self.address;
        match address.ip() {
            IpAddr::V4(Ipv4Addr::UNSPECIFIED) => address.set_ip(Ipv4Addr::LOCALHOST.into()),
            IpAddr::V6(Ipv6Addr::UNSPECIFIED) => address.set_ip(Ipv6Addr::LOCALHOST.into()),
            _ => {}
        }
        format!("http://{address}/{path}")
    }

    pub(crate) fn save_state(&self, name: &str) -> Result<(), SandboxError> {
        Ok(self.backend().store().save_state(name)?)
    }

    pub(crate) fn load_state(&self, name: &str) -> Result<(), SandboxError> {
        let mut backend = self.backend();
        if !backend.store().load_state(name)? {
            return Err(SandboxError::NoSuchState(name.to_owned()));
        }
        backend.state_was_loaded();
        Ok(())
    }

    pub(crate) fn wait_for(
        &self,
        wanted: &Wanted,
        within: Duration,
    ) -> Result<Received, NotReceived> {
        let started = Instant::now();
        let mut journal = self.journal();
        loop {
            if let Some(received) = journal.iter().find(|received| wanted.fits(received)) {
                return Ok(received.clone());
            }
            let left = within.saturating_sub(started.elapsed());
            if left.is_zero() {
                return Err(NotReceived::of(wanted, within, journal.iter()));
            }
            let woken = self.arrived.wait_timeout(journal, left);
            journal = woken.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    pub(crate) fn reset(&self) -> Result<(), SandboxError> {
        let mut backend = self.backend();
        backend.reset(&self.seed, self.clock.now())?;
        for option in &self.options {
            backend.apply_option(option)?;
        }
        drop(backend);
        *self.faults() = Faults::new(self.seed.number);
        self.journal().forget();
        Ok(())
    }
}

/// A panic while it was locked is told where it happened, and must not stop everything else.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

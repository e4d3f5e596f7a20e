//! A sandbox: started, held, looked into, dropped.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use jiff::civil::DateTime;
use tokio::sync::oneshot;

use crate::clock::Clock;
use crate::error::{SandboxError, StartError};
use crate::fault::{Fault, Faults};
use crate::gate::{BadOrigin, Gate};
use crate::journal::{Journal, Received};
use crate::play::{Greeting, Play, Seed};
use crate::setup::Setup;
use crate::wanted::{NotReceived, Wanted};

/// A running sandbox, on a thread of its own. It stops when it is dropped, without waiting for
/// connections that are still open.
///
/// Any number can run at once: each has its own port, state, clock and faults.
pub struct Sandbox<P: Play> {
    pub(crate) shared: Arc<Shared<P>>,
    pub(crate) keys: P::Keys,
    pub(crate) kept: Option<u64>,
    pub(crate) stop: Option<oneshot::Sender<Duration>>,
    pub(crate) thread: Option<JoinHandle<()>>,
}

impl<P: Play> Sandbox<P> {
    /// Starts on a free port of this machine, with its state in memory.
    ///
    /// # Errors
    ///
    /// See [`StartError`].
    pub fn start() -> Result<Self, StartError> {
        Self::setup().start()
    }

    /// To start one that is different.
    pub fn setup() -> Setup<P> {
        Setup::default()
    }

    /// What stands before the paths of calls, with a slash at its end.
    pub fn base_url(&self) -> String {
        self.shared.url(P::BASE_PATH)
    }

    /// Where the sandbox is looked into and set, with a slash at its end.
    pub fn control_url(&self) -> String {
        self.shared.url("sandbox/")
    }

    /// If its file had a state already when it was started: how many there were in it of what seed data
    /// have many of, such as contacts. What [`Setup`] says of seed data is then for a
    /// [reset](Self::reset).
    pub fn kept(&self) -> Option<u64> {
        self.kept
    }

    /// What requests to the control endpoint must have in the header `X-Sandbox-Token`.
    pub fn control_token(&self) -> &str {
        self.shared.gate.token()
    }

    /// Lets pages of an origin such as `http://localhost:3000` call the API, from the next request on;
    /// see [`Setup::allow_origin`].
    ///
    /// # Errors
    ///
    /// The text is no origin.
    pub fn allow_origin(&self, origin: &str) -> Result<(), BadOrigin> {
        self.shared.gate.allow_origin(origin)
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.shared.address
    }

    /// What a terminal is shown when it starts.
    ///
    /// # Errors
    ///
    /// The state cannot be read.
    pub fn greeting(&self) -> Result<Greeting, SandboxError> {
        self.shared.world().greeting()
    }

    /// The requests received, oldest first; not those to the control endpoint. They are here before
    /// they are answered. The newest 10,000 are kept, or fewer if they are very long.
    pub fn requests(&self) -> Vec<Received> {
        self.shared.journal().all()
    }

    /// Forgets the requests received so far.
    pub fn forget_requests(&self) {
        self.shared.journal().forget();
    }

    /// Begins anew with the seed data, without faults and requests. Clock and switches stay.
    ///
    /// # Errors
    ///
    /// The state cannot be written.
    pub fn reset(&self) -> Result<(), SandboxError> {
        self.shared.reset()
    }

    /// Keeps the state as it is now under a name, in memory, in the place of what had that name before:
    /// what is stored, not clock, switches, faults and requests.
    ///
    /// # Errors
    ///
    /// The state cannot be read.
    pub fn save_state(&self, name: &str) -> Result<(), SandboxError> {
        self.shared.save_state(name)
    }

    /// Puts the state of this name in the place of the present one.
    ///
    /// # Errors
    ///
    /// No state was saved under this name, or the state cannot be written.
    pub fn load_state(&self, name: &str) -> Result<(), SandboxError> {
        self.shared.load_state(name)
    }

    /// Waits until a request like this one has been received, for this long at most; one that is there
    /// already will do, so [forget](Self::forget_requests) those of before. The error shows the
    /// request that came nearest.
    ///
    /// It blocks its thread, which must not be the one that is to send the request.
    ///
    /// # Errors
    ///
    /// No such request came in time.
    pub fn wait_for(&self, wanted: &Wanted, within: Duration) -> Result<Received, NotReceived> {
        self.shared.wait_for(wanted, within)
    }

    /// What its clock shows, in UTC.
    pub fn now(&self) -> DateTime {
        self.shared.clock.now()
    }

    /// Moves its clock to a moment such as `2026-03-02 09:00:00`; it goes on ticking from there.
    ///
    /// # Errors
    ///
    /// The text is no such moment.
    pub fn set_now(&self, moment: &str) -> Result<(), SandboxError> {
        Ok(self.shared.clock.set(moment)?)
    }

    /// Moves its clock forwards.
    pub fn advance(&self, by: Duration) {
        self.shared.clock.advance(by);
    }

    /// Adds a fault behind those that are set.
    pub fn fault(&self, fault: Fault) {
        self.shared.faults().add(fault);
    }

    /// Takes all faults away.
    pub fn clear_faults(&self) {
        self.shared.faults().clear();
    }

    /// Takes no more connections, lets the calls in flight finish, and ends, at the latest after this
    /// long; it blocks its thread until then. Dropping it waits for none of them.
    pub fn finish(mut self, within: Duration) {
        if let Some(stop) = self.stop.take() {
            // It has stopped already if nobody listens; dropping it waits for the end.
            let _ = stop.send(within);
        }
    }

    /// Changes its switches, from the next request on.
    pub fn switch(&self, change: impl FnOnce(&mut P::Switches)) {
        change(self.shared.world().switches());
    }
}

impl<P: Play> fmt::Debug for Sandbox<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sandbox")
            .field("base_url", &self.base_url())
            .finish_non_exhaustive()
    }
}

impl<P: Play> Drop for Sandbox<P> {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            // It has stopped already if nobody listens.
            let _ = stop.send(Duration::ZERO);
        }
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// What the server and the owner of a sandbox share.
pub(crate) struct Shared<P> {
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
    pub(crate) world: Mutex<P>,
}

impl<P: Play> Shared<P> {
    pub(crate) fn faults(&self) -> MutexGuard<'_, Faults> {
        lock(&self.faults)
    }

    pub(crate) fn journal(&self) -> MutexGuard<'_, Journal> {
        lock(&self.journal)
    }

    pub(crate) fn world(&self) -> MutexGuard<'_, P> {
        lock(&self.world)
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
        Ok(self.world().store().save_state(name)?)
    }

    pub(crate) fn load_state(&self, name: &str) -> Result<(), SandboxError> {
        let mut world = self.world();
        if !world.store().load_state(name)? {
            return Err(SandboxError::NoSuchState(name.to_owned()));
        }
        world.state_was_loaded();
        Ok(())
    }

    fn wait_for(&self, wanted: &Wanted, within: Duration) -> Result<Received, NotReceived> {
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
        let mut world = self.world();
        world.reset(&self.seed, self.clock.now())?;
        for option in &self.options {
            world.carry_out_option(option)?;
        }
        drop(world);
        *self.faults() = Faults::new(self.seed.number);
        self.journal().forget();
        Ok(())
    }
}

/// A panic while it was locked is told where it happened, and must not stop everything else.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

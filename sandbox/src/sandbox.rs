//! A sandbox: started, held, looked into, dropped.

use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use jiff::civil::DateTime;
use tokio::sync::oneshot;

use crate::backend::{Backend, Greeting};
use crate::error::SandboxError;
use crate::fault::Fault;
use crate::gate::BadOrigin;
use crate::journal::Received;
use crate::shared::Shared;
use crate::wanted::{NotReceived, Wanted};

/// A running sandbox, on a thread of its own. It stops when it is dropped, without waiting for
/// connections that are still open.
///
/// Any number can run at once: each has its own port, state, clock and faults.
pub struct Sandbox<B: Backend> {
    pub(crate) shared: Arc<Shared<B>>,
    pub(crate) keys: B::Keys,
    pub(crate) kept: Option<u64>,
    pub(crate) stop: Option<oneshot::Sender<Duration>>,
    pub(crate) thread: Option<JoinHandle<()>>,
}

impl<B: Backend> Sandbox<B> {
    /// What stands before the paths of calls, with a slash at its end.
    pub fn base_url(&self) -> String {
        self.shared.url(B::BASE_PATH)
    }

    /// Where the sandbox is looked into and set, with a slash at its end.
    pub fn control_url(&self) -> String {
        self.shared.url("sandbox/")
    }

    /// Where its pages for people are. They want the [token](Self::control_token), too.
    pub fn page_url(&self) -> String {
        self.shared.url("")
    }

    /// If its file had a state already when it was started: how many there were in it of what seed data
    /// have many of, such as contacts. What [`Setup`](crate::Setup) says of seed data is then for a
    /// [reset](Self::reset).
    pub fn kept(&self) -> Option<u64> {
        self.kept
    }

    /// What requests to the control endpoint must have in the header `X-Sandbox-Token`.
    pub fn control_token(&self) -> &str {
        self.shared.gate.token()
    }

    /// Lets pages of an origin such as `http://localhost:3000` call the API, from the next request on;
    /// see [`Setup::allow_origin`](crate::Setup::allow_origin).
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
        self.shared.backend().greeting()
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
    pub fn switch(&self, change: impl FnOnce(&mut B::Switches)) {
        change(self.shared.backend().switches());
    }
}

impl<B: Backend> fmt::Debug for Sandbox<B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sandbox")
            .field("base_url", &self.base_url())
            .finish_non_exhaustive()
    }
}

impl<B: Backend> Drop for Sandbox<B> {
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

//! A sandbox: started, held, looked into, dropped.

use std::fmt;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, mpsc};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use jiff::civil::DateTime;
use tokio::sync::oneshot;

use crate::clock::Clock;
use crate::error::{SandboxError, StartError};
use crate::fault::{Fault, Faults};
use crate::journal::{Journal, Received};
use crate::line::Lines;
use crate::play::{Greeting, Play, Seed};
use crate::server;

/// A running sandbox, on a thread of its own. It stops when it is dropped, without waiting for
/// connections that are still open.
///
/// Any number can run at once: each has its own port, state, clock and faults.
pub struct Sandbox<P: Play> {
    pub(crate) shared: Arc<Shared<P>>,
    pub(crate) keys: P::Keys,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
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
            let _ = stop.send(());
        }
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// What a sandbox is to be like.
pub struct Setup<P: Play> {
    address: SocketAddr,
    data: Option<PathBuf>,
    seed: Seed,
    switches: P::Switches,
    now: Option<String>,
}

impl<P: Play> Clone for Setup<P> {
    fn clone(&self) -> Self {
        Self {
            address: self.address,
            data: self.data.clone(),
            seed: self.seed.clone(),
            switches: self.switches.clone(),
            now: self.now.clone(),
        }
    }
}

impl<P: Play> fmt::Debug for Setup<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Setup")
            .field("api", &P::NAME)
            .field("address", &self.address)
            .field("data", &self.data)
            .field("seed", &self.seed)
            .field("switches", &self.switches)
            .field("now", &self.now)
            .finish()
    }
}

impl<P: Play> Default for Setup<P> {
    fn default() -> Self {
        Self {
            address: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            data: None,
            seed: Seed {
                number: 1,
                size: P::SEEDED.1,
            },
            switches: P::Switches::default(),
            now: None,
        }
    }
}

impl<P: Play> Setup<P> {
    /// The port; 0, a free one, at first.
    #[must_use]
    pub fn port(mut self, port: u16) -> Self {
        self.address.set_port(port);
        self
    }

    /// The address to listen on, 127.0.0.1 at first. With any other than a loopback address, other
    /// machines can reach the sandbox, and its credentials are no secret.
    #[must_use]
    pub fn listen(mut self, address: impl Into<IpAddr>) -> Self {
        self.address.set_ip(address.into());
        self
    }

    /// Keeps the state in this file. Seed data is put into a file that is new or empty.
    #[must_use]
    pub fn data(mut self, file: impl Into<PathBuf>) -> Self {
        self.data = Some(file.into());
        self
    }

    /// The seed of seed data and of chances, 1 at first.
    #[must_use]
    pub fn seed(mut self, number: u64) -> Self {
        self.seed.number = number;
        self
    }

    /// How much seed data there is: the number of whatever there is most of.
    #[must_use]
    pub fn size(mut self, size: usize) -> Self {
        self.seed.size = size;
        self
    }

    /// What it does where the documents leave it open.
    #[must_use]
    pub fn switches(mut self, switches: P::Switches) -> Self {
        self.switches = switches;
        self
    }

    /// What its clock shows at the start, such as `2026-03-02 09:00:00`; the real time at first.
    #[must_use]
    pub fn now(mut self, moment: impl Into<String>) -> Self {
        self.now = Some(moment.into());
        self
    }

    /// Starts it. Requests can be sent as soon as this returns.
    ///
    /// # Errors
    ///
    /// See [`StartError`].
    pub fn start(self) -> Result<Sandbox<P>, StartError> {
        let clock = Clock::starting_at(self.now.as_deref())?;
        // Before the state, so that a second sandbox is told of the port and not of the file.
        let cannot_listen = |source| StartError::Listen {
            address: self.address,
            source,
        };
        let listener = TcpListener::bind(self.address).map_err(cannot_listen)?;
        let address = listener.local_addr().map_err(cannot_listen)?;
        let mut world = P::open(self.data.as_deref(), &self.seed, clock.now())?;
        *world.switches() = self.switches;
        let keys = world.keys()?;
        let shared = Arc::new(Shared {
            address,
            clock,
            faults: Mutex::new(Faults::new(self.seed.number)),
            journal: Mutex::default(),
            seed: self.seed,
            world: Mutex::new(world),
        });
        let (stop, stopped) = oneshot::channel();
        let thread = spawn(listener, Arc::clone(&shared), stopped).map_err(StartError::Thread)?;
        Ok(Sandbox {
            shared,
            keys,
            stop: Some(stop),
            thread: Some(thread),
        })
    }
}

/// Serves on a thread with a runtime of its own, so that it works within any other, and without.
fn spawn<P: Play>(
    listener: TcpListener,
    shared: Arc<Shared<P>>,
    stopped: oneshot::Receiver<()>,
) -> io::Result<JoinHandle<()>> {
    let (ready, outcome) = mpsc::channel();
    let thread = thread::Builder::new()
        .name("sandbox".to_owned())
        .spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_io()
                .enable_time()
                .build();
            let started = runtime.and_then(|runtime| {
                let lines = runtime.block_on(async { Lines::new(listener) })?;
                Ok((runtime, lines))
            });
            match started {
                Ok((runtime, lines)) => {
                    // Whoever waits for this cannot have gone.
                    let _ = ready.send(Ok(()));
                    runtime.block_on(server::serve(lines, shared, stopped));
                }
                Err(error) => {
                    let _ = ready.send(Err(error));
                }
            }
        })?;
    let outcome = outcome
        .recv()
        .unwrap_or_else(|gone| Err(io::Error::other(gone)));
    outcome.map(|()| thread)
}

/// What the server and the owner of a sandbox share.
pub(crate) struct Shared<P> {
    pub(crate) address: SocketAddr,
    pub(crate) clock: Clock,
    pub(crate) seed: Seed,
    faults: Mutex<Faults>,
    journal: Mutex<Journal>,
    world: Mutex<P>,
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

    pub(crate) fn reset(&self) -> Result<(), SandboxError> {
        self.world().reset(&self.seed, self.clock.now())?;
        *self.faults() = Faults::new(self.seed.number);
        self.journal().forget();
        Ok(())
    }
}

/// A panic while it was locked is told where it happened, and must not stop everything else.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

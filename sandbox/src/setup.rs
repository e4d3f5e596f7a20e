//! What a sandbox is to be like, and its start.

use std::fmt;
use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, mpsc};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use tokio::sync::oneshot;

use crate::backend::Backend;
use crate::clock::Clock;
use crate::connection::Listener;
use crate::error::StartError;
use crate::fault::Faults;
use crate::gate::Gate;
use crate::sandbox::Sandbox;
use crate::seed::Seed;
use crate::server;
use crate::shared::Shared;
use crate::token::new_token;

/// How long a request may take to arrive: who sends by hand must be able to.
const TIME_LIMIT: Duration = Duration::from_secs(15);

const LONGEST_TIME_LIMIT: Duration = Duration::from_secs(24 * 60 * 60);

/// What a sandbox is to be like.
pub struct Setup<B: Backend> {
    address: SocketAddr,
    data: Option<PathBuf>,
    seed: Seed,
    switches: B::Switches,
    now: Option<String>,
    time_limit: Duration,
    hosts: Vec<String>,
    origins: Vec<String>,
    token: Option<String>,
    options: Vec<&'static str>,
}

impl<B: Backend> Clone for Setup<B> {
    fn clone(&self) -> Self {
        Self {
            address: self.address,
            data: self.data.clone(),
            seed: self.seed.clone(),
            switches: self.switches.clone(),
            now: self.now.clone(),
            time_limit: self.time_limit,
            hosts: self.hosts.clone(),
            origins: self.origins.clone(),
            token: self.token.clone(),
            options: self.options.clone(),
        }
    }
}

/// Without the token.
impl<B: Backend> fmt::Debug for Setup<B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Setup")
            .field("api", &B::NAME)
            .field("address", &self.address)
            .field("data", &self.data)
            .field("seed", &self.seed)
            .field("switches", &self.switches)
            .field("now", &self.now)
            .field("time_limit", &self.time_limit)
            .field("hosts", &self.hosts)
            .field("origins", &self.origins)
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}

impl<B: Backend> Default for Setup<B> {
    fn default() -> Self {
        Self {
            address: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            data: None,
            seed: Seed {
                number: 1,
                size: B::SEEDED.1,
            },
            switches: B::Switches::default(),
            now: None,
            time_limit: TIME_LIMIT,
            hosts: Vec::new(),
            origins: Vec::new(),
            token: None,
            options: Vec::new(),
        }
    }
}

impl<B: Backend> Setup<B> {
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

    /// Keeps the state in this file. Seed data is put into a file that is new or empty; any other keeps
    /// what it has (see [`Sandbox::kept`]).
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
    pub fn switches(mut self, switches: B::Switches) -> Self {
        self.switches = switches;
        self
    }

    /// What its clock shows at the start, such as `2026-03-02 09:00:00`; the real time at first.
    #[must_use]
    pub fn now(mut self, moment: impl Into<String>) -> Self {
        self.now = Some(moment.into());
        self
    }

    /// How long the head of a request may take to arrive, and then its body; 15 seconds at first. A
    /// connection without a request ends after it too.
    #[must_use]
    pub fn time_limit(mut self, limit: Duration) -> Self {
        // Beyond this no clock can count.
        self.time_limit = limit.min(LONGEST_TIME_LIMIT);
        self
    }

    /// Sets an option that only one API has, as the command does: those of [`Backend::OPTIONS`].
    #[must_use]
    pub fn option(mut self, name: &'static str) -> Self {
        self.options.push(name);
        self
    }

    /// Takes requests for this host name too. At first it takes those for `localhost`, names that end
    /// in `.localhost`, loopback addresses and the address that it listens on: any other name can be
    /// made to lead here by whoever owns it, so that a browser takes the sandbox for a part of that
    /// site. In a container, the name of its service is one to allow.
    #[must_use]
    pub fn allow_host(mut self, name: impl Into<String>) -> Self {
        self.hosts.push(name.into());
        self
    }

    /// Takes requests of web pages of this origin, such as `http://localhost:3000`, and lets them read
    /// the answers. At first it takes those of its own pages only. Pages from files have the origin
    /// `null`, and so has every page that hides where it comes from: it lets in as many as `*`, which stands
    /// for all.
    #[must_use]
    pub fn allow_origin(mut self, origin: impl Into<String>) -> Self {
        self.origins.push(origin.into());
        self
    }

    /// What the control endpoint wants in the header `X-Sandbox-Token`; a new one by chance at first.
    #[must_use]
    pub fn control_token(mut self, token: impl Into<String>) -> Self {
        self.token = Some(token.into());
        self
    }

    /// Starts it. Requests can be sent as soon as this returns.
    ///
    /// # Errors
    ///
    /// See [`StartError`].
    pub fn start(self) -> Result<Sandbox<B>, StartError> {
        let clock = Clock::starting_at(self.now.as_deref())?;
        // Before the state, so that a second sandbox is told of the port and not of the file.
        let cannot_listen = |source| StartError::Listen {
            address: self.address,
            source,
        };
        let listener = TcpListener::bind(self.address).map_err(cannot_listen)?;
        let address = listener.local_addr().map_err(cannot_listen)?;
        let token = match self.token {
            Some(token) if is_sendable(&token) => token,
            Some(_) => return Err(StartError::Token),
            None => new_token().map_err(StartError::Thread)?,
        };
        let gate = Gate::new(address, self.hosts, &self.origins, token)?;
        let mut backend = B::open(self.data.as_deref(), &self.seed, clock.now())?;
        *backend.switches() = self.switches;
        for option in &self.options {
            backend
                .apply_option(option)
                .map_err(|error| StartError::State(Box::new(error)))?;
        }
        let kept = match backend.store().is_seeded() {
            true => None,
            false => Some(
                backend
                    .size()
                    .map_err(|error| StartError::State(Box::new(error)))?,
            ),
        };
        let keys = backend.keys()?;
        let shared = Arc::new(Shared {
            address,
            clock,
            gate,
            options: self.options,
            faults: Mutex::new(Faults::new(self.seed.number)),
            journal: Mutex::default(),
            arrived: Condvar::new(),
            seed: self.seed,
            time_limit: self.time_limit,
            backend: Mutex::new(backend),
        });
        let (stop, stopped) = oneshot::channel();
        let thread = spawn(listener, Arc::clone(&shared), stopped).map_err(StartError::Thread)?;
        Ok(Sandbox {
            shared,
            keys,
            kept,
            stop: Some(stop),
            thread: Some(thread),
        })
    }
}

impl<B: Backend> Sandbox<B> {
    /// Starts on a free port of this machine, with its state in memory.
    ///
    /// # Errors
    ///
    /// See [`StartError`].
    pub fn start() -> Result<Self, StartError> {
        Self::setup().start()
    }

    /// To start one that is different.
    pub fn setup() -> Setup<B> {
        Setup::default()
    }
}

/// Whether a header can carry it as it is.
fn is_sendable(token: &str) -> bool {
    !token.is_empty() && token.bytes().all(|sign| sign.is_ascii_graphic())
}

/// Serves on a thread with a runtime of its own, so that it works within any other, and without.
fn spawn<B: Backend>(
    listener: TcpListener,
    shared: Arc<Shared<B>>,
    stopped: oneshot::Receiver<Duration>,
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
                let connections = runtime.block_on(async { Listener::new(listener) })?;
                Ok((runtime, connections))
            });
            match started {
                Ok((runtime, connections)) => {
                    // Whoever waits for this cannot have gone.
                    let _ = ready.send(Ok(()));
                    runtime.block_on(server::serve(connections, shared, stopped));
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

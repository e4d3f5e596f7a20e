use std::fmt;
use std::time::Duration;

use crate::descriptor::{Method, Place};

/// How a client reaches its API.
///
/// ```
/// use std::time::Duration;
/// use runtime::Config;
///
/// let config = Config::new()
///     .base_url("http://127.0.0.1:8080/v1/")
///     .timeout(Duration::from_secs(20));
/// ```
///
/// Nothing is checked here: making the client does that.
#[derive(Clone)]
pub struct Config {
    pub(crate) base_url: Option<String>,
    pub(crate) variables: Vec<(String, String)>,
    pub(crate) timeout: Duration,
    pub(crate) connect_timeout: Duration,
    pub(crate) max_response_bytes: usize,
    pub(crate) user_agent: String,
    pub(crate) http_client: Option<reqwest::Client>,
    pub(crate) places: Vec<(Method, Place)>,
}

impl Config {
    /// The API's own address, 10 s to connect, 60 s for a call, and answers of up to 64 MiB.
    #[must_use]
    pub fn new() -> Self {
        Self {
            base_url: None,
            variables: Vec::new(),
            timeout: Duration::from_secs(60),
            connect_timeout: Duration::from_secs(10),
            max_response_bytes: 64 * 1024 * 1024,
            user_agent: concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")).to_owned(),
            http_client: None,
            places: Vec::new(),
        }
    }

    /// Another address, such as that of a sandbox. A slash at its end is added if missing. Plain
    /// HTTP is allowed on loopback only, unless the API allows it everywhere.
    #[must_use]
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = Some(url.into());
        self
    }

    /// The value of a `{name}` in the base URL, such as a subdomain: letters, digits, `-` and `.`.
    #[must_use]
    pub fn variable(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.variables.push((name.into(), value.into()));
        self
    }

    /// Time for a whole call, from sending to the last byte of the answer.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// Time to connect, TLS included. Has no effect on a client given with
    /// [`Config::http_client`].
    #[must_use]
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// Most bytes that the body of an answer may have.
    #[must_use]
    pub fn max_response_bytes(mut self, bytes: usize) -> Self {
        self.max_response_bytes = bytes;
        self
    }

    /// The `User-Agent` header.
    #[must_use]
    pub fn user_agent(mut self, user_agent: impl Into<String>) -> Self {
        self.user_agent = user_agent.into();
        self
    }

    /// A ready HTTP client, for a proxy, other certificates or a shared pool. It should follow no
    /// redirects: a redirect could carry credentials elsewhere.
    #[must_use]
    pub fn http_client(mut self, client: reqwest::Client) -> Self {
        self.http_client = Some(client);
        self
    }

    /// Sends the parameters of calls with this method in this place, where the API takes them there.
    /// Other calls keep their own place.
    #[must_use]
    pub fn send_parameters(mut self, method: Method, place: Place) -> Self {
        self.places.retain(|(configured, _)| *configured != method);
        self.places.push((method, place));
        self
    }
}

impl Default for Config {
    fn default() -> Self {
        Self::new()
    }
}

/// Without the address, which is not checked yet and could hold a password.
impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Config")
            .field("timeout", &self.timeout)
            .field("connect_timeout", &self.connect_timeout)
            .field("max_response_bytes", &self.max_response_bytes)
            .field("user_agent", &self.user_agent)
            .field("places", &self.places)
            .finish_non_exhaustive()
    }
}

//! How a client reaches its API.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use super::rate_limit::RateLimit;
use crate::checking::Validation;
use crate::descriptor::{ApiDescriptor, Method, Place};
use crate::encoding::BaseUrl;
use crate::environment;
use crate::error::Error;
use crate::retrying::{RetryPolicy, SystemTiming, Timing};

/// How an HTTP client is set up further.
pub(crate) type HttpSetup =
    Arc<dyn Fn(reqwest::ClientBuilder) -> reqwest::ClientBuilder + Send + Sync>;

/// Who is told of a new refresh token.
pub(crate) type OnRefreshToken = Arc<dyn Fn(&str) + Send + Sync>;

/// How a client reaches its API.
///
/// ```
/// use std::time::Duration;
/// use prose_runtime::{Config, RetryPolicy};
///
/// let config = Config::new()
///     .base_url("http://127.0.0.1:8080/v1/")
///     .timeout(Duration::from_secs(20))
///     .retry(RetryPolicy::new().max_attempts(2))
///     .max_concurrency(8)
///     .rate_limit(5, Duration::from_secs(1));
/// ```
///
/// Nothing is checked here: making the client does that.
#[derive(Clone)]
pub struct Config {
    pub(crate) base_url: Option<String>,
    /// By the addresses that the document tells.
    pub(crate) other_base_urls: Vec<(String, String)>,
    pub(crate) variables: Vec<(String, String)>,
    pub(crate) plain_http_hosts: Vec<String>,
    pub(crate) timeout: Duration,
    pub(crate) attempt_timeout: Duration,
    pub(crate) connect_timeout: Duration,
    pub(crate) max_response_bytes: usize,
    /// None for the usual one.
    pub(crate) user_agent: Option<String>,
    pub(crate) http_setup: Option<HttpSetup>,
    pub(crate) http_client: Option<reqwest::Client>,
    pub(crate) root_certificates: Vec<Vec<u8>>,
    pub(crate) places: Vec<(Method, Place)>,
    pub(crate) validation: Validation,
    pub(crate) retry: RetryPolicy,
    pub(crate) retry_budget: u32,
    pub(crate) max_concurrency: usize,
    pub(crate) rate_limit: RateLimit,
    pub(crate) timing: Arc<dyn Timing>,
    pub(crate) token_url: Option<String>,
    pub(crate) on_refresh_token: Option<OnRefreshToken>,
}

impl Config {
    /// The API's own address; 10 s to connect, 30 s for an attempt, 60 s for a call; answers of up to
    /// 64 MiB; the usual [`RetryPolicy`] and 100 retries in stock; 64 calls at once, at the rate that the
    /// API bears, if its spec tells one.
    #[must_use]
    pub fn new() -> Self {
        Self {
            base_url: None,
            other_base_urls: Vec::new(),
            variables: Vec::new(),
            plain_http_hosts: Vec::new(),
            timeout: Duration::from_secs(60),
            attempt_timeout: Duration::from_secs(30),
            connect_timeout: Duration::from_secs(10),
            max_response_bytes: 64 * 1024 * 1024,
            user_agent: None,
            http_setup: None,
            http_client: None,
            root_certificates: Vec::new(),
            places: Vec::new(),
            validation: Validation::default(),
            retry: RetryPolicy::new(),
            retry_budget: 100,
            max_concurrency: 64,
            rate_limit: RateLimit::OfApi,
            timing: Arc::new(SystemTiming),
            token_url: None,
            on_refresh_token: None,
        }
    }

    /// The usual configuration, with the address read from the environment: the whole of it from
    /// `NAME_BASE_URL` (`GARDEN_BASE_URL` for the API `garden`) if that is set, as for a sandbox, or
    /// else its variables from the environment variables that the spec names. An API with OAuth has its token
    /// URL from `NAME_TOKEN_URL`, if that is set.
    ///
    /// # Errors
    ///
    /// [`crate::Cause::Config`] that names the environment variable which is missing, blank or not
    /// Unicode, or the variable that has none.
    pub fn from_env(api: &'static ApiDescriptor) -> Result<Self, Error> {
        let mut config = Self::new();
        let name = api.name.to_ascii_uppercase().replace('-', "_");
        if api.oauth.is_some()
            && let Some(url) = environment::variable(api, &format!("{name}_TOKEN_URL"))?
        {
            config = config.token_url(url);
        }
        if let Some(url) = environment::variable(api, &format!("{name}_BASE_URL"))? {
            return Ok(config.base_url(url));
        }
        for variable in api.variables {
            let (name, described) = (variable.name, api);
            let api = api.name;
            let mut values = described.variable_values.iter();
            let values = values.find(|values| values.variable == name);
            let has_default = values.is_some_and(|values| values.default.is_some());
            let Some(env) = variable.env else {
                if has_default {
                    continue;
                }
                return Err(Error::config(format!(
                    "{api}: {name} of the base URL is not read from the environment: give it with \
                     Config::variable"
                )));
            };
            match environment::variable(described, env)? {
                Some(value) => config = config.variable(name, value),
                None if has_default => {}
                None => {
                    return Err(Error::config(format!(
                        "{api}: the environment variable {env} is not set: it gives {name} of the \
                         base URL"
                    )));
                }
            }
        }
        Ok(config)
    }

    /// Another address, such as that of a sandbox. A slash at its end is added if missing. Plain
    /// HTTP is allowed on loopback only, unless the API allows it everywhere, or
    /// [`Config::allow_plain_http_to`] this host.
    #[must_use]
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = Some(url.into());
        self
    }

    /// Another address for the calls that go to this base URL rather than to the API's own: their
    /// documentation tells it, and it is given as it stands there, variables in braces included. A client
    /// with a [`Config::base_url`] of its own sends them nowhere without this.
    #[must_use]
    pub fn base_url_of(mut self, documented: impl Into<String>, url: impl Into<String>) -> Self {
        self.other_base_urls.push((documented.into(), url.into()));
        self
    }

    /// Another address to get access tokens from, such as that of a sandbox: an absolute URL, or a path below
    /// the host of the base URL, which begins with a slash. The base URL and it both have TLS, or neither has.
    /// Only of use where the API has OAuth.
    #[must_use]
    pub fn token_url(mut self, url: impl Into<String>) -> Self {
        self.token_url = Some(url.into());
        self
    }

    /// Tells of each refresh token that the server puts in the place of the one before, which is of no use from
    /// then on: keep the new one where the program reads it when it starts again. It is a secret. The client
    /// goes on with it by itself. A task that no call ends tells it, on a thread that others need too: be quick,
    /// and do not `wait()` there.
    ///
    /// ```
    /// use std::sync::{Arc, Mutex};
    /// use prose_runtime::Config;
    ///
    /// let kept = Arc::new(Mutex::new(None));
    /// let keeping = Arc::clone(&kept);
    /// let config = Config::new().on_refresh_token(move |token| {
    ///     if let Ok(mut kept) = keeping.lock() {
    ///         *kept = Some(token.to_owned());
    ///     }
    /// });
    /// ```
    #[must_use]
    pub fn on_refresh_token(mut self, tell: impl Fn(&str) + Send + Sync + 'static) -> Self {
        self.on_refresh_token = Some(Arc::new(tell));
        self
    }

    /// Allows plain HTTP to this host: for a sandbox or a proxy beside the program, such as
    /// `http://sandbox:4480` in the network of its containers. Give it for each such host.
    ///
    /// **What it risks**: everybody on the way reads the credentials and all data, and can change both.
    /// Never set it for a host outside a network that is yours.
    ///
    /// ```
    /// use prose_runtime::Config;
    ///
    /// let config = Config::new().base_url("http://sandbox:4480/v1/").allow_plain_http_to("sandbox");
    /// ```
    #[must_use]
    pub fn allow_plain_http_to(mut self, host: impl Into<String>) -> Self {
        self.plain_http_hosts.push(host.into());
        self
    }

    /// The value of a `{name}` in the base URL, such as a subdomain: letters, digits, `-` and `.`; of a
    /// variable with values of its own, one of those.
    #[must_use]
    pub fn variable(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.variables.push((name.into(), value.into()));
        self
    }

    /// Time for a whole call: all attempts, the waits between them and the wait for its turn. In a
    /// [`crate::Bulk`], the wait for its turn does not count.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// Time for one attempt, from sending to the last byte of the answer.
    #[must_use]
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.attempt_timeout = timeout;
        self
    }

    /// Time to connect, TLS included. Has no effect on a client given with
    /// [`Config::http_client`].
    #[must_use]
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// Most bytes that the body of an answer may have, unpacked.
    #[must_use]
    pub fn max_response_bytes(mut self, bytes: usize) -> Self {
        self.max_response_bytes = bytes;
        self
    }

    /// The `User-Agent` header, in place of the usual one: name and version of the API's crate and of the
    /// runtime, such as `garden-generated/0.1.0 prose-runtime/0.1.0`.
    #[must_use]
    pub fn user_agent(mut self, user_agent: impl Into<String>) -> Self {
        self.user_agent = Some(user_agent.into());
        self
    }

    /// Sets the HTTP client up further: its proxies, its pool, its addresses. Whatever is set, it
    /// follows no redirects, repeats nothing by itself, unpacks nothing and writes nothing of what it sends
    /// to the log. It is called for each HTTP client that is made: plain HTTP has one of its own beside HTTPS.
    ///
    /// ```
    /// use prose_runtime::Config;
    ///
    /// let config = Config::new().http_setup(|http| http.pool_max_idle_per_host(4).tcp_nodelay(true));
    /// ```
    ///
    /// Without it, a proxy is taken from the environment (`HTTPS_PROXY`, `ALL_PROXY`, `NO_PROXY`)
    /// when the client is made; plain HTTP goes through none.
    #[must_use]
    pub fn http_setup(
        mut self,
        setup: impl Fn(reqwest::ClientBuilder) -> reqwest::ClientBuilder + Send + Sync + 'static,
    ) -> Self {
        self.http_setup = Some(Arc::new(setup));
        self
    }

    /// A ready HTTP client, to share one with the rest of a program. [`Config::http_setup`] is the
    /// safer way wherever it is enough, because nothing here can see how this one was made:
    ///
    /// - It must follow no redirects. If it does, credentials have gone elsewhere when the call fails
    ///   with [`crate::Cause::Config`].
    /// - It must not repeat requests by itself. Because it could, no failure of it counts as proof that
    ///   a request never left.
    /// - Its connections belong to the runtime that opened them: await all calls, or wait for all.
    #[must_use]
    pub fn http_client(mut self, client: reqwest::Client) -> Self {
        self.http_client = Some(client);
        self
    }

    /// Trusts these certificates (PEM, one or more) besides those that the operating system trusts:
    /// for a company's own authority. Has no effect on a client given with [`Config::http_client`].
    #[must_use]
    pub fn root_certificates(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.root_certificates.push(pem.into());
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

    /// What happens to calls that break the limits of the document.
    #[must_use]
    pub fn validation(mut self, validation: Validation) -> Self {
        self.validation = validation;
        self
    }

    /// How often, and after what wait, a call is sent again.
    #[must_use]
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = policy;
        self
    }

    /// The stock of retries that all calls of the client and of its other accounts share. Each takes
    /// one, ten calls that succeed give one back. When it is empty, calls fail at once rather than
    /// add to the load of a server that fails for everybody.
    #[must_use]
    pub fn retry_budget(mut self, retries: u32) -> Self {
        self.retry_budget = retries;
        self
    }

    /// Most attempts at once, for all accounts together: 1 or more.
    #[must_use]
    pub fn max_concurrency(mut self, attempts: usize) -> Self {
        self.max_concurrency = attempts;
        self
    }

    /// Most attempts in a span of time, for all accounts together. They are spaced evenly: 2 in 1 s
    /// is one every 500 ms. Takes the place of the rate that the spec tells of the API; rates that single
    /// calls or families have beside it hold as well.
    #[must_use]
    pub fn rate_limit(mut self, attempts: u32, per: Duration) -> Self {
        self.rate_limit = RateLimit::At(attempts, per);
        self
    }

    /// As many attempts as come, whatever rates the spec tells: for a sandbox, or where something else
    /// keeps the rate.
    #[must_use]
    pub fn no_rate_limit(mut self) -> Self {
        self.rate_limit = RateLimit::Unlimited;
        self
    }

    /// Other time and chance, for tests.
    #[must_use]
    pub fn timing(mut self, timing: impl Timing) -> Self {
        self.timing = Arc::new(timing);
        self
    }
}

impl Default for Config {
    fn default() -> Self {
        Self::new()
    }
}

impl BaseUrl {
    /// The address that the configuration gives, or else the API's own.
    ///
    /// # Errors
    ///
    /// [`crate::Cause::Config`] if a variable is missing or not fit for a host name, if it is no absolute
    /// HTTP URL, if it has user info, a query or a fragment, or if it is plain HTTP to another
    /// machine although the API wants HTTPS.
    pub fn new(api: &ApiDescriptor, config: &Config) -> Result<Self, Error> {
        let (variables, hosts) = (&config.variables, &config.plain_http_hosts);
        let base = config.base_url.as_deref();
        Self::checked(api, "the base URL", base, variables, hosts)
    }

    /// The same for one of the API's other base URLs, or the caller's own in its place.
    pub(super) fn other(
        api: &ApiDescriptor,
        config: &Config,
        documented: &str,
        own: Option<&str>,
    ) -> Result<Self, Error> {
        let (variables, hosts) = (&config.variables, &config.plain_http_hosts);
        let which = match own {
            Some(_) => format!("the base URL in place of {documented}"),
            None => format!("the base URL {documented}"),
        };
        let base = Some(own.unwrap_or(documented));
        Self::checked(api, &which, base, variables, hosts)
    }
}

/// Without the address, which is not checked yet and could hold a password.
impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Config")
            .field("timeout", &self.timeout)
            .field("attempt_timeout", &self.attempt_timeout)
            .field("connect_timeout", &self.connect_timeout)
            .field("max_response_bytes", &self.max_response_bytes)
            .field("user_agent", &self.user_agent)
            .field("places", &self.places)
            .field("validation", &self.validation)
            .field("retry", &self.retry)
            .field("retry_budget", &self.retry_budget)
            .field("max_concurrency", &self.max_concurrency)
            .field("rate_limit", &self.rate_limit)
            .finish_non_exhaustive()
    }
}

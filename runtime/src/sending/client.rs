//! A client of one API.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::header::HeaderValue;
use secrecy::SecretString;

use super::account::Account;
use super::base_urls::BaseUrls;
use super::config::Config;
use super::http::{Driver, Http};
use super::shared_credentials::SharedCredentials;
use super::sign_in::SignIn;
use super::throttle::Throttle;
use crate::checking::Validation;
use crate::descriptor::{ApiDescriptor, CallDescriptor, Method, Place};
use crate::encoding::Credentials;
use crate::error::Error;
use crate::retrying::{Budget, RetryPolicy, Timing};

/// A client of one API, for one account. Cheap to clone; clones, and the clients of other accounts
/// made from it, share its connections and limits.
#[derive(Clone)]
pub struct Client {
    pub(super) shared: Arc<Shared>,
    pub(super) account: Option<Arc<Account>>,
    pub(super) driver: Driver,
}

/// What all clones and accounts have in common.
pub(super) struct Shared {
    pub(super) credentials: SharedCredentials,
    /// How the access token is got, if the API has one.
    pub(super) sign_in: Option<Arc<SignIn>>,
    pub(super) base_urls: BaseUrls,
    pub(super) http: Http,
    pub(super) throttle: Throttle,
    pub(super) budget: Budget,
    pub(super) timing: Arc<dyn Timing>,
    pub(super) timeout: Duration,
    pub(super) attempt_timeout: Duration,
    pub(super) max_response_bytes: usize,
    pub(super) retry: RetryPolicy,
    pub(super) validation: Validation,
    pub(super) user_agent: HeaderValue,
    places: Vec<(Method, Place)>,
}

impl Client {
    /// A client that sends with these credentials.
    ///
    /// # Errors
    ///
    /// [`crate::Cause::Config`] if a credential is missing or cannot travel, if the base URL is not
    /// allowed (see [`crate::BaseUrl::new`]), if a limit allows nothing at all, or if TLS cannot be set up.
    pub fn new(credentials: Credentials, config: Config) -> Result<Self, Error> {
        let api = credentials.api();
        credentials.check()?;
        let base_urls = BaseUrls::new(api, &config)?;
        let user_agent = user_agent(api, config.user_agent.as_deref())?;
        config.retry.check()?;
        let shared = Shared {
            credentials: SharedCredentials::new(credentials),
            sign_in: SignIn::new(api, base_urls.usual(), &config)?.map(Arc::new),
            throttle: Throttle::new(&config, config.rate_limit.of(api))?,
            budget: Budget::new(config.retry_budget),
            timing: Arc::clone(&config.timing),
            timeout: config.timeout,
            attempt_timeout: config.attempt_timeout,
            max_response_bytes: config.max_response_bytes,
            retry: config.retry.clone(),
            validation: config.validation,
            user_agent,
            places: config.places.clone(),
            http: Http::new(&base_urls, &config)?,
            base_urls,
        };
        Ok(Self {
            shared: Arc::new(shared),
            account: None,
            driver: Driver::Caller,
        })
    }

    /// A client of another account, which shares the connections and limits of this one. `key` is
    /// the credential that selects an account in this API.
    ///
    /// # Errors
    ///
    /// [`crate::Cause::Config`] if the API has no such credential, or if the key is empty or cannot
    /// travel.
    pub fn account(&self, key: impl Into<String>) -> Result<Self, Error> {
        let key = SecretString::from(key.into());
        let account = Account::new(self.shared.credentials.get(), key)?;
        Ok(Self {
            account: Some(Arc::new(account)),
            ..self.clone()
        })
    }

    /// Sends with these credentials from now on, in place of those before: for tokens that change while
    /// the program runs. It holds for every clone and every other account of the client, from the next
    /// attempt on, calls that are under way included. Handles of other accounts keep their own key.
    ///
    /// # Errors
    ///
    /// [`crate::Cause::Config`] if they are of another API, if one is missing or cannot travel; the client
    /// goes on with those before.
    pub fn replace_credentials(&self, credentials: Credentials) -> Result<(), Error> {
        self.shared.credentials.replace(credentials)
    }

    /// Those that all accounts share now.
    pub(super) fn shared_credentials(&self) -> Arc<Credentials> {
        self.shared.credentials.get()
    }

    /// These, for the account of this handle.
    pub(super) fn credentials(&self, shared: &Arc<Credentials>) -> Result<Arc<Credentials>, Error> {
        match &self.account {
            None => Ok(Arc::clone(shared)),
            Some(account) => account.credentials(shared),
        }
    }
}

impl Shared {
    /// Where the parameters of a call travel that is sent with this method, unless the caller chooses.
    pub(super) fn place(&self, call: &CallDescriptor, method: Method) -> Place {
        self.places
            .iter()
            .find(|(configured, place)| *configured == method && call.sends.contains(place))
            .map(|(_, place)| *place)
            .or_else(|| call.sends.first().copied())
            .unwrap_or(Place::Query)
    }
}

/// The caller's own, or what software asks: the API's crate and the runtime, with their versions.
fn user_agent(api: &ApiDescriptor, chosen: Option<&str>) -> Result<HeaderValue, Error> {
    const RUNTIME: &str = concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION"));
    let usual = || format!("{} {RUNTIME}", api.product);
    let written = chosen.map_or_else(usual, str::to_owned);
    HeaderValue::from_str(written.trim_start())
        .map_err(|_| Error::config(format!("{}: the user agent is no header value", api.name)))
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("base_url", self.shared.base_urls.usual())
            .field("credentials", &self.shared.credentials.get())
            .field("account", &self.account)
            .field("timeout", &self.shared.timeout)
            .finish_non_exhaustive()
    }
}

//! Gets the access token that calls are sent with, and renews it.

use std::panic;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use http::header::{AUTHORIZATION, USER_AGENT};
use secrecy::ExposeSecret as _;
use tokio::sync::{Mutex, OwnedMutexGuard};
use tracing::Instrument as _;

use super::client::Client;
use super::config::{Config, OnRefreshToken};
use super::exchange::{Bounds, exchange};
use super::redaction::Redaction;
use crate::descriptor::{ApiDescriptor, CallDescriptor, Credential, OAuth};
use crate::encoding::{BaseUrl, Credentials, TokenUrl, TokenUrlSource, token_request};
use crate::error::{Cause, Error, Safety, TimeLimit};
use crate::reading::{Token, read_token};
use crate::retrying::{retry_after, used_for};

/// Most bytes of an answer with a token.
const MOST: usize = 1 << 20;

/// How a client gets its access token. All of its handles share it, and one request for it is under way at a
/// time.
pub(super) struct SignIn {
    oauth: &'static OAuth,
    credential: &'static Credential,
    url: TokenUrl,
    on_refresh_token: Option<OnRefreshToken>,
    /// Requests for a token that have ended. Whoever began to wait before one ended has what came of it.
    ended: AtomicU64,
    /// Held by the task that asks for a token, on behalf of all that wait for it.
    last_failure: Arc<Mutex<Option<Failure>>>,
}

/// Why the last request gave no token, and what it was sent with.
struct Failure {
    error: Arc<Error>,
    used: Arc<Credentials>,
}

impl Client {
    /// How the access token of a call is got, if it is sent with one.
    pub(super) fn sign_in_for(&self, call: &CallDescriptor) -> Option<&Arc<SignIn>> {
        let sign_in = self.shared.sign_in.as_ref();
        sign_in.filter(|sign_in| call.carries(sign_in.credential))
    }

    /// Forgets the access token of these credentials, unless others have taken their place.
    pub(super) fn forget_token(&self, rejected: &Arc<Credentials>) {
        self.shared.credentials.forget_token(rejected);
    }
}

impl SignIn {
    /// `None` if no credential of the API is got by OAuth.
    ///
    /// # Errors
    ///
    /// [`crate::Cause::Config`] if the token URL cannot be used.
    pub(super) fn new(
        api: &'static ApiDescriptor,
        base_url: &BaseUrl,
        config: &Config,
    ) -> Result<Option<Self>, Error> {
        let mut credentials = api.credentials.iter();
        let Some(credential) = credentials.find(|credential| credential.got_by_oauth) else {
            return match &config.token_url {
                Some(_) => Err(Error::config(format!(
                    "{}: gets no access token: give no token URL",
                    api.name
                ))),
                None => Ok(None),
            };
        };
        let Some(oauth) = &api.oauth else {
            return Err(Error::config(format!(
                "{}: does not say how {} is got: its descriptor needs `oauth`",
                api.name, credential.name
            )));
        };
        let source = TokenUrlSource {
            given: config.token_url.as_deref(),
            is_base_given: config.base_url.is_some(),
            variables: &config.variables,
            plain_http_hosts: &config.plain_http_hosts,
        };
        Ok(Some(Self {
            oauth,
            credential,
            url: TokenUrl::checked(api, oauth, base_url, &source)?,
            on_refresh_token: config.on_refresh_token.clone(),
            ended: AtomicU64::new(0),
            last_failure: Arc::default(),
        }))
    }

    /// Sees to it that the client has an access token that lasts. A request for one goes on when this is
    /// dropped: its answer may have the refresh token that takes the place of the one it was sent with.
    ///
    /// # Errors
    ///
    /// [`Cause::NoToken`] for this call, with the reason that all have who waited.
    pub(super) async fn ensure_token(
        self: &Arc<Self>,
        client: &Client,
        call: &'static str,
    ) -> Result<(), Error> {
        let shared = &*client.shared;
        if !shared.credentials.get().needs_token(shared.timing.now()) {
            return Ok(());
        }
        let began = self.ended.load(Ordering::Acquire);
        let last_failure = Arc::clone(&self.last_failure).lock_owned().await;
        let used = shared.credentials.get();
        if !used.needs_token(shared.timing.now()) {
            return Ok(());
        }
        let is_told = self.ended.load(Ordering::Acquire) != began;
        let shared_failure = last_failure
            .as_ref()
            .filter(|failure| is_told && Arc::ptr_eq(&failure.used, &used));
        if let Some(failure) = shared_failure {
            return Err(no_token(call, Arc::clone(&failure.error)));
        }
        let (sign_in, client) = (Arc::clone(self), client.clone());
        let renewal = async move { sign_in.renew(&client, used, last_failure).await };
        match tokio::spawn(renewal.in_current_span()).await {
            Ok(outcome) => outcome.map_err(|error| no_token(call, error)),
            Err(ended) => match ended.try_into_panic() {
                Ok(panicked) => panic::resume_unwind(panicked),
                // The runtime was shut down.
                Err(_) => Err(Error::new(
                    Cause::Timeout {
                        call,
                        which: TimeLimit::Token,
                        after: None,
                    },
                    Safety::Once,
                )),
            },
        }
    }

    /// Asks for a token with these credentials, on behalf of all that wait for the lock.
    async fn renew(
        &self,
        client: &Client,
        used: Arc<Credentials>,
        mut last_failure: OwnedMutexGuard<Option<Failure>>,
    ) -> Result<(), Arc<Error>> {
        let shared = &*client.shared;
        let asked_at = shared.timing.now();
        let outcome = self.ask(client, &used).await;
        self.ended.fetch_add(1, Ordering::AcqRel);
        match outcome {
            Ok(token) => {
                tracing::debug!(credential = self.credential.name, "got an access token");
                *last_failure = None;
                let lasts = token.lasts.map(used_for);
                let renew_at = lasts.and_then(|lasts| asked_at.checked_add(lasts));
                let refresh = shared.credentials.put_token(&used, token, renew_at);
                if let Some((tell, refresh)) = self.on_refresh_token.as_ref().zip(refresh) {
                    tell(refresh.expose_secret());
                }
                Ok(())
            }
            Err(error) => {
                let error = Arc::new(error);
                tracing::warn!(credential = self.credential.name, %error, "no access token");
                *last_failure = Some(Failure {
                    error: Arc::clone(&error),
                    used,
                });
                Err(error)
            }
        }
    }

    /// One request for a token.
    async fn ask(&self, client: &Client, used: &Credentials) -> Result<Token, Error> {
        let shared = &*client.shared;
        let name = self.credential.name;
        let mut request = token_request(name, self.oauth, &self.url, used)?;
        let authorization = request.headers().get(AUTHORIZATION);
        let authorization = authorization.and_then(|value| value.to_str().ok());
        let redaction = Redaction::of_token(used, authorization);
        let user_agent = shared.user_agent.clone();
        request.headers_mut().insert(USER_AGENT, user_agent);
        let bounds = Bounds {
            connect_timeout: shared.http.connect_timeout(),
            max_response_bytes: MOST.min(shared.max_response_bytes),
            by_spec: None,
        };
        let mut received = None;
        let url = self.url.url().clone();
        let http = shared.http.client(client.driver, &url)?;
        let exchange = exchange(http, url, request, bounds, &mut received);
        let limit = shared.attempt_timeout;
        let too_late = || {
            let cause = Cause::Timeout {
                call: name,
                which: TimeLimit::Attempt,
                after: Some(limit),
            };
            Error::new(cause, Safety::Repeatable)
        };
        let in_time = tokio::time::timeout(limit, exchange).await;
        in_time
            .map_err(|_| too_late())?
            .map_err(|error| error.with_safety(Safety::Repeatable))?;
        let response = received.ok_or_else(too_late)?;
        let wait = retry_after(&response.headers, shared.timing.date());
        // Those of the call can be others by now.
        let told = |error: Error| error.with_shown(|words| redaction.apply(words));
        read_token(name, response).map_err(|error| told(error.with_retry_after(wait)))
    }
}

fn no_token(call: &'static str, because: Arc<Error>) -> Error {
    let outcome = because.cause().outcome();
    let cause = Cause::NoToken {
        call,
        lasting: !outcome.is_some_and(crate::error::Outcome::may_pass),
        because: Arc::clone(&because),
    };
    Error::new(cause, Safety::Once).with_retry_after(because.retry_after())
}

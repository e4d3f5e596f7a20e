//! A call that is about to be sent.

use std::fmt;
use std::future::IntoFuture;
use std::marker::PhantomData;
use std::time::Duration;

use secrecy::SecretString;

use super::call_task::CallTask;
use super::client::Client;
use super::list_request::ListRequest;
use super::options::Options;
use super::pending_reply::{PendingReply, outcome};
use super::queue::Queue;
use crate::calls::Call;
use crate::checking::Validation;
use crate::descriptor::{Method, Place};
use crate::encoding::Request;
use crate::error::Error;
use crate::reading::Reply;
use crate::retrying::RetryPolicy;
use crate::value::{KeyName, Params};

/// A call that is about to be sent. Awaiting it sends it; dropping it does not.
///
/// Options come before: they are for this call, in place of those of its client.
///
/// ```
/// use std::time::Duration;
/// use prose_runtime::{Call, Client, Error, RetryPolicy, Reply, Validation};
///
/// async fn patiently<C: Call>(client: &Client, call: C) -> Result<Reply<C::Record>, Error> {
///     client
///         .send(call)
///         .timeout(Duration::from_secs(300))
///         .retry(RetryPolicy::new().max_attempts(10))
///         .validation(Validation::Warn)
///         .header("X-Request-Source", "night shift")
///         .await
/// }
/// ```
#[must_use = "a call is sent when this is awaited"]
pub struct Sending<C> {
    client: Client,
    params: Params,
    options: Options,
    call: PhantomData<fn() -> C>,
}

impl Client {
    /// Sends a call: await what this gives, in a tokio runtime with input, output and time enabled.
    /// Options can be set before.
    pub fn send<C: Call>(&self, call: C) -> Sending<C> {
        Sending::new(self.clone(), call.into_params())
    }
}

impl<C> Sending<C> {
    fn new(client: Client, params: Params) -> Self {
        Self {
            client,
            params,
            options: Options::default(),
            call: PhantomData,
        }
    }

    /// Time for the whole call: all attempts, the waits between them and the wait for its turn, which does
    /// not count in a [`crate::Bulk`].
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.options.timeout = Some(timeout);
        self
    }

    /// Time for one attempt, from sending to the last byte of the answer.
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.options.attempt_timeout = Some(timeout);
        self
    }

    /// How often, and after what wait, it is sent again.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.options.retry = Some(policy);
        self
    }

    /// What happens if it breaks the limits of the document.
    pub fn validation(mut self, validation: Validation) -> Self {
        self.options.validation = Some(validation);
        self
    }

    /// Sends the value of this key as it is, whatever its limit says, while all other limits hold: see
    /// [`Params::as_is`].
    ///
    /// ```
    /// use prose_runtime::{Call, Client, Error, Reply};
    ///
    /// async fn anyway<C: Call>(client: &Client, call: C) -> Result<Reply<C::Record>, Error> {
    ///     client.send(call).as_is("phone").await
    /// }
    /// ```
    pub fn as_is(mut self, key: impl Into<KeyName>) -> Self {
        self.params = self.params.as_is(key);
        self
    }

    /// With another header, in place of one that was set before. Its value is treated as a secret.
    /// Those of the credentials and of the body cannot be set: sending tells.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        let value = SecretString::from(value.into());
        self.options.headers.push((name.into(), value));
        self
    }

    /// With this key, by which the server knows the call again, in place of a random one: to send again
    /// later what failed with [`Error::idempotency_key`]. Sending tells if the call takes none.
    ///
    /// ```
    /// use prose_runtime::{Call, Client, Error, Reply};
    ///
    /// async fn once<C: Call + Clone>(client: &Client, call: C) -> Result<Reply<C::Record>, Error> {
    ///     match client.send(call.clone()).await {
    ///         Err(error) if error.is_timeout() => match error.idempotency_key() {
    ///             Some(key) => client.send(call).idempotency_key(key).await,
    ///             None => Err(error),
    ///         },
    ///         outcome => outcome,
    ///     }
    /// }
    /// ```
    pub fn idempotency_key(mut self, key: impl Into<String>) -> Self {
        self.options.idempotency_key = Some(key.into());
        self
    }

    /// In another account: see [`Client::account`]. Sending tells if the key cannot be used, or if the
    /// call is not sent with the credential that selects an account.
    pub fn account(mut self, key: impl Into<String>) -> Self {
        self.options.account = Some(SecretString::from(key.into()));
        self
    }

    /// Sends the parameters in this place rather than in the call's usual one. The call must take
    /// them there.
    pub fn parameters_in(mut self, place: Place) -> Self {
        self.options.place = Some(place);
        self
    }

    /// Sends it with this HTTP method rather than with the call's usual one. The call must list it: some
    /// documents leave the method open. Whether it may be repeated does not depend on it.
    pub fn method(mut self, method: Method) -> Self {
        self.options.method = Some(method);
        self
    }

    /// As one of many, which wait for their turns together.
    pub(crate) fn queued(mut self, queue: &Queue) -> Self {
        self.options.queue = Some(queue.clone());
        self
    }

    /// As one that is sent for each page of a list.
    pub(crate) fn into_list_request(self) -> ListRequest {
        ListRequest::new(self.client, self.params, self.options)
    }

    /// The request that would be sent, checked. Sends nothing: an access token that is still to be got is not
    /// in it.
    ///
    /// # Errors
    ///
    /// As for [`crate::validate`] and [`crate::encode`], and [`crate::Cause::Config`] for options that
    /// cannot be used.
    pub fn request(&self) -> Result<Request, Error> {
        let call = self.params.call();
        let Some(call) = call.filter(|call| call.idempotency.is_some()) else {
            return Ok(self.options.prepare(&self.client, &self.params)?.request);
        };
        let mut options = self.options.clone();
        let params = options.identify(call, self.params.clone());
        Ok(options.prepare(&self.client, &params)?.request)
    }
}

impl<C: Call> Sending<C> {
    /// Sends it when it is polled for, and goes on without.
    pub(crate) fn run(self) -> CallTask<C::Record> {
        CallTask::new(self.params.name(), self.into_future())
    }
}

impl<C: Call> IntoFuture for Sending<C> {
    type Output = Result<Reply<C::Record>, Error>;
    type IntoFuture = PendingReply<C::Record>;

    fn into_future(self) -> Self::IntoFuture {
        outcome(self.client, self.params, self.options)
    }
}

#[cfg(any(feature = "blocking", doc))]
impl<C: Call> Sending<C> {
    /// Sends the call and waits for the reply on this thread. Inside a runtime this is allowed too,
    /// but it keeps the runtime's thread from other work, calls whose turn this one waits for
    /// included: await there.
    ///
    /// # Errors
    ///
    /// As for awaiting, and [`crate::Cause::Config`] where waiting could never end: on the thread that
    /// does the work for those that wait.
    pub fn wait(mut self) -> Result<Reply<C::Record>, Error> {
        self.client = self.client.for_waiting();
        super::waiting::wait(self.into_future())?
    }
}

impl<C> fmt::Debug for Sending<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sending")
            .field("params", &self.params)
            .field("place", &self.options.place)
            .field("method", &self.options.method)
            .field("timeout", &self.options.timeout)
            .field("retry", &self.options.retry)
            .field("validation", &self.options.validation)
            .finish_non_exhaustive()
    }
}

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::header::{HeaderValue, USER_AGENT};

use super::tls;
use crate::descriptor::{CallDescriptor, Method, Place};
use crate::error::TimeLimit;
use crate::{
    BaseUrl, Call, Config, Credentials, Error, Params, Request, Response, Sending, encode, validate,
};

/// A client of one API with one set of credentials. Cheap to clone; clones share connections.
#[derive(Clone)]
pub struct Client(Arc<Inner>);

struct Inner {
    base_url: BaseUrl,
    credentials: Credentials,
    http: reqwest::Client,
    /// Whether `http` was made here, with the configured time to connect.
    connect_timeout: Option<Duration>,
    timeout: Duration,
    max_response_bytes: usize,
    user_agent: HeaderValue,
    places: Vec<(Method, Place)>,
}

impl Client {
    /// A client that sends with these credentials.
    ///
    /// # Errors
    ///
    /// [`Error::Config`] if a credential is missing or cannot travel, if the base URL is not allowed
    /// (see [`BaseUrl::new`]), or if TLS cannot be set up.
    pub fn new(credentials: Credentials, config: Config) -> Result<Self, Error> {
        let api = credentials.api();
        credentials.check()?;
        let base_url = BaseUrl::new(api, &config)?;
        let user_agent = HeaderValue::from_str(&config.user_agent).map_err(|_| {
            Error::config(format!("{}: the user agent is no header value", api.name))
        })?;
        let (http, connect_timeout) = match config.http_client {
            Some(client) => (client, None),
            None => (
                http_client(&base_url, config.connect_timeout)?,
                Some(config.connect_timeout),
            ),
        };
        Ok(Self(Arc::new(Inner {
            base_url,
            credentials,
            http,
            connect_timeout,
            timeout: config.timeout,
            max_response_bytes: config.max_response_bytes,
            user_agent,
            places: config.places,
        })))
    }

    /// Sends a call: await what this gives.
    pub fn send<C: Call>(&self, call: C) -> Sending<'_, C::Record> {
        Sending::new(self, call.into_params())
    }

    /// The request that [`Client::send`] would send, checked. Sends nothing.
    ///
    /// # Errors
    ///
    /// As for [`crate::validate`] and [`crate::encode`].
    pub fn prepare(&self, params: &Params) -> Result<Request, Error> {
        self.prepare_in(params, None)
    }

    pub(crate) fn prepare_in(
        &self,
        params: &Params,
        place: Option<Place>,
    ) -> Result<Request, Error> {
        validate(params).map_err(Error::Invalid)?;
        let inner = &*self.0;
        let place = place.unwrap_or_else(|| match params.call() {
            Some(call) => inner.place(call),
            None => Place::Query,
        });
        let mut request = encode(params, &inner.base_url, &inner.credentials, place)?;
        request.headers.insert(USER_AGENT, inner.user_agent.clone());
        Ok(request)
    }

    /// Sends a request and receives the whole answer.
    pub(crate) async fn exchange(&self, request: Request) -> Result<Response, Error> {
        let inner = &*self.0;
        let Request {
            call,
            method,
            url,
            headers,
            body,
        } = request;
        let failed = |error: reqwest::Error| inner.failed(call, error);
        let mut builder = inner
            .http
            .request(method.into(), url)
            .headers(headers)
            .timeout(inner.timeout);
        if let Some(body) = body {
            builder = builder.body(body);
        }
        let mut answer = builder.send().await.map_err(failed)?;
        let limit = inner.max_response_bytes;
        let too_large = || Error::TooLarge { call, limit };
        let announced = answer.content_length().unwrap_or(0);
        let announced = usize::try_from(announced)
            .ok()
            .filter(|bytes| *bytes <= limit);
        // The length is only a promise: reserve no more than 1 MiB for it.
        let mut body = Vec::with_capacity(announced.ok_or_else(too_large)?.min(1 << 20));
        while let Some(chunk) = answer.chunk().await.map_err(failed)? {
            if chunk.len() > limit - body.len() {
                return Err(too_large());
            }
            body.extend_from_slice(&chunk);
        }
        let headers = std::mem::take(answer.headers_mut());
        Ok(Response {
            status: answer.status().as_u16(),
            headers,
            body,
        })
    }
}

impl Inner {
    /// Where the parameters of a call travel, unless the caller chooses.
    fn place(&self, call: &CallDescriptor) -> Place {
        self.places
            .iter()
            .find(|(method, place)| *method == call.method && call.sends.contains(place))
            .map(|(_, place)| *place)
            .or_else(|| call.sends.first().copied())
            .unwrap_or(Place::Query)
    }

    fn failed(&self, call: &'static str, error: reqwest::Error) -> Error {
        if !error.is_timeout() {
            return Error::Transport {
                call,
                source: error.without_url(),
            };
        }
        if error.is_connect() {
            Error::Timeout {
                call,
                which: TimeLimit::Connect,
                after: self.connect_timeout,
            }
        } else {
            Error::Timeout {
                call,
                which: TimeLimit::Total,
                after: Some(self.timeout),
            }
        }
    }
}

fn http_client(base_url: &BaseUrl, connect_timeout: Duration) -> Result<reqwest::Client, Error> {
    let mut builder = reqwest::Client::builder()
        .tls_backend_preconfigured(tls::config(base_url.is_https())?)
        .redirect(reqwest::redirect::Policy::none())
        .connect_timeout(connect_timeout);
    if !base_url.is_https() {
        // A proxy would see the credentials of plain HTTP.
        builder = builder.no_proxy();
    }
    builder.build().map_err(|error| {
        Error::config(format!(
            "the HTTP client cannot be made: {}",
            error.without_url()
        ))
    })
}

impl From<Method> for reqwest::Method {
    fn from(method: Method) -> Self {
        match method {
            Method::Get => Self::GET,
            Method::Post => Self::POST,
            Method::Put => Self::PUT,
            Method::Patch => Self::PATCH,
            Method::Delete => Self::DELETE,
        }
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("base_url", &self.0.base_url)
            .field("credentials", &self.0.credentials)
            .field("timeout", &self.0.timeout)
            .finish_non_exhaustive()
    }
}

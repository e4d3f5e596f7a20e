//! Sends one request and receives its answer.

use std::time::Duration;

use reqwest::Url;
use tokio::task::spawn_blocking;

use super::multipart_body::MultipartBody;

use crate::descriptor::Method;
use crate::encoding::{Request, RequestBody};
use crate::error::{Cause, Error, Safety, TimeLimit, TransportFault};
use crate::reading::Response;

/// The limits of an attempt that are about the network.
#[derive(Clone, Copy)]
pub(super) struct Bounds {
    /// That of the HTTP client, if it was made here. One that was given may follow redirects or repeat
    /// requests: when it cannot connect, something may have left before.
    pub(super) connect_timeout: Option<Duration>,
    pub(super) max_response_bytes: usize,
    /// Most bytes of a success, where the spec says so.
    pub(super) by_spec: Option<u32>,
}

impl Bounds {
    /// Whether the HTTP client was made here, and so is known to do nothing by itself.
    fn made_here(self) -> bool {
        self.connect_timeout.is_some()
    }
}

/// Sends a request to its checked address and receives the whole answer. `received` holds what of it came,
/// however this ends. The request is used up: what is sent once, as most are, need not be copied.
pub(super) async fn exchange(
    http: &reqwest::Client,
    url: Url,
    request: Request,
    bounds: Bounds,
    received: &mut Option<Response>,
) -> Result<(), Error> {
    let call = request.call();
    let failed = |error: reqwest::Error| broken(call, bounds, error);
    let mut sent = reqwest::Request::new(request.method().into(), url);
    let (headers, body) = request.into_parts();
    *sent.headers_mut() = headers;
    *sent.body_mut() = match body {
        None => None,
        Some(RequestBody::Bytes(bytes)) => Some(bytes.into()),
        Some(RequestBody::Multipart(parts)) => {
            let (parts, checked) = spawn_blocking(move || {
                let checked = parts.check();
                (parts, checked)
            })
            .await
            .map_err(|_| Error::config(format!("{call}: its files cannot be looked at")))?;
            checked?;
            Some(reqwest::Body::wrap(MultipartBody::new(&parts)))
        }
    };
    // One that was made here follows none.
    let url = (!bounds.made_here()).then(|| sent.url().clone());
    let mut answer = http.execute(sent).await.map_err(failed)?;
    if url.is_some_and(|url| url != *answer.url()) {
        return Err(Error::config(format!(
            "{call}: the HTTP client that was given followed a redirect, and may have shown the \
             credentials to another server: make it with a redirect policy of none"
        )));
    }
    let limit = bounds.max_response_bytes;
    let too_large = || {
        let by_spec = bounds.by_spec.and_then(|most| usize::try_from(most).ok());
        let cause = Cause::TooLarge {
            call,
            limit: by_spec.unwrap_or(limit),
            by_spec: by_spec.is_some(),
        };
        Error::new(cause, Safety::Once)
    };
    let announced = answer.content_length().unwrap_or(0);
    let announced = usize::try_from(announced)
        .ok()
        .filter(|bytes| *bytes <= limit);
    let received = received.insert(Response {
        status: answer.status().as_u16(),
        headers: std::mem::take(answer.headers_mut()),
        // The length is only a promise: reserve no more than 1 MiB for it.
        body: Vec::with_capacity(announced.unwrap_or(0).min(1 << 20)),
    });
    announced.ok_or_else(too_large)?;
    while let Some(chunk) = answer.chunk().await.map_err(failed)? {
        let room = limit - received.body.len();
        if chunk.len() > room {
            received
                .body
                .extend_from_slice(chunk.get(..room).unwrap_or(&chunk));
            return Err(too_large());
        }
        received.body.extend_from_slice(&chunk);
    }
    Ok(())
}

fn broken(call: &'static str, bounds: Bounds, error: reqwest::Error) -> Error {
    let cause = if !error.is_timeout() {
        Cause::Transport {
            call,
            fault: TransportFault::of(&error),
            // What cannot be built was not given to anybody.
            never_left: error.is_builder() || (error.is_connect() && bounds.made_here()),
            source: error.without_url(),
        }
    } else if error.is_connect() && bounds.made_here() {
        Cause::Timeout {
            call,
            which: TimeLimit::Connect,
            after: bounds.connect_timeout,
        }
    } else {
        // A limit of the HTTP client that was given.
        Cause::Timeout {
            call,
            which: TimeLimit::Attempt,
            after: None,
        }
    };
    Error::new(cause, Safety::Once)
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

use std::time::Duration;

use crate::descriptor::Method;
use crate::{BaseUrl, Cause, Error, Request, Response, Safety, TimeLimit};

/// The limits of an attempt that are about the network.
#[derive(Clone, Copy)]
pub(super) struct Bounds {
    /// That of the HTTP client, if it was made here. One that was given may follow redirects or repeat
    /// requests: when it cannot connect, something may have left before.
    pub(super) connect_timeout: Option<Duration>,
    pub(super) max_response_bytes: usize,
}

impl Bounds {
    /// Whether the HTTP client was made here, and so is known to do nothing by itself.
    fn made_here(self) -> bool {
        self.connect_timeout.is_some()
    }
}

/// Sends a request and receives the whole answer.
pub(super) async fn exchange(
    http: &reqwest::Client,
    base_url: &BaseUrl,
    request: &Request,
    bounds: Bounds,
) -> Result<Response, Error> {
    let call = request.call();
    let url = base_url
        .parse(request.url())
        .ok_or_else(|| Error::config(format!("{call}: its values make no URL: change them")))?;
    let failed = |error: reqwest::Error| broken(call, bounds, error);
    let mut sent = reqwest::Request::new(request.method().into(), url);
    *sent.headers_mut() = request.headers().clone();
    *sent.body_mut() = request.body().map(|body| body.clone().into());
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
    let too_large = || Error::new(Cause::TooLarge { call, limit }, Safety::Once);
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

fn broken(call: &'static str, bounds: Bounds, error: reqwest::Error) -> Error {
    let cause = if !error.is_timeout() {
        Cause::Transport {
            call,
            never_left: error.is_connect() && bounds.made_here(),
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

//! From HTTP to the world and back, with the troubles that are asked for.

use std::convert::Infallible;
use std::future::IntoFuture;
use std::pin::pin;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;
use futures_util::{StreamExt, future, stream};
use tokio::sync::oneshot;

use crate::control;
use crate::exchange::{Incoming, Outgoing, Seen};
use crate::fault::Trouble;
use crate::journal::Received;
use crate::line::{Ending, Lines};
use crate::play::Play;
use crate::sandbox::Shared;

/// Longer bodies are refused.
const LONGEST_BODY: usize = 8 * 1024 * 1024;

/// Of a body that is refused, this much is still taken in, so that its sender gets to read why.
const LONGEST_DRAINED: usize = 8 * LONGEST_BODY;

/// Serves until it is told to stop, or its owner is gone. Connections end with the runtime.
pub(crate) async fn serve<P: Play>(
    lines: Lines,
    shared: Arc<Shared<P>>,
    stopped: oneshot::Receiver<()>,
) {
    let router = Router::new().fallback(handle::<P>).with_state(shared);
    let service = router.into_make_service_with_connect_info::<Ending>();
    let serving = axum::serve(lines, service).into_future();
    future::select(pin!(serving), stopped).await;
}

async fn handle<P: Play>(
    State(shared): State<Arc<Shared<P>>>,
    ConnectInfo(ending): ConnectInfo<Ending>,
    request: Request,
) -> Response {
    let (parts, body) = request.into_parts();
    let headers = parts.headers.iter();
    let mut incoming = Incoming {
        method: parts.method.as_str().to_owned(),
        path: parts.uri.path().to_owned(),
        query: parts.uri.query().unwrap_or("").to_owned(),
        headers: headers
            .map(|(name, value)| (name.as_str().to_owned(), value.as_bytes().to_vec()))
            .collect(),
        body: Vec::new(),
    };
    match read(body).await {
        Ok(body) => incoming.body = body,
        // Half a request must not act. Whoever only stopped sending may read why.
        Err(Unread::BrokenOff) => return respond(Outgoing::word(400, "Bad Request")),
        Err(Unread::TooLong) => {
            if control::path(&incoming.path).is_none() {
                let seen = Seen::only(P::call_of(&incoming));
                keep(&shared, incoming, seen, Some(413), None);
            }
            return respond(Outgoing::word(413, "Content Too Large"));
        }
    }
    match control::path(&incoming.path) {
        Some(path) => control::answer(&shared, path, &incoming),
        None => answer(&shared, &ending, incoming).await,
    }
}

/// Answers a request to the API.
async fn answer<P: Play>(shared: &Shared<P>, ending: &Ending, incoming: Incoming) -> Response {
    let call = P::call_of(&incoming);
    let chosen = shared.faults().choose(call.as_deref());
    let now = shared.clock.now();
    let act = || shared.world().answer(&incoming, now);
    let (reply, seen) = match chosen.trouble {
        None | Some(Trouble::Latency(_)) => {
            let (outgoing, seen) = act();
            (Reply::Whole(respond(outgoing)), seen)
        }
        Some(Trouble::Truncated) => {
            let (outgoing, seen) = act();
            (Reply::Half(outgoing), seen)
        }
        Some(Trouble::Reset { after_acting: true }) => (Reply::Reset, act().1),
        Some(Trouble::Reset { .. }) => (Reply::Reset, Seen::only(call)),
        Some(Trouble::TooMany { retry_after }) => {
            let mut outgoing = Outgoing::word(429, "Too Many Requests");
            if let Some(seconds) = retry_after {
                outgoing = outgoing.with("retry-after", seconds.to_string());
            }
            (Reply::Whole(respond(outgoing)), Seen::only(call))
        }
        Some(Trouble::Status(status)) => {
            let reason = StatusCode::from_u16(status).ok();
            let reason = reason.and_then(|status| status.canonical_reason());
            let word = Outgoing::word(status, reason.unwrap_or("Error"));
            (Reply::Whole(respond(word)), Seen::only(call))
        }
        Some(Trouble::Html) => {
            let page = Outgoing::page(200, "Back in a moment");
            (Reply::Whole(respond(page)), Seen::only(call))
        }
    };
    let status = reply.status();
    // Before the delay: whoever gives up waiting has been heard all the same.
    keep(shared, incoming, seen, status, chosen.words());
    if !chosen.delay.is_zero() {
        tokio::time::sleep(chosen.delay).await;
    }
    match reply {
        Reply::Whole(response) => response,
        Reply::Half(outgoing) => halve(outgoing, ending),
        Reply::Reset => {
            ending.reset();
            // The line takes none of it.
            Response::new(Body::empty())
        }
    }
}

/// What comes of a request to the API.
enum Reply {
    Whole(Response),
    Half(Outgoing),
    Reset,
}

impl Reply {
    fn status(&self) -> Option<u16> {
        match self {
            Self::Whole(response) => Some(response.status().as_u16()),
            Self::Half(outgoing) => Some(outgoing.status),
            Self::Reset => None,
        }
    }
}

fn keep<P: Play>(
    shared: &Shared<P>,
    incoming: Incoming,
    seen: Seen,
    status: Option<u16>,
    fault: Option<String>,
) {
    let bytes = incoming.path.len() + incoming.query.len() + incoming.body.len();
    let received = Received {
        number: 0,
        method: incoming.method,
        path: incoming.path,
        call: seen.call,
        parameters: seen.parameters,
        status,
        code: seen.code,
        fault,
    };
    shared.journal().keep(received, bytes);
}

/// Why there is no body.
enum Unread {
    TooLong,
    BrokenOff,
}

async fn read(body: Body) -> Result<Vec<u8>, Unread> {
    let mut bytes = Vec::new();
    let mut length = 0;
    let mut chunks = body.into_data_stream();
    while let Some(chunk) = chunks.next().await {
        let chunk = chunk.map_err(|_| Unread::BrokenOff)?;
        length += chunk.len();
        if length <= LONGEST_BODY {
            bytes.extend_from_slice(&chunk);
        } else {
            bytes = Vec::new();
        }
        if length > LONGEST_DRAINED {
            break;
        }
    }
    if length > LONGEST_BODY {
        return Err(Unread::TooLong);
    }
    Ok(bytes)
}

/// An answer as it should be.
pub(crate) fn respond(mut outgoing: Outgoing) -> Response {
    let body = Body::from(std::mem::take(&mut outgoing.body));
    with_head(&outgoing, body)
}

/// An answer that announces its length, and ends its connection after half of it.
fn halve(outgoing: Outgoing, ending: &Ending) -> Response {
    let ending = ending.clone();
    let announced = outgoing.body.len().max(1);
    let half = outgoing.body[..outgoing.body.len() / 2].to_vec();
    let half = stream::iter([Ok::<_, Infallible>(Bytes::from(half))]);
    // Asked for the other half: the line breaks as soon as the first one is on its way.
    let never = stream::poll_fn(move |_| {
        ending.break_off();
        std::task::Poll::Pending
    });
    let mut response = with_head(&outgoing, Body::from_stream(half.chain(never)));
    let announced = HeaderValue::from(announced);
    response
        .headers_mut()
        .insert(header::CONTENT_LENGTH, announced);
    response
}

fn with_head(outgoing: &Outgoing, body: Body) -> Response {
    let mut response = Response::new(body);
    *response.status_mut() =
        StatusCode::from_u16(outgoing.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    let content_type = HeaderValue::from_static(outgoing.content_type);
    headers.insert(header::CONTENT_TYPE, content_type);
    for (name, value) in &outgoing.headers {
        // What no header can carry is left out.
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(HeaderName::from_static(name), value);
        }
    }
    response
}

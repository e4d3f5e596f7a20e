//! From HTTP to the world and back, with the troubles that are asked for.

use std::convert::Infallible;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use futures_util::StreamExt as _;
use futures_util::future::{self, Either};
use http_body_util::BodyExt as _;
use hyper::body::Incoming as Body;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::sync::oneshot;

use crate::control;
use crate::exchange::{Incoming, Outgoing, Seen};
use crate::fault::Trouble;
use crate::gate::{self, Admitted};
use crate::journal::Received;
use crate::line::{Ending, Lines};
use crate::play::Play;
use crate::response::{Response, dribble, halve, respond, scripted, stall};
use crate::sandbox::Shared;
use crate::start_page;

/// Longer bodies are refused.
const LONGEST_BODY: usize = 8 * 1024 * 1024;

/// Of a body that is refused, this much is still taken in, so that its sender gets to read why.
const LONGEST_DRAINED: usize = 8 * LONGEST_BODY;

/// Serves until it is told to stop, or its owner is gone. Calls in flight have as long to finish as it
/// is told then; connections end with the runtime.
pub(crate) async fn serve<P: Play>(
    lines: Lines,
    shared: Arc<Shared<P>>,
    stopped: oneshot::Receiver<Duration>,
) {
    let mut http = http1::Builder::new();
    // A head that does not come to its end must not hold its connection for ever.
    http.timer(TokioTimer::new())
        .header_read_timeout(shared.time_limit);
    let calls = GracefulShutdown::new();
    let mut stopped = pin!(stopped);
    let finishing = loop {
        let line = match future::select(pin!(lines.accept()), &mut stopped).await {
            Either::Left((line, _)) => line,
            Either::Right((finishing, _)) => break finishing.unwrap_or_default(),
        };
        let (shared, ending) = (Arc::clone(&shared), line.ending());
        let service = service_fn(move |request| {
            let (shared, ending) = (Arc::clone(&shared), ending.clone());
            async move { Ok::<_, Infallible>(handle(&shared, &ending, request).await) }
        });
        let connection = calls.watch(http.serve_connection(TokioIo::new(line), service));
        // A connection that fails is nobody's but its peer's concern.
        tokio::spawn(async move { connection.await.ok() });
    };
    drop(lines);
    if !finishing.is_zero() {
        // Those that are not done by then are cut off.
        let _ = tokio::time::timeout(finishing, calls.shutdown()).await;
    }
}

/// Lets a request in or not, and a page that may send it read the answer.
async fn handle<P: Play>(shared: &Shared<P>, ending: &Ending, request: Request<Body>) -> Response {
    let (method, uri, headers) = (request.method(), request.uri(), request.headers());
    let (refused, origin) = match shared.gate.admit(method, uri, headers) {
        Ok(Admitted::Own) => (None, None),
        Ok(Admitted::Page(origin)) => (None, Some(origin)),
        Ok(Admitted::Question(origin)) => (Some(gate::permission(headers)), Some(origin)),
        Err(refusal) => (Some(refusal), None),
    };
    let mut response = match refused {
        None => take(shared, ending, request).await,
        Some(outgoing) => {
            // Its sender gets to read why.
            let body = read(request.into_body());
            let _ = tokio::time::timeout(shared.time_limit, body).await;
            respond(outgoing)
        }
    };
    if let Some(origin) = origin {
        gate::let_read(origin, response.headers_mut());
    }
    response
}

/// Takes a request that was let in.
async fn take<P: Play>(shared: &Shared<P>, ending: &Ending, request: Request<Body>) -> Response {
    let may_control = shared.gate.may_control(request.headers());
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
    let body = tokio::time::timeout(shared.time_limit, read(body)).await;
    match body.unwrap_or(Err(Unread::TooLate)) {
        Ok(body) => incoming.body = body,
        Err(Unread::TooLate) => {
            let late = Outgoing::word(408, "Request Timeout");
            return respond(late.with("connection", "close"));
        }
        // Half a request must not act. Whoever only stopped sending may read why.
        Err(Unread::BrokenOff) => return respond(Outgoing::word(400, "Bad Request")),
        Err(Unread::TooLong) => {
            if control::path(&incoming.path).is_none() {
                let seen = Seen::only(P::call_of(&incoming));
                keep(shared, incoming, seen, Some(413), None);
            }
            return respond(Outgoing::word(413, "Content Too Large"));
        }
    }
    if let Some(page) = start_page::answer(shared, &incoming) {
        return respond(page);
    }
    match control::path(&incoming.path) {
        Some(path) if may_control => control::answer(shared, path, &incoming),
        Some(_) => control::denied(),
        None => answer(shared, ending, incoming).await,
    }
}

/// Answers a request to the API.
async fn answer<P: Play>(shared: &Shared<P>, ending: &Ending, incoming: Incoming) -> Response {
    let call = P::call_of(&incoming);
    let chosen = shared.faults().choose(call.as_deref());
    let now = shared.clock.now();
    let act = || shared.world().answer(&incoming, now);
    let (reply, seen) = match &chosen.trouble {
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
            let reason = StatusCode::from_u16(*status).ok();
            let reason = reason.and_then(|status| status.canonical_reason());
            let word = Outgoing::word(*status, reason.unwrap_or("Error"));
            (Reply::Whole(respond(word)), Seen::only(call))
        }
        Some(Trouble::Html) => {
            let page = Outgoing::page(200, "Back in a moment");
            (Reply::Whole(respond(page)), Seen::only(call))
        }
        Some(Trouble::Answer(answer)) => (Reply::Whole(scripted(answer, ending)), Seen::only(call)),
        Some(Trouble::Dribble { bytes, every }) => {
            let (outgoing, seen) = act();
            (Reply::Whole(dribble(outgoing, *bytes, *every)), seen)
        }
        Some(Trouble::Stall) => {
            let (outgoing, seen) = act();
            (Reply::Whole(stall(&outgoing)), seen)
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
        Reply::Half(outgoing) => halve(&outgoing, ending),
        Reply::Reset => {
            ending.reset();
            // The line takes none of it.
            respond(Outgoing::word(500, ""))
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
    shared.arrived.notify_all();
}

/// Why there is no body.
enum Unread {
    TooLate,
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

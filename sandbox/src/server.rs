//! The HTTP server: from a connection to the backend and back, with the faults that are asked for.

use std::convert::Infallible;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use futures_util::StreamExt as _;
use futures_util::future::{self, Either};
use http_body_util::BodyExt as _;
use hyper::StatusCode;
use hyper::body::Incoming as Body;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::sync::oneshot;

use crate::backend::Backend;
use crate::connection::{Ending, Listener};
use crate::control;
use crate::fault::FaultKind;
use crate::gate::{self, Admitted};
use crate::journal::{Received, Summary};
use crate::request::Request;
use crate::response::Response;
use crate::shared::Shared;
use crate::start_page;
use crate::wire::{HttpResponse, dribble, halve, respond, scripted, stall};

/// Longer bodies are refused.
const LONGEST_BODY: usize = 8 * 1024 * 1024;

/// Of a body that is refused, this much is still taken in, so that its sender gets to read why.
const LONGEST_DRAINED: usize = 8 * LONGEST_BODY;

/// Serves until it is told to stop, or its owner is gone. Calls in flight have as long to finish as it
/// is told then; connections end with the runtime.
pub(crate) async fn serve<B: Backend>(
    listener: Listener,
    shared: Arc<Shared<B>>,
    stopped: oneshot::Receiver<Duration>,
) {
    let mut http = http1::Builder::new();
    // A head that does not come to its end must not hold its connection for ever.
    http.timer(TokioTimer::new())
        .header_read_timeout(shared.time_limit);
    let calls = GracefulShutdown::new();
    let mut stopped = pin!(stopped);
    let finishing = loop {
        let connection = match future::select(pin!(listener.accept()), &mut stopped).await {
            Either::Left((connection, _)) => connection,
            Either::Right((finishing, _)) => break finishing.unwrap_or_default(),
        };
        let (shared, ending) = (Arc::clone(&shared), connection.ending());
        let service = service_fn(move |request| {
            let (shared, ending) = (Arc::clone(&shared), ending.clone());
            async move { Ok::<_, Infallible>(handle(&shared, &ending, request).await) }
        });
        let connection = calls.watch(http.serve_connection(TokioIo::new(connection), service));
        // A connection that fails is nobody's but its peer's concern.
        tokio::spawn(async move { connection.await.ok() });
    };
    drop(listener);
    if !finishing.is_zero() {
        // Those that are not done by then are cut off.
        let _ = tokio::time::timeout(finishing, calls.shutdown()).await;
    }
}

/// Lets a request in or not, and a page that may send it read the answer.
async fn handle<B: Backend>(
    shared: &Shared<B>,
    ending: &Ending,
    request: hyper::Request<Body>,
) -> HttpResponse {
    let (method, uri, headers) = (request.method(), request.uri(), request.headers());
    let (refused, origin) = match shared.gate.admit(method, uri, headers) {
        Ok(Admitted::Own) => (None, None),
        Ok(Admitted::CrossOrigin(origin)) => (None, Some(origin)),
        Ok(Admitted::Preflight(origin)) => (Some(gate::preflight(headers)), Some(origin)),
        Err(refusal) => (Some(refusal), None),
    };
    let mut response = match refused {
        None => take(shared, ending, request).await,
        Some(response) => {
            // Its sender gets to read why.
            let body = read(request.into_body());
            let _ = tokio::time::timeout(shared.time_limit, body).await;
            respond(response)
        }
    };
    if let Some(origin) = origin {
        gate::allow_reading(origin, response.headers_mut());
    }
    response
}

/// Takes a request that was let in.
async fn take<B: Backend>(
    shared: &Shared<B>,
    ending: &Ending,
    request: hyper::Request<Body>,
) -> HttpResponse {
    let may_control = shared.gate.may_control(request.headers());
    let (parts, body) = request.into_parts();
    let headers = parts.headers.iter();
    let mut request = Request {
        method: parts.method.as_str().to_owned(),
        path: parts.uri.path().to_owned(),
        query: parts.uri.query().unwrap_or("").to_owned(),
        headers: headers
            .map(|(name, value)| (name.as_str().to_owned(), value.as_bytes().to_vec()))
            .collect(),
        body: Vec::new(),
    };
    let body = tokio::time::timeout(shared.time_limit, read(body)).await;
    match body.unwrap_or(Err(BodyError::TooLate)) {
        Ok(body) => request.body = body,
        Err(BodyError::TooLate) => {
            let late = Response::text(408, "Request Timeout");
            return respond(late.with("connection", "close"));
        }
        // Half a request must not act. Whoever only stopped sending may read why.
        Err(BodyError::BrokenOff) => return respond(Response::text(400, "Bad Request")),
        Err(BodyError::TooLong) => {
            if control::path(&request.path).is_none() {
                let summary = Summary::only(B::call_of(&request));
                keep(shared, request, summary, Some(413), None);
            }
            return respond(Response::text(413, "Content Too Large"));
        }
    }
    if let Some(page) = start_page::answer(shared, &request) {
        return respond(page);
    }
    match control::path(&request.path) {
        Some(path) if may_control => control::answer(shared, path, &request),
        Some(_) => control::denied(),
        None => answer(shared, ending, request).await,
    }
}

/// Answers a request to the API.
async fn answer<B: Backend>(shared: &Shared<B>, ending: &Ending, request: Request) -> HttpResponse {
    let call = B::call_of(&request);
    let injected = shared.faults().choose(call.as_deref());
    let now = shared.clock.now();
    let act = || shared.backend().handle(&request, now);
    let (reply, summary) = match &injected.kind {
        None | Some(FaultKind::Latency(_)) => {
            let (response, summary) = act();
            (Reply::Whole(respond(response)), summary)
        }
        Some(FaultKind::Truncated) => {
            let (response, summary) = act();
            (Reply::Half(response), summary)
        }
        Some(FaultKind::Reset { after_acting: true }) => (Reply::Reset, act().1),
        Some(FaultKind::Reset { .. }) => (Reply::Reset, Summary::only(call)),
        Some(FaultKind::TooMany { retry_after }) => {
            let mut response = Response::text(429, "Too Many Requests");
            if let Some(seconds) = retry_after {
                response = response.with("retry-after", seconds.to_string());
            }
            (Reply::Whole(respond(response)), Summary::only(call))
        }
        Some(FaultKind::Status(status)) => {
            let reason = StatusCode::from_u16(*status).ok();
            let reason = reason.and_then(|status| status.canonical_reason());
            let word = Response::text(*status, reason.unwrap_or("Error"));
            (Reply::Whole(respond(word)), Summary::only(call))
        }
        Some(FaultKind::Html) => {
            let page = Response::page(200, "Back in a moment");
            (Reply::Whole(respond(page)), Summary::only(call))
        }
        Some(FaultKind::Answer(answer)) => {
            (Reply::Whole(scripted(answer, ending)), Summary::only(call))
        }
        Some(FaultKind::Dribble { bytes, every }) => {
            let (response, summary) = act();
            (Reply::Whole(dribble(response, *bytes, *every)), summary)
        }
        Some(FaultKind::Stall) => {
            let (response, summary) = act();
            (Reply::Whole(stall(&response)), summary)
        }
    };
    let status = reply.status();
    // Before the delay: whoever gives up waiting has been heard all the same.
    keep(shared, request, summary, status, injected.words());
    if !injected.delay.is_zero() {
        tokio::time::sleep(injected.delay).await;
    }
    match reply {
        Reply::Whole(response) => response,
        Reply::Half(response) => halve(&response, ending),
        Reply::Reset => {
            ending.reset();
            // The connection takes none of it.
            respond(Response::text(500, ""))
        }
    }
}

/// What comes of a request to the API.
enum Reply {
    Whole(HttpResponse),
    Half(Response),
    Reset,
}

impl Reply {
    fn status(&self) -> Option<u16> {
        match self {
            Self::Whole(response) => Some(response.status().as_u16()),
            Self::Half(response) => Some(response.status),
            Self::Reset => None,
        }
    }
}

fn keep<B: Backend>(
    shared: &Shared<B>,
    request: Request,
    summary: Summary,
    status: Option<u16>,
    fault: Option<String>,
) {
    let bytes = request.path.len() + request.query.len() + request.body.len();
    let received = Received {
        number: 0,
        method: request.method,
        path: request.path,
        call: summary.call,
        parameters: summary.parameters,
        status,
        code: summary.code,
        fault,
    };
    shared.journal().keep(received, bytes);
    shared.arrived.notify_all();
}

/// Why there is no body.
enum BodyError {
    TooLate,
    TooLong,
    BrokenOff,
}

async fn read(body: Body) -> Result<Vec<u8>, BodyError> {
    let mut bytes = Vec::new();
    let mut length = 0;
    let mut chunks = body.into_data_stream();
    while let Some(chunk) = chunks.next().await {
        let chunk = chunk.map_err(|_| BodyError::BrokenOff)?;
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
        return Err(BodyError::TooLong);
    }
    Ok(bytes)
}

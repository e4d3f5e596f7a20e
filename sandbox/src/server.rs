//! The HTTP server: from a connection to the backend and back, with the faults that are asked for.

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
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::sync::oneshot;

use crate::backend::Backend;
use crate::connection::{Ending, Listener};
use crate::control;
use crate::exchange::{self, Reply};
use crate::gate::{self, Admitted};
use crate::journal::Summary;
use crate::page::{self, Sessions};
use crate::request::Request;
use crate::response::Response;
use crate::shared::Shared;
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
    let sessions = Sessions::default();
    let served = Arc::new(Served { shared, sessions });
    let calls = GracefulShutdown::new();
    let mut stopped = pin!(stopped);
    let finishing = loop {
        let connection = match future::select(pin!(listener.accept()), &mut stopped).await {
            Either::Left((connection, _)) => connection,
            Either::Right((finishing, _)) => break finishing.unwrap_or_default(),
        };
        let (served, ending) = (Arc::clone(&served), connection.ending());
        let service = service_fn(move |request| {
            let (served, ending) = (Arc::clone(&served), ending.clone());
            async move { Ok::<_, Infallible>(handle(&served, &ending, request).await) }
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

/// What all connections share.
struct Served<B> {
    shared: Arc<Shared<B>>,
    sessions: Sessions,
}

/// Lets a request in or not, and a page that may send it read the answer.
async fn handle<B: Backend>(
    served: &Served<B>,
    ending: &Ending,
    request: hyper::Request<Body>,
) -> HttpResponse {
    let shared = &served.shared;
    let (method, uri, headers) = (request.method(), request.uri(), request.headers());
    let (refused, origin) = match shared.gate.admit(method, uri, headers) {
        Ok(Admitted::Own) => (None, None),
        Ok(Admitted::CrossOrigin(origin)) => (None, Some(origin)),
        Ok(Admitted::Preflight(origin)) => (Some(gate::preflight(headers)), Some(origin)),
        Err(refusal) => (Some(refusal), None),
    };
    let mut response = match refused {
        None => take(served, ending, request).await,
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
    served: &Served<B>,
    ending: &Ending,
    request: hyper::Request<Body>,
) -> HttpResponse {
    let shared = &served.shared;
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
                exchange::keep(shared, &request, summary, Some(413), None);
            }
            return respond(Response::text(413, "Content Too Large"));
        }
    }
    if let Some(page) = page::answer(shared, &served.sessions, &request).await {
        return respond(page);
    }
    match control::path(&request.path) {
        Some(path) if may_control => control::answer(shared, path, &request),
        Some(_) => control::denied(),
        None => answer(shared, ending, &request).await,
    }
}

/// Answers a request to the API.
async fn answer<B: Backend>(
    shared: &Shared<B>,
    ending: &Ending,
    request: &Request,
) -> HttpResponse {
    let exchange = exchange::carry_out(shared, request);
    if !exchange.delay.is_zero() {
        tokio::time::sleep(exchange.delay).await;
    }
    match exchange.reply {
        Reply::Whole(response) => respond(response),
        Reply::Scripted(answer) => scripted(&answer, ending),
        Reply::Half(response) => halve(&response, ending),
        Reply::Dribbled(response, bytes, every) => dribble(response, bytes, every),
        Reply::Stalled(response) => stall(&response),
        Reply::Reset => {
            ending.reset();
            // The connection takes none of it.
            respond(Response::text(500, ""))
        }
    }
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

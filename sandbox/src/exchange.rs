//! What comes of a request to the API: its answer, or what a fault makes of it.

use std::time::Duration;

use hyper::StatusCode;

use crate::answer::Answer;
use crate::backend::Backend;
use crate::fault::FaultKind;
use crate::journal::{Received, Summary};
use crate::request::Request;
use crate::response::Response;
use crate::shared::Shared;
use crate::wire::status;

/// A request that was carried out, or kept from it, and what its sender gets.
pub(crate) struct Exchange {
    pub(crate) reply: Reply,
    /// How long the reply is held back.
    pub(crate) delay: Duration,
    /// The result code, if it was carried out.
    pub(crate) code: Option<String>,
    /// What went wrong on request, in the words of the journal.
    pub(crate) fault: Option<String>,
}

/// What comes over the wire.
pub(crate) enum Reply {
    /// All of it.
    Whole(Response),
    /// All of it, by script.
    Scripted(Answer),
    /// Half of it, and the end of the connection.
    Half(Response),
    /// All of it, in pieces of so many bytes, each after so long.
    Dribbled(Response, usize, Duration),
    /// Its head.
    Stalled(Response),
    /// A reset.
    Reset,
}

impl Reply {
    /// The HTTP status that its sender gets to see.
    pub(crate) fn status(&self) -> Option<u16> {
        let number = match self {
            Self::Whole(response)
            | Self::Half(response)
            | Self::Dribbled(response, ..)
            | Self::Stalled(response) => response.status,
            Self::Scripted(answer) => answer.status,
            Self::Reset => return None,
        };
        Some(status(number).as_u16())
    }
}

/// Takes a request to the API, and keeps it in the journal: before the delay, because whoever gives up
/// waiting has been heard all the same.
pub(crate) fn carry_out<B: Backend>(shared: &Shared<B>, request: &Request) -> Exchange {
    let call = B::call_of(request);
    let injected = shared.faults().choose(call.as_deref());
    let now = shared.clock.now();
    let act = || shared.backend().handle(request, now);
    let (reply, summary) = match &injected.kind {
        None | Some(FaultKind::Latency(_)) => {
            let (response, summary) = act();
            (Reply::Whole(response), summary)
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
            (Reply::Whole(response), Summary::only(call))
        }
        Some(FaultKind::Status(status)) => {
            let reason = StatusCode::from_u16(*status).ok();
            let reason = reason.and_then(|status| status.canonical_reason());
            let word = Response::text(*status, reason.unwrap_or("Error"));
            (Reply::Whole(word), Summary::only(call))
        }
        Some(FaultKind::Html) => {
            let page = Response::page(200, "Back in a moment");
            (Reply::Whole(page), Summary::only(call))
        }
        Some(FaultKind::Answer(answer)) => (Reply::Scripted(answer.clone()), Summary::only(call)),
        Some(FaultKind::Dribble { bytes, every }) => {
            let (response, summary) = act();
            (Reply::Dribbled(response, *bytes, *every), summary)
        }
        Some(FaultKind::Stall) => {
            let (response, summary) = act();
            (Reply::Stalled(response), summary)
        }
    };
    let (code, fault) = (summary.code.clone(), injected.words());
    keep(shared, request, summary, reply.status(), fault.clone());
    Exchange {
        reply,
        delay: injected.delay,
        code,
        fault,
    }
}

/// Keeps a request in the journal.
pub(crate) fn keep<B: Backend>(
    shared: &Shared<B>,
    request: &Request,
    summary: Summary,
    status: Option<u16>,
    fault: Option<String>,
) {
    let bytes = request.path.len() + request.query.len() + request.body.len();
    let received = Received {
        number: 0,
        method: request.method.clone(),
        path: request.path.clone(),
        call: summary.call,
        parameters: summary.parameters,
        status,
        code: summary.code,
        fault,
    };
    shared.journal().keep(received, bytes);
    shared.arrived.notify_all();
}

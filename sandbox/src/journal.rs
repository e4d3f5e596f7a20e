//! The requests received, without what is secret in them.

use std::collections::VecDeque;
use std::fmt;

use serde::Serialize;
use serde_json::{Map, Value};

/// More requests than this are not kept: the oldest go.
const KEPT: usize = 10_000;

/// They go earlier if the requests were longer than this together, save the newest one.
const KEPT_BYTES: usize = 64 * 1024 * 1024;

/// A request that the sandbox received.
#[derive(Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Received {
    /// Requests are numbered from 1 on, whatever was forgotten since.
    pub number: u64,
    /// Its HTTP method.
    pub method: String,
    /// Its path, as it was sent, without the query.
    pub path: String,
    /// The call, if the request names one.
    pub call: Option<String>,
    /// An object of the parameters, wherever they stood; a secret one is `"<secret>"`.
    pub parameters: Value,
    /// The HTTP status of the answer. There is none if the connection was reset.
    pub status: Option<u16>,
    /// The result code that came of it, if it was carried out, even if its answer was not sent.
    pub code: Option<String>,
    /// What went wrong on request, as the control endpoint calls it: `"latency+too-many"`.
    pub fault: Option<String>,
}

/// Parameters are the data of people: they are not shown by accident.
impl fmt::Debug for Received {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Received")
            .field("number", &self.number)
            .field("method", &self.method)
            .field("call", &self.call)
            .field("status", &self.status)
            .field("code", &self.code)
            .field("fault", &self.fault)
            .finish_non_exhaustive()
    }
}

/// What may be told of a request: no secret is in it.
pub struct Summary {
    pub(crate) call: Option<String>,
    /// An object.
    pub(crate) parameters: Value,
    pub(crate) code: Option<String>,
}

impl Summary {
    /// A request of which no more is known than its call.
    pub(crate) fn only(call: Option<String>) -> Self {
        Self {
            call,
            parameters: Value::Object(Map::new()),
            code: None,
        }
    }
}

/// The newest requests, oldest first.
#[derive(Debug, Default)]
pub(crate) struct Journal {
    /// With the length of each, as it was sent.
    received: VecDeque<(Received, usize)>,
    bytes: usize,
    count: u64,
}

impl Journal {
    /// Keeps a request of this length under the next number.
    pub(crate) fn keep(&mut self, mut received: Received, bytes: usize) {
        self.count += 1;
        received.number = self.count;
        self.bytes += bytes;
        self.received.push_back((received, bytes));
        while self.received.len() > KEPT || (self.bytes > KEPT_BYTES && self.received.len() > 1) {
            let Some((_, bytes)) = self.received.pop_front() else {
                return;
            };
            self.bytes -= bytes;
        }
    }

    /// Oldest first.
    pub(crate) fn iter(&self) -> impl DoubleEndedIterator<Item = &Received> + ExactSizeIterator {
        self.received.iter().map(|(received, _)| received)
    }

    pub(crate) fn all(&self) -> Vec<Received> {
        self.iter().cloned().collect()
    }

    pub(crate) fn forget(&mut self) {
        self.received.clear();
        self.bytes = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request() -> Received {
        Received {
            number: 0,
            method: "GET".to_owned(),
            path: "/v2/api/read_accounts".to_owned(),
            call: Some("read_accounts".to_owned()),
            parameters: serde_json::json!({"email": "rowan@example.com"}),
            status: Some(200),
            code: Some("CT_200".to_owned()),
            fault: None,
        }
    }

    #[test]
    fn only_the_newest_requests_are_kept() {
        let mut journal = Journal::default();
        for _ in 0..KEPT + 5 {
            journal.keep(request(), 100);
        }
        let all = journal.all();
        assert_eq!(all.len(), KEPT);
        assert_eq!(all[0].number, 6);
        assert_eq!(all[KEPT - 1].number, KEPT as u64 + 5);
    }

    #[test]
    fn long_requests_push_others_out_but_never_themselves() {
        let mut journal = Journal::default();
        for bytes in [10, KEPT_BYTES - 10, 1, 1, KEPT_BYTES * 2, 7] {
            journal.keep(request(), bytes);
        }
        let numbers = |journal: &Journal| -> Vec<u64> {
            journal.all().iter().map(|request| request.number).collect()
        };
        assert_eq!(numbers(&journal), [6]);
        journal.keep(request(), KEPT_BYTES - 7);
        assert_eq!(numbers(&journal), [6, 7]);
        journal.keep(request(), KEPT_BYTES * 2);
        assert_eq!(numbers(&journal), [8]);
        journal.forget();
        assert_eq!(journal.bytes, 0);
    }

    #[test]
    fn numbers_go_on_after_requests_were_forgotten() {
        let mut journal = Journal::default();
        journal.keep(request(), 100);
        journal.forget();
        assert!(journal.all().is_empty());
        journal.keep(request(), 100);
        assert_eq!(journal.all()[0].number, 2);
    }

    #[test]
    fn parameters_are_not_in_debug_output() {
        let shown = format!("{:?}", request());
        assert!(shown.contains("read_accounts"), "{shown}");
        assert!(!shown.contains("rowan"), "{shown}");
    }
}

//! Lists page by page and calls in bulk, against a small server that keeps a list.

mod bulk;
mod by_offset;
mod by_page;
mod resuming;
mod slowly;

use std::sync::atomic::{AtomicUsize, Ordering};

use prose_runtime::Error;
use workspace_tests::{Loopback, kept};

/// A list of records, numbered from 0, and how its server tells of its end.
#[derive(Clone, Copy)]
struct List {
    records: u64,
    /// Whether answers have the total.
    total: bool,
    /// Whether there is a result code for nothing, past the end.
    not_found: bool,
    /// The request that fails, counted from 1; 0 for none.
    fails: usize,
    /// Most records in a page, whatever is asked for.
    most: u64,
}

impl List {
    fn of(records: u64) -> Self {
        Self {
            records,
            total: true,
            not_found: false,
            fails: 0,
            most: 100,
        }
    }

    fn without_total(self) -> Self {
        Self {
            total: false,
            ..self
        }
    }

    fn serve(self) -> Loopback {
        let asked = AtomicUsize::new(0);
        Loopback::replying(move |request| {
            if asked.fetch_add(1, Ordering::SeqCst) + 1 == self.fails {
                return kept("400 Bad Request", "{}");
            }
            let limit = parameter(request, "limit").unwrap_or(100);
            kept("200 OK", &self.page(parameter(request, "offset"), limit))
        })
        .unwrap()
    }

    fn page(self, offset: Option<u64>, limit: u64) -> String {
        let from = offset.unwrap_or(0).min(self.records);
        let to = from.saturating_add(limit.min(self.most)).min(self.records);
        if from == to && self.not_found {
            return r#"{"ResultCode":"CT_515","Message":"No Record Found"}"#.to_owned();
        }
        let total = match self.total {
            true => format!(r#""TotalRecord":{},"#, self.records),
            false => String::new(),
        };
        let records: Vec<_> = (from..to)
            .map(|id| format!(r#"{{"client_id":"{id}","event_id":"{id}"}}"#))
            .collect();
        format!(
            r#"{{"ResultCode":"CT_200",{total}"data":[{}]}}"#,
            records.join(",")
        )
    }
}

/// A number in the query of a request.
fn parameter(request: &str, name: &str) -> Option<u64> {
    let target = request.split(' ').nth(1)?;
    let (_, query) = target.split_once('?')?;
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    let (_, value) = pairs.into_iter().find(|(key, _)| *key == name)?;
    value.parse().ok()
}

/// The numbers under this name in the requests that came, the smallest first: requests that are under
/// way at the same time may overtake each other.
fn asked(server: &Loopback, name: &str) -> Vec<u64> {
    let requests = server.requests_so_far();
    let mut numbers: Vec<_> = requests
        .iter()
        .filter_map(|it| parameter(it, name))
        .collect();
    numbers.sort_unstable();
    numbers
}

fn up_to(end: u64) -> Vec<u64> {
    (0..end).collect()
}

/// A failure that this server gives once.
fn is_bad_request(error: &Error) -> bool {
    matches!(
        error.cause(),
        prose_runtime::Cause::Status { status: 400, .. }
    )
}

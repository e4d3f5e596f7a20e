//! `GET /crql`: one page of what a query finds.

use std::collections::VecDeque;
use std::time::Duration;

use jiff::civil::DateTime;
use serde::Serialize;
use serde_json::{Value, json};

use super::answer::{Refusal, json as document};
use super::authentication::Caller;
use super::crql::{Plan, Scope, parse};
use super::moment;
use super::row::Row;
use super::switches::{PageSize, RecordCount, Switches, Top};
use super::tables::{Tables, Window};
use crate::request::Request;
use crate::response::Response;

/// A query may be this long, counted as it stands in the URL.
const LONGEST: usize = 2_048;

/// Rows a page, unless the caller says otherwise, and at most.
const USUAL_SIZE: u64 = 25;
const LARGEST_SIZE: u64 = 500;

/// How long a snapshot is kept, and how many are. Nobody outside knows either.
const KEPT_FOR: Duration = Duration::from_secs(10 * 60);
const KEPT: usize = 16;

/// Carries out a query.
pub(crate) fn answer(
    request: &Request,
    caller: &Caller,
    tables: &Tables,
    snapshots: &mut Snapshots,
    switches: &Switches,
    now: DateTime,
) -> Result<Response, Refusal> {
    let parameters = QueryParameters::read(&request.query, switches)?;
    let select = parse(&parameters.query, switches.grammar)?;
    let plan = Plan::of(&select, &caller.scope)?;
    let page = parameters.window(plan.top, switches.top);
    let (mut rows, mut count, until);
    if parameters.should_cache {
        let snapshot = snapshots.of(&parameters.query, &caller.scope, now, || {
            tables.rows(&plan, Window::ALL)
        })?;
        let kept = snapshot.rows.iter();
        let skip = usize::try_from(page.skip).unwrap_or(usize::MAX);
        let take = usize::try_from(page.take).unwrap_or(usize::MAX);
        rows = kept.skip(skip).take(take).cloned().collect::<Vec<Row>>();
        count = u64::try_from(snapshot.rows.len()).unwrap_or(u64::MAX);
        until = Some(moment::written(snapshot.until));
    } else {
        rows = tables.rows(&plan, page)?;
        count = tables.count(&plan)?;
        until = None;
    }
    if rows.is_empty() {
        return Ok(document(200, &json!({})));
    }
    if let (Some(top), Top::Whole) = (plan.top, switches.top) {
        count = count.min(top);
    }
    let on_page = u64::try_from(rows.len()).unwrap_or(u64::MAX);
    for (row, number) in rows.iter_mut().zip(1_u64..) {
        row.set("__crql_rid", Value::from(number));
    }
    let page = Page {
        record_count: match switches.record_count {
            RecordCount::Honest => count,
            RecordCount::Page => on_page,
            RecordCount::Doubled => on_page * 2,
        },
        cache_expiration_date: until,
        data: Data { table: rows },
    };
    Ok(document(200, &page))
}

#[derive(Serialize)]
struct Page {
    #[serde(rename = "recordCount")]
    record_count: u64,
    #[serde(rename = "cacheExpirationDate")]
    cache_expiration_date: Option<String>,
    data: Data,
}

#[derive(Serialize)]
struct Data {
    #[serde(rename = "Table1")]
    table: Vec<Row>,
}

/// What a request asks for.
struct QueryParameters {
    query: String,
    page: u64,
    size: u64,
    should_cache: bool,
}

impl QueryParameters {
    fn read(parameters: &str, switches: &Switches) -> Result<Self, Refusal> {
        let refused = |why: String| Refusal::Query(why);
        let mut query = None;
        let (mut page, mut size, mut should_cache) = (1, USUAL_SIZE, false);
        // Of a parameter given twice the first counts: later ones are read first.
        for raw in parameters.split('&').rev() {
            let Some((name, value)) = form_urlencoded::parse(raw.as_bytes()).next() else {
                continue;
            };
            if name.eq_ignore_ascii_case("q") {
                let length = raw.split_once('=').map_or(0, |(_, value)| value.len());
                if length > LONGEST {
                    return Err(refused(format!(
                        "the query is {length} characters long once it is URL-encoded; at most {LONGEST} are allowed"
                    )));
                }
                query = Some(value.into_owned());
            } else if name.eq_ignore_ascii_case("pageNo") {
                page = value
                    .parse()
                    .ok()
                    .filter(|page| *page >= 1)
                    .ok_or_else(|| refused("pageNo takes a whole number from 1 on".to_owned()))?;
            } else if name.eq_ignore_ascii_case("pageSize") {
                size = page_size(&value, switches).ok_or_else(|| {
                    refused(format!(
                        "pageSize takes a whole number from 1 to {LARGEST_SIZE}"
                    ))
                })?;
            } else if name.eq_ignore_ascii_case("shouldCache") {
                should_cache = match value.to_ascii_lowercase().as_str() {
                    "true" => true,
                    "false" => false,
                    _ => return Err(refused("shouldCache takes true or false".to_owned())),
                };
            }
        }
        let query = query.filter(|query| !query.trim().is_empty());
        Ok(Self {
            query: query
                .ok_or_else(|| refused("the parameter q, a query, is missing".to_owned()))?,
            page,
            size,
            should_cache,
        })
    }

    /// The rows of the page, of those that the query finds without its TOP.
    fn window(&self, top: Option<u64>, mode: Top) -> Window {
        let top = top.unwrap_or(u64::MAX);
        let step = match mode {
            Top::Whole => self.size,
            Top::Page => self.size.min(top),
        };
        let skip = (self.page - 1).saturating_mul(step);
        let take = match mode {
            Top::Whole => step.min(top.saturating_sub(skip)),
            Top::Page => step,
        };
        Window { skip, take }
    }
}

fn page_size(value: &str, switches: &Switches) -> Option<u64> {
    let size: i64 = value.parse().ok()?;
    let bounded = size.unsigned_abs().clamp(1, LARGEST_SIZE);
    let bounded = if size < 1 { 1 } else { bounded };
    let is_allowed = size == i64::try_from(bounded).unwrap_or(0);
    (is_allowed || switches.page_size == PageSize::Bounded).then_some(bounded)
}

/// What queries found, kept so that their pages fit together.
#[derive(Default)]
pub(crate) struct Snapshots {
    /// The oldest first.
    kept: VecDeque<Snapshot>,
}

struct Snapshot {
    query: String,
    scope: Scope,
    until: DateTime,
    rows: Vec<Row>,
}

impl Snapshots {
    /// Forgets them all.
    pub(crate) fn clear(&mut self) {
        self.kept.clear();
    }

    /// The snapshot of a query and of whoever may see the same, made now if there is none.
    fn of<E>(
        &mut self,
        query: &str,
        scope: &Scope,
        now: DateTime,
        make: impl FnOnce() -> Result<Vec<Row>, E>,
    ) -> Result<&Snapshot, E> {
        // A clock that was put back leaves snapshots that would be kept for too long.
        let latest = now.saturating_add(KEPT_FOR);
        self.kept
            .retain(|kept| kept.until > now && kept.until <= latest);
        let found = self
            .kept
            .iter()
            .position(|kept| kept.query == query && kept.scope == *scope);
        let at = match found {
            Some(at) => at,
            None => {
                let rows = make()?;
                if self.kept.len() >= KEPT {
                    self.kept.pop_front();
                }
                self.kept.push_back(Snapshot {
                    query: query.to_owned(),
                    scope: scope.clone(),
                    until: latest,
                    rows,
                });
                self.kept.len() - 1
            }
        };
        Ok(&self.kept[at])
    }
}

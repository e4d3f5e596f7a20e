//! A call to try: its form, the request that is made of it, and what comes back.

mod answer;
mod field;
mod form;
mod meaning;
mod request;

use std::collections::BTreeMap;
use std::time::Duration;

use maud::{Markup, html};
use prose_codegen::model::{Api, Call};

use super::layout::Page;
use super::posted::Posted;
use super::session::Session;
use crate::backend::{Backend, Caller};
use crate::error::SandboxError;
use crate::exchange;
use crate::response::Response;
use crate::shared::Shared;
use form::Typed;
use request::Sent;

/// An answer that is held back for longer is shown earlier: nobody looks at a page for minutes.
const LONGEST_DELAY: Duration = Duration::from_secs(5);

/// The form, with examples in the place of what the call requires. A number is that of a record that there
/// is, if its key says of which kind.
pub(super) fn page<B: Backend>(
    shared: &Shared<B>,
    session: &Session,
    call: &str,
) -> Result<Response, SandboxError> {
    let callers = shared.backend().callers()?;
    let Some((api, call)) = find::<B>(call) else {
        return Ok(super::told::<B>(session, 404, "There is no such call"));
    };
    let mut backend = shared.backend();
    let mut numbers = BTreeMap::new();
    for kind in B::RECORDS {
        if let Some(number) = backend.example(kind.word)? {
            numbers.insert(format!("{}_id", kind.word), number);
            let keys = kind.keys.iter();
            numbers.extend(keys.map(|key| ((*key).to_owned(), number)));
        }
    }
    drop(backend);
    let typed = Typed::of_examples(api, call, &numbers);
    let main = html! {
        (form::form::<B>(session, api, call, &callers, &typed))
        // What the script puts an answer in.
        div #result {}
    };
    Ok(written::<B>(session, call, main, 200))
}

/// Sends what the form says, and shows the form again with what came back.
pub(super) async fn send<B: Backend>(
    shared: &Shared<B>,
    session: &Session,
    call: &str,
    posted: &Posted,
) -> Result<Response, SandboxError> {
    let callers = shared.backend().callers()?;
    let Some((api, call)) = find::<B>(call) else {
        return Ok(super::told::<B>(session, 404, "There is no such call"));
    };
    let typed = Typed::of(posted, call, callers.len());
    let form = || form::form::<B>(session, api, call, &callers, &typed);
    let Ok(others) = typed.other_values() else {
        let main = html! {
            div #result tabindex="-1" {
                p.error role="alert" { "Nothing was sent: what stands in “Any other names” is no JSON object." }
            }
            (form())
        };
        return Ok(written::<B>(session, call, main, 400));
    };
    let nobody = Caller {
        name: String::new(),
        credentials: Vec::new(),
    };
    let caller = typed
        .caller
        .and_then(|place| callers.get(place))
        .unwrap_or(&nobody);
    let sent = Sent::of::<B>(api, call, caller, &typed, &others, shared.address);
    let exchange = exchange::carry_out(shared, &sent.request);
    tokio::time::sleep(exchange.delay.min(LONGEST_DELAY)).await;
    let main = html! {
        div #result tabindex="-1" {
            (sent.shown())
            (answer::shown(api, call, &exchange))
        }
        (form())
    };
    Ok(written::<B>(session, call, main, 200))
}

fn written<B: Backend>(session: &Session, call: &Call, main: Markup, status: u16) -> Response {
    let page = Page {
        title: &call.name,
        session: Some(session),
        main,
    };
    page.written::<B>(status)
}

fn find<B: Backend>(name: &str) -> Option<(&'static Api, &'static Call)> {
    let api = B::api().ok()?;
    let call = api.calls().find(|call| call.name == name)?;
    Some((api, call))
}

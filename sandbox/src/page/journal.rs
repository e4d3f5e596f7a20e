//! The requests received, the newest first.

use maud::{Markup, html};

use super::layout::{Page, address, form_token};
use super::records::cut;
use super::session::Session;
use crate::backend::Backend;
use crate::journal::Received;
use crate::response::Response;
use crate::shared::Shared;

/// So many are on the page.
const PAGE: usize = 50;

/// So much is shown of a path, and of the parameters of a request.
const LONGEST_PATH: usize = 200;
const LONGEST_PARAMETERS: usize = 8_000;

pub(super) fn page<B: Backend>(shared: &Shared<B>, session: &Session) -> Response {
    let journal = shared.journal();
    let all = journal.iter().len();
    let newest: Vec<Received> = journal.iter().rev().take(PAGE).cloned().collect();
    drop(journal);
    let main = html! {
        p { "Every request to the API since the start or the last reset, without its secrets. Those of these pages are none." }
        div.row {
            a.button href=(address("journal")) { "Reload" }
            form method="post" action=(address("journal/forget")) {
                (form_token(session))
                button.quiet { "Forget them" }
            }
            // The script says here that the page keeps itself up to date.
            p #live role="status" {}
        }
        div.wide tabindex="0" role="region" aria-labelledby="journal-caption" {
            table.journal {
                caption #journal-caption {
                    @if all > newest.len() { "The newest " (newest.len()) " of " (all) " requests" }
                    @else { (all) " requests, the newest first" }
                }
                thead {
                    tr {
                        @for name in ["Number", "Request", "Call", "Status", "Code", "Fault", "Parameters"] {
                            th scope="col" { (name) }
                        }
                    }
                }
                tbody #journal-rows {
                    @for received in &newest { (row::<B>(received)) }
                }
            }
        }
    };
    let page = Page {
        title: "Journal",
        session: Some(session),
        main,
    };
    page.written::<B>(200)
}

fn row<B: Backend>(received: &Received) -> Markup {
    let parameters = match received.parameters.as_object() {
        Some(parameters) if !parameters.is_empty() => Some(parameters.len()),
        _ => None,
    };
    let call = received.call.as_deref();
    html! {
        tr id={ "request-" (received.number) } {
            th scope="row" { (received.number) }
            td { (received.method) " " (cut(&received.path, LONGEST_PATH)) }
            td {
                @if let Some(call) = call {
                    @if B::has_call(call) { a href={ (address("try")) "/" (call) } { (call) } }
                    @else { (cut(call, LONGEST_PATH)) }
                }
            }
            td {
                @match received.status { Some(status) => (status), None => "none: the connection was reset" }
            }
            td { @if let Some(code) = &received.code { (code) } }
            td { @if let Some(fault) = &received.fault { (fault) } }
            td {
                @if let Some(count) = parameters {
                    details {
                        summary { (count) span.unseen { " parameters of request " (received.number) } }
                        pre tabindex="0" { (cut(&format!("{:#}", received.parameters), LONGEST_PARAMETERS)) }
                    }
                }
            }
        }
    }
}

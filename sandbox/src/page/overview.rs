//! What runs here, and how to talk to it.

use maud::html;

use super::layout::{Page, address};
use super::session::Session;
use crate::backend::Backend;
use crate::clock;
use crate::error::SandboxError;
use crate::gate::TOKEN_HEADER;
use crate::response::Response;
use crate::shared::Shared;

pub(super) fn page<B: Backend>(
    shared: &Shared<B>,
    session: &Session,
) -> Result<Response, SandboxError> {
    let mut backend = shared.backend();
    let mut counts = Vec::new();
    for kind in B::RECORDS {
        counts.push((kind, backend.count(kind.word)?));
    }
    let (callers, greeting) = (backend.callers()?, backend.greeting()?);
    drop(backend);
    let now = shared.clock.now().strftime(clock::FORM).to_string();
    let received = shared.journal().iter().len();
    let faults = shared.faults().all().len();
    let main = html! {
        p.lead {
            "A local " (B::TITLE) " with made-up data. Requests of programs and those of these pages meet the same "
            "state, limits, faults and journal."
        }
        div.tiles {
            @for (kind, count) in &counts {
                @if *count > 0 {
                    a.tile href={ (address("records")) "?kind=" (kind.word) } {
                        strong { (count) } " " (kind.title)
                    }
                }
            }
            a.tile href=(address("journal")) { strong { (received) } " Requests received" }
            a.tile href={ (address("settings")) "#faults" } { strong { (faults) } " Faults set" }
        }
        h2 { "Try a call" }
        p {
            "The " a href=(address("reference")) { "reference" } " has a link " b { "Try" } " beside each call. "
            "Or choose one here:"
        }
        @if let Ok(api) = B::api() {
            @for family in &api.families {
                details.calls {
                    summary { (family.title) " (" (family.calls.len()) ")" }
                    ul.columns {
                        @for call in &family.calls {
                            li { a href={ (address("try")) "/" (call.name) } { (call.name) } }
                        }
                    }
                }
            }
        }
        h2 { "For programs" }
        dl.facts {
            dt { "API" } dd { code { (shared.url(B::BASE_PATH)) } }
            dt { "Control" }
            dd { code { (shared.url("sandbox/")) } ", with the header " code { (TOKEN_HEADER) } }
            dt { "Clock" } dd { (now) " UTC" }
        }
        h3 { "To paste into a terminal" }
        pre tabindex="0" {
            "export " (greeting.base_url) "=" (shared.url(B::BASE_PATH)) "\n"
            @for (name, value) in &greeting.variables { "export " (name) "=" (value) "\n" }
            (greeting.curl)
        }
        h3 { "Who can call" }
        p.hint { "These credentials open made-up data only." }
        div.wide tabindex="0" role="region" aria-labelledby="credentials-caption" {
            table {
                caption #credentials-caption { "Credentials" }
                thead { tr { th scope="col" { "Who" } th scope="col" { "Credential" } th scope="col" { "Value" } } }
                tbody {
                    @for caller in &callers {
                        @for (name, value) in &caller.credentials {
                            tr { td { (caller.name) } td { (name) } td { code { (value) } } }
                        }
                    }
                }
            }
        }
    };
    let page = Page {
        title: "Overview",
        session: Some(session),
        main,
    };
    Ok(page.written::<B>(200))
}

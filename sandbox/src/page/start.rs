//! What somebody sees who has not shown the token: what this is, and where to put the token.

use maud::{Markup, html};

use super::layout::{Page, address};
use crate::backend::Backend;
use crate::gate::TOKEN_HEADER;
use crate::response::Response;
use crate::shared::Shared;

/// What programs are told.
pub(super) fn text<B: Backend>(shared: &Shared<B>) -> Response {
    let (title, name) = (B::TITLE, B::NAME);
    let (api, control, page) = (
        shared.url(B::BASE_PATH),
        shared.url("sandbox/"),
        shared.url(""),
    );
    Response::text(
        200,
        &format!(
            "This is the {title} sandbox: a local {title} with made-up data, for examples and tests.\n\
             Its API is at {api}; the terminal that it was started in shows the credentials.\n\
             It is looked into and set at {control}, with the header {TOKEN_HEADER} and the token \
             that the same terminal shows; in a browser, at {page}.\n\
             `sandbox {name} --help` and sandbox/README.md tell the rest.\n"
        ),
    )
}

/// The page, with what is wrong with the token, if it is; `to` is where to go with the right one.
pub(super) fn page<B: Backend>(
    shared: &Shared<B>,
    status: u16,
    wrong: Option<&str>,
    to: &str,
) -> Response {
    let (title, name) = (B::TITLE, B::NAME);
    let main = html! {
        p.lead {
            "A local " (title) " with made-up data, for examples, tests and trying things out. Nothing leaves "
            "this machine."
        }
        (sign_in(wrong, to))
        h2 { "For programs" }
        dl.facts {
            dt { "API" } dd { code { (shared.url(B::BASE_PATH)) } }
            dt { "Control" }
            dd { code { (shared.url("sandbox/")) } ", with the header " code { (TOKEN_HEADER) } }
            dt { "Reference" }
            dd { a href=(address("reference")) { "every call, key, limit and code" } }
        }
        p {
            "The terminal shows credentials and a first call to paste. " code { "sandbox " (name) " --help" }
            " and " code { "sandbox/README.md" } " tell the rest."
        }
    };
    let title = format!("The {title} sandbox");
    let page = Page {
        title: &title,
        session: None,
        main,
    };
    page.written::<B>(status)
}

fn sign_in(wrong: Option<&str>, to: &str) -> Markup {
    html! {
        form.card method="post" action=(address("session")) {
            @if let Some(wrong) = wrong { p.error role="alert" { (wrong) } }
            input type="hidden" name="to" value=(to);
            label for="token" { "Token" }
            p.hint #token-hint {
                "The terminal that the sandbox was started in shows it, as " code { "SANDBOX_TOKEN" }
                ". It is another one each time."
            }
            div.row {
                input #token type="password" name="token" required autocomplete="off"
                    aria-describedby="token-hint";
                button { "Sign in" }
            }
        }
    }
}

//! What stands around every page, and the policy that it is sent with.

use maud::{DOCTYPE, Markup, PreEscaped, html};
use prose_codegen::emit::reference::policy;

use super::session::Session;
use crate::backend::Backend;
use crate::response::Response;

/// Where the pages are, without a slash at the end.
pub(super) const ROOT: &str = "/sandbox/page";

/// The style of what leads from page to page.
pub(super) const BAR_STYLE: &str = include_str!("bar.css");
const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");

/// The pages that everybody with a session gets to: below the root, and what each is called.
const PAGES: [(&str, &str); 5] = [
    ("", "Overview"),
    ("records", "Records"),
    ("journal", "Journal"),
    ("settings", "Settings"),
    ("reference", "Reference"),
];

/// A page of these, before it is written.
pub(super) struct Page<'a> {
    /// What it is called, as among the pages, or more.
    pub(super) title: &'a str,
    pub(super) session: Option<&'a Session>,
    pub(super) main: Markup,
}

impl Page<'_> {
    /// The page with its headers.
    pub(super) fn written<B: Backend>(self, status: u16) -> Response {
        let html = html! {
            (DOCTYPE)
            html lang="en" {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    title { (self.title) " · " (B::TITLE) " sandbox" }
                    // Without an icon, browsers ask the API for one.
                    link rel="icon" href="data:,";
                    style { (PreEscaped(BAR_STYLE)) }
                    style { (PreEscaped(STYLE)) }
                }
                body {
                    a.skip href="#main" { "To the content" }
                    header { (bar::<B>(self.title, self.session)) }
                    main #main { h1 { (self.title) } (self.main) }
                    @if self.session.is_some() { script { (PreEscaped(SCRIPT)) } }
                }
            }
        };
        let policy = policy(&[BAR_STYLE, STYLE], &[SCRIPT]);
        safely(Response::html(status, html.into_string()), &policy)
    }
}

/// The name of the sandbox, the ways to its pages, of which one is this one, and the way out of a session.
pub(super) fn bar<B: Backend>(title: &str, session: Option<&Session>) -> Markup {
    html! {
        div.bar {
            a.name href="/" { (B::TITLE) " sandbox" }
            (ways(title, session.is_some()))
            @if let Some(session) = session {
                form method="post" action=(address("session/end")) {
                    (form_token(session))
                    button.quiet { "Sign out" }
                }
            }
        }
    }
}

/// The ways to all pages, for somebody with a session or without.
fn ways(title: &str, has_session: bool) -> Markup {
    html! {
        nav aria-label="Pages of the sandbox" {
            @if has_session {
                @for (path, name) in PAGES {
                    a href=(address(path)) aria-current=[(name == title).then_some("page")] { (name) }
                }
            } @else {
                a href="/" { "Sign in" }
                a href=(address("reference")) { "Reference" }
            }
        }
    }
}

/// The field by which a form is known as one of this session's pages.
pub(super) fn form_token(session: &Session) -> Markup {
    html! { input type="hidden" name="form" value=(session.form_token()); }
}

/// Words of documentation: what stands between accents is code.
pub(super) fn said(text: &str) -> Markup {
    html! {
        @for (at, piece) in text.trim().split('`').enumerate() {
            @if at % 2 == 0 { (piece) } @else { code { (piece) } }
        }
    }
}

/// Where a page is.
pub(super) fn address(path: &str) -> String {
    match path {
        "" => "/".to_owned(),
        path => format!("{ROOT}/{path}"),
    }
}

/// To another page, once a form has done its work: to load that again does nothing again.
pub(super) fn go_to(address: &str) -> Response {
    plainly(Response::text(303, "").with("location", address))
}

/// With the headers of every page, of which nothing is shown but text.
pub(super) fn plainly(response: Response) -> Response {
    safely(response, "default-src 'none'; base-uri 'none'")
}

/// With the headers of every page: this policy and what holds beside it. Nothing is kept by the
/// browser, shown within another page or told to another site.
pub(super) fn safely(response: Response, policy: &str) -> Response {
    let policy = format!(
        "{policy}; img-src data:; connect-src 'self'; form-action 'self'; frame-ancestors 'none'"
    );
    response
        .with("content-security-policy", policy)
        .with("x-frame-options", "DENY")
        .with("x-content-type-options", "nosniff")
        .with("referrer-policy", "same-origin")
        .with("cache-control", "no-store")
        .with("cross-origin-opener-policy", "same-origin")
        .with("cross-origin-resource-policy", "same-origin")
}

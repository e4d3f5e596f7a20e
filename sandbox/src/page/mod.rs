//! Pages for people: what is in the sandbox, what it was asked for, how it is set, the reference, and each
//! call to try.
//!
//! Plain HTML; a small script keeps the journal up to date and shows answers in place. What changes
//! something is a POST of a page of ours, in the session of somebody who has shown the token.

mod journal;
mod layout;
mod overview;
mod posted;
mod records;
mod reference;
mod session;
mod settings;
mod start;
mod trial;

use maud::html;

use crate::backend::Backend;
use crate::error::SandboxError;
use crate::request::Request;
use crate::response::Response;
use crate::shared::Shared;
use layout::{Page, address, go_to, plainly};
use posted::Posted;
use session::{Session, no_cookie};

pub(crate) use session::Sessions;

/// The page, if that is what a request asks for: HTML for browsers, and at `/` text for everybody else.
pub(crate) async fn answer<B: Backend>(
    shared: &Shared<B>,
    sessions: &Sessions,
    request: &Request,
) -> Option<Response> {
    let is_get = matches!(request.method.as_str(), "GET" | "HEAD");
    let path = match request.path.strip_prefix(layout::ROOT) {
        Some("") => "",
        Some(below) => below.strip_prefix('/')?,
        None if request.path == "/" && is_get => {
            let types = request.header("accept");
            if !types.is_some_and(|types| types.contains("text/html")) {
                // Where the API's own paths begin here, what programs get is the API's to say.
                return (!B::BASE_PATH.is_empty()).then(|| start::text(shared));
            }
            ""
        }
        None => return None,
    };
    let visit = Visit {
        shared,
        sessions,
        request,
        session: sessions.of(request, shared.address.port()),
    };
    Some(if is_get {
        visit.show(path)
    } else if request.method == "POST" {
        visit.act(path).await
    } else {
        refused(405, "This is a page: GET it, or POST a form of it.").with("allow", "GET, POST")
    })
}

/// A request for a page, and whose it is.
struct Visit<'a, B> {
    shared: &'a Shared<B>,
    sessions: &'a Sessions,
    request: &'a Request,
    session: Option<Session>,
}

impl<B: Backend> Visit<'_, B> {
    /// Shows a page. Nothing changes by that.
    fn show(&self, path: &str) -> Response {
        let (shared, request) = (self.shared, self.request);
        // What other origins may do to the API, they may not do here.
        if request.header("origin").is_some() && !self.is_of_own_page() {
            return refused(403, "These pages are for nobody's but their own.");
        }
        if path == "reference" {
            return reference::page::<B>(self.session.as_ref());
        }
        let Some(session) = &self.session else {
            return match path {
                "" => start::page(shared, 200, None, ""),
                _ => start::page(shared, 403, None, own(&wanted(request))),
            };
        };
        let query = Posted::of(request.query.as_bytes());
        let page = match path.split('/').collect::<Vec<_>>().as_slice() {
            [""] => overview::page(shared, session),
            ["records"] => records::page(shared, session, &query),
            ["journal"] => Ok(journal::page(shared, session)),
            ["settings"] => settings::page(shared, session, query.get("done"), None),
            ["try", call] => trial::page(shared, session, call),
            _ => Ok(told::<B>(session, 404, "There is no such page")),
        };
        page.unwrap_or_else(failed)
    }

    /// Does what a form says.
    async fn act(&self, path: &str) -> Response {
        let shared = self.shared;
        // Browsers always say whose page it was that posted.
        if !self.is_of_own_page() {
            return refused(403, "Only the sandbox's own pages may do this.");
        }
        let posted = Posted::of(&self.request.body);
        if path == "session" {
            return self.sign_in(&posted);
        }
        let Some(session) = &self.session else {
            let over = "The session is over: sign in anew.";
            return start::page(shared, 403, Some(over), own(&page_of(path)));
        };
        if !session.has_form(posted.get("form")) {
            let other = "The form is not one of this session's: load its page anew";
            return told::<B>(session, 403, other);
        }
        let page = match path.split('/').collect::<Vec<_>>().as_slice() {
            ["session", "end"] => {
                self.sessions.end(session);
                Ok(go_to("/").with("set-cookie", no_cookie(shared.address.port())))
            }
            ["journal", "forget"] => {
                shared.journal().forget();
                Ok(go_to(&address("journal")))
            }
            ["settings", what] => settings::change(shared, session, what, &posted),
            ["try", call] => trial::send(shared, session, call, &posted).await,
            _ => Ok(told::<B>(session, 404, "There is no such page")),
        };
        page.unwrap_or_else(failed)
    }

    fn sign_in(&self, posted: &Posted) -> Response {
        let (shared, to) = (self.shared, own(posted.get("to")));
        let given = posted.get("token").trim();
        if !shared.gate.is_token(given.as_bytes()) {
            let wrong =
                "That is not the token of this sandbox. It has another one each time it starts.";
            return start::page(shared, 403, Some(wrong), to);
        }
        let to = if to.is_empty() { "/" } else { to };
        match self.sessions.open() {
            Ok(session) => go_to(to).with("set-cookie", session.cookie(shared.address.port())),
            Err(error) => refused(500, &error.to_string()),
        }
    }

    /// Whether the browser says that a page of this very origin sends this. The host is ours: the gate has
    /// looked at it.
    fn is_of_own_page(&self) -> bool {
        let (host, origin) = (self.request.header("host"), self.request.header("origin"));
        host.zip(origin)
            .is_some_and(|(host, origin)| format!("http://{host}").eq_ignore_ascii_case(origin))
    }
}

/// Where somebody wanted to go who has to sign in first.
fn wanted(request: &Request) -> String {
    match request.query.as_str() {
        "" => request.path.clone(),
        query => format!("{}?{query}", request.path),
    }
}

/// The page that has the form which posts to a path.
fn page_of(path: &str) -> String {
    match path.split_once('/') {
        Some(("try", _)) => address(path),
        Some((page @ ("journal" | "settings"), _)) => address(page),
        _ => String::new(),
    }
}

/// A text, if it is the address of one of these pages, and nothing that a browser could take for another
/// site's; blank otherwise.
fn own(to: &str) -> &str {
    let below = to
        .strip_prefix(layout::ROOT)
        .and_then(|below| below.strip_prefix('/'));
    let is_sign = |byte: u8| byte.is_ascii_alphanumeric() || b"/_-?=&".contains(&byte);
    if below.is_some_and(|below| below.bytes().all(is_sign)) {
        to
    } else {
        ""
    }
}

/// A page that says no more than this, for somebody with a session.
fn told<B: Backend>(session: &Session, status: u16, what: &str) -> Response {
    let page = Page {
        title: what,
        session: Some(session),
        main: html! { p { a href="/" { "To the overview" } } },
    };
    page.written::<B>(status)
}

fn refused(status: u16, why: &str) -> Response {
    plainly(Response::text(status, &format!("{why}\n")))
}

fn failed(error: SandboxError) -> Response {
    refused(500, &format!("The state failed: {error}"))
}

//! The pages for people, as a browser without scripts meets them.

mod access;
mod settings;
mod shown;
mod trial;

use std::net::SocketAddr;

use prose_sandbox::clienttether::Sandbox;
use prose_sandbox::{Backend, Sandbox as AnySandbox};

use crate::http::{Answer, Connection};

/// All pages of a session.
const PAGES: [&str; 7] = [
    "/",
    "/sandbox/page/records",
    "/sandbox/page/records?kind=event",
    "/sandbox/page/journal",
    "/sandbox/page/settings",
    "/sandbox/page/reference",
    "/sandbox/page/try/create_client",
];

fn sandbox() -> Sandbox {
    Sandbox::setup()
        .contacts(30)
        .now("2026-03-02 09:00:00")
        .start()
        .unwrap()
}

/// Somebody with a browser.
struct Visitor {
    address: SocketAddr,
    /// What the browser sends back.
    cookie: String,
    /// The word in the forms of the session.
    form: String,
}

impl Visitor {
    /// Without a session.
    fn at(address: SocketAddr) -> Self {
        Self {
            address,
            cookie: String::new(),
            form: String::new(),
        }
    }

    /// With the token shown.
    fn signed_in<B: Backend>(sandbox: &AnySandbox<B>) -> Self {
        let mut visitor = Self::at(sandbox.address());
        let answer = visitor.post("session", &[("token", sandbox.control_token())]);
        assert_eq!(answer.status, 303, "{answer:?}");
        let cookie = answer.header("set-cookie").unwrap();
        visitor.cookie = cookie.split(';').next().unwrap().to_owned();
        let page = visitor.get("/").body;
        let (_, behind) = page.split_once(r#"name="form" value=""#).unwrap();
        visitor.form = behind.split('"').next().unwrap().to_owned();
        visitor
    }

    fn get(&self, path: &str) -> Answer {
        self.connection("Accept: text/html\r\n")
            .exchange("GET", path, "")
            .unwrap()
    }

    /// A form below the pages, as its own page sends it.
    fn post(&self, path: &str, pairs: &[(&str, &str)]) -> Answer {
        self.post_with(path, pairs, "Origin: http://localhost\r\n")
    }

    /// The same, with these headers.
    fn post_with(&self, path: &str, pairs: &[(&str, &str)], headers: &str) -> Answer {
        let mut body = form_urlencoded::Serializer::new(String::new());
        if !self.form.is_empty() {
            body.append_pair("form", &self.form);
        }
        body.extend_pairs(pairs);
        self.connection(headers)
            .exchange("POST", &format!("/sandbox/page/{path}"), &body.finish())
            .unwrap()
    }

    fn connection(&self, headers: &str) -> Connection {
        let cookie = match self.cookie.as_str() {
            "" => String::new(),
            cookie => format!("Cookie: other=1; {cookie}\r\n"),
        };
        Connection::at(self.address)
            .of_forms()
            .and(&cookie)
            .and(headers)
    }
}

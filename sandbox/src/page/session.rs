//! Sessions: who has shown the token once, and need not for a while.

use std::collections::VecDeque;
use std::io;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::request::Request;
use crate::token::{is_same, new_token};

/// With one more, the oldest ends.
const MOST: usize = 8;

/// Then the token is asked for again.
const LONGEST: Duration = Duration::from_secs(12 * 60 * 60);

/// The sessions that are open. They are nowhere but here, and end with the sandbox.
#[derive(Default)]
pub(crate) struct Sessions(Mutex<VecDeque<Session>>);

/// Somebody who has shown the token.
#[derive(Clone)]
pub(super) struct Session {
    /// What the browser's cookie says.
    id: String,
    /// What the forms of the pages say: browsers send a cookie for all ports of a host alike, so that
    /// another server's page might have planted it.
    form: String,
    began: Instant,
}

impl Sessions {
    /// Opens one.
    pub(super) fn open(&self) -> io::Result<Session> {
        let session = Session {
            id: new_token()?,
            form: new_token()?,
            began: Instant::now(),
        };
        self.change(|sessions| {
            sessions.push_back(session.clone());
            while sessions.len() > MOST {
                sessions.pop_front();
            }
        });
        Ok(session)
    }

    /// The session whose cookie a request has.
    pub(super) fn of(&self, request: &Request, port: u16) -> Option<Session> {
        let name = cookie_name(port);
        let given: Vec<&str> = request.cookies(&name).collect();
        self.change(|sessions| {
            let mut open = sessions.iter();
            open.find(|session| {
                let mut given = given.iter();
                given.any(|id| is_same(id.as_bytes(), session.id.as_bytes()))
            })
            .cloned()
        })
    }

    /// Ends one.
    pub(super) fn end(&self, session: &Session) {
        self.change(|sessions| sessions.retain(|other| other.id != session.id));
    }

    /// With those that are open, and no longer with those that are over.
    fn change<T>(&self, act: impl FnOnce(&mut VecDeque<Session>) -> T) -> T {
        let mut sessions = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        sessions.retain(|session| session.began.elapsed() < LONGEST);
        act(&mut sessions)
    }
}

impl Session {
    /// What the forms of its pages have in a hidden field.
    pub(super) fn form_token(&self) -> &str {
        &self.form
    }

    /// Whether a form is one of its pages'.
    pub(super) fn has_form(&self, given: &str) -> bool {
        is_same(given.as_bytes(), self.form.as_bytes())
    }

    /// The header that gives the browser its cookie. There is no `Secure` without TLS.
    pub(super) fn cookie(&self, port: u16) -> String {
        let name = cookie_name(port);
        format!("{name}={}; Path=/; HttpOnly; SameSite=Strict", self.id)
    }
}

/// The header that takes the cookie from the browser.
pub(super) fn no_cookie(port: u16) -> String {
    let name = cookie_name(port);
    format!("{name}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0")
}

/// Sandboxes on several ports of one host leave each other's alone.
fn cookie_name(port: u16) -> String {
    format!("sandbox-{port}")
}

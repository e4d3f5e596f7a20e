//! Who is let in: programs of this machine, and of other web sites' pages only those that are allowed (CORS).
//!
//! A browser beside the sandbox sends it whatever any page asks for. It says in `Origin` whose page
//! that was; and where a foreign name was made to lead to this machine, so that the sandbox looks
//! like that page's own site, it says the name in `Host`.

use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Mutex, PoisonError};

use hyper::header::{self, HeaderValue};
use hyper::{HeaderMap, Method, Uri};

use crate::response::Response;
use crate::token::is_same;

/// The header that the control endpoint wants the token in.
pub(crate) const TOKEN_HEADER: &str = "X-Sandbox-Token";

/// What is asked of every request before anything else.
pub(crate) struct Gate {
    address: SocketAddr,
    /// Names besides those of this machine.
    hosts: Vec<String>,
    origins: Mutex<Vec<String>>,
    token: String,
}

/// A request that is let in.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Admitted {
    /// From no page, or from one of the sandbox's own.
    Own,
    /// From a page of this origin, which is allowed.
    CrossOrigin(HeaderValue),
    /// The question of a browser whether a page of this origin may send what it wants to.
    Preflight(HeaderValue),
}

impl Gate {
    /// For whatever reaches this address by a name of this machine or one of these.
    pub(crate) fn new(
        address: SocketAddr,
        hosts: Vec<String>,
        origins: &[String],
        token: String,
    ) -> Result<Self, BadOrigin> {
        let gate = Self {
            address,
            hosts: hosts
                .iter()
                .map(|host| {
                    named_host(host).ok_or_else(|| BadOrigin(WrongName::Host, host.clone()))
                })
                .collect::<Result<_, _>>()?,
            origins: Mutex::default(),
            token,
        };
        for origin in origins {
            gate.allow_origin(origin)?;
        }
        Ok(gate)
    }

    /// Lets pages of this origin in, from the next request on.
    pub(crate) fn allow_origin(&self, origin: &str) -> Result<(), BadOrigin> {
        let origin = origin.trim_end_matches('/').to_ascii_lowercase();
        let is_address = origin.parse::<Uri>().is_ok_and(|uri| {
            uri.scheme().is_some()
                && uri.authority().is_some()
                && uri.path_and_query().is_none_or(|rest| rest == "/")
        });
        let is_pattern = origin != "*" && origin.contains('*');
        if is_pattern || (!is_address && origin != "null" && origin != "*") {
            return Err(BadOrigin(WrongName::Origin, origin));
        }
        // As browsers write it.
        let usual = match origin.split_once("://") {
            Some(("http", _)) => origin.strip_suffix(":80"),
            Some(("https", _)) => origin.strip_suffix(":443"),
            _ => None,
        };
        let origin = usual.unwrap_or(&origin).to_owned();
        self.origins
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(origin);
        Ok(())
    }

    /// What the control endpoint wants.
    pub(crate) fn token(&self) -> &str {
        &self.token
    }

    /// Whether a request may look into the sandbox and set it.
    pub(crate) fn may_control(&self, headers: &HeaderMap) -> bool {
        let Some(given) = headers.get(TOKEN_HEADER) else {
            return false;
        };
        self.is_token(given.as_bytes())
    }

    /// Whether somebody has given what the control endpoint wants.
    pub(crate) fn is_token(&self, given: &[u8]) -> bool {
        is_same(given, self.token.as_bytes())
    }

    /// Lets a request in, or says why not.
    pub(crate) fn admit(
        &self,
        method: &Method,
        uri: &Uri,
        headers: &HeaderMap,
    ) -> Result<Admitted, Response> {
        let host = self.host(uri, headers)?;
        let mut origins = headers.get_all(header::ORIGIN).iter();
        let origin = match (origins.next(), origins.next()) {
            (Some(origin), None) => origin,
            (Some(_), Some(_)) => return Err(refusal("it comes of more than one origin")),
            (None, _)
                if is_of_another_site(headers)
                    && !(method == Method::GET && uri.path() == "/" && leads_there(headers))
                    && !self.allows("*") =>
            {
                return Err(refusal(
                    "it comes of another web site's page, without saying which",
                ));
            }
            (None, _) => return Ok(Admitted::Own),
        };
        let named = origin.to_str().unwrap_or("").to_ascii_lowercase();
        if named
            .strip_prefix("http://")
            .is_some_and(|own| own.eq_ignore_ascii_case(host))
        {
            return Ok(Admitted::Own);
        }
        if !self.allows(&named) && !self.allows("*") {
            return Err(refusal(&format!(
                "it comes of a page of the origin {named}; if that is yours, --allow-origin {named} \
                 lets it in (in tests: Setup::allow_origin)"
            )));
        }
        let is_preflight = method == Method::OPTIONS
            && headers.contains_key(header::ACCESS_CONTROL_REQUEST_METHOD);
        Ok(if is_preflight {
            Admitted::Preflight(origin.clone())
        } else {
            Admitted::CrossOrigin(origin.clone())
        })
    }

    fn allows(&self, origin: &str) -> bool {
        let origins = self.origins.lock().unwrap_or_else(PoisonError::into_inner);
        origins.iter().any(|own| own == origin)
    }

    /// The host that a request is for, as its header has it, if it is this one.
    fn host<'h>(&self, uri: &Uri, headers: &'h HeaderMap) -> Result<&'h str, Response> {
        let mut named = headers.get_all(header::HOST).iter();
        let (Some(host), None) = (named.next(), named.next()) else {
            return Err(refusal("it has to name one host, in the header Host"));
        };
        let host = host.to_str().unwrap_or("");
        let name = host.parse::<Uri>().ok();
        let name = name.as_ref().and_then(Uri::host).unwrap_or("");
        // Whoever takes the sandbox for a proxy names the host in two places.
        let names = [Some(name), uri.host()];
        match names.into_iter().flatten().find(|name| !self.is_here(name)) {
            None => Ok(host),
            Some(name) => Err(refusal(&format!(
                "it is for the host {name:?}; if that is this one, --allow-host {name} lets it in \
                 (in tests: Setup::allow_host)"
            ))),
        }
    }

    /// Whether a name is of this machine. Others can be made to lead here by whoever owns them.
    fn is_here(&self, name: &str) -> bool {
        let name = name.trim_end_matches('.').to_ascii_lowercase();
        let bare = name.trim_start_matches('[').trim_end_matches(']');
        if let Ok(address) = bare.parse::<IpAddr>() {
            let here = self.address.ip();
            // Where it listens on all addresses, any may be one of the machine's; and nobody can make
            // an address lead elsewhere.
            if address.to_canonical().is_loopback() || address == here || here.is_unspecified() {
                return true;
            }
        }
        name == "localhost"
            || name.ends_with(".localhost")
            || self.hosts.iter().any(|own| own == bare)
    }
}

/// A host name to allow as it is compared: without a dot at its end, a scheme or a port.
fn named_host(name: &str) -> Option<String> {
    let name = name.trim().trim_end_matches('.').to_ascii_lowercase();
    let bare = name.trim_start_matches('[').trim_end_matches(']');
    let is_address = bare.parse::<IpAddr>().is_ok();
    let is_sign = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_');
    let is_name = !bare.is_empty() && bare.bytes().all(is_sign);
    (is_address || is_name).then(|| bare.to_owned())
}

/// Whether somebody follows a link, so that the page is left, rather than shows, reads or embeds what is here.
fn leads_there(headers: &HeaderMap) -> bool {
    let says = |name: &str, word: &str| headers.get(name).is_some_and(|value| value == word);
    says("sec-fetch-mode", "navigate") && says("sec-fetch-dest", "document")
}

/// Browsers say so of every request, even of those that they send without `Origin`, such as pictures.
fn is_of_another_site(headers: &HeaderMap) -> bool {
    let site = headers.get("sec-fetch-site");
    site.is_some_and(|site| site == "cross-site" || site == "same-site")
}

fn refusal(why: &str) -> Response {
    Response::text(403, &format!("The sandbox refuses this request: {why}\n"))
}

/// The answer to a browser's question: all that the page wants to send.
pub(crate) fn preflight(headers: &HeaderMap) -> Response {
    let mut preflight = Response::text(204, "")
        .with(
            "access-control-allow-methods",
            "GET, POST, PUT, PATCH, DELETE",
        )
        .with("access-control-max-age", "600")
        // From a public site to this machine is a question of its own.
        .with("access-control-allow-private-network", "true");
    let wanted = headers.get(header::ACCESS_CONTROL_REQUEST_HEADERS);
    if let Some(wanted) = wanted.and_then(|wanted| wanted.to_str().ok()) {
        preflight = preflight.with("access-control-allow-headers", wanted);
    }
    preflight
}

/// Lets a page of this origin read the answer that gets these headers.
pub(crate) fn allow_reading(origin: HeaderValue, headers: &mut HeaderMap) {
    const ALL: HeaderValue = HeaderValue::from_static("*");
    // A scripted answer may have its own.
    for (name, value) in [
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, origin),
        (header::ACCESS_CONTROL_EXPOSE_HEADERS, ALL),
    ] {
        headers.entry(name).or_insert(value);
    }
    headers.append(header::VARY, HeaderValue::from_static("Origin"));
}

/// A text that is no origin such as `http://localhost:3000`, or no name of a host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadOrigin(WrongName, String);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum WrongName {
    Origin,
    Host,
}

impl fmt::Display for BadOrigin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(kind, text) = self;
        match kind {
            WrongName::Origin => write!(
                f,
                "{text:?} is no origin such as \"http://localhost:3000\", \"*\" (all) or \"null\" (pages \
                 from files, and all that hide their origin)"
            ),
            WrongName::Host => write!(
                f,
                "{text:?} is no name of a host such as \"sandbox\" or \"10.0.2.2\", without scheme and port"
            ),
        }
    }
}

impl std::error::Error for BadOrigin {}

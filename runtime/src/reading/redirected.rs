use std::borrow::Cow;

use http::HeaderMap;
use http::header::LOCATION;
use percent_encoding::percent_decode;

use crate::Params;
use crate::descriptor::{CallDescriptor, Envelope, Paging, Redirect, Rule};

/// What the address says that an answer redirects to. Nobody goes there: it is where a person's
/// browser would, and is read as it stands, whole or broken.
#[derive(Default)]
pub(super) struct Redirected {
    /// The code as it came: empty if its key is there and nothing else.
    pub(super) code: Option<String>,
    /// The message, unless it is empty.
    pub(super) message: Option<String>,
}

impl Redirected {
    /// What an answer says by its address. `None` if it has none, or if the envelope does not say how
    /// to read it.
    pub(super) fn of(call: &CallDescriptor, status: u16, headers: &HeaderMap) -> Option<Self> {
        let redirect = call.envelope.redirect?;
        if !(300..400).contains(&status) {
            return None;
        }
        let mut redirected = None;
        for address in headers.get_all(LOCATION) {
            let address = address.as_bytes().trim_ascii();
            if !address.is_empty() {
                let redirected = redirected.get_or_insert_with(Self::default);
                redirected.read(address, call.envelope, redirect);
            }
        }
        if let Some(Self { message, .. }) = &mut redirected {
            message.take_if(|message| message.is_empty());
        }
        redirected
    }

    fn read(&mut self, address: &[u8], envelope: &Envelope, redirect: Redirect) {
        // Servers put `?code=1` behind the address that they were given, whatever it has already: a
        // query of its own, or a fragment.
        for part in address.split(|byte| *byte == b'#') {
            for query in part.split(|byte| *byte == b'?').skip(1) {
                for pair in query.split(|byte| *byte == b'&') {
                    self.read_pair(pair, envelope, redirect);
                }
            }
        }
    }

    fn read_pair(&mut self, pair: &[u8], envelope: &Envelope, redirect: Redirect) {
        let mut halves = pair.splitn(2, |byte| *byte == b'=');
        let name = decoded(halves.next().unwrap_or_default());
        let slot = if envelope.same(redirect.code, &name) {
            &mut self.code
        } else if envelope.same(redirect.message, &name) {
            &mut self.message
        } else {
            return;
        };
        // The first that says something.
        if slot.as_ref().is_none_or(String::is_empty) {
            let value = decoded(halves.next().unwrap_or_default());
            *slot = Some(value.trim().to_owned());
        }
    }
}

/// What was asked for, as far as it tells how to read the answer.
pub(crate) struct Asked {
    pub(super) target: Target,
    /// Whether the first records of a list were asked for, so that a total of more contradicts an answer
    /// without any.
    pub(super) from_start: bool,
}

impl Asked {
    /// Nothing is known of it.
    pub(super) fn unknown() -> Self {
        Self {
            target: Target::Anywhere,
            from_start: true,
        }
    }

    /// What the parameters of a call ask for.
    pub(crate) fn of(call: &CallDescriptor, params: &Params) -> Self {
        let number = |key| {
            let value = params.get(key).and_then(|value| value.wire_text(&TEXT));
            value.and_then(|text| text.trim().parse::<u64>().ok())
        };
        let from_start = match call.paging {
            Some(Paging::ByOffset { offset, .. }) => number(offset).unwrap_or(0) == 0,
            Some(Paging::ByPage { page, .. }) => number(page).unwrap_or(1) <= 1,
            // Keys that the spec does not know can ask for a part of a list.
            None => params.custom().next().is_none(),
        };
        Self {
            target: Target::of(call, params),
            from_start,
        }
    }
}

/// Where a redirect that tells of a success leads.
pub(super) enum Target {
    /// Wherever it likes.
    Anywhere,
    /// Nowhere: nobody asked for a redirect.
    Nowhere,
    /// To this host, in small letters.
    Host(String),
}

impl Target {
    /// What the parameters of a call ask for.
    fn of(call: &CallDescriptor, params: &Params) -> Self {
        let Some(key) = call.envelope.redirect.and_then(|redirect| redirect.to) else {
            return Self::Anywhere;
        };
        let address = params.get(key).and_then(|value| value.wire_text(&TEXT));
        match address.as_deref().map(host) {
            None => Self::Nowhere,
            Some(host) if host.is_empty() => Self::Nowhere,
            Some(host) => Self::Host(host),
        }
    }

    pub(super) fn is_reached_by(&self, headers: &HeaderMap) -> bool {
        let address = headers.get(LOCATION).map(http::HeaderValue::as_bytes);
        match (self, address) {
            (Self::Anywhere, _) => true,
            (Self::Nowhere, _) | (_, None) => false,
            (Self::Host(wanted), Some(address)) => {
                host(&String::from_utf8_lossy(address)) == *wanted
            }
        }
    }
}

const TEXT: Rule = Rule::Text { max: None };

/// The host of an address in small letters, with its port unless every address of its scheme has that
/// one; of an address without a scheme, what stands before the path.
fn host(address: &str) -> String {
    let address = address.trim();
    let (scheme, rest) = match address.split_once("//") {
        Some((scheme, rest)) if !scheme.contains(['/', '?', '#', '\\']) => (scheme, rest),
        _ => ("", address),
    };
    let end = rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len());
    let authority = rest.get(..end).unwrap_or_default();
    // Who is to be let in there says nothing of where it is.
    let host = authority
        .rsplit_once('@')
        .map_or(authority, |(_, host)| host);
    let usual: &[&str] = match scheme.to_ascii_lowercase().as_str() {
        "https:" => &[":443", ":"],
        "http:" => &[":80", ":"],
        _ => &[":443", ":80", ":"],
    };
    let bare = usual.iter().find_map(|port| host.strip_suffix(port));
    bare.unwrap_or(host).to_ascii_lowercase()
}

/// A name or a value of a query without its escapes.
fn decoded(text: &[u8]) -> String {
    let spaced: Cow<'_, [u8]> = if text.contains(&b'+') {
        let space = |byte: &u8| if *byte == b'+' { b' ' } else { *byte };
        text.iter().map(space).collect::<Vec<_>>().into()
    } else {
        text.into()
    };
    percent_decode(&spaced).decode_utf8_lossy().into_owned()
}

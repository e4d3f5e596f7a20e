//! What an answer says by the address that it redirects to.

use std::borrow::Cow;

use http::HeaderMap;
use http::header::LOCATION;
use percent_encoding::percent_decode;

use crate::descriptor::{CallDescriptor, Envelope, Redirect};

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

//! What was asked for, as far as it tells how to read the answer.

use http::HeaderMap;
use http::header::LOCATION;

use crate::descriptor::{CallDescriptor, Paging, Rule};
use crate::value::{Params, Value};

/// What was asked for, as far as it tells how to read the answer.
pub(crate) struct Expectation {
    pub(super) target: Target,
    /// Whether the first records of a list were asked for, so that a total of more contradicts an answer
    /// without any.
    pub(super) from_start: bool,
}

impl Expectation {
    /// Nothing is known of it.
    pub(super) fn unknown() -> Self {
        Self {
            target: Target::Anywhere,
            from_start: true,
        }
    }

    /// What the parameters of a call ask for; `is_further` if it is sent to an address that an earlier page
    /// gave.
    pub(crate) fn of(call: &CallDescriptor, params: &Params, is_further: bool) -> Self {
        let number = |key| {
            let value = params.get(key).and_then(|value| value.wire_text(&TEXT));
            value.and_then(|text| text.trim().parse::<u64>().ok())
        };
        let from_start = match call.paging {
            Some(Paging::ByOffset { offset, .. }) => number(offset).unwrap_or(0) == 0,
            Some(Paging::ByPage { page, .. }) => number(page).unwrap_or(1) <= 1,
            Some(Paging::ByPageFrom { page, first, .. }) => number(page).unwrap_or(first) <= first,
            Some(Paging::ByCursor { cursor, .. }) => params.get(cursor).is_none_or(Value::is_empty),
            Some(Paging::ByAddress { .. }) => !is_further,
            // Keys that the spec does not know can ask for a part of a list.
            None => params.custom().next().is_none(),
        };
        let to = call.envelope.redirect.and_then(|redirect| redirect.to);
        let target = match to {
            None => Target::Anywhere,
            Some(key) => {
                let address = params.get(key).and_then(|value| value.wire_text(&TEXT));
                Target::of(address.as_deref())
            }
        };
        Self { target, from_start }
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
    /// The host of the address that a redirect was asked for to.
    fn of(address: Option<&str>) -> Self {
        match address.map(host) {
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

//! What the `Link` header of an answer says.

use http::HeaderMap;
use http::header::LINK;

/// Whether an answer says by its headers that there is a page after it.
pub(super) fn links_to_next(headers: &HeaderMap) -> bool {
    let says = |link: &http::HeaderValue| {
        let link = String::from_utf8_lossy(link.as_bytes()).to_ascii_lowercase();
        let mut values = link.split([';', ',']).filter_map(|part| {
            let (name, value) = part.split_once('=')?;
            (name.trim() == "rel").then(|| value.trim().trim_matches('"').to_owned())
        });
        values.any(|value| value.split_whitespace().any(|relation| relation == "next"))
    };
    headers.get_all(LINK).iter().any(says)
}

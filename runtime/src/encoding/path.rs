//! The path of a call: a template that its parameters fill in.

use super::BaseUrl;
use super::masked_text::{MaskedText, fields};
use crate::descriptor::CallDescriptor;
use crate::error::{Breach, Error};
use crate::value::Params;

/// Writes the address of the call with its parameters: below the base URL, or below its host if the
/// path begins with a slash. No parameter can leave its segment.
pub(super) fn write(
    url: &mut MaskedText,
    base_url: &BaseUrl,
    params: &Params,
    call: &CallDescriptor,
) -> Result<(), Error> {
    let wrong = |key: &str, breach| Error::wrong_value(call, key, breach);
    let stays = |byte: u8| !matches!(byte, b'?' | b'#' | b'\\') && !byte.is_ascii_control();
    if call.path.starts_with("//") || !call.path.bytes().all(stays) {
        return Err(Error::config(format!(
            "the path of {} must be what follows the base URL, or its host if it begins with a \
             slash: without a second slash there, a query or a fragment",
            call.name
        )));
    }
    let below = if call.path.starts_with('/') {
        base_url.host()
    } else {
        base_url.as_str()
    };
    url.text.extend_from_slice(below.as_bytes());
    for (position, template) in call.path.split('/').enumerate() {
        if position > 0 {
            url.text.push(b'/');
        }
        let (start, mut rest, mut last) = (url.text.len(), template, "");
        while let Some((before, (name, after))) = rest
            .split_once('{')
            .and_then(|(before, rest)| Some((before, rest.split_once('}')?)))
        {
            let field = fields(params, call.open).find(|field| field.name == name);
            let text = match &field {
                None => return Err(wrong(name, Breach::Missing)),
                Some(field) => field.one_text(),
            };
            let text = text.ok_or_else(|| wrong(name, Breach::WrongForm))?;
            if text.is_empty() {
                return Err(wrong(name, Breach::Missing));
            }
            url.text.extend_from_slice(before.as_bytes());
            url.hide(field.as_ref().and_then(|field| field.mark), |written| {
                written.escaped(&text);
            });
            (rest, last) = (after, name);
        }
        url.text.extend_from_slice(rest.as_bytes());
        if url.text.get(start..).is_some_and(is_dots) {
            return Err(wrong(last, Breach::DotSegment));
        }
    }
    Ok(())
}

/// Whether a segment would change the path: URLs give `%2E` the same meaning as a dot.
fn is_dots(segment: &[u8]) -> bool {
    let (mut rest, mut dots) = (segment, 0);
    while let [b'.', after @ ..] | [b'%', b'2', b'e' | b'E', after @ ..] = rest {
        (rest, dots) = (after, dots + 1);
    }
    rest.is_empty() && matches!(dots, 1 | 2)
}

//! Parameters that travel in headers.

use http::header::{HeaderMap, HeaderName, HeaderValue};

use super::masked_text::Field;
use crate::descriptor::{CallDescriptor, FixedPlace};
use crate::error::{Breach, Error};

/// Adds the parameters of a caller, and after them what the call is always sent with.
pub(super) fn add<'p>(
    headers: &mut HeaderMap,
    call: &CallDescriptor,
    fields: impl Iterator<Item = Field<'p>>,
) -> Result<(), Error> {
    for field in fields {
        let wrong = |breach| Error::wrong_value(call, field.name, breach);
        let text = field.one_text().ok_or_else(|| wrong(Breach::WrongForm))?;
        let value = written(&text).ok_or_else(|| wrong(Breach::NotInHeader))?;
        insert(headers, call, field.name, value, field.mark.is_some())?;
    }
    for fixed in call.fixed_in(FixedPlace::Header) {
        let value = written(fixed.value);
        let value =
            value.ok_or_else(|| Error::wrong_value(call, fixed.name, Breach::NotInHeader))?;
        insert(headers, call, fixed.name, value, false)?;
    }
    Ok(())
}

fn insert(
    headers: &mut HeaderMap,
    call: &CallDescriptor,
    name: &str,
    mut value: HeaderValue,
    is_hidden: bool,
) -> Result<(), Error> {
    let Ok(name) = HeaderName::from_bytes(name.as_bytes()) else {
        return Err(Error::config(format!(
            "{}: {} cannot be the name of a header: use letters, digits and hyphens in its descriptor",
            call.name,
            name.escape_debug()
        )));
    };
    value.set_sensitive(is_hidden);
    headers.insert(name, value);
    Ok(())
}

/// Signs outside of ASCII mean what each server thinks, and blanks at the ends are lost.
fn written(text: &str) -> Option<HeaderValue> {
    let is_whole = text.trim() == text && text.bytes().all(|byte| (b' '..=b'~').contains(&byte));
    HeaderValue::from_str(text).ok().filter(|_| is_whole)
}

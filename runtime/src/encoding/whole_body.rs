//! A JSON body that is the value of one key.

use super::NAME;
use super::masked_text::{Field, MaskedText, Pair};
use crate::descriptor::CallDescriptor;
use crate::error::{Breach, Error};
use crate::text::one_line;

/// Writes the value of the key `name`, beside which nothing has a place.
pub(super) fn write<'p>(
    name: &'static str,
    call: &CallDescriptor,
    credentials: &[Pair<'_>],
    fields: impl Iterator<Item = Field<'p>>,
) -> Result<MaskedText, Error> {
    let credential = credentials.first().map(|pair| &*pair.name);
    let fixed = call.fixed.first().map(|(name, _)| *name);
    let (whole, others): (Vec<Field<'_>>, Vec<Field<'_>>) =
        fields.partition(|field| field.name == name);
    let other = others.first().map(|field| field.name);
    if let Some(other) = credential.or(fixed).or(other) {
        return Err(Error::config(format!(
            "{}: {} has no place, because the whole body is {name}: leave it out",
            call.name,
            one_line(other, NAME)
        )));
    }
    let Some(field) = whole.into_iter().next() else {
        return Err(Error::wrong_value(call, name, Breach::Missing));
    };
    let mut body = MaskedText::default();
    body.hide(field.mark, |body| body.value(&field));
    Ok(body)
}

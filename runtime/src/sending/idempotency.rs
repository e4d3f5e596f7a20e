//! The key of a call by which the server knows it again.

use http::HeaderMap;
use http::header::{HeaderName, HeaderValue};

use super::options::Options;
use crate::descriptor::{CallDescriptor, Idempotency};
use crate::error::Error;
use crate::random;
use crate::value::{Params, Value};

impl Options {
    /// A key for all attempts of a call that is sent with one, unless the caller gave it.
    pub(super) fn identify(&mut self, call: &CallDescriptor, params: Params) -> Params {
        let Some(idempotency) = call.idempotency else {
            return params;
        };
        let set = match idempotency {
            Idempotency::Header(_) => None,
            Idempotency::Key(wire) => params.get(wire).and_then(Value::text_form),
        };
        let set = set.filter(|key| !key.is_empty()).map(str::to_owned);
        let given = self.idempotency_key.take().or(set);
        let key = given.unwrap_or_else(random_key);
        self.idempotency_key = Some(key.clone());
        match idempotency {
            Idempotency::Header(_) => params,
            Idempotency::Key(wire) => params.with_wire(wire, Value::text(key)),
        }
    }

    /// Checks the key, and writes it into the headers if it travels there.
    pub(super) fn write_key(
        &self,
        call: &CallDescriptor,
        headers: &mut HeaderMap,
    ) -> Result<(), Error> {
        let Some(key) = self.idempotency_key.as_deref() else {
            return Ok(());
        };
        let is_blank = key.trim().is_empty();
        let header = match call.idempotency {
            None => {
                return Err(Error::config(format!(
                    "{}: takes no idempotency key: leave it out, and look before sending again",
                    call.name
                )));
            }
            Some(Idempotency::Key(_)) if !is_blank => return Ok(()),
            Some(Idempotency::Key(place) | Idempotency::Header(place)) => place,
        };
        let name = HeaderName::from_bytes(header.as_bytes()).ok();
        let value = HeaderValue::from_str(key).ok();
        let Some((name, value)) = name.zip(value.filter(|_| !is_blank)) else {
            return Err(Error::config(format!(
                "{}: the idempotency key cannot be written in {header}: take letters and digits",
                call.name
            )));
        };
        if headers.contains_key(&name) {
            return Err(Error::config(format!(
                "{}: the idempotency key would stand in {header} in place of what the call is sent with \
                 there: its descriptor must name another header",
                call.name
            )));
        }
        headers.insert(name, value);
        Ok(())
    }
}

/// A random UUID (version 4).
fn random_key() -> String {
    let random = random::bits();
    let version = (random & !(0xf << 76)) | (4 << 76);
    let bits = (version & !(0b11 << 62)) | (0b10 << 62);
    format!(
        "{:08x}-{:04x}-{:04x}-{:04x}-{:012x}",
        bits >> 96,
        (bits >> 80) & 0xffff,
        (bits >> 64) & 0xffff,
        (bits >> 48) & 0xffff,
        bits & 0xffff_ffff_ffff
    )
}

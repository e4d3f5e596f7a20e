//! Writes a call as a request.

use std::borrow::Cow;

use base64::Engine as _;
use http::HeaderMap;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, HeaderName, HeaderValue};

use super::masked_text::{Field, MaskedText, Pair, fields, fixed, json_body, pair, rule};
use super::path;
use super::{BaseUrl, Credentials, Request};
use crate::descriptor::{CallDescriptor, Credential, CredentialPlace, Holds, Method, Place, Rule};
use crate::error::Error;
use crate::text::one_line;
use crate::value::Params;

/// Writes a call as a request. Pure: the same parameters give the same bytes.
///
/// Parameters travel in `place`, those of the path excepted. In a query and in a form they are
/// escaped byte by byte (a space is `%20`), and nested rows are JSON text. In JSON all values are
/// texts, except those whose limit is unquoted and those that are JSON themselves. Lists are joined by
/// commas. Custom names come last, and after them what the call is always sent with.
///
/// # Errors
///
/// [`crate::Cause::Invalid`] if a value of the path is missing, empty, `.` or `..`;
/// [`crate::Cause::Config`] if the path would leave the base URL, if the call does not take its
/// parameters in that place, if JSON would stand outside a JSON body, if a secret would stand in a
/// URL, if a credential is missing or cannot be written, or if the parameters are those of a nested row.
pub fn encode(
    params: &Params,
    base_url: &BaseUrl,
    credentials: &Credentials,
    place: Place,
) -> Result<Request, Error> {
    let call = params.needed_call()?;
    encode_as(call.method, params, base_url, credentials, place)
}

/// [`encode`], with one of the methods that the call is sent with.
pub(crate) fn encode_as(
    method: Method,
    params: &Params,
    base_url: &BaseUrl,
    credentials: &Credentials,
    place: Place,
) -> Result<Request, Error> {
    let call = params.needed_call()?;
    if method != call.method && !call.other_methods.contains(&method) {
        let mut all = call.method.as_str().to_owned();
        for other in call.other_methods {
            all.push_str(" or ");
            all.push_str(other.as_str());
        }
        return Err(Error::config(format!(
            "{}: is not sent with {}: send it with {all}",
            call.name,
            method.as_str()
        )));
    }
    if !call.sends.contains(&place) {
        let place = match place {
            Place::Query => "the query",
            Place::Form => "a form",
            Place::Json => "JSON",
        };
        return Err(Error::config(format!(
            "{}: takes no parameters in {place}",
            call.name
        )));
    }
    let secret = params.set().find(|(key, _)| key.holds == Holds::Secret);
    if let (Place::Query, Some((key, _))) = (place, secret) {
        return Err(Error::config(format!(
            "{}: {} is a secret, and URLs end up in logs: send the parameters in the body",
            call.name, key.wire
        )));
    }
    let mut json = fields(params, call.open)
        .filter(|field| matches!(rule(field.limit), Rule::Json) && !is_fixed(call, field.name));
    if let Some(field) = json.find(|it| place != Place::Json || call.has_in_path(it.name)) {
        return Err(Error::config(format!(
            "{}: {} is JSON, which travels in a JSON body only: send the parameters there",
            call.name,
            one_line(field.name, NAME)
        )));
    }
    let mut url = MaskedText::with_capacity(base_url.as_str().len() + call.path.len() + VALUES);
    path::write(&mut url, base_url, params, call)?;
    let mut parts = Parts {
        headers: HeaderMap::with_capacity(HEADERS),
        query: Vec::new(),
        body: Vec::new(),
    };
    parts.authenticate(call, credentials)?;
    parts
        .headers
        .insert(ACCEPT, HeaderValue::from_static("application/json"));

    let fields = || {
        let of_caller =
            |field: &Field<'_>| !call.has_in_path(field.name) && !is_fixed(call, field.name);
        fields(params, call.open).filter(of_caller)
    };
    let mut body = None;
    match place {
        Place::Json => body = Some(json_body(&parts.body, call, fields())),
        Place::Form => parts.body.extend(fields().map(pair).chain(fixed(call))),
        Place::Query => {
            let all = fields().map(pair).chain(fixed(call));
            parts.query.splice(0..0, all).for_each(drop);
        }
    }
    let content_type = if body.is_some() {
        Some("application/json")
    } else if place == Place::Form || !parts.body.is_empty() {
        let mut form = MaskedText::default();
        form.pairs(&parts.body);
        body = Some(form);
        Some("application/x-www-form-urlencoded")
    } else {
        None
    };
    if let Some(content_type) = content_type {
        parts
            .headers
            .insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    }
    if body.is_none() && matches!(method, Method::Post | Method::Put | Method::Patch) {
        // Some servers and proxies refuse a POST that does not say that it has no body.
        parts
            .headers
            .insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
    }
    if !parts.query.is_empty() {
        url.text.push(b'?');
        url.pairs(&parts.query);
    }
    Ok(Request::new(call.name, method, url, parts.headers, body))
}

/// Bytes of the values in an address that room is made for at once.
const VALUES: usize = 64;
/// How many headers most requests have, those of the HTTP library included.
const HEADERS: usize = 6;
/// Most characters of a custom name in an error.
const NAME: usize = 60;

/// Whether the call always has this parameter, whatever a caller says.
fn is_fixed(call: &CallDescriptor, name: &str) -> bool {
    call.fixed
        .iter()
        .any(|(fixed, _)| fixed.eq_ignore_ascii_case(name))
}

/// User name and password of HTTP Basic authentication as they travel, if a call is sent with them.
pub(crate) fn basic(formatted: &[(&'static Credential, Cow<'_, str>)]) -> Option<String> {
    let value = |place| {
        let mut all = formatted.iter();
        all.find(|(credential, _)| credential.place == place)
            .map(|(_, value)| &**value)
    };
    let user = value(CredentialPlace::BasicUser);
    let password = value(CredentialPlace::BasicPassword);
    let both = user.or(password).map(|_| {
        format!(
            "{}:{}",
            user.unwrap_or_default(),
            password.unwrap_or_default()
        )
    });
    both.map(|both| base64::engine::general_purpose::STANDARD.encode(both))
}

struct Parts<'p> {
    headers: HeaderMap,
    query: Vec<Pair<'p>>,
    body: Vec<Pair<'p>>,
}

impl<'p> Parts<'p> {
    fn authenticate(
        &mut self,
        call: &CallDescriptor,
        credentials: &'p Credentials,
    ) -> Result<(), Error> {
        let formatted = credentials.formatted_for(call)?;
        if let Some(basic) = basic(&formatted) {
            self.secret_header(call, AUTHORIZATION.as_str(), &format!("Basic {basic}"))?;
        }
        for (credential, value) in formatted {
            match credential.place {
                CredentialPlace::Header(name) => self.secret_header(call, name, &value)?,
                CredentialPlace::Query(name) => self.query.push(secret_pair(name, value)),
                CredentialPlace::Body(name) => self.body.push(secret_pair(name, value)),
                CredentialPlace::BasicUser | CredentialPlace::BasicPassword => {}
            }
        }
        Ok(())
    }

    fn secret_header(
        &mut self,
        call: &CallDescriptor,
        name: &str,
        value: &str,
    ) -> Result<(), Error> {
        let header = HeaderName::from_bytes(name.as_bytes())
            .ok()
            .zip(HeaderValue::from_str(value).ok());
        let Some((name, mut value)) = header else {
            return Err(Error::config(format!(
                "{}: the credential for the header {name} cannot be written in a header",
                call.name
            )));
        };
        value.set_sensitive(true);
        self.headers.insert(name, value);
        Ok(())
    }
}

fn secret_pair<'p>(name: &'static str, value: Cow<'p, str>) -> Pair<'p> {
    Pair {
        name,
        value,
        mark: Holds::Secret.mark(),
    }
}

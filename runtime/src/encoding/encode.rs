//! Writes a call as a request.

use http::HeaderMap;
use http::header::{ACCEPT, CONTENT_LENGTH, CONTENT_TYPE, HeaderValue};

use super::authentication::Parts;
use super::masked_text::{Field, MaskedText, Pair, fields, fixed, json_body, rule};
use super::{
    BaseUrl, Credentials, Multipart, NAME, Request, headers, nulls, pairs, path, whole_body,
};
use crate::descriptor::{CallDescriptor, FixedPlace, Holds, Key, KeyPlace, Method, Place, Rule};
use crate::error::{Error, Violations};
use crate::text::one_line;
use crate::value::{Params, Value};

/// Writes a call as a request. Pure: the same parameters give the same bytes, but for what stands between the
/// parts of a multipart body, which is drawn anew each time.
///
/// Parameters travel in `place`, those of the path and those with a place of their own excepted. In a query and
/// in a form they are escaped byte by byte (a space is `%20`), and nested rows are JSON text unless the call says
/// how they nest. In JSON all values are texts, except those whose limit is unquoted and those that are JSON
/// themselves. Lists are joined by commas, unless their limit says that each item travels by itself. In a multipart body each value is a part,
/// and so is each file of a list. Custom names come last, and after them what the call is always sent with.
///
/// # Errors
///
/// [`crate::Cause::Invalid`] if a value of the path is missing, empty, `.` or `..`, or if there are values under
/// names that no key has ([`crate::Call::fill`]);
/// [`crate::Cause::Config`] if the path would leave the base URL, if the call does not take its
/// parameters in that place, if JSON would stand outside a JSON body or a file outside a multipart body, if a
/// name in a map would be read as several, if a secret would stand in a URL, if a credential is missing or cannot be written, or if the parameters are those of a nested row.
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
    // What has no place on the wire must not be left out in silence, however little is checked.
    if let Some(violations) = Violations::some(params.unmatched_violations()) {
        return Err(Error::invalid(violations));
    }
    // Beside a body of the caller's own, nothing else stands in one, whatever the call sends otherwise.
    let has_own = params.body().is_some();
    let place = if has_own { Place::Query } else { place };
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
    if !has_own && !call.sends.contains(&place) {
        let place = match place {
            Place::Query => "the query",
            Place::Form => "a form",
            Place::Json => "JSON",
            Place::Multipart => "parts",
        };
        return Err(Error::config(format!(
            "{}: takes no parameters in {place}",
            call.name
        )));
    }
    // Most keys of a call have no value: they are passed over once.
    let mut all = Vec::with_capacity(FIELDS);
    all.extend(fields(params, call.open));
    let mut in_url = all.iter().filter_map(|field: &Field<'_>| {
        let key = field.key?;
        let secret = secret(key, field.value)?;
        let in_path = call.has_in_path(key.wire);
        let in_url = in_path || goes(key.place, place) == KeyPlace::Query;
        let may_move = key.place.is_none() && !in_path;
        in_url.then_some((secret, may_move))
    });
    if let Some((key, may_move)) = in_url.next() {
        let has_body = call.sends.iter().any(|place| *place != Place::Query);
        let what = match may_move && has_body {
            true => "send the parameters in the body",
            false => "its descriptor must put it elsewhere",
        };
        return Err(Error::config(format!(
            "{}: {} is a secret, and URLs end up in logs: {what}",
            call.name, key.wire
        )));
    }
    let bodiless = all.iter().find(|field| {
        place == Place::Query
            && field.place == Some(KeyPlace::Body)
            && !call.has_in_path(field.name)
    });
    if let Some(field) = bodiless {
        let what = match has_own {
            true => "the call has one of its own: leave one of them out",
            false => "parameters in the query leave none: send them in a body",
        };
        return Err(Error::config(format!(
            "{}: {} travels in a body, and {what}",
            call.name, field.name
        )));
    }
    if let Some(key) = nulls::lost(&all, call, place) {
        return Err(Error::config(format!(
            "{}: {} is null, which only a JSON body can say: send the parameters there, or leave it out",
            call.name, key.wire
        )));
    }
    let mut json = (all.iter())
        .filter(|field| matches!(rule(field.limit), Rule::Json) && !is_fixed(call, field, place));
    let in_json = |field: &Field<'_>| {
        place == Place::Json
            && !call.has_in_path(field.name)
            && goes(field.place, place) == KeyPlace::Body
    };
    if let Some(field) = json.find(|it| !in_json(it)) {
        return Err(Error::config(format!(
            "{}: {} is JSON, which travels in a JSON body only: send the parameters there",
            call.name,
            one_line(field.name, NAME)
        )));
    }
    let is_elsewhere = |field: &Field<'_>| {
        goes(field.place, Place::Multipart) != KeyPlace::Body || call.has_in_path(field.name)
    };
    let mut files = all.iter().filter(|field| field.value.holds_file());
    if let Some(field) = files
        .find(|it| place != Place::Multipart || it.value.sent_files().is_none() || is_elsewhere(it))
    {
        let what = match is_elsewhere(field) {
            true => "its descriptor puts it elsewhere",
            false => "send the parameters there",
        };
        return Err(Error::config(format!(
            "{}: {} is a file, which travels in a part of a multipart body only: {what}",
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
    parts.headers.insert(ACCEPT, accept(call)?);

    let fields = |to: KeyPlace| {
        let of_caller = move |field: &Field<'_>| {
            goes(field.place, place) == to
                && !call.has_in_path(field.name)
                && !is_fixed(call, field, place)
        };
        all.iter().copied().filter(of_caller)
    };
    headers::add(&mut parts.headers, call, fields(KeyPlace::Header))?;
    let mut query = pairs::all(fields(KeyPlace::Query), call)?;
    let (mut body, mut multipart) = (None, None);
    match place {
        Place::Json => {
            let fields = fields(KeyPlace::Body);
            body = Some(match call.body {
                Some(name) => whole_body::write(name, call, &parts.body, fields)?,
                None => json_body(&parts.body, call, fields),
            });
        }
        Place::Form => {
            parts.body.extend(pairs::all(fields(KeyPlace::Body), call)?);
            parts.body.extend(fixed(call));
        }
        Place::Multipart => {
            let fields = fields(KeyPlace::Body);
            multipart = Some(Multipart::of(parts.body.drain(..), call, fields)?);
        }
        Place::Query => query.extend(fixed(call)),
    }
    let elsewhere = call.fixed_in(FixedPlace::Query);
    query.extend(elsewhere.map(|fixed| Pair::plain(fixed.name, fixed.value)));
    parts.query.splice(0..0, query).for_each(drop);
    let mut own_type = None;
    if let Some(own) = params.body() {
        if !parts.body.is_empty() {
            return Err(Error::config(format!(
                "{}: has a body of its own, and is sent with a credential that travels in the body: send \
                 its values as parameters",
                call.name
            )));
        }
        let value = HeaderValue::from_str(&own.content_type);
        let value = value.ok().filter(|_| own.content_type.contains('/'));
        own_type = Some(value.ok_or_else(|| {
            Error::config(format!(
                "{}: the content type of its body cannot be written in a header: give one such as \
                 text/plain",
                call.name
            ))
        })?);
    }
    if let Some(multipart) = &multipart {
        let content_type = HeaderValue::from_str(&multipart.content_type())
            .map_err(|_| Error::config(format!("{}: its parts cannot be told apart", call.name)))?;
        parts.headers.insert(CONTENT_TYPE, content_type);
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
    let has_body = body.is_some()
        || multipart.is_some()
        || params.body().is_some_and(|own| !own.bytes.is_empty());
    if let Some(content_type) = own_type {
        parts.headers.insert(CONTENT_TYPE, content_type);
    }
    if !has_body && matches!(method, Method::Post | Method::Put | Method::Patch) {
        // Some servers and proxies refuse a POST that does not say that it has no body.
        parts
            .headers
            .insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
    }
    if !parts.query.is_empty() {
        url.text.push(b'?');
        url.pairs(&parts.query);
    }
    let request = Request::new(call.name, method, url, parts.headers, body);
    Ok(match (multipart, params.body()) {
        (Some(multipart), _) => request.with_parts(multipart),
        (None, Some(own)) => request.with_body(own.bytes.clone()),
        (None, None) => request,
    })
}

/// Bytes of the values in an address that room is made for at once.
const VALUES: usize = 64;
/// How many values most requests have.
const FIELDS: usize = 16;
/// How many headers most requests have, those of the HTTP library included.
const HEADERS: usize = 6;

/// What kinds of answer are asked for.
fn accept(call: &CallDescriptor) -> Result<HeaderValue, Error> {
    let usual = match call.returns.is_body() {
        true => "*/*",
        false => "application/json",
    };
    let Some(own) = call.accept else {
        return Ok(HeaderValue::from_static(usual));
    };
    HeaderValue::from_str(own).map_err(|_| {
        Error::config(format!(
            "{}: what its descriptor accepts cannot be written in a header",
            call.name
        ))
    })
}

/// The secret that a value is, or that is nested in it.
fn secret(key: &'static Key, value: &Value) -> Option<&'static Key> {
    if key.holds == Holds::Secret {
        return Some(key);
    }
    let rows = value.nested_rows().unwrap_or_default().iter();
    let mut nested = rows.chain(value.nested_object());
    nested.find_map(|row| row.set().find_map(|(key, value)| secret(key, value)))
}

/// Where a key travels, if it is not in the path.
pub(super) fn goes(own: Option<KeyPlace>, place: Place) -> KeyPlace {
    match (own, place) {
        (Some(own), _) => own,
        (None, Place::Query) => KeyPlace::Query,
        (None, Place::Form | Place::Json | Place::Multipart) => KeyPlace::Body,
    }
}

/// Whether the call always has what is called so in the place where the field travels.
fn is_fixed(call: &CallDescriptor, field: &Field<'_>, place: Place) -> bool {
    if call.fixed.is_empty() && call.fixed_elsewhere.is_empty() && call.api.fixed.is_empty() {
        return false;
    }
    let to = goes(field.place, place);
    let is_it = |name: &str| name.eq_ignore_ascii_case(field.name);
    let among_others = goes(None, place) == to && call.fixed.iter().any(|(name, _)| is_it(name));
    let elsewhere = match to {
        KeyPlace::Query => FixedPlace::Query,
        KeyPlace::Header => FixedPlace::Header,
        KeyPlace::Body => return among_others,
    };
    among_others || call.fixed_in(elsewhere).any(|fixed| is_it(fixed.name))
}

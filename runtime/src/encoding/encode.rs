use std::borrow::Cow;

use base64::Engine as _;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, HeaderName, HeaderValue};

use super::written::{Pair, Written, fields, json_body, pair, rule};
use crate::descriptor::{CallDescriptor, CredentialPlace, Holds, Method, Place};
use crate::{BaseUrl, Breach, Credentials, Error, Params, Request, Violation, Violations};

/// Writes a call as a request. Pure: the same parameters give the same bytes.
///
/// Parameters travel in `place`, those of the path excepted. In a query and in a form they are
/// escaped byte by byte (a space is `%20`), and nested rows are JSON text. In JSON all values are
/// texts, except those whose limit is bare. Lists are joined by commas. Custom names come last.
///
/// # Errors
///
/// [`crate::Cause::Invalid`] if a value of the path is missing, empty, `.` or `..`;
/// [`crate::Cause::Config`] if the path would leave the base URL, if the call does not take its
/// parameters in that place, if a secret would stand in a URL, if a credential cannot be written, or
/// if the parameters are those of a nested row.
pub fn encode(
    params: &Params,
    base_url: &BaseUrl,
    credentials: &Credentials,
    place: Place,
) -> Result<Request, Error> {
    let call = params.needed_call()?;
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
    let mut url = Written::default();
    url.text.extend_from_slice(base_url.as_str().as_bytes());
    write_path(&mut url, params, call)?;
    let mut parts = Parts::default();
    parts.authenticate(call, credentials)?;
    parts
        .headers
        .insert(ACCEPT, HeaderValue::from_static("application/json"));

    let fields = || fields(params, call.open).filter(|field| !is_in_path(call.path, field.name));
    let mut body = None;
    match place {
        Place::Json => body = Some(json_body(&parts.body, call.root, fields())),
        Place::Form => parts.body.extend(fields().map(pair)),
        Place::Query => parts.query.splice(0..0, fields().map(pair)).for_each(drop),
    }
    let content_type = if body.is_some() {
        Some("application/json")
    } else if place == Place::Form || !parts.body.is_empty() {
        let mut form = Written::default();
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
    if body.is_none() && matches!(call.method, Method::Post | Method::Put | Method::Patch) {
        // Some servers and proxies refuse a POST that does not say that it has no body.
        parts
            .headers
            .insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
    }
    if !parts.query.is_empty() {
        url.text.push(b'?');
        url.pairs(&parts.query);
    }
    Ok(Request::new(
        call.name,
        call.method,
        url,
        parts.headers,
        body,
    ))
}

#[derive(Default)]
struct Parts<'p> {
    headers: http::HeaderMap,
    query: Vec<Pair<'p>>,
    body: Vec<Pair<'p>>,
}

impl Parts<'_> {
    fn authenticate(
        &mut self,
        call: &CallDescriptor,
        credentials: &Credentials,
    ) -> Result<(), Error> {
        let (mut user, mut password) = (None, None);
        for (credential, value) in credentials.dressed() {
            match credential.place {
                CredentialPlace::Header(name) => self.secret_header(call, name, &value)?,
                CredentialPlace::Query(name) => self.query.push(secret_pair(name, value)),
                CredentialPlace::Body(name) => self.body.push(secret_pair(name, value)),
                CredentialPlace::BasicUser => user = Some(value),
                CredentialPlace::BasicPassword => password = Some(value),
            }
        }
        if user.is_some() || password.is_some() {
            let both = format!(
                "{}:{}",
                user.unwrap_or_default(),
                password.unwrap_or_default()
            );
            let basic = base64::engine::general_purpose::STANDARD.encode(both);
            self.secret_header(call, AUTHORIZATION.as_str(), &format!("Basic {basic}"))?;
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

fn secret_pair(name: &'static str, value: String) -> Pair<'static> {
    Pair {
        name,
        value: Cow::Owned(value),
        mark: Holds::Secret.mark(),
    }
}

/// Whether the parameter of this name travels in the path.
fn is_in_path(path: &str, name: &str) -> bool {
    let mut names = path.split('{').skip(1);
    names.any(|rest| rest.split_once('}').is_some_and(|(found, _)| found == name))
}

/// The call's path with its parameters. None of them can leave its segment.
fn write_path(url: &mut Written, params: &Params, call: &CallDescriptor) -> Result<(), Error> {
    let wrong = |key: &str, breach| {
        let violation = Violation {
            call: call.name,
            key: key.to_owned(),
            limit: None,
            says: "",
            breach,
            value: None,
            revision: call.api.revision,
        };
        Error::invalid(Violations::one(violation))
    };
    let stays = |byte: u8| !matches!(byte, b'?' | b'#' | b'\\') && !byte.is_ascii_control();
    if call.path.starts_with('/') || !call.path.bytes().all(stays) {
        return Err(Error::config(format!(
            "the path of {} must be what follows the base URL, without a slash before it, a query \
             or a fragment",
            call.name
        )));
    }
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
                Some(field) => field.value.wire_text(rule(field.limit)),
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
        // Escaped dots would not help: URLs give `%2E` the same meaning.
        if matches!(url.text.get(start..), Some(b"." | b"..")) {
            return Err(wrong(last, Breach::DotSegment));
        }
    }
    Ok(())
}

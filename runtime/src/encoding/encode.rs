use base64::Engine as _;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, HeaderName, HeaderValue};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::descriptor::{CallDescriptor, CredentialPlace, Holds, Limit, Method, Place, Rule};
use crate::{BaseUrl, Breach, Credentials, Error, Params, Request, Value, Violation, Violations};

/// Everything but the characters that no part of a URL gives a meaning to.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// Writes a call as a request. Pure: the same parameters give the same bytes.
///
/// Parameters travel in `place`, those of the path excepted. In a query and in a form they are
/// escaped byte by byte (a space is `%20`), and nested rows are JSON text. In JSON all values are
/// texts, except those whose limit is bare. Lists are joined by commas. Custom names come last.
///
/// # Errors
///
/// [`Error::Invalid`] if a value of the path is missing, empty, `.` or `..`; [`Error::Config`] if the
/// call does not take its parameters in that place, if a secret would stand in a URL, if a credential
/// cannot be written, or if the parameters are those of a nested row.
pub fn encode(
    params: &Params,
    base_url: &BaseUrl,
    credentials: &Credentials,
    place: Place,
) -> Result<Request, Error> {
    let Some(call) = params.call() else {
        return Err(Error::config(format!(
            "{} is no call: it goes into one",
            params.name()
        )));
    };
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
    let path = path(params, call)?;
    let mut parts = Parts::default();
    parts.authenticate(call, credentials)?;
    parts
        .headers
        .insert(ACCEPT, HeaderValue::from_static("application/json"));

    let in_path =
        |wire: &str| call.path.contains('{') && call.path.contains(&format!("{{{wire}}}"));
    let fields = || {
        params
            .set()
            .filter(|(key, _)| !in_path(key.wire))
            .map(|(key, value)| (key.wire, Some(key.limit), value))
            .chain(
                params
                    .custom()
                    .map(|(name, value)| (name, call.open, value)),
            )
    };
    let mut body = None;
    match place {
        Place::Json => body = Some(json_body(&parts.body, call.root, fields())),
        Place::Form => parts.body.extend(fields().map(pair)),
        Place::Query => parts.query.splice(0..0, fields().map(pair)).for_each(drop),
    }
    let content_type = if body.is_some() {
        Some("application/json")
    } else if place == Place::Form || !parts.body.is_empty() {
        body = Some(pairs(&parts.body).into_bytes());
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
    let mut url = format!("{}{path}", base_url.as_str());
    if !parts.query.is_empty() {
        url.push('?');
        url.push_str(&pairs(&parts.query));
    }
    Ok(Request {
        call: call.name,
        method: call.method,
        url,
        headers: parts.headers,
        body,
    })
}

#[derive(Default)]
struct Parts {
    headers: http::HeaderMap,
    query: Vec<(String, String)>,
    body: Vec<(String, String)>,
}

impl Parts {
    fn authenticate(
        &mut self,
        call: &CallDescriptor,
        credentials: &Credentials,
    ) -> Result<(), Error> {
        let (mut user, mut password) = (None, None);
        for (credential, value) in credentials.dressed() {
            match credential.place {
                CredentialPlace::Header(name) => self.secret_header(call, name, &value)?,
                CredentialPlace::Query(name) => self.query.push((name.to_owned(), value)),
                CredentialPlace::Body(name) => self.body.push((name.to_owned(), value)),
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

/// The call's path with its parameters. None of them can leave its segment.
fn path(params: &Params, call: &CallDescriptor) -> Result<String, Error> {
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
        Error::Invalid(Violations::one(violation))
    };
    let mut segments = Vec::new();
    for template in call.path.split('/') {
        let (mut segment, mut rest, mut last) = (String::new(), template, "");
        while let Some((before, (key, after))) = rest
            .split_once('{')
            .and_then(|(before, rest)| Some((before, rest.split_once('}')?)))
        {
            let text = params
                .set()
                .find(|(accepted, _)| accepted.wire == key)
                .and_then(|(accepted, value)| value.wire_text(&accepted.limit.rule))
                .filter(|text| !text.is_empty())
                .ok_or_else(|| wrong(key, Breach::Missing))?;
            segment.push_str(before);
            segment.extend(utf8_percent_encode(&text, ESCAPED));
            (rest, last) = (after, key);
        }
        segment.push_str(rest);
        // Escaped dots would not help: URLs give `%2E` the same meaning.
        if matches!(segment.as_str(), "." | "..") {
            return Err(wrong(last, Breach::DotSegment));
        }
        segments.push(segment);
    }
    Ok(segments.join("/"))
}

type Field<'p> = (&'p str, Option<&'static Limit>, &'p Value);

fn pair((name, limit, value): Field<'_>) -> (String, String) {
    let text = match value.wire_text(rule(limit)) {
        Some(text) => text.into_owned(),
        None => {
            let mut json = Vec::new();
            write_value(&mut json, limit, value);
            String::from_utf8_lossy(&json).into_owned()
        }
    };
    (name.to_owned(), text)
}

fn pairs(pairs: &[(String, String)]) -> String {
    let mut text = String::new();
    for (name, value) in pairs {
        if !text.is_empty() {
            text.push('&');
        }
        text.extend(utf8_percent_encode(name, ESCAPED));
        text.push('=');
        text.extend(utf8_percent_encode(value, ESCAPED));
    }
    text
}

fn json_body<'p>(
    credentials: &[(String, String)],
    root: Option<&str>,
    fields: impl Iterator<Item = Field<'p>>,
) -> Vec<u8> {
    let mut body = vec![b'{'];
    for (name, value) in credentials {
        write_name(&mut body, name);
        write_text(&mut body, value);
    }
    match root {
        Some(root) => {
            write_name(&mut body, root);
            write_object(&mut body, fields);
        }
        None => fields.for_each(|field| write_field(&mut body, field)),
    }
    body.push(b'}');
    body
}

fn write_object<'p>(json: &mut Vec<u8>, fields: impl Iterator<Item = Field<'p>>) {
    json.push(b'{');
    fields.for_each(|field| write_field(json, field));
    json.push(b'}');
}

fn write_field(json: &mut Vec<u8>, (name, limit, value): Field<'_>) {
    write_name(json, name);
    write_value(json, limit, value);
}

fn write_name(json: &mut Vec<u8>, name: &str) {
    if json.last() != Some(&b'{') {
        json.push(b',');
    }
    write_text(json, name);
    json.push(b':');
}

fn write_value(json: &mut Vec<u8>, limit: Option<&'static Limit>, value: &Value) {
    if let Some(text) = value.wire_text(rule(limit)) {
        if limit.is_some_and(|limit| limit.bare) && is_literal(&text) {
            json.extend_from_slice(text.as_bytes());
        } else {
            write_text(json, &text);
        }
    } else if let Some(object) = value.nested_object() {
        write_object(json, nested(object));
    } else {
        json.push(b'[');
        for (position, row) in value.nested_rows().unwrap_or(&[]).iter().enumerate() {
            if position > 0 {
                json.push(b',');
            }
            write_object(json, nested(row));
        }
        json.push(b']');
    }
}

fn nested(params: &Params) -> impl Iterator<Item = Field<'_>> {
    params
        .set()
        .map(|(key, value)| (key.wire, Some(key.limit), value))
        .chain(params.custom().map(|(name, value)| (name, None, value)))
}

fn write_text(json: &mut Vec<u8>, text: &str) {
    // Writing a text into memory cannot fail.
    let _ = serde_json::to_writer(json, text);
}

fn rule(limit: Option<&'static Limit>) -> &'static Rule {
    limit.map_or(&Rule::Text { max: None }, |limit| &limit.rule)
}

/// Whether the text can stand in JSON without quotes: a number or a boolean.
fn is_literal(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let leading_zero =
        digits.starts_with('0') && digits.as_bytes().get(1).is_some_and(u8::is_ascii_digit);
    let whole =
        |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let number = match digits.split_once('.') {
        Some((before, after)) => whole(before) && whole(after),
        None => whole(digits),
    };
    matches!(text, "true" | "false") || (number && !leading_zero)
}

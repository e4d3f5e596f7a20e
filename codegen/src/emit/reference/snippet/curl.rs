//! The command for a shell. Secrets are in variables, and are never written.

use super::json::MARK;
use super::pairs::{Pair, Written, escaped};
use super::request::Request;
use crate::model::{CredentialPlace, Idempotency, Method, Place};

/// The whole command.
pub(super) fn command(request: &Request<'_>, place: Place) -> String {
    let call = request.call;
    let mut lines = Vec::new();
    // What curl takes by itself is left to it.
    let usual = match place {
        Place::Query => Method::Get,
        Place::Form | Place::Json | Place::Multipart => Method::Post,
    };
    let method = match call.method == usual {
        true => String::new(),
        false => format!("-X {} ", call.method.as_str()),
    };
    lines.push(format!("curl {method}{}", address(request, place)));
    lines.extend(basic(request).map(|user| format!("-u {user}")));
    for header in request.headers(place) {
        let value = double(&header.value);
        lines.push(format!("-H \"{}: {value}\"", in_double(&header.name)));
    }
    if let Some(kinds) = &call.accept {
        lines.push(format!("-H {}", single(&format!("Accept: {kinds}"))));
    }
    if let Some(Idempotency::Header(name)) = &call.idempotency {
        lines.push(format!("-H \"{}: $(uuidgen)\"", in_double(name)));
    }
    match place {
        Place::Query => {}
        Place::Json => {
            let json = request.json().map(|json| json.compact());
            let json = single(&json.unwrap_or_default());
            // A variable between the quotes that end before it and begin behind it.
            let mut whole = String::new();
            for (at, part) in json.split(MARK).enumerate() {
                match at % 2 {
                    0 => whole.push_str(part),
                    _ => whole.push_str(&format!("'\"${part}\"'")),
                }
            }
            lines.push(format!("--json {whole}"));
        }
        Place::Form => lines.extend(request.form().iter().map(field)),
        Place::Multipart => lines.extend(request.form().iter().map(part)),
    }
    lines.join(" \\\n  ")
}

/// The address in double quotes.
fn address(request: &Request<'_>, place: Place) -> String {
    let (api, call) = (request.api, request.call);
    let mut path = String::new();
    let mut rest = call.path.as_str();
    while let Some((before, behind)) = rest.split_once('{') {
        path.push_str(&in_path(before));
        let (name, after) = behind.split_once('}').unwrap_or((behind, ""));
        path.push_str(&escaped(&request.in_path(name).unwrap_or_default()));
        rest = after;
    }
    path.push_str(&in_path(rest));
    let mut query = String::new();
    for pair in request.query(place) {
        query.push(if query.is_empty() { '?' } else { '&' });
        let value = match &pair.value {
            Written::Text(text) | Written::File(text) => escaped(text),
            Written::Env { .. } => double(&pair.value),
        };
        query.push_str(&format!("{}={value}", escaped(&pair.name)));
    }
    let name = format!("{}_BASE_URL", request.prefix());
    let base = match &call.base_url {
        // It is not below the address of the API.
        Some(own) => match path.starts_with('/') {
            true => in_double(host(own)),
            false => in_double(own),
        },
        None => match path.starts_with('/') {
            true => format!(
                "${{{name}%{}}}",
                in_path(&api.base_url[host(&api.base_url).len()..])
            ),
            false => format!("${{{name}}}"),
        },
    };
    format!("\"{base}{path}{query}\"")
}

/// Scheme and host of an address.
fn host(url: &str) -> &str {
    let begin = url.find("://").map_or(0, |at| at + 3);
    let end = url[begin..].find('/').map_or(url.len(), |at| begin + at);
    &url[..end]
}

/// User and password of HTTP Basic, if they are sent.
fn basic(request: &Request<'_>) -> Option<String> {
    let (mut user, mut password) = (None, None);
    for credential in request.sent_with() {
        let value = Written::Env {
            before: credential.before.clone(),
            env: request.variable(credential),
            after: credential.after.clone(),
        };
        let value = double(&value);
        match &credential.place {
            CredentialPlace::BasicUser => user = Some(value),
            CredentialPlace::BasicPassword => password = Some(value),
            CredentialPlace::BasicWithUser(known) => {
                (user, password) = (Some(in_double(known)), Some(value));
            }
            CredentialPlace::BasicWithPassword(known) => {
                (user, password) = (Some(value), Some(in_double(known)));
            }
            CredentialPlace::Header(_)
            | CredentialPlace::Query(_)
            | CredentialPlace::Body(_)
            | CredentialPlace::OAuth(_) => {}
        }
    }
    (user.is_some() || password.is_some()).then(|| {
        let (user, password) = (user.unwrap_or_default(), password.unwrap_or_default());
        format!("\"{user}:{password}\"")
    })
}

/// A field of a form. curl escapes its value, and not its name.
fn field(pair: &Pair) -> String {
    let name = escaped(&pair.name);
    match &pair.value {
        Written::Text(text) | Written::File(text) => {
            format!("--data-urlencode {}", single(&format!("{name}={text}")))
        }
        Written::Env { .. } => format!("--data-urlencode \"{name}={}\"", double(&pair.value)),
    }
}

/// A part of a body.
fn part(pair: &Pair) -> String {
    match &pair.value {
        Written::Text(text) => {
            format!("--form-string {}", single(&format!("{}={text}", pair.name)))
        }
        Written::File(_) => format!("-F {}", single(&format!("{}=@file.txt", pair.name))),
        Written::Env { .. } => format!(
            "--form-string \"{}={}\"",
            in_double(&pair.name),
            double(&pair.value)
        ),
    }
}

/// A value between double quotes.
fn double(value: &Written) -> String {
    match value {
        Written::Text(text) | Written::File(text) => in_double(text),
        Written::Env { before, env, after } => {
            // Behind a letter the name would go on.
            let goes_on = after.starts_with(|next: char| next.is_alphanumeric() || next == '_');
            let variable = match goes_on {
                true => format!("${{{env}}}"),
                false => format!("${env}"),
            };
            format!("{}{variable}{}", in_double(before), in_double(after))
        }
    }
}

/// What stands between double quotes, and is nothing but itself.
fn in_double(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len());
    for sign in text.chars() {
        if matches!(sign, '"' | '$' | '`' | '\\') {
            quoted.push('\\');
        }
        // What ends a line would end a header.
        quoted.push(if sign.is_control() { ' ' } else { sign });
    }
    quoted
}

/// A text in single quotes.
fn single(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

/// What of a path needs no quotes; the rest is escaped.
fn in_path(text: &str) -> String {
    let mut path = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            'A'..='Z'
            | 'a'..='z'
            | '0'..='9'
            | '-'
            | '.'
            | '_'
            | '~'
            | '/'
            | ':'
            | '@'
            | ','
            | '='
            | '+'
            | '%' => path.push(sign),
            sign => path.push_str(&escaped(sign.encode_utf8(&mut [0; 4]))),
        }
    }
    path
}

//! Any parameters, written as the request of any call.

use std::collections::HashSet;

use clienttether_generated::api::API;
use clienttether_generated::calls::CALLS;
use prose_runtime::reqwest::Url;
use prose_runtime::{
    BaseUrl, CallDescriptor, Config, Credentials, Holds, Key, Limit, Params, Place, Request, Rule,
    Value, encode as encode_call, validate,
};
use serde_json::Value as Json;

use super::{assert_one_line, choose, first_line};

/// Stands in every value that must not be shown, and nowhere else.
const MARK: &str = "QZX7Q";

/// Writes a call in every place and reads it back as a server would.
///
/// The first line is the name of a call. Each other one is `key=value`: a key that the call accepts, or
/// a custom name; `@token` and `@web_key` are the credentials. `\n`, `\r`, `\0` and `\\` in a line stand for
/// what they do in Rust. Rows of a nested table are separated by `;`, and in them `key:value` by `,`.
///
/// # Panics
///
/// If something is not as it should be.
pub fn encode(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    // What is made up here must not come from elsewhere.
    if text.contains(MARK) {
        return;
    }
    let (word, lines) = first_line(text.as_bytes());
    let Some(call) = choose(CALLS, word, |call| call.name) else {
        return;
    };
    let mut params = Params::of_call(call);
    let (mut token, mut web_key) = (MARK.to_owned(), format!("CT_{MARK}"));
    for line in String::from_utf8_lossy(lines).split('\n') {
        let line = unescaped(line);
        let Some((name, value)) = line.split_once('=') else {
            continue;
        };
        let hidden = || format!("{value}{MARK}");
        match (name, key_of(call.accepts, name)) {
            ("@token", _) => token = hidden(),
            ("@web_key", _) => web_key = hidden(),
            (_, Some(key)) => params = params.with(key, value_of(key, value)),
            (_, None) => params = params.with_custom(name, hidden()),
        }
    }
    let credentials = Credentials::new(&API)
        .with("access_token", token.as_str())
        .with("web_key", web_key.as_str());
    assert_hidden(&format!("{params:?}"));
    if let Err(violations) = validate(&params) {
        for violation in &violations {
            assert_hidden(&violation.to_string());
        }
    }
    let base_url = BaseUrl::new(&API, &Config::new()).unwrap();
    for place in [Place::Query, Place::Form, Place::Json] {
        match encode_call(&params, &base_url, &credentials, place) {
            Ok(request) => {
                assert_hidden(&format!("{request:?}"));
                let curl = request.to_curl();
                assert!(!curl.contains(MARK), "shown: {curl}");
                check_headers(
                    &request,
                    call,
                    [
                        ("access_token", "x-access-token", &token),
                        ("web_key", "x-web-key", &web_key),
                    ],
                );
                let url = check_path(&request, call, &params, &base_url);
                check_values(&request, call, &params, place, &url);
            }
            Err(error) => assert_hidden(&error.to_string()),
        }
    }
}

fn unescaped(line: &str) -> String {
    let mut text = String::new();
    let mut characters = line.chars();
    while let Some(character) = characters.next() {
        text.push(match character {
            '\\' => match characters.next() {
                Some('n') => '\n',
                Some('r') => '\r',
                Some('0') => '\0',
                Some(other) => other,
                None => '\\',
            },
            other => other,
        });
    }
    text
}

fn key_of(keys: &[&'static Key], name: &str) -> Option<&'static Key> {
    keys.iter().find(|key| key.wire == name).copied()
}

/// A value of the form that the key takes.
fn value_of(key: &'static Key, text: &str) -> Value {
    let row = |text: &str, keys: &'static [&'static Key], params: Params| {
        text.split(',').fold(params, |params, entry| {
            let (name, value) = entry.split_once(':').unwrap_or((entry, ""));
            match key_of(keys, name) {
                Some(key) => params.with(key, value_of(key, value)),
                None => params.with_custom(name, format!("{value}{MARK}")),
            }
        })
    };
    match &key.limit.rule {
        Rule::ArrayOf(table) => Value::rows(
            text.split(';')
                .map(|text| row(text, table.keys, Params::of_table(table))),
        ),
        Rule::Object(table) => Value::object(row(text, table.keys, Params::of_table(table))),
        Rule::Flag | Rule::Boolean if text == "yes" => Value::flag(true),
        _ if key.holds != Holds::Plain => Value::text(format!("{text}{MARK}")),
        Rule::ListOf(_) => Value::list(text.split(',')),
        _ => Value::text(text),
    }
}

/// That a text is one line, and says nothing that it must not.
fn assert_hidden(text: &str) {
    assert_one_line(text);
    assert!(!text.contains(MARK), "shown: {text}");
}

/// No header but ours, each with the value that was given, and no credential that the call needs not.
fn check_headers(
    request: &Request,
    call: &CallDescriptor,
    credentials: [(&str, &str, &String); 2],
) {
    let headers = request.headers();
    for (credential, header, value) in credentials {
        let sent = headers.get(header);
        let is_wanted = call.credentials.is_none_or(|all| all.contains(&credential));
        assert_eq!(sent.is_some(), is_wanted);
        if let Some(sent) = sent {
            assert_eq!(sent.as_bytes(), value.as_bytes());
            assert!(sent.is_sensitive());
        }
    }
    let known = [
        "x-access-token",
        "x-web-key",
        "accept",
        "content-type",
        "content-length",
    ];
    assert!(headers.keys().all(|name| known.contains(&name.as_str())));
    assert_eq!(headers.len(), headers.keys_len());
}

/// The URL is below the base, or below its host if the call's path begins with a slash, with the
/// segments of the call and the values in them.
fn check_path(request: &Request, call: &CallDescriptor, params: &Params, base: &BaseUrl) -> Url {
    let url = Url::parse(request.url()).unwrap();
    assert_eq!(url.as_str(), request.url(), "nothing is left to interpret");
    assert_eq!(url.fragment(), None);
    let base = Url::parse(base.as_str()).unwrap();
    let (base, template) = match call.path.strip_prefix('/') {
        Some(path) => (base.join("/").unwrap(), path),
        None => (base, call.path),
    };
    let path = url.as_str().strip_prefix(base.as_str()).unwrap();
    let path = path.split('?').next().unwrap_or_default();
    let segments: Vec<_> = path.split('/').collect();
    let templates: Vec<_> = template.split('/').collect();
    assert_eq!(segments.len(), templates.len());
    for (segment, template) in segments.into_iter().zip(templates) {
        match template
            .strip_prefix('{')
            .and_then(|rest| rest.strip_suffix('}'))
        {
            None => assert_eq!(segment, template),
            Some(name) => {
                // A form reads escapes as a path does, except for `+`, which is never written.
                let pair = format!("https://form.example/?x={segment}");
                let value = params.get(name).and_then(|value| value.wire_text(&TEXT));
                let read = Url::parse(&pair).unwrap();
                let read = read
                    .query_pairs()
                    .next()
                    .map(|(_, value)| value.into_owned());
                assert_eq!(read.as_deref(), value.as_deref());
            }
        }
    }
    url
}

static TEXT: Rule = Rule::Text { max: None };

/// What is not in the path is where it should be, whole and in order.
fn check_values(
    request: &Request,
    call: &CallDescriptor,
    params: &Params,
    place: Place,
    url: &Url,
) {
    let in_path = |name: &str| call.path.contains(&format!("{{{name}}}"));
    let listed = params
        .set()
        .map(|(key, value)| (key.wire, Some(key.limit), value));
    let custom = params
        .custom()
        .map(|(name, value)| (name, call.open, value));
    let fields: Vec<_> = listed
        .chain(custom)
        .filter(|(name, ..)| !in_path(name))
        .collect();
    let query: Vec<_> = url.query_pairs().into_owned().collect();
    let body = request
        .body()
        .map(|body| std::str::from_utf8(body).unwrap());
    if place == Place::Json {
        assert!(query.is_empty());
        let mut json: Json = serde_json::from_str(body.unwrap()).unwrap();
        if let Some(root) = call.root {
            json = json[root].take();
        }
        return assert_object(&json, &fields);
    }
    let pairs = if place == Place::Form {
        assert!(query.is_empty());
        let form = format!("https://form.example/?{}", body.unwrap());
        Url::parse(&form)
            .unwrap()
            .query_pairs()
            .into_owned()
            .collect()
    } else {
        assert_eq!(body, None);
        query
    };
    assert_eq!(pairs.len(), fields.len());
    for ((name, sent), (expected, limit, value)) in pairs.iter().zip(&fields) {
        assert_eq!(name, expected);
        match value.wire_text(rule(*limit)) {
            Some(text) => assert_eq!(sent, &text),
            None => assert_value(&serde_json::from_str(sent).unwrap(), *limit, value),
        }
    }
}

/// A name, its limit, and what is set for it.
type Field<'p> = (&'p str, Option<&'static Limit>, &'p Value);

fn assert_object(json: &Json, fields: &[Field<'_>]) {
    let object = json.as_object().unwrap();
    let names: HashSet<_> = fields.iter().map(|(name, ..)| *name).collect();
    assert_eq!(object.len(), names.len());
    for (name, limit, value) in fields {
        // Of a name that is set twice, the last one counts: validating refuses it.
        if fields.iter().filter(|(other, ..)| other == name).count() == 1 {
            assert_value(&object[*name], *limit, value);
        }
    }
}

fn assert_value(json: &Json, limit: Option<&'static Limit>, value: &Value) {
    if let Some(text) = value.wire_text(rule(limit)) {
        let bare = limit.is_some_and(|limit| limit.unquoted) && !json.is_string();
        let expected = if bare {
            serde_json::from_str(&text).unwrap()
        } else {
            Json::from(text.as_ref())
        };
        assert_eq!(*json, expected);
    } else if let Some(object) = value.nested_object() {
        assert_row(json, object);
    } else {
        let (rows, sent) = (value.nested_rows().unwrap(), json.as_array().unwrap());
        assert_eq!(rows.len(), sent.len());
        for (row, sent) in rows.iter().zip(sent) {
            assert_row(sent, row);
        }
    }
}

fn assert_row(json: &Json, row: &Params) {
    let listed = row
        .set()
        .map(|(key, value)| (key.wire, Some(key.limit), value));
    let custom = row.custom().map(|(name, value)| (name, None, value));
    assert_object(json, &listed.chain(custom).collect::<Vec<_>>());
}

fn rule(limit: Option<&'static Limit>) -> &'static Rule {
    limit.map_or(&TEXT, |limit| &limit.rule)
}

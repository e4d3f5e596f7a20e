//! What an answer's code means, as the spec says it.

use maud::{Markup, html};
use prose_codegen::model::{Accepted, Api, Call, ResultCode};

use crate::page::layout::{address, said};

/// The meaning of a result code, or of a status where there is no code.
pub(super) fn shown(
    api: &Api,
    call: &Call,
    status: Option<u16>,
    code: Option<&str>,
    body: &str,
) -> Markup {
    let known = match code {
        Some(code) => of_code(api, code),
        None => status.and_then(|status| of_status(api, status, body)),
    };
    let key = code
        .filter(|_| known.is_none())
        .and_then(|code| of_key(call, code));
    html! {
        @if let Some(known) = known {
            p.meaning #meaning {
                b { (known.code) @if !known.message.is_empty() { ", “" (known.message) "”" } } ": "
                (said(&known.doc)) " "
                a href={ (address("reference")) "#" (known.name) } { "In the reference" }
            }
        } @else if let Some(accepted) = key {
            (broken(call, accepted))
        }
    }
}

/// A code that is the name of a key: its value breaks the limit.
fn broken(call: &Call, accepted: &Accepted) -> Markup {
    let (key, limit) = (&accepted.key, &accepted.key.limit);
    let place = match &accepted.table {
        Some(table) => format!("{table}.{}", key.name),
        None => format!("call.{}", call.name),
    };
    let list = |values: &[String]| {
        let values = values.iter().filter(|value| !value.is_empty()).take(4);
        let values: Vec<&str> = values.map(String::as_str).collect();
        html! {
            @for (at, value) in values.iter().enumerate() { @if at > 0 { ", " } code { (value) } }
        }
    };
    html! {
        div.meaning #meaning {
            p {
                b { (key.wire) } " is the key whose value breaks its limit. " (said(&key.doc)) " "
                @if !limit.doc.is_empty() { (said(&limit.doc)) " " }
                a href={ (address("reference")) "#" (place) } { "In the reference" }
            }
            @if !limit.pass.is_empty() { p { "It allows " (list(&limit.pass)) "." } }
            @if !limit.fail.is_empty() { p { "It refuses " (list(&limit.fail)) "." } }
        }
    }
}

fn of_code<'a>(api: &'a Api, code: &str) -> Option<&'a ResultCode> {
    let mut codes = api.result_codes.iter();
    codes.find(|known| known.code == code || known.also.iter().any(|other| other == code))
}

/// Several codes may have one status: then words in the body tell them apart.
fn of_status<'a>(api: &'a Api, status: u16, body: &str) -> Option<&'a ResultCode> {
    let body = body.to_lowercase();
    let codes = api
        .result_codes
        .iter()
        .filter(|known| known.status == Some(status));
    let fitting = codes.filter(|known| body.contains(&known.says.to_lowercase()));
    fitting.max_by_key(|known| known.says.len())
}

fn of_key<'a>(call: &'a Call, code: &str) -> Option<&'a Accepted> {
    let mut accepts = call.accepts.iter();
    accepts.find(|accepted| accepted.key.wire == code || accepted.key.name == code)
}

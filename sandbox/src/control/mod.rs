//! The control endpoint: what the owner of a [`Sandbox`](crate::Sandbox) can do, in JSON.

mod faults;
mod states;

use std::time::Duration;

use hyper::header::{self, HeaderValue};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::backend::{Backend, ControlRefusal};
use crate::clock;
use crate::error::SandboxError;
use crate::gate::TOKEN_HEADER;
use crate::request::Request;
use crate::response::Response;
use crate::seed::Seed;
use crate::shared::Shared;
use crate::switch::Switchboard;
use crate::wire::{HttpResponse, respond};
use faults::{FaultBody, described};

/// What of a request's path is below `/sandbox/`; `None` if it is not for this endpoint.
pub(crate) fn path(path: &str) -> Option<&str> {
    let rest = path.strip_prefix("/sandbox")?;
    (rest.is_empty() || rest.starts_with('/')).then(|| rest.trim_matches('/'))
}

/// Answers a request to this endpoint.
pub(crate) fn answer<B: Backend>(
    shared: &Shared<B>,
    path: &str,
    request: &Request,
) -> HttpResponse {
    match carry_out(shared, path, &request.method, &request.body) {
        Ok(body) => json_response(200, &body),
        Err(refusal) => refused(&refusal),
    }
}

/// Does what is asked for at a path below `/sandbox/`, whoever asks; gives what there is to tell.
pub(crate) fn carry_out<B: Backend>(
    shared: &Shared<B>,
    path: &str,
    method: &str,
    body: &[u8],
) -> Result<Value, ControlRefusal> {
    let parts: Vec<&str> = path.split('/').collect();
    match (parts.as_slice(), method) {
        ([""], "GET") => state(shared),
        ([""], _) => Err(ControlRefusal::Method("GET")),
        (["requests"], "GET") => Ok(json!(shared.journal().all())),
        (["requests"], "DELETE") => {
            shared.journal().forget();
            Ok(json!([]))
        }
        (["requests"], _) => Err(ControlRefusal::Method("GET, DELETE")),
        (["reset"], "POST") => {
            shared.reset()?;
            state(shared)
        }
        (["reset"], _) => Err(ControlRefusal::Method("POST")),
        (["clock"], "GET") => Ok(now(shared)),
        (["clock"], "POST") => set_clock(shared, serde_json::from_slice(body)?),
        (["clock"], _) => Err(ControlRefusal::Method("GET, POST")),
        (["faults"], "GET") => Ok(faults(shared)),
        (["faults"], "POST") => {
            let fault = serde_json::from_slice::<FaultBody>(body)?.fault(B::has_call)?;
            shared.faults().add(fault);
            Ok(faults(shared))
        }
        (["faults"], "DELETE") => {
            shared.faults().clear();
            Ok(faults(shared))
        }
        (["faults", place], "DELETE") => {
            let is_there = place
                .parse()
                .is_ok_and(|place| shared.faults().remove(place));
            is_there.then(|| faults(shared)).ok_or_else(|| {
                ControlRefusal::NotFound("faults are numbered from 0, in their order".to_owned())
            })
        }
        (["faults", _], _) => Err(ControlRefusal::Method("DELETE")),
        (["faults"], _) => Err(ControlRefusal::Method("GET, POST, DELETE")),
        (["switches"], "GET") => Ok(switches(shared.backend().switches())),
        (["switches"], "POST") => set_switches(shared, &serde_json::from_slice(body)?),
        (["switches"], _) => Err(ControlRefusal::Method("GET, POST")),
        (["states", rest @ ..], method) => states::answer(shared, rest, method),
        (path, method) => {
            let own = shared.backend().control(path, method, body);
            own.unwrap_or_else(|| Err(ControlRefusal::NotFound(there_is::<B>())))
        }
    }
}

fn there_is<B: Backend>() -> String {
    let mut paths = vec!["requests", "reset", "clock", "faults", "switches", "states"];
    paths.extend(B::CONTROLS);
    format!("there is: {}", paths.join(", "))
}

fn refused(refusal: &ControlRefusal) -> HttpResponse {
    let (status, error) = match refusal {
        ControlRefusal::Bad(error) => (400, error.clone()),
        ControlRefusal::NotFound(choices) => (404, format!("there is nothing here; {choices}")),
        ControlRefusal::Method(allowed) => (405, format!("here it is {allowed}")),
        ControlRefusal::State(error) => (500, error.clone()),
    };
    let mut response = json_response(status, &json!({"error": error}));
    if let ControlRefusal::Method(allowed) = refusal {
        let allowed = HeaderValue::from_static(allowed);
        response.headers_mut().insert(header::ALLOW, allowed);
    }
    response
}

/// Answers a request without the token.
pub(crate) fn denied() -> HttpResponse {
    let error = format!(
        "this wants the header {TOKEN_HEADER}, with the token that the sandbox printed when it \
         started (in tests: Sandbox::control_token)"
    );
    json_response(401, &json!({"error": error}))
}

fn json_response(status: u16, body: &Value) -> HttpResponse {
    // For whoever reads it in a terminal.
    respond(Response::json(status, format!("{body:#}\n").into_bytes()))
}

fn state<B: Backend>(shared: &Shared<B>) -> Result<Value, ControlRefusal> {
    let mut backend = shared.backend();
    let mut state = backend.about()?;
    let switches = switches(backend.switches());
    // That of the state, whatever was asked for when it was started: a file keeps what it has.
    let seed = backend.store().seed().map_err(SandboxError::from)?;
    drop(backend);
    let told = |seed: &Seed| json!({"number": seed.number, B::SEEDED.0: seed.size});
    if seed.as_ref() != Some(&shared.seed) {
        state.insert("seed_of_a_reset".to_owned(), told(&shared.seed));
    }
    let seed = seed.as_ref().map_or(Value::Null, told);
    for (name, value) in [
        ("api", B::NAME.into()),
        ("url", shared.url(B::BASE_PATH).into()),
        ("now", moment(shared).into()),
        ("seed", seed),
        ("switches", switches),
        ("faults", faults(shared)),
    ] {
        state.insert(name.to_owned(), value);
    }
    Ok(Value::Object(state))
}

fn moment<B: Backend>(shared: &Shared<B>) -> String {
    shared.clock.now().strftime(clock::FORM).to_string()
}

fn now<B: Backend>(shared: &Shared<B>) -> Value {
    json!({"now": moment(shared)})
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "an object")]
struct ClockBody {
    now: Option<String>,
    advance_seconds: Option<u64>,
}

fn set_clock<B: Backend>(shared: &Shared<B>, body: ClockBody) -> Result<Value, ControlRefusal> {
    match (body.now, body.advance_seconds) {
        (Some(now), None) => {
            let set = shared.clock.set(&now);
            set.map_err(|error| ControlRefusal::Bad(error.to_string()))?;
        }
        (None, Some(seconds)) => shared.clock.advance(Duration::from_secs(seconds)),
        _ => {
            let error = "one of now and advance_seconds is needed";
            return Err(ControlRefusal::Bad(error.to_owned()));
        }
    }
    Ok(now(shared))
}

fn switches(switches: &impl Switchboard) -> Value {
    let words = switches.words().into_iter();
    Value::Object(
        words
            .map(|(name, word)| (name.to_owned(), word.into()))
            .collect(),
    )
}

/// Sets all of them, or none if one is wrong.
fn set_switches<B: Backend>(
    shared: &Shared<B>,
    body: &Map<String, Value>,
) -> Result<Value, ControlRefusal> {
    let mut backend = shared.backend();
    let mut changed = backend.switches().clone();
    for (name, word) in body {
        let bad = |error: &dyn std::fmt::Display| ControlRefusal::Bad(format!("{name}: {error}"));
        let word = word
            .as_str()
            .ok_or_else(|| bad(&"a switch is set to a text"))?;
        changed.set(name, word).map_err(|error| bad(&error))?;
    }
    *backend.switches() = changed;
    Ok(switches(backend.switches()))
}

fn faults<B: Backend>(shared: &Shared<B>) -> Value {
    shared.faults().all().iter().map(described).collect()
}

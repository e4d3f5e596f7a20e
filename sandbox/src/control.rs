//! The control endpoint: what the owner of a [`Sandbox`](crate::Sandbox) can do, in JSON.

mod faults;
mod states;

use std::time::Duration;

use hyper::header::{self, HeaderValue};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use crate::clock;
use crate::error::SandboxError;
use crate::exchange::{Incoming, Outgoing};
use crate::gate::TOKEN_HEADER;
use crate::play::{Play, Seed};
use crate::response::{Response, respond};
use crate::sandbox::Shared;
use crate::switch::Switchboard;
use faults::{FaultWish, described};

/// What of a request's path is below `/sandbox/`; `None` if it is not for this endpoint.
pub(crate) fn path(path: &str) -> Option<&str> {
    let rest = path.strip_prefix("/sandbox")?;
    (rest.is_empty() || rest.starts_with('/')).then(|| rest.trim_matches('/'))
}

/// Answers a request to this endpoint.
pub(crate) fn answer<P: Play>(shared: &Shared<P>, path: &str, request: &Incoming) -> Response {
    let (status, body) = match dispatch(shared, path, request) {
        Ok(body) => (200, body),
        Err(refusal) => return refused(&refusal),
    };
    json_response(status, &body)
}

fn dispatch<P: Play>(shared: &Shared<P>, path: &str, request: &Incoming) -> Result<Value, Refusal> {
    let body = request.body.as_slice();
    let parts: Vec<&str> = path.split('/').collect();
    match (parts.as_slice(), request.method.as_str()) {
        ([""], "GET") => state(shared),
        ([""], _) => Err(Refusal::Method("GET")),
        (["requests"], "GET") => Ok(json!(shared.journal().all())),
        (["requests"], "DELETE") => {
            shared.journal().forget();
            Ok(json!([]))
        }
        (["requests"], _) => Err(Refusal::Method("GET, DELETE")),
        (["reset"], "POST") => {
            shared.reset()?;
            state(shared)
        }
        (["reset"], _) => Err(Refusal::Method("POST")),
        (["clock"], "GET") => Ok(now(shared)),
        (["clock"], "POST") => set_clock(shared, read(body)?),
        (["clock"], _) => Err(Refusal::Method("GET, POST")),
        (["faults"], "GET") => Ok(faults(shared)),
        (["faults"], "POST") => {
            let fault = read::<FaultWish>(body)?.fault(P::has_call)?;
            shared.faults().add(fault);
            Ok(faults(shared))
        }
        (["faults"], "DELETE") => {
            shared.faults().clear();
            Ok(faults(shared))
        }
        (["faults"], _) => Err(Refusal::Method("GET, POST, DELETE")),
        (["switches"], "GET") => Ok(switches(shared.world().switches())),
        (["switches"], "POST") => set_switches(shared, &read(body)?),
        (["switches"], _) => Err(Refusal::Method("GET, POST")),
        (["states", rest @ ..], method) => states::answer(shared, rest, method),
        (path, method) => {
            let own = shared.world().control(path, method, body);
            own.unwrap_or_else(|| Err(Refusal::NotFound(there_is::<P>())))
        }
    }
}

fn there_is<P: Play>() -> String {
    let mut paths = vec!["requests", "reset", "clock", "faults", "switches", "states"];
    paths.extend(P::CONTROLS);
    format!("there is: {}", paths.join(", "))
}

/// Why a request to this endpoint is refused.
pub enum Refusal {
    /// What is wrong with it.
    Bad(String),
    /// What there is instead.
    NotFound(String),
    /// The methods that there are.
    Method(&'static str),
    /// The state failed.
    State(String),
}

impl From<SandboxError> for Refusal {
    fn from(error: SandboxError) -> Self {
        Self::State(error.to_string())
    }
}

fn refused(refusal: &Refusal) -> Response {
    let (status, error) = match refusal {
        Refusal::Bad(error) => (400, error.clone()),
        Refusal::NotFound(choices) => (404, format!("there is nothing here; {choices}")),
        Refusal::Method(allowed) => (405, format!("here it is {allowed}")),
        Refusal::State(error) => (500, error.clone()),
    };
    let mut response = json_response(status, &json!({"error": error}));
    if let Refusal::Method(allowed) = refusal {
        let allowed = HeaderValue::from_static(allowed);
        response.headers_mut().insert(header::ALLOW, allowed);
    }
    response
}

/// Answers a request without the token.
pub(crate) fn denied() -> Response {
    let error = format!(
        "this wants the header {TOKEN_HEADER}, with the token that the sandbox printed when it \
         started (in tests: Sandbox::control_token)"
    );
    json_response(401, &json!({"error": error}))
}

fn json_response(status: u16, body: &Value) -> Response {
    // For whoever reads it in a terminal.
    respond(Outgoing::json(status, format!("{body:#}\n").into_bytes()))
}

/// What a body asks for.
pub(crate) fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, Refusal> {
    serde_json::from_slice(body).map_err(|error| Refusal::Bad(error.to_string()))
}

fn state<P: Play>(shared: &Shared<P>) -> Result<Value, Refusal> {
    let mut world = shared.world();
    let mut state = world.about()?;
    let switches = switches(world.switches());
    // That of the state, whatever was asked for when it was started: a file keeps what it has.
    let seed = world.store().seed().map_err(SandboxError::from)?;
    drop(world);
    let told = |seed: &Seed| json!({"number": seed.number, P::SEEDED.0: seed.size});
    if seed.as_ref() != Some(&shared.seed) {
        state.insert("seed_of_a_reset".to_owned(), told(&shared.seed));
    }
    let seed = seed.as_ref().map_or(Value::Null, told);
    for (name, value) in [
        ("api", P::NAME.into()),
        ("url", shared.url(P::BASE_PATH).into()),
        ("now", moment(shared).into()),
        ("seed", seed),
        ("switches", switches),
        ("faults", faults(shared)),
    ] {
        state.insert(name.to_owned(), value);
    }
    Ok(Value::Object(state))
}

fn moment<P: Play>(shared: &Shared<P>) -> String {
    shared.clock.now().strftime(clock::FORM).to_string()
}

fn now<P: Play>(shared: &Shared<P>) -> Value {
    json!({"now": moment(shared)})
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ClockWish {
    now: Option<String>,
    advance_seconds: Option<u64>,
}

fn set_clock<P: Play>(shared: &Shared<P>, wish: ClockWish) -> Result<Value, Refusal> {
    match (wish.now, wish.advance_seconds) {
        (Some(now), None) => {
            let set = shared.clock.set(&now);
            set.map_err(|error| Refusal::Bad(error.to_string()))?;
        }
        (None, Some(seconds)) => shared.clock.advance(Duration::from_secs(seconds)),
        _ => {
            let error = "one of now and advance_seconds is needed";
            return Err(Refusal::Bad(error.to_owned()));
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
fn set_switches<P: Play>(shared: &Shared<P>, wish: &Map<String, Value>) -> Result<Value, Refusal> {
    let mut world = shared.world();
    let mut changed = world.switches().clone();
    for (name, word) in wish {
        let bad = |error: &dyn std::fmt::Display| Refusal::Bad(format!("{name}: {error}"));
        let word = word
            .as_str()
            .ok_or_else(|| bad(&"a switch is set to a text"))?;
        changed.set(name, word).map_err(|error| bad(&error))?;
    }
    *world.switches() = changed;
    Ok(switches(world.switches()))
}

fn faults<P: Play>(shared: &Shared<P>) -> Value {
    shared.faults().all().iter().map(described).collect()
}

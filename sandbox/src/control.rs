//! The control endpoint: what the owner of a [`Sandbox`](crate::Sandbox) can do, in JSON.

use std::time::Duration;

use axum::http::{HeaderValue, header};
use axum::response::Response;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use crate::clock;
use crate::error::SandboxError;
use crate::exchange::{Incoming, Outgoing};
use crate::fault::{Fault, Trouble};
use crate::play::Play;
use crate::sandbox::Shared;
use crate::server::respond;
use crate::switch::Switchboard;

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
        (path, method) => {
            let own = shared.world().control(path, method, body);
            own.unwrap_or_else(|| Err(Refusal::NotFound(there_is::<P>())))
        }
    }
}

fn there_is<P: Play>() -> String {
    let mut paths = vec!["requests", "reset", "clock", "faults", "switches"];
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
    drop(world);
    let seed = json!({"number": shared.seed.number, P::SEEDED.0: shared.seed.size});
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

/// A fault, as it is asked for.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FaultWish {
    trouble: String,
    milliseconds: Option<u64>,
    retry_after: Option<u32>,
    status: Option<u16>,
    after_acting: Option<bool>,
    on: Option<String>,
    times: Option<u32>,
    always: Option<bool>,
    after: Option<u32>,
    chance: Option<f64>,
}

impl FaultWish {
    fn fault(mut self, has_call: fn(&str) -> bool) -> Result<Fault, Refusal> {
        let mut fault = Fault::new(self.trouble()?);
        if let Some(call) = self.on {
            if !has_call(&call) {
                return Err(Refusal::Bad(format!("on: there is no call {call:?}")));
            }
            fault = fault.on(call);
        }
        match (self.times, self.always.unwrap_or(false)) {
            (Some(_), true) => {
                let error = "times and always exclude each other";
                return Err(Refusal::Bad(error.to_owned()));
            }
            (Some(0), _) => return Err(Refusal::Bad("times: at least 1".to_owned())),
            (Some(times), false) => fault = fault.times(times),
            (None, true) => fault = fault.always(),
            (None, false) => {}
        }
        let chance = self.chance.unwrap_or(1.0);
        if !(0.0..=1.0).contains(&chance) {
            return Err(Refusal::Bad("chance: from 0 to 1".to_owned()));
        }
        Ok(fault.after(self.after.unwrap_or(0)).chance(chance))
    }

    /// Takes what the trouble needs; nothing may be left over.
    fn trouble(&mut self) -> Result<Trouble, Refusal> {
        let needed = |name: &str| Refusal::Bad(format!("{}: {name} is needed", self.trouble));
        let trouble = match self.trouble.as_str() {
            "latency" => {
                let delay = self
                    .milliseconds
                    .take()
                    .ok_or_else(|| needed("milliseconds"))?;
                Trouble::Latency(Duration::from_millis(delay))
            }
            "too-many" => Trouble::TooMany {
                retry_after: self.retry_after.take(),
            },
            "status" => {
                let status = self.status.take().ok_or_else(|| needed("status"))?;
                if !(400..600).contains(&status) {
                    return Err(Refusal::Bad("status: from 400 to 599".to_owned()));
                }
                Trouble::Status(status)
            }
            "reset" => Trouble::Reset {
                after_acting: self.after_acting.take().unwrap_or(false),
            },
            "truncated" => Trouble::Truncated,
            "html" => Trouble::Html,
            other => {
                return Err(Refusal::Bad(format!(
                    "trouble: {other:?} is none of latency, too-many, status, reset, truncated, html"
                )));
            }
        };
        let left = [
            ("milliseconds", self.milliseconds.is_some()),
            ("retry_after", self.retry_after.is_some()),
            ("status", self.status.is_some()),
            ("after_acting", self.after_acting.is_some()),
        ];
        match left.iter().find(|(_, is_left)| *is_left) {
            Some((name, _)) => {
                let word = trouble.word();
                Err(Refusal::Bad(format!("{word} has no {name}")))
            }
            None => Ok(trouble),
        }
    }
}

fn faults<P: Play>(shared: &Shared<P>) -> Value {
    shared.faults().all().iter().map(described).collect()
}

/// A fault with what is left of it, in the form in which it is asked for.
fn described(fault: &Fault) -> Value {
    let mut described = json!({"trouble": fault.trouble.word()});
    match fault.trouble {
        Trouble::Latency(delay) => {
            let delay = u64::try_from(delay.as_millis()).unwrap_or(u64::MAX);
            described["milliseconds"] = delay.into();
        }
        Trouble::TooMany {
            retry_after: Some(seconds),
        } => {
            described["retry_after"] = seconds.into();
        }
        Trouble::Status(status) => described["status"] = status.into(),
        Trouble::Reset { after_acting } => described["after_acting"] = after_acting.into(),
        Trouble::TooMany { retry_after: None } | Trouble::Truncated | Trouble::Html => {}
    }
    if let Some(call) = &fault.call {
        described["on"] = call.as_str().into();
    }
    match fault.times {
        Some(times) => described["times"] = times.into(),
        None => described["always"] = true.into(),
    }
    described["after"] = fault.after.into();
    described["chance"] = fault.chance.into();
    described
}

//! Faults as the control endpoint takes and tells them.

use std::time::Duration;

use hyper::header::{HeaderName, HeaderValue};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::answer::Answer;
use crate::backend::ControlRefusal;
use crate::fault::{Fault, FaultKind};

/// A fault, as it is asked for.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "an object")]
pub(super) struct FaultBody {
    #[serde(rename = "trouble")]
    kind: String,
    milliseconds: Option<u64>,
    retry_after: Option<u32>,
    status: Option<u16>,
    after_acting: Option<bool>,
    bytes: Option<usize>,
    headers: Option<Map<String, Value>>,
    body: Option<Value>,
    on: Option<String>,
    times: Option<u32>,
    always: Option<bool>,
    after: Option<u32>,
    chance: Option<f64>,
}

impl FaultBody {
    /// The fault, if all of it makes sense.
    pub(super) fn fault(mut self, has_call: fn(&str) -> bool) -> Result<Fault, ControlRefusal> {
        let mut fault = Fault::new(self.kind()?);
        if let Some(call) = self.on {
            if !has_call(&call) {
                return Err(ControlRefusal::Bad(format!(
                    "on: there is no call {call:?}"
                )));
            }
            fault = fault.on(call);
        }
        match (self.times, self.always.unwrap_or(false)) {
            (Some(_), true) => {
                let error = "times and always exclude each other";
                return Err(ControlRefusal::Bad(error.to_owned()));
            }
            (Some(0), _) => return Err(ControlRefusal::Bad("times: at least 1".to_owned())),
            (Some(times), false) => fault = fault.times(times),
            (None, true) => fault = fault.always(),
            (None, false) => {}
        }
        let chance = self.chance.unwrap_or(1.0);
        if !(0.0..=1.0).contains(&chance) {
            return Err(ControlRefusal::Bad("chance: from 0 to 1".to_owned()));
        }
        Ok(fault.after(self.after.unwrap_or(0)).chance(chance))
    }

    /// Takes what the kind needs; nothing may be left over.
    fn kind(&mut self) -> Result<FaultKind, ControlRefusal> {
        let needed = |name: &str| ControlRefusal::Bad(format!("{}: {name} is needed", self.kind));
        let kind = match self.kind.as_str() {
            "latency" => {
                let delay = self
                    .milliseconds
                    .take()
                    .ok_or_else(|| needed("milliseconds"))?;
                FaultKind::Latency(Duration::from_millis(delay))
            }
            "too-many" => FaultKind::TooMany {
                retry_after: self.retry_after.take(),
            },
            "status" => {
                let status = self.status.take().ok_or_else(|| needed("status"))?;
                if !(400..600).contains(&status) {
                    return Err(ControlRefusal::Bad("status: from 400 to 599".to_owned()));
                }
                FaultKind::Status(status)
            }
            "reset" => FaultKind::Reset {
                after_acting: self.after_acting.take().unwrap_or(false),
            },
            "truncated" => FaultKind::Truncated,
            "html" => FaultKind::Html,
            "answer" => FaultKind::Answer(self.answer()?),
            "dribble" => FaultKind::Dribble {
                bytes: self.bytes.take().ok_or_else(|| needed("bytes"))?.max(1),
                every: match self.milliseconds.take() {
                    Some(every) => Duration::from_millis(every),
                    None => return Err(needed("milliseconds")),
                },
            },
            "stall" => FaultKind::Stall,
            other => {
                return Err(ControlRefusal::Bad(format!(
                    "trouble: {other:?} is none of latency, too-many, status, reset, truncated, html, answer, \
                     dribble, stall"
                )));
            }
        };
        let left = [
            ("milliseconds", self.milliseconds.is_some()),
            ("retry_after", self.retry_after.is_some()),
            ("status", self.status.is_some()),
            ("after_acting", self.after_acting.is_some()),
            ("bytes", self.bytes.is_some()),
            ("headers", self.headers.is_some()),
            ("body", self.body.is_some()),
        ];
        match left.iter().find(|(_, is_left)| *is_left) {
            Some((name, _)) => {
                let word = kind.word();
                Err(ControlRefusal::Bad(format!("{word} has no {name}")))
            }
            None => Ok(kind),
        }
    }

    /// An answer by script: a body that is no text is sent as JSON.
    fn answer(&mut self) -> Result<Answer, ControlRefusal> {
        let status = self.status.take().unwrap_or(200);
        if !(200..600).contains(&status) {
            return Err(ControlRefusal::Bad("status: from 200 to 599".to_owned()));
        }
        let mut answer = match self.body.take() {
            None => Answer::new(status),
            Some(Value::String(text)) => Answer::new(status).body(text),
            Some(document) => Answer::json(&document).status(status),
        };
        for (name, value) in self.headers.take().unwrap_or_default() {
            let value = value.as_str().unwrap_or("");
            let is_name = HeaderName::from_bytes(name.as_bytes()).is_ok();
            if !is_name || HeaderValue::from_str(value).is_err() || value.is_empty() {
                let error = format!("headers: {name:?} must be a header with a text");
                return Err(ControlRefusal::Bad(error));
            }
            // That of the caller counts.
            let others = answer.headers.iter();
            answer.headers = others
                .filter(|(other, _)| !other.eq_ignore_ascii_case(&name))
                .cloned()
                .collect();
            answer = answer.header(name, value);
        }
        Ok(answer)
    }
}

/// A fault with what is left of it, in the form in which it is asked for.
pub(super) fn described(fault: &Fault) -> Value {
    let mut described = json!({"trouble": fault.kind.word()});
    match &fault.kind {
        FaultKind::Latency(delay) => described["milliseconds"] = milliseconds(*delay),
        FaultKind::TooMany {
            retry_after: Some(seconds),
        } => {
            described["retry_after"] = (*seconds).into();
        }
        FaultKind::Status(status) => described["status"] = (*status).into(),
        FaultKind::Reset { after_acting } => described["after_acting"] = (*after_acting).into(),
        FaultKind::Answer(answer) => {
            let headers = answer.headers.iter();
            let headers: Map<String, Value> = headers
                .map(|(name, value)| (name.clone(), value.as_str().into()))
                .collect();
            described["status"] = answer.status.into();
            described["headers"] = headers.into();
            described["body"] = String::from_utf8_lossy(&answer.body).into();
        }
        FaultKind::Dribble { bytes, every } => {
            described["bytes"] = (*bytes).into();
            described["milliseconds"] = milliseconds(*every);
        }
        FaultKind::TooMany { retry_after: None }
        | FaultKind::Truncated
        | FaultKind::Html
        | FaultKind::Stall => {}
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

fn milliseconds(duration: Duration) -> Value {
    u64::try_from(duration.as_millis())
        .unwrap_or(u64::MAX)
        .into()
}

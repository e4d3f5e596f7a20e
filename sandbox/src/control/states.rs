//! Named states, as the control endpoint saves and loads them.

use percent_encoding::percent_decode_str;
use serde_json::{Value, json};

use super::state;
use crate::backend::{Backend, ControlRefusal};
use crate::error::SandboxError;
use crate::shared::Shared;

/// Answers a request to a path below `states`.
pub(super) fn answer<B: Backend>(
    shared: &Shared<B>,
    path: &[&str],
    method: &str,
) -> Result<Value, ControlRefusal> {
    let named = |name: &str| match percent_decode_str(name).decode_utf8() {
        Ok(name) => Ok(name.into_owned()),
        Err(_) => Err(ControlRefusal::Bad(
            "the name of a state must be UTF-8".to_owned(),
        )),
    };
    match (path, method) {
        ([], "GET") => Ok(names(shared)),
        ([], _) => Err(ControlRefusal::Method("GET")),
        ([name], "POST") => {
            shared.save_state(&named(name)?)?;
            Ok(names(shared))
        }
        ([name], "DELETE") => {
            if !shared.backend().store().forget_state(&named(name)?) {
                return Err(unknown(shared));
            }
            Ok(names(shared))
        }
        ([_], _) => Err(ControlRefusal::Method("POST, DELETE")),
        ([name, "load"], "POST") => match shared.load_state(&named(name)?) {
            Err(SandboxError::NoSuchState(_)) => Err(unknown(shared)),
            outcome => {
                outcome?;
                state(shared)
            }
        },
        ([_, "load"], _) => Err(ControlRefusal::Method("POST")),
        _ => Err(unknown(shared)),
    }
}

fn names<B: Backend>(shared: &Shared<B>) -> Value {
    json!(shared.backend().store().states())
}

fn unknown<B: Backend>(shared: &Shared<B>) -> ControlRefusal {
    let names = shared.backend().store().states().join(", ");
    ControlRefusal::NotFound(match names.as_str() {
        "" => "no state was saved".to_owned(),
        names => format!("the states are: {names}"),
    })
}

//! Named states, as the control endpoint saves and loads them.

use percent_encoding::percent_decode_str;
use serde_json::{Value, json};

use super::{Refusal, state};
use crate::error::SandboxError;
use crate::play::Play;
use crate::sandbox::Shared;

/// Answers a request to a path below `states`.
pub(super) fn answer<P: Play>(
    shared: &Shared<P>,
    path: &[&str],
    method: &str,
) -> Result<Value, Refusal> {
    let named = |name: &str| match percent_decode_str(name).decode_utf8() {
        Ok(name) => Ok(name.into_owned()),
        Err(_) => Err(Refusal::Bad("the name of a state must be UTF-8".to_owned())),
    };
    match (path, method) {
        ([], "GET") => Ok(names(shared)),
        ([], _) => Err(Refusal::Method("GET")),
        ([name], "POST") => {
            shared.save_state(&named(name)?)?;
            Ok(names(shared))
        }
        ([name], "DELETE") => {
            if !shared.world().store().forget_state(&named(name)?) {
                return Err(unknown(shared));
            }
            Ok(names(shared))
        }
        ([_], _) => Err(Refusal::Method("POST, DELETE")),
        ([name, "load"], "POST") => match shared.load_state(&named(name)?) {
            Err(SandboxError::NoSuchState(_)) => Err(unknown(shared)),
            outcome => {
                outcome?;
                state(shared)
            }
        },
        ([_, "load"], _) => Err(Refusal::Method("POST")),
        _ => Err(unknown(shared)),
    }
}

fn names<P: Play>(shared: &Shared<P>) -> Value {
    json!(shared.world().store().states())
}

fn unknown<P: Play>(shared: &Shared<P>) -> Refusal {
    let names = shared.world().store().states().join(", ");
    Refusal::NotFound(match names.as_str() {
        "" => "no state was saved".to_owned(),
        names => format!("the states are: {names}"),
    })
}

//! What the validator says of the values of a form.

use prose_runtime::{CallDescriptor, Limit, Params, Value, validate};

/// Whether the validator takes these parameters. Blank ones are not sent.
pub(crate) fn takes(call: &'static CallDescriptor, values: &[(String, String)]) -> bool {
    let mut params = Params::of_call(call);
    for (name, value) in values.iter().filter(|(_, value)| !value.is_empty()) {
        params = match call.accepts.iter().find(|key| key.wire == name) {
            Some(key) => params.with(key, Value::text(value)),
            None => params.with_custom(name, value),
        };
    }
    validate(&params).is_ok()
}

/// Whether both readings of a limit allow a text.
pub(crate) fn allows(spec: &prose_codegen::model::Limit, runtime: &Limit, text: &str) -> bool {
    let allowed = runtime.check(text).is_ok();
    assert_eq!(spec.allows(text), allowed, "{}: {text:?}", spec.name);
    allowed
}

/// A value as a browser sends it: the ends of lines are two characters.
pub(crate) fn as_sent(value: &str) -> String {
    value.replace('\n', "\r\n")
}

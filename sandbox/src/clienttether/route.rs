//! Which call a request means.

use percent_encoding::percent_decode_str;
use prose_codegen::model::{Api, Call, Rule};
use serde_json::Value;

use super::parameters::Parameters;
use crate::request::Request;

/// Calls of version 1, which stand beside the API.
pub(super) const FORM_LEAD: &str = "external_form_lead";
pub(super) const THUMBTACK_LEAD: &str = "thumbtack_lead";

/// The call that method and path name, and the parameters in the path.
///
/// What the page shows in the path may stand in the query as well, and an id may follow the name of
/// any call that requires just one.
pub(super) fn route<'a>(api: &'a Api, request: &Request) -> Option<(&'a Call, Parameters)> {
    if let Some(name) = lead_call(request) {
        let mut calls = api.calls();
        let call = calls.find(|call| call.name == name && call.method.as_str() == request.method);
        return call.map(|call| (call, Parameters::default()));
    }
    let path = request.path.strip_prefix("/v2/api/")?.trim_end_matches('/');
    let (name, rest) = match path.split_once('/') {
        Some((name, rest)) => (name, Some(rest)),
        None => (path, None),
    };
    let call = api
        .calls()
        .filter(|call| call.name != FORM_LEAD && call.name != THUMBTACK_LEAD)
        .find(|call| call.name == name && call.method.as_str() == request.method)?;
    let mut parameters = Parameters::default();
    if let Some(rest) = rest {
        let mut required = call.always_required().map(|accepted| &accepted.key);
        let (Some(key), None) = (required.next(), required.next()) else {
            return None;
        };
        if !matches!(key.limit.rule, Rule::Id) {
            return None;
        }
        let value = percent_decode_str(rest).decode_utf8().ok()?;
        parameters.set(&key.wire, Value::String(value.into_owned()));
    }
    Some((call, parameters))
}

/// The call of version 1 that a path names.
pub(super) fn lead_call(request: &Request) -> Option<&'static str> {
    match request.path.trim_end_matches('/') {
        "/v1/external-api/external-form-lead" => Some(FORM_LEAD),
        "/v1/external-api/thumbtack/lead" => Some(THUMBTACK_LEAD),
        _ => None,
    }
}

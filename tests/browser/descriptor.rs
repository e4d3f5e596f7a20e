//! A call as the generator writes it into a crate, made while the test runs.

use codegen::model::{Call, Requires};
use runtime::{ApiDescriptor, CallDescriptor, Envelope, Holds, Key, Method, Place, Retry, Returns};

use crate::for_runtime::{for_runtime, leak};

static ENVELOPE: Envelope = Envelope {
    name: "bare",
    any_case: false,
    code: None,
    code_may_lack: false,
    message: None,
    total: None,
    records: &["."],
    errors: None,
    success: None,
    redirect: None,
    other_codes_name_keys: None,
    no_records: &[],
    beside: &[],
};

static API: ApiDescriptor = ApiDescriptor {
    name: "forms",
    title: "Forms",
    base_url: "https://example.com/",
    variables: &[],
    https_only: true,
    revision: "current",
    credentials: &[],
    result_codes: &[],
    other_codes_name_keys: false,
    envelope: &ENVELOPE,
    rate: None,
};

/// What the validator needs to know of a call that is sent as a form.
pub(crate) fn descriptor(call: &Call) -> &'static CallDescriptor {
    let accepts = call.accepts.iter().map(|accepted| {
        let key = Key {
            wire: accepted.key.wire.clone().leak(),
            also: &[],
            limit: for_runtime(&accepted.key.limit).unwrap(),
            answers: None,
            holds: Holds::Plain,
        };
        &*Box::leak(Box::new(key))
    });
    let groups = |groups: &[Vec<String>]| -> &'static [&'static [&'static str]] {
        Vec::leak(groups.iter().map(|group| leak(group)).collect())
    };
    let requires = call.requires.iter().map(|item| match item {
        Requires::Key(key) => runtime::Requires::Key(key.clone().leak()),
        Requires::AnyOf(any) => runtime::Requires::AnyOf(groups(any)),
        Requires::ExactlyOneOf(one) => runtime::Requires::ExactlyOneOf(groups(one)),
        Requires::When { key, is, also } => runtime::Requires::When {
            key: key.clone().leak(),
            is: is.clone().leak(),
            also: leak(also),
        },
    });
    Box::leak(Box::new(CallDescriptor {
        name: call.name.clone().leak(),
        api: &API,
        method: Method::Post,
        other_methods: &[],
        path: call.path.clone().leak(),
        credentials: None,
        fixed: &[],
        sends: &[Place::Form],
        root: None,
        accepts: Vec::leak(accepts.collect()),
        open: call.open.as_ref().and_then(|open| for_runtime(&open.limit)),
        reserved: leak(&call.reserved),
        requires: Vec::leak(requires.collect()),
        envelope: &ENVELOPE,
        returns: Returns::Outcome,
        empty_when_not_found: false,
        paging: None,
        retry: Retry::Never,
        codes: &[],
        clears: None,
    }))
}

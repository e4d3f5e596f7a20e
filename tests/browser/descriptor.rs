//! A call as the generator writes it into a crate, made while the test runs.

use prose_codegen::model::{Call, Requires};
use prose_runtime::{ApiDescriptor, CallDescriptor, Key, Method, Place};
use workspace_tests::limits::{for_runtime, leak};

static API: ApiDescriptor = ApiDescriptor {
    name: "forms",
    base_url: "https://example.com/",
    ..ApiDescriptor::PLAIN
};

/// What the validator needs to know of a call that is sent as a form.
pub(crate) fn descriptor(call: &Call) -> &'static CallDescriptor {
    let accepts = call.accepts.iter().map(|accepted| {
        let key = Key {
            wire: accepted.key.wire.clone().leak(),
            limit: for_runtime(&accepted.key.limit).unwrap(),
            ..Key::PLAIN
        };
        &*Box::leak(Box::new(key))
    });
    let groups = |groups: &[Vec<String>]| -> &'static [&'static [&'static str]] {
        Vec::leak(groups.iter().map(|group| leak(group)).collect())
    };
    let requires = call.requires.iter().map(|item| match item {
        Requires::Key(key) => prose_runtime::Requires::Key(key.clone().leak()),
        Requires::AnyOf(any) => prose_runtime::Requires::AnyOf(groups(any)),
        Requires::ExactlyOneOf(one) => prose_runtime::Requires::ExactlyOneOf(groups(one)),
        Requires::AtMostOneOf(one) => prose_runtime::Requires::AtMostOneOf(groups(one)),
        Requires::WhenThere { key, also } => prose_runtime::Requires::WhenThere {
            key: key.clone().leak(),
            also: leak(also),
        },
        Requires::When { key, is, also } => prose_runtime::Requires::When {
            key: key.clone().leak(),
            is: is.clone().leak(),
            also: leak(also),
        },
    });
    Box::leak(Box::new(CallDescriptor {
        name: call.name.clone().leak(),
        api: &API,
        method: Method::Post,
        path: call.path.clone().leak(),
        sends: &[Place::Form],
        accepts: Vec::leak(accepts.collect()),
        open: call.open.as_ref().and_then(|open| for_runtime(&open.limit)),
        reserved: leak(&call.reserved),
        requires: Vec::leak(requires.collect()),
        ..CallDescriptor::PLAIN
    }))
}

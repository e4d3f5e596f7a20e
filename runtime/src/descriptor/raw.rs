//! Calls that the spec does not know yet.

use super::{ApiDescriptor, CallDescriptor, Limit, Method, Place, Retry, Returns};

impl CallDescriptor {
    /// A call that the spec does not know yet, for a [`crate::RawCall`]: any parameters, any records,
    /// the API's usual envelope. It is repeated after a failure only if it is a GET.
    ///
    /// `path` is what follows the base URL; `{name}` in it stands for a parameter. It is the name of
    /// the call too.
    #[must_use]
    pub const fn raw(api: &'static ApiDescriptor, method: Method, path: &'static str) -> Self {
        let in_query = matches!(method, Method::Get | Method::Delete);
        Self {
            name: path,
            api,
            method,
            path,
            sends: if in_query {
                &[Place::Query, Place::Json, Place::Form, Place::Multipart]
            } else {
                &[Place::Json, Place::Form, Place::Query, Place::Multipart]
            },
            open: Some(&ANYTHING),
            envelope: api.envelope,
            returns: Returns::Many { found_by: None },
            retry: if matches!(method, Method::Get) {
                Retry::Safe
            } else {
                Retry::Never
            },
            ..Self::PLAIN
        }
    }
}

/// Any text, and values of any other form too.
static ANYTHING: Limit = Limit {
    name: "anything",
    ..Limit::PLAIN
};

impl Limit {
    /// Whether it is that of raw calls, which takes values of any form.
    pub(crate) fn takes_anything(&self) -> bool {
        std::ptr::eq(self, &ANYTHING)
    }
}

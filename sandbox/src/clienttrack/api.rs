//! The spec of ClientTrack, compiled once: for those who look at it. What is played does not ask it.

use std::sync::LazyLock;

use prose_codegen::model::Api;

use crate::spec;

/// The API; or the first mistake of its spec.
pub(super) fn api() -> Result<&'static Api, &'static str> {
    static API: LazyLock<Result<Api, String>> = LazyLock::new(|| spec::compile("clienttrack"));
    API.as_ref().map_err(String::as_str)
}

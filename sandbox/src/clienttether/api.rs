//! The spec of ClientTether, compiled once.

use std::sync::LazyLock;

use prose_codegen::model::Api;

use crate::spec;

/// The API; or the first mistake of its spec.
pub(super) fn api() -> Result<&'static Api, &'static str> {
    static API: LazyLock<Result<Api, String>> = LazyLock::new(|| spec::compile("clienttether"));
    API.as_ref().map_err(String::as_str)
}

use std::sync::LazyLock;

use codegen::model::Api;
use codegen::source::Sources;

/// The API, as the spec has it. The message of a spec with mistakes is that of the first one.
pub(crate) fn api() -> Result<&'static Api, &'static str> {
    static API: LazyLock<Result<Api, String>> = LazyLock::new(|| {
        let mut sources = Sources::new();
        for (path, text) in FILES {
            sources.add(path, text);
        }
        let compiled = codegen::compile(&sources);
        compiled.model.ok_or_else(|| {
            let first = compiled.diagnostics.first();
            first.map_or_else(String::new, |mistake| mistake.message.clone())
        })
    });
    API.as_ref().map_err(String::as_str)
}

/// Paths and texts of the spec's files.
static FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/spec.rs"));

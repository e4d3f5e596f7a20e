//! That an API needs nothing but its spec: no line of the generator, the runtime or this workspace.

use crate::workspace::{Workspace, real};

/// The whole spec, in two files because each holds one thing.
const API: &str = "\
api: parcels
title: Parcels API
base_url: https://parcels.example.com/v1/
credentials: { key: { header: X-Key, holds: secret, doc: Opens the API. } }
";
const CALLS: &str = "\
family: read
method: GET
sends: query
calls:
  list_parcels: { doc: Lists parcels., returns: outcome, keys: {
    state: { limit: { one_of: [sent, lost] }, doc: Where they are. } } }
";

/// Uses what was made as a caller would.
const CALLER: &str = r#"//! Parcels.
#![deny(warnings, missing_docs)]

#[rustfmt::skip]
mod generated;

pub use generated::*;

/// Asks for lost parcels.
pub async fn lost(key: &str) -> Result<String, runtime::Error> {
    let client = Client::new(Credentials::new(key))?;
    let reply = client.list_parcels(ListParcels::new().state(State::Lost)).await?;
    Ok(format!("{reply:?}"))
}
"#;

#[test]
fn a_sixth_api_is_ten_lines_of_spec_and_compiles() {
    assert_eq!(API.lines().chain(CALLS.lines()).count(), 10);
    let workspace = Workspace::with_cargo("sixth-api");
    workspace.write("spec/parcels/api.yaml", API);
    workspace.write("spec/parcels/read.yaml", CALLS);
    workspace.write("parcels-generated/src/lib.rs", CALLER);
    workspace.write(
        "parcels-generated/Cargo.toml",
        format!(
            "[package]\nname = \"parcels-generated\"\nedition.workspace = true\n\n[features]\nserde = [\"runtime/serde\"]\n\n[dependencies]\nruntime = {{ package = \"prose-runtime\", path = {:?} }}\n",
            real("runtime")
        ),
    );
    let run = workspace.run(&["generate"]).succeeds();
    assert_eq!(run.stderr, "");
    assert!(run.stdout.contains("1 API, 1 call, 0 keys"), "{run:?}");
    workspace.cargo(&["check"]);
}

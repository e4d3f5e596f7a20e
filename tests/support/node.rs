//! Programs of Node beside the tests that run them: what drives a browser, or speaks with a language server.
#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by a panic, in its helpers too"
)]

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

/// Runs a program of the folder of a test, with JSON on its standard input, and gives the JSON that it prints.
///
/// It finds what `.ci/node-tools` has installed. What it tells on its standard error is seen with the test.
///
/// # Panics
///
/// There is no Node, or the program fails, or prints something else than JSON.
#[must_use]
pub fn node(program: &Path, input: &Value) -> Value {
    let modules = modules();
    assert!(
        modules.is_dir(),
        "{} is not there: `.ci/node-tools` brings what this test needs of Node",
        modules.display()
    );
    let mut child = Command::new("node")
        .arg(program)
        .env("NODE_PATH", &modules)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("this test needs Node, as `node`: {error}"));
    let mut stdin = child.stdin.take().expect("it is piped");
    // One that ends early tells why.
    let _ = stdin.write_all(input.to_string().as_bytes());
    drop(stdin);
    let output = child.wait_with_output().expect("it was started");
    assert!(
        output.status.success(),
        "{} failed: {}",
        program.display(),
        output.status
    );
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| {
        let printed = String::from_utf8_lossy(&output.stdout);
        panic!("{} printed no JSON ({error}): {printed}", program.display())
    })
}

/// Where what the programs need is installed.
fn modules() -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../target"),
        PathBuf::from,
    );
    target.join("node/node_modules")
}

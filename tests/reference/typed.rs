//! Every snippet in Rust, in one program, against the sandbox.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use workspace_tests::spec::workspace;

use crate::committed::{Snippet, snippets};
use crate::sandboxes;
use crate::shell::not_found;

const APIS: [&str; 3] = ["clienttether", "clienttrack", "trackops"];

#[test]
fn every_snippet_in_rust_compiles_and_does_what_it_says() {
    let program = build();
    for api in APIS {
        let running = sandboxes::start(api);
        let output = Command::new(&program)
            .arg(api)
            .envs(running.variables.iter().cloned())
            .output()
            .expect("it was built");
        let error = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{api}: {error}");
        let told = String::from_utf8_lossy(&output.stdout).into_owned();
        let lines: Vec<(&str, &str)> = told
            .lines()
            .map(|line| line.split_once(": ").expect("a call, and how it ended"))
            .collect();
        assert_eq!(lines.len(), snippets(api, "Rust").len());
        let others: BTreeMap<&str, &str> = lines
            .into_iter()
            .filter(|(_, told)| *told != "ok")
            .collect();
        let failed: Vec<&str> = others.keys().copied().collect();
        let wanted = not_found(api);
        let mut wanted: Vec<&str> = wanted.keys().map(String::as_str).collect();
        // Its key is a variable in a shell, and a made-up one here.
        wanted.extend((api == "clienttether").then_some("external_form_lead"));
        wanted.sort_unstable();
        assert_eq!(failed, wanted, "{api}: {others:?}");
    }
}

/// A program that sends what its argument names, and prints a line for each call.
fn build() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("reference-snippets");
    std::fs::create_dir_all(folder.join("src")).unwrap();
    let root = workspace().canonicalize().unwrap();
    // The workspace's own versions, which are there already.
    std::fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    let mut manifest = "[package]\nname = \"reference-snippets\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\ntokio = { version = \"1\", features = [\"macros\", \"rt\"] }\n".to_owned();
    let mut code = "//! Pasted.\n#![deny(warnings)]\n".to_owned();
    let mut begun = String::new();
    for api in APIS {
        let library = format!("{api}_generated");
        let path = root.join(format!("{api}-generated"));
        manifest.push_str(&format!("{api}-generated = {{ path = {path:?} }}\n"));
        let mut sent = String::new();
        for (number, Snippet { call, code: pasted }) in snippets(api, "Rust").iter().enumerate() {
            code.push_str(&format!(
                "async fn {api}_{number}(client: &{library}::Client) -> Result<(), {library}::runtime::Error> {{\n{pasted}\ndrop(reply);\nOk(())\n}}\n"
            ));
            sent.push_str(&format!(
                "match {api}_{number}(&client).await {{ Ok(()) => println!(\"{call}: ok\"), Err(error) => println!(\"{call}: {{}}\", error.to_string().replace('\\n', \" \")) }}\n"
            ));
        }
        begun.push_str(&format!(
            "{api:?} => {{\nlet config = {library}::runtime::Config::from_env(&{library}::api::API)?.no_rate_limit();\nlet client = {library}::Client::with_config({library}::Credentials::from_env()?, config)?;\n{sent}}}\n"
        ));
    }
    code.push_str(&format!(
        "#[tokio::main(flavor = \"current_thread\")]\nasync fn main() -> Result<(), Box<dyn std::error::Error>> {{\nmatch std::env::args().nth(1).unwrap_or_default().as_str() {{\n{begun}_ => {{}}\n}}\nOk(())\n}}\n"
    ));
    std::fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    std::fs::write(folder.join("src/main.rs"), code).unwrap();
    // The workspace's target folder, where the dependencies are built already.
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    let mut command = Command::new(env!("CARGO"));
    // What cargo tells this test about its own package would make build scripts run again.
    for (name, _) in std::env::vars_os() {
        let name_text = name.to_string_lossy();
        if name_text.starts_with("CARGO_PKG_") || name_text.starts_with("CARGO_MANIFEST") {
            command.env_remove(&name);
        }
    }
    let output = command
        .args(["build", "--quiet", "--offline"])
        .current_dir(&folder)
        .env("CARGO_TARGET_DIR", target)
        .output()
        .unwrap();
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{error}");
    target.join("debug/reference-snippets")
}

//! openapi-generator: how it comes here, and how it is called.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Failure;
use crate::cost::Cost;

const VERSION: &str = "7.26.0";

/// What the client is called that it makes.
pub(crate) const PACKAGE: &str = "openapi-client";

/// What is left out of the client that is compiled.
const LEFT_OUT: &str = "external_form_lead";

/// Where the client is that the others depend on.
pub(crate) fn client() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("openapi_generator/client")
}

/// The program, brought here unless it is there already; or why it cannot be used.
pub(crate) fn find(scratch: &Path) -> Result<PathBuf, String> {
    let java = Command::new("java").arg("-version").output();
    if !java.is_ok_and(|output| output.status.success()) {
        return Err("there is no Java here".to_owned());
    }
    let folder = scratch.join(format!("openapi-generator-{VERSION}"));
    let program = folder.join("openapi_generator_cli/openapi-generator.jar");
    if program.is_file() {
        return Ok(program);
    }
    let mut pip = Command::new("python3");
    pip.args([
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--disable-pip-version-check",
    ])
    .arg("--target")
    .arg(&folder)
    .arg(format!("openapi-generator-cli=={VERSION}"));
    match Cost::of(&mut pip) {
        Ok(_) if program.is_file() => Ok(program),
        Ok(_) => Err(format!("{} is not in its package", program.display())),
        Err(error) => Err(format!("pip could not bring it: {error}")),
    }
}

/// Why not all of its client is compiled.
pub(crate) fn left_out() -> String {
    format!(
        "openapi-generator's client is compiled without `{LEFT_OUT}`, whose form it declares with types that it does not define (`models::String`)"
    )
}

/// Has it make a client of a document. It is asked for no documentation and no tests, which nobody else here makes.
pub(crate) fn command(scratch: &Path, document: &Path, into: &Path) -> Result<Command, Failure> {
    let mut java = Command::new("java");
    java.arg("-jar")
        .arg(find(scratch)?)
        .args([
            "generate",
            "--generator-name",
            "rust",
            "--library",
            "reqwest",
        ])
        .args(["--package-name", PACKAGE])
        // Else it makes one of the revision of the document, which cargo refuses.
        .args(["--additional-properties", "packageVersion=0.1.0"])
        .args([
            "--global-property",
            "apiDocs=false,modelDocs=false,apiTests=false,modelTests=false",
        ])
        .arg("--input-spec")
        .arg(document)
        .arg("--output")
        .arg(into);
    Ok(java)
}

/// Makes the client of the real document where the others look for it, and compiles it; or tells why that fails.
pub(crate) fn compile(scratch: &Path, target: &Path) -> Result<(), String> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let client = client();
    let made = || -> Result<(), Failure> {
        if client.exists() {
            fs::remove_dir_all(&client)?;
        }
        let document = here.join("../../openapi/clienttether.3.0.json");
        let text = fs::read_to_string(&document)?;
        let calls = text
            .lines()
            .filter_map(|line| line.trim().strip_prefix("\"operationId\": \""))
            .filter_map(|rest| rest.split('"').next())
            .filter(|call| *call != LEFT_OUT);
        let calls: Vec<&str> = calls.collect();
        let mut java = command(scratch, &document, &client)?;
        java.arg("--openapi-normalizer");
        java.arg(format!("FILTER=operationId:{}", calls.join("|")));
        Cost::of(&mut java)?;
        let mut cargo = Command::new(env!("CARGO"));
        cargo
            .args([
                "check",
                "--release",
                "--quiet",
                "--locked",
                "--package",
                PACKAGE,
            ])
            .arg("--manifest-path")
            .arg(here.join("openapi_generator/Cargo.toml"))
            .env("CARGO_TARGET_DIR", target);
        Cost::of(&mut cargo)?;
        Ok(())
    };
    made().map_err(|error| {
        let words = error.to_string();
        let errors: Vec<&str> = words
            .lines()
            .filter(|line| line.starts_with("error"))
            .collect();
        match errors.as_slice() {
            [] => words,
            [first, ..] => format!("{} errors, the first is `{first}`", errors.len()),
        }
    })
}

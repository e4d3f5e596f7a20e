//! Has progenitor make the client, as its documentation says.

use std::error::Error;
use std::path::Path;

use progenitor_code::{Style, code};

const DOCUMENT: &str = "../../../openapi/clienttether.3.0.json";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={DOCUMENT}");
    let client = code(&std::fs::read_to_string(DOCUMENT)?, Style::Builder)?;
    let folder = std::env::var("OUT_DIR")?;
    std::fs::write(Path::new(&folder).join("client.rs"), client)?;
    Ok(())
}

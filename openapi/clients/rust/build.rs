//! Has progenitor make a client of each document, as its documentation says.

use std::error::Error;
use std::path::Path;

use progenitor_code::{Style, code};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-env-changed=OPENAPI");
    let documents = std::env::var("OPENAPI").unwrap_or_else(|_| "../..".to_owned());
    let folder = std::env::var("OUT_DIR")?;
    for api in ["clienttether", "trackops", "clienttrack"] {
        let document = Path::new(&documents).join(format!("{api}.3.0.json"));
        println!("cargo::rerun-if-changed={}", document.display());
        let client = code(&std::fs::read_to_string(&document)?, Style::Builder)
            .map_err(|error| format!("{}: {error}", document.display()))?;
        std::fs::write(Path::new(&folder).join(format!("{api}.rs")), client)?;
    }
    Ok(())
}

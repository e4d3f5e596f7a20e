//! Lists the files of the spec, so that the sandbox carries them and needs no folder beside it.

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let spec = root.join("../spec/clienttether").canonicalize()?;
    println!("cargo::rerun-if-changed={}", spec.display());
    let mut files = Vec::new();
    collect(&spec, &mut files)?;
    files.sort();
    let mut list = String::from("&[\n");
    for file in files {
        let name = file
            .strip_prefix(&spec)?
            .to_string_lossy()
            .replace('\\', "/");
        writeln!(
            list,
            "    ({:?}, include_str!({file:?})),",
            format!("spec/clienttether/{name}")
        )?;
    }
    list.push_str("]\n");
    fs::write(Path::new(&env::var("OUT_DIR")?).join("spec.rs"), list)?;
    Ok(())
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|ending| ending == "yaml") {
            files.push(path);
        }
    }
    Ok(())
}

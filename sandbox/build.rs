//! Lists the files of the specs, so that the sandbox carries them and needs no folder beside it.

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let specs = root.join("../spec").canonicalize()?;
    println!("cargo::rerun-if-changed={}", specs.display());
    let mut folders = Vec::new();
    for entry in fs::read_dir(&specs)? {
        let path = entry?.path();
        if path.is_dir() {
            folders.push(path);
        }
    }
    folders.sort();
    let mut list = String::from("&[\n");
    for folder in folders {
        let mut files = Vec::new();
        collect(&folder, &mut files)?;
        files.sort();
        let name = folder.file_name().unwrap_or_default().to_string_lossy();
        writeln!(list, "    ({name:?}, &[")?;
        for file in files {
            let path = file.strip_prefix(&specs)?.to_string_lossy();
            let path = format!("spec/{}", path.replace('\\', "/"));
            writeln!(list, "        ({path:?}, include_str!({file:?})),")?;
        }
        list.push_str("    ]),\n");
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

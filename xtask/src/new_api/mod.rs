//! `new-api`: the folders that a new API starts with.

mod name;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::terminal::Terminal;
use name::Name;

/// The files of `spec/NAME`.
const SPEC: [(&str, &str); 6] = [
    ("api.yaml", include_str!("spec/api.yaml")),
    ("limits.yaml", include_str!("spec/limits.yaml")),
    ("tables/item.yaml", include_str!("spec/tables/item.yaml")),
    ("records/item.yaml", include_str!("spec/records/item.yaml")),
    ("calls/create.yaml", include_str!("spec/calls/create.yaml")),
    ("calls/read.yaml", include_str!("spec/calls/read.yaml")),
];

/// The files of `NAME-generated`. Their texts end in `.txt`, so that no tool takes them for a crate.
const CRATE: [(&str, &str); 5] = [
    ("Cargo.toml", include_str!("crate/Cargo.toml.txt")),
    ("LICENSE-APACHE", include_str!("../../../LICENSE-APACHE")),
    ("LICENSE-MIT", include_str!("../../../LICENSE-MIT")),
    ("README.md", include_str!("crate/README.md.txt")),
    ("src/lib.rs", include_str!("crate/lib.rs.txt")),
];

/// Makes `spec/NAME` and `NAME-generated` below a workspace, or tells why nothing was made.
pub(crate) fn new_api(root: &Path, name: &str, terminal: &mut Terminal) -> ExitCode {
    match make(root, name) {
        Ok(made) => {
            for path in made {
                terminal.line(format_args!("new      {path}"));
            }
            terminal.line(format_args!(
                "Say in spec/{name} what the vendor's page says (spec/README.md has the dialect, CONTRIBUTING.md the steps), then run `cargo xtask generate`"
            ));
            ExitCode::SUCCESS
        }
        Err(message) => {
            terminal.error(message);
            ExitCode::FAILURE
        }
    }
}

fn make(root: &Path, name: &str) -> Result<Vec<String>, String> {
    let name = Name::new(name)?;
    let spec = root.join("spec");
    if !spec.is_dir() {
        return Err(format!(
            "{} is no folder; run this in the workspace or name it with --root",
            spec.display()
        ));
    }
    let targets = [format!("spec/{}", name.as_str()), name.crate_name()];
    // A link that leads nowhere is in the way too.
    let there: Vec<&str> = targets
        .iter()
        .map(String::as_str)
        .filter(|target| root.join(target).symlink_metadata().is_ok())
        .collect();
    if !there.is_empty() {
        return Err(format!(
            "{}; nothing was written: choose another name, or move away what is there",
            match there.as_slice() {
                [one] => format!("{one} is there already"),
                all => format!("{} are there already", all.join(" and ")),
            }
        ));
    }
    let unread = |error: io::Error| {
        format!("cannot look through the workspace: {error}; nothing was written")
    };
    if let Some(twin) = name.twin(&spec).map_err(unread)? {
        return Err(format!(
            "spec/{twin} would have the same crate as `{}`; nothing was written: choose another name",
            name.as_str()
        ));
    }
    if let Some(path) = name.occurs(root).map_err(unread)? {
        return Err(format!(
            "`{0}` is a word in {1}, where no API's name may be (tests/any_api/neutral.rs); nothing was written: choose another name, such as `{0}-api`",
            name.as_str(),
            path.strip_prefix(root).unwrap_or(&path).display()
        ));
    }
    let staging = Staging::new(root, &name)?;
    staging.fill("spec", &SPEC, &name)?;
    staging.fill("crate", &CRATE, &name)?;
    // Last, and without overwriting: from here on there are whole folders or none.
    let crate_folder = root.join(&targets[1]);
    staging.moved("crate", &crate_folder)?;
    if let Err(message) = staging.moved("spec", &root.join(&targets[0])) {
        // Back into the staging folder, which goes when this returns.
        return match fs::rename(&crate_folder, staging.folder.join("crate")) {
            Ok(()) => Err(message),
            Err(error) => Err(format!(
                "{message}; {} could not be taken back ({error}): delete it",
                targets[1]
            )),
        };
    }
    let listed = [(&targets[0], &SPEC[..]), (&targets[1], &CRATE[..])];
    Ok(listed
        .into_iter()
        .flat_map(|(folder, files)| {
            files
                .iter()
                .map(move |(path, _)| format!("{folder}/{path}"))
        })
        .collect())
}

/// A folder beside the targets, in which everything is made before it is moved to its place. It goes
/// when it is dropped.
struct Staging {
    folder: PathBuf,
}

impl Staging {
    fn new(root: &Path, name: &Name) -> Result<Self, String> {
        let folder = root.join(format!(".new-api-{}", name.as_str()));
        match fs::create_dir(&folder) {
            Ok(()) => Ok(Self { folder }),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(format!(
                "{} is left from a run that was broken off; delete it and try again",
                folder.display()
            )),
            Err(error) => Err(format!(
                "cannot make {}: {error}; nothing was written",
                folder.display()
            )),
        }
    }

    fn fill(&self, below: &str, files: &[(&str, &str)], name: &Name) -> Result<(), String> {
        for (path, template) in files {
            let path = self.folder.join(below).join(path);
            path.parent()
                .map_or(Ok(()), fs::create_dir_all)
                .and_then(|()| fs::write(&path, filled(template, name)))
                .map_err(|error| {
                    format!(
                        "cannot write {}: {error}; nothing is left of it",
                        path.display()
                    )
                })?;
        }
        Ok(())
    }

    fn moved(&self, from: &str, to: &Path) -> Result<(), String> {
        fs::rename(self.folder.join(from), to).map_err(|error| {
            format!(
                "cannot make {}: {error}; nothing is left of it",
                to.display()
            )
        })
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // What cannot be deleted is told by the next run.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn filled(template: &str, name: &Name) -> String {
    template
        .replace("{{name}}", name.as_str())
        .replace("{{title}}", &name.title())
        .replace("{{crate}}", &name.crate_name())
        .replace("{{module}}", &name.module())
        .replace("{{env}}", &name.env())
        // All crates of the workspace have one version.
        .replace("{{version}}", env!("CARGO_PKG_VERSION"))
}

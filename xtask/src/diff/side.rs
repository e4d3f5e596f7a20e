//! One side of a comparison: a commit, a folder, the working tree, or a revision of the vendor's document.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use prose_codegen::diagnostic::Severity;
use prose_codegen::diff::as_of;
use prose_codegen::model::Api;
use prose_codegen::render::{Format, render};
use prose_codegen::source::Sources;

use super::git;
use crate::specs::folders;

pub(super) enum Side {
    /// The working tree.
    Tree,
    Git(String),
    Folder(PathBuf),
    /// As the working tree's spec records it.
    Document {
        api: String,
        revision: String,
    },
}

/// A spec that was not compiled yet.
pub(super) struct Spec {
    /// Name of its folder.
    pub(super) name: String,
    sources: Sources,
    /// The revision of the vendor's document that is asked for.
    revision: Option<String>,
    /// What its side is called.
    side: String,
}

impl Side {
    pub(super) fn git(revision: &str) -> Self {
        Self::Git(revision.to_owned())
    }

    /// What somebody called so.
    pub(super) fn named(root: &Path, name: &str) -> Self {
        if let Some((api, revision)) = name.split_once('@')
            && !api.is_empty()
            && root.join("spec").join(api).is_dir()
        {
            return Self::Document {
                api: api.to_owned(),
                revision: revision.to_owned(),
            };
        }
        match Path::new(name).is_dir() {
            true => Self::Folder(PathBuf::from(name)),
            false => Self::git(name),
        }
    }

    /// Whether it is about one API, and says nothing of others.
    pub(super) fn is_one(&self) -> bool {
        match self {
            Self::Document { .. } => true,
            Self::Folder(folder) => is_of_one(folder),
            Self::Tree | Self::Git(_) => false,
        }
    }

    /// All specs of this side, in the order of their names.
    pub(super) fn specs(&self, root: &Path) -> Result<Vec<Spec>, String> {
        let spec = |name: String, sources, revision: Option<&String>| Spec {
            name,
            sources,
            revision: revision.cloned(),
            side: self.to_string(),
        };
        match self {
            Self::Git(revision) => {
                let specs = git::specs(root, revision)?;
                Ok(specs
                    .into_iter()
                    .map(|(name, sources)| spec(name, sources, None))
                    .collect())
            }
            Self::Tree => {
                let all = below(&root.join("spec"))?;
                Ok(all
                    .into_iter()
                    .map(|(name, sources)| spec(name, sources, None))
                    .collect())
            }
            Self::Folder(folder) if is_of_one(folder) => {
                // `.` has no name of its own.
                let named = folder.canonicalize().unwrap_or_else(|_| folder.clone());
                let name = named.file_name().unwrap_or_default().to_string_lossy();
                let sources = Sources::load(folder).map_err(|error| error.to_string())?;
                Ok(vec![spec(name.into_owned(), sources, None)])
            }
            Self::Folder(folder) => {
                let within = folder.join("spec");
                let all = below(if within.is_dir() { &within } else { folder })?;
                Ok(all
                    .into_iter()
                    .map(|(name, sources)| spec(name, sources, None))
                    .collect())
            }
            Self::Document { api, revision } => {
                let folder = root.join("spec").join(api);
                let sources = Sources::load(&folder).map_err(|error| error.to_string())?;
                Ok(vec![spec(api.clone(), sources, Some(revision))])
            }
        }
    }
}

/// Whether a folder is that of one API, such as `spec/garden`: spec files lie in it.
fn is_of_one(folder: &Path) -> bool {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths = entries.map(|entry| entry.path());
    paths.any(|path| path.extension().is_some_and(|ending| ending == "yaml") && path.is_file())
}

/// The specs of a folder with a folder for each API.
fn below(spec: &Path) -> Result<Vec<(String, Sources)>, String> {
    let folders =
        folders(spec).map_err(|error| format!("cannot read {}: {error}", spec.display()))?;
    if folders.is_empty() {
        return Err(format!(
            "{} holds no folder; each API has one",
            spec.display()
        ));
    }
    let mut specs = Vec::new();
    for folder in folders {
        let name = folder
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let sources = Sources::load(&folder).map_err(|error| error.to_string())?;
        specs.push((name, sources));
    }
    Ok(specs)
}

impl fmt::Display for Side {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tree => f.write_str("the working tree"),
            Self::Git(revision) => f.write_str(revision),
            Self::Folder(folder) => folder.display().fmt(f),
            Self::Document { api, revision } => write!(f, "{api}@{revision}"),
        }
    }
}

impl Spec {
    /// Whether both say the same, letter by letter.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        let texts = |spec: &Self| -> Vec<String> {
            spec.sources
                .files()
                .iter()
                .map(|file| file.text.clone())
                .collect()
        };
        // What cannot be read is told when it is compiled.
        self.revision == other.revision
            && [self, other].iter().all(|spec| spec.sources.are_readable())
            && texts(self) == texts(other)
    }

    /// The model of it.
    pub(super) fn model(&self) -> Result<Api, String> {
        let (name, side) = (&self.name, &self.side);
        let compiled = prose_codegen::compile(&self.sources);
        let Some(api) = compiled.model else {
            let is_error =
                |told: &&prose_codegen::diagnostic::Diagnostic| told.severity == Severity::Error;
            let errors: Vec<_> = compiled
                .diagnostics
                .iter()
                .filter(is_error)
                .cloned()
                .collect();
            let first = errors.get(..1).unwrap_or_default();
            // The place and the message of the first, as CI is told it.
            let first = render(first, &self.sources, Format::Human { colour: false });
            let mut lines = first.lines().map(str::trim);
            let message = lines.next().unwrap_or_default();
            let place = lines.find_map(|line| line.strip_prefix("--> "));
            let place = place
                .map(|place| format!(" at {place}"))
                .unwrap_or_default();
            return Err(format!(
                "the spec `{name}` of {side} does not compile with today's dialect ({}), so it cannot be compared; the first: {message}{place}",
                crate::terminal::counted(errors.len(), "error", "errors")
            ));
        };
        let Some(revision) = &self.revision else {
            return Ok(api);
        };
        as_of(&api, revision).ok_or_else(|| {
            let known: Vec<&str> = api.revisions.iter().map(|it| it.name.as_str()).collect();
            format!(
                "the document of `{name}` has no revision `{revision}`; it has {}",
                match known.is_empty() {
                    true => "none".to_owned(),
                    false => known.join(", "),
                }
            )
        })
    }
}

//! Who may use whom in a crate, as `ARCHITECTURE.md` says it.

use std::fs;
use std::path::{Path, PathBuf};

use super::paths;

/// The table of one crate.
pub(crate) struct Table {
    pub(crate) name: String,
    /// Modules as paths, such as `emit/words`, with those that each may use.
    pub(crate) rows: Vec<(String, Vec<String>)>,
}

/// Those of all crates that have one. A table begins with the crate's folder and `src`.
pub(crate) fn tables() -> Vec<Table> {
    let text = fs::read_to_string(workspace().join("ARCHITECTURE.md")).unwrap();
    let mut tables: Vec<Table> = Vec::new();
    let mut is_within = false;
    for line in text.lines() {
        let mut cells = line.split('|').skip(1).map(names);
        let (first, uses) = (
            cells.next().unwrap_or_default(),
            cells.next().unwrap_or_default(),
        );
        match first.first() {
            Some(name) if name.ends_with("/src") => {
                let name = name.trim_end_matches("/src").to_owned();
                tables.push(Table {
                    name,
                    rows: Vec::new(),
                });
                is_within = true;
            }
            Some(row) if is_within => {
                let rows = tables.last_mut().map(|table| &mut table.rows);
                rows.into_iter()
                    .for_each(|rows| rows.push((row.clone(), uses.clone())));
            }
            _ => is_within &= line.starts_with("|--"),
        }
    }
    assert_eq!(tables.len(), 3, "of codegen, runtime and sandbox");
    tables
}

impl Table {
    /// The files of the crate by their paths below `src`: without its face, its commands, and what is there
    /// for tests.
    pub(crate) fn files(&self) -> Vec<(String, String)> {
        let source = workspace().join(&self.name).join("src");
        let (mut files, mut folders) = (Vec::new(), vec![source.clone()]);
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                let name = path
                    .strip_prefix(&source)
                    .unwrap()
                    .to_string_lossy()
                    .replace('\\', "/");
                let is_other = ["lib.rs", "bin"].contains(&&*name) || name.ends_with("/tests.rs");
                if path.is_dir() && !is_other {
                    folders.push(path);
                } else if name.ends_with(".rs") && !is_other {
                    files.push((name, fs::read_to_string(path).unwrap()));
                }
            }
        }
        files.sort();
        files
    }

    /// What a file uses and its row does not name.
    pub(crate) fn broken(&self, file: &str, text: &str) -> Vec<String> {
        let module = paths::module(file);
        let own = self.row(&module).unwrap_or("(no row)");
        let mut broken: Vec<String> = paths::from_root(text, &module)
            .into_iter()
            .filter_map(|(line, path)| {
                let place = format!("{}/src/{file}:{line}", self.name);
                let Some(used) = self.row(&path) else {
                    let path = path.replace('/', "::");
                    return Some(format!(
                        "{place}: `crate::{path}` is in no row: use it from its home"
                    ));
                };
                let is_named = used == own
                    || self
                        .rows
                        .iter()
                        .any(|(row, uses)| row == own && uses.iter().any(|name| name == used));
                (!is_named).then(|| format!("{place}: `{own}` may not use `{used}`"))
            })
            .collect();
        broken.dedup();
        broken
    }

    /// The row of a module or of what stands in it: the innermost.
    pub(crate) fn row(&self, path: &str) -> Option<&str> {
        let is_in = |row: &&str| {
            path.strip_prefix(*row)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let rows = self.rows.iter().map(|(row, _)| row.as_str());
        rows.filter(is_in).max_by_key(|row| row.len())
    }
}

/// What a cell has between backticks.
fn names(cell: &str) -> Vec<String> {
    cell.split('`')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect()
}

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

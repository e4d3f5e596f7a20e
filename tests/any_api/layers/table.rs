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
    assert_eq!(tables.len(), 4, "of codegen, runtime, sandbox and drift");
    for Table { name, rows } in &tables {
        assert!(rows.len() > 5, "{name}: its table has another form");
    }
    tables
}

impl Table {
    /// The files of the crate by their paths below `src`: without its face and its commands.
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
                let is_other = ["lib.rs", "bin"].contains(&&*name);
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
        let own = self.row(&paths::module(file)).unwrap_or("(no row)");
        let mut broken = Vec::new();
        for (line, path, used) in self.uses(file, text) {
            let place = format!("{}/src/{file}:{line}", self.name);
            match used {
                None if path == paths::CRATE => {
                    broken.push(format!(
                        "{place}: `crate` keeps its name, or nobody sees what is used"
                    ));
                }
                None => {
                    let path = path.replace('/', "::");
                    broken.push(format!(
                        "{place}: `crate::{path}` is in no row: use it from its home"
                    ));
                }
                Some(used) if used != own && !self.names(own, used) => {
                    broken.push(format!("{place}: `{own}` may not use `{used}`"));
                }
                Some(_) => {}
            }
        }
        broken.dedup();
        broken
    }

    /// What a file uses: in which line, by which path, and whose row that is.
    pub(crate) fn uses(&self, file: &str, text: &str) -> Vec<(usize, String, Option<&str>)> {
        let module = paths::module(file);
        let rows = self.rows.iter();
        let children: Vec<&str> = rows
            .filter_map(|(row, _)| row.strip_prefix(&*module)?.strip_prefix('/'))
            .collect();
        let paths = paths::from_root(text, &module, &children).into_iter();
        paths
            .map(|(line, path)| {
                let row = self.row(&path);
                (line, path, row)
            })
            .collect()
    }

    /// Whether what stands in a module has rows of its own.
    pub(crate) fn has_children(&self, row: &str) -> bool {
        let mut rows = self.rows.iter();
        rows.any(|(other, _)| {
            other
                .strip_prefix(row)
                .is_some_and(|rest| rest.starts_with('/'))
        })
    }

    fn names(&self, row: &str, used: &str) -> bool {
        let mut rows = self.rows.iter();
        rows.any(|(own, uses)| own == row && uses.iter().any(|name| name == used))
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

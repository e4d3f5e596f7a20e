//! The paths of the calls.

use super::losses::Loss;
use super::writer::Writer;
use crate::emit::tree::Tree;
use crate::model::Call;

const SAME_ADDRESS: Loss = Loss {
    cannot: "Two calls with one path and one method.",
    instead: "The path of the second ends in `#` and its name, which no client sends.",
};

impl Writer<'_> {
    /// All calls, in the order of the spec, by path.
    pub(super) fn paths(&mut self) -> Tree {
        let mut paths: Vec<(String, Vec<(String, Tree)>)> = Vec::new();
        let api = self.api;
        for family in &api.families {
            for call in &family.calls {
                let method = call.method.as_str().to_ascii_lowercase();
                let mut path = path(call);
                let is_taken = |paths: &[(String, Vec<(String, Tree)>)], path: &str| {
                    let same = paths.iter().find(|(known, _)| same_address(known, path));
                    same.is_some_and(|(known, operations)| {
                        known != path || operations.iter().any(|(known, _)| *known == method)
                    })
                };
                if is_taken(&paths, &path) {
                    self.losses.note(SAME_ADDRESS, call.name.as_str());
                    path = format!("{path}#{}", call.name);
                }
                let operation = self.operation(family, call);
                match paths.iter_mut().find(|(known, _)| *known == path) {
                    Some((_, operations)) => operations.push((method, operation)),
                    None => paths.push((path, vec![(method, operation)])),
                }
            }
        }
        let paths = paths.into_iter();
        Tree::named(paths.map(|(path, operations)| (path, Tree::named(operations))))
    }
}

fn path(call: &Call) -> String {
    match call.path.starts_with('/') {
        true => call.path.clone(),
        false => format!("/{}", call.path),
    }
}

/// Whether two paths differ in the names of their parameters only.
fn same_address(one: &str, other: &str) -> bool {
    unnamed(one) == unnamed(other)
}

/// A path without the names of its parameters.
fn unnamed(path: &str) -> String {
    let mut pieces = path.split('{');
    let mut plain = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        plain.push_str("{}");
        plain.push_str(piece.split_once('}').map_or(piece, |(_, behind)| behind));
    }
    plain
}

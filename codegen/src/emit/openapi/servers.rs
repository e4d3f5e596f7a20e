//! Where calls are sent.

use super::describing;
use crate::emit::tree::Tree;
use crate::emit::words::{Docs, code, fill, joined};
use crate::model::{Api, Call, Variable};

/// The server of calls that say no other.
pub(super) fn of_api(api: &Api) -> Tree {
    Tree::List(vec![server(api, api.base_url.trim_end_matches('/'))])
}

/// The server of a call that is not below the base URL.
pub(super) fn of_call(api: &Api, call: &Call) -> Option<Tree> {
    let base = call.base_url.as_deref();
    let url = match call.path.starts_with('/') {
        true => host(base.unwrap_or(&api.base_url)),
        false => base?.trim_end_matches('/'),
    };
    Some(Tree::List(vec![server(api, url)]))
}

/// Scheme and host of an address.
pub(super) fn host(url: &str) -> &str {
    let behind_scheme = url.find("://").map_or(0, |at| at + 3);
    let end = url.get(behind_scheme..).and_then(|rest| rest.find('/'));
    end.and_then(|end| url.get(..behind_scheme + end))
        .unwrap_or(url)
}

fn server(api: &Api, url: &str) -> Tree {
    let mut tree = Tree::map([("url", Tree::text(url))]);
    let is_in_url = |variable: &&Variable| url.contains(&format!("{{{}}}", variable.name));
    let variables = api.variables.iter().filter(is_in_url);
    let variables: Vec<(String, Tree)> = variables
        .map(|known| (known.name.clone(), variable(known)))
        .collect();
    if !variables.is_empty() {
        tree.push("variables", Tree::named(variables));
    }
    tree
}

/// What stands in the URL if nobody says more. A variable must have a value: where the spec knows none, it is
/// the variable's own name, which leads nowhere.
pub(super) fn default(variable: &Variable) -> String {
    let default = variable.default.as_deref();
    let default = default.or_else(|| Some(variable.one_of.first()?.0.as_str()));
    let Some(default) = default else {
        return variable.name.clone();
    };
    let mut known = variable.one_of.iter();
    let known = known.find(|(name, _)| name == default);
    known.map_or_else(|| default.to_owned(), |(_, url)| url.clone())
}

fn variable(variable: &Variable) -> Tree {
    let mut tree = Tree::map([]);
    let mut docs = Docs::of(&variable.doc);
    if !variable.one_of.is_empty() {
        let values = variable.one_of.iter();
        let values: Vec<Tree> = values.map(|(_, url)| Tree::text(url)).collect();
        tree.push("enum", Tree::List(values));
        let named = variable.one_of.iter();
        let named = named.map(|(name, url)| fill("{} is {}", [code(url), code(name)]));
        docs.line(joined(named, ", "));
    }
    if variable.default.is_none() && variable.one_of.is_empty() {
        docs.line(fill(
            "Everybody has a value of their own: put it in the place of {}.",
            [code(&variable.name)],
        ));
    }
    tree.push("default", Tree::text(default(variable)));
    describing::describe(&mut tree, &docs);
    tree
}

//! The named schemas of a document, each there once.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::emit::tree::Tree;
use crate::model::Api;
use crate::naming;

/// What a schema describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    /// The values of a named limit.
    Limit,
    /// A row of a table, as it is sent.
    Row,
    /// A row of a table, as answers have it.
    AnsweredRow,
    /// A record.
    Record,
    /// The body of a call's request.
    Request,
    /// What stands in that body under a key.
    Values,
    /// What a call is answered with.
    Reply,
    /// What an envelope has where a call is refused.
    Refusal,
    /// The query of a call.
    Query,
}

impl Kind {
    fn suffix(self) -> &'static str {
        match self {
            Self::Limit => "",
            Self::Row => "Row",
            Self::AnsweredRow => "AnsweredRow",
            Self::Record => "Record",
            Self::Request => "Request",
            Self::Values => "Values",
            Self::Reply => "Reply",
            Self::Refusal => "Refusal",
            Self::Query => "Query",
        }
    }
}

/// All of them, by name.
pub(super) struct Schemas {
    /// Names of keys: makers of types take a type and a field of one name for each other.
    keys: HashSet<String>,
    names: HashMap<(Kind, String), String>,
    /// What is being written has its name already: rows may have rows of their own kind.
    trees: BTreeMap<String, Option<Tree>>,
}

impl Schemas {
    pub(super) fn of(api: &Api) -> Self {
        let tables = api.tables.iter().flat_map(|table| &table.keys);
        let calls = api.calls().flat_map(|call| &call.accepts);
        let records = api.records.iter().flat_map(|record| &record.fields);
        let own = calls.chain(records).map(|accepted| &accepted.key);
        let of_envelopes = api.envelopes.iter().flat_map(|envelope| {
            let one = [&envelope.code, &envelope.message, &envelope.total];
            let one = one.into_iter().flatten();
            one.chain(&envelope.records)
                .flat_map(|path| path.split('.'))
        });
        let wires = tables.chain(own).map(|key| key.wire.as_str());
        Self {
            keys: wires.chain(of_envelopes).map(str::to_owned).collect(),
            names: HashMap::new(),
            trees: BTreeMap::new(),
        }
    }

    /// The name of a schema, and whether it is still to be written.
    pub(super) fn name(&mut self, kind: Kind, of: &str) -> (String, bool) {
        if let Some(name) = self.names.get(&(kind, of.to_owned())) {
            return (name.clone(), false);
        }
        let plain: String = naming::pascal(of)
            .chars()
            .map(|sign| {
                if sign.is_ascii_alphanumeric() {
                    sign
                } else {
                    '_'
                }
            })
            .collect();
        let mut wanted = format!("{plain}{}", kind.suffix());
        if self.keys.contains(&wanted) {
            wanted.push_str("Value");
        }
        let mut name = wanted.clone();
        let mut number = 2;
        // Tools make names of files and types of these, and not all of them tell capitals apart.
        while self
            .trees
            .keys()
            .any(|known| known.eq_ignore_ascii_case(&name))
        {
            name = format!("{wanted}{number}");
            number += 1;
        }
        self.names.insert((kind, of.to_owned()), name.clone());
        self.trees.insert(name.clone(), None);
        (name, true)
    }

    /// Writes it.
    pub(super) fn set(&mut self, name: String, tree: Tree) {
        self.trees.insert(name, Some(tree));
    }

    /// The type of what a reference leads to. What is still being written are rows.
    pub(super) fn kind_of(&self, reference: &Tree) -> Option<&str> {
        let Some(Tree::Text(path)) = reference.get("$ref") else {
            return None;
        };
        let name = path.strip_prefix(BEFORE)?;
        match self.trees.get(name)? {
            None => Some("object"),
            Some(tree) => match tree.get("type")? {
                Tree::Text(kind) => Some(kind),
                _ => None,
            },
        }
    }

    /// All of them.
    pub(super) fn finish(self) -> Tree {
        let trees = self.trees.into_iter();
        Tree::named(trees.filter_map(|(name, tree)| Some((name, tree?))))
    }
}

/// Where schemas stand in a document.
const BEFORE: &str = "#/components/schemas/";

/// What leads to a schema.
pub(super) fn reference(name: &str) -> Tree {
    Tree::map([("$ref", Tree::text(format!("{BEFORE}{name}")))])
}

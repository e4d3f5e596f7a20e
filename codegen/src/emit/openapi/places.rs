//! What stands at paths of an answer.

use super::limit::kind;
use crate::emit::tree::Tree;

/// What stands at paths of an answer.
#[derive(Default)]
pub(super) struct Places {
    entries: Vec<(String, Node)>,
    required: Vec<String>,
}

enum Node {
    Leaf(Tree),
    Branch(Places),
}

impl Places {
    /// Adds something, unless there is something at its place.
    pub(super) fn add(&mut self, path: &str, tree: Tree) {
        let (name, behind) = match path.split_once('.') {
            Some((name, behind)) => (name, Some(behind)),
            None => (path, None),
        };
        let at = self.entries.iter().position(|(known, _)| known == name);
        match (at.and_then(|at| self.entries.get_mut(at)), behind) {
            (Some((_, Node::Branch(places))), Some(behind)) => places.add(behind, tree),
            (Some(_), _) => {}
            (None, None) => self.entries.push((name.to_owned(), Node::Leaf(tree))),
            (None, Some(behind)) => {
                let mut places = Self::default();
                places.add(behind, tree);
                self.entries.push((name.to_owned(), Node::Branch(places)));
            }
        }
    }

    /// Marks what stands at a path as always there.
    pub(super) fn require(&mut self, path: &str) {
        let (name, behind) = path.split_once('.').unwrap_or((path, ""));
        self.required.push(name.to_owned());
        let mut entries = self.entries.iter_mut();
        if let Some((_, Node::Branch(places))) = entries.find(|(known, _)| known == name) {
            places.require(behind);
        }
    }

    /// As a schema.
    pub(super) fn tree(self) -> Tree {
        let mut tree = kind("object");
        let properties = self.entries.into_iter().map(|(name, node)| {
            let node = match node {
                Node::Leaf(tree) => tree,
                Node::Branch(places) => places.tree(),
            };
            (name, node)
        });
        let properties: Vec<(String, Tree)> = properties.collect();
        if !properties.is_empty() {
            tree.push("properties", Tree::named(properties));
        }
        if !self.required.is_empty() {
            let required = self.required.iter().map(Tree::text);
            tree.push("required", Tree::List(required.collect()));
        }
        tree
    }

    /// As a value.
    pub(super) fn values(self) -> Tree {
        Tree::named(self.entries.into_iter().map(|(name, node)| {
            let node = match node {
                Node::Leaf(tree) => tree,
                Node::Branch(places) => places.values(),
            };
            (name, node)
        }))
    }
}

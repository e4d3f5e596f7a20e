//! What is needed while a document is written.

use super::losses::{Loss, Losses};
use super::profile::Profile;
use super::schemas::{Kind, Schemas, reference};
use crate::emit::tree::Tree;
use crate::model::{Api, Key};

/// The document so far.
pub(super) struct Writer<'a> {
    pub(super) api: &'a Api,
    pub(super) profile: Profile,
    pub(super) schemas: Schemas,
    pub(super) losses: Losses,
}

impl<'a> Writer<'a> {
    pub(super) fn of(api: &'a Api, profile: Profile) -> Self {
        Self {
            api,
            profile,
            schemas: Schemas::of(api),
            losses: Losses::default(),
        }
    }

    /// Refers to a schema, and has it written if it is not there yet.
    pub(super) fn component(
        &mut self,
        kind: Kind,
        of: &str,
        write: impl FnOnce(&mut Self) -> Tree,
    ) -> Tree {
        let (name, is_new) = self.schemas.name(kind, of);
        if is_new {
            let tree = write(self);
            self.schemas.set(name.clone(), tree);
        }
        reference(&name)
    }

    /// A schema with more said beside it.
    pub(super) fn beside(&self, schema: Tree, more: Tree) -> Tree {
        let is_blank = matches!(&more, Tree::Map(entries) if entries.is_empty());
        if is_blank {
            return schema;
        }
        // Before 3.1, nothing counts that stands beside a reference.
        let mut schema = match schema.get("$ref") {
            Some(_) if !self.profile.has_json_schema() => {
                Tree::map([("allOf", Tree::List(vec![schema]))])
            }
            _ => schema,
        };
        schema.extend(more);
        schema
    }

    /// A schema, or `null`.
    pub(super) fn or_null(&self, mut schema: Tree) -> Tree {
        if !self.profile.has_json_schema() {
            let mut nullable = Tree::map([("nullable", Tree::Yes(true))]);
            // It says nothing without the type beside it.
            if let Some(kind) = self.schemas.kind_of(&schema) {
                nullable.push("type", Tree::text(kind));
            }
            let mut schema = self.beside(schema, nullable);
            // A closed set has to list it, too.
            if let Tree::Map(entries) = &mut schema
                && let Some((_, Tree::List(values))) =
                    entries.iter_mut().find(|(name, _)| name == "enum")
            {
                values.push(Tree::Json(serde_json::Value::Null));
            }
            return schema;
        }
        if schema.get("enum").is_none()
            && let Tree::Map(entries) = &mut schema
            && let Some((_, kind @ Tree::Text(_))) =
                entries.iter_mut().find(|(name, _)| name == "type")
            && let Tree::Text(name) = kind
        {
            *kind = Tree::texts(&[name.as_str(), "null"]);
            return schema;
        }
        let null = Tree::map([("type", Tree::text("null"))]);
        Tree::map([("anyOf", Tree::List(vec![schema, null]))])
    }

    /// One value and no other.
    pub(super) fn only(&self, value: Tree) -> Tree {
        match self.profile.has_json_schema() {
            true => Tree::map([("const", value)]),
            false => Tree::map([("enum", Tree::List(vec![value]))]),
        }
    }

    /// Notes what this profile cannot say of a key.
    pub(super) fn lose(&mut self, loss: Loss, key: &Key) {
        self.losses.note(loss, key.wire.as_str());
    }
}

/// Names and schemas of properties, each name once.
#[derive(Default)]
pub(super) struct Properties {
    all: Vec<(String, Tree)>,
}

impl Properties {
    /// Adds one, unless there is one of this name.
    pub(super) fn add(&mut self, name: &str, schema: Tree) {
        if !self.has(name) {
            self.all.push((name.to_owned(), schema));
        }
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.all.iter().any(|(known, _)| known == name)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    pub(super) fn tree(self) -> Tree {
        Tree::named(self.all)
    }
}

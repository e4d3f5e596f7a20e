//! Records and rows as schemas.

use super::conditions;
use super::describing;
use super::extension as x;
use super::limit::{is_array, is_text, kind, value};
use super::losses::Loss;
use super::schemas::Kind;
use super::writer::{Properties, Writer};
use crate::emit::tree::Tree;
use crate::emit::words::{self, Docs};
use crate::model::{Accepted, Key, Limit, Open, Rule, Travels};

const PREFIX: Loss = Loss {
    cannot: "What free names begin with on the wire.",
    instead: "Any further property; the description names what stands before it.",
};
const RESERVED: Loss = Loss {
    cannot: "Which names are not free for custom fields.",
    instead: "Any further property.",
};
const FORMS: Loss = Loss {
    cannot: "That a value in an answer is a text, a number or null, of these alone.",
    instead: "Any value.",
};

impl Writer<'_> {
    /// A row of a table as it is sent, or a record where answers nest one.
    pub(super) fn row(&mut self, name: &str) -> Tree {
        let api = self.api;
        match api.table(name) {
            Some(table) => self.component(Kind::Row, name, |writer| {
                let mut properties = Properties::default();
                let required: Vec<&str> = table.always_required().collect();
                for key in &table.keys {
                    let property = match required.contains(&key.wire.as_str()) {
                        true => writer.required_property(key, table.blank_counts),
                        false => writer.property(key),
                    };
                    properties.add(&key.wire, property);
                }
                let mut tree = kind("object");
                let mut docs = Docs::of(&table.doc);
                docs.list(words::call::requirements_of_rows(table));
                describing::quirks(&mut docs, &table.quirks);
                describing::describe(&mut tree, &docs);
                tree.push("properties", properties.tree());
                if !required.is_empty() {
                    tree.push("required", Tree::texts(&required));
                }
                let find = |wire: &str| {
                    let key = table.keys.iter().find(|key| key.wire == wire)?;
                    Some((key.wire.clone(), key.as_ref()))
                };
                writer.conditions(&mut tree, &table.requires, &find, name);
                if let Some(requires) = conditions::list(&table.requires) {
                    tree.push(x::REQUIRES.name, requires);
                }
                writer.free_names(&mut tree, table.open.as_ref(), &[], name);
                describing::extend(&mut tree, None, None, &[], &table.quirks);
                tree
            }),
            None => self.record(name),
        }
    }

    /// A key as a property that must be there: `null` is not, nor is a blank text unless it counts.
    pub(super) fn required_property(&mut self, key: &Key, blank_counts: bool) -> Tree {
        let schema = self.limit(&key.limit);
        let more = match blank_counts {
            true => Tree::map([]),
            false => there(&key.limit),
        };
        self.described(key, schema, more)
    }

    /// A key as a property of what is sent.
    pub(super) fn property(&mut self, key: &Key) -> Tree {
        let mut schema = self.limit(&key.limit);
        if key.nullable {
            schema = self.or_null(schema);
        }
        self.described(key, schema, Tree::map([]))
    }

    fn described(&mut self, key: &Key, schema: Tree, mut more: Tree) -> Tree {
        describing::describe(&mut more, &describing::of_key(key, false));
        if key.deprecated.is_some() {
            more.push("deprecated", Tree::Yes(true));
        }
        if let Some(default) = default(key) {
            more.push(x::DEFAULT.name, default);
        }
        if !key.limit.is_named
            && let Some(example) = super::limit::example(&key.limit)
        {
            more.extend(self.example(example));
        }
        describing::extend_key(&mut more, key);
        self.beside(schema, more)
    }

    /// What becomes of names that are not listed, of which these are not free either.
    pub(super) fn free_names(
        &mut self,
        tree: &mut Tree,
        open: Option<&Open>,
        reserved: &[&String],
        place: &str,
    ) {
        let Some(open) = open else {
            tree.push("additionalProperties", Tree::Yes(false));
            return;
        };
        let values = self.limit(&open.limit);
        let mut more = Tree::map([]);
        let mut docs = Docs::of(&open.doc);
        docs.history(None, None, &open.was);
        describing::describe(&mut more, &docs);
        describing::extend(&mut more, None, None, &open.was, &[]);
        let values = self.beside(values, more);
        match open.prefix.as_str() {
            "" => {
                tree.push("additionalProperties", values);
                tree.push(x::ADDITIONAL_NAME.name, Tree::text("custom field"));
            }
            prefix if self.profile.has_json_schema() => {
                let pattern = format!("^{}", crate::emit::pattern::literal(prefix));
                tree.push("patternProperties", Tree::named([(pattern, values)]));
                tree.push("additionalProperties", Tree::Yes(false));
            }
            prefix => {
                self.losses.note(PREFIX, place);
                tree.push("additionalProperties", values);
                let name = format!("{prefix}custom field");
                tree.push(x::ADDITIONAL_NAME.name, Tree::text(name));
            }
        }
        if reserved.is_empty() {
            return;
        }
        if !self.profile.has_json_schema() {
            self.losses.note(RESERVED, place);
            return;
        }
        let names = Tree::List(reserved.iter().copied().map(Tree::text).collect());
        let names = Tree::map([("enum", names)]);
        tree.push("propertyNames", Tree::map([("not", names)]));
    }

    /// A record.
    pub(super) fn record(&mut self, name: &str) -> Tree {
        let api = self.api;
        let Some(record) = api.record(name) else {
            return self.answered_row(name);
        };
        self.component(Kind::Record, name, |writer| {
            let mut tree = kind("object");
            let mut docs = Docs::of(&record.doc);
            describing::quirks(&mut docs, &record.quirks);
            describing::describe(&mut tree, &docs);
            let fields = writer.fields(
                record
                    .fields
                    .iter()
                    .map(|accepted: &Accepted| &*accepted.key),
            );
            tree.push("properties", fields);
            tree.push("additionalProperties", Tree::Yes(true));
            if let Some(field) = &record.identified_by {
                tree.push(x::IDENTIFIED_BY.name, Tree::text(field));
            }
            describing::extend(&mut tree, None, None, &[], &record.quirks);
            tree
        })
    }

    /// A row of a table where answers nest one.
    fn answered_row(&mut self, name: &str) -> Tree {
        let api = self.api;
        let Some(table) = api.table(name) else {
            return kind("object");
        };
        self.component(Kind::AnsweredRow, name, |writer| {
            let mut tree = kind("object");
            describing::describe(&mut tree, &Docs::of(&table.doc));
            let fields = writer.fields(table.keys.iter().map(AsRef::as_ref));
            tree.push("properties", fields);
            tree.push("additionalProperties", Tree::Yes(true));
            tree
        })
    }

    fn fields<'k>(&mut self, keys: impl Iterator<Item = &'k Key>) -> Tree {
        let mut properties = Properties::default();
        for key in keys {
            if properties.has(&key.wire) {
                continue;
            }
            let mut field = self.answered(key.in_answers());
            let mut more = Tree::map([]);
            describing::describe(&mut more, &describing::of_key(key, true));
            if key.deprecated.is_some() {
                more.push("deprecated", Tree::Yes(true));
            }
            if !key.also.is_empty() {
                let also = key.also.iter().map(Tree::text);
                more.push(x::ALSO.name, Tree::List(also.collect()));
            }
            describing::extend_key(&mut more, key);
            field = self.beside(field, more);
            properties.add(&key.wire, field);
        }
        properties.tree()
    }

    /// What an answer may hold: the form of a limit, as leniently as answers are read. A value that breaks
    /// its limit is a value all the same.
    pub(super) fn answered(&mut self, limit: &Limit) -> Tree {
        match &limit.rule {
            Rule::Json | Rule::File { .. } => Tree::map([]),
            Rule::ArrayOf(rows) => {
                let row = self.answered_item(rows);
                self.array_or_null(row)
            }
            Rule::Object(row) => {
                let row = self.answered_item(row);
                self.or_null(row)
            }
            Rule::MapOf(_) => self.or_null(kind("object")),
            Rule::ListOf(item) if limit.items.travels != Travels::Commas => {
                let item = self.answered(item);
                self.array_or_null(item)
            }
            rule => {
                let forms: &[&'static str] = match rule {
                    Rule::Boolean | Rule::Flag | Rule::FlagAs { .. } => {
                        &["string", "number", "boolean", "null"]
                    }
                    Rule::Id | Rule::Integer { .. } | Rule::Epoch(_) => {
                        &["string", "integer", "null"]
                    }
                    Rule::Decimal | Rule::DecimalWithin { .. } => &["string", "number", "null"],
                    Rule::OneOf(_) if !limit.unquoted => &["string", "number", "null"],
                    _ if limit.unquoted => &["string", "number", "boolean", "null"],
                    _ => &["string", "null"],
                };
                if self.profile.has_json_schema() {
                    return Tree::map([("type", Tree::texts(forms))]);
                }
                match forms {
                    [form, "null"] => self.or_null(kind(form)),
                    _ => {
                        self.losses.note(FORMS, limit.name.as_str());
                        Tree::map([])
                    }
                }
            }
        }
    }

    fn answered_item(&mut self, name: &str) -> Tree {
        match self.api.record(name) {
            Some(_) => self.record(name),
            None => self.answered_row(name),
        }
    }

    pub(super) fn array_or_null(&self, items: Tree) -> Tree {
        let mut tree = self.or_null(kind("array"));
        tree.push("items", items);
        tree
    }
}

/// What keeps a value from being none: a blank text and an empty list are.
pub(super) fn there(limit: &Limit) -> Tree {
    if is_text(limit) && limit.allows("") {
        return Tree::map([("minLength", Tree::Integer(1))]);
    }
    match is_array(limit) && limit.items.min.is_none_or(|min| min == 0) {
        true => Tree::map([("minItems", Tree::Integer(1))]),
        false => Tree::map([]),
    }
}

/// What the vendor assumes. It is no `default`: clients would send that, and clear with an update what nobody
/// spoke of.
pub(super) fn default(key: &Key) -> Option<Tree> {
    let default = key.default.as_deref()?;
    Some(match key.limit.allows(default) {
        true => value(&key.limit, default),
        false => Tree::text(default),
    })
}

//! The forms of values, as schemas.

use super::names;
use super::words::described;
use crate::emit::tree::Tree;
use crate::model::Defined;
use crate::syntax::attributes::{Attribute, Form, Mapping, Names, RULES};

/// What schemas refer to, made when something first does.
pub(super) struct Definitions<'d> {
    defined: &'d Defined,
    /// What is there; nothing yet where it is being made.
    made: Vec<(&'static str, Option<Tree>)>,
}

impl<'d> Definitions<'d> {
    pub(super) fn of(defined: &'d Defined) -> Self {
        Self {
            defined,
            made: Vec::new(),
        }
    }

    pub(super) fn finish(self) -> Tree {
        let made = self.made.into_iter();
        Tree::named(made.filter_map(|(name, tree)| Some((name.to_owned(), tree?))))
    }

    /// A mapping of this kind.
    pub(super) fn mapping(&mut self, mapping: &'static Mapping) -> Tree {
        self.refer(mapping.name, |all| {
            let mut schema = all.object(mapping.attributes.iter().map(Property::of));
            let required = mapping
                .attributes
                .iter()
                .filter(|attribute| attribute.is_required);
            let required: Vec<&str> = required.map(|attribute| attribute.name).collect();
            if !required.is_empty() {
                schema.extend(Tree::map([("required", Tree::texts(&required))]));
            }
            if !mapping.exactly_one_of.is_empty() {
                let one = |name: &&str| Tree::map([("required", Tree::texts(&[name]))]);
                let all = mapping.exactly_one_of.iter().map(one).collect();
                schema.extend(Tree::map([("oneOf", Tree::List(all))]));
            }
            schema
        })
    }

    /// A mapping with one attribute of this kind and no more.
    fn single(&mut self, mapping: &'static Mapping) -> Tree {
        self.refer(mapping.name, |all| {
            let mut schema = all.object(mapping.attributes.iter().map(Property::of));
            schema.extend(one_entry());
            schema
        })
    }

    fn object(&mut self, properties: impl Iterator<Item = Property>) -> Tree {
        let properties: Vec<(String, Tree)> = properties
            .map(|property| {
                let schema = self.form(property.form);
                let mut with_words = described(property.says, []);
                with_words.extend(schema);
                (property.name.to_owned(), with_words)
            })
            .collect();
        Tree::map([
            ("type", Tree::text("object")),
            ("properties", Tree::named(properties)),
            ("additionalProperties", Tree::Yes(false)),
        ])
    }

    /// A value of this form.
    fn form(&mut self, form: &'static Form) -> Tree {
        match form {
            Form::Limit => self.refer("limit_or_rule", |all| any_of(all.any(form))),
            Form::Rule => self.refer("rule", |all| any_of(all.any(form))),
            Form::Texts => self.refer("texts", |all| {
                let items = all.text();
                Tree::map([
                    (
                        "type",
                        Tree::texts(&["string", "number", "boolean", "array"]),
                    ),
                    ("items", items),
                ])
            }),
            _ => any_of(self.any(form)),
        }
    }

    /// What a value of this form can be: one of these.
    fn any(&mut self, form: &'static Form) -> Vec<Tree> {
        match form {
            Form::Text => vec![self.text()],
            Form::Like(pattern) => vec![text_like("string", pattern)],
            Form::Yes => vec![text_like("boolean", "^(true|false)$")],
            Form::Number(least) => {
                let mut number = text_like("integer", "^[0-9]+$");
                number.extend(Tree::map([("minimum", Tree::Integer((*least).into()))]));
                vec![number]
            }
            Form::Integer => vec![text_like("integer", "^[-+]?[0-9]+$")],
            Form::Word(words) => vec![one_of(words)],
            Form::Words(words) => vec![one_of(words), list(0, one_of(words))],
            Form::Name(kind) => vec![self.name(*kind)],
            Form::NamesOf(kind) => vec![self.name(*kind), list(0, self.name(*kind))],
            Form::Limit => vec![self.name(Names::Limit), self.rule()],
            Form::Rule => {
                let plain: Vec<_> = names::plain_rules().collect();
                vec![names::one_of(&plain), self.rule()]
            }
            Form::Mapping(mapping) => vec![self.mapping(mapping)],
            Form::Single(mapping) => vec![self.single(mapping)],
            Form::Entries(form) => vec![entries(self.form(form))],
            Form::EntriesOf(kind, form) => vec![self.entries_of(*kind, form)],
            Form::EntryOf(kind, form) => {
                let mut entry = self.entries_of(*kind, form);
                entry.extend(one_entry());
                vec![entry]
            }
            Form::List(least, form) => vec![list(*least, self.form(form))],
            Form::Either(forms) => forms.iter().flat_map(|form| self.any(form)).collect(),
            Form::Texts => vec![self.form(form)],
        }
    }

    fn entries_of(&mut self, kind: Names, form: &'static Form) -> Tree {
        let mut entries = entries(self.form(form));
        entries.extend(Tree::map([("propertyNames", self.name(kind))]));
        entries
    }

    /// A rule that is written with more than its name.
    fn rule(&mut self) -> Tree {
        self.refer("rule_with_more", |all| {
            let rules = RULES.iter().filter_map(|rule| {
                Some(Property {
                    name: rule.name,
                    says: rule.allows,
                    form: rule.more.as_ref()?,
                })
            });
            let mut schema = all.object(rules);
            schema.extend(one_entry());
            schema
        })
    }

    fn name(&mut self, kind: Names) -> Tree {
        self.refer(names::title(kind), |all| {
            let others = names::others(kind).iter();
            let mut any: Vec<Tree> = others.map(|other| all.name(*other)).collect();
            any.extend(names::schema(kind, all.defined));
            any_of(any)
        })
    }

    /// What is read as a text.
    fn text(&mut self) -> Tree {
        self.refer("text", |_| {
            Tree::map([("type", Tree::texts(&["string", "number", "boolean"]))])
        })
    }

    fn refer(&mut self, name: &'static str, make: impl FnOnce(&mut Self) -> Tree) -> Tree {
        if !self.made.iter().any(|(made, _)| *made == name) {
            let at = self.made.len();
            self.made.push((name, None));
            let tree = make(self);
            if let Some(place) = self.made.get_mut(at) {
                place.1 = Some(tree);
            }
        }
        Tree::map([("$ref", Tree::text(format!("#/definitions/{name}")))])
    }
}

struct Property {
    name: &'static str,
    says: &'static str,
    form: &'static Form,
}

impl Property {
    fn of(attribute: &'static Attribute) -> Self {
        Self {
            name: attribute.name,
            says: attribute.says,
            form: &attribute.form,
        }
    }
}

/// Editors complete what stands in `anyOf`, and nothing of values behind an `if`.
fn any_of(mut schemas: Vec<Tree>) -> Tree {
    match schemas.pop() {
        Some(schema) if schemas.is_empty() => schema,
        last => {
            schemas.extend(last);
            Tree::map([("anyOf", Tree::List(schemas))])
        }
    }
}

fn list(least: u32, items: Tree) -> Tree {
    let mut list = Tree::map([("type", Tree::text("array")), ("items", items)]);
    if least > 0 {
        list.extend(Tree::map([("minItems", Tree::Integer(least.into()))]));
    }
    list
}

fn one_of(words: &[&str]) -> Tree {
    names::one_of(
        &words
            .iter()
            .map(|word| names::word(word))
            .collect::<Vec<_>>(),
    )
}

/// A scalar of this type, or a text that the pattern fits.
fn text_like(kind: &str, pattern: &str) -> Tree {
    let types = match kind {
        "string" => Tree::text("string"),
        _ => Tree::texts(&[kind, "string"]),
    };
    Tree::map([("type", types), ("pattern", Tree::text(pattern))])
}

fn entries(schema: Tree) -> Tree {
    Tree::map([
        ("type", Tree::text("object")),
        ("additionalProperties", schema),
    ])
}

/// Apart from the properties: beside `maxProperties`, editors complete none where the line is still empty.
fn one_entry() -> Tree {
    let one = Tree::map([
        ("minProperties", Tree::Integer(1)),
        ("maxProperties", Tree::Integer(1)),
    ]);
    Tree::map([("allOf", Tree::List(vec![one]))])
}

//! The body of a request.

use super::describing;
use super::extension as x;
use super::limit::kind;
use super::parameters::{is_of_rows, is_required, keys_in, lose_rows, numbered, own_place};
use super::schemas::Kind;
use super::security::{self, is_sent_with};
use super::writer::{Properties, Writer};
use crate::emit::sample::{self, Sample, Value};
use crate::emit::tree::Tree;
use crate::model::{Call, CredentialPlace, Key, KeyPlace, Nests, Place, Requires, Rule, Travels};

impl<'a> Writer<'a> {
    /// The body of a call, if it has one.
    pub(super) fn body(&mut self, call: &'a Call) -> Option<Tree> {
        let keys = keys_in(call, KeyPlace::Body);
        let has_body = own_place(call) == KeyPlace::Body || !keys.is_empty();
        if !has_body {
            return None;
        }
        let place = match call.sends.first() {
            None | Some(Place::Query) => Place::Json,
            Some(place) => *place,
        };
        let has_credentials = self.body_credentials(call).next().is_some();
        if keys.is_empty() && call.open.is_none() && call.fixed.is_empty() && !has_credentials {
            return None;
        }
        let (schema, is_required) = match &call.body {
            Some(wire) => {
                let key = keys.iter().find(|key| key.wire == *wire)?;
                (self.property(key), true)
            }
            None => {
                let is_required = call.root.is_some()
                    || has_credentials
                    || !call.fixed.is_empty()
                    || keys.iter().any(|key| is_required(call, key))
                    || call
                        .requires
                        .iter()
                        .any(|item| matches!(item, Requires::AnyOf(_) | Requires::ExactlyOneOf(_)));
                let schema = self.component(Kind::Request, &call.name, |writer| {
                    writer.object(call, &keys, place)
                });
                (schema, is_required)
            }
        };
        let mut media = Tree::map([("schema", schema)]);
        if let Some(example) = self.body_example(call, place) {
            media.push("example", example);
        }
        let encoding = self.encoding(call, &keys, place);
        if !encoding.is_empty() {
            media.push("encoding", Tree::named(encoding));
        }
        let kind = match place {
            Place::Form => "application/x-www-form-urlencoded",
            Place::Multipart => "multipart/form-data",
            Place::Json | Place::Query => "application/json",
        };
        Some(Tree::map([
            ("required", Tree::Yes(is_required)),
            ("content", Tree::named([(kind.to_owned(), media)])),
        ]))
    }

    /// The credentials that travel in the body.
    fn body_credentials(
        &self,
        call: &'a Call,
    ) -> impl Iterator<Item = (&'a str, &'a crate::model::Credential)> + use<'a> {
        let all = self.api.credentials.iter();
        all.filter_map(move |credential| match &credential.place {
            CredentialPlace::Body(name) if is_sent_with(call, credential) => {
                Some((name.as_str(), credential))
            }
            _ => None,
        })
    }

    fn object(&mut self, call: &'a Call, keys: &[&Key], place: Place) -> Tree {
        let mut properties = Properties::default();
        let mut required: Vec<Tree> = Vec::new();
        for key in keys {
            let name = name_in(key, place);
            let mut property = match is_required(call, key) {
                true => {
                    required.push(Tree::text(&name));
                    self.required_property(key, false)
                }
                false => self.property(key),
            };
            if let Some(way) = numbered(key).filter(|_| place != Place::Json) {
                self.lose_numbers(key);
                property.push(x::TRAVELS.name, way);
            }
            properties.add(&name, property);
        }
        if own_place(call) == KeyPlace::Body {
            for (name, value) in &call.fixed {
                let always = self.always(value);
                properties.add(name, always);
                required.push(Tree::text(name));
            }
        }
        let mut inner = (properties, required);
        let roots: Vec<&str> = (call.root.iter())
            .filter(|_| place == Place::Json)
            .flat_map(|root| root.split('.'))
            .collect();
        if roots.is_empty() {
            self.add_credentials(call, &mut inner);
        }
        if roots.is_empty() {
            return self.of_properties(call, keys, place, inner);
        }
        let mut tree = self.component(Kind::Values, &call.name, |writer| {
            writer.of_properties(call, keys, place, inner)
        });
        for (depth, root) in roots.iter().rev().enumerate() {
            let mut outer = Properties::default();
            outer.add(root, tree);
            let mut outer = (outer, vec![Tree::text(*root)]);
            if depth + 1 == roots.len() {
                self.add_credentials(call, &mut outer);
            }
            let (properties, required) = outer;
            tree = kind("object");
            tree.push("properties", properties.tree());
            tree.push("required", Tree::List(required));
            tree.push("additionalProperties", Tree::Yes(false));
        }
        tree
    }

    fn add_credentials(&self, call: &'a Call, to: &mut (Properties, Vec<Tree>)) {
        for (name, credential) in self.body_credentials(call) {
            let mut property = kind("string");
            describing::describe(&mut property, &security::words(credential));
            security::extend(&mut property, credential);
            to.0.add(name, property);
            if !credential.optional {
                to.1.push(Tree::text(name));
            }
        }
    }

    fn of_properties(
        &mut self,
        call: &'a Call,
        keys: &[&Key],
        place: Place,
        (properties, required): (Properties, Vec<Tree>),
    ) -> Tree {
        let open = call.open.as_ref();
        let open = open.filter(|_| own_place(call) == KeyPlace::Body);
        let reserved = call.reserved.iter().filter(|name| !properties.has(name));
        let reserved: Vec<&String> = reserved.filter(|_| open.is_some()).collect();
        let mut tree = kind("object");
        if !properties.is_empty() {
            tree.push("properties", properties.tree());
        }
        if !required.is_empty() {
            tree.push("required", Tree::List(required));
        }
        self.conditions(&mut tree, &call.requires, &found(keys, place), &call.name);
        self.free_names(&mut tree, open, &reserved, &call.name);
        tree
    }

    /// How properties of a form travel, where that is not as usual.
    pub(super) fn encoding(
        &mut self,
        call: &Call,
        keys: &[&Key],
        place: Place,
    ) -> Vec<(String, Tree)> {
        let mut encoding = Vec::new();
        if place == Place::Json {
            return encoding;
        }
        for key in keys {
            let is_list = matches!(key.limit.rule, Rule::ListOf(_));
            let said = match (call.nests, &key.limit.rule) {
                (Some(Nests::JsonText), _) if is_of_rows(key) => {
                    Tree::map([("contentType", Tree::text("application/json"))])
                }
                (Some(Nests::Brackets), Rule::Object(_)) if place != Place::Multipart => {
                    Tree::map([
                        ("style", Tree::text("deepObject")),
                        ("explode", Tree::Yes(true)),
                    ])
                }
                _ if is_of_rows(key) => {
                    lose_rows(self, key);
                    continue;
                }
                _ if is_list
                    && key.limit.items.travels != Travels::Commas
                    && place != Place::Multipart =>
                {
                    Tree::map([("style", Tree::text("form")), ("explode", Tree::Yes(true))])
                }
                _ => continue,
            };
            encoding.push((name_in(key, place), said));
        }
        encoding
    }

    /// A body that passes; none where it would hold a credential or a file.
    fn body_example(&self, call: &'a Call, place: Place) -> Option<Tree> {
        if self.body_credentials(call).next().is_some() {
            return None;
        }
        let samples = sample::of(self.api, call)?;
        let in_body = samples
            .iter()
            .filter(|sample| super::parameters::place_of(call, sample.key) == KeyPlace::Body);
        let mut pairs = Vec::new();
        for sample in in_body {
            let value = example(sample)?;
            if call
                .body
                .as_ref()
                .is_some_and(|wire| *wire == sample.key.wire)
            {
                return Some(value);
            }
            pairs.push((name_in(sample.key, place), value));
        }
        if call.body.is_some() {
            return None;
        }
        let fixed = call.fixed.iter();
        pairs.extend(fixed.map(|(name, value)| (name.clone(), Tree::text(value))));
        let roots: Vec<&str> = (call.root.iter())
            .filter(|_| place == Place::Json)
            .flat_map(|root| root.split('.'))
            .collect();
        let inner = Tree::named(pairs);
        Some(
            roots
                .into_iter()
                .rev()
                .fold(inner, |inner, root| Tree::named([(root.to_owned(), inner)])),
        )
    }
}

/// Finds one of these keys, and what it is called in this place.
pub(super) fn found<'k>(
    keys: &[&'k Key],
    place: Place,
) -> impl Fn(&str) -> Option<(String, &'k Key)> {
    move |wire| {
        let key = keys.iter().find(|key| key.wire == wire).copied()?;
        Some((name_in(key, place), key))
    }
}

/// What a key is called in this place.
pub(super) fn name_in(key: &Key, place: Place) -> String {
    let is_list = matches!(key.limit.rule, Rule::ListOf(_));
    match key.limit.items.travels {
        Travels::Brackets if is_list && place != Place::Json => format!("{}[]", key.wire),
        Travels::Numbered { first } if is_list && place != Place::Json => {
            format!("{}[{first}]", key.wire)
        }
        _ => key.wire.clone(),
    }
}

/// A value of an example; none of a file.
fn example(sample: &Sample<'_>) -> Option<Tree> {
    let limit = &sample.key.limit;
    Some(match &sample.value {
        Value::Text(text) => super::limit::value(limit, text),
        Value::Json(json) => Tree::Json(json.clone()),
        Value::List(items) => match (&limit.rule, limit.items.travels) {
            (
                Rule::ListOf(item),
                Travels::Repeated | Travels::Brackets | Travels::Numbered { .. },
            ) => {
                let items = items.iter().map(|text| super::limit::value(item, text));
                Tree::List(items.collect())
            }
            _ => Tree::text(items.join(",")),
        },
        Value::File(_) | Value::Files(..) => return None,
        Value::Row(_, samples) => {
            let row = row(samples)?;
            match limit.rule {
                Rule::JsonInText(_) => Tree::text(serde_json::to_string(&row).ok()?),
                _ => row,
            }
        }
        Value::Rows(_, samples) => Tree::List(vec![row(samples)?]),
    })
}

fn row(samples: &[Sample<'_>]) -> Option<Tree> {
    let mut pairs = Vec::new();
    for sample in samples {
        pairs.push((sample.key.wire.clone(), example(sample)?));
    }
    Some(Tree::named(pairs))
}

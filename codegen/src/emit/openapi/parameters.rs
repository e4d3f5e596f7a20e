//! What travels in the path, the query and headers.

use super::body::{found, name_in};
use super::conditions;
use super::describing;
use super::extension as x;
use super::limit::kind;
use super::losses::Loss;
use super::record::{default, there};
use super::schemas::Kind;
use super::writer::{Properties, Writer};
use crate::emit::tree::Tree;
use crate::emit::words::{Docs, own};
use crate::model::{
    Call, Fixed, FixedPlace, Idempotency, Key, KeyPlace, Nests, Open, Place, Requires, Rule,
    Travels,
};

const TOGETHER: Loss = Loss {
    cannot: "What keys of a query require together.",
    instead: "`x-requires`, and the description.",
};
const NUMBERED: Loss = Loss {
    cannot: "A list whose items travel each under the key with its number.",
    instead: "A list under the key with the first number; `x-travels` names the way.",
};
const APART: Loss = Loss {
    cannot: "What keys require together that travel in several places, or in headers.",
    instead: "`x-requires`, and the description.",
};
const PASSED_OVER: Loss = Loss {
    cannot: "A header of a call that is Accept or Authorization.",
    instead: "A parameter, which OpenAPI has its readers pass over.",
};
const ROWS: Loss = Loss {
    cannot: "How rows travel in a query or a form in the way of this API.",
    instead: "Their schema, as in JSON; the description shows the way.",
};

/// Where a key travels.
pub(super) fn place_of(call: &Call, key: &Key) -> KeyPlace {
    match key.place {
        _ if call.path.contains(&format!("{{{}}}", key.wire)) => KeyPlace::Path,
        Some(own) => own,
        None => own_place(call),
    }
}

/// Where keys travel that do not say it themselves.
pub(super) fn own_place(call: &Call) -> KeyPlace {
    match call.sends.first() {
        None | Some(Place::Query) => KeyPlace::Query,
        Some(Place::Form | Place::Json | Place::Multipart) => KeyPlace::Body,
    }
}

/// The keys of a call that travel in one place, each name once.
pub(super) fn keys_in(call: &Call, place: KeyPlace) -> Vec<&Key> {
    let mut keys: Vec<&Key> = Vec::new();
    for accepted in &call.accepts {
        let key = accepted.key.as_ref();
        if place_of(call, key) == place && !keys.iter().any(|known| known.wire == key.wire) {
            keys.push(key);
        }
    }
    keys
}

impl<'a> Writer<'a> {
    /// All parameters of a call.
    pub(super) fn parameters(&mut self, call: &'a Call) -> Vec<Tree> {
        let mut parameters = Vec::new();
        for key in keys_in(call, KeyPlace::Path) {
            parameters.push(self.parameter(call, key, "path"));
        }
        self.note_apart(call);
        let query = keys_in(call, KeyPlace::Query);
        let together = self.together_in_query(call, &query);
        match together && self.profile.has_query_string() {
            true => parameters.push(self.query_string(call, &query)),
            false => {
                if together {
                    self.losses.note(TOGETHER, call.name.as_str());
                }
                for key in query {
                    parameters.push(self.parameter(call, key, "query"));
                }
                for (name, value) in self.fixed_in_query(call) {
                    parameters.push(self.fixed(&name, &value, "query"));
                }
                if let Some(open) = open_in_query(call) {
                    parameters.push(self.free_parameters(call, open));
                }
            }
        }
        for key in keys_in(call, KeyPlace::Header) {
            parameters.push(self.parameter(call, key, "header"));
        }
        if let Some(Idempotency::Header(name)) = &call.idempotency {
            let mut tree = Tree::map([("name", Tree::text(name)), ("in", Tree::text("header"))]);
            let mut docs = Docs::default();
            docs.line(own(
                "A random key of the caller's, by which the server carries the call out once however often it arrives.",
            ));
            describing::describe(&mut tree, &docs);
            tree.push("schema", kind("string"));
            parameters.push(tree);
        }
        for fixed in self.fixed_elsewhere(call, FixedPlace::Header) {
            parameters.push(self.fixed(&fixed.name, &fixed.value, "header"));
        }
        for parameter in &parameters {
            if let (Some(Tree::Text(name)), Some(Tree::Text(place))) =
                (parameter.get("name"), parameter.get("in"))
                && place == "header"
                && ["Accept", "Authorization"]
                    .iter()
                    .any(|known| known.eq_ignore_ascii_case(name))
            {
                self.losses.note(PASSED_OVER, call.name.as_str());
            }
        }
        parameters
    }

    /// Notes what is said neither of the keys of a query nor of those of a body.
    fn note_apart(&mut self, call: &Call) {
        let is_all_in = |item: &Requires, place: KeyPlace| {
            let keys = keys_in(call, place);
            let is_there = |wire: &&str| keys.iter().any(|key| key.wire == **wire);
            conditions::names(item).iter().all(is_there)
        };
        let is_apart = |item: &Requires| {
            !matches!(item, Requires::Key(_))
                && !is_all_in(item, KeyPlace::Query)
                && !is_all_in(item, KeyPlace::Body)
        };
        if call.requires.iter().any(is_apart) {
            self.losses.note(APART, call.name.as_str());
        }
    }

    fn fixed_elsewhere(&self, call: &'a Call, place: FixedPlace) -> Vec<&'a Fixed> {
        let all = self.api.fixed.iter().chain(&call.fixed_elsewhere);
        all.filter(|fixed| fixed.place == place).collect()
    }

    /// What always travels in the query.
    fn fixed_in_query(&self, call: &'a Call) -> Vec<(String, String)> {
        let mut all = Vec::new();
        if own_place(call) == KeyPlace::Query {
            all.extend(call.fixed.iter().cloned());
        }
        let elsewhere = self.fixed_elsewhere(call, FixedPlace::Query).into_iter();
        all.extend(elsewhere.map(|fixed| (fixed.name.clone(), fixed.value.clone())));
        all
    }

    fn fixed(&self, name: &str, value: &str, place: &'static str) -> Tree {
        let mut tree = Tree::map([
            ("name", Tree::text(name)),
            ("in", Tree::text(place)),
            ("required", Tree::Yes(true)),
            ("description", Tree::text("Always this value.")),
        ]);
        tree.push("schema", self.always(value));
        tree
    }

    /// The schema of what always has this value.
    pub(super) fn always(&self, value: &str) -> Tree {
        let mut schema = kind("string");
        schema.push("enum", Tree::texts(&[value]));
        schema.push("default", Tree::text(value));
        schema
    }

    /// Notes that items travel each under its number.
    pub(super) fn lose_numbers(&mut self, key: &Key) {
        self.lose(NUMBERED, key);
    }

    fn parameter(&mut self, call: &Call, key: &Key, place: &'static str) -> Tree {
        let is_list = matches!(key.limit.rule, Rule::ListOf(_));
        let travels = key.limit.items.travels;
        let mut tree = Tree::map([]);
        let name = match travels {
            Travels::Brackets if is_list => format!("{}[]", key.wire),
            Travels::Numbered { first } if is_list => {
                self.lose_numbers(key);
                format!("{}[{first}]", key.wire)
            }
            _ => key.wire.clone(),
        };
        tree.push("name", Tree::text(name));
        tree.push("in", Tree::text(place));
        let is_required = place == "path" || is_required(call, key);
        if is_required {
            tree.push("required", Tree::Yes(true));
        }
        describing::describe(&mut tree, &describing::of_key(key, false));
        if key.deprecated.is_some() {
            tree.push("deprecated", Tree::Yes(true));
        }
        let schema = self.limit(&key.limit);
        let mut more = Tree::map([]);
        if let Some(default) = default(key) {
            more.push(x::DEFAULT.name, default);
        }
        if !key.limit.is_named
            && let Some(example) = super::limit::example(&key.limit)
        {
            more.extend(self.example(example));
        }
        if is_required {
            more.extend(there(&key.limit));
        }
        let schema = self.beside(schema, more);
        let rows = is_of_rows(key);
        match call.nests {
            Some(Nests::JsonText) if rows => {
                let content = Tree::map([("schema", schema)]);
                tree.push("content", Tree::map([("application/json", content)]));
            }
            _ => {
                if is_list && travels != Travels::Commas && place == "query" {
                    tree.push("style", Tree::text("form"));
                    tree.push("explode", Tree::Yes(true));
                }
                match call.nests {
                    Some(Nests::Brackets) if matches!(key.limit.rule, Rule::Object(_)) => {
                        tree.push("style", Tree::text("deepObject"));
                        tree.push("explode", Tree::Yes(true));
                    }
                    _ if rows => self.lose(ROWS, key),
                    _ => {}
                }
                tree.push("schema", schema);
            }
        }
        if let Some(way) = numbered(key) {
            tree.push(x::TRAVELS.name, way);
        }
        describing::extend_key(&mut tree, key);
        tree
    }

    /// Any other name in a query.
    fn free_parameters(&mut self, call: &Call, open: &Open) -> Tree {
        let mut schema = kind("object");
        // What has a parameter of its own does not stand here.
        let accepted = call.accepts.iter().map(|accepted| &accepted.key.wire);
        let reserved: Vec<&String> = call.reserved.iter().chain(accepted).collect();
        self.free_names(&mut schema, Some(open), &reserved, &call.name);
        let mut tree = Tree::map([
            ("name", Tree::text("custom_fields")),
            ("in", Tree::text("query")),
        ]);
        let mut docs = Docs::of(&open.doc);
        docs.line(own(
            "Each property is a parameter of its own, by its own name.",
        ));
        describing::describe(&mut tree, &docs);
        tree.push("style", Tree::text("form"));
        tree.push("explode", Tree::Yes(true));
        tree.push("schema", schema);
        tree
    }

    /// Whether keys of the query require something together.
    fn together_in_query(&self, call: &Call, query: &[&Key]) -> bool {
        call.requires.iter().any(|item| {
            !matches!(item, Requires::Key(_))
                && conditions::names(item)
                    .iter()
                    .all(|wire| query.iter().any(|key| key.wire == *wire))
        })
    }

    /// The query as one form, whose schema can say what its keys require together.
    fn query_string(&mut self, call: &'a Call, query: &[&Key]) -> Tree {
        let open = open_in_query(call);
        let in_query = |name: &&String| query.iter().any(|key| key.wire == **name);
        let schema = self.component(Kind::Query, &call.name, |writer| {
            let mut properties = Properties::default();
            let mut required: Vec<Tree> = Vec::new();
            for key in query {
                let name = name_in(key, Place::Query);
                let mut property = match is_required(call, key) {
                    true => {
                        required.push(Tree::text(&name));
                        writer.required_property(key, false)
                    }
                    false => writer.property(key),
                };
                if let Some(way) = numbered(key) {
                    writer.lose_numbers(key);
                    property.push(x::TRAVELS.name, way);
                }
                properties.add(&name, property);
            }
            for (name, value) in writer.fixed_in_query(call) {
                let always = writer.always(&value);
                properties.add(&name, always);
                required.push(Tree::text(name));
            }
            let mut tree = kind("object");
            tree.push("description", Tree::text("The keys of the query."));
            tree.push("properties", properties.tree());
            if !required.is_empty() {
                tree.push("required", Tree::List(required));
            }
            let reserved = call.reserved.iter().filter(|name| !in_query(name));
            let reserved: Vec<&String> = reserved.filter(|_| open.is_some()).collect();
            let find = found(query, Place::Query);
            writer.conditions(&mut tree, &call.requires, &find, &call.name);
            writer.free_names(&mut tree, open, &reserved, &call.name);
            tree
        });
        let mut content = Tree::map([("schema", schema)]);
        let encoding = self.encoding(call, query, Place::Query);
        if !encoding.is_empty() {
            content.push("encoding", Tree::named(encoding));
        }
        Tree::map([
            ("name", Tree::text("query")),
            ("in", Tree::text("querystring")),
            ("description", Tree::text("The keys of the query.")),
            (
                "content",
                Tree::map([("application/x-www-form-urlencoded", content)]),
            ),
        ])
    }
}

fn open_in_query(call: &Call) -> Option<&Open> {
    let open = call.open.as_ref();
    open.filter(|_| own_place(call) == KeyPlace::Query)
}

/// Whether a caller must always give a key.
pub(super) fn is_required(call: &Call, key: &Key) -> bool {
    call.always_required()
        .any(|accepted| accepted.key.wire == key.wire)
}

/// How items travel that have numbers.
pub(super) fn numbered(key: &Key) -> Option<Tree> {
    let Travels::Numbered { first } = key.limit.items.travels else {
        return None;
    };
    let (wire, next) = (&key.wire, first.saturating_add(1));
    matches!(key.limit.rule, Rule::ListOf(_))
        .then(|| Tree::text(format!("{wire}[{first}], {wire}[{next}]")))
}

/// Whether it holds rows, or an object.
pub(super) fn is_of_rows(key: &Key) -> bool {
    matches!(
        key.limit.rule,
        Rule::ArrayOf(_) | Rule::Object(_) | Rule::MapOf(_)
    )
}

/// Notes that rows travel in a way that cannot be said.
pub(super) fn lose_rows(writer: &mut Writer<'_>, key: &Key) {
    writer.lose(ROWS, key);
}

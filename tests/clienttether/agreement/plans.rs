//! The kinds of requests that are made for a call: a valid one, and one for every way to break it in
//! one place. They are made from the model of the spec, so that no call, key or limit is forgotten.

use proptest::collection::vec;
use proptest::option::weighted;
use proptest::prelude::*;
use proptest::sample::select;
use prose_codegen::model::{Accepted, Api, Call, Limit, Requires, Rule};
use prose_runtime::{CallDescriptor, Place};
use workspace_tests::limits::{Edge, allowed, edges, examples, item_of, texts};

use super::case::{Case, Given, Row};
use super::forms;
use super::rows::row;

/// A way to make requests for a call.
pub(crate) struct Plan {
    /// In which way they are broken, and where.
    pub(crate) name: String,
    /// Whether the document allows them; `None` where that depends on the text.
    pub(crate) allowed: Option<bool>,
    pub(crate) cases: BoxedStrategy<Case>,
}

/// A value of a key, or none.
pub(crate) type Value = BoxedStrategy<Option<Given>>;

/// Every plan for a call.
pub(crate) fn plans(api: &Api, call: &Call, descriptor: &'static CallDescriptor) -> Vec<Plan> {
    assert_eq!(call.name, descriptor.name);
    let mut making = Making {
        api,
        call,
        descriptor,
        valid: call
            .accepts
            .iter()
            .map(|accepted| {
                let given = forms::given(call, &accepted.key.wire)
                    .unwrap_or_else(|| given(api, &accepted.key.limit));
                match is_needed(call, &accepted.key.wire) {
                    true => given.prop_map(Some).boxed(),
                    false => weighted(share(call), given).boxed(),
                }
            })
            .collect(),
        plans: Vec::new(),
    };
    making.add("valid", "", Some(true), []);
    making.requirements();
    for (position, accepted) in call.accepts.iter().enumerate() {
        making.key(position, accepted);
    }
    making.two();
    making.custom();
    making.plans
}

/// About four optional keys in each request.
fn share(call: &Call) -> f64 {
    (4.0 / call.accepts.len() as f64).min(0.5)
}

/// Whether every valid request has the key.
fn is_needed(call: &Call, wire: &str) -> bool {
    call.requires.iter().any(|requirement| match requirement {
        Requires::Key(key) => key == wire,
        Requires::AnyOf(groups) | Requires::ExactlyOneOf(groups) => {
            groups[0].iter().any(|key| key == wire)
        }
        Requires::AtMostOneOf(_) => false,
        Requires::When { also, .. } | Requires::WhenThere { also, .. } => {
            also.iter().any(|key| key == wire)
        }
    })
}

/// The plans for one call, in the making.
pub(crate) struct Making<'m> {
    pub(crate) api: &'m Api,
    pub(crate) call: &'m Call,
    descriptor: &'static CallDescriptor,
    /// A valid value, or none, for each key.
    valid: Vec<Value>,
    plans: Vec<Plan>,
}

impl Making<'_> {
    pub(crate) fn add(
        &mut self,
        kind: &str,
        place: &str,
        allowed: Option<bool>,
        broken: impl IntoIterator<Item = (usize, Value)>,
    ) {
        self.add_with(kind, place, allowed, broken, Just(Vec::new()).boxed());
    }

    pub(crate) fn add_with(
        &mut self,
        kind: &str,
        place: &str,
        allowed: Option<bool>,
        broken: impl IntoIterator<Item = (usize, Value)>,
        custom: BoxedStrategy<Vec<(String, String)>>,
    ) {
        let mut values = self.valid.clone();
        let mut is_nested = false;
        for (position, value) in broken {
            is_nested |= kind == "rows in place of text";
            values[position] = value;
        }
        let descriptor = self.descriptor;
        let places: Vec<Place> = descriptor
            .sends
            .iter()
            // In a query or a form, rows are text like any other.
            .filter(|place| !is_nested || **place == Place::Json)
            .copied()
            .collect();
        if places.is_empty() {
            return;
        }
        let cases = (values, custom, select(places), any::<bool>())
            .prop_map(move |(values, custom, place, in_path)| Case {
                call: descriptor,
                values,
                custom,
                place,
                in_path,
            })
            .boxed();
        self.plans.push(Plan {
            name: format!("{} {place} {kind}", self.call.name),
            allowed,
            cases,
        });
    }

    fn position(&self, wire: &str) -> usize {
        let mut keys = self.call.accepts.iter();
        keys.position(|accepted| accepted.key.wire == wire).unwrap()
    }

    fn requirements(&mut self) {
        let call = self.call;
        for requirement in &call.requires {
            match requirement {
                Requires::Key(key) => self.missing(key, []),
                Requires::When { key, is, also } => {
                    let decides = (self.position(key), text(is));
                    self.add("decides", key, Some(true), [decides.clone()]);
                    for key in also {
                        self.missing(key, [decides.clone()]);
                    }
                }
                Requires::AnyOf(groups) | Requires::ExactlyOneOf(groups) => self.groups(groups),
                // No call of this API has them yet.
                Requires::AtMostOneOf(_) | Requires::WhenThere { .. } => {
                    unreachable!("write plans for {requirement:?}")
                }
            }
        }
    }

    fn missing<const N: usize>(&mut self, key: &str, with: [(usize, Value); N]) {
        let position = self.position(key);
        for (kind, value) in [("left out", Just(None).boxed()), ("blank", text(""))] {
            let broken = with.iter().cloned().chain([(position, value)]);
            self.add(kind, key, Some(false), broken);
        }
    }

    fn groups(&mut self, groups: &[Vec<String>]) {
        let keys: Vec<usize> = groups
            .iter()
            .flatten()
            .map(|key| self.position(key))
            .collect();
        let none = || keys.iter().map(|position| (*position, Just(None).boxed()));
        self.add("none of the group", "", Some(false), none());
        for group in groups {
            let alone = group.iter().map(|key| {
                let position = self.position(key);
                let limit = &self.call.accepts[position].key.limit;
                (position, given(self.api, limit).prop_map(Some).boxed())
            });
            let alone: Vec<(usize, Value)> = none().chain(alone).collect();
            self.add("alone", &group.join("+"), Some(true), alone);
            let blank = group.iter().map(|key| (self.position(key), text("")));
            let blank: Vec<(usize, Value)> = none().chain(blank).collect();
            self.add("alone and blank", &group.join("+"), Some(false), blank);
        }
    }

    fn key(&mut self, position: usize, accepted: &Accepted) {
        let key = &accepted.key;
        let (wire, limit) = (key.wire.as_str(), &key.limit);
        if let Rule::ArrayOf(table) = &limit.rule {
            let table = self.api.table(table).unwrap();
            return self.rows(position, wire, table);
        }
        let is_form = forms::is_form(&self.call.name);
        let must_exist = is_form && forms::must_exist(wire);
        if !is_needed(self.call, wire) {
            let takes_blank = matches!(limit.rule, Rule::Text { .. } | Rule::ListOf(_));
            let is_lenient = is_form || self.descriptor.clears.is_some();
            let allowed = Some(takes_blank).filter(|takes| *takes || !is_lenient);
            self.add("blank", wire, allowed, [(position, text(""))]);
        }
        if is_form && forms::is_name(wire) {
            let others = forms::OTHER_NAMES.map(|key| (self.position(key), Just(None).boxed()));
            let alone = std::iter::once((position, text("  "))).chain(others);
            self.add("spaces alone", wire, Some(true), alone.collect::<Vec<_>>());
        }
        let decides =
            self.call.requires.iter().any(
                |requirement| matches!(requirement, Requires::When { key, .. } if key == wire),
            );
        for Edge {
            name,
            allowed,
            texts,
        } in edges(limit)
        {
            if allowed && must_exist {
                continue;
            }
            let value = texts.prop_map(|text| Some(Given::Text(text))).boxed();
            self.add(name, wire, Some(allowed), [(position, value)]);
        }
        if !(decides || must_exist) {
            let near = texts(examples(limit)).prop_map(|text| Some(Given::Text(text)));
            self.add("near", wire, None, [(position, near.boxed())]);
        }
        if let Rule::ListOf(item) = &limit.rule {
            self.lists(position, wire, item);
        }
        let rows = Just(Some(Given::Rows(vec![Row {
            values: vec![Some("1".to_owned())],
            extra: None,
        }])));
        self.add(
            "rows in place of text",
            wire,
            Some(false),
            [(position, rows.boxed())],
        );
    }

    fn lists(&mut self, position: usize, wire: &str, item: &Limit) {
        let good = item_of(item);
        let list = |items: BoxedStrategy<Vec<String>>| {
            [(
                position,
                items.prop_map(|items| Some(Given::List(items))).boxed(),
            )]
        };
        self.add(
            "a list",
            wire,
            Some(true),
            list(vec(good.clone(), 1..5).boxed()),
        );
        self.add("an empty list", wire, None, list(Just(Vec::new()).boxed()));
        let blank = good.clone().prop_map(|item| vec![item, String::new()]);
        self.add(
            "a list with a blank item",
            wire,
            Some(false),
            list(blank.boxed()),
        );
        let comma = good.prop_map(|item| vec![format!("{item},{item}")]);
        self.add(
            "a list with a comma in an item",
            wire,
            None,
            list(comma.boxed()),
        );
    }

    /// Two values that break their limits: the first in the order of the document is told.
    fn two(&mut self) {
        let keys = self.call.accepts.iter().enumerate();
        let breakable: Vec<(usize, BoxedStrategy<String>)> = keys
            .filter_map(|(position, accepted)| {
                let mut edges = edges(&accepted.key.limit).into_iter();
                edges
                    .find(|edge| !edge.allowed)
                    .map(|edge| (position, edge.texts))
            })
            .collect();
        for pair in breakable.windows(2) {
            let broken = pair.iter().map(|(position, texts)| {
                let value = texts.clone().prop_map(|text| Some(Given::Text(text)));
                (*position, value.boxed())
            });
            let wires: Vec<&str> = pair
                .iter()
                .map(|(position, _)| self.call.accepts[*position].key.wire.as_str())
                .collect();
            self.add(
                "both broken",
                &wires.join("+"),
                Some(false),
                broken.collect::<Vec<_>>(),
            );
        }
    }
}

fn text(text: &str) -> Value {
    Just(Some(Given::Text(text.to_owned()))).boxed()
}

/// A value that the limit allows.
fn given(api: &Api, limit: &Limit) -> BoxedStrategy<Given> {
    match &limit.rule {
        Rule::ArrayOf(table) => {
            let table = api.table(table).unwrap();
            vec(row(table), 1..4).prop_map(Given::Rows).boxed()
        }
        _ => allowed(limit).prop_map(Given::Text).boxed(),
    }
}

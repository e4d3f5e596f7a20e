//! The model as of an earlier revision of the vendor's document: what `since`, `until` and `was` record.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::model::{Accepted, Api, Call, Key, Limit, Requires, Rule, Was};

/// The API as the document had it in this revision, as far as the spec records that. None if the document has
/// no such revision.
///
/// What `was` says in words stands in the place of the documentation then.
pub fn as_of(api: &Api, revision: &str) -> Option<Api> {
    let at = api.revisions.iter().position(|it| it.name == revision)?;
    let mut then = Then {
        names: api.revisions.iter().map(|it| it.name.as_str()).collect(),
        at,
        named: HashMap::new(),
    };
    let mut old = api.clone();
    old.revisions.truncate(at + 1);
    let limits: Vec<Limit> = api.limits.iter().map(|limit| then.limit(limit)).collect();
    then.named = (limits
        .iter()
        .map(|limit| (limit.name.clone(), limit.clone())))
    .collect();
    old.limits = limits;
    for table in &mut old.tables {
        let keys = std::mem::take(&mut table.keys);
        let gone = std::mem::take(&mut table.gone);
        let now: Vec<Arc<Key>> = then.there(keys.iter().chain(&gone));
        (table.keys, table.gone) = then.keys(keys, gone);
        if let Some(open) = &mut table.open {
            then.opened(open);
        }
        let pairs = now
            .iter()
            .map(Arc::as_ref)
            .zip(table.keys.iter().map(Arc::as_ref));
        then.require(&mut table.requires, pairs);
    }
    for family in &mut old.families {
        let calls = std::mem::take(&mut family.calls);
        let (there, gone): (Vec<Call>, Vec<Call>) = (calls.into_iter())
            .chain(std::mem::take(&mut family.gone))
            .filter(|call| then.has_begun(call.since.as_deref()))
            .partition(|call| then.has_not_ended(call.until.as_deref()));
        family.calls = there.into_iter().map(|call| then.call(call)).collect();
        family.gone = gone;
    }
    for record in &mut old.records {
        let fields = std::mem::take(&mut record.fields);
        let gone = std::mem::take(&mut record.gone);
        (record.fields, record.gone) = then.accepted(fields, gone);
    }
    let sent = sent(&old);
    for table in &mut old.tables {
        table.is_sent = table.is_sent && sent.contains(&table.name);
    }
    Some(old)
}

/// The tables whose rows are sent, within others too.
fn sent(api: &Api) -> HashSet<String> {
    fn rows(limit: &Limit) -> Option<&str> {
        match &limit.rule {
            Rule::ArrayOf(table) | Rule::Object(table) | Rule::JsonInText(table) => Some(table),
            Rule::ListOf(item) | Rule::MapOf(item) => rows(item),
            _ => None,
        }
    }
    let accepted = api.calls().flat_map(|call| &call.accepts);
    let mut next: Vec<&str> = accepted.filter_map(|it| rows(&it.key.limit)).collect();
    let mut sent = HashSet::new();
    while let Some(name) = next.pop() {
        if sent.insert(name.to_owned()) {
            let keys = api.table(name).into_iter().flat_map(|table| &table.keys);
            next.extend(keys.filter_map(|key| rows(&key.limit)));
        }
    }
    sent
}

struct Then<'a> {
    /// All revisions, oldest first.
    names: Vec<&'a str>,
    /// The one that is asked for.
    at: usize,
    /// Named limits as they were.
    named: HashMap<String, Limit>,
}

impl Then<'_> {
    fn place(&self, revision: &str) -> Option<usize> {
        self.names.iter().position(|name| *name == revision)
    }

    fn has_begun(&self, since: Option<&str>) -> bool {
        since
            .and_then(|since| self.place(since))
            .is_none_or(|since| since <= self.at)
    }

    fn has_not_ended(&self, until: Option<&str>) -> bool {
        until
            .and_then(|until| self.place(until))
            .is_none_or(|until| until >= self.at)
    }

    /// What the first entry at or after the revision says; later ones are taken away.
    fn was<T>(&self, was: &[Was], pick: impl Fn(&Was) -> Option<T>) -> Option<T> {
        let told = was.iter().filter_map(|was| {
            let place = self
                .place(&was.revision)
                .filter(|place| *place >= self.at)?;
            Some((place, pick(was)?))
        });
        told.min_by_key(|(place, _)| *place).map(|(_, told)| told)
    }

    fn forget(&self, was: &mut Vec<Was>) {
        was.retain(|was| {
            self.place(&was.revision)
                .is_some_and(|place| place < self.at)
        });
    }

    /// A limit of the list of named ones.
    fn limit(&self, limit: &Limit) -> Limit {
        let mut then = limit.clone();
        if let Some(rule) = self.was(&limit.was, |was| was.limit.clone()) {
            then.rule = rule.rule.clone();
            then.items = rule.items;
            then.unquoted = rule.unquoted;
        }
        if let Some(says) = self.was(&limit.was, |was| was.says.clone()) {
            then.doc = says;
        }
        self.forget(&mut then.was);
        then
    }

    /// The limit that a key refers to.
    fn referred(&self, limit: &Arc<Limit>) -> Arc<Limit> {
        let known = self.named.get(&limit.name).filter(|_| limit.is_named);
        match known {
            Some(known) if known.rule != limit.rule || known.doc != limit.doc => Arc::new(Limit {
                was: limit.was.clone(),
                ..known.clone()
            }),
            _ => Arc::clone(limit),
        }
    }

    fn key(&self, key: &Arc<Key>) -> Arc<Key> {
        let mut then = Key::clone(key);
        let limit = self.was(&key.was, |was| was.limit.clone());
        then.limit = self.referred(limit.as_ref().unwrap_or(&key.limit));
        then.answers = key.answers.as_ref().map(|limit| self.referred(limit));
        if let Some(wire) = self.was(&key.was, |was| was.key.clone()) {
            then.name.clone_from(&wire);
            then.wire = wire;
        }
        if let Some(says) = self.was(&key.was, |was| was.says.clone()) {
            then.doc = says;
        }
        then.deprecated = None;
        self.forget(&mut then.was);
        Arc::new(then)
    }

    /// Those that the revision had, as they are now.
    fn there<'k>(&self, keys: impl Iterator<Item = &'k Arc<Key>>) -> Vec<Arc<Key>> {
        let there = keys.filter(|key| {
            self.has_begun(key.since.as_deref()) && self.has_not_ended(key.until.as_deref())
        });
        there.cloned().collect()
    }

    fn keys(&self, keys: Vec<Arc<Key>>, gone: Vec<Arc<Key>>) -> (Vec<Arc<Key>>, Vec<Arc<Key>>) {
        let (there, gone): (Vec<Arc<Key>>, Vec<Arc<Key>>) = (keys.into_iter())
            .chain(gone)
            .filter(|key| self.has_begun(key.since.as_deref()))
            .partition(|key| self.has_not_ended(key.until.as_deref()));
        (there.iter().map(|key| self.key(key)).collect(), gone)
    }

    fn accepted(&self, all: Vec<Accepted>, gone: Vec<Accepted>) -> (Vec<Accepted>, Vec<Accepted>) {
        let (there, gone): (Vec<Accepted>, Vec<Accepted>) = (all.into_iter())
            .chain(gone)
            .filter(|accepted| self.has_begun(accepted.key.since.as_deref()))
            .partition(|accepted| self.has_not_ended(accepted.key.until.as_deref()));
        let there = there.into_iter().map(|accepted| Accepted {
            key: self.key(&accepted.key),
            table: accepted.table,
        });
        (there.collect(), gone)
    }

    fn opened(&self, open: &mut crate::model::Open) {
        if let Some(limit) = self.was(&open.was, |was| was.limit.clone()) {
            open.limit = limit;
        }
        if let Some(says) = self.was(&open.was, |was| was.says.clone()) {
            open.doc = says;
        }
        open.limit = self.referred(&open.limit);
        self.forget(&mut open.was);
    }

    fn call(&self, mut call: Call) -> Call {
        let accepts = std::mem::take(&mut call.accepts);
        let gone = std::mem::take(&mut call.gone);
        let now: Vec<Arc<Key>> = self.there(accepts.iter().chain(&gone).map(|it| &it.key));
        (call.accepts, call.gone) = self.accepted(accepts, gone);
        if let Some(open) = &mut call.open {
            self.opened(open);
        }
        if let Some(says) = self.was(&call.was, |was| was.says.clone()) {
            call.doc = says;
        }
        call.deprecated = None;
        self.forget(&mut call.was);
        let keys = call.accepts.iter().map(|accepted| accepted.key.as_ref());
        let pairs = now.iter().map(Arc::as_ref).zip(keys);
        self.require(&mut call.requires, pairs);
        call
    }

    /// Nothing required what was not there; what was there is required by its name then.
    fn require<'k>(
        &self,
        requires: &mut Vec<Requires>,
        keys: impl Iterator<Item = (&'k Key, &'k Key)>,
    ) {
        let then: HashMap<&str, &str> = keys
            .map(|(now, then)| (now.wire.as_str(), then.wire.as_str()))
            .collect();
        let named = |key: &String| then.get(key.as_str()).map(|key| (*key).to_owned());
        let all = |keys: &[String]| -> Option<Vec<String>> { keys.iter().map(named).collect() };
        let groups = |groups: &[Vec<String>]| -> Option<Vec<Vec<String>>> {
            let groups: Vec<Vec<String>> = groups.iter().filter_map(|group| all(group)).collect();
            (!groups.is_empty()).then_some(groups)
        };
        let of_then = requires.iter().filter_map(|item| {
            Some(match item {
                Requires::Key(key) => Requires::Key(named(key)?),
                Requires::AnyOf(of) => Requires::AnyOf(groups(of)?),
                Requires::ExactlyOneOf(of) => Requires::ExactlyOneOf(groups(of)?),
                Requires::AtMostOneOf(of) => Requires::AtMostOneOf(groups(of)?),
                Requires::WhenThere { key, also } => Requires::WhenThere {
                    key: named(key)?,
                    also: all(also)?,
                },
                Requires::When { key, is, also } => Requires::When {
                    key: named(key)?,
                    is: is.clone(),
                    also: all(also)?,
                },
            })
        });
        *requires = of_then.collect();
    }
}

//! Where each thing is found within the page. An anchor is made of the thing's own names, so that a link stays
//! good as long as these do; one that something else has already gets a number.

use std::collections::{HashMap, HashSet};

use crate::model::{Api, Call, Key};

/// Anchors that are the page's own, so that no name of a spec has them.
const OWN: [&str; 24] = [
    "main",
    "top",
    "contents",
    "search",
    "found",
    "revision",
    "about",
    "address",
    "variables",
    "revisions",
    "credentials",
    "oauth",
    "answers",
    "envelopes",
    "codes",
    "calls",
    "tables",
    "limits",
    "records",
    "webhooks",
    "left-out",
    "quirks",
    "revision-now",
    "revision-all",
];

/// What kind of thing an anchor is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    Call,
    GoneCall,
    Code,
    Credential,
    Envelope,
    Event,
    /// A field that only one record has.
    Field,
    /// A row of a table.
    Key,
    /// A call's own key.
    OwnKey,
    Limit,
    Record,
    Revision,
    Table,
    Variable,
}

/// The anchors of an API.
pub(super) struct Anchors<'a> {
    taken: HashSet<String>,
    /// Those that something has on the page already.
    used: HashSet<String>,
    of: HashMap<Kind, HashMap<&'a str, HashMap<&'a str, String>>>,
}

impl<'a> Anchors<'a> {
    pub(super) fn of(api: &'a Api) -> Self {
        // The switch has one for each revision.
        let choices = (0..api.revisions.len()).map(|at| format!("revision-{at}"));
        let own = OWN.iter().map(|own| (*own).to_owned());
        let mut anchors = Self {
            taken: own.chain(choices).collect(),
            used: HashSet::new(),
            of: HashMap::new(),
        };
        let calls = || api.families.iter().flat_map(|family| &family.calls);
        for call in calls() {
            anchors.give(Kind::Call, "", &call.name, &["call", &call.name]);
        }
        for table in &api.tables {
            anchors.give(Kind::Table, "", &table.name, &["table", &table.name]);
            for key in table.keys.iter().chain(&table.gone) {
                anchors.give(Kind::Key, &table.name, &key.name, &[&table.name, &key.name]);
            }
        }
        for call in calls() {
            for accepted in call.accepts.iter().chain(&call.gone) {
                if accepted.table.is_none() {
                    let key = &accepted.key.name;
                    anchors.give(Kind::OwnKey, &call.name, key, &["call", &call.name, key]);
                }
            }
        }
        for code in &api.result_codes {
            anchors.give(Kind::Code, "", &code.name, &[&code.name]);
        }
        for limit in &api.limits {
            anchors.give(Kind::Limit, "", &limit.name, &["limit", &limit.name]);
        }
        for record in &api.records {
            anchors.give(Kind::Record, "", &record.name, &["record", &record.name]);
            for field in record.fields.iter().chain(&record.gone) {
                if field.table.is_none() {
                    let names = ["record", &record.name, &field.key.name];
                    anchors.give(Kind::Field, &record.name, &field.key.name, &names);
                }
            }
        }
        for it in &api.revisions {
            anchors.give(Kind::Revision, "", &it.name, &["revision", &it.name]);
        }
        for it in &api.envelopes {
            anchors.give(Kind::Envelope, "", &it.name, &["envelope", &it.name]);
        }
        for it in &api.credentials {
            anchors.give(Kind::Credential, "", &it.name, &["credential", &it.name]);
        }
        for it in &api.variables {
            anchors.give(Kind::Variable, "", &it.name, &["variable", &it.name]);
        }
        for it in api.webhooks.iter().flat_map(|webhooks| &webhooks.events) {
            anchors.give(Kind::Event, "", &it.name, &["event", &it.name]);
        }
        for call in api.families.iter().flat_map(|family| &family.gone) {
            anchors.give(Kind::GoneCall, "", &call.name, &["call", &call.name]);
        }
        anchors
    }

    /// The anchor of a thing, if it is one that has an anchor.
    pub(super) fn find(&self, kind: Kind, of: &str, name: &str) -> Option<&str> {
        let known = self.of.get(&kind)?.get(of)?.get(name);
        known.map(String::as_str)
    }

    /// That of a thing that is told now. What has gone and come again is told twice, and has two.
    pub(super) fn told(&mut self, kind: Kind, of: &str, name: &str) -> String {
        let known = self.find(kind, of, name).map(str::to_owned);
        let id = known.unwrap_or_else(|| self.free(&[of, name]));
        match self.used.insert(id.clone()) {
            true => id,
            false => self.numbered(&id),
        }
    }

    /// That of a call.
    pub(super) fn call(&mut self, call: &Call, is_gone: bool) -> String {
        let kind = if is_gone { Kind::GoneCall } else { Kind::Call };
        self.told(kind, "", &call.name)
    }

    /// Those that a key has, and has had: by what it is called in the table, on the wire, and in earlier
    /// revisions.
    pub(super) fn key(&mut self, kind: Kind, of: &str, key: &Key) -> Vec<String> {
        let id = self.told(kind, of, &key.name);
        let stem = id.strip_suffix(&*spelled(&key.name)).map(str::to_owned);
        let mut ids = vec![id];
        let was = key.was.iter().filter_map(|was| was.key.as_deref());
        for name in was.chain([key.wire.as_str()]) {
            let Some(stem) = &stem else { continue };
            let old = format!("{stem}{}", spelled(name));
            if self.taken.insert(old.clone()) {
                ids.push(old);
            }
        }
        ids
    }

    /// One that nothing else has, made of these names.
    pub(super) fn free(&mut self, names: &[&str]) -> String {
        let parts: Vec<String> = names.iter().map(|name| spelled(name)).collect();
        self.numbered(&parts.join("."))
    }

    fn numbered(&mut self, wanted: &str) -> String {
        let mut id = wanted.to_owned();
        let mut number = 2;
        while !self.taken.insert(id.clone()) {
            id = format!("{wanted}-{number}");
            number += 1;
        }
        id
    }

    fn give(&mut self, kind: Kind, of: &'a str, name: &'a str, names: &[&str]) {
        // The first of a name is the one that links mean.
        if self.find(kind, of, name).is_none() {
            let id = self.free(names);
            let of_kind = self.of.entry(kind).or_default();
            of_kind.entry(of).or_default().insert(name, id);
        }
    }
}

/// A name in signs that need no escaping in an address.
fn spelled(name: &str) -> String {
    let signs = name.trim().chars();
    let spelled: String = signs
        .map(|sign| match sign {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '_' | '-' => sign,
            _ => '_',
        })
        .collect();
    match spelled.is_empty() {
        true => "_".to_owned(),
        false => spelled,
    }
}

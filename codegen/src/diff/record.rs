//! Tables and records.

use std::sync::Arc;

use super::change::{Action, Direction, Thing};
use super::key::Pairs;
use super::surface;
use super::walk::{At, Walk, names};
use super::words::{limit as words, requirement};
use crate::model::{Key, Record, Requires, Table};

impl<'a> Walk<'a> {
    pub(super) fn tables(&mut self, at: &At<'a>) {
        let (old, new) = (&self.old.tables, &self.new.tables);
        for was in old {
            let subject = format!("table {}", was.name);
            let Some(is) = new.iter().find(|it| it.name == was.name) else {
                let at = At::both(subject, Direction::Neither, &was.location, &was.location);
                let at = at.only(Action::Removed, &was.location);
                self.push(&at, Thing::Table, Action::Removed, was.title.clone());
                continue;
            };
            let at = At::both(subject, Direction::Neither, &was.location, &is.location);
            self.table(&at, was, is);
        }
        for is in new
            .iter()
            .filter(|is| !old.iter().any(|it| it.name == is.name))
        {
            let at = At::both(
                format!("table {}", is.name),
                Direction::Neither,
                &is.location,
                &is.location,
            );
            let at = at.only(Action::Added, &is.location);
            self.push(&at, Thing::Table, Action::Added, is.title.clone());
        }
        let was: Vec<&str> = names(old, |it| &it.name).collect();
        let is: Vec<&str> = names(new, |it| &it.name).collect();
        self.order(at, "tables", &was, &is);
    }

    fn table(&mut self, at: &At<'a>, old: &'a Table, new: &'a Table) {
        let Table {
            name,
            module,
            rust,
            title,
            doc,
            keys,
            gone,
            open,
            requires,
            blank_counts,
            is_sent,
            quirks,
            location: _,
        } = old;
        self.name(at, "module", module, &new.module);
        if *is_sent && new.is_sent {
            self.name(at, "type of a row", rust, &new.rust);
        } else if *rust != new.rust {
            self.push(
                at,
                Thing::Words,
                Action::Renamed,
                format!("{rust} → {}", new.rust),
            );
        }
        self.value(at, Thing::Words, "title", title, &new.title);
        self.value(at, Thing::Words, "words", doc, &new.doc);
        self.quirks(at, quirks, &new.quirks);
        let pairs = Pairs::of(keys, &new.keys);
        for (was, is) in &pairs.both {
            if was.name != is.name {
                let place = (name.clone(), is.name.clone());
                self.renamed.insert(place, was.name.clone());
            }
        }
        for key in &pairs.removed {
            let at = at
                .way(self.way_of_key(name, &key.name))
                .within(format!("key {}", key.name));
            let at = at.only(Action::Removed, &key.location);
            let at = at.recorded(new.gone.iter().any(|gone| gone.name == key.name));
            self.push(&at, Thing::Key, Action::Removed, words(&key.limit));
        }
        for key in &pairs.added {
            let at = at
                .way(self.way_of_key(name, &key.name))
                .within(format!("key {}", key.name));
            let at = at
                .only(Action::Added, &key.location)
                .recorded(key.since.is_some());
            self.push(&at, Thing::Key, Action::Added, words(&key.limit));
        }
        let pairs_added = pairs.added;
        for (was, is) in pairs.both {
            let way = Direction::of(
                self.way_of_key(name, &was.name).is_sent()
                    || self.way_of_key(name, &is.name).is_sent(),
                self.way_of_key(name, &was.name).is_received()
                    || self.way_of_key(name, &is.name).is_received(),
            );
            let subject = format!("key {}", was.name.as_str().min(&is.name));
            let at = At {
                old: Some(&was.location),
                new: Some(&is.location),
                ..at.way(way).within(subject)
            };
            self.key(&at, Some(name), was, is);
        }
        let was: Vec<&str> = keys.iter().map(|key| key.name.as_str()).collect();
        let is: Vec<&str> = new.keys.iter().map(|key| key.name.as_str()).collect();
        self.order(at, "keys", &was, &is);
        let (was, is) = (gone.iter().collect(), new.gone.iter().collect());
        self.gone_keys(
            at,
            (keys.iter().collect(), was),
            (new.keys.iter().collect(), is),
        );
        let way = Direction::of(*is_sent || new.is_sent, false);
        let sent = &at.way(way);
        // What only a new key is required by came with it.
        let is_new = |item: &Requires| {
            let mut added = pairs_added.iter();
            matches!(item, Requires::Key(wire) if added.any(|key| key.wire == *wire && key.since.is_some()))
        };
        let mut added = new.requires.iter().filter(|item| !requires.contains(item));
        let is_recorded = added.all(is_new) && requires.iter().all(|it| new.requires.contains(it));
        let recorded = match is_recorded {
            true => sent.recorded(true),
            false => sent.clone(),
        };
        self.requirements(&recorded, requires, &new.requires);
        if *is_sent && new.is_sent {
            let was = surface::arguments_of_row(self.old, old);
            let is = surface::arguments_of_row(self.new, new);
            self.arguments(sent, &was, &is);
        }
        let (was, is) = (surface::methods_of_row(old), surface::methods_of_row(new));
        // The new name of the type of a row is told.
        if rust == &new.rust {
            self.methods(at, &was, &is);
        }
        self.value(
            sent,
            Thing::Requirement,
            "blank values count",
            blank_counts,
            &new.blank_counts,
        );
        let has_it = |walk: &Self| {
            let calls = walk.old.calls().chain(walk.new.calls());
            calls
                .filter_map(|call| call.open.as_ref())
                .any(|it| open.as_ref() == Some(it) || new.open.as_ref() == Some(it))
        };
        match has_it(self) {
            true => self.open(&at.way(Direction::Sent), open.as_ref(), new.open.as_ref()),
            false => {
                let said = |open: &Option<crate::model::Open>| {
                    let open = open.as_ref();
                    open.map(|it| format!("{} {} {}", words(&it.limit), it.prefix, it.doc))
                };
                self.value(
                    at,
                    Thing::Words,
                    "any other name",
                    &said(open),
                    &said(&new.open),
                );
            }
        }
    }

    /// Keys that neither of both has any more.
    pub(super) fn gone_keys<'k>(
        &mut self,
        at: &At<'a>,
        (old, old_gone): (Vec<&'k Arc<Key>>, Vec<&'k Arc<Key>>),
        (new, new_gone): (Vec<&'k Arc<Key>>, Vec<&'k Arc<Key>>),
    ) {
        let at = at.way(Direction::Neither);
        let pairs = Pairs::of(old_gone, new_gone);
        // That it went, or came again, is told already.
        let not_in = |keys: Vec<&'k Arc<Key>>| {
            move |key: &&&'k Arc<Key>| !keys.iter().any(|it| it.name == key.name)
        };
        let removed = pairs
            .removed
            .iter()
            .filter(not_in(new))
            .map(|key| (key, Action::Removed));
        let added = pairs
            .added
            .iter()
            .filter(not_in(old))
            .map(|key| (key, Action::Added));
        for (key, action) in removed.chain(added) {
            let at = at.within(format!("key {}", key.name));
            let words = format!("gone since {}", key.until.as_deref().unwrap_or_default());
            self.push(&at, Thing::History, action, words);
        }
        for (was, is) in pairs.both {
            let at = at.within(format!("key {}", was.name));
            // Nothing sends or reads it, so no more is told than that it is described otherwise.
            let mut walk = Walk::of(self.old, self.new);
            walk.key(&At::unplaced(), None, was, is);
            if let Some(change) = walk.changes.first() {
                let words = format!("{}: {}", change.thing.as_str(), change.words);
                self.push(&at, Thing::History, Action::Reworded, words);
            }
        }
    }

    pub(super) fn requirements(&mut self, at: &At<'_>, old: &[Requires], new: &[Requires]) {
        // What is called otherwise is told at the key.
        let old = self.as_now(old, new);
        let old = old.as_slice();
        for (one, other, action) in [(old, new, Action::Removed), (new, old, Action::Added)] {
            for item in one.iter().filter(|item| !other.contains(item)) {
                self.push(at, Thing::Requirement, action, requirement(item));
            }
        }
        let said = |all: &[Requires]| -> Vec<String> { all.iter().map(requirement).collect() };
        let (was, is) = (said(old), said(new));
        let (was, is): (Vec<&str>, Vec<&str>) = (
            was.iter().map(String::as_str).collect(),
            is.iter().map(String::as_str).collect(),
        );
        self.order(at, "requirements", &was, &is);
    }

    /// Requirements of the old spec with the keys on the wire that the new one has for them.
    fn as_now(&self, requires: &[Requires], new: &[Requires]) -> Vec<Requires> {
        // A key of another table may still be called so.
        let still = |key: &String| format!("{new:?}").contains(&format!("{key:?}"));
        let now = |key: &String| {
            let now = self.wires.get(key).filter(|_| !still(key));
            now.unwrap_or(key).clone()
        };
        let all = |keys: &[String]| -> Vec<String> { keys.iter().map(now).collect() };
        let groups = |groups: &[Vec<String>]| -> Vec<Vec<String>> {
            groups.iter().map(|group| all(group)).collect()
        };
        let of_now = requires.iter().map(|item| match item {
            Requires::Key(key) => Requires::Key(now(key)),
            Requires::AnyOf(of) => Requires::AnyOf(groups(of)),
            Requires::ExactlyOneOf(of) => Requires::ExactlyOneOf(groups(of)),
            Requires::AtMostOneOf(of) => Requires::AtMostOneOf(groups(of)),
            Requires::WhenThere { key, also } => Requires::WhenThere {
                key: now(key),
                also: all(also),
            },
            Requires::When { key, is, also } => Requires::When {
                key: now(key),
                is: is.clone(),
                also: all(also),
            },
        });
        of_now.collect()
    }

    pub(super) fn records(&mut self, at: &At<'a>) {
        let (old, new) = (&self.old.records, &self.new.records);
        for was in old {
            let subject = format!("record {}", was.name);
            let Some(is) = new.iter().find(|it| it.name == was.name) else {
                let at = At::both(subject, Direction::Received, &was.location, &was.location);
                let at = at.only(Action::Removed, &was.location);
                self.push(&at, Thing::Record, Action::Removed, String::new());
                continue;
            };
            let at = At::both(subject, Direction::Received, &was.location, &is.location);
            self.record(&at, was, is);
        }
        for is in new
            .iter()
            .filter(|is| !old.iter().any(|it| it.name == is.name))
        {
            let at = At::both(
                format!("record {}", is.name),
                Direction::Received,
                &is.location,
                &is.location,
            );
            let at = at.only(Action::Added, &is.location);
            self.push(&at, Thing::Record, Action::Added, String::new());
        }
        let was: Vec<&str> = names(old, |it| &it.name).collect();
        let is: Vec<&str> = names(new, |it| &it.name).collect();
        self.order(at, "records", &was, &is);
    }

    fn record(&mut self, at: &At<'a>, old: &'a Record, new: &'a Record) {
        let Record {
            name: _,
            module,
            rust,
            doc,
            fields,
            gone,
            identified_by,
            is_open,
            quirks,
            location: _,
        } = old;
        self.name(at, "module", module, &new.module);
        self.name(at, "type", rust, &new.rust);
        self.value(at, Thing::Words, "words", doc, &new.doc);
        self.quirks(at, quirks, &new.quirks);
        self.accepted(at, Thing::Field, (fields, gone), (&new.fields, &new.gone));
        self.changed(
            at,
            Thing::Record,
            "identified by",
            identified_by,
            &new.identified_by,
        );
        self.changed(at, Thing::Record, "any object", is_open, &new.is_open);
    }
}

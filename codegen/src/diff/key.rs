//! Keys: rows of tables, own keys of calls, fields of records.

use std::sync::Arc;

use super::change::{Action, Direction, Thing};
use super::limit::{same_history, told};
use super::said::apart;
use super::surface;
use super::walk::{At, Walk};
use super::words::{limit as words, line};
use crate::model::{Key, Open, Quirk};

/// Whether two keys are one.
type Same<'s> = dyn Fn(&Key, &Key) -> bool + 's;

/// Keys of one place: who stayed, who went, who came.
pub(super) struct Pairs<'a> {
    pub(super) both: Vec<(&'a Arc<Key>, &'a Arc<Key>)>,
    pub(super) removed: Vec<&'a Arc<Key>>,
    pub(super) added: Vec<&'a Arc<Key>>,
}

impl<'a> Pairs<'a> {
    /// By name; then by what was, by the name in Rust, or by the key on the wire.
    pub(super) fn of(
        old: impl IntoIterator<Item = &'a Arc<Key>>,
        new: impl IntoIterator<Item = &'a Arc<Key>>,
    ) -> Self {
        let mut removed: Vec<&Arc<Key>> = old.into_iter().collect();
        let mut added: Vec<&Arc<Key>> = new.into_iter().collect();
        let mut both = Vec::new();
        let was = |one: &Key, other: &Key| {
            let mut keys = one.was.iter().filter_map(|was| was.key.as_ref());
            keys.any(|key| *key == other.name || *key == other.wire)
        };
        let by_name = |old: &Key, new: &Key| old.name == new.name;
        let by_history = |old: &Key, new: &Key| was(new, old) || was(old, new);
        let by_wire = |old: &Key, new: &Key| old.wire == new.wire;
        let by_rust = |old: &Key, new: &Key| old.rust == new.rust;
        let ways: [&Same<'_>; 4] = [&by_name, &by_wire, &by_history, &by_rust];
        for is_same in ways {
            removed.retain(|old| {
                let place = added.iter().position(|new| is_same(old, new));
                let found = place.map(|place| added.remove(place));
                both.extend(found.map(|new| (*old, new)));
                found.is_none()
            });
        }
        Self {
            both,
            removed,
            added,
        }
    }
}

impl<'a> Walk<'a> {
    /// All that a key says. `table` is where it is a row.
    pub(super) fn key(&mut self, at: &At<'_>, table: Option<&str>, old: &Key, new: &Key) {
        let before = self.changes.len();
        let Key {
            name,
            wire,
            also,
            limit,
            answers,
            doc,
            default,
            access,
            holds,
            nullable,
            place,
            label,
            hint,
            rust,
            since,
            until,
            deprecated,
            was,
            quirks,
            location: _,
        } = old;
        let is_recorded =
            !same_history(was, &new.was) || *since != new.since || *until != new.until;
        let at = &at.recorded(is_recorded);
        if *wire != new.wire {
            let words = format!("{wire} → {}", new.wire);
            self.wires.insert(wire.clone(), new.wire.clone());
            self.push(at, Thing::Key, Action::Renamed, words);
        } else if *name != new.name {
            let words = format!("{name} → {}", new.name);
            self.push(at, Thing::Words, Action::Renamed, words);
        }
        self.name(at, "in Rust", rust, &new.rust);
        self.set(at, Thing::Spelling, "also in answers", also, &new.also);
        let is_wider = answers.is_some() || new.answers.is_some();
        if is_wider {
            let before = self.changes.len();
            self.limit_of(&at.way(Direction::Sent), limit, &new.limit);
            let answers_of = (old.in_answers(), new.in_answers());
            self.limit_of(&at.way(Direction::Received), answers_of.0, answers_of.1);
            if answers.is_some() != new.answers.is_some() && self.changes.len() == before {
                let words = "answers: said apart, or no more".to_owned();
                self.push(
                    &at.way(Direction::Received),
                    Thing::Limit,
                    Action::Moved,
                    words,
                );
            }
        } else {
            self.limit_of(at, limit, &new.limit);
        }
        self.types(at, table, old, new);
        self.value(at, Thing::Words, "words", doc, &new.doc);
        self.value(at, Thing::Default, "default", default, &new.default);
        if access != &new.access {
            self.changed(at, Thing::Access, "in calls", access, &new.access);
        }
        self.value(at, Thing::Holds, "holds", holds, &new.holds);
        self.value(at, Thing::Null, "null", nullable, &new.nullable);
        self.value(at, Thing::Place, "in", place, &new.place);
        self.value(at, Thing::Form, "label", label, &new.label);
        self.value(at, Thing::Form, "hint", hint, &new.hint);
        self.value(
            at,
            Thing::Deprecation,
            "gone in",
            deprecated,
            &new.deprecated,
        );
        self.quirks(at, quirks, &new.quirks);
        if is_recorded && self.changes.len() == before {
            self.history(at, (since, until, was), (&new.since, &new.until, &new.was));
        }
    }

    /// What is recorded of earlier revisions: told only where nothing else is.
    pub(super) fn history(&mut self, at: &At<'_>, old: History<'_>, new: History<'_>) {
        self.value(at, Thing::History, "since", old.0, new.0);
        self.value(at, Thing::History, "until", old.1, new.1);
        self.value(at, Thing::History, "was", &told(old.2), &told(new.2));
    }

    /// In which types Rust has its values.
    fn types(&mut self, at: &At<'_>, table: Option<&str>, old: &Key, new: &Key) {
        let (old_api, new_api) = (self.old, self.new);
        if at.direction.is_sent() {
            let was = surface::argument(old_api, table, &old.limit);
            let is = surface::argument(new_api, table, &new.limit);
            self.value(&at.way(Direction::Sent), Thing::Type, "setter", &was, &is);
        }
        if at.direction.is_received() {
            let at = at.way(Direction::Received);
            let was = surface::answer(old_api, table, old.in_answers());
            let is = surface::answer(new_api, table, new.in_answers());
            self.value(&at, Thing::Type, "accessor", &was, &is);
            let (was, is) = (surface::beside_accessor(old), surface::beside_accessor(new));
            // Both are called after the key: its new name is told.
            if old.rust == new.rust {
                self.methods(&at, &was, &is);
            }
        }
    }

    /// What is there besides.
    pub(super) fn methods(&mut self, at: &At<'_>, old: &[surface::Item], new: &[surface::Item]) {
        for (one, other, action) in [(old, new, Action::Removed), (new, old, Action::Added)] {
            for (name, _) in one
                .iter()
                .filter(|(name, _)| !other.iter().any(|it| it.0 == *name))
            {
                self.push(at, Thing::Method, action, name.clone());
            }
        }
        for (name, was) in old {
            let is = new.iter().find(|(other, _)| other == name);
            if let Some((_, is)) = is.filter(|(_, is)| is != was) {
                let words = format!("{name}: {was} → {is}");
                self.push(at, Thing::Method, Action::Changed, words);
            }
        }
    }

    /// What a constructor takes.
    pub(super) fn arguments(&mut self, at: &At<'_>, old: &[surface::Item], new: &[surface::Item]) {
        let is_named = surface::are_named(old) && surface::are_named(new);
        let shown = |items: &[surface::Item]| {
            let mut items: Vec<String> = items.iter().map(|(name, _)| name.clone()).collect();
            if is_named {
                items.sort();
            }
            items
        };
        let (was, is) = (shown(old), shown(new));
        if was == is {
            return;
        }
        let sorted = |items: &[String]| {
            let mut items = items.to_vec();
            items.sort();
            items
        };
        let has_all = |one: &[String], other: &[String]| other.iter().all(|it| one.contains(it));
        let action = match (has_all(&was, &is), has_all(&is, &was)) {
            _ if sorted(&was) == sorted(&is) => Action::Moved,
            (true, _) => Action::Removed,
            (_, true) => Action::Added,
            _ => Action::Changed,
        };
        let words = format!("({}) → ({})", was.join(", "), is.join(", "));
        self.push(at, Thing::Argument, action, words);
    }

    pub(super) fn quirks(&mut self, at: &At<'_>, old: &[Quirk], new: &[Quirk]) {
        let same = |one: &Quirk, other: &Quirk| {
            let Quirk {
                about,
                says,
                we,
                location: _,
            } = one;
            *about == other.about && *says == other.says && *we == other.we
        };
        let only = |one: &'_ [Quirk], other: &'_ [Quirk]| -> Vec<Quirk> {
            let alone = one
                .iter()
                .filter(|it| !other.iter().any(|its| same(it, its)));
            alone.cloned().collect()
        };
        let (mut removed, mut added) = (only(old, new), only(new, old));
        removed.retain(|was| {
            let near =
                |is: &Quirk| is.about == was.about && (is.says == was.says || is.we == was.we);
            let Some(place) = added.iter().position(near) else {
                return true;
            };
            let is = added.remove(place);
            let said = |quirk: &Quirk| format!("{} We: {}", quirk.says, quirk.we);
            let (was, is) = apart(&line(&said(was)), &line(&said(&is)));
            self.push(at, Thing::Quirk, Action::Reworded, format!("{was} → {is}"));
            false
        });
        for (quirks, action) in [(removed, Action::Removed), (added, Action::Added)] {
            for quirk in quirks {
                let about = quirk
                    .about
                    .map(|about| format!("{about}: "))
                    .unwrap_or_default();
                let words = line(&format!("{about}{}", quirk.says));
                self.push(at, Thing::Quirk, action, words);
            }
        }
        let says = |quirks: &'_ [Quirk]| -> Vec<String> {
            quirks
                .iter()
                .map(|it| format!("{:?}{}{}", it.about, it.says, it.we))
                .collect()
        };
        let (was, is) = (says(old), says(new));
        let (was, is): (Vec<&str>, Vec<&str>) = (
            was.iter().map(String::as_str).collect(),
            is.iter().map(String::as_str).collect(),
        );
        self.order(at, "quirks", &was, &is);
    }

    /// Any other name.
    pub(super) fn open(&mut self, at: &At<'a>, old: Option<&'a Open>, new: Option<&'a Open>) {
        let at = &at.within("any other name");
        match (old, new) {
            (None, None) => {}
            (Some(was), None) => {
                let at = at.only(Action::Removed, &was.location);
                self.push(&at, Thing::Key, Action::Removed, words(&was.limit));
            }
            (None, Some(is)) => {
                let at = at.only(Action::Added, &is.location);
                self.push(&at, Thing::Key, Action::Added, words(&is.limit));
            }
            (Some(was), Some(is)) => {
                let before = self.changes.len();
                let Open {
                    limit,
                    prefix,
                    doc,
                    was: history,
                    location,
                } = was;
                let at = At {
                    old: Some(location),
                    new: Some(&is.location),
                    ..at.clone()
                };
                let at = at.recorded(!same_history(history, &is.was));
                self.limit_of(&at, limit, &is.limit);
                self.value(&at, Thing::Place, "begins with", prefix, &is.prefix);
                self.value(&at, Thing::Words, "words", doc, &is.doc);
                if self.changes.len() == before {
                    self.value(&at, Thing::History, "was", &told(history), &told(&is.was));
                }
            }
        }
    }
}

/// Since, until, and what was.
pub(super) type History<'h> = (
    &'h Option<String>,
    &'h Option<String>,
    &'h [crate::model::Was],
);

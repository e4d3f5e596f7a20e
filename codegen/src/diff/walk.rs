//! The walk through two models side by side.

use std::collections::{HashMap, HashSet};
use std::fmt::Debug;

use sha2::{Digest as _, Sha256};

use super::change::{Action, Change, Direction, Origin, Thing};
use super::rule::Verdict;
use super::said::{Said, both};
use super::values::Values;
use crate::model::{Api, Limit, Location, Rule};

/// The walk, and what it found so far.
pub(super) struct Walk<'a> {
    pub(super) old: &'a Api,
    pub(super) new: &'a Api,
    pub(super) changes: Vec<Change>,
    /// Keys of tables that were renamed: table and new name, and the old name.
    pub(super) renamed: HashMap<(String, String), String>,
    /// Keys on the wire that were renamed, and what they are now.
    pub(super) wires: HashMap<String, String>,
    uses: Uses<'a>,
}

/// Where a change is.
#[derive(Clone)]
pub(super) struct At<'a> {
    pub(super) subject: Vec<String>,
    pub(super) direction: Direction,
    pub(super) old: Option<&'a Location>,
    pub(super) new: Option<&'a Location>,
    /// Whether the spec records that the vendor changed it; none where nothing of this kind can.
    pub(super) is_recorded: Option<bool>,
}

impl<'a> At<'a> {
    pub(super) fn both(
        name: impl Into<String>,
        direction: Direction,
        old: &'a Location,
        new: &'a Location,
    ) -> Self {
        Self {
            subject: vec![name.into()],
            direction,
            old: Some(old),
            new: Some(new),
            is_recorded: None,
        }
    }

    /// Nowhere: for what is compared and not told.
    pub(super) fn unplaced() -> Self {
        Self {
            subject: Vec::new(),
            direction: Direction::Neither,
            old: None,
            new: None,
            is_recorded: None,
        }
    }

    /// Something within it.
    pub(super) fn within(&self, name: impl Into<String>) -> Self {
        let mut at = self.clone();
        at.subject.push(name.into());
        at
    }

    pub(super) fn way(&self, direction: Direction) -> Self {
        Self {
            direction,
            ..self.clone()
        }
    }

    pub(super) fn recorded(&self, is_recorded: bool) -> Self {
        Self {
            is_recorded: Some(is_recorded),
            ..self.clone()
        }
    }

    /// Only one of both has it.
    pub(super) fn only(&self, action: Action, location: &'a Location) -> Self {
        let mut at = self.clone();
        (at.old, at.new) = match action {
            Action::Removed => (Some(location), None),
            _ => (None, Some(location)),
        };
        at
    }
}

impl<'a> Walk<'a> {
    pub(super) fn of(old: &'a Api, new: &'a Api) -> Self {
        let mut uses = Uses::default();
        uses.add(old);
        uses.add(new);
        Self {
            old,
            new,
            changes: Vec::new(),
            renamed: HashMap::new(),
            wires: HashMap::new(),
            uses,
        }
    }

    pub(super) fn push(&mut self, at: &At<'_>, thing: Thing, action: Action, words: String) {
        self.push_with(at, thing, action, words, None);
    }

    pub(super) fn push_with(
        &mut self,
        at: &At<'_>,
        thing: Thing,
        action: Action,
        words: String,
        values: Option<Values>,
    ) {
        let change = self.change(at, thing, action, words, values);
        self.changes.push(change);
    }

    /// A change with its verdict.
    pub(super) fn change(
        &self,
        at: &At<'_>,
        thing: Thing,
        action: Action,
        words: String,
        values: Option<Values>,
    ) -> Change {
        let origin = match at.is_recorded {
            Some(true) => Origin::Vendor,
            None if self.has_new_revision() => Origin::Unsaid,
            Some(false) | None => Origin::Reading,
        };
        let direction = at.direction;
        let verdict = Verdict::of(direction, thing, action, values.as_ref());
        let mut hash = Sha256::new();
        for part in [direction.as_str(), thing.as_str(), action.as_str(), &words]
            .into_iter()
            .chain(at.subject.iter().map(String::as_str))
        {
            hash.update(part);
            hash.update([0]);
        }
        let fingerprint =
            hash.finalize()
                .iter()
                .take(6)
                .fold(String::with_capacity(12), |mut text, byte| {
                    for half in [byte >> 4, byte & 15] {
                        text.extend(char::from_digit(half.into(), 16));
                    }
                    text
                });
        Change {
            direction,
            thing,
            action,
            subject: at.subject.clone(),
            old: at.old.cloned(),
            new: at.new.cloned(),
            words,
            values,
            origin,
            verdict,
            fingerprint,
        }
    }

    fn has_new_revision(&self) -> bool {
        let known: HashSet<&str> = names(&self.old.revisions, |it| &it.name).collect();
        self.new
            .revisions
            .iter()
            .any(|revision| !known.contains(revision.name.as_str()))
    }

    /// A plain value, named in words. It is added where it said nothing before.
    pub(super) fn value<T: Debug + PartialEq + ?Sized>(
        &mut self,
        at: &At<'_>,
        thing: Thing,
        what: &str,
        old: &T,
        new: &T,
    ) {
        if old == new {
            return;
        }
        let (was, is) = both(old, new);
        let is_said = matches!(
            thing,
            Thing::Words | Thing::History | Thing::Quirk | Thing::Form
        );
        let (action, words) = match (was.as_str(), is.as_str()) {
            ("", is) => (Action::Added, format!("{what}: {is}")),
            (was, "") => (Action::Removed, format!("{what}: {was}")),
            (was, is) if is_said => (Action::Reworded, format!("{what}: {was} → {is}")),
            (was, is) => (Action::Changed, format!("{what}: {was} → {is}")),
        };
        self.push(at, thing, action, words);
    }

    /// A plain value of something that is there before and after, whatever is said of it.
    pub(super) fn changed<T: Debug + PartialEq + ?Sized>(
        &mut self,
        at: &At<'_>,
        thing: Thing,
        what: &str,
        old: &T,
        new: &T,
    ) {
        if old != new {
            let (was, is) = both(old, new);
            let shown = |said: String| match said.is_empty() {
                true => "nothing".to_owned(),
                false => said,
            };
            let words = format!("{what}: {} → {}", shown(was), shown(is));
            self.push(at, thing, Action::Changed, words);
        }
    }

    /// One who may be called otherwise.
    pub(super) fn name(&mut self, at: &At<'_>, what: &str, old: &str, new: &str) {
        if old != new {
            let words = format!("{what}: {old} → {new}");
            self.push(at, Thing::Name, Action::Renamed, words);
        }
    }

    /// Values without any place, each told alone.
    pub(super) fn set<T: Debug + PartialEq>(
        &mut self,
        at: &At<'_>,
        thing: Thing,
        what: &str,
        old: &[T],
        new: &[T],
    ) {
        for (one, other, action) in [(old, new, Action::Removed), (new, old, Action::Added)] {
            for (at_place, value) in one.iter().enumerate() {
                // One that is there twice is told once.
                let is_first = !one.iter().take(at_place).any(|before| before == value);
                if is_first && !other.contains(value) {
                    self.push(
                        at,
                        thing,
                        action,
                        format!("{what}: {}", Said::of(value).words()),
                    );
                }
            }
        }
        let is_same_set =
            old.iter().all(|it| new.contains(it)) && new.iter().all(|it| old.contains(it));
        if old != new && is_same_set {
            self.push(at, Thing::Order, Action::Moved, format!("order of {what}"));
        }
    }

    /// Tells if what both have stands in another order.
    pub(super) fn order(&mut self, at: &At<'_>, what: &str, old: &[&str], new: &[&str]) {
        let (olds, news): (HashSet<&str>, HashSet<&str>) =
            (old.iter().copied().collect(), new.iter().copied().collect());
        let was = old.iter().filter(|name| news.contains(**name));
        let is = new.iter().filter(|name| olds.contains(**name));
        if !was.eq(is) {
            self.push(at, Thing::Order, Action::Moved, format!("order of {what}"));
        }
    }

    /// Which way a key of a table travels.
    pub(super) fn way_of_key(&self, table: &str, key: &str) -> Direction {
        let place = (table, key);
        Direction::of(
            self.uses.sent.contains(&place),
            self.uses.received.contains(&place),
        )
    }

    /// Which way the values of a named limit travel.
    pub(super) fn way_of_limit(&self, name: &str) -> Direction {
        Direction::of(
            self.uses.sent_limits.contains(name),
            self.uses.received_limits.contains(name),
        )
    }
}

pub(super) fn names<'t, T>(
    list: &'t [T],
    name: impl Fn(&'t T) -> &'t String,
) -> impl Iterator<Item = &'t str> {
    list.iter().map(move |it| name(it).as_str())
}

/// What is sent and what is received, in the old spec or in the new one.
#[derive(Default)]
struct Uses<'a> {
    sent: HashSet<(&'a str, &'a str)>,
    received: HashSet<(&'a str, &'a str)>,
    sent_limits: HashSet<&'a str>,
    received_limits: HashSet<&'a str>,
}

impl<'a> Uses<'a> {
    fn add(&mut self, api: &'a Api) {
        for table in api.tables.iter().filter(|table| table.is_sent) {
            for key in &table.keys {
                self.sent.insert((&table.name, &key.name));
                named(&key.limit, &mut self.sent_limits);
            }
        }
        for call in api.calls() {
            for accepted in &call.accepts {
                if let Some(table) = &accepted.table {
                    self.sent.insert((table, &accepted.key.name));
                }
                named(&accepted.key.limit, &mut self.sent_limits);
            }
            if let Some(open) = &call.open {
                named(&open.limit, &mut self.sent_limits);
            }
        }
        for record in &api.records {
            for field in &record.fields {
                if let Some(table) = &field.table {
                    self.received.insert((table, &field.key.name));
                }
                named(field.key.in_answers(), &mut self.received_limits);
            }
        }
    }
}

/// The named limits that a limit is or is made of.
fn named<'l>(limit: &'l Limit, names: &mut HashSet<&'l str>) {
    if limit.is_named {
        names.insert(&limit.name);
    }
    match &limit.rule {
        Rule::ListOf(item) | Rule::MapOf(item) => named(item, names),
        Rule::AllOf(limits) => limits.iter().for_each(|limit| named(limit, names)),
        _ => {}
    }
}

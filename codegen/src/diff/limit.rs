//! Limits: what they allow, and what is said of them.

use std::sync::Arc;

use super::change::{Action, Thing};
use super::said::{apart, both};
use super::values::{Side, Values, values};
use super::walk::{At, Walk, names};
use super::words::limit as words;
use crate::model::{Items, Limit, Location, Member, Rule, Spellings};

/// A rule without places, and without what is told of named items where they are defined.
fn bare(rule: &Rule) -> Rule {
    let of = |item: &Arc<Limit>| {
        let mut item = Limit {
            rule: bare(&item.rule),
            location: Location {
                file: "".into(),
                line: 0,
            },
            ..Limit::clone(item)
        };
        if item.is_named {
            (item.doc, item.spellings) = (String::new(), Spellings::default());
            (item.pass, item.fail) = (Vec::new(), Vec::new());
        }
        Arc::new(item)
    };
    match rule {
        Rule::ListOf(item) => Rule::ListOf(of(item)),
        Rule::MapOf(item) => Rule::MapOf(of(item)),
        Rule::AllOf(limits) => Rule::AllOf(limits.iter().map(of).collect()),
        rule => rule.clone(),
    }
}

impl<'a> Walk<'a> {
    /// The named limits of both.
    pub(super) fn limits(&mut self) {
        let (old, new) = (&self.old.limits, &self.new.limits);
        let mut renamed = Vec::new();
        for is in new
            .iter()
            .filter(|is| !old.iter().any(|was| was.name == is.name))
        {
            // The same under another name.
            let same = old.iter().find(|was| {
                !new.iter().any(|other| other.name == was.name)
                    && bare(&was.rule) == bare(&is.rule)
                    && was.items == is.items
                    && !renamed
                        .iter()
                        .any(|(name, _): &(&str, &str)| *name == was.name)
            });
            let Some(was) = same else {
                let way = self.way_of_limit(&is.name);
                let at = At::both(
                    format!("limit {}", is.name),
                    way,
                    &is.location,
                    &is.location,
                );
                let at = at.only(Action::Added, &is.location);
                self.push(&at, Thing::Limit, Action::Added, words(is));
                continue;
            };
            renamed.push((&was.name, &is.name));
        }
        for was in old {
            let other = renamed.iter().find(|(name, _)| *name == was.name);
            let name = other.map_or(was.name.as_str(), |(_, name)| name);
            let way = self.way_of_limit(&was.name);
            let subject = format!("limit {}", was.name.as_str().min(name));
            match new.iter().find(|is| is.name == name) {
                None => {
                    let at = At::both(subject, way, &was.location, &was.location);
                    let at = at.only(Action::Removed, &was.location);
                    self.push(&at, Thing::Limit, Action::Removed, words(was));
                }
                Some(is) => {
                    let at = At::both(subject, way, &was.location, &is.location);
                    let at = at.recorded(
                        was.was.iter().any(|it| !is.was.contains(it))
                            || is.was.iter().any(|it| !was.was.contains(it)),
                    );
                    self.named_limit(&at, was, is);
                }
            }
        }
        let at = At::both(
            "limits",
            super::Direction::Neither,
            &self.old.location,
            &self.new.location,
        );
        let (olds, news): (Vec<&str>, Vec<&str>) = (
            names(old, |it| &it.name).collect(),
            names(new, |it| &it.name).collect(),
        );
        self.order(&at, "limits", &olds, &news);
    }

    fn named_limit(&mut self, at: &At<'a>, old: &'a Limit, new: &'a Limit) {
        let before = self.changes.len();
        if old.name != new.name {
            let words = format!("{} → {}", old.name, new.name);
            self.push(at, Thing::Limit, Action::Renamed, words);
        }
        self.limit_itself(at, old, new);
        if !same_history(&old.was, &new.was) && self.changes.len() == before {
            self.value(
                at,
                Thing::History,
                "earlier revisions",
                &told(&old.was),
                &told(&new.was),
            );
        }
    }

    /// All of a limit, whose name was compared, but its history.
    pub(super) fn limit_itself(&mut self, at: &At<'_>, old: &Limit, new: &Limit) {
        let Limit {
            name: _,
            is_named: _,
            rust,
            rule: _,
            unquoted: _,
            items: _,
            spellings,
            doc,
            pass,
            fail,
            was: _,
            location: _,
        } = old;
        self.allowed(at, old, new);
        if let (Rule::OneOf(_), Rule::OneOf(_)) = (&old.rule, &new.rule) {
            self.name(at, "enum", rust, &new.rust);
        }
        let (one, other) = (spellings, &new.spellings);
        let (aliases, of_new) = (&one.aliases, &other.aliases);
        self.set(at, Thing::Spelling, "aliases", aliases, of_new);
        self.set(at, Thing::Spelling, "before", &one.before, &other.before);
        let zeros = (&one.lost_zeros, &other.lost_zeros);
        self.value(at, Thing::Spelling, "lost zeros", zeros.0, zeros.1);
        self.value(at, Thing::Words, "words", doc, &new.doc);
        self.set(at, Thing::Words, "passes", pass, &new.pass);
        self.set(at, Thing::Words, "fails", fail, &new.fail);
    }

    /// What two limits allow, and how it travels; not their names and words.
    pub(super) fn allowed(&mut self, at: &At<'_>, old: &Limit, new: &Limit) {
        let unquoted = (old.unquoted, new.unquoted);
        self.value(
            at,
            Thing::Place,
            "without quotes in JSON",
            &unquoted.0,
            &unquoted.1,
        );
        let travels = (old.items.travels, new.items.travels);
        self.value(at, Thing::Place, "items travel", &travels.0, &travels.1);
        let counts = |items: Items| (items.min, items.max);
        let (was, is) = (bare(&old.rule), bare(&new.rule));
        if was == is && counts(old.items) == counts(new.items) {
            return;
        }
        let is_set = |limit: &Limit| matches!(limit.rule, Rule::OneOf(_));
        for (one, other, action) in [(old, new, Action::Removed), (new, old, Action::Added)] {
            if is_set(one) && !is_set(other) {
                self.push(at, Thing::Method, action, format!("enum {}", one.rust));
            }
        }
        if let (Rule::OneOf(was), Rule::OneOf(is)) = (&old.rule, &new.rule) {
            return self.members(at, was, is);
        }
        let values = values(old, new);
        let action = match (&values.refused, &values.passes) {
            (Side::None, Side::None) => Action::Reworded,
            (Side::None, Side::Such(_) | Side::Like(_)) => Action::Loosened,
            (Side::Such(_) | Side::Like(_), Side::None) => Action::Tightened,
            _ => Action::Changed,
        };
        let (was, is) = match (words(old), words(new)) {
            // What differs has no words of its own.
            (old, new) if old == new => both(&was, &is),
            (old, new) => apart(&old, &new),
        };
        self.push_with(
            at,
            Thing::Limit,
            action,
            format!("{was} → {is}"),
            Some(values),
        );
    }

    fn members(&mut self, at: &At<'_>, old: &[Member], new: &[Member]) {
        for (one, other, action) in [(old, new, Action::Removed), (new, old, Action::Added)] {
            for member in one {
                if other.iter().any(|it| it.wire == member.wire) {
                    continue;
                }
                let values = Values::of_member(&member.wire, action == Action::Added);
                let label = member.label.as_deref().unwrap_or_default();
                let words = match label {
                    "" => format!("value {}", member.wire),
                    label => format!("value {} ({label})", member.wire),
                };
                self.push_with(at, Thing::ClosedSet, action, words, Some(values));
            }
        }
        for was in old {
            if let Some(is) = new.iter().find(|it| it.wire == was.wire) {
                let at = at.within(format!("value {}", was.wire));
                let Member {
                    wire: _,
                    label,
                    rust,
                } = was;
                self.name(&at, "variant", rust, &is.rust);
                self.value(&at, Thing::Words, "label", label, &is.label);
            }
        }
        let wires = |members: &'_ [Member]| -> Vec<String> {
            members.iter().map(|member| member.wire.clone()).collect()
        };
        let (was, is) = (wires(old), wires(new));
        let (was, is): (Vec<&str>, Vec<&str>) = (
            was.iter().map(String::as_str).collect(),
            is.iter().map(String::as_str).collect(),
        );
        self.order(at, "values", &was, &is);
    }

    /// The limit of a key: by its name where both have the same one, which is told at the limit.
    pub(super) fn limit_of(&mut self, at: &At<'_>, old: &Limit, new: &Limit) {
        match (old.is_named, new.is_named) {
            (true, true) if old.name == new.name => {}
            (false, false) => self.limit_itself(at, old, new),
            _ => {
                let before = self.changes.len();
                self.allowed(at, old, new);
                let is_told = |change: &super::Change| {
                    change.thing == Thing::Limit || change.thing == Thing::ClosedSet
                };
                if !self.changes.iter().skip(before).any(is_told) {
                    let name = |limit: &Limit| match limit.is_named {
                        true => limit.name.clone(),
                        false => "its own".to_owned(),
                    };
                    let words = format!("{} → {}", name(old), name(new));
                    self.push(at, Thing::Limit, Action::Moved, words);
                }
            }
        }
    }
}

/// What was recorded, without places.
pub(super) fn told(was: &[crate::model::Was]) -> String {
    let told = was.iter().map(|was| {
        let crate::model::Was {
            revision,
            limit,
            key,
            says,
        } = was;
        let parts = [
            key.as_ref().map(|key| format!("key {key}")),
            limit.as_deref().map(words),
            says.clone(),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        format!("{revision}: {}", parts.join(", "))
    });
    told.collect::<Vec<_>>().join("; ")
}

/// Whether the same was recorded, wherever the limits stand that were.
pub(super) fn same_history(old: &[crate::model::Was], new: &[crate::model::Was]) -> bool {
    told(old) == told(new)
}

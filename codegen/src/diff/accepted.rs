//! What calls accept and records have: rows of tables, and keys of their own.

use std::collections::HashSet;

use super::change::{Action, Thing};
use super::key::Pairs;
use super::walk::{At, Walk};
use super::words::limit as words;
use crate::model::{Accepted, Key};

impl<'a> Walk<'a> {
    /// What a call accepts, or a record has: rows of tables, which are told there, and keys of its own.
    pub(super) fn accepted(
        &mut self,
        at: &At<'a>,
        thing: Thing,
        (old, old_gone): (&'a [Accepted], &'a [Accepted]),
        (new, new_gone): (&'a [Accepted], &'a [Accepted]),
    ) {
        let noun = noun(thing);
        let own =
            |all: &'a [Accepted]| all.iter().filter(|it| it.table.is_none()).map(|it| &it.key);
        let pairs = Pairs::of(own(old), own(new));
        for key in pairs.removed {
            let at = at
                .within(format!("{noun} {}", key.name))
                .only(Action::Removed, &key.location);
            let at = at.recorded(new_gone.iter().any(|gone| gone.key.name == key.name));
            self.push(&at, thing, Action::Removed, words(in_way(key, thing)));
        }
        for key in pairs.added {
            let at = at
                .within(format!("{noun} {}", key.name))
                .only(Action::Added, &key.location);
            self.push(
                &at.recorded(key.since.is_some()),
                thing,
                Action::Added,
                words(in_way(key, thing)),
            );
        }
        for (was, is) in pairs.both {
            let at = At {
                old: Some(&was.location),
                new: Some(&is.location),
                ..at.within(format!("{noun} {}", was.name.as_str().min(&is.name)))
            };
            self.key(&at, None, was, is);
        }
        let was = (own(old).collect(), own(old_gone).collect());
        self.gone_keys(at, was, (own(new).collect(), own(new_gone).collect()));
        self.rows(at, thing, old, new);
        let (was, is) = (sequence(old), sequence(new));
        self.order(at, &format!("{noun}s"), &was, &is);
    }

    /// Rows of tables that a call or record has, and had not although the table had them.
    fn rows(&mut self, at: &At<'a>, thing: Thing, old: &'a [Accepted], new: &'a [Accepted]) {
        let noun = noun(thing);
        let (old_api, new_api) = (self.old, self.new);
        let renamed = self.renamed.clone();
        let name_before = |table: &str, name: &str| {
            let key = (table.to_owned(), name.to_owned());
            renamed
                .get(&key)
                .cloned()
                .unwrap_or_else(|| name.to_owned())
        };
        let of = |all: &'a [Accepted]| {
            all.iter()
                .filter_map(|it| Some((it.table.as_deref()?, &it.key)))
        };
        let was: HashSet<(String, String)> = of(old)
            .map(|(table, key)| (table.to_owned(), key.name.clone()))
            .collect();
        let is: HashSet<(String, String)> = of(new)
            .map(|(table, key)| (table.to_owned(), name_before(table, &key.name)))
            .collect();
        for (table, key) in of(old) {
            if is.contains(&(table.to_owned(), key.name.clone())) {
                continue;
            }
            // With its row the key went from the table, which is told there.
            let still = new_api.table(table);
            let is_told = still.is_some_and(|it| {
                !it.keys
                    .iter()
                    .any(|it| name_before(table, &it.name) == key.name)
            });
            if !is_told {
                let at = at.within(format!("{noun} {table}.{}", key.name));
                let at = at
                    .only(Action::Removed, &key.location)
                    .recorded(key.until.is_some());
                self.push(&at, thing, Action::Removed, words(in_way(key, thing)));
            }
        }
        for (table, key) in of(new) {
            let before = name_before(table, &key.name);
            if was.contains(&(table.to_owned(), before.clone())) {
                continue;
            }
            let known = old_api.table(table);
            let is_told = known.is_some_and(|it| !it.keys.iter().any(|it| it.name == before));
            if !is_told {
                let at = at.within(format!("{noun} {table}.{}", key.name));
                let at = at
                    .only(Action::Added, &key.location)
                    .recorded(key.since.is_some());
                self.push(&at, thing, Action::Added, words(in_way(key, thing)));
            }
        }
    }
}

/// Own keys, and tables whose rows stand one after the other: the order of these is told at the table.
fn sequence(all: &[Accepted]) -> Vec<&str> {
    let mut names: Vec<&str> = Vec::new();
    for accepted in all {
        match accepted.table.as_deref() {
            None => names.push(&accepted.key.name),
            Some(table) if names.last() != Some(&table) => names.push(table),
            Some(_) => {}
        }
    }
    names
}

/// The limit that counts.
fn in_way(key: &Key, thing: Thing) -> &crate::model::Limit {
    match thing {
        Thing::Field => key.in_answers(),
        _ => &key.limit,
    }
}

fn noun(thing: Thing) -> &'static str {
    match thing {
        Thing::Field => "field",
        _ => "key",
    }
}

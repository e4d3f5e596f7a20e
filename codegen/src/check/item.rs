//! What a spec defines, by name: how its places are found, and whether it is used.

use std::collections::HashMap;

use crate::span::Span;

/// Something that has a name in a spec.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Item<'n> {
    Limit(&'n str),
    Table(&'n str),
    Record(&'n str),
    Family(&'n str),
    Call(&'n str),
    Envelope(&'n str),
    ResultCode(&'n str),
    Variable(&'n str),
}

/// Where things are defined, for the messages about their Rust names.
#[derive(Default)]
pub(super) struct Places<'s> {
    items: HashMap<Item<'s>, Span>,
    /// Keys by their names, with the table, record or call that has them.
    keys: HashMap<(Item<'s>, &'s str), Span>,
}

impl<'s> Places<'s> {
    pub(super) fn add(&mut self, item: Item<'s>, span: Span) {
        self.items.insert(item, span);
    }

    pub(super) fn add_key(&mut self, of: Item<'s>, name: &'s str, span: Span) {
        self.keys.insert((of, name), span);
    }

    pub(super) fn of(&self, item: Item<'_>) -> Option<Span> {
        // Names of the model are asked for, which live shorter than those of the spec.
        let items: &HashMap<Item<'_>, Span> = &self.items;
        items.get(&item).copied()
    }

    pub(super) fn key(&self, of: Item<'_>, name: &str) -> Option<Span> {
        let keys: &HashMap<(Item<'_>, &str), Span> = &self.keys;
        keys.get(&(of, name)).copied()
    }
}

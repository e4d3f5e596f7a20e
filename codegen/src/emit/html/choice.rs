//! Which keys of a call a form has, and what the call requires of these.

use std::collections::HashSet;

use super::autocomplete;
use crate::model::{Call, HtmlForm, Key, Requires, Shows};

/// What of its call a form has.
pub(super) struct Choice<'c> {
    /// What the visitor fills in, in the order of the form.
    pub(super) shown: Vec<&'c Key>,
    /// What the site sets.
    pub(super) hidden: Vec<&'c Key>,
    /// What the call requires, as far as this form can meet it.
    pub(super) requires: Vec<Requires>,
    /// Whether another form shows more.
    pub(super) leaves_out: bool,
}

/// What a browser may fill in of these is what people are known and reached by.
const USUAL: [&str; 13] = [
    "name",
    "given-name",
    "family-name",
    "email",
    "tel",
    "tel-national",
    "address-line1",
    "address-line2",
    "address-level2",
    "address-level1",
    "postal-code",
    "country",
    "country-name",
];

impl<'c> Choice<'c> {
    /// What the form of a call shows.
    pub(super) fn of(call: &'c Call, form: &HtmlForm) -> Self {
        let all = Self::all(call, form);
        let shown: Vec<&Key> = match &form.shows {
            Shows::All => return all,
            Shows::Usual => usual(call, form, &all.shown),
            Shows::Keys(keys) => {
                let find = |wire: &String| all.shown.iter().find(|key| key.wire == *wire);
                keys.iter().filter_map(find).copied().collect()
            }
        };
        // A form of nothing is of no use.
        if shown.is_empty() && form.shows == Shows::Usual {
            return all;
        }
        let leaves_out = shown.len() < all.shown.len();
        Self {
            leaves_out,
            ..Self::with(call, shown, all.hidden)
        }
    }

    /// Everything that the site does not set.
    pub(super) fn all(call: &'c Call, form: &HtmlForm) -> Self {
        let (hidden, shown) = (call.accepts.iter())
            .map(|accepted| accepted.key.as_ref())
            // What the document has no more is nothing to ask visitors for.
            .filter(|key| key.deprecated.is_none())
            .partition(|key| form.hidden.contains(&key.wire));
        Self::with(call, shown, hidden)
    }

    fn with(call: &Call, shown: Vec<&'c Key>, hidden: Vec<&'c Key>) -> Self {
        let keys = shown.iter().chain(&hidden);
        let there: HashSet<&str> = keys.map(|key| key.wire.as_str()).collect();
        let requires = call.requires.iter();
        Self {
            requires: requires.flat_map(|item| met(item, &there)).collect(),
            shown,
            hidden,
            leaves_out: false,
        }
    }
}

/// The usual keys, in the order of the document.
fn usual<'c>(call: &Call, form: &HtmlForm, all: &[&'c Key]) -> Vec<&'c Key> {
    let is_usual = |key: &&&Key| {
        let token = autocomplete::token(key);
        token.is_some_and(|token| USUAL.contains(&token))
            || form.lines.contains(&key.wire)
            || form.consent(&key.wire).is_some()
    };
    let chosen = all.iter().filter(is_usual);
    let mut chosen: HashSet<&str> = chosen.map(|key| key.wire.as_str()).collect();
    for item in &call.requires {
        match item {
            Requires::Key(key) => {
                chosen.insert(key);
            }
            Requires::AnyOf(groups) | Requires::ExactlyOneOf(groups) => {
                chosen.extend(groups.iter().flatten().map(String::as_str));
            }
            Requires::AtMostOneOf(_) | Requires::WhenThere { .. } | Requires::When { .. } => {}
        }
    }
    // What goes with a key may bring others along.
    loop {
        let before = chosen.len();
        for item in &call.requires {
            if let Requires::When { key, also, .. } | Requires::WhenThere { key, also } = item
                && (chosen.contains(key.as_str()) || form.hidden.contains(key))
            {
                chosen.extend(also.iter().map(String::as_str));
            }
        }
        if chosen.len() == before {
            break;
        }
    }
    let keys = all.iter().copied();
    keys.filter(|key| chosen.contains(key.wire.as_str()))
        .collect()
}

/// A requirement, as far as these keys can meet it.
fn met(item: &Requires, there: &HashSet<&str>) -> Vec<Requires> {
    let is_there = |wire: &String| there.contains(wire.as_str());
    let whole = |groups: &[Vec<String>]| -> Vec<Vec<String>> {
        let groups = groups.iter().filter(|group| group.iter().all(is_there));
        groups.cloned().collect()
    };
    let alternatives =
        |groups: Vec<Vec<String>>, several: fn(Vec<Vec<String>>) -> Requires| match groups
            .as_slice()
        {
            [] => Vec::new(),
            [only] => only.iter().cloned().map(Requires::Key).collect(),
            _ => vec![several(groups)],
        };
    match item {
        Requires::Key(key) if !is_there(key) => Vec::new(),
        Requires::AnyOf(groups) => alternatives(whole(groups), Requires::AnyOf),
        Requires::ExactlyOneOf(groups) => alternatives(whole(groups), Requires::ExactlyOneOf),
        Requires::AtMostOneOf(groups) => {
            let groups = groups.iter().map(|group| {
                let keys = group.iter().filter(|key| is_there(key));
                keys.cloned().collect::<Vec<_>>()
            });
            let groups: Vec<_> = groups.filter(|group| !group.is_empty()).collect();
            match groups.len() {
                0 | 1 => Vec::new(),
                _ => vec![Requires::AtMostOneOf(groups)],
            }
        }
        Requires::When { key, .. } | Requires::WhenThere { key, .. } if !is_there(key) => {
            Vec::new()
        }
        Requires::Key(_) | Requires::When { .. } | Requires::WhenThere { .. } => vec![item.clone()],
    }
}

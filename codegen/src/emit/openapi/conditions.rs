//! What keys require together.
//!
//! Readers of schemas make types of them. Of `if` and `then` they make nothing, which is right; alternatives at
//! the root of a schema become types that have no properties. So a condition is an `if`, and names that it
//! speaks of are repeated beside it, as checkers want them.

use std::collections::HashSet;

use super::limit::{is_array, is_text, value};
use super::losses::Loss;
use super::record;
use super::writer::Writer;
use crate::emit::tree::Tree;
use crate::model::{Key, Requires};

const TOGETHER: Loss = Loss {
    cannot: "What keys of a body require together.",
    instead: "`x-requires`, and the description.",
};

/// Finds the key of a wire name, and what it is called where it travels.
pub(super) type Find<'f, 'k> = &'f dyn Fn(&str) -> Option<(String, &'k Key)>;

impl Writer<'_> {
    /// Adds to the schema of an object what its keys require together.
    pub(super) fn conditions(
        &mut self,
        tree: &mut Tree,
        requires: &[Requires],
        find: Find<'_, '_>,
        place: &str,
    ) {
        let is_here = |item: &&Requires| names(item).iter().all(|wire| find(wire).is_some());
        let several = |item: &&Requires| !matches!(item, Requires::Key(_));
        let items: Vec<&Requires> = requires.iter().filter(several).filter(is_here).collect();
        if items.is_empty() {
            return;
        }
        if !self.profile.has_json_schema() {
            self.losses.note(TOGETHER, place);
            return;
        }
        let mut conditions = items.into_iter().filter_map(|item| condition(item, find));
        if let Some(first) = conditions.next() {
            tree.extend(first);
        }
        let others: Vec<Tree> = conditions.collect();
        if !others.is_empty() {
            tree.push("allOf", Tree::List(others));
        }
    }
}

/// The requirements as an extension, without those of single keys.
pub(super) fn list(requires: &[Requires]) -> Option<Tree> {
    let groups = |groups: &[Vec<String>]| {
        let each = groups.iter().map(|group| texts(group));
        Tree::List(each.collect())
    };
    let each = requires.iter().filter_map(|item| {
        Some(match item {
            Requires::Key(_) => return None,
            Requires::AnyOf(all) => Tree::map([("any_of", groups(all))]),
            Requires::ExactlyOneOf(all) => Tree::map([("exactly_one_of", groups(all))]),
            Requires::AtMostOneOf(all) => Tree::map([("at_most_one_of", groups(all))]),
            Requires::WhenThere { key, also } => {
                Tree::map([("when", Tree::text(key)), ("also", texts(also))])
            }
            Requires::When { key, is, also } => {
                let when = Tree::named([(key.clone(), Tree::text(is))]);
                Tree::map([("when", when), ("also", texts(also))])
            }
        })
    });
    let each: Vec<Tree> = each.collect();
    (!each.is_empty()).then_some(Tree::List(each))
}

/// The keys that a requirement speaks of.
pub(super) fn names(item: &Requires) -> Vec<&str> {
    match item {
        Requires::Key(key) => vec![key],
        Requires::AnyOf(groups)
        | Requires::ExactlyOneOf(groups)
        | Requires::AtMostOneOf(groups) => groups.iter().flatten().map(String::as_str).collect(),
        Requires::WhenThere { key, also } | Requires::When { key, also, .. } => {
            let also = also.iter().map(String::as_str);
            also.chain([key.as_str()]).collect()
        }
    }
}

fn condition(item: &Requires, find: Find<'_, '_>) -> Option<Tree> {
    Some(match item {
        Requires::Key(_) => return None,
        Requires::AnyOf(groups) => any_of(groups, find),
        Requires::ExactlyOneOf(groups) => {
            let only = groups.iter().map(|group| {
                let mut tree = there(group, find);
                tree.extend(without(groups, group, find));
                tree
            });
            unless_one_of(only.collect())
        }
        Requires::AtMostOneOf(groups) => {
            let only = groups.iter().map(|group| without(groups, group, find));
            unless_one_of(only.collect())
        }
        Requires::WhenThere { key, also } => Tree::map([
            ("if", there(std::slice::from_ref(key), find)),
            ("then", there(also, find)),
        ]),
        Requires::When { key, is, also } => {
            let found = find(key);
            let is = found.map_or_else(|| Tree::text(is), |(_, key)| value(&key.limit, is));
            let name = name(key, find);
            let property = Tree::named([(name.clone(), Tree::map([("const", is)]))]);
            Tree::map([
                (
                    "if",
                    Tree::map([
                        ("properties", property),
                        ("required", Tree::List(vec![Tree::text(name)])),
                    ]),
                ),
                ("then", there(also, find)),
            ])
        }
    })
}

/// Of all groups but the last, one that is not complete leads to the next.
fn any_of(groups: &[Vec<String>], find: Find<'_, '_>) -> Tree {
    match groups {
        [] => Tree::map([]),
        [only] => there(only, find),
        [first, others @ ..] => Tree::map([
            ("if", not_there(first, find)),
            ("then", any_of(others, find)),
        ]),
    }
}

/// Nothing is allowed unless one of these is.
fn unless_one_of(alternatives: Vec<Tree>) -> Tree {
    let none = Tree::map([("not", Tree::map([("anyOf", Tree::List(alternatives))]))]);
    let nothing = Tree::map([("not", Tree::map([]))]);
    Tree::map([("if", none), ("then", nothing)])
}

/// None of the keys that only other groups have.
fn without(groups: &[Vec<String>], group: &[String], find: Find<'_, '_>) -> Tree {
    let mut seen = HashSet::new();
    let others = groups.iter().flatten();
    let others = others.filter(|key| !group.contains(key) && seen.insert(key.as_str()));
    let each = others.map(|key| there(std::slice::from_ref(key), find));
    let each: Vec<Tree> = each.collect();
    match each.is_empty() {
        true => Tree::map([]),
        false => Tree::map([("not", Tree::map([("anyOf", Tree::List(each))]))]),
    }
}

/// Not all of these. Nothing but the names stands here: checkers of examples hold that every key of an object is
/// named in each schema that is not inside of another word.
fn not_there(keys: &[String], find: Find<'_, '_>) -> Tree {
    let each = keys.iter().map(|key| {
        let is_blank = match find(key) {
            Some((_, key)) if is_text(&key.limit) => Tree::map([("maxLength", Tree::Integer(0))]),
            Some((_, key)) if is_array(&key.limit) => Tree::map([("maxItems", Tree::Integer(0))]),
            _ => Tree::map([("not", Tree::map([]))]),
        };
        Tree::map([("properties", Tree::named([(name(key, find), is_blank)]))])
    });
    let mut each: Vec<Tree> = each.collect();
    match (each.len(), each.pop()) {
        (1, Some(only)) => only,
        (_, last) => {
            each.extend(last);
            Tree::map([("anyOf", Tree::List(each))])
        }
    }
}

/// All of these, none of them blank.
fn there(keys: &[String], find: Find<'_, '_>) -> Tree {
    let properties = keys.iter().map(|wire| {
        let found = find(wire);
        let more = found.map_or_else(|| Tree::map([]), |(_, key)| record::there(&key.limit));
        (name(wire, find), more)
    });
    let required = keys.iter().map(|wire| Tree::text(name(wire, find)));
    Tree::map([
        ("properties", Tree::named(properties)),
        ("required", Tree::List(required.collect())),
    ])
}

/// What a key is called where it travels.
fn name(wire: &str, find: Find<'_, '_>) -> String {
    find(wire).map_or_else(|| wire.to_owned(), |(name, _)| name)
}

fn texts(texts: &[String]) -> Tree {
    Tree::List(texts.iter().map(Tree::text).collect())
}

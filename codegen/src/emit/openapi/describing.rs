//! What stands in descriptions, and beside them in extensions.

use super::extension as x;
use crate::emit::tree::Tree;
use crate::emit::words::{self, Docs, Text, Voice, fill, markdown, own, said, stressed};
use crate::model::{Holds, Key, Limit, Quirk, Was};

/// Words as Markdown.
pub(super) fn markdown(docs: &Docs) -> String {
    markdown::lines(&docs.without_links()).join("\n")
}

/// Adds a description, if there is something to say.
pub(super) fn describe(tree: &mut Tree, docs: &Docs) {
    let text = markdown(docs);
    if !text.is_empty() {
        tree.push("description", Tree::text(text));
    }
}

/// Everything about a key but what a named limit says for itself.
pub(super) fn of_key(key: &Key, is_in_answer: bool) -> Docs {
    let mut docs = Docs::of(&key.doc);
    let limit = if is_in_answer {
        key.in_answers()
    } else {
        &key.limit
    };
    let mut facts = Vec::new();
    // A named limit has a schema of its own, which says it.
    if !limit.is_named {
        facts.push(words::limit::words(limit, Voice::Developer));
    }
    if !is_in_answer {
        facts.push(words::key::midnight(key));
        facts.push(words::key::assumed(key));
        facts.push(words::key::cleared(key));
    }
    facts.push(own(match key.holds {
        Holds::Plain => "",
        Holds::Personal => "Personal.",
        Holds::Secret => "Secret.",
    }));
    let facts = facts.into_iter().filter(|text| !text.is_empty());
    docs.line(words::joined(facts, " "));
    docs.history(key.since.as_deref(), key.deprecated.as_deref(), &key.was);
    quirks(&mut docs, &key.quirks);
    docs
}

/// Adds quirks as points.
pub(super) fn quirks(docs: &mut Docs, quirks: &[Quirk]) {
    docs.list(quirks.iter().map(|quirk| {
        let about = quirk.about.as_deref();
        let about = about.map_or_else(Text::default, |about| fill(" ({})", [said(about)]));
        fill(
            "{}{}: {} {} {}.",
            [
                stressed("Quirk"),
                about,
                said(&quirk.says),
                stressed("What we do:"),
                said(quirk.we.trim_end_matches('.')),
            ],
        )
    }));
}

/// Adds the extensions of what can change and surprise.
pub(super) fn extend(
    tree: &mut Tree,
    since: Option<&str>,
    until: Option<&str>,
    was: &[Was],
    quirks: &[Quirk],
) {
    if let Some(since) = since {
        tree.push(x::SINCE.name, Tree::text(since));
    }
    if let Some(until) = until {
        tree.push(x::UNTIL.name, Tree::text(until));
    }
    if !was.is_empty() {
        tree.push(x::WAS.name, Tree::List(was.iter().map(earlier).collect()));
    }
    if !quirks.is_empty() {
        let quirks = quirks.iter().map(|quirk| {
            let about = quirk.about.iter();
            let about = about.map(|about| ("about".to_owned(), Tree::text(about)));
            Tree::named(about.chain([
                ("says".to_owned(), Tree::text(&quirk.says)),
                ("we".to_owned(), Tree::text(&quirk.we)),
            ]))
        });
        tree.push(x::QUIRKS.name, Tree::List(quirks.collect()));
    }
}

/// The same of a key, and what it holds.
pub(super) fn extend_key(tree: &mut Tree, key: &Key) {
    if let Some(holds) = holds(key.holds) {
        tree.push(x::HOLDS.name, Tree::text(holds));
    }
    let until = key.until.as_deref();
    extend(tree, key.since.as_deref(), until, &key.was, &key.quirks);
}

pub(super) fn holds(holds: Holds) -> Option<&'static str> {
    match holds {
        Holds::Plain => None,
        Holds::Personal => Some("personal"),
        Holds::Secret => Some("secret"),
    }
}

fn earlier(was: &Was) -> Tree {
    let mut tree = Tree::map([("revision", Tree::text(&was.revision))]);
    if let Some(key) = &was.key {
        tree.push("key", Tree::text(key));
    }
    if let Some(limit) = &was.limit {
        tree.push("limit", Tree::text(in_a_word(limit)));
    }
    if let Some(says) = &was.says {
        tree.push("says", Tree::text(says));
    }
    tree
}

/// The name of a limit or, if it has none, its words.
fn in_a_word(limit: &Limit) -> String {
    match limit.is_named {
        true => limit.name.clone(),
        false => words::limit::words(limit, Voice::Developer).plain(),
    }
}

/// A summary: the first sentence of a text or, if it has none, the name.
pub(super) fn summary(doc: &str, name: &str) -> String {
    let first = first_sentence(doc);
    match first.is_empty() {
        true => name.to_owned(),
        false => first,
    }
}

/// The first sentence of a text, in one line.
fn first_sentence(doc: &str) -> String {
    let line = words::plain(doc);
    let end = line.find(". ").unwrap_or(line.len());
    let first = line.get(..end).unwrap_or(&line);
    first.trim_end_matches('.').to_owned()
}

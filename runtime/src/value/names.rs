//! Which key is meant by a name.

use crate::descriptor::Key;

/// What a name leads to.
pub(super) enum Found {
    /// The key at this position.
    One(usize),
    Nothing,
    /// Several keys, such as these.
    Several(&'static str, &'static str),
}

/// The key of this name: on the wire, in Rust or as its label, spelled just so, or else whatever the capitals,
/// spaces, `_` and `-`. It is looked for from a position on first, because values often come in the order of the
/// keys.
pub(super) fn find(keys: &[&'static Key], name: &str, from: usize) -> Found {
    let (before, behind) = keys.split_at_checked(from).unwrap_or((keys, &[]));
    let is_wire = |key: &&Key| key.wire == name;
    let behind = behind.iter().position(is_wire);
    let exact = behind
        .map(|at| at + from)
        .or_else(|| before.iter().position(is_wire))
        .or_else(|| keys.iter().position(|key| key.rust_name() == name));
    if let Some(at) = exact {
        return Found::One(at);
    }
    match only(keys, |key| !name.is_empty() && key.label == name) {
        Found::Nothing if folded(name).next().is_some() => only(keys, |key| {
            [key.wire, key.name, key.label]
                .iter()
                .any(|of_key| folded(of_key).eq(folded(name)))
        }),
        found => found,
    }
}

/// The only key of which this is so.
fn only(keys: &[&'static Key], is_so: impl Fn(&Key) -> bool) -> Found {
    let mut found = keys.iter().enumerate().filter(|(_, key)| is_so(key));
    match (found.next(), found.next()) {
        (None, _) => Found::Nothing,
        (Some((at, _)), None) => Found::One(at),
        (Some((_, one)), Some((_, other))) => Found::Several(one.wire, other.wire),
    }
}

/// A name without what does not count.
fn folded(name: &str) -> impl Iterator<Item = char> {
    // U+FEFF stands before the first heading of many a table that a spreadsheet has written.
    let counts = |c: &char| !matches!(c, '_' | '-' | '\u{feff}') && !c.is_whitespace();
    name.chars().filter(counts).flat_map(char::to_lowercase)
}

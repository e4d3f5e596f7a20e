//! An example of each call that passes: values for what it requires, and one more to show the rest.
//!
//! Values are those that the limits of the spec say they allow, as far as it names any. What is chosen is
//! held against the call's requirements before it is given out; a call for which no values are known that
//! pass has no example.

mod value;

use std::collections::{HashMap, HashSet};

use crate::model::{Api, Call, Key, Requires, Rule};
#[cfg(feature = "emit")]
pub(super) use value::text;

/// So many values are in an example, with those in rows: who requires more is not shown by one.
const MOST: usize = 40;

/// A key and a value for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sample<'a> {
    /// The key.
    pub(super) key: &'a Key,
    /// The value.
    pub(super) value: Value<'a>,
}

/// A value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value<'a> {
    /// As it stands on the wire.
    Text(String),
    /// JSON.
    Json(serde_json::Value),
    /// Items of a list.
    List(Vec<String>),
    /// A file with this text in it.
    File(String),
    /// The same, so many times.
    Files(String, u32),
    /// One row of this table, by what it requires.
    Row(&'a str, Vec<Sample<'a>>),
    /// The same, as the only one of several.
    Rows(&'a str, Vec<Sample<'a>>),
}

/// The values of an example, in the order in which the call accepts their keys.
pub(super) fn of<'a>(api: &'a Api, call: &'a Call) -> Option<Vec<Sample<'a>>> {
    let keys = call.accepts.iter().map(|accepted| accepted.key.as_ref());
    let mut choice = Choice::of(keys, &call.requires);
    choice.meet_requirements()?;
    choice.show_one_more();
    if !choice.is_valid() {
        return None;
    }
    let mut left = MOST;
    let accepted = call.accepts.iter();
    accepted
        .filter(|accepted| choice.chosen.contains(accepted.key.wire.as_str()))
        .map(|accepted| {
            let is_in_path = call.path.contains(&format!("{{{}}}", accepted.key.wire));
            let sample = sample(api, &accepted.key, &mut left)?;
            let is_dots =
                matches!(&sample.value, Value::Text(text) if matches!(text.as_str(), "." | ".."));
            (!is_in_path || !is_dots).then_some(sample)
        })
        .collect()
}

/// The keys of an example.
struct Choice<'a> {
    /// Those that there are, in order, and by wire name.
    keys: Vec<&'a Key>,
    by_wire: HashMap<&'a str, &'a Key>,
    requires: &'a [Requires],
    chosen: HashSet<&'a str>,
}

impl<'a> Choice<'a> {
    fn of(keys: impl Iterator<Item = &'a Key>, requires: &'a [Requires]) -> Self {
        let keys: Vec<&Key> = keys.collect();
        Self {
            by_wire: keys.iter().map(|key| (key.wire.as_str(), *key)).collect(),
            keys,
            requires,
            chosen: HashSet::new(),
        }
    }

    /// Chooses what is always required, the first of each several groups, and what goes with a value.
    fn meet_requirements(&mut self) -> Option<()> {
        let mut follow: Follow<'_, 'a> = HashMap::new();
        let mut wanted: Vec<&'a str> = Vec::new();
        for item in self.requires {
            match item {
                Requires::Key(key) => wanted.push(key),
                Requires::When { key, is, also } => {
                    follow.entry(key).or_default().push((Some(is), also));
                }
                Requires::WhenThere { key, also } => {
                    follow.entry(key).or_default().push((None, also));
                }
                Requires::AnyOf(_) | Requires::ExactlyOneOf(_) | Requires::AtMostOneOf(_) => {}
            }
        }
        self.choose(wanted, &follow)?;
        for item in self.requires {
            if let Requires::AnyOf(groups) | Requires::ExactlyOneOf(groups) = item
                && !groups.iter().any(|group| self.has(group))
            {
                let first = groups.first()?.iter().map(String::as_str);
                self.choose(first.collect(), &follow)?;
            }
        }
        Some(())
    }

    fn choose(&mut self, mut wanted: Vec<&'a str>, follow: &Follow<'_, 'a>) -> Option<()> {
        while let Some(wire) = wanted.pop() {
            if !self.chosen.insert(wire) {
                continue;
            }
            let limit = &self.by_wire.get(wire)?.limit;
            for (is, also) in follow.get(wire).into_iter().flatten() {
                if is.is_none() || value::text(limit).as_deref() == *is {
                    wanted.extend(also.iter().map(String::as_str));
                }
            }
        }
        Some(())
    }

    /// One more key, of which the spec says what passes, and of which no requirement speaks.
    fn show_one_more(&mut self) {
        let spoken_of: HashSet<&str> = self.requires.iter().flat_map(spoken_of).collect();
        let shown = self.keys.iter().find(|key| {
            let is_known = key.limit.pass.iter().any(|value| !value.trim().is_empty())
                || matches!(key.limit.rule, Rule::OneOf(_));
            let wire = key.wire.as_str();
            is_known
                && !self.chosen.contains(wire)
                && !spoken_of.contains(wire)
                && value::of(key).is_some()
        });
        self.chosen.extend(shown.map(|key| key.wire.as_str()));
    }

    /// Whether what was chosen is what the call requires.
    fn is_valid(&self) -> bool {
        self.requires.iter().all(|item| match item {
            // What goes with another was chosen with it.
            Requires::Key(_) | Requires::When { .. } | Requires::WhenThere { .. } => true,
            Requires::AtMostOneOf(groups) => {
                let chosen = |key: &&String| self.chosen.contains(key.as_str());
                let there: Vec<&String> = groups.iter().flatten().filter(chosen).collect();
                there.is_empty()
                    || groups
                        .iter()
                        .any(|one| there.iter().all(|key| one.contains(key)))
            }
            Requires::AnyOf(groups) => groups.iter().any(|group| self.has(group)),
            Requires::ExactlyOneOf(groups) => {
                let complete = groups.iter().filter(|group| self.has(group));
                complete.max_by_key(|group| group.len()).is_some_and(|one| {
                    let mut others = groups.iter().flatten().filter(|key| !one.contains(key));
                    others.all(|key| !self.chosen.contains(key.as_str()))
                })
            }
        })
    }

    fn has(&self, group: &[String]) -> bool {
        group.iter().all(|key| self.chosen.contains(key.as_str()))
    }
}

/// What goes with each key: with this value of it, or with any.
type Follow<'k, 'a> = HashMap<&'k str, Vec<(Option<&'k str>, &'a [String])>>;

/// The keys that a requirement names.
fn spoken_of(item: &Requires) -> Vec<&str> {
    match item {
        Requires::Key(key) => vec![key],
        Requires::AnyOf(groups)
        | Requires::ExactlyOneOf(groups)
        | Requires::AtMostOneOf(groups) => groups.iter().flatten().map(String::as_str).collect(),
        Requires::When { key, also, .. } | Requires::WhenThere { key, also } => {
            let also = also.iter().map(String::as_str);
            also.chain([key.as_str()]).collect()
        }
    }
}

fn sample<'a>(api: &'a Api, key: &'a Key, left: &mut usize) -> Option<Sample<'a>> {
    *left = left.checked_sub(1)?;
    let value = match &key.limit.rule {
        Rule::ArrayOf(rows) => Value::Rows(rows, row(api, rows, left)?),
        Rule::Object(rows) | Rule::JsonInText(rows) => Value::Row(rows, row(api, rows, left)?),
        _ => value::of(key)?,
    };
    Some(Sample { key, value })
}

/// What a row requires. A table whose rows require rows of its own has no example: nothing is left then.
fn row<'a>(api: &'a Api, rows: &str, left: &mut usize) -> Option<Vec<Sample<'a>>> {
    let table = api.table(rows)?;
    let keys = table.keys.iter().map(AsRef::as_ref);
    let mut choice = Choice::of(keys, &table.requires);
    choice.meet_requirements()?;
    if !choice.is_valid() {
        return None;
    }
    let keys = choice.keys.iter();
    keys.filter(|key| choice.chosen.contains(key.wire.as_str()))
        .map(|key| sample(api, key, left))
        .collect()
}

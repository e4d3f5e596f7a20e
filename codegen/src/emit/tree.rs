//! JSON whose keys keep the order in which they are added.

use serde::ser::{Serialize, SerializeMap as _, Serializer};

/// A piece of JSON.
#[derive(Clone)]
pub(super) enum Tree {
    Yes(bool),
    Integer(i64),
    Number(f64),
    Text(String),
    List(Vec<Tree>),
    Map(Vec<(String, Tree)>),
    /// As it was read; its keys are in the order of their names.
    Json(serde_json::Value),
}

impl Tree {
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    pub(super) fn texts(texts: &[&str]) -> Self {
        Self::List(texts.iter().map(|text| Self::text(*text)).collect())
    }

    pub(super) fn map<const N: usize>(entries: [(&str, Self); N]) -> Self {
        Self::named(entries.map(|(key, tree)| (key.to_owned(), tree)))
    }

    pub(super) fn named(entries: impl IntoIterator<Item = (String, Self)>) -> Self {
        Self::Map(entries.into_iter().collect())
    }

    /// Adds an entry to a map, behind its own.
    pub(super) fn push(&mut self, key: &str, tree: Self) {
        if let Self::Map(entries) = self {
            entries.push((key.to_owned(), tree));
        }
    }

    /// The entry of a map.
    pub(super) fn get(&self, key: &str) -> Option<&Self> {
        match self {
            Self::Map(entries) => {
                let mut entries = entries.iter();
                entries.find(|(name, _)| name == key).map(|(_, tree)| tree)
            }
            _ => None,
        }
    }

    /// Adds the entries of another map behind its own; anything else is left as it is.
    pub(super) fn extend(&mut self, other: Self) {
        if let (Self::Map(entries), Self::Map(others)) = (self, other) {
            entries.extend(others);
        }
    }
}

impl Serialize for Tree {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Yes(yes) => serializer.serialize_bool(*yes),
            Self::Integer(number) => serializer.serialize_i64(*number),
            Self::Number(number) => serializer.serialize_f64(*number),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Json(value) => value.serialize(serializer),
            Self::List(items) => serializer.collect_seq(items),
            Self::Map(entries) => {
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                for (key, tree) in entries {
                    map.serialize_entry(key, tree)?;
                }
                map.end()
            }
        }
    }
}

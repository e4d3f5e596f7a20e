//! A YAML tree whose every node knows its place.

use crate::span::{At, Span};

/// One node.
#[derive(Clone, Debug)]
pub struct Node {
    /// What it holds.
    pub kind: Kind,
    /// Where it begins; of a scalar, all of it.
    pub span: Span,
}

/// What a node holds.
#[derive(Clone, Debug)]
pub enum Kind {
    /// Nothing: an empty value, `null` or `~`.
    Null,
    /// A scalar, as text: `1.10` and `no` stay as written.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// A mapping, in its order, without double keys.
    Map(Vec<(At<String>, Node)>),
}

impl Node {
    /// Whether it is a list or mapping without anything in it.
    pub fn is_empty(&self) -> bool {
        match &self.kind {
            Kind::List(items) => items.is_empty(),
            Kind::Map(entries) => entries.is_empty(),
            Kind::Null | Kind::Text(_) => false,
        }
    }

    /// What the node is, in a reader's words: a short text is quoted.
    pub fn describe(&self) -> String {
        match &self.kind {
            Kind::Null => "nothing".to_owned(),
            Kind::Text(text) if text.len() <= 40 && !text.contains('\n') => format!("`{text}`"),
            Kind::Text(_) => "a text".to_owned(),
            Kind::List(_) => "a list".to_owned(),
            Kind::Map(_) => "a mapping".to_owned(),
        }
    }
}

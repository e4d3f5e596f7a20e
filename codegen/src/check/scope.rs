//! What a call accepts.

use std::borrow::Borrow;
use std::collections::HashMap;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use super::Checker;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Accepted, Key, Open};
use crate::span::Span;
use crate::syntax;

/// What a call accepts, and where each key came from.
#[derive(Default)]
pub(super) struct Scope {
    pub(super) accepts: Vec<Accepted>,
    /// Keys that it would accept if they were not gone.
    pub(super) gone: Vec<Accepted>,
    /// Where the call says that it accepts each of them.
    spans: Vec<Span>,
    /// Which of them has a name on the wire, and which is the first of a name in its table.
    wires: HashMap<Name, usize>,
    names: HashMap<Name, usize>,
    pub(super) open: Option<Open>,
    pub(super) reserved: Vec<String>,
    /// Whether something that the call accepts is not defined: then nobody knows what else it takes.
    pub(super) is_partial: bool,
}

impl Scope {
    pub(super) fn add(&mut self, checker: &mut Checker<'_, '_>, accepted: Accepted, span: Span) {
        if let Some(first) = self.place(&accepted.key) {
            checker.error(
                Diagnostic::error(
                    Code::AcceptedTwice,
                    Some(span),
                    format!("this call accepts `{}` twice", accepted.key.wire),
                )
                .label(first, "first accepted here")
                .help("leave one of them out; of a table that has it, accept the other keys one by one"),
            );
            return;
        }
        self.push(accepted, span);
    }

    fn push(&mut self, accepted: Accepted, span: Span) {
        let at = self.accepts.len();
        let key = &accepted.key;
        self.wires.insert(Name::on_the_wire(key), at);
        self.names.entry(Name::in_the_table(key)).or_insert(at);
        self.accepts.push(accepted);
        self.spans.push(span);
    }

    /// A key by its name in the table, or by the one on the wire.
    pub(super) fn find(&self, name: &str) -> Option<&Accepted> {
        let found = [self.names.get(name), self.wires.get(name)];
        let first = found.into_iter().flatten().min()?;
        self.accepts.get(*first)
    }

    /// A key that is gone, by either name.
    pub(super) fn find_gone(&self, name: &str) -> Option<&Key> {
        let mut gone = self.gone.iter().map(|accepted| accepted.key.as_ref());
        gone.find(|key| key.name == name || key.wire == name)
    }

    /// Where the call says that it accepts what is called like this key on the wire.
    pub(super) fn place(&self, key: &Key) -> Option<Span> {
        let at = self.wires.get(key.wire.as_str())?;
        self.spans.get(*at).copied()
    }

    pub(super) fn drop_exceptions(&mut self, checker: &mut Checker<'_, '_>, call: &syntax::Call) {
        for except in &call.except {
            if let Some(wire) = checker.accepted(except, self) {
                self.remove(&wire);
                if self.open.is_some() {
                    self.reserved.push(wire);
                }
            }
        }
    }

    fn remove(&mut self, wire: &str) {
        let accepts = std::mem::take(&mut self.accepts);
        let spans = std::mem::take(&mut self.spans);
        self.wires.clear();
        self.names.clear();
        for (accepted, span) in accepts.into_iter().zip(spans) {
            if accepted.key.wire != wire {
                self.push(accepted, span);
            }
        }
    }

    /// A path with the names that travel in place of the table's.
    pub(super) fn path_in_wire_names(&self, path: &str) -> String {
        self.accepts
            .iter()
            .filter(|accepted| accepted.key.name != accepted.key.wire)
            .fold(path.to_owned(), |path, accepted| {
                path.replace(
                    &format!("{{{}}}", accepted.key.name),
                    &format!("{{{}}}", accepted.key.wire),
                )
            })
    }
}

/// A name of a key, found by its text without a copy of that.
struct Name {
    key: Arc<Key>,
    is_wire: bool,
}

impl Name {
    fn on_the_wire(key: &Arc<Key>) -> Self {
        let (key, is_wire) = (Arc::clone(key), true);
        Self { key, is_wire }
    }

    fn in_the_table(key: &Arc<Key>) -> Self {
        let (key, is_wire) = (Arc::clone(key), false);
        Self { key, is_wire }
    }
}

impl Borrow<str> for Name {
    fn borrow(&self) -> &str {
        if self.is_wire {
            &self.key.wire
        } else {
            &self.key.name
        }
    }
}

impl Hash for Name {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let text: &str = self.borrow();
        text.hash(state);
    }
}

impl PartialEq for Name {
    fn eq(&self, other: &Self) -> bool {
        let (text, other): (&str, &str) = (self.borrow(), other.borrow());
        text == other
    }
}

impl Eq for Name {}

//! What a call accepts.

use std::borrow::Borrow;
use std::collections::HashMap;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use super::Checker;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Accepted, Key, Open};
use crate::span::{At, Span};
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
    /// Whether the call is in the document until some revision: then it may require what left with it.
    pub(super) is_leaving: bool,
    /// Whether these are the keys of a table, and not those of a call.
    pub(super) is_of_rows: bool,
}

impl Scope {
    /// The keys of a table, of which it says what each row requires.
    pub(super) fn of_rows(table: &syntax::Table, keys: &[Arc<Key>], gone: &[Arc<Key>]) -> Self {
        let own = |key: &Arc<Key>| Accepted {
            table: None,
            key: Arc::clone(key),
        };
        let mut scope = Self {
            gone: gone.iter().map(own).collect(),
            is_of_rows: true,
            ..Self::default()
        };
        for key in keys {
            scope.push(own(key), table.name.span);
        }
        scope
    }

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

    /// A key by its name in the table, or else by the one on the wire.
    pub(super) fn find(&self, name: &str) -> Option<&Accepted> {
        let at = self.names.get(name).or_else(|| self.wires.get(name))?;
        self.accepts.get(*at)
    }

    /// A key by its name on the wire.
    pub(super) fn find_on_the_wire(&self, wire: &str) -> Option<&Accepted> {
        self.accepts.get(*self.wires.get(wire)?)
    }

    /// Whether a key travels in this path.
    pub(super) fn is_in_path(&self, key: &Key, path: &At<String>) -> bool {
        let named = path.value.split('{').skip(1);
        let mut named = named.filter_map(|rest| rest.split_once('}'));
        named.any(|(name, _)| {
            let found = self.find(name);
            found.is_some_and(|found| found.key.wire == key.wire)
        })
    }

    /// A key that is gone, by either name.
    pub(super) fn find_gone(&self, name: &str) -> Option<&Key> {
        let mut gone = self.gone.iter().map(|accepted| accepted.key.as_ref());
        gone.find(|key| key.name == name || key.wire == name)
    }

    /// A key of a call in force that only the revision before had, by either name.
    pub(super) fn find_deprecated(&self, name: &str) -> Option<&Key> {
        let found = self.find(name).filter(|_| !self.is_leaving)?;
        found.key.deprecated.is_some().then_some(&*found.key)
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
        let mut written = String::new();
        let mut rest = path;
        while let Some((before, (name, behind))) = rest
            .split_once('{')
            .and_then(|(before, within)| Some((before, within.split_once('}')?)))
        {
            let wire = self.find(name).map_or(name, |found| &found.key.wire);
            written.extend([before, "{", wire, "}"]);
            rest = behind;
        }
        written + rest
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

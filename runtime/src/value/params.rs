//! The parameters of a call or of a nested row.

use std::borrow::Cow;
use std::fmt;

use super::key_name::KeyName;
use super::unmatched::Unmatched;
use super::{Json, RawBody, Value};
use crate::descriptor::{Blank, CallDescriptor, Holds, Key, Limit, Rule, Table};
use crate::error::Error;
use crate::text::one_line;

/// The parameters of a call, or of a nested row: one slot for each key of the descriptor.
///
/// The order on the wire is the descriptor's, whatever the order in which values are set. Debug
/// output hides the values of personal and secret keys and of all custom names.
#[derive(Clone, PartialEq)]
pub struct Params {
    of: Of,
    pub(super) slots: Vec<Option<Value>>,
    pub(super) custom: Vec<(String, Value)>,
    /// What was given under a name that leads to no key.
    pub(super) unmatched: Vec<Unmatched>,
    /// Keys whose limits are waived.
    pub(super) as_is: Vec<KeyName>,
    /// A body of the caller's own, in the place of one that is made of values.
    pub(super) body: Option<RawBody>,
}

#[derive(Clone, Copy)]
enum Of {
    Call(&'static CallDescriptor),
    Table(&'static Table),
}

impl PartialEq for Of {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            // A constant may stand at several addresses; keys are statics, which stand at one.
            (Of::Call(a), Of::Call(b)) => {
                std::ptr::eq(*a, *b)
                    || (a.name == b.name
                        && a.api.name == b.api.name
                        && a.accepts.len() == b.accepts.len()
                        && std::iter::zip(a.accepts, b.accepts).all(|(a, b)| std::ptr::eq(*a, *b)))
            }
            (Of::Table(a), Of::Table(b)) => std::ptr::eq(*a, *b),
            _ => false,
        }
    }
}

impl Params {
    /// No parameters yet, for this call.
    #[must_use]
    pub fn of_call(call: &'static CallDescriptor) -> Self {
        Self::new(Of::Call(call), call.accepts.len())
    }

    /// No values yet, for a nested row of this table.
    #[must_use]
    pub fn of_table(table: &'static Table) -> Self {
        Self::new(Of::Table(table), table.keys.len())
    }

    fn new(of: Of, keys: usize) -> Self {
        Self {
            of,
            slots: vec![None; keys],
            custom: Vec::new(),
            unmatched: Vec::new(),
            as_is: Vec::new(),
            body: None,
        }
    }

    /// With this value for the key, in place of the one it had.
    ///
    /// A moment is written in a pattern of the key's limit. What was read can be sent again: where answers have a day
    /// with a time and requests a day alone, a text with midnight is sent as its day, and where answers have a decimal
    /// number and requests a whole one, `1250.00` as `1250`.
    ///
    /// A key that is not accepted here is kept under its wire name, so that [`crate::validate`] can
    /// tell.
    #[must_use]
    pub fn with(mut self, key: &'static Key, value: Value) -> Self {
        let value = self.settled(key, value);
        match self.slot(key) {
            Some(slot) => *slot = Some(value),
            None => self.custom.push((key.wire.to_owned(), value)),
        }
        self
    }

    /// What the value is for this key, whatever key it was for: as it was given, where its limit is waived.
    pub(super) fn settled(&self, key: &Key, mut value: Value) -> Value {
        value.as_given();
        value.settle(key);
        if self.as_is.iter().any(|waived| waived.as_str() == key.wire) {
            value.as_given();
        }
        value
    }

    /// The place of this key, or of one of the same name on the wire.
    pub(super) fn slot(&mut self, key: &Key) -> Option<&mut Option<Value>> {
        let keys = self.keys();
        let slot = keys
            .iter()
            .position(|accepted| std::ptr::eq(*accepted, key))
            .or_else(|| keys.iter().position(|accepted| accepted.wire == key.wire));
        self.slots.get_mut(slot?)
    }

    /// With this value for the key of that name.
    pub(crate) fn with_wire(mut self, wire: &'static str, value: Value) -> Self {
        match self.keys().iter().find(|key| key.wire == wire) {
            Some(key) => self.with(key, value),
            None => {
                self.custom.retain(|(name, _)| name != wire);
                self.custom.push((wire.to_owned(), value));
                self
            }
        }
    }

    /// With this value for the key of that name, or else for a custom name.
    pub(crate) fn with_named(self, name: String, value: Value) -> Self {
        match self.keys().iter().find(|key| key.wire == name) {
            Some(key) => self.with(key, value),
            None => self.with_custom_value(name, value),
        }
    }

    /// Sends the value of this key as it is, whatever its limit says: for a value that the server is known
    /// to take, although the document does not have it. All other limits hold.
    ///
    /// What it breaks is in [`crate::Reply::warnings`]. What must be there must be there nevertheless.
    #[must_use]
    pub fn as_is(mut self, key: impl Into<KeyName>) -> Self {
        let key = key.into();
        let slots = self.keys().iter().zip(&mut self.slots);
        let mut slots = slots.filter(|(known, _)| known.wire == key.as_str());
        if let Some(value) = slots.next().and_then(|(_, slot)| slot.as_mut()) {
            value.as_given();
        }
        self.as_is.push(key);
        self
    }

    /// Clears what is stored under this key, in the way in which the API is told so. For calls that change
    /// something, and for keys that may be `null` whatever the call: these are sent as `null`, in JSON bodies only.
    ///
    /// Nothing is cleared by mistake: a key that the call does not have, one that it requires, and a call
    /// that clears nothing are violations.
    #[must_use]
    pub fn clear(mut self, key: impl Into<KeyName>) -> Self {
        let key = key.into();
        let call = self.call();
        let listed = self.keys().iter().find(|known| known.wire == key.as_str());
        let blank = match listed {
            Some(key) if key.nullable => Blank::Null,
            _ => call.and_then(|call| call.clears).unwrap_or(Blank::Text),
        };
        let is_listed = listed.is_some();
        let takes_null = call
            .and_then(|call| call.open)
            .is_some_and(|open| matches!(open.rule, Rule::Json));
        let name = key.as_str().to_owned();
        self.custom.retain(|(known, _)| *known != name);
        if takes_null && !is_listed {
            // Whatever has a name of the caller's own is cleared under it.
            self.with_custom_value(name, Value::from_json(Json::null()))
        } else {
            self.with_named(name, Value::cleared(blank))
        }
    }

    /// With this body, in the place of one that is made of values.
    pub(crate) fn with_body(mut self, body: RawBody) -> Self {
        self.body = Some(body);
        self
    }

    /// The body of the caller's own.
    pub(crate) fn body(&self) -> Option<&RawBody> {
        self.body.as_ref()
    }

    /// The keys whose limits are waived.
    pub(crate) fn waived(&self) -> &[KeyName] {
        &self.as_is
    }

    /// With a name that the document does not list. Custom names follow the listed keys, in the
    /// order in which they are set. Where they begin with something on the wire, `name` is what stands behind it.
    #[must_use]
    pub fn with_custom(self, name: impl Into<String>, value: impl Into<String>) -> Self {
        let name = self.prefixed(name.into());
        self.with_custom_value(name, Value::text(value))
    }

    /// With a name that the document does not list and a JSON value, for calls that take JSON under
    /// any name.
    #[must_use]
    pub fn with_custom_json(self, name: impl Into<String>, value: impl Into<Json>) -> Self {
        let name = self.prefixed(name.into());
        self.with_custom_value(name, Value::from_json(value.into()))
    }

    pub(super) fn prefixed(&self, name: String) -> String {
        match self.call().map_or("", |call| call.open_prefix) {
            "" => name,
            prefix => format!("{prefix}{name}"),
        }
    }

    /// With a name that the document does not list, and any kind of value.
    pub(crate) fn with_custom_value(mut self, name: String, value: Value) -> Self {
        self.custom.push((name, value));
        self
    }

    /// The value that is set for this key or custom name.
    #[must_use]
    pub fn get(&self, wire: &str) -> Option<&Value> {
        self.set()
            .find(|(key, _)| key.wire == wire)
            .map(|(_, value)| value)
            .or_else(|| {
                self.custom()
                    .find(|(name, _)| *name == wire)
                    .map(|(_, value)| value)
            })
    }

    /// The value that is set for this key or custom name, as text on the wire.
    pub(crate) fn text_of(&self, wire: &str) -> Option<Cow<'_, str>> {
        let set = self.set().find(|(key, _)| key.wire == wire);
        match set {
            Some((key, value)) => value.wire_text(&key.limit.rule),
            None => self.get(wire)?.wire_text(&Limit::PLAIN.rule),
        }
    }

    /// The keys that have a value, in the descriptor's order.
    pub fn set(&self) -> impl Iterator<Item = (&'static Key, &Value)> {
        self.keys()
            .iter()
            .zip(&self.slots)
            .filter_map(|(key, value)| value.as_ref().map(|value| (*key, value)))
    }

    /// The place of every key's value, in the descriptor's order.
    pub(crate) fn slots_mut(&mut self) -> impl Iterator<Item = (&'static Key, &mut Option<Value>)> {
        let keys = self.keys();
        keys.iter().copied().zip(&mut self.slots)
    }

    /// The custom names, and the values that stand under them.
    pub(crate) fn custom_mut(&mut self) -> impl Iterator<Item = (&str, &mut Value)> {
        let custom = self.custom.iter_mut();
        custom.map(|(name, value)| (name.as_str(), value))
    }

    /// The custom names and their values.
    pub fn custom(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.custom
            .iter()
            .map(|(name, value)| (name.as_str(), value))
    }

    /// The call; `None` for a nested row.
    #[must_use]
    pub fn call(&self) -> Option<&'static CallDescriptor> {
        match self.of {
            Of::Call(call) => Some(call),
            Of::Table(_) => None,
        }
    }

    /// The same keys without values.
    pub(super) fn emptied(&self) -> Self {
        Self::new(self.of, self.slots.len())
    }

    /// Whether they are those of this call.
    pub(super) fn is_of(&self, call: &'static CallDescriptor) -> bool {
        self.of == Of::Call(call)
    }

    /// The call, where there must be one.
    pub(crate) fn needed_call(&self) -> Result<&'static CallDescriptor, Error> {
        self.call()
            .ok_or_else(|| Error::config(format!("{} is no call: it goes into one", self.name())))
    }

    /// The table; `None` for a call.
    pub(crate) fn table(&self) -> Option<&'static Table> {
        match self.of {
            Of::Call(_) => None,
            Of::Table(table) => Some(table),
        }
    }

    /// All accepted keys.
    #[must_use]
    pub fn keys(&self) -> &'static [&'static Key] {
        match self.of {
            Of::Call(call) => call.accepts,
            Of::Table(table) => table.keys,
        }
    }

    /// Name of the call or of the table.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self.of {
            Of::Call(call) => call.name,
            Of::Table(table) => table.name,
        }
    }
}

/// Most characters of a custom name in debug output.
const NAME: usize = 60;

/// In one line.
impl fmt::Debug for Params {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = f.debug_struct(self.name());
        for (key, value) in self.set() {
            match shown(key.holds, &key.limit.rule, value) {
                Ok(text) => out.field(key.wire, &text),
                Err(Hidden::Nested) => out.field(key.wire, value),
                Err(Hidden::As(mark)) => out.field(key.wire, &format_args!("{mark}")),
            };
        }
        for (name, _) in self.custom() {
            out.field(&one_line(name, NAME), &format_args!("<custom>"));
        }
        for (name, _) in self.unmatched() {
            out.field(&one_line(name, NAME), &format_args!("<unmatched>"));
        }
        if let Some(body) = &self.body {
            out.field("<body>", body);
        }
        out.finish()
    }
}

enum Hidden {
    /// Nested values decide for themselves.
    Nested,
    As(&'static str),
}

fn shown<'v>(holds: Holds, rule: &Rule, value: &'v Value) -> Result<Cow<'v, str>, Hidden> {
    match (holds.mark(), rule) {
        (Some(mark), _) => Err(Hidden::As(mark)),
        // Nobody has said what is in it.
        (None, Rule::Json) => Err(Hidden::As("<json>")),
        (None, _) => value.wire_text(rule).ok_or(Hidden::Nested),
    }
}

impl Holds {
    /// What stands in the place of a value that must not be shown.
    pub(crate) fn mark(self) -> Option<&'static str> {
        match self {
            Holds::Plain => None,
            Holds::Personal => Some("<personal>"),
            Holds::Secret => Some("<secret>"),
        }
    }
}

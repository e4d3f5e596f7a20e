//! Values by the names of their keys.

use super::names::{self, Found};
use super::parameter::Form;
use super::unmatched::Unmatched;
use super::{IntoValue, Json, Params, Value};
use crate::descriptor::{Blank, Key, Limit, Rule, Travels};
use crate::error::Breach;

impl Params {
    /// With the values of these pairs, in place of those that their keys had: see [`crate::Call::fill`].
    #[must_use]
    pub fn fill<N: AsRef<str>, V: IntoValue>(
        mut self,
        pairs: impl IntoIterator<Item = (N, V)>,
    ) -> Self {
        let mut filling = Filling::of(&mut self);
        for (name, value) in pairs {
            if let Some(value) = value.into_value() {
                filling.put(name.as_ref(), |_| value);
            }
        }
        self
    }

    /// With this value for the key, in the form that its setter gives it.
    pub(crate) fn with_fitting(mut self, key: &'static Key, value: Value) -> Self {
        let value = self.settled(key, value).fitting(key.limit);
        match self.slot(key) {
            Some(slot) => *slot = Some(value),
            None => {
                let unmatched = Unmatched::new(key.wire, value, Breach::NotAccepted);
                self.unmatched.push(unmatched);
            }
        }
        self
    }

    /// Only the values of these pairs, for the same keys. `None` is what clears a value.
    pub(crate) fn wanted<N: AsRef<str>, V: IntoValue>(
        &self,
        pairs: impl IntoIterator<Item = (N, V)>,
    ) -> Self {
        let pairs = pairs.into_iter();
        self.emptied().fill(pairs.map(|(name, value)| {
            let value = value.into_value();
            (name, value.unwrap_or(Value::cleared(Blank::Text)))
        }))
    }
}

/// Puts values where they belong, one after another.
pub(super) struct Filling<'p> {
    params: &'p mut Params,
    /// Whether the key at this position was given already.
    given: Vec<bool>,
    /// Where the next name is looked for first.
    next: usize,
}

impl<'p> Filling<'p> {
    pub(super) fn of(params: &'p mut Params) -> Self {
        Self {
            given: vec![false; params.keys().len()],
            params,
            next: 0,
        }
    }

    /// After the values that other parameters have: their keys were given.
    pub(super) fn after(params: &'p mut Params, other: &Params) -> Self {
        let mut filling = Self::of(params);
        let keys = filling.params.keys().iter().zip(&mut filling.given);
        for (key, given) in keys {
            *given = other.set().any(|(of_other, _)| of_other.wire == key.wire);
        }
        filling
    }

    /// Puts a value, which is made for the limit of its key; `None` if the name leads to no key.
    pub(super) fn put(&mut self, name: &str, value: impl FnOnce(Option<&'static Limit>) -> Value) {
        let keys = self.params.keys();
        let unmatched = match names::find(keys, name, self.next) {
            Found::One(at) => {
                self.next = at + 1;
                let Some((key, given)) = keys.get(at).zip(self.given.get_mut(at)) else {
                    return;
                };
                let value = value(Some(key.limit));
                if !std::mem::replace(given, true) {
                    let value = self.params.settled(key, value).fitting(key.limit);
                    if let Some(slot) = self.params.slots.get_mut(at) {
                        *slot = Some(value);
                    }
                    return;
                }
                Unmatched::new(key.wire, value, Breach::Duplicate)
            }
            Found::Nothing => Unmatched::new(name, value(None), Breach::UnknownName),
            Found::Several(one, other) => {
                Unmatched::new(name, value(None), Breach::AmbiguousName(one, other))
            }
        };
        self.params.unmatched.push(unmatched);
    }

    /// Puts what had no place elsewhere, and may have one here.
    pub(super) fn put_again(&mut self, unmatched: &Unmatched) {
        match names::find(self.params.keys(), &unmatched.name, self.next) {
            Found::Nothing if unmatched.why == Breach::NotAccepted => {
                self.params.unmatched.push(unmatched.clone());
            }
            _ => self.put(&unmatched.name, |_| unmatched.value.clone()),
        }
    }
}

impl Value {
    /// This, in the form that the setter of a key with this limit gives it, where it has another one that says the
    /// same on the wire: the text of a flag as a flag, that of a list as a list.
    pub(crate) fn fitting(self, limit: &Limit) -> Self {
        let rule = &limit.rule;
        match (self.0, rule) {
            (Form::Text(text), Rule::Flag | Rule::FlagAs { .. } | Rule::Boolean) => {
                let is = |flag: bool| *Self::flag(flag).wire_text(rule).unwrap_or_default() == text;
                match (is(true), is(false)) {
                    (true, _) => Self::flag(true),
                    (_, true) => Self::flag(false),
                    _ => Self(Form::Text(text)),
                }
            }
            (Form::Text(text), Rule::ListOf(_) | Rule::List(_)) => match rule.list() {
                Some(list) if matches!(list.item.rule, Rule::File { .. }) => Self(Form::Text(text)),
                _ if text.is_empty() => Self(Form::List(Vec::new())),
                Some(list) if list.travels == Travels::Commas => Self::list(text.split(',')),
                _ => Self::list([text]),
            },
            (Form::List(items), Rule::Json) => {
                Self::from_json(Json::from(serde_json::Value::from(items)))
            }
            (form, _) => Self(form),
        }
    }

    /// This as the value of a custom name, in the form that its setter gives it.
    pub(super) fn of_custom(mut self, open: &Limit) -> Self {
        self.write_moment(&open.rule);
        match (self.0, &open.rule) {
            (Form::Text(text), Rule::Json) => Self::from_json(Json::from(text)),
            (Form::Flag(flag), Rule::Json) => Self::from_json(Json::from(flag)),
            // As `Params::clear` does it.
            (Form::Cleared(_), Rule::Json) => Self::from_json(Json::null()),
            (form, _) => Self(form).fitting(open),
        }
    }
}

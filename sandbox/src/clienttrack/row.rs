//! A row of an answer.

use serde::{Serialize, Serializer};
use serde_json::Value;

/// Values under the names of their columns, in order.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Row(pub(crate) Vec<(String, Value)>);

impl Row {
    pub(crate) fn get(&self, name: &str) -> &Value {
        let found = self.0.iter().find(|(own, _)| own == name);
        found.map_or(&Value::Null, |(_, value)| value)
    }

    /// Puts a value in the place of the one of this name, or behind the others.
    pub(crate) fn set(&mut self, name: &str, value: Value) {
        match self.0.iter_mut().find(|(own, _)| own == name) {
            Some((_, old)) => *old = value,
            None => self.0.push((name.to_owned(), value)),
        }
    }

    /// Whether it has a value of this name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(own, _)| own == name)
    }
}

impl Serialize for Row {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

//! Secrets, and how they are kept out of what is shown.

use serde_json::Value;

/// What a secret is told by, so that the journal shows none.
pub(crate) struct Secrets {
    /// Ends of names, as [`folded`] has them: small letters and digits only.
    names: Vec<String>,
    /// Whether a text is a secret, whatever its name.
    is_secret: fn(&str) -> bool,
}

impl Secrets {
    /// By the ends of names, however they are spelled, and by the look of texts.
    pub(crate) fn new<'n>(
        names: impl IntoIterator<Item = &'n str>,
        is_secret: fn(&str) -> bool,
    ) -> Self {
        Self {
            names: names.into_iter().map(folded).collect(),
            is_secret,
        }
    }

    /// Parameters as an object, save secrets at every depth, and of very long ones the beginning.
    pub(crate) fn redacted<'v>(
        &self,
        parameters: impl IntoIterator<Item = (&'v str, &'v Value)>,
    ) -> Value {
        let values = parameters
            .into_iter()
            .map(|(name, value)| (name.to_owned(), self.redacted_value(name, value)));
        Value::Object(values.collect())
    }

    fn redacted_value(&self, name: &str, value: &Value) -> Value {
        let name = folded(name);
        if self.names.iter().any(|secret| name.ends_with(secret)) {
            return Value::from(SECRET);
        }
        match value {
            Value::String(text) if (self.is_secret)(text) => Value::from(SECRET),
            Value::String(text) => Value::from(cut(text)),
            Value::Array(items) => {
                let items = items.iter().take(MOST_SHOWN);
                Value::Array(items.map(|item| self.redacted_value("", item)).collect())
            }
            Value::Object(values) => {
                let values = values.iter().take(MOST_SHOWN);
                self.redacted(values.map(|(name, value)| (name.as_str(), value)))
            }
            other => other.clone(),
        }
    }
}

/// What stands for a secret.
pub(crate) const SECRET: &str = "<secret>";

/// Most characters of a text, and most items of a list, that are kept to be shown.
const MOST_SHOWN: usize = 2_000;

/// As much of a text as is kept.
pub(crate) fn cut(text: &str) -> String {
    text.chars().take(MOST_SHOWN).collect()
}

fn folded(name: &str) -> String {
    name.chars()
        .filter(|sign| sign.is_alphanumeric())
        .collect::<String>()
        .to_lowercase()
}

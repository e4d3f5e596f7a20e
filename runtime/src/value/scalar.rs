//! One text, as formats have it that know numbers too.

use std::fmt;

use serde_core::de::{Deserializer, Error, Visitor};

/// A text, or the digits of a whole number. `expected` is what errors say was due.
pub(super) fn read<'de, D: Deserializer<'de>>(
    reader: D,
    expected: &'static str,
) -> Result<String, D::Error> {
    // Only formats for people say what a value is.
    match reader.is_human_readable() {
        true => reader.deserialize_any(Text(expected)),
        false => reader.deserialize_str(Text(expected)),
    }
}

struct Text(&'static str);

impl Visitor<'_> for Text {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<String, E> {
        Ok(text.to_owned())
    }

    fn visit_string<E: Error>(self, text: String) -> Result<String, E> {
        Ok(text)
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<String, E> {
        Ok(number.to_string())
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<String, E> {
        Ok(number.to_string())
    }
}

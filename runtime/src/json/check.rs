//! Whether a text is JSON: `serde_json` decides.

use std::borrow::Cow;
use std::fmt;

use serde_core::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

/// Checks that a text is JSON.
pub(crate) fn check(text: &str) -> serde_json::Result<()> {
    serde_json::from_str::<IgnoredAny>(text).map(|_| ())
}

/// Checks that a text is a JSON object, and goes through its keys and values. Where this fails, some may
/// have been gone through.
pub(crate) fn check_entries<'j>(
    text: &'j str,
    mut each: impl FnMut(Cow<'j, str>, &'j str),
) -> serde_json::Result<()> {
    let mut reader = serde_json::Deserializer::from_str(text);
    reader.deserialize_map(Entries(&mut each))?;
    reader.end()
}

/// Whether a text is JSON.
pub(crate) fn is_json(text: &str) -> bool {
    check(text).is_ok()
}

struct Entries<'e, 'j>(&'e mut dyn FnMut(Cow<'j, str>, &'j str));

impl<'j> Visitor<'j> for Entries<'_, 'j> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'j>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key_seed(Text)? {
            (self.0)(key, map.next_value::<&'j RawValue>()?.get());
        }
        Ok(())
    }
}

/// Text that is borrowed unless it has escapes.
struct Text;

impl<'j> DeserializeSeed<'j> for Text {
    type Value = Cow<'j, str>;

    fn deserialize<D: Deserializer<'j>>(self, reader: D) -> Result<Self::Value, D::Error> {
        reader.deserialize_str(self)
    }
}

impl<'j> Visitor<'j> for Text {
    type Value = Cow<'j, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }

    fn visit_borrowed_str<E>(self, text: &'j str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(text))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(text.to_owned()))
    }
}

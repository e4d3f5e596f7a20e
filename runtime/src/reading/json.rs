//! Reads JSON one level at a time, so that neither depth nor one odd value costs the rest.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use serde_core::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

/// What kind of value a piece of JSON is, told by its first byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Object,
    Array,
    Text,
    Number,
    True,
    False,
    Null,
}

impl Kind {
    pub(crate) fn of(json: &str) -> Self {
        match json.as_bytes().first() {
            Some(b'{') => Kind::Object,
            Some(b'[') => Kind::Array,
            Some(b'"') => Kind::Text,
            Some(b't') => Kind::True,
            Some(b'f') => Kind::False,
            Some(b'n') | None => Kind::Null,
            Some(_) => Kind::Number,
        }
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Kind::Object => "an object",
            Kind::Array => "an array",
            Kind::Text => "a text",
            Kind::Number => "a number",
            Kind::True => "true",
            Kind::False => "false",
            Kind::Null => "null",
        }
    }
}

/// A piece of a longer text, by position. Texts are at most 4 GiB long here.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// The position of `part`, which is a slice of `whole`.
    pub(crate) fn of(whole: &str, part: &str) -> Self {
        let start = part.as_ptr().addr().wrapping_sub(whole.as_ptr().addr());
        Self::at(start..start + part.len())
    }

    pub(crate) fn at(range: Range<usize>) -> Self {
        let position = |at| u32::try_from(at).unwrap_or(0);
        Self {
            start: position(range.start),
            end: position(range.end),
        }
    }

    pub(crate) fn is_empty(self) -> bool {
        self.start == self.end
    }

    pub(crate) fn of_text(self, whole: &str) -> &str {
        whole
            .get(self.start as usize..self.end as usize)
            .unwrap_or("")
    }
}

/// Goes through the keys and values of an object.
pub(crate) fn entries<'j>(
    json: &'j str,
    mut each: impl FnMut(Cow<'j, str>, &'j str),
) -> serde_json::Result<()> {
    let mut reader = serde_json::Deserializer::from_str(json);
    reader.deserialize_map(Entries(&mut each))?;
    reader.end()
}

/// Whether an object has no key.
pub(crate) fn is_empty_object(json: &str) -> bool {
    let mut empty = true;
    entries(json, |_, _| empty = false).is_ok() && empty
}

/// Goes through the elements of an array.
pub(crate) fn elements<'j>(json: &'j str, mut each: impl FnMut(&'j str)) -> serde_json::Result<()> {
    let mut reader = serde_json::Deserializer::from_str(json);
    reader.deserialize_seq(Elements(&mut each))?;
    reader.end()
}

/// The decoded text of a JSON text; `None` if it is something else. Half a surrogate pair becomes
/// replacement characters.
pub(crate) fn unquote(json: &str) -> Option<Cow<'_, str>> {
    let inner = json.strip_prefix('"')?.strip_suffix('"')?;
    if !inner.contains('\\') {
        return Some(Cow::Borrowed(inner));
    }
    match serde_json::from_str::<String>(json) {
        Ok(text) => Some(Cow::Owned(text)),
        Err(_) => serde_json::Deserializer::from_str(json)
            .deserialize_bytes(Lossy)
            .ok()
            .map(Cow::Owned),
    }
}

/// A value as text: texts decoded, numbers and `true` as they stand. `None` for `""`, `null`,
/// `false`, zero dates, arrays and objects.
pub(crate) fn scalar(json: &str) -> Option<Cow<'_, str>> {
    match Kind::of(json) {
        Kind::Text => unquote(json).filter(|text| !means_nothing(text)),
        Kind::Number | Kind::True => Some(Cow::Borrowed(json)),
        Kind::Object | Kind::Array | Kind::False | Kind::Null => None,
    }
}

/// Whether a text is one of the ways in which servers say that there is nothing.
pub(crate) fn means_nothing(text: &str) -> bool {
    matches!(text, "" | "0000-00-00" | "0000-00-00 00:00:00")
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

struct Elements<'e, 'j>(&'e mut dyn FnMut(&'j str));

impl<'j> Visitor<'j> for Elements<'_, 'j> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array")
    }

    fn visit_seq<A: SeqAccess<'j>>(self, mut seq: A) -> Result<(), A::Error> {
        while let Some(value) = seq.next_element::<&'j RawValue>()? {
            (self.0)(value.get());
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

struct Lossy;

impl Visitor<'_> for Lossy {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }

    fn visit_bytes<E>(self, bytes: &[u8]) -> Result<String, E> {
        Ok(String::from_utf8_lossy(bytes).into_owned())
    }
}

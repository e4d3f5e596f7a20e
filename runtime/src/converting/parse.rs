//! Records into types of the caller's own.

use std::vec;

use serde_core::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, Error as _, IntoDeserializer,
    MapAccess, SeqAccess, Unexpected, VariantAccess, Visitor,
};

use super::{Mismatch, Name, Names, Tree};
use crate::error::Error;
use crate::reading::{ByRustNames, Row};

impl Row {
    /// The row in a type of the caller's own, as [`crate::Record::parse`] gives a record.
    ///
    /// # Errors
    ///
    /// [`crate::Cause::NotParsed`].
    pub fn parse<T: DeserializeOwned>(&self) -> Result<T, Error> {
        parsed(self, Names::OfWire)
    }
}

impl ByRustNames<'_> {
    /// The record in a type of the caller's own, as [`crate::Record::parse`] gives it, whose fields are called as
    /// in Rust.
    ///
    /// # Errors
    ///
    /// [`crate::Cause::NotParsed`].
    pub fn parse<T: DeserializeOwned>(&self) -> Result<T, Error> {
        parsed(self.row(), Names::OfRust)
    }
}

fn parsed<T: DeserializeOwned>(row: &Row, names: Names) -> Result<T, Error> {
    T::deserialize(Tree::of(row, names)).map_err(|mismatch| mismatch.of(row.kind()))
}

impl Tree {
    /// What it is, for an error.
    fn found(&self) -> Unexpected<'_> {
        match self {
            Self::Nothing => Unexpected::Unit,
            Self::Flag(flag) => Unexpected::Bool(*flag),
            Self::Unsigned(number) => Unexpected::Unsigned(*number),
            Self::Signed(number) => Unexpected::Signed(*number),
            Self::Float(number) => Unexpected::Float(*number),
            Self::Text(text) => Unexpected::Str(text),
            Self::List(_) => Unexpected::Seq,
            Self::Fields(_) => Unexpected::Map,
        }
    }

    /// A text that is a number as that number: ids and decimal numbers travel as texts.
    fn into_number(self) -> Self {
        let written;
        let text = match &self {
            Self::Text(text) => text.trim(),
            Self::Float(number) => {
                written = number.to_string();
                &written
            }
            _ => return self,
        };
        if let Ok(number) = text.parse() {
            return Self::Unsigned(number);
        }
        if let Ok(number) = text.parse() {
            return Self::Signed(number);
        }
        // `5.0` is 5, unless more than digits are lost.
        let whole = text.split_once('.').filter(|(_, fraction)| {
            !fraction.is_empty() && fraction.bytes().all(|digit| digit == b'0')
        });
        if let Some(number) = whole.and_then(|(whole, _)| whole.parse().ok()) {
            return Self::Signed(number);
        }
        self
    }

    /// As [`Tree::into_number`], of any number.
    fn into_float(self) -> Self {
        let float = match &self {
            Self::Text(text) => text.trim().parse::<f64>().ok(),
            _ => None,
        };
        match float.filter(|number| number.is_finite()) {
            Some(number) => Self::Float(number),
            None => self,
        }
    }

    /// A number or a flag as a text.
    fn into_text(self) -> Self {
        match self {
            Self::Flag(flag) => Self::Text(flag.to_string()),
            Self::Unsigned(number) => Self::Text(number.to_string()),
            Self::Signed(number) => Self::Text(number.to_string()),
            Self::Float(number) => Self::Text(number.to_string()),
            other => other,
        }
    }

    fn into_flag(self) -> Self {
        match &self {
            Self::Unsigned(0) | Self::Signed(0) => Self::Flag(false),
            Self::Unsigned(1) | Self::Signed(1) => Self::Flag(true),
            Self::Text(text) => match text.trim() {
                "1" | "true" => Self::Flag(true),
                "0" | "false" => Self::Flag(false),
                _ => self,
            },
            _ => self,
        }
    }
}

/// What is expected decides how a value is read, where it can be read in several ways.
impl<'de> Deserializer<'de> for Tree {
    type Error = Mismatch;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match self {
            Self::Nothing => visitor.visit_unit(),
            Self::Flag(flag) => visitor.visit_bool(flag),
            Self::Unsigned(number) => visitor.visit_u64(number),
            Self::Signed(number) => visitor.visit_i64(number),
            Self::Float(number) => visitor.visit_f64(number),
            Self::Text(text) => visitor.visit_string(text),
            Self::List(items) => visitor.visit_seq(Items {
                left: items.into_iter(),
                position: 0,
            }),
            Self::Fields(fields) => visitor.visit_map(Fields {
                left: fields.into_iter(),
                value: None,
            }),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        self.into_flag().deserialize_any(visitor)
    }

    fn deserialize_i8<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        self.into_number().deserialize_any(visitor)
    }

    fn deserialize_i16<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        self.into_number().deserialize_any(visitor)
    }

    fn deserialize_i32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        self.into_number().deserialize_any(visitor)
    }

    fn deserialize_i64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        self.into_number().deserialize_any(visitor)
    }

    fn deserialize_i128<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        self.into_number().deserialize_any(visitor)
    }

    fn deserialize_u8<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        self.into_number().deserialize_any(visitor)
    }

    fn deserialize_u16<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        self.into_number().deserialize_any(visitor)
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        self.into_number().deserialize_any(visitor)
    }

    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        self.into_number().deserialize_any(visitor)
    }

    fn deserialize_u128<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        self.into_number().deserialize_any(visitor)
    }

    fn deserialize_f32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        self.into_float().deserialize_any(visitor)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        self.into_float().deserialize_any(visitor)
    }

    fn deserialize_char<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        self.into_text().deserialize_any(visitor)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        self.into_text().deserialize_any(visitor)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        self.into_text().deserialize_any(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match self {
            Self::Nothing => visitor.visit_none(),
            value => visitor.visit_some(value),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        visitor.visit_newtype_struct(self)
    }

    /// One record is a list of it.
    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        let list = match self {
            Self::Nothing => Self::List(Vec::new()),
            record @ Self::Fields(_) => Self::List(vec![record]),
            other => other,
        };
        list.deserialize_any(visitor)
    }

    /// A closed set of the caller's own: a text, or a name with a value.
    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        match self.into_text() {
            Self::Text(text) => visitor.visit_enum(Variant {
                name: Name::Owned(text),
                value: None,
            }),
            Self::Fields(fields) => {
                let mut fields = fields.into_iter();
                match (fields.next(), fields.next()) {
                    (Some((name, value)), None) => visitor.visit_enum(Variant {
                        name,
                        value: Some(value),
                    }),
                    _ => Err(Mismatch::invalid_type(Unexpected::Map, &"one variant")),
                }
            }
            other => Err(Mismatch::invalid_type(other.found(), &"a variant")),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        visitor.visit_unit()
    }

    serde_core::forward_to_deserialize_any! {
        bytes byte_buf unit unit_struct tuple tuple_struct map struct identifier
    }
}

/// The items of a list.
struct Items {
    left: vec::IntoIter<Tree>,
    position: usize,
}

impl<'de> SeqAccess<'de> for Items {
    type Error = Mismatch;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Mismatch> {
        let Some(item) = self.left.next() else {
            return Ok(None);
        };
        let position = self.position;
        self.position += 1;
        let item = seed.deserialize(item);
        item.map(Some).map_err(|error| error.in_item(position))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.left.len())
    }
}

/// The fields of a record.
struct Fields {
    left: vec::IntoIter<(Name, Tree)>,
    value: Option<(Name, Tree)>,
}

impl<'de> MapAccess<'de> for Fields {
    type Error = Mismatch;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Mismatch> {
        let Some((name, value)) = self.left.next() else {
            return Ok(None);
        };
        let key = seed.deserialize(Tree::Text(name.clone().into_owned()));
        let key = key.map_err(|error: Mismatch| error.in_field(&name))?;
        self.value = Some((name, value));
        Ok(Some(key))
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Mismatch> {
        let Some((name, value)) = self.value.take() else {
            return Err(Mismatch::new("no value where one is expected"));
        };
        let value = seed.deserialize(value);
        value.map_err(|error: Mismatch| error.in_field(&name))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.left.len())
    }
}

/// A variant of an enum.
struct Variant {
    name: Name,
    value: Option<Tree>,
}

impl<'de> EnumAccess<'de> for Variant {
    type Error = Mismatch;
    type Variant = VariantValue;

    fn variant_seed<V: DeserializeSeed<'de>>(
        self,
        seed: V,
    ) -> Result<(V::Value, VariantValue), Mismatch> {
        let name = IntoDeserializer::<Mismatch>::into_deserializer(self.name.into_owned());
        Ok((seed.deserialize(name)?, VariantValue(self.value)))
    }
}

/// What a variant holds.
struct VariantValue(Option<Tree>);

impl<'de> VariantAccess<'de> for VariantValue {
    type Error = Mismatch;

    fn unit_variant(self) -> Result<(), Mismatch> {
        match self.0 {
            None | Some(Tree::Nothing) => Ok(()),
            Some(value) => Err(Mismatch::invalid_type(value.found(), &"a variant alone")),
        }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Mismatch> {
        seed.deserialize(self.0.unwrap_or(Tree::Nothing))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Mismatch> {
        self.0.unwrap_or(Tree::Nothing).deserialize_any(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        self.0.unwrap_or(Tree::Nothing).deserialize_any(visitor)
    }
}

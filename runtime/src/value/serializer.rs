//! What implements `Serialize`, as names, texts and numbers: exact, in its own order, and with names that come twice.

use std::borrow::Cow;
use std::fmt;

use serde_core::Serialize;
use serde_core::ser::{
    self, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    SerializeTupleStruct, SerializeTupleVariant, Serializer,
};

use super::Json;

/// What was serialized.
pub(super) enum Tree {
    Nothing,
    Flag(bool),
    /// As it is written.
    Number(String),
    Text(String),
    /// JSON that is written already.
    Json(Json),
    List(Vec<Tree>),
    Map(Vec<(Cow<'static, str>, Tree)>),
}

impl Tree {
    /// Adds it as JSON. Numbers that JSON does not have become `null`.
    pub(super) fn write_json(&self, json: &mut String) {
        match self {
            Tree::Nothing => json.push_str("null"),
            Tree::Flag(flag) => json.push_str(if *flag { "true" } else { "false" }),
            Tree::Number(number) => {
                let is_finite = number.ends_with(|c: char| c.is_ascii_digit());
                json.push_str(if is_finite { number } else { "null" });
            }
            Tree::Text(text) => write_text(text, json),
            Tree::Json(written) => json.push_str(written.as_str()),
            Tree::List(items) => {
                let mut before = '[';
                for item in items {
                    json.push(before);
                    before = ',';
                    item.write_json(json);
                }
                json.push_str(if before == '[' { "[]" } else { "]" });
            }
            Tree::Map(entries) => {
                let mut before = '{';
                for (name, value) in entries {
                    json.push(before);
                    before = ',';
                    write_text(name, json);
                    json.push(':');
                    value.write_json(json);
                }
                json.push_str(if before == '{' { "{}" } else { "}" });
            }
        }
    }
}

fn write_text(text: &str, json: &mut String) {
    json.push_str(&serde_json::Value::from(text).to_string());
}

/// That something cannot be serialized. Why is not kept: there may be values in it.
#[derive(Debug)]
pub(super) struct Unserializable;

impl fmt::Display for Unserializable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("it cannot be serialized")
    }
}

impl std::error::Error for Unserializable {}

impl ser::Error for Unserializable {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

type Made = Result<Tree, Unserializable>;

pub(super) struct TreeSerializer;

impl Serializer for TreeSerializer {
    type Ok = Tree;
    type Error = Unserializable;
    type SerializeSeq = Items;
    type SerializeTuple = Items;
    type SerializeTupleStruct = Items;
    type SerializeTupleVariant = Items;
    type SerializeMap = Entries;
    type SerializeStruct = Entries;
    type SerializeStructVariant = Entries;

    fn serialize_bool(self, flag: bool) -> Made {
        Ok(Tree::Flag(flag))
    }

    fn serialize_i8(self, number: i8) -> Made {
        self.serialize_i64(number.into())
    }

    fn serialize_i16(self, number: i16) -> Made {
        self.serialize_i64(number.into())
    }

    fn serialize_i32(self, number: i32) -> Made {
        self.serialize_i64(number.into())
    }

    fn serialize_i64(self, number: i64) -> Made {
        Ok(Tree::Number(number.to_string()))
    }

    fn serialize_i128(self, number: i128) -> Made {
        Ok(Tree::Number(number.to_string()))
    }

    fn serialize_u8(self, number: u8) -> Made {
        self.serialize_u64(number.into())
    }

    fn serialize_u16(self, number: u16) -> Made {
        self.serialize_u64(number.into())
    }

    fn serialize_u32(self, number: u32) -> Made {
        self.serialize_u64(number.into())
    }

    fn serialize_u64(self, number: u64) -> Made {
        Ok(Tree::Number(number.to_string()))
    }

    fn serialize_u128(self, number: u128) -> Made {
        Ok(Tree::Number(number.to_string()))
    }

    fn serialize_f32(self, number: f32) -> Made {
        Ok(Tree::Number(number.to_string()))
    }

    fn serialize_f64(self, number: f64) -> Made {
        Ok(Tree::Number(number.to_string()))
    }

    fn serialize_char(self, letter: char) -> Made {
        Ok(Tree::Text(letter.to_string()))
    }

    fn serialize_str(self, text: &str) -> Made {
        Ok(Tree::Text(text.to_owned()))
    }

    fn serialize_bytes(self, bytes: &[u8]) -> Made {
        let numbers = bytes.iter().map(|byte| Tree::Number(byte.to_string()));
        Ok(Tree::List(numbers.collect()))
    }

    fn serialize_none(self) -> Made {
        Ok(Tree::Nothing)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Made {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Made {
        Ok(Tree::Nothing)
    }

    fn serialize_unit_struct(self, _: &'static str) -> Made {
        Ok(Tree::Nothing)
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Made {
        Ok(Tree::Text(variant.to_owned()))
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Made {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Made {
        Ok(under(Some(variant), value.serialize(self)?))
    }

    fn serialize_seq(self, length: Option<usize>) -> Result<Items, Unserializable> {
        Ok(Items::new(None, length))
    }

    fn serialize_tuple(self, length: usize) -> Result<Items, Unserializable> {
        Ok(Items::new(None, Some(length)))
    }

    fn serialize_tuple_struct(
        self,
        _: &'static str,
        length: usize,
    ) -> Result<Items, Unserializable> {
        Ok(Items::new(None, Some(length)))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        length: usize,
    ) -> Result<Items, Unserializable> {
        Ok(Items::new(Some(variant), Some(length)))
    }

    fn serialize_map(self, length: Option<usize>) -> Result<Entries, Unserializable> {
        Ok(Entries::new(None, length))
    }

    fn serialize_struct(self, _: &'static str, length: usize) -> Result<Entries, Unserializable> {
        Ok(Entries::new(None, Some(length)))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        length: usize,
    ) -> Result<Entries, Unserializable> {
        Ok(Entries::new(Some(variant), Some(length)))
    }
}

/// What a variant holds stands under its name.
fn under(variant: Option<&'static str>, tree: Tree) -> Tree {
    match variant {
        Some(variant) => Tree::Map(vec![(variant.into(), tree)]),
        None => tree,
    }
}

/// What `serde_json` calls the one field of a number whose digits it keeps, which any crate can turn on.
const NUMBER: &str = "$serde_json::private::Number";

/// What `serde_json` calls the one field of its `RawValue`.
const RAW_VALUE: &str = "$serde_json::private::RawValue";

/// Most entries that room is made for beforehand: who serializes may promise any number.
const FIRST: usize = 64;

/// The items of a list, as they come.
pub(super) struct Items {
    variant: Option<&'static str>,
    items: Vec<Tree>,
}

impl Items {
    fn new(variant: Option<&'static str>, length: Option<usize>) -> Self {
        let items = Vec::with_capacity(length.unwrap_or_default().min(FIRST));
        Self { variant, items }
    }

    fn add<T: Serialize + ?Sized>(&mut self, item: &T) -> Result<(), Unserializable> {
        self.items.push(item.serialize(TreeSerializer)?);
        Ok(())
    }

    fn made(self) -> Made {
        Ok(under(self.variant, Tree::List(self.items)))
    }
}

impl SerializeSeq for Items {
    type Ok = Tree;
    type Error = Unserializable;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, item: &T) -> Result<(), Unserializable> {
        self.add(item)
    }

    fn end(self) -> Made {
        self.made()
    }
}

impl SerializeTuple for Items {
    type Ok = Tree;
    type Error = Unserializable;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, item: &T) -> Result<(), Unserializable> {
        self.add(item)
    }

    fn end(self) -> Made {
        self.made()
    }
}

impl SerializeTupleStruct for Items {
    type Ok = Tree;
    type Error = Unserializable;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, item: &T) -> Result<(), Unserializable> {
        self.add(item)
    }

    fn end(self) -> Made {
        self.made()
    }
}

impl SerializeTupleVariant for Items {
    type Ok = Tree;
    type Error = Unserializable;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, item: &T) -> Result<(), Unserializable> {
        self.add(item)
    }

    fn end(self) -> Made {
        self.made()
    }
}

/// The entries of a map or struct, as they come.
pub(super) struct Entries {
    variant: Option<&'static str>,
    entries: Vec<(Cow<'static, str>, Tree)>,
    /// The name whose value comes next.
    name: Option<String>,
}

impl Entries {
    fn new(variant: Option<&'static str>, length: Option<usize>) -> Self {
        Self {
            variant,
            entries: Vec::with_capacity(length.unwrap_or_default().min(FIRST)),
            name: None,
        }
    }

    fn add<T: Serialize + ?Sized>(
        &mut self,
        name: Cow<'static, str>,
        value: &T,
    ) -> Result<(), Unserializable> {
        self.entries.push((name, value.serialize(TreeSerializer)?));
        Ok(())
    }

    fn made(self) -> Made {
        match self.entries.as_slice() {
            [(name, Tree::Text(number))] if name == NUMBER => Ok(Tree::Number(number.clone())),
            [(name, Tree::Text(json))] if name == RAW_VALUE => {
                let json = Json::parse(json.as_str()).map_err(|_| Unserializable)?;
                Ok(Tree::Json(json))
            }
            _ => Ok(under(self.variant, Tree::Map(self.entries))),
        }
    }
}

impl SerializeMap for Entries {
    type Ok = Tree;
    type Error = Unserializable;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, name: &T) -> Result<(), Unserializable> {
        self.name = Some(match name.serialize(TreeSerializer)? {
            Tree::Text(text) | Tree::Number(text) => text,
            Tree::Flag(flag) => flag.to_string(),
            Tree::Nothing | Tree::Json(_) | Tree::List(_) | Tree::Map(_) => {
                return Err(Unserializable);
            }
        });
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unserializable> {
        let name = self.name.take().ok_or(Unserializable)?;
        self.add(name.into(), value)
    }

    fn end(self) -> Made {
        self.made()
    }
}

impl SerializeStruct for Entries {
    type Ok = Tree;
    type Error = Unserializable;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), Unserializable> {
        self.add(name.into(), value)
    }

    fn end(self) -> Made {
        self.made()
    }
}

impl SerializeStructVariant for Entries {
    type Ok = Tree;
    type Error = Unserializable;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), Unserializable> {
        self.add(name.into(), value)
    }

    fn end(self) -> Made {
        self.made()
    }
}

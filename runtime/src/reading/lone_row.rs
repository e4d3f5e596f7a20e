//! A record that stands by itself, in no answer.

use std::sync::Arc;

use super::Row;
use super::page_reader::PageReader;
#[cfg(feature = "webhooks")]
use super::shape::has_field;
use crate::descriptor::RecordKind;
use crate::error::Error;
use crate::json::{self, Kind, Span};

impl Row {
    /// The row of this kind that an answer with this object would hold.
    ///
    /// # Errors
    ///
    /// [`crate::Cause::Config`] if it is no JSON object.
    pub fn from_json(json: &str, kind: &'static RecordKind) -> Result<Self, Error> {
        let object = json.trim();
        let is_object = Kind::of(object) == Kind::Object && u32::try_from(object.len()).is_ok();
        if !is_object || !json::is_json(object) {
            return Err(Error::config(format!(
                "{}: a record is made of a JSON object, and this is none",
                kind.name
            )));
        }
        Ok(Self::of_object(object, kind))
    }

    fn of_object(object: &str, kind: &'static RecordKind) -> Self {
        let body = Arc::new(object.to_owned());
        let mut reader = PageReader::new(&body, kind).taking_any().for_one();
        reader.read_object(Span::of(&body, &body));
        Self::first_of(reader.finish())
    }

    /// The record in a piece of JSON whose syntax was checked: an object with one of its fields, or with any
    /// keys or none where all of them can be fields; or the only item of a list, if it is one. What its keys
    /// would tell of a call in an answer is nothing here.
    #[cfg(feature = "webhooks")]
    pub(crate) fn lone(json: &str, kind: &'static RecordKind) -> Option<Self> {
        u32::try_from(json.len()).ok()?;
        let mut object = json;
        if Kind::of(json) == Kind::Array {
            let mut count = 0_usize;
            json::elements(json, |item| {
                count += 1;
                object = item;
            });
            if count != 1 {
                return None;
            }
        }
        let is_record =
            Kind::of(object) == Kind::Object && (kind.takes_any() || has_field(kind, object));
        if !is_record {
            return None;
        }
        Some(Self::of_object(object, kind))
    }
}

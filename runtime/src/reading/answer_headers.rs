//! Headers of an answer as a record.

use std::borrow::Cow;
use std::sync::Arc;

use http::HeaderMap;

use super::Row;
use super::page_reader::PageReader;
use crate::descriptor::{RecordKind, Rule};
use crate::json::Span;

impl Row {
    /// The headers that this kind of record has as fields, as texts. What came in several headers of one name
    /// is one list; of what is no list, the first one counts.
    pub(super) fn of_headers(headers: &HeaderMap, kind: &'static RecordKind) -> Self {
        let mut object = String::from("{");
        for field in kind.fields {
            let mut names = std::iter::once(&field.wire).chain(field.also);
            let Some(mut values) = names.find_map(|name| {
                let values = headers.get_all(*name).iter();
                let values: Vec<_> = values.map(|value| text(value.as_bytes())).collect();
                (!values.is_empty()).then_some(values)
            }) else {
                continue;
            };
            if !matches!(field.in_answers().rule, Rule::ListOf(_)) {
                values.truncate(1);
            }
            if object.len() > 1 {
                object.push(',');
            }
            object.push_str(&quoted(field.wire));
            object.push(':');
            object.push_str(&quoted(&values.join(",")));
        }
        object.push('}');
        let whole = Span::at(0..object.len());
        let object = Arc::new(object);
        let mut reader = PageReader::new(&object, kind).taking_any().for_one();
        reader.read_object(whole);
        Self::first_of(reader.finish())
    }
}

fn text(value: &[u8]) -> Cow<'_, str> {
    match String::from_utf8_lossy(value) {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
        Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
    }
}

/// The text as JSON.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

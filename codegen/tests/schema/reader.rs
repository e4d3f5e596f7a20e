//! A spec as an editor sees it: YAML 1.2, with numbers and `true` where the dialect has texts.

use std::fmt;

use jsonschema::Validator;
use prose_codegen::check::defined_by;
use prose_codegen::diagnostic::Diagnostics;
use prose_codegen::emit::schema::schema;
use prose_codegen::source::Sources;
use prose_codegen::syntax;
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

/// The schema of the names that a spec defines, which may have mistakes.
pub(crate) fn validator_of(sources: &Sources) -> Validator {
    let spec = syntax::read(sources, &mut Diagnostics::new());
    validator(&schema("garden", &defined_by(&spec)).unwrap())
}

pub(crate) fn validator(schema: &str) -> Validator {
    let schema: Value = serde_json::from_str(schema).unwrap();
    jsonschema::draft7::meta::validate(&schema).expect("it is a schema of draft 7");
    jsonschema::draft7::new(&schema).unwrap()
}

/// What is wrong with a file, for an editor.
pub(crate) fn told(validator: &Validator, text: &str) -> Vec<String> {
    match read(text) {
        Ok(value) => {
            let errors = validator.iter_errors(&value);
            errors
                .map(|error| format!("{}: {error}", error.instance_path()))
                .collect()
        }
        Err(error) => vec![error],
    }
}

pub(crate) fn read(text: &str) -> Result<Value, String> {
    let options = serde_yaml::options! { strict_booleans: true, with_snippet: false };
    let read: Result<Read, _> = serde_yaml::from_str_with_options(text, options);
    read.map(|read| read.0).map_err(|error| error.to_string())
}

/// JSON whose keys are texts, as in an editor: `null: true` has the key `null`.
struct Read(Value);

impl<'de> Deserialize<'de> for Read {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Visit).map(Self)
    }
}

struct Visit;

impl<'de> Visitor<'de> for Visit {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("YAML")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, yes: bool) -> Result<Value, E> {
        Ok(yes.into())
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_f64<E>(self, number: f64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(text.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(Read(item)) = items.next_element()? {
            list.push(item);
        }
        Ok(list.into())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut map = serde_json::Map::new();
        while let Some(key) = entries.next_key::<Option<String>>()? {
            let Read(value) = entries.next_value()?;
            map.insert(key.unwrap_or_else(|| "null".to_owned()), value);
        }
        Ok(map.into())
    }
}

#[test]
fn scalars_are_what_yaml_says() {
    for (written, read_as) in [
        ("no", "\"no\""),
        ("true", "true"),
        ("80202", "80202"),
        ("1.10", "1.1"),
        ("2020-02-10", "\"2020-02-10\""),
        ("\"1\"", "\"1\""),
        ("~", "null"),
    ] {
        assert_eq!(read(written).unwrap().to_string(), read_as, "{written}");
    }
}

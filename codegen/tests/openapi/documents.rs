//! What holds for every document.

use std::collections::BTreeSet;
use std::fmt;

use prose_codegen::emit::openapi::{Profile, document};
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use crate::apis::{all, read, walk};

#[test]
fn every_reference_leads_somewhere_and_every_schema_is_referred_to() {
    for (name, api) in all() {
        for profile in Profile::ALL {
            let document = read(&api, profile);
            let mut used = BTreeSet::new();
            walk(&document, "", &mut |path, value| {
                if let Some(to) = value.get("$ref").and_then(Value::as_str) {
                    let to = to.strip_prefix('#').unwrap();
                    assert!(document.pointer(to).is_some(), "{name} {path}: {to}");
                    used.insert(to.to_owned());
                }
            });
            let schemas = document["components"]["schemas"].as_object().unwrap();
            for schema in schemas.keys() {
                let path = format!("/components/schemas/{schema}");
                assert!(used.contains(&path), "{name}: nothing refers to {schema}");
            }
        }
    }
}

#[test]
fn every_call_is_an_operation_by_its_name() {
    for (name, api) in all() {
        for profile in Profile::ALL {
            let document = read(&api, profile);
            let mut ids = Vec::new();
            for operations in document["paths"].as_object().unwrap().values() {
                for operation in operations.as_object().unwrap().values() {
                    ids.push(operation["operationId"].as_str().unwrap().to_owned());
                    assert!(!operation["summary"].as_str().unwrap().is_empty());
                    let responses = operation["responses"].as_object().unwrap();
                    assert!(responses.contains_key("200") && responses.contains_key("4XX"));
                }
            }
            ids.sort();
            let mut calls: Vec<&str> = api.calls().map(|call| call.name.as_str()).collect();
            calls.sort_unstable();
            assert_eq!(ids, calls, "{name}");
        }
    }
}

/// The paths' own parameters are all there, and no two parameters of an operation have one name and place.
#[test]
fn parameters_fit_their_paths() {
    for (name, api) in all() {
        let document = read(&api, Profile::V3_1);
        for (path, operations) in document["paths"].as_object().unwrap() {
            for operation in operations.as_object().unwrap().values() {
                let mut seen = BTreeSet::new();
                let parameters = operation["parameters"].as_array();
                for parameter in parameters.into_iter().flatten() {
                    let (place, known) = (&parameter["in"], parameter["name"].as_str().unwrap());
                    let is_new = seen.insert((place.as_str().unwrap(), known));
                    assert!(is_new, "{name} {path}: {known} twice in {place}");
                    if place == "path" {
                        assert!(
                            path.contains(&format!("{{{known}}}")),
                            "{name} {path}: {known}"
                        );
                        assert_eq!(parameter["required"], true);
                    }
                }
                let templates = path.split('{').skip(1);
                for template in templates.filter_map(|rest| rest.split('}').next()) {
                    assert!(
                        seen.contains(&("path", template)),
                        "{name} {path}: {template}"
                    );
                }
            }
        }
    }
}

/// Nobody can follow a list that is not there: what a profile cannot say stands in the document.
#[test]
fn what_is_lost_is_listed_and_told() {
    let mut kinds = BTreeSet::new();
    for (name, api) in all() {
        for profile in Profile::ALL {
            let document = read(&api, profile);
            let told = document["info"]["description"].as_str().unwrap();
            let told: String = told.split_whitespace().collect();
            for loss in document["x-losses"].as_array().into_iter().flatten() {
                let cannot = loss["cannot"].as_str().unwrap();
                let words = cannot.replace('`', "");
                let words: String = words.split_whitespace().collect();
                let told = told.replace('\\', "");
                assert!(told.contains(&words), "{name}: {cannot}");
                assert!(!loss["where"].as_array().unwrap().is_empty());
                kinds.insert(cannot.to_owned());
            }
        }
    }
    // One for each thing that some profile cannot say, as long as a fixture has it.
    assert!(kinds.len() >= 12, "{kinds:#?}");
}

/// 3.0 knows none of these; who reads it would stumble over them, or, worse, not.
#[test]
fn the_oldest_profile_has_no_words_of_the_newer() {
    for (name, api) in all() {
        let document = read(&api, Profile::V3_0);
        walk(
            &document["components"]["schemas"],
            "",
            &mut |path, value| {
                // What stands under `properties` are names of the spec.
                if path.ends_with("/properties")
                    || path.contains("/x-")
                    || path.contains("/example")
                {
                    return;
                }
                for word in [
                    "if",
                    "then",
                    "const",
                    "examples",
                    "propertyNames",
                    "contentSchema",
                ] {
                    assert!(value.get(word).is_none(), "{name} {path}: {word}");
                }
                let kind = value.get("type");
                assert!(kind.is_none_or(|kind| !kind.is_array()), "{name} {path}");
            },
        );
    }
}

#[test]
fn twice_the_same_bytes() {
    for (name, api) in all() {
        for profile in Profile::ALL {
            let once = document(&api, profile).unwrap();
            assert_eq!(once, document(&api, profile).unwrap(), "{name}");
            assert!(once.ends_with("}\n"));
        }
    }
}

/// Readers take the last of two, or refuse the document.
#[test]
fn no_name_stands_twice_in_an_object() {
    for (name, api) in all() {
        for profile in Profile::ALL {
            let text = document(&api, profile).unwrap();
            let read = serde_json::from_str::<NamesOnce>(&text);
            assert!(read.is_ok(), "{name} {profile:?}: {:?}", read.err());
        }
    }
    assert!(serde_json::from_str::<NamesOnce>(r#"[{"a": {"b": 1, "b": 2}}]"#).is_err());
}

/// JSON in whose objects no name stands twice.
struct NamesOnce;

impl<'de> Deserialize<'de> for NamesOnce {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Self)
    }
}

impl<'de> Visitor<'de> for NamesOnce {
    type Value = Self;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self, A::Error> {
        let mut names = BTreeSet::new();
        while let Some((name, Self)) = map.next_entry::<String, Self>()? {
            if !names.insert(name.clone()) {
                return Err(A::Error::custom(format!("{name} twice")));
            }
        }
        Ok(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self, A::Error> {
        while items.next_element::<Self>()?.is_some() {}
        Ok(self)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_str<E>(self, _: &str) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_unit<E>(self) -> Result<Self, E> {
        Ok(self)
    }
}

//! Whatever an answer's JSON looks like, it reads as `serde_json` reads it.

use proptest::prelude::*;
use proptest::sample::select;
use prose_runtime::{Key, Record, Row};
use serde_json::Value as Tree;

use crate::api::{PLANT, plants};
use crate::spelling::{Json, Spelling, tree, trees};

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 300,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn every_spelling_of_an_answer_reads_alike(
        elements in prop::collection::vec(prop_oneof![6 => object(key(), 8), 1 => json()], 0..5),
        extra in prop::collection::vec((tricky_text(), json()), 0..3),
        position in 0..4_usize,
        noise in prop::collection::vec(any::<u8>(), 1..60),
    ) {
        let mut envelope = extra.clone();
        envelope.insert(position.min(extra.len()), ("data".to_owned(), Json::Array(elements.clone())));
        envelope.insert(0, ("resultCode".to_owned(), Json::Text("GA200".to_owned())));
        let envelope = Json::Object(envelope);
        let body = Spelling::of(&envelope, &noise);
        prop_assert_eq!(tree(body.trim_start_matches('\u{feff}')), envelope.tree());

        let reply = plants(&body).unwrap();
        prop_assert_eq!(entries(reply.extra()), trees(&extra));
        let odd: Vec<_> = reply.odd_records().map(tree).collect();
        let (rows, others): (Vec<_>, Vec<_>) =
            elements.iter().partition(|element| is_plant(element));
        prop_assert_eq!(odd, others.iter().map(|other| other.tree()).collect::<Vec<_>>());
        prop_assert_eq!(reply.records().len(), rows.len());
        for (plant, json) in reply.records().iter().zip(rows) {
            check(plant.row(), json)?;
        }
    }
}

/// Whether it is an object with one of the fields: others are no records.
fn is_plant(json: &Json) -> bool {
    match json {
        Json::Object(entries) => entries.iter().any(|(key, _)| field(key).is_some()),
        _ => false,
    }
}

/// Whether a row says what it was written from.
fn check(row: &Row, json: &Json) -> Result<(), TestCaseError> {
    prop_assert_eq!(tree(row.to_json()), json.tree());
    let Json::Object(written) = json else {
        return Err(TestCaseError::fail("a row that is no object"));
    };
    let mut values: Vec<Option<&Json>> = vec![None; PLANT.fields.len()];
    let mut unknown = Vec::new();
    for (key, json) in written {
        let Some((field, value)) =
            field(key).and_then(|at| Some((PLANT.fields[at], values.get_mut(at)?)))
        else {
            unknown.push((key.clone(), json.clone()));
            continue;
        };
        let spare = match *value {
            None => {
                *value = Some(json);
                continue;
            }
            Some(earlier) if earlier.text(field).is_none() && json.text(field).is_some() => {
                *value = Some(json);
                earlier
            }
            Some(_) => json,
        };
        unknown.push((key.clone(), spare.clone()));
    }
    prop_assert_eq!(entries(row.unknown()), trees(&unknown));
    for (field, value) in PLANT.fields.iter().zip(values) {
        prop_assert_eq!(
            row.text(field).map(str::to_owned),
            value.and_then(|json| json.text(field))
        );
        prop_assert_eq!(row.raw(field.wire).map(tree), value.map(Json::tree));
    }
    Ok(())
}

/// The position of the field with this name, as it is spelled or else in other capitals.
fn field(name: &str) -> Option<usize> {
    let names = |key: &Key| [key.also, &[key.wire]].concat();
    let find = |same: fn(&str, &str) -> bool| {
        PLANT
            .fields
            .iter()
            .position(|key| names(key).iter().any(|known| same(known, name)))
    };
    find(|known, name| known == name).or_else(|| find(str::eq_ignore_ascii_case))
}

fn entries<'r>(entries: impl Iterator<Item = (&'r str, &'r str)>) -> Vec<(String, Tree)> {
    entries
        .map(|(key, json)| (key.to_owned(), tree(json)))
        .collect()
}

fn json() -> impl Strategy<Value = Json> {
    const BARE: [&str; 10] = [
        "null",
        "true",
        "false",
        "0",
        "-0",
        "12.50",
        "-1.5e+10",
        "1E-7",
        "5",
        "18446744073709551616",
    ];
    let leaf = prop_oneof![
        select(&BARE[..]).prop_map(Json::Bare),
        tricky_text().prop_map(Json::Text),
        select(
            &[
                "",
                "0000-00-00",
                "Rose",
                "a longer text without anything odd"
            ][..]
        )
        .prop_map(|text| Json::Text(text.to_owned())),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Json::Array),
            prop::collection::vec((tricky_text(), inner), 0..4).prop_map(Json::Object),
        ]
    })
}

fn object(key: impl Strategy<Value = String>, keys: usize) -> impl Strategy<Value = Json> {
    prop::collection::vec((key, json()), 0..keys).prop_map(Json::Object)
}

/// Keys of plants, so few that they come twice, and others.
fn key() -> impl Strategy<Value = String> {
    const KEYS: [&str; 8] = [
        "plant_id",
        "plants_id",
        "Plant_ID",
        "plantName",
        "owner",
        "tag",
        "TAG",
        "sun",
    ];
    prop_oneof![
        8 => select(&KEYS[..]).prop_map(str::to_owned),
        1 => tricky_text(),
    ]
}

/// Text of characters that could be taken for something else.
fn tricky_text() -> impl Strategy<Value = String> {
    const CHARACTERS: [char; 20] = [
        '"', '\\', '/', '{', '}', '[', ']', ',', ':', ' ', '\n', '\t', '\u{1}', '\u{7f}', 'é',
        '🌹', '\u{feff}', 'u', 'n', '0',
    ];
    prop::collection::vec(select(&CHARACTERS[..]), 0..12).prop_map(String::from_iter)
}

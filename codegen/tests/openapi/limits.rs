//! The schema of a limit allows what the limit allows, and refuses what it refuses, or the document says that it
//! does not.

use std::collections::BTreeSet;

use prose_codegen::emit::openapi::Profile;
use prose_codegen::model::{Api, Items, Key, Limit, Requires, Rule, Travels};
use prose_codegen::source::Sources;
use serde_json::Value;

use crate::apis::{all, compile, read};
use crate::examples::validator;

/// Rules of all kinds, at their edges.
const RULES: &[&str] = &[
    "text",
    "{ text: { max: 5 } }",
    "{ text: { max: 5, beyond: cut } }",
    "{ text: { min: 2, max: 5 } }",
    "{ shape: [\"111-1111\", \"AA{2}1{0,3}\", \"$1.1\"] }",
    "{ one_of: [a, \"b c\", \"(d|e)\"] }",
    "flag",
    "{ flag: { yes: \"on\", no: \"off\" } }",
    "boolean",
    "id",
    "integer",
    "{ integer: { min: -12, max: 250 } }",
    "{ integer: { min: 7 } }",
    "decimal",
    "{ decimal: { min: \"-1.5\", max: \"20.25\" } }",
    "{ decimal: { digits: 2 } }",
    "email",
    "url",
    "{ escaped: { max: 9 } }",
    "{ date: [YYYY-MM-DD, MM/DD/YYYY] }",
    "{ time: [\"HH:MM\", \"HH:MM:SS\"] }",
    "{ date_time: [\"YYYY-MM-DD HH:MM:SS\", \"YYYY-MM-DDTHH:MM:SS±HH:MM\", \"YYYY-MM-DDTHH:MM:SS.SSSZ\"] }",
    "rfc_2822",
    "{ epoch: seconds }",
    "ip",
    "{ ip: 4 }",
    "{ ip: 6 }",
    "{ list_of: id }",
    "{ list_of: text }",
    "{ list_of: { one_of: [a, b] } }",
    "{ all_of: [{ text: { max: 4 } }, { shape: [\"1{1,9}\"] }] }",
];

/// Texts that some limit allows and some other does not.
const EDGES: &[&str] = &[
    "",
    " ",
    "0",
    "1",
    "2",
    "-1",
    "-0",
    "+1",
    "01",
    "007",
    "7",
    "250",
    "251",
    "-12",
    "-13",
    "1.5",
    "-1.5",
    "-1.51",
    "20.25",
    "20.250",
    "20.26",
    "1.",
    ".5",
    "1.234",
    "1e3",
    "true",
    "false",
    "yes",
    "on",
    "off",
    "null",
    "a",
    "a,b",
    "a,,b",
    ",",
    "a, b",
    " a",
    "a ",
    "b c",
    "(d|e)",
    "d",
    "ab",
    "abcd",
    "abcde",
    "abcdef",
    "ééééé",
    "éééééé",
    "👋👋👋👋👋",
    "line\nbreak",
    "\n",
    "1\n",
    "١٢",
    "²",
    "123-4567",
    "123-456",
    "AAB",
    "AAb123",
    "AAb1234",
    "$1.2",
    "$1x2",
    "12345678901234567890123",
    "2024-02-29",
    "2023-02-29",
    "0000-01-01",
    "0400-02-29",
    "1900-02-29",
    "2024-13-01",
    "12/31/2024",
    "31/12/2024",
    "2024-1-1",
    "00:00",
    "23:59",
    "24:00",
    "12:60",
    "12:30:45",
    "2024-02-29 12:30:45",
    "2024-02-29T12:30:45Z",
    "2024-02-29T12:30:45+02:00",
    "2024-02-29T12:30:45.678Z",
    "Mon, 25 Dec 1995 13:30:00 +0430",
    "Tue, 25 Dec 1995 13:30:00 +0430",
    "a@example.com",
    "a@b",
    "a.b@example.co.uk",
    ".a@example.com",
    "a@-example.com",
    "a b@example.com",
    "é@exämple.com",
    "a@example.com ",
    "http://example.com",
    "HTTPS://example.com/a?b#c",
    "ftp://example.com",
    "http://",
    "http://a b",
    "192.0.2.1",
    "192.0.2.256",
    "192.0.2.01",
    "2001:db8::1",
    "::",
    "2001:db8::1::2",
    "::ffff:192.0.2.1",
    "%%%",
    "%%%%",
    "1,2",
    "1,2,x",
];

#[test]
fn schemas_allow_what_limits_allow() {
    let mut spec = "family: create\nmethod: POST\nsends: form\ncalls:\n  try_out:\n    doc: Tries.\n    returns: outcome\n    keys:\n".to_owned();
    for (at, rule) in RULES.iter().enumerate() {
        spec.push_str(&format!("      key_{at}: {{ limit: {rule}, doc: One. }}\n"));
    }
    let mut sources = Sources::new();
    sources.add(
        "rules/api.yaml",
        "api: rules\ntitle: Rules\nbase_url: https://example.com/\n",
    );
    sources.add("rules/create.yaml", &spec);
    let tried = agree("rules", &compile(&sources));
    assert!(tried.keys == RULES.len(), "{} keys", tried.keys);
    assert!(tried.allowed > 150 && tried.refused > 1000);
}

#[test]
fn the_schemas_of_every_spec_allow_what_its_limits_allow() {
    let mut keys = 0;
    for (name, api) in all() {
        keys += agree(&name, &api).keys;
    }
    assert!(keys > 500, "{keys}");
}

/// How much was tried.
#[derive(Default)]
struct Tried {
    keys: usize,
    allowed: usize,
    refused: usize,
}

fn agree(name: &str, api: &Api) -> Tried {
    let document = read(api, Profile::V3_1);
    let losses: BTreeSet<&str> = document["x-losses"]
        .as_array()
        .into_iter()
        .flatten()
        .flat_map(|loss| loss["where"].as_array().unwrap())
        .filter_map(Value::as_str)
        .collect();
    let mut tried = Tried::default();
    for operations in document["paths"].as_object().unwrap().values() {
        for operation in operations.as_object().unwrap().values() {
            let call = api
                .calls()
                .find(|call| operation["operationId"] == call.name.as_str())
                .unwrap();
            let body = &operation["requestBody"]["content"];
            let body = body.as_object().and_then(|content| content.values().next());
            let Some(reference) = body.and_then(|media| media["schema"]["$ref"].as_str()) else {
                continue;
            };
            for accepted in &call.accepts {
                let key = &accepted.key;
                let place = format!("{}/properties/{}", &reference[1..], escaped(&key.wire));
                if document.pointer(&place).is_none() || !is_tried(&key.limit) {
                    continue;
                }
                let is_required = call
                    .requires
                    .iter()
                    .any(|it| matches!(it, Requires::Key(wire) if *wire == key.wire));
                let is_wider = losses.contains(key.limit.name.as_str());
                let validator = validator(&document, &place);
                tried.keys += 1;
                for text in texts(key) {
                    if is_required && text.is_empty() {
                        continue;
                    }
                    let Some(value) = instance(&key.limit, &text) else {
                        continue;
                    };
                    let (allowed, valid) = (key.limit.allows(&text), validator.is_valid(&value));
                    tried.allowed += usize::from(allowed);
                    tried.refused += usize::from(!valid);
                    let agrees = allowed == valid || (is_wider && valid);
                    assert!(
                        agrees,
                        "{name} {place}: {text:?} is {}, and {} by its schema {}",
                        word(allowed),
                        word(valid),
                        document.pointer(&place).unwrap()
                    );
                }
            }
        }
    }
    tried
}

fn word(allowed: bool) -> &'static str {
    if allowed { "allowed" } else { "refused" }
}

fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// Whether its values are texts, or numbers and such.
fn is_tried(limit: &Limit) -> bool {
    match &limit.rule {
        Rule::ListOf(item) => {
            limit.items
                == Items {
                    travels: Travels::Commas,
                    ..limit.items
                }
                && !matches!(item.rule, Rule::File { .. })
        }
        Rule::ArrayOf(_)
        | Rule::Object(_)
        | Rule::MapOf(_)
        | Rule::File { .. }
        | Rule::JsonInText(_)
        | Rule::Json => false,
        _ => true,
    }
}

/// What stands in JSON for a text; nothing if there is nothing that is written like it.
fn instance(limit: &Limit, text: &str) -> Option<Value> {
    if !limit.unquoted {
        return Some(Value::from(text));
    }
    let value: Value = serde_json::from_str(text).ok()?;
    let written = value.to_string();
    (written == text && (value.is_number() || value.is_boolean())).then_some(value)
}

/// Edges, the spec's own examples, and these with something changed.
fn texts(key: &Key) -> Vec<String> {
    let limit = &key.limit;
    let mut texts: Vec<String> = EDGES.iter().map(|text| (*text).to_owned()).collect();
    for text in limit.pass.iter().chain(&limit.fail) {
        texts.push(text.clone());
        texts.push(format!("{text}0"));
        texts.push(format!(" {text}"));
        texts.push(format!("{text}é"));
        texts.push(text.chars().skip(1).collect());
        texts.push(text.to_uppercase());
    }
    let max = match &limit.rule {
        Rule::Text { max, .. } | Rule::Length { max, .. } => *max,
        _ => None,
    };
    if let Some(max) = max {
        texts.extend([max, max + 1].map(|count| "é".repeat(count as usize)));
    }
    texts
}

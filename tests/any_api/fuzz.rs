//! What must hold for any input, held for a few hundred of them and for every seed. `fuzz/` looks further.

use std::fs;
use std::path::Path;

use clienttether_generated::calls::CALLS;
use proptest::prelude::*;
use workspace_tests::fuzzed::{decode, encode};

/// Runs a body with every seed; gives their number.
fn replay(folder: &str, body: fn(&[u8])) -> usize {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../fuzz/corpus")
        .join(folder);
    let seeds = fs::read_dir(folder).unwrap();
    seeds
        .map(|seed| body(&fs::read(seed.unwrap().path()).unwrap()))
        .count()
}

#[test]
fn every_seed_of_an_answer_is_read_without_surprise() {
    assert!(replay("decode", decode) >= 20);
}

#[test]
fn every_seed_of_a_request_is_written_without_surprise() {
    assert!(replay("encode", encode) >= 20);
}

/// Names of calls whose answers differ.
const READ: [&str; 5] = [
    "read_client_list",
    "read_client_exist",
    "read_action_plan_by_id",
    "read_opportunity_list",
    "create_client",
];

/// Pieces of answers, put together in any order.
fn pieces() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        prop::sample::select(vec![
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "null",
            "true",
            "-1.50",
            "1e9",
            "\"\"",
            "{}",
            "[]",
            "\"ResultCode\":\"CT_200\",",
            "\"ResultCode\":\"CT515\"",
            "\"Message\":\"Success\",",
            "\"data\":[",
            "\"client_id\":",
            "\"firstName\":",
            "\"assigned_user\":",
            "\"action_plan_id\":\"7\"",
            "\"\\ud800\"",
            "\"\\u00e9\\n\"",
            "\"a,b\"",
            "\u{feff}",
            "<html>",
            "\"{\\\"first_name\\\":\\\"Jo\\\"}\"",
        ])
        .prop_map(|piece| piece.as_bytes().to_vec()),
        prop::collection::vec(any::<u8>(), 0..6),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// A list answer whose one record has these keys and values.
fn record() -> impl Strategy<Value = Vec<u8>> {
    let keys = prop::sample::select(vec![
        "client_id",
        "firstName",
        "FIRSTNAME",
        "tag",
        "smsok",
        "assigned_user",
        "deal_size",
        "a\\nb",
    ]);
    let values = prop_oneof![
        Just("null".to_owned()),
        Just("{\"client_id\":[1,{}]}".to_owned()),
        any::<i32>().prop_map(|number| number.to_string()),
        any::<f64>().prop_map(|number| format!("{number:.3}")),
        any::<String>().prop_map(|text| serde_json::Value::from(text).to_string()),
    ];
    prop::collection::vec((keys, values), 0..12).prop_map(|entries| {
        let entries: Vec<_> = entries
            .iter()
            .map(|(key, value)| format!("\"{key}\":{value}"))
            .collect();
        let start = r#"{"ResultCode":"CT_200","Message":"Success","data":[{"#;
        format!("{start}{}}}]}}", entries.join(",")).into_bytes()
    })
}

/// Lines of a request: keys of calls and other names, with hostile values.
fn lines() -> impl Strategy<Value = String> {
    let keys = prop_oneof![
        prop::sample::select(vec![
            "firstName",
            "lastName",
            "phone",
            "tag",
            "client_id",
            "external_id",
            "action_plan_id",
            "user_id",
            "notes",
            "limit",
            "@token",
            "Favourite room",
            "",
            "a\"b&c",
        ])
        .prop_map(str::to_owned),
        any::<String>(),
    ];
    let values = prop_oneof![
        prop::sample::select(vec![
            "",
            ".",
            "..",
            "%2e%2e",
            "../../x",
            "a/b?c#d",
            "a&b=c",
            "\\r\\nX-Evil: 1",
            "\\0",
            "'; x",
            "\"}",
            "note_body:x,y:z;note_type:1",
            "é漢🌹",
            "yes",
        ])
        .prop_map(str::to_owned),
        any::<String>(),
    ];
    prop::collection::vec((keys, values), 0..12).prop_map(|lines| {
        let lines: Vec<_> = lines
            .iter()
            .map(|(key, value)| format!("{key}={value}"))
            .collect();
        lines.join("\n")
    })
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 400,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn any_answer_is_read_without_surprise(
        call in prop::sample::select(READ.to_vec()),
        status in prop::sample::select(vec![200_u16, 204, 302, 404, 500]),
        body in prop_oneof![record(), pieces()],
    ) {
        decode(&[format!("{call} {status}\n").as_bytes(), &body].concat());
    }

    #[test]
    fn any_request_is_written_without_surprise(
        call in prop::sample::select(CALLS.to_vec()),
        lines in lines(),
    ) {
        encode(format!("{}\n{lines}", call.name).as_bytes());
    }
}

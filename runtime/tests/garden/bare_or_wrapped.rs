//! Records that come bare or below a key, and records at other paths.

use prose_runtime::{
    ApiDescriptor, CallDescriptor, Envelope, Nothing, Record as _, Reply, Response, Returns, read,
};

use crate::api::{CALL, GARDENER, Plant, plants};
use crate::other_api::OTHER_API;

static NURSERY: ApiDescriptor = ApiDescriptor {
    name: "nursery",
    envelope: &EITHER,
    ..OTHER_API
};
static EITHER: Envelope = Envelope {
    name: "either",
    message: Some("message"),
    total: Some("total"),
    records: &["plant", "."],
    errors: Some("errors"),
    no_records: &[
        Nothing::Null,
        Nothing::EmptyObject,
        Nothing::EmptyAnswer,
        Nothing::EmptyBody,
    ],
    ..Envelope::BARE
};
static READ: CallDescriptor = CallDescriptor {
    name: "read",
    api: &NURSERY,
    envelope: &EITHER,
    returns: Returns::One { found_by: None },
    ..CALL
};

fn reply(body: &str) -> Reply<Plant> {
    read(&READ, Response::new(200, body)).unwrap_or_else(|error| panic!("{body}: {error}"))
}

fn names(body: &str) -> Vec<String> {
    let reply = reply(body);
    let names = reply
        .records()
        .iter()
        .map(|plant| plant.name().unwrap_or("-"));
    names.map(str::to_owned).collect()
}

#[test]
fn a_bare_record_and_a_wrapped_one_read_the_same() {
    for fields in [
        r#""plantName":"Rose""#,
        r#""plantName":"Rose","gardener":{"first_name":"Ann","plant":{"plantName":"x"}}"#,
        r#""plantName":"Rose","visits":[{"plantName":"x"},{"plantName":"y"}],"other":[]"#,
        r#""plantName":"Rose","owner":null,"Plant":{"plantName":"x"}"#,
        r#""plantName":"Rose","total":"3","message":"x""#,
    ] {
        let bare = format!("{{{fields}}}");
        let wrapped = format!(r#"{{"plant":{{{fields}}}}}"#);
        let listed = format!(r#"{{"plant":[{{{fields}}}]}}"#);
        for body in [&bare, &wrapped, &listed, &format!("[{bare}]")] {
            let reply = reply(body);
            assert_eq!(reply.records().len(), 1, "{body}");
            let row = reply.first().unwrap().row().clone();
            assert_eq!(row.to_json(), bare, "{body}");
            assert_eq!(reply.odd_records().count(), 0, "{body}");
        }
    }
}

#[test]
fn a_bare_record_with_nothing_or_a_text_under_the_key_is_still_a_record() {
    for other in ["null", "false", "\"\"", "\"fern\"", "7"] {
        for body in [
            format!(r#"{{"plantName":"Rose","plant":{other}}}"#),
            format!(r#"{{"plant":{other},"plantName":"Rose"}}"#),
        ] {
            assert_eq!(names(&body), ["Rose"], "{body}");
            let reply = reply(&body);
            assert_eq!(reply.first().unwrap().row().raw("plant"), Some(other));
        }
    }
}

#[test]
fn nothing_under_the_key_and_nothing_beside_it_is_no_record() {
    for body in [
        r#"{"plant":null}"#,
        r#"{"plant":null,"total":0,"message":"none"}"#,
        r#"{"plant":[]}"#,
        r#"{"plant":{}}"#,
        "{}",
        "[]",
        "null",
        "",
    ] {
        assert_eq!(names(body), [""; 0], "{body}");
    }
}

#[test]
fn what_stands_beside_a_wrapped_record_is_kept() {
    let reply = reply(r#"{"plant":{"plantName":"Rose"},"news":1}"#);
    assert_eq!(reply.extra().collect::<Vec<_>>(), [("news", "1")]);
}

#[test]
fn a_bare_array_in_the_place_of_one_record_is_told() {
    let body = r#"[{"plantName":"A"},{"plant":null,"plantName":"B"}]"#;
    let error = read::<Plant>(&READ, Response::new(200, body)).unwrap_err();
    assert!(
        error
            .to_string()
            .contains("a list of 2 at the whole answer where a record was expected"),
        "{error}"
    );
    assert_eq!(error.response().unwrap().text(), body);
}

#[test]
fn nested_records_of_a_bare_record_are_readable() {
    let reply = reply(r#"{"plantName":"Rose","gardener":{"first_name":"Ann"}}"#);
    let row = reply.first().unwrap().row().clone();
    let gardener = row.object(&GARDENER, &crate::api::PERSON).unwrap();
    assert_eq!(gardener.text(&crate::api::FIRST), Some("Ann"));
}

const TABLES: &str = r#"{"output":[],"plantName":"-","result":{"table1":[{"plantName":"A"}],
    "table2":[{"plantName":"B"},7,{"plantName":"C"}],"one":{"plantName":"D"},"none":null,"text":"x"}}"#;

fn names_at(path: &str) -> Option<Vec<String>> {
    let records = reply(TABLES).records_at(path)?;
    let names = records.iter().map(|plant| plant.name().unwrap_or("-"));
    Some(names.map(str::to_owned).collect())
}

#[test]
fn records_are_found_at_any_path() {
    let some = |names: &[&str]| Some(names.iter().map(|name| (*name).to_owned()).collect());
    assert_eq!(names_at("result.table1"), some(&["A"]));
    assert_eq!(names_at("result.table2"), some(&["B", "C"]));
    assert_eq!(names_at("result.one"), some(&["D"]));
    assert_eq!(names_at("output"), some(&[]));
    assert_eq!(names_at("result.none"), some(&[]));
    assert_eq!(names_at("result.text"), some(&[]));
    assert_eq!(names_at("."), some(&["-"]));
}

#[test]
fn a_path_that_is_not_there_has_no_records() {
    for path in [
        "result.table3",
        "Result.table1",
        "result.table1.x",
        "",
        "..",
        "result.",
        "x",
    ] {
        assert!(names_at(path).is_none(), "{path}");
    }
}

#[test]
fn paths_are_read_whatever_their_capitals_where_the_envelope_is() {
    let reply = plants(r#"{"ResultCode":"GA200","Data":[],"More":[{"plantName":"A"}]}"#).unwrap();
    assert_eq!(reply.records_at("more").unwrap().len(), 1);
}

#[test]
fn an_empty_answer_has_no_records_anywhere() {
    let reply = reply("");
    assert!(reply.records_at(".").is_none());
    assert!(reply.records_at("plant").is_none());
}

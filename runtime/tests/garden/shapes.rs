//! What is not understood is not nothing: it is told with its place, and what was due there.

use prose_runtime::{
    ApiDescriptor, CallDescriptor, Cause, Envelope, Error, Nothing, Reply, Response, Returns, read,
};

use crate::api::{Bed, CALL, CREATE_PLANT, LIST_BEDS, LIST_PLANTS, Plant};
use crate::other_api::OTHER_API;

static FIELD: ApiDescriptor = ApiDescriptor {
    name: "field",
    envelope: &STRICT,
    ..OTHER_API
};
const STRICT_BASE: Envelope = Envelope {
    name: "strict",
    message: Some("message"),
    total: Some("total"),
    records: &["data.rows"],
    beside: &["output"],
    ..Envelope::BARE
};
static STRICT: Envelope = STRICT_BASE;
static BARE: Envelope = Envelope {
    records: &["."],
    ..STRICT_BASE
};
const LIST: CallDescriptor = CallDescriptor {
    name: "list",
    api: &FIELD,
    method: prose_runtime::Method::Get,
    envelope: &STRICT,
    ..CALL
};
static LIST_STRICT: CallDescriptor = LIST;
static LIST_BARE: CallDescriptor = CallDescriptor {
    envelope: &BARE,
    ..LIST
};
static ONE_BARE: CallDescriptor = CallDescriptor {
    envelope: &BARE,
    returns: Returns::One { found_by: None },
    ..LIST
};
static CUT: CallDescriptor = CallDescriptor {
    envelope: &BARE,
    returns: Returns::Outcome,
    ..LIST
};

static PLANT_BARE: CallDescriptor = CallDescriptor {
    method: prose_runtime::Method::Post,
    ..ONE_BARE
};

#[test]
fn of_a_change_that_was_only_taken_in_no_record_is_due() {
    let later = r#"{"message":"later","state":"https://field.example/state/7"}"#;
    let answer = |status, body: &str| read::<Plant>(&PLANT_BARE, Response::new(status, body));
    let accepted = answer(202, later).unwrap();
    assert_eq!((accepted.status(), accepted.records().len()), (202, 0));
    assert_eq!(accepted.body(), later);
    assert!(answer(201, later).is_err());
    assert_eq!(answer(202, "").unwrap().records().len(), 0);
    for no_work in [
        r#"{"error":"no sun"}"#,
        r#"{"errors":{"name":["can't be blank"]},"client":null}"#,
        r#"{"rows":[{"plant_id":"7"}]}"#,
        r#"["name is required"]"#,
        r#""queue full""#,
        "false",
    ] {
        assert!(answer(202, no_work).is_err(), "{no_work}");
    }
    assert_eq!(
        answer(202, r#"{"plant_id":"7"}"#).unwrap().records().len(),
        1
    );
    // A read that is not done yet has not read.
    assert!(read::<Plant>(&ONE_BARE, Response::new(202, later)).is_err());
}

fn reply(call: &'static CallDescriptor, body: &str) -> Result<Reply<Plant>, Error> {
    read(call, Response::new(200, body))
}

fn names(call: &'static CallDescriptor, body: &str) -> Vec<String> {
    let reply = reply(call, body).unwrap_or_else(|error| panic!("{body}: {error}"));
    let names = reply
        .records()
        .iter()
        .map(|plant| plant.name().unwrap_or("-"));
    names.map(str::to_owned).collect()
}

/// Place, what was due there and what was found.
fn wrong(call: &'static CallDescriptor, body: &str) -> (String, Option<&'static str>, String) {
    let error = reply(call, body).err().unwrap_or_else(|| panic!("{body}"));
    assert_eq!(error.response().unwrap().text(), body);
    match error.into_cause() {
        Cause::Undecodable {
            path,
            expected,
            found,
            ..
        } => (path, expected, found),
        other => panic!("{body}: {other}"),
    }
}

/// An envelope that takes only this for no records.
fn taking(nothing: Nothing, records: &'static [&'static str]) -> &'static CallDescriptor {
    let envelope = Box::leak(Box::new(Envelope {
        no_records: Box::leak(Box::new([nothing])),
        records,
        ..STRICT_BASE
    }));
    Box::leak(Box::new(CallDescriptor { envelope, ..LIST }))
}

#[test]
fn an_empty_list_is_always_nothing() {
    assert_eq!(names(&LIST_STRICT, r#"{"data":{"rows":[]}}"#), [""; 0]);
    assert_eq!(names(&LIST_STRICT, r#"{"data":[]}"#), [""; 0]);
    assert_eq!(names(&LIST_BARE, "[]"), [""; 0]);
    assert_eq!(names(&ONE_BARE, "[]"), [""; 0]);
}

#[test]
fn what_counts_as_nothing_is_what_the_envelope_says_and_no_more() {
    let cases = [
        (Nothing::Null, r#"{"data":{"rows":null}}"#),
        (Nothing::False, r#"{"data":{"rows":false}}"#),
        (Nothing::Blank, r#"{"data":{"rows":""}}"#),
        (Nothing::EmptyObject, r#"{"data":{"rows":{}}}"#),
        (Nothing::Missing, r#"{"message":"none"}"#),
        (Nothing::TotalOfZero, r#"{"total":0}"#),
        (Nothing::EmptyAnswer, "{}"),
        (Nothing::EmptyBody, ""),
    ];
    for (allowed, _) in cases {
        let call = taking(allowed, &["data.rows"]);
        for (nothing, body) in cases {
            // What is missing is missing from these too.
            let is_missing = allowed == Nothing::Missing
                && matches!(nothing, Nothing::TotalOfZero | Nothing::EmptyAnswer);
            let expected = allowed == nothing || is_missing;
            let outcome = reply(call, body);
            assert_eq!(outcome.is_ok(), expected, "{allowed:?} and {body}");
            assert!(outcome.is_err() || outcome.unwrap().records().is_empty());
        }
    }
}

#[test]
fn nothing_on_the_way_to_the_records_is_nothing_there() {
    for (allowed, data) in [
        (Nothing::Null, "null"),
        (Nothing::False, "false"),
        (Nothing::EmptyObject, "{}"),
    ] {
        let body = format!(r#"{{"data":{data}}}"#);
        assert_eq!(names(taking(allowed, &["data.rows"]), &body), [""; 0]);
        assert_eq!(wrong(&LIST_STRICT, &body).0, "data.rows");
    }
}

#[test]
fn rows_under_another_key_are_told_although_nothing_may_be_missing() {
    let call = taking(Nothing::Missing, &["data.rows"]);
    for body in [
        r#"{"plants":[{"plantName":"A"}]}"#,
        r#"{"data":{"plants":[{"plantName":"A"}]}}"#,
        r#"{"data":[{"plantName":"A"}]}"#,
        r#"{"Data":{"0":{"plantName":"A"}}}"#,
        r#"{"data":{"0":{"plantName":"A"},"2":{"plantName":"B"}}}"#,
    ] {
        let (path, expected, found) = wrong(call, body);
        assert_eq!(path, "data.rows", "{body}");
        assert_eq!(expected, Some("a list of records"), "{body}");
        assert_eq!(found, "nothing, and a list under another key", "{body}");
    }
    for body in [
        r#"{"output":[{"name":"x"}]}"#,
        r#"{"notes":["none"],"data":{"next":null}}"#,
        r#"{"page":{"size":7}}"#,
    ] {
        assert_eq!(names(call, body), [""; 0], "{body}");
    }
}

#[test]
fn a_total_of_some_contradicts_nothing_in_their_place() {
    let call = taking(Nothing::Missing, &["data.rows"]);
    let (_, _, found) = wrong(call, r#"{"total":2}"#);
    assert_eq!(found, "nothing, beside a total of 2");
    assert_eq!(names(call, r#"{"total":0}"#), [""; 0]);
    assert_eq!(names(call, r#"{"total":null}"#), [""; 0]);
}

#[test]
fn a_list_with_holes_is_a_list() {
    for (call, rows) in [
        (
            &LIST_BARE,
            r#"{"0":{"plantName":"A"},"1":{"plantName":"B"},"3":{"plantName":"C"}}"#,
        ),
        (
            &LIST_BARE,
            r#"{"8051632":{"plantName":"A"},"7":{"plantName":"B"},"9":{"plantName":"C"}}"#,
        ),
        (
            &LIST_BARE,
            r#"{"ab-1":{"plantName":"A"},"x":{"plantName":"B"},"_":{"plantName":"C"}}"#,
        ),
    ] {
        assert_eq!(names(call, rows), ["A", "B", "C"], "{rows}");
        let wrapped = format!(r#"{{"data":{{"rows":{rows}}}}}"#);
        assert_eq!(names(&LIST_STRICT, &wrapped), ["A", "B", "C"], "{rows}");
    }
    let reply = reply(&LIST_BARE, r#"{"0":{"plantName":"A"},"1":{"sun":1}}"#).unwrap();
    assert_eq!(reply.records().len(), 1);
    assert_eq!(reply.odd_records().collect::<Vec<_>>(), [r#"{"sun":1}"#]);
}

#[test]
fn one_record_may_come_as_a_list_of_one_and_not_of_more() {
    assert_eq!(names(&ONE_BARE, r#"[{"plantName":"A"}]"#), ["A"]);
    assert_eq!(names(&ONE_BARE, r#"{"0":{"plantName":"A"}}"#), ["A"]);
    let (path, expected, found) = wrong(&ONE_BARE, r#"[{"plantName":"A"},{"plantName":"B"}]"#);
    assert_eq!((&*path, expected), ("the whole answer", Some("a record")));
    assert_eq!(found, "a list of 2");
}

#[test]
fn an_error_in_an_answer_with_a_success_status_is_told() {
    for body in [
        r#"{"error":"no access"}"#,
        r#"{"error":{"code":7},"message":"no access"}"#,
        r#"{"errors":["no access"],"status":403}"#,
        r#"{"success":false,"error":true}"#,
    ] {
        for call in [
            &LIST_BARE,
            &ONE_BARE,
            &CUT,
            taking(Nothing::Missing, &["data"]),
        ] {
            let error = reply(call, body).unwrap_err();
            assert!(
                matches!(error.cause(), Cause::Undecodable { .. }),
                "{body}: {error}"
            );
            assert_eq!(error.response().unwrap().text(), body);
        }
    }
    for body in [
        r#"{"error":null}"#,
        r#"{"error":0,"errors":[]}"#,
        r#"{"plant_id":1,"error":"x"}"#,
    ] {
        assert!(reply(&CUT, body).is_ok(), "{body}");
    }
    assert_eq!(names(&ONE_BARE, r#"{"plantName":"A","error":"x"}"#), ["A"]);
}

#[test]
fn a_row_without_any_known_field_is_odd_and_counted() {
    let reply = reply(
        &LIST_BARE,
        r#"[{"plantName":"A"},{},{"sun":1},{"PLANTNAME":"B"}]"#,
    )
    .unwrap();
    assert_eq!(reply.records().len(), 2);
    assert_eq!(
        reply.odd_records().collect::<Vec<_>>(),
        ["{}", r#"{"sun":1}"#]
    );
}

#[test]
fn an_empty_body_is_due_to_nobody_who_reads() {
    for call in [&LIST_BARE, &LIST_STRICT, &ONE_BARE] {
        assert_eq!(wrong(call, "").2, "an empty body");
        assert!(read::<Plant>(call, Response::new(204, "")).is_ok());
    }
    assert!(reply(&CUT, "").is_ok());
}

#[test]
fn where_a_code_tells_of_a_success_records_in_another_place_are_told() {
    let body = r#"{"ResultCode":"GA200","Total":2,"plants":[{"plant_id":"1"},{"plant_id":"2"}]}"#;
    assert_eq!(wrong(&LIST_PLANTS, body).0, "data");
    let error = reply(&LIST_PLANTS, body).unwrap_err();
    assert_eq!(
        error.to_string(),
        "list_plants: the answer cannot be read: nothing, and a list under another key at data where a \
         list of records was expected; look at what Error::server_words and Error::response have of it"
    );
}

#[test]
fn one_record_without_any_of_its_fields_is_told() {
    for body in [
        r#"{"data":{"plantName":"A"}}"#,
        r#"{"plants":[{"plantName":"A"}]}"#,
        r#"{"success":false,"message":"no"}"#,
        r#"{"error":"x","request_id":"abc"}"#,
        r#"[{"sun":1}]"#,
        r#"{"1":{"sun":1}}"#,
        r#"{"count":7}"#,
    ] {
        assert_eq!(wrong(&ONE_BARE, body).0, "the whole answer", "{body}");
    }
}

#[test]
fn a_list_with_holes_keeps_its_rows_and_what_is_none() {
    for (body, odd) in [
        (r#"{"0":{"plantName":"A"},"3":false}"#, "false"),
        (r#"{"a1":{"plantName":"A"},"a2":{"x":1}}"#, r#"{"x":1}"#),
    ] {
        let reply = reply(&LIST_BARE, body).unwrap();
        assert_eq!(reply.records().len(), 1, "{body}");
        assert_eq!(reply.odd_records().collect::<Vec<_>>(), [odd]);
    }
}

#[test]
fn a_search_that_finds_an_error_or_nothing_is_told() {
    for data in [
        r#"{"error":"denied"}"#,
        r#"{"note":"denied"}"#,
        r#"{"items":[{"id":1}]}"#,
    ] {
        let body = format!(r#"{{"ResultCode":"GA200","data":{data}}}"#);
        let error = read::<Bed>(&LIST_BEDS, Response::new(200, body)).unwrap_err();
        assert!(matches!(error.cause(), Cause::Undecodable { .. }), "{data}");
    }
    let body = r#"{"ResultCode":"GA200","data":{"north":[],"south":[]}}"#;
    let reply = read::<Bed>(&LIST_BEDS, Response::new(200, body)).unwrap();
    assert_eq!((reply.records().len(), reply.odd_records().count()), (0, 0));
}

#[test]
fn what_a_code_says_was_created_is_created_whatever_stands_beside_it() {
    let body = r#"{"ResultCode":"GA200","Message":"Success","notices":[{"code":1}]}"#;
    assert!(read::<Plant>(&CREATE_PLANT, Response::new(200, body)).is_ok());
    let body = r#"{"ResultCode":"GA200","Message":"Success","plants":[{"plantName":"A"}]}"#;
    assert!(read::<Plant>(&CREATE_PLANT, Response::new(200, body)).is_err());
}

#[test]
fn one_bad_byte_leaves_a_refusal_its_code() {
    let body = b"{\"ResultCode\":\"GA520\",\"Message\":\"Doubl\xe9\"}".to_vec();
    let error = read::<Plant>(&CREATE_PLANT, Response::new(409, body)).unwrap_err();
    assert!(error.is_duplicate(), "{error}");
}

#[test]
fn an_answer_that_ends_within_a_character_was_cut() {
    let mut body = "{\"ResultCode\":\"GA200\",\"data\":[{\"plantName\":\"\u{e9}"
        .as_bytes()
        .to_vec();
    body.pop();
    let error = read::<Plant>(&LIST_PLANTS, Response::new(200, body)).unwrap_err();
    assert_eq!(
        error.cause().outcome(),
        Some(prose_runtime::Outcome::CutShort)
    );
}

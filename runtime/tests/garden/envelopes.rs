//! Answers in their envelopes: records, codes, totals.

use prose_runtime::{
    ApiDescriptor, CallDescriptor, Cause, Envelope, Error, Meaning, NoRecord, Nothing, Refusal,
    Reply, Response, Returns, read,
};

use crate::api::{CALL, LIST_PLANTS, Plant, READ_PLANT, plants};
use crate::other_api::OTHER_API;

fn refusal(status: u16, body: &str) -> Refusal {
    match read::<Plant>(&LIST_PLANTS, Response::new(status, body)) {
        Err(error) => error.refusal().unwrap().clone(),
        other => panic!("{other:?}"),
    }
}

fn meaning(code: &str) -> Meaning {
    refusal(200, &format!(r#"{{"ResultCode":"{code}"}}"#)).meaning
}

#[test]
fn every_spelling_of_success_is_success() {
    for body in [
        r#"{"ResultCode":"GA_200","Message":"Success","Total":1,"data":[{"plantName":"A"}]}"#,
        r#"{"resultCode":"GA200","message":"Success","total":"1","Data":[{"plantName":"A"}]}"#,
        r#" {"data":[{"plantName":"A"}],"TOTAL":1,"MESSAGE":"Success","RESULTCODE":"ga200"} "#,
        "\u{feff}{\"resultcode\":\" GA200 \",\"Message\":\"Success\",\"Total\":1.0,\"data\":{\"plantName\":\"A\"}}",
    ] {
        let reply = plants(body).unwrap_or_else(|error| panic!("{body}: {error}"));
        assert_eq!(reply.first().unwrap().name(), Some("A"), "{body}");
        assert_eq!(reply.message(), Some("Success"), "{body}");
    }
}

#[test]
fn code_total_status_and_body_are_given() {
    let body = r#"{"ResultCode":"GA_200","Total":"17","data":[]}"#;
    let reply = plants(body).unwrap();
    assert_eq!(reply.code(), Some("GA_200"));
    assert_eq!(reply.total(), Some(17));
    assert_eq!(reply.status(), 200);
    assert_eq!(reply.body(), body);
}

#[test]
fn keys_that_the_envelope_does_not_know_are_kept() {
    let reply = plants(r#"{"ResultCode":"GA_200","data":[],"news":{"a":1},"x":null}"#).unwrap();
    assert_eq!(
        reply.extra().collect::<Vec<_>>(),
        [("news", r#"{"a":1}"#), ("x", "null")]
    );
}

#[test]
fn brackets_and_quotes_in_texts_end_nothing() {
    let reply = plants(
        r#"{"a\"}":"]}\\","ResultCode":"GA_200","b":["\"",{"c":"}"}],"data":[{"plantName":"\\\"]"}]}"#,
    )
    .unwrap();
    assert_eq!(
        reply.extra().collect::<Vec<_>>(),
        [("a\"}", r#""]}\\""#), ("b", r#"["\"",{"c":"}"}]"#)]
    );
    assert_eq!(reply.first().unwrap().name(), Some(r#"\"]"#));
}

#[test]
fn what_is_no_json_is_no_answer_wherever_the_mistake_is() {
    for data in [
        r#"[{"plantName":"A"},]"#,
        r#"[{"plantName":"A" "owner":"B"}]"#,
        r#"[{"plantName":01}]"#,
        r#"[{"plantName":"\x"}]"#,
        "[{\"plantName\":\"\n\"}]",
        "[{\"plantName\":nul}]",
        r#"[{plantName:"A"}]"#,
        r#"[{"plantName":"A"}}"#,
        r#"[{"a":[1}]}]"#,
    ] {
        let outcome = plants(&format!(r#"{{"ResultCode":"GA_200","data":{data}}}"#));
        assert!(
            matches!(
                outcome.as_ref().map_err(Error::cause),
                Err(Cause::Undecodable { .. })
            ),
            "{data}: {outcome:?}"
        );
    }
}

#[test]
fn missing_data_holds_no_records() {
    assert!(
        plants(r#"{"ResultCode":"GA_200"}"#)
            .unwrap()
            .records()
            .is_empty()
    );
}

#[test]
fn an_array_of_one_is_one_record() {
    let one = |body: &str| {
        read::<Plant>(&READ_PLANT, Response::new(200, body))
            .unwrap()
            .into_first()
            .unwrap()
    };
    for body in [
        r#"{"ResultCode":"GA200","data":[{"plantName":"A"}]}"#,
        r#"{"ResultCode":"GA200","data":{"plantName":"A"}}"#,
    ] {
        assert_eq!(one(body).name(), Some("A"));
    }
}

#[test]
fn a_listed_code_means_what_the_list_says() {
    assert_eq!(meaning("GA515"), Meaning::NotFound);
    assert_eq!(meaning("ga_515"), Meaning::NotFound);
    assert_eq!(meaning("GA520"), Meaning::Duplicate);
}

#[test]
fn a_code_that_is_a_key_is_a_broken_limit() {
    let refusal = refusal(
        200,
        r#"{"resultCode":"Owner","Message":"Validation Issue"}"#,
    );
    assert_eq!(refusal.meaning, Meaning::BrokenLimit);
    assert_eq!(refusal.key, Some("owner"));
    assert_eq!(refusal.code.as_str(), "Owner");
    assert_eq!(refusal.message.as_str(), "Validation Issue");
    assert_eq!(meaning("phone2"), Meaning::BrokenLimit);
    assert_eq!(meaning("GA"), Meaning::BrokenLimit);
}

#[test]
fn a_code_that_looks_like_a_listed_one_is_unknown() {
    assert_eq!(meaning("GA999"), Meaning::Unknown);
    assert_eq!(meaning("ga_1"), Meaning::Unknown);
    assert_eq!(refusal(200, r#"{"resultCode":"GA999"}"#).key, None);
}

#[test]
fn a_refusal_with_an_error_status_is_a_refusal() {
    let refusal = refusal(
        404,
        r#"{"resultCode":"GA515","Message":"Nothing Found","plant_id":false}"#,
    );
    assert_eq!((refusal.status, refusal.meaning), (404, Meaning::NotFound));
}

#[test]
fn an_error_status_counts_where_the_code_says_nothing_sure() {
    for body in [
        "",
        "Not Found",
        "{}",
        r#"{"ResultCode":"GA200"}"#,
        r#"{"ResultCode":"oops"}"#,
        "[1",
    ] {
        let outcome = read::<Plant>(&LIST_PLANTS, Response::new(404, body));
        assert!(
            matches!(
                outcome.as_ref().map_err(Error::cause),
                Err(Cause::Status { status: 404, .. })
            ),
            "{body}: {outcome:?}"
        );
    }
}

#[test]
fn an_accepted_key_is_sure_whatever_the_status() {
    assert_eq!(
        refusal(400, r#"{"ResultCode":"Colour"}"#).meaning,
        Meaning::BrokenLimit
    );
}

static ORCHARD: ApiDescriptor = ApiDescriptor {
    name: "orchard",
    envelope: &BARE,
    ..OTHER_API
};
static BARE: Envelope = Envelope {
    message: Some("message"),
    records: &["data.Rows", "result.rows", "."],
    errors: Some("errors"),
    no_records: &[Nothing::EmptyAnswer],
    ..Envelope::BARE
};
static LIST_TREES: CallDescriptor = CallDescriptor {
    api: &ORCHARD,
    envelope: &BARE,
    ..CALL
};
static CUT_TREE: CallDescriptor = CallDescriptor {
    api: &ORCHARD,
    envelope: &BARE,
    returns: Returns::Outcome,
    ..CALL
};

fn trees(body: &str) -> Reply<Plant> {
    read(&LIST_TREES, Response::new(200, body)).unwrap()
}

fn tree_names(body: &str) -> Vec<String> {
    trees(body)
        .records()
        .iter()
        .filter_map(|tree| tree.name())
        .map(str::to_owned)
        .collect()
}

#[test]
fn the_first_path_that_is_there_has_the_records() {
    assert_eq!(
        tree_names(r#"{"data":{"Rows":[{"plantName":"A"}]}}"#),
        ["A"]
    );
    assert_eq!(
        tree_names(r#"{"data":{},"result":{"rows":[{"plantName":"B"}]}}"#),
        ["B"]
    );
    assert_eq!(tree_names(r#"[{"plantName":"C"}]"#), ["C"]);
    assert_eq!(tree_names(r#"{"plantName":"D"}"#), ["D"]);
    assert_eq!(tree_names("{}"), [""; 0]);
}

#[test]
fn an_exact_envelope_does_not_take_other_capitals() {
    let body = r#"{"DATA":{"Rows":[{"plantName":"A"}]}}"#;
    let error = read::<Plant>(&LIST_TREES, Response::new(200, body)).unwrap_err();
    assert!(
        matches!(error.cause(), Cause::Undecodable { .. }),
        "{error}"
    );
}

#[test]
fn error_texts_refuse_where_there_are_no_codes() {
    for (body, words) in [
        (r#"{"errors":["too tall"]}"#, "too tall"),
        (r#"{"errors":["too tall","no sun"]}"#, "too tall; no sun"),
        (r#"{"errors":{"height":["too tall"]}}"#, "height: too tall"),
        (r#"{"errors":"too tall"}"#, "too tall"),
    ] {
        let outcome = read::<Plant>(&LIST_TREES, Response::new(200, body));
        let error = outcome.unwrap_err();
        let refusal = error.refusal().unwrap();
        assert_eq!(refusal.message.as_str(), words);
        assert_eq!(refusal.meaning, Meaning::BadRequest);
    }
    assert_eq!(
        tree_names(r#"{"errors":[],"data":{"Rows":[{"plantName":"A"}]}}"#),
        ["A"]
    );
}

#[test]
fn error_texts_with_an_error_status_are_told() {
    let outcome = read::<Plant>(
        &LIST_TREES,
        Response::new(422, r#"{"errors":{"height":["too tall"]}}"#),
    );
    let Err(Cause::Status { message, .. }) = outcome.map_err(Error::into_cause) else {
        panic!("no status error")
    };
    assert_eq!(
        message.as_ref().map(|text| text.as_str()),
        Some("height: too tall")
    );
}

#[test]
fn an_empty_body_is_an_answer_where_only_the_status_tells() {
    assert!(
        read::<NoRecord>(&CUT_TREE, Response::new(204, ""))
            .unwrap()
            .records()
            .is_empty()
    );
}

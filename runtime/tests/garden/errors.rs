//! What errors say, and what they keep.

use std::error::Error as _;

use prose_runtime::{Cause, Error, Response, Value, read};

use crate::api::{CREATE_PLANT, CreatePlant, LIST_PLANTS, Plant, TALL, client_at};

fn error(status: u16, body: impl Into<Vec<u8>>) -> Error {
    read::<Plant>(&LIST_PLANTS, Response::new(status, body)).unwrap_err()
}

fn undecodable(body: impl Into<Vec<u8>>) -> String {
    let error = error(200, body);
    assert!(
        matches!(error.cause(), Cause::Undecodable { .. }),
        "{error:?}"
    );
    let text = error.to_string();
    text.strip_prefix("list_plants: the answer cannot be read: ")
        .and_then(|text| text.split_once(';'))
        .unwrap_or_else(|| panic!("{text}"))
        .0
        .to_owned()
}

#[test]
fn html_is_told_by_kind_and_length() {
    assert_eq!(
        undecodable("<html>Ann</html>"),
        "HTML of 16 bytes at byte 0"
    );
}

#[test]
fn xml_is_told() {
    assert_eq!(undecodable("<?xml?><a/>"), "XML of 11 bytes at byte 0");
}

#[test]
fn an_empty_body_is_told() {
    assert_eq!(undecodable(" \n"), "an empty body at byte 0");
}

#[test]
fn a_cut_body_is_told() {
    assert_eq!(
        undecodable(r#"{"ResultCode":"GA200","data":[{"plantName":"#),
        r#"JSON of 43 bytes that ends too early at data[0].plantName, byte 43 (…":[{"xxxxxxxxx":…)"#
    );
}

#[test]
fn broken_json_is_told_with_its_place() {
    assert_eq!(
        undecodable("{\"ResultCode\":\n oops}"),
        r#"invalid JSON in 21 bytes at ResultCode, byte 17 (…"xxxxxxxxxx":  xxxx}…)"#
    );
}

#[test]
fn what_follows_the_json_is_told() {
    assert_eq!(
        undecodable("{} Ann"),
        "invalid JSON in 6 bytes at byte 4 (…{} xxx…)"
    );
}

#[test]
fn text_that_is_not_utf8_is_told_with_its_place() {
    assert_eq!(
        undecodable(b"{\"a\":\"\xff\"".to_vec()),
        r#"text that is not UTF-8 at *, byte 6 (…{"x":"x"…)"#
    );
}

#[test]
fn a_missing_code_is_told() {
    assert_eq!(
        undecodable(r#"{"data":[]}"#),
        "an object without a result code at ResultCode"
    );
    assert_eq!(
        undecodable("[1]"),
        "an array of 3 bytes instead of an object at ResultCode"
    );
}

#[test]
fn invalid_calls_say_all_in_one_line() {
    let call = CreatePlant::new("").with(&TALL, Value::text("yes"));
    let client = client_at("http://127.0.0.1:1/");
    let error = client.send(call).request().unwrap_err();
    assert_eq!(
        error.to_string(),
        "create_plant: not sent; change the call: `tall` must be 1 or 0, is \"yes\" (limit flag, revision \
         2024-05-01); `plantName` is required (revision 2024-05-01)"
    );
}

#[test]
fn refusals_say_the_code_the_documented_message_and_what_to_do() {
    assert_eq!(
        error(200, r#"{"ResultCode":"GA520","Message":"Double"}"#).to_string(),
        "list_plants: refused with GA520 \"Double\"; such a record exists already: update that one"
    );
}

#[test]
fn words_of_the_server_are_never_shown() {
    for (status, code) in [
        (200, "GA520"),
        (200, "C4N4RY"),
        (200, "GA999"),
        (500, "C4N4RY"),
    ] {
        let body = format!(r#"{{"ResultCode":"{code}","Message":"owner C4N4RY"}}"#);
        let error = error(status, body);
        let shown = format!("{error} {error:?}");
        assert!(!shown.contains("C4N4RY"), "{shown}");
    }
}

#[test]
fn status_errors_say_what_to_do() {
    assert_eq!(
        error(401, "no").to_string(),
        "list_plants: HTTP status 401; check the credentials and what they allow"
    );
    assert_eq!(
        error(302, "").to_string(),
        "list_plants: HTTP status 302; redirects are not followed: set the base URL to the new address"
    );
}

#[test]
fn predicates_ask_for_the_meaning() {
    let coded = |code: &str| error(200, format!(r#"{{"ResultCode":"{code}"}}"#));
    assert!(coded("GA515").is_not_found());
    assert!(coded("GA520").is_duplicate());
    assert!(coded("colour").is_invalid());
    assert!(!coded("GA520").is_not_found());
    assert!(!error(404, "").is_not_found());
}

#[test]
fn errors_name_their_call() {
    assert_eq!(error(500, "").call(), Some("list_plants"));
    assert_eq!(error(200, "").call(), Some("list_plants"));
}

#[test]
fn errors_that_were_made_here_have_no_source() {
    assert!(error(500, "").source().is_none());
}

#[test]
fn errors_move_between_threads() {
    fn is_portable<E: std::error::Error + Send + Sync + 'static>() {}
    is_portable::<Error>();
}

#[test]
fn every_error_is_one_line() {
    for error in [
        error(200, "<\n>"),
        error(500, "a\nb"),
        error(200, r#"{"ResultCode":"a\nb","Message":"c\nd"}"#),
    ] {
        assert_eq!(error.to_string().lines().count(), 1, "{error}");
    }
}

#[test]
fn a_call_that_must_not_be_carried_out_twice_gets_advice_of_its_own() {
    for (status, body, advice) in [
        (
            503,
            "",
            "the server failed: check whether it acted, then try again later",
        ),
        (
            429,
            "",
            "wait, check whether the server acted, then send again",
        ),
        (
            200,
            "<html>",
            "check the base URL and what stands between, and whether the server acted before \
             sending again",
        ),
    ] {
        let error = read::<Plant>(&CREATE_PLANT, Response::new(status, body)).unwrap_err();
        assert!(error.to_string().ends_with(advice), "{error}");
        assert!(error.may_have_acted());
    }
}

use std::error::Error as _;

use runtime::{Call, Error, Response, Value, read, validate};

use crate::api::{CreatePlant, LIST_PLANTS, Plant, TALL};

fn error(status: u16, body: impl Into<Vec<u8>>) -> Error {
    read::<Plant>(&LIST_PLANTS, Response::new(status, body)).unwrap_err()
}

fn undecodable(body: impl Into<Vec<u8>>) -> String {
    let error = error(200, body);
    assert!(matches!(error, Error::Undecodable { .. }), "{error:?}");
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
        "HTML of 16 bytes at line 1, column 1"
    );
}

#[test]
fn xml_is_told() {
    assert_eq!(
        undecodable("<?xml?><a/>"),
        "XML of 11 bytes at line 1, column 1"
    );
}

#[test]
fn an_empty_body_is_told() {
    assert_eq!(undecodable(" \n"), "an empty body at byte 0");
}

#[test]
fn a_cut_body_is_told() {
    assert_eq!(
        undecodable(r#"{"ResultCode":"GA200","data":[{"plantName":"#),
        "JSON of 43 bytes that ends too early at line 1, column 43"
    );
}

#[test]
fn broken_json_is_told_with_its_place() {
    assert_eq!(
        undecodable("{\"ResultCode\":\n oops}"),
        "invalid JSON in 21 bytes at line 2, column 2"
    );
}

#[test]
fn what_follows_the_json_is_told() {
    assert_eq!(
        undecodable("{} Ann"),
        "invalid JSON in 6 bytes at line 1, column 4"
    );
}

#[test]
fn text_that_is_not_utf8_is_told_with_its_place() {
    assert_eq!(
        undecodable(b"{\"a\":\"\xff\"}".to_vec()),
        "text that is not UTF-8 at byte 6"
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
    let error = Error::Invalid(validate(call.params()).unwrap_err());
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

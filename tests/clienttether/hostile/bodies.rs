//! Bodies that are not what they should be, in answers that are good HTTP.

use clienttether_generated::ReadClientList;
use prose_runtime::{Cause, Error, Record as _};
use workspace_tests::{Loopback, http};

use super::{GOOD, ended, listed_from, patient};
use crate::client_with;

/// Where an answer cannot be read, and what was found there.
fn undecodable(error: &Error) -> (&str, &str) {
    match error.cause() {
        Cause::Undecodable { path, found, .. } => (path, found),
        _ => panic!("{error:?}"),
    }
}

#[tokio::test]
async fn html_with_a_good_status_is_told_as_html_whatever_it_claims_to_be() {
    let page = "<html><body>Welcome to the hotel</body></html>";
    for content_type in ["text/html", "application/json", "", "image/png; x=\""] {
        let error = listed_from(http("200 OK", content_type, page))
            .await
            .unwrap_err();
        assert_eq!(undecodable(&error), ("byte 0", "HTML of 46 bytes"));
    }
}

#[tokio::test]
async fn good_json_is_read_whatever_it_claims_to_be() {
    for content_type in [
        "text/html",
        "text/plain; charset=iso-8859-1",
        "",
        "image/png",
    ] {
        let reply = listed_from(http("200 OK", content_type, GOOD))
            .await
            .unwrap();
        assert_eq!(reply.records().len(), 1, "{content_type}");
    }
}

#[tokio::test]
async fn a_compressed_answer_that_was_not_asked_for_is_told_and_not_unpacked() {
    let server = Loopback::serving(|connection| {
        let mut answer = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n".to_vec();
        answer.extend_from_slice(b"\x1f\x8b\x08\0\0\0\0\0\0\x03");
        // What a gigabyte of zeros looks like.
        answer.extend(std::iter::repeat_n([0xed, 0xc1, 0x01, 0x01], 100_000).flatten());
        super::write(connection, &answer);
    })
    .unwrap();
    let client = client_with(&server, patient());
    let error = ended(client.read_client_list(ReadClientList::new()))
        .await
        .unwrap_err();
    let (_, found) = undecodable(&error);
    assert_eq!(found, "a compressed body, although none was asked for,");
    let asked = server.request().unwrap().to_lowercase();
    assert!(!asked.contains("accept-encoding"), "{asked}");
}

#[tokio::test]
async fn a_byte_that_is_no_text_costs_no_record_and_its_row_is_told_as_odd() {
    for bytes in [&b"\xe9"[..], b"\xed\xa0\x80", b"\xc0\xaf", b"\xf0\x9f\x98"] {
        let mut answer =
            b"HTTP/1.1 200 OK\r\n\r\n{\"ResultCode\":\"CT_200\",\"data\":[{\"client_id\":\"1\"},{\"client_id\":\"2\",\"email\":\"x"
                .to_vec();
        answer.extend_from_slice(bytes);
        answer.extend_from_slice(b"\"},{\"client_id\":\"3\"}]}");
        let reply = listed_from(answer).await.unwrap();
        let ids: Vec<_> = reply.records().iter().map(|it| it.client_id()).collect();
        assert_eq!(ids, [1, 2, 3].map(|id| Some(id.into())));
        let email = reply.records()[1].email().unwrap();
        assert!(email.starts_with("x\u{fffd}"), "{email}");
        let odd: Vec<_> = reply.odd_records().collect();
        assert!(
            matches!(odd[..], [row] if row.contains("x\u{fffd}")),
            "{odd:?}"
        );
    }
}

#[tokio::test]
async fn a_body_that_is_mostly_no_text_is_told_with_its_place() {
    let mut answer =
        b"HTTP/1.1 200 OK\r\n\r\n{\"ResultCode\":\"CT_200\",\"data\":[{\"email\":\"".to_vec();
    answer.extend_from_slice(&[0xff; 300]);
    answer.extend_from_slice(b"\"}]}");
    let error = listed_from(answer).await.unwrap_err();
    let found = "text that is not UTF-8";
    assert_eq!(undecodable(&error), ("data[0].email, byte 41", found));
}

#[tokio::test]
async fn utf_16_is_told_as_text_that_is_not_utf_8_or_no_json() {
    let mut answer = b"HTTP/1.1 200 OK\r\n\r\n".to_vec();
    answer.extend(GOOD.encode_utf16().flat_map(u16::to_le_bytes));
    let error = listed_from(answer).await.unwrap_err();
    assert_eq!(undecodable(&error).0, "byte 2");
}

#[tokio::test]
async fn of_a_key_that_comes_twice_nothing_is_lost() {
    let body = r#"{"ResultCode":"CT_200","ResultCode":"CT_500","data":[{"client_id":"1"}],
        "data":[{"client_id":"2"}],"Message":"a","Message":"b"}"#;
    let reply = listed_from(http("200 OK", "", body)).await.unwrap();
    assert_eq!(reply.code(), Some("CT_200"));
    assert_eq!(reply.records()[0].client_id(), Some(1.into()));
    let extra: Vec<_> = reply.extra().collect();
    assert_eq!(
        extra,
        [
            ("ResultCode", "\"CT_500\""),
            ("data", r#"[{"client_id":"2"}]"#),
            ("Message", "\"b\""),
        ]
    );
}

#[tokio::test]
async fn of_a_field_that_comes_twice_nothing_is_lost() {
    let body = r#"{"ResultCode":"CT_200","data":[{"client_id":"1","email":"a@b.cd","client_id":"2","email":""}]}"#;
    let reply = listed_from(http("200 OK", "", body)).await.unwrap();
    let record = &reply.records()[0];
    assert_eq!(record.client_id(), Some(1.into()));
    assert_eq!(record.email(), Some("a@b.cd"));
    let unknown: Vec<_> = record.row().unknown().collect();
    assert_eq!(unknown, [("client_id", "\"2\""), ("email", "\"\"")]);
}

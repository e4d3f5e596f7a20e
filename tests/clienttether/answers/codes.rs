//! Result codes: what they mean, however they are spelled.

use clienttether_generated::{
    CreateClient, DeleteLeadSourceById, ReadClientById, ReadClientExist, ReadClientList, api,
};
use prose_runtime::{Error, Meaning, Refusal};

use super::{answered, answered_with};
use workspace_tests::http;

/// The vendor's two tables of codes, and what we take each to mean.
const CODES: [(&str, &str, &str, Meaning); 15] = [
    ("CT200", "CT_200", "Success", Meaning::Success),
    ("CT400", "CT_400", "Bad Request", Meaning::BadRequest),
    ("CT404", "CT_404", "Request Not Found", Meaning::UnknownCall),
    ("CT500", "CT_500", "Unknown Error", Meaning::ServerFault),
    (
        "CT501",
        "CT_501",
        "Missing Required Key:Value Pair(s)",
        Meaning::MissingKey,
    ),
    (
        "CT510",
        "CT_510",
        "CTSCODE does not match",
        Meaning::AccessDenied,
    ),
    (
        "CT512",
        "CT_512",
        "Can not delete as requested. Parameter is still in use.",
        Meaning::InUse,
    ),
    ("CT515", "CT_515", "No Record Found", Meaning::NotFound),
    ("CT520", "CT_520", "Duplicate Entry", Meaning::Duplicate),
    ("CT525", "CT_525", "Insert Failed", Meaning::NotInserted),
    ("ct101", "ct_101", "Invalid Web_Key", Meaning::AccessDenied),
    ("ct102", "ct_102", "Name Not Received", Meaning::MissingKey),
    (
        "ct103",
        "ct_103",
        "Duplicate Client creation attempted",
        Meaning::Duplicate,
    ),
    ("Ct104", "ct_104", "TBD", Meaning::Unknown),
    ("Ct105", "ct_105", "TBD", Meaning::Unknown),
];

fn refusal(error: Error) -> Result<Refusal, Error> {
    match error.refusal() {
        Some(refusal) => Ok(refusal.clone()),
        None => Err(error),
    }
}

#[test]
fn the_crate_has_the_codes_of_both_pages_with_their_messages() {
    let documented = CODES.map(|(code, _, message, means)| (code, message, means));
    let known: Vec<_> = api::API
        .result_codes
        .iter()
        .map(|listed| (listed.code, listed.message, listed.means))
        .collect();
    assert_eq!(known, documented);
}

#[tokio::test]
async fn each_code_means_the_same_in_both_spellings() {
    for (code, underscored, message, meaning) in CODES {
        for spelled in [code, underscored] {
            let body = format!(r#"{{"ResultCode":"{spelled}","Message":"{message}"}}"#);
            let client = answered(&body);
            let outcome = client.read_client_list(ReadClientList::new()).await;
            if meaning == Meaning::Success {
                assert_eq!(outcome.unwrap().code(), Some(spelled));
                continue;
            }
            let refusal = refusal(outcome.unwrap_err()).unwrap();
            assert_eq!((refusal.code.as_str(), refusal.meaning), (spelled, meaning));
            assert_eq!(refusal.message.as_str(), message);
            assert_eq!((refusal.call, refusal.status), ("read_client_list", 200));
            assert_eq!(refusal.key, None);
        }
    }
}

/// "No record" in the form of the page's sample, and in those of live answers.
const NOBODY: [&str; 3] = [
    r#"{"resultCode":"CT515","Message":"No Record Found","client_id":false,"external_id":"98745"}"#,
    r#"{"ResultCode":"CT_515","Message":"No Record Found"}"#,
    r#"{"ResultCode":"CT_515","Message":"No Record Found","TotalRecord":0,"data":[]}"#,
];

#[tokio::test]
async fn whether_somebody_exists_is_answered_by_no_records_too() {
    for (body, code) in NOBODY.into_iter().zip(["CT515", "CT_515", "CT_515"]) {
        let client = answered(body);
        let call = ReadClientExist::new().phone("3035550147");
        let reply = client.read_client_exist(call).await.unwrap();
        assert!(reply.records().is_empty(), "{body}");
        assert_eq!(reply.odd_records().count(), 0, "{body}");
        assert_eq!(reply.code(), Some(code), "{body}");
        assert_eq!(reply.message(), Some("No Record Found"), "{body}");
    }
    // What the sample has beside the records stays there.
    let client = answered(NOBODY[0]);
    let call = ReadClientExist::new().phone("3035550147");
    let reply = client.read_client_exist(call).await.unwrap();
    let extra: Vec<_> = reply.extra().collect();
    assert_eq!(
        extra,
        [("client_id", "false"), ("external_id", r#""98745""#)]
    );
}

#[tokio::test]
async fn whether_somebody_exists_is_not_answered_by_another_refusal() {
    let client = answered(r#"{"ResultCode":"CT_510","Message":"No"}"#);
    let call = ReadClientExist::new().phone("3035550147");
    let error = client.read_client_exist(call).await.unwrap_err();
    let refusal = refusal(error).unwrap();
    assert_eq!(refusal.meaning, Meaning::AccessDenied);
}

#[tokio::test]
async fn a_contact_that_is_gone_is_not_found() {
    for body in NOBODY {
        let client = answered(body);
        let call = ReadClientById::new(8051632);
        let error = client.read_client_by_id(call).await.unwrap_err();
        assert!(error.is_not_found(), "{body}: {error:?}");
        assert!(!error.is_invalid() && !error.is_duplicate(), "{body}");
    }
}

#[tokio::test]
async fn a_duplicate_is_told_apart() {
    let client = answered(r#"{"ResultCode":"CT_520","Message":"Duplicate Entry"}"#);
    let call = CreateClient::new("Jo", "Sample");
    let error = client.create_client(call).await.unwrap_err();
    assert!(error.is_duplicate() && !error.is_not_found(), "{error:?}");
}

#[tokio::test]
async fn a_code_that_is_a_key_names_the_value_that_broke_its_limit() {
    for (code, key) in [("phone", "phone"), ("firstname", "firstName")] {
        let body = format!(r#"{{"resultCode":"{code}","Message":"Validation Issue"}}"#);
        let client = answered(&body);
        let call = CreateClient::new("Jo", "Sample");
        let error = client.create_client(call).await.unwrap_err();
        assert!(error.is_invalid(), "{error:?}");
        let refusal = refusal(error).unwrap();
        assert_eq!(refusal.meaning, Meaning::BrokenLimit);
        assert_eq!(refusal.key, Some(key));
        assert_eq!(refusal.message.as_str(), "Validation Issue");
    }
}

#[tokio::test]
async fn a_custom_field_that_broke_its_limit_is_told_by_the_code_alone() {
    let body = r#"{"resultCode":"Favorite Chocolate","Message":"Validation Issue"}"#;
    let client = answered(body);
    let call = CreateClient::new("Jo", "Sample").custom("Favorite Chocolate", "Dark");
    let error = client.create_client(call).await.unwrap_err();
    assert!(error.is_invalid(), "{error:?}");
    assert_eq!(
        error.to_string(),
        "create_client: refused with a code that the document does not list; the code may be the \
         name of a custom field whose value breaks its limit"
    );
    let refusal = refusal(error).unwrap();
    assert_eq!(
        (refusal.code.as_str(), refusal.key),
        ("Favorite Chocolate", None)
    );
}

#[tokio::test]
async fn a_code_like_the_others_that_nobody_lists_is_unknown_and_names_no_key() {
    for code in ["CT599", "CT_599", "ct_599"] {
        let body = format!(r#"{{"ResultCode":"{code}","Message":"Something new"}}"#);
        let client = answered(&body);
        let error = client
            .read_client_list(ReadClientList::new())
            .await
            .unwrap_err();
        let refusal = refusal(error).unwrap();
        assert_eq!(refusal.meaning, Meaning::Unknown, "{code}");
        assert_eq!((refusal.code.as_str(), refusal.key), (code, None));
    }
}

#[tokio::test]
async fn a_code_counts_whatever_the_status() {
    for (status, code, meaning) in [
        ("201 Created", "CT_515", Meaning::NotFound),
        ("401 Unauthorized", "CT_510", Meaning::AccessDenied),
        ("404 Not Found", "CT404", Meaning::UnknownCall),
        ("500 Internal Server Error", "CT_500", Meaning::ServerFault),
    ] {
        let body = format!(r#"{{"ResultCode":"{code}","Message":"No"}}"#);
        let client = answered_with(http(status, "application/json", &body));
        let error = client
            .read_client_list(ReadClientList::new())
            .await
            .unwrap_err();
        assert_eq!(refusal(error).unwrap().meaning, meaning, "{status}");
    }
}

#[tokio::test]
async fn a_refusal_is_one_line_with_call_code_documented_message_and_advice() {
    let body = r#"{"ResultCode":"CT_512","Message":"Lead source C4N4RY\nis in use."}"#;
    let client = answered(body);
    let error = client
        .delete_lead_source_by_id(DeleteLeadSourceById::new(345))
        .await
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "delete_lead_source_by_id: refused with CT512 \"Can not delete as requested. Parameter \
         is still in use.\"; something still uses the record: delete that first"
    );
    assert!(!format!("{error:?}").contains("C4N4RY"), "{error:?}");
}

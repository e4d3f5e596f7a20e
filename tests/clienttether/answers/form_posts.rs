//! JSON answers to the leads of a form, and to those of Thumbtack.

use clienttether_generated::ExternalFormLead;
use clienttether_generated::ThumbtackLead;
use clienttether_generated::api::ResultCode;
use prose_runtime::{Cause, Error, Meaning, NoRecord, Reply};
use workspace_tests::http;

use super::answered_with;

/// The page's codes with its messages, their type, and what they mean.
pub(crate) const FORM_CODES: [(&str, &str, ResultCode, Meaning); 5] = [
    (
        "ct101",
        "Invalid Web_Key",
        ResultCode::Ct101,
        Meaning::AccessDenied,
    ),
    (
        "ct102",
        "Name Not Received",
        ResultCode::Ct102,
        Meaning::MissingKey,
    ),
    (
        "ct103",
        "Duplicate Client creation attempted",
        ResultCode::Ct103,
        Meaning::Duplicate,
    ),
    ("Ct104", "TBD", ResultCode::Ct104, Meaning::Unknown),
    ("Ct105", "TBD", ResultCode::Ct105, Meaning::Unknown),
];

/// A code as the page, a live answer of the API, or nobody so far has spelled it.
pub(crate) fn spellings(code: &str) -> [String; 5] {
    let underscored = format!("{}_{}", &code[..2], &code[2..]);
    [
        code.to_owned(),
        code.to_uppercase(),
        code.to_lowercase(),
        underscored.to_uppercase(),
        underscored,
    ]
}

pub(crate) fn jo() -> ExternalFormLead {
    ExternalFormLead::new("CT_form_key").name("Jo Sample")
}

async fn posted(status: &str, body: &str) -> Result<Reply<NoRecord>, Error> {
    let answer = http(status, "application/json", body);
    let client = answered_with(answer);
    client.external_form_lead(jo()).await
}

async fn from_thumbtack(status: &str, body: &str) -> Result<Reply<NoRecord>, Error> {
    let client = answered_with(http(status, "application/json", body));
    client.thumbtack_lead(ThumbtackLead::new()).await
}

#[tokio::test]
async fn success_is_success_in_both_spellings_and_any_capitals() {
    for body in [
        r#"{"Message": "Success"}"#,
        r#"{"message":"Success"}"#,
        r#"{"MESSAGE":"SUCCESS"}"#,
        r#"{"mEsSaGe":"success"}"#,
        r#"{"Message":" Success "}"#,
        r#"{"Message":"Success","client_id":"8051632"}"#,
    ] {
        let reply = posted("200 OK", body).await.unwrap();
        assert_eq!(reply.code(), None, "{body}");
        let message = reply.message().unwrap();
        assert!(
            message.trim().eq_ignore_ascii_case("success"),
            "{body}: {message}"
        );
    }
    let created = posted("201 Created", r#"{"Message":"Success"}"#).await;
    assert_eq!(created.unwrap().status(), 201);
}

/// As printed on the page: without quotes, or with typographic ones.
#[tokio::test]
async fn what_the_page_prints_is_no_json() {
    for body in ["{message: Success}", "{“Message”: “Success”}", "Success"] {
        let error = posted("200 OK", body).await.unwrap_err();
        assert!(
            matches!(error.cause(), Cause::Undecodable { .. }),
            "{body}: {error}"
        );
        assert!(error.may_have_acted(), "{error}");
    }
}

#[tokio::test]
async fn each_code_of_the_page_is_typed_however_it_is_spelled() {
    for (code, message, typed, meaning) in FORM_CODES {
        for spelled in spellings(code) {
            for key in ["error_Code", "error_code", "ERROR_CODE"] {
                for status in ["200 OK", "400 Bad Request", "500 Internal Server Error"] {
                    let body = format!(r#"{{"{key}":"{spelled}","Message":"Anything"}}"#);
                    let error = posted(status, &body).await.unwrap_err();
                    assert_eq!(
                        ResultCode::of(&error),
                        Some(typed),
                        "{status} {body}: {error}"
                    );
                    let refusal = error.refusal().unwrap();
                    assert_eq!(refusal.meaning, meaning, "{body}");
                    assert_eq!(refusal.code.as_str(), spelled);
                    assert_eq!(refusal.listed_code(), Some(code));
                    assert_eq!(refusal.message.as_str(), "Anything");
                }
            }
        }
        assert_eq!(typed.code(), code);
        let body = format!(r#"{{"error_Code":"{code}"}}"#);
        let error = posted("200 OK", &body).await.unwrap_err();
        let told = format!("external_form_lead: refused with {code} \"{message}\"; ");
        assert!(error.to_string().starts_with(&told), "{error}");
    }
}

#[tokio::test]
async fn the_predicates_tell_the_codes_apart() {
    for (code, ..) in FORM_CODES {
        let body = format!(r#"{{"error_Code":"{code}"}}"#);
        let error = posted("200 OK", &body).await.unwrap_err();
        let told = [
            error.is_access_denied(),
            error.is_invalid(),
            error.is_duplicate(),
        ];
        assert_eq!(
            told,
            [code == "ct101", code == "ct102", code == "ct103"],
            "{code}"
        );
        assert!(!error.is_retryable(), "{code}");
    }
}

#[tokio::test]
async fn a_message_of_the_page_stands_for_its_code() {
    for (code, message, typed, meaning) in FORM_CODES {
        // TBD is what the page has in place of a message, and stands for nothing.
        let typed = (meaning != Meaning::Unknown).then_some(typed);
        for spelled in [message.to_owned(), message.to_uppercase()] {
            let body = format!(r#"{{"message":"{spelled}"}}"#);
            let error = posted("200 OK", &body).await.unwrap_err();
            assert_eq!(ResultCode::of(&error), typed, "{code}: {body}: {error}");
            let refusal = error.refusal().unwrap();
            assert_eq!((refusal.meaning, refusal.code.as_str()), (meaning, ""));
        }
    }
}

/// Nothing of this page says that a code could be the name of a key.
#[tokio::test]
async fn a_code_that_the_page_does_not_list_blames_no_key() {
    for code in ["Favorite Chocolate", "name", "phone", "busy"] {
        let body = format!(r#"{{"error_Code":"{code}","ResultCode":"{code}"}}"#);
        for error in [
            posted("200 OK", &body).await.unwrap_err(),
            from_thumbtack("200 OK", &body).await.unwrap_err(),
        ] {
            let refusal = error.refusal().unwrap();
            assert_eq!((refusal.meaning, refusal.key), (Meaning::Unknown, None));
            assert!(error.may_have_acted(), "{error}");
            assert!(!error.to_string().contains("custom field"), "{error}");
        }
    }
}

/// Anybody on the way may have written it, unless it is a message of the page.
#[tokio::test]
async fn with_a_status_of_failure_only_a_listed_message_tells_anything() {
    let body = r#"{"Message":"Invalid Web_Key"}"#;
    let error = posted("400 Bad Request", body).await.unwrap_err();
    assert_eq!(ResultCode::of(&error), Some(ResultCode::Ct101));
    for (status, body) in [
        ("400 Bad Request", r#"{"Message":"Success"}"#),
        ("400 Bad Request", r#"{"Message":"Out to lunch"}"#),
        ("500 Internal Server Error", body),
    ] {
        let error = posted(status, body).await.unwrap_err();
        assert!(
            matches!(error.cause(), Cause::Status { .. }),
            "{body}: {error}"
        );
        assert_eq!(ResultCode::of(&error), None);
    }
}

#[tokio::test]
async fn any_other_message_is_a_refusal_that_nobody_has_explained() {
    for body in [
        // As in the page's sample of a redirect.
        r#"{"Message":"Invalid Wed_Key"}"#,
        r#"{"Message":"Successfully refused"}"#,
        r#"{"Message":"Not a Success"}"#,
        r#"{"Message":""}"#,
        r#"{"Message":null}"#,
        r#"{"Message":true}"#,
        r#"{"status":"Success"}"#,
        r#"{"msg":"Success"}"#,
        "{}",
    ] {
        let error = posted("200 OK", body).await.unwrap_err();
        let refusal = error.refusal().unwrap();
        assert_eq!(refusal.meaning, Meaning::Unknown, "{body}");
        assert_eq!(ResultCode::of(&error), None, "{body}");
        assert!(
            error.may_have_acted() && !error.is_retryable(),
            "{body}: {error}"
        );
    }
}

#[tokio::test]
async fn a_code_that_is_not_on_the_page_is_unknown_and_one_of_the_api_is_known() {
    let error = posted("200 OK", r#"{"error_Code":"ct199"}"#).await;
    let error = error.unwrap_err();
    assert_eq!(error.refusal().unwrap().meaning, Meaning::Unknown);
    assert_eq!(ResultCode::of(&error), None);
    let error = posted("200 OK", r#"{"error_Code":"CT_520"}"#).await;
    assert_eq!(ResultCode::of(&error.unwrap_err()), Some(ResultCode::Ct520));
}

/// A success in words with a code of failure beside it: the code says more.
#[tokio::test]
async fn a_code_counts_before_the_message() {
    let error = posted("200 OK", r#"{"Message":"Success","error_Code":"ct103"}"#).await;
    assert!(error.unwrap_err().is_duplicate());
}

#[tokio::test]
async fn a_page_of_html_is_no_answer_and_its_words_are_not_shown() {
    let page = "<!DOCTYPE html><html><body>Success, Jo Sample C4N4RY</body></html>";
    for (status, is_read) in [("200 OK", true), ("404 Not Found", false)] {
        let client = answered_with(http(status, "text/html", page));
        let error = client.external_form_lead(jo()).await.unwrap_err();
        let is_as_expected = match error.cause() {
            Cause::Undecodable { .. } => is_read,
            Cause::Status { status: 404, .. } => !is_read,
            _ => false,
        };
        assert!(is_as_expected, "{status}: {error}");
        assert!(!format!("{error} {error:?}").contains("C4N4RY"), "{error}");
    }
}

/// What is known of the answers to Thumbtack's leads: nothing. A code counts, and else the status.
#[tokio::test]
async fn an_answer_to_thumbtack_is_judged_by_its_code_or_else_by_its_status() {
    for body in [
        r#"{"ResultCode":"CT_200","Message":"Success","data":[{"client_id":"7"}]}"#,
        r#"{"resultCode":"CT200"}"#,
        r#"{"Message":"Success"}"#,
        r#"{"message":"Lead received"}"#,
        "{}",
    ] {
        let reply = from_thumbtack("200 OK", body).await;
        assert!(reply.is_ok(), "{body}: {reply:?}");
    }
    for (status, body, typed) in [
        (
            "200 OK",
            r#"{"ResultCode":"CT_501","Message":"No"}"#,
            ResultCode::Ct501,
        ),
        (
            "400 Bad Request",
            r#"{"resultCode":"CT520"}"#,
            ResultCode::Ct520,
        ),
        (
            "401 Unauthorized",
            r#"{"ResultCode":"CT_510"}"#,
            ResultCode::Ct510,
        ),
    ] {
        let error = from_thumbtack(status, body).await.unwrap_err();
        assert_eq!(ResultCode::of(&error), Some(typed), "{body}: {error}");
    }
    for (status, number) in [
        ("302 Found\r\nLocation: /?error_Code=ct101", 302),
        ("404 No", 404),
    ] {
        let error = from_thumbtack(status, r#"{"Message":"Success"}"#).await;
        let error = error.unwrap_err();
        assert!(
            matches!(error.cause(), Cause::Status { status, .. } if *status == number),
            "{error}"
        );
    }
}

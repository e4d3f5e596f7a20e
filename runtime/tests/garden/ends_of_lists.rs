//! What ends a list: the API's own word that nothing is left, and nobody else's.

use prose_runtime::{
    ApiDescriptor, CallDescriptor, Cause, Client, Config, Credentials, Meaning, Method, NoRecord,
    Outcome, Paging, RawCall, ResultCode, RetryPolicy, Returns,
};

use crate::api::STANDARD;
use crate::other_api::OTHER_API;
use crate::server::{Server, Then, http};

static ORCHARD: ApiDescriptor = ApiDescriptor {
    name: "orchard",
    result_codes: &[
        ResultCode {
            code: "OR200",
            message: "Success",
            means: Meaning::Success,
            ..ResultCode::PLAIN
        },
        ResultCode {
            code: "OR404",
            message: "Nothing there",
            means: Meaning::NotFound,
            status: Some(404),
            ..ResultCode::PLAIN
        },
    ],
    ..OTHER_API
};
const LIST_BASE: CallDescriptor = CallDescriptor {
    returns: Returns::Many { found_by: None },
    envelope: &STANDARD,
    paging: Some(Paging::ByPage {
        page: "page",
        size: "size",
        max: 2,
        rows_repeat: false,
    }),
    ..CallDescriptor::raw(&ORCHARD, Method::Get, "trees")
};
static LIST: CallDescriptor = LIST_BASE;
static LIST_OR_NOTHING: CallDescriptor = CallDescriptor {
    empty_when_not_found: true,
    ..LIST_BASE
};

const FULL: &str = r#"{"ResultCode":"OR200","data":[{"tree":1},{"tree":2}]}"#;
const OWN_WORD: &str = r#"{"ResultCode":"OR404","Message":"Nothing there"}"#;
const GATEWAY: &str = "<html><h1>404 Not Found</h1></html>";

/// How many records come, and what ends them.
async fn list(
    call: &'static CallDescriptor,
    script: impl IntoIterator<Item = Then>,
) -> (usize, Option<prose_runtime::Error>) {
    let server = Server::new(script).await;
    let config = Config::new()
        .base_url(server.url())
        .retry(RetryPolicy::never());
    let client = Client::new(Credentials::new(&ORCHARD), config).unwrap();
    let mut pages = client.send(RawCall::new(call)).pages().read_ahead(0);
    let mut records = 0;
    while let Some(page) = pages.next().await {
        match page {
            Ok(page) => {
                let rows: &[NoRecord] = page.records();
                records += rows.len();
            }
            Err(error) => {
                assert!(
                    pages.next().await.is_none(),
                    "after an error there are none"
                );
                return (records, Some(error));
            }
        }
    }
    (records, None)
}

fn not_found(body: &str) -> Then {
    http("404 Not Found", body)
}

#[tokio::test]
async fn a_code_in_the_answer_ends_a_list_whatever_the_status() {
    for call in [&LIST, &LIST_OR_NOTHING] {
        for nothing in [http("200 OK", OWN_WORD), not_found(OWN_WORD)] {
            let (records, error) = list(call, [nothing.clone()]).await;
            assert!(records == 0 && error.is_none(), "{error:?}");
            let (records, error) = list(call, [http("200 OK", FULL), nothing]).await;
            assert!(records == 2 && error.is_none(), "{error:?}");
        }
    }
}

fn is_404(error: Option<prose_runtime::Error>) {
    let error = error.unwrap();
    assert_eq!(error.cause().outcome(), Some(Outcome::Status(404)));
    let refused = matches!(error.cause(), Cause::Refused(refusal) if refusal.status == 404);
    let bare = matches!(error.cause(), Cause::Status { status: 404, .. });
    assert!(refused || bare, "{error:?}");
}

#[tokio::test]
async fn a_404_without_a_code_is_an_error_on_the_first_page() {
    for call in [&LIST, &LIST_OR_NOTHING] {
        for body in [GATEWAY, "", "{}"] {
            let (records, error) = list(call, [not_found(body)]).await;
            assert_eq!(records, 0);
            is_404(error);
        }
    }
}

#[tokio::test]
async fn a_404_without_a_code_is_an_error_on_a_later_page() {
    for call in [&LIST, &LIST_OR_NOTHING] {
        for body in [GATEWAY, "", "{}"] {
            let (records, error) = list(call, [http("200 OK", FULL), not_found(body)]).await;
            assert_eq!(records, 2);
            is_404(error);
        }
    }
}

//! Lists whose pages say where they go on, and lists of pages whose size nobody knows.

use std::future::{Future as _, poll_fn};
use std::task::Poll;

use prose_runtime::{
    ApiDescriptor, CallDescriptor, Cause, Client, Config, Credential, CredentialPlace, Credentials,
    Envelope, Error, Meaning, Method, NextAddress, NextCursor, NoRecord, Paging, RawCall,
    Record as _, Records, ResultCode, RetryPolicy, Returns,
};

use crate::other_api::{OTHER_API, credential};
use crate::server::{Server, Then, header, http, http_with};

static ROWS: Envelope = Envelope {
    records: &["data"],
    total: Some("meta.total"),
    code: Some("code"),
    code_may_lack: true,
    ..Envelope::BARE
};
static HIVES: ApiDescriptor = ApiDescriptor {
    credentials: &[
        Credential {
            before: "Bearer ",
            ..credential("token", CredentialPlace::Header("Authorization"))
        },
        credential("key", CredentialPlace::Query("api_key")),
    ],
    envelope: &ROWS,
    result_codes: &[ResultCode {
        code: "gone",
        means: Meaning::NotFound,
        ..ResultCode::PLAIN
    }],
    ..OTHER_API
};
const LIST: CallDescriptor = CallDescriptor {
    returns: Returns::Many { found_by: None },
    envelope: &ROWS,
    ..CallDescriptor::raw(&HIVES, Method::Get, "bees")
};
static BY_CURSOR: CallDescriptor = CallDescriptor {
    paging: Some(Paging::ByCursor {
        cursor: "page_token",
        next: NextCursor::Body("paging.next"),
        size: Some("limit"),
        max: Some(2),
        more: Some("has_more"),
        ends_when_empty: false,
    }),
    ..LIST
};
static BY_LAST: CallDescriptor = CallDescriptor {
    paging: Some(Paging::ByCursor {
        cursor: "starting_after",
        next: NextCursor::Last("id"),
        size: None,
        max: None,
        more: Some("has_more"),
        ends_when_empty: false,
    }),
    ..LIST
};
static BY_ADDRESS: CallDescriptor = CallDescriptor {
    paging: Some(Paging::ByAddress {
        next: NextAddress::Body("links.next"),
        size: None,
        max: None,
        more: None,
        ends_when_empty: false,
    }),
    ..LIST
};
static TO_AN_EMPTY_PAGE: CallDescriptor = CallDescriptor {
    paging: Some(Paging::ByAddress {
        next: NextAddress::Body("links.next"),
        size: None,
        max: None,
        more: None,
        ends_when_empty: true,
    }),
    ..LIST
};
static BY_LINK: CallDescriptor = CallDescriptor {
    paging: Some(Paging::ByAddress {
        next: NextAddress::Link("next"),
        size: None,
        max: None,
        more: None,
        ends_when_empty: false,
    }),
    ..LIST
};
static BY_NUMBER: CallDescriptor = CallDescriptor {
    paging: Some(Paging::ByPageFrom {
        first: 0,
        page: "page",
        size: None,
        max: None,
        rows_repeat: false,
    }),
    ..LIST
};

static FROM_ZERO: CallDescriptor = CallDescriptor {
    paging: Some(Paging::ByPageFrom {
        first: 0,
        page: "page",
        size: Some("size"),
        max: Some(2),
        rows_repeat: false,
    }),
    ..LIST
};

fn client(server: &Server) -> Client {
    let config = Config::new()
        .base_url(server.url())
        .retry(RetryPolicy::never());
    let credentials = Credentials::new(&HIVES)
        .with("token", "t0ken")
        .with("key", "k3y");
    Client::new(credentials, config).unwrap()
}

/// The ids that come, and what ends them.
async fn ids(mut records: Records<NoRecord>) -> (Vec<String>, Option<Error>) {
    let mut ids = Vec::new();
    while let Some(record) = records.next().await {
        match record {
            Ok(record) => ids.push(record.row().raw("id").unwrap().to_owned()),
            Err(error) => {
                assert!(
                    records.next().await.is_none(),
                    "after an error there are none"
                );
                return (ids, Some(error));
            }
        }
    }
    (ids, None)
}

async fn list(
    call: &'static CallDescriptor,
    script: impl IntoIterator<Item = Then>,
) -> (Vec<String>, Option<Error>, Vec<String>) {
    let server = Server::new(script).await;
    let (ids, error) = ids(client(&server).send(RawCall::new(call)).records()).await;
    (ids, error, targets(&server))
}

/// What each request asks for, with the header of the credential.
fn targets(server: &Server) -> Vec<String> {
    let target = |request: &String| {
        assert_eq!(
            header(request, "authorization"),
            Some("Bearer t0ken"),
            "{request}"
        );
        let line = request.lines().next().unwrap();
        line.strip_suffix(" HTTP/1.1").unwrap().to_owned()
    };
    server.requests().iter().map(target).collect()
}

fn page(ids: &[u32], rest: &str) -> Then {
    http("200 OK", &body(ids, rest))
}

fn body(ids: &[u32], rest: &str) -> String {
    let rows: Vec<_> = ids.iter().map(|id| format!(r#"{{"id":{id}}}"#)).collect();
    format!(r#"{{"data":[{}]{rest}}}"#, rows.join(","))
}

fn linked(ids: &[u32], links: &str) -> Then {
    let headers = format!("Connection: close\r\n{links}");
    http_with("200 OK", &headers, &body(ids, ""))
}

fn is_incomplete(error: Option<Error>) {
    let error = error.unwrap();
    assert!(
        matches!(error.cause(), Cause::Incomplete { .. }),
        "{error:?}"
    );
}

fn is_repeated(error: Option<Error>) {
    let error = error.unwrap();
    assert!(
        matches!(error.cause(), Cause::RepeatedPage { .. }),
        "{error:?}"
    );
}

#[tokio::test]
async fn a_cursor_is_sent_as_the_page_before_gave_it() {
    let (ids, error, targets) = list(
        &BY_CURSOR,
        [
            page(&[1, 2], r#","paging":{"next":"a b&c"},"has_more":true"#),
            page(&[3], r#","paging":{"next":77}"#),
            page(&[], r#","paging":{"next":"x"},"has_more":1"#),
            page(&[4], r#","paging":{"next":" "}"#),
        ],
    )
    .await;
    assert!(error.is_none(), "{error:?}");
    assert_eq!(ids, ["1", "2", "3", "4"]);
    assert_eq!(
        targets,
        [
            "GET /v1/bees?limit=2&api_key=k3y",
            "GET /v1/bees?limit=2&page_token=a%20b%26c&api_key=k3y",
            "GET /v1/bees?limit=2&page_token=77&api_key=k3y",
            "GET /v1/bees?limit=2&page_token=x&api_key=k3y",
        ]
    );
}

#[tokio::test]
async fn no_more_is_the_end_whatever_the_cursor_says() {
    for no in ["false", "0", r#""false""#, r#""0""#] {
        let rest = format!(r#","paging":{{"next":"a"}},"has_more":{no}"#);
        let (ids, error, _) = list(&BY_CURSOR, [page(&[1], &rest)]).await;
        assert!(ids.len() == 1 && error.is_none(), "{error:?}");
    }
    for nothing in [r#","paging":{"next":null}"#, r#","paging":null"#, ""] {
        let (ids, error, _) = list(&BY_CURSOR, [page(&[1], nothing)]).await;
        assert!(ids.len() == 1 && error.is_none(), "{error:?}");
    }
}

#[tokio::test]
async fn a_page_without_rows_is_the_end_where_lists_end_so() {
    let to = |page: &str| format!(r#","links":{{"next":"{page}"}}"#);
    let script = [page(&[1], &to("bees?p=2")), page(&[], &to("bees?p=2"))];
    let (ids, error, targets) = list(&TO_AN_EMPTY_PAGE, script.clone()).await;
    assert!(error.is_none(), "{error:?}");
    assert_eq!((ids.len(), targets.len()), (1, 2));
    // Elsewhere it leads on, here to where it was.
    is_repeated(list(&BY_ADDRESS, script).await.1);
}

#[tokio::test]
async fn more_without_a_cursor_is_an_incomplete_list() {
    for yes in ["true", "1", r#""true""#] {
        let rest = format!(r#","has_more":{yes}"#);
        let (ids, error, _) = list(&BY_CURSOR, [page(&[1], &rest)]).await;
        assert_eq!(ids, ["1"]);
        let told = error.as_ref().unwrap().to_string();
        assert!(told.contains("go on from its bookmark"), "{told}");
        is_incomplete(error);
    }
    let server = Server::new([page(&[1], r#","has_more":true"#)]).await;
    let records = client(&server).send(RawCall::new(&BY_CURSOR)).records();
    let (found, error) = ids(records.allow_incomplete()).await;
    assert!(found.len() == 1 && error.is_none(), "{error:?}");
}

#[tokio::test]
async fn what_is_no_place_and_says_something_is_an_incomplete_list() {
    for there in [r#"{"href":"/v1/bees?p=2"}"#, r#"["/v1/bees?p=2"]"#] {
        for (call, key) in [(&BY_CURSOR, "paging"), (&BY_ADDRESS, "links")] {
            let rest = format!(r#","{key}":{{"next":{there}}}"#);
            let (ids, error, _) = list(call, [page(&[1], &rest)]).await;
            assert_eq!(ids, ["1"]);
            is_incomplete(error);
        }
    }
    let rest = r#","has_more":false,"paging":{"next":{"a":1}}"#;
    for rest in [rest, r#","paging":{"next":{}}"#, r#","paging":{"next":[]}"#] {
        let (ids, error, _) = list(&BY_CURSOR, [page(&[1], rest)]).await;
        assert!(ids.len() == 1 && error.is_none(), "{error:?}");
    }
}

#[tokio::test]
async fn a_cursor_that_was_there_before_ends_the_list_with_an_error() {
    let to = |cursor: &str| format!(r#","paging":{{"next":"{cursor}"}}"#);
    let script = [
        page(&[1], &to("a")),
        page(&[2], &to("b")),
        page(&[3], &to("a")),
    ];
    let (ids, error, targets) = list(&BY_CURSOR, script).await;
    assert_eq!((ids.len(), targets.len()), (3, 3));
    is_repeated(error);
    let (ids, error, _) = list(&BY_CURSOR, [page(&[1], &to("a")), page(&[1], &to("b"))]).await;
    assert_eq!(ids, ["1"]);
    is_repeated(error);
}

#[tokio::test]
async fn a_total_is_held_against_a_list_by_cursor() {
    let rest = r#","paging":{"next":"a"},"meta":{"total":3}"#;
    let last = r#","meta":{"total":3}"#;
    let (ids, error, _) = list(&BY_CURSOR, [page(&[1, 2], rest), page(&[3], last)]).await;
    assert!(ids.len() == 3 && error.is_none(), "{error:?}");
    let (_, error, _) = list(&BY_CURSOR, [page(&[1], rest), page(&[2], last)]).await;
    is_incomplete(error);
}

#[tokio::test]
async fn a_cursor_that_is_not_found_is_no_end() {
    for gone in ["200 OK", "404 Not Found"] {
        let gone = http(gone, r#"{"code":"gone"}"#);
        let next = page(&[1], r#","paging":{"next":"a"}"#);
        let (ids, error, _) = list(&BY_CURSOR, [next, gone.clone()]).await;
        assert!(ids.len() == 1 && error.unwrap().is_not_found());
        // Nothing at all is an end.
        let (ids, error, _) = list(&BY_CURSOR, [gone]).await;
        assert!(ids.is_empty() && error.is_none(), "{error:?}");
    }
}

#[tokio::test]
async fn the_last_record_is_the_cursor_as_long_as_there_are_more() {
    let (ids, error, targets) = list(
        &BY_LAST,
        [
            page(&[1, 2], r#","has_more":true"#),
            page(&[3, 4], r#","has_more":false"#),
        ],
    )
    .await;
    assert!(ids.len() == 4 && error.is_none(), "{error:?}");
    assert_eq!(
        targets,
        [
            "GET /v1/bees?api_key=k3y",
            "GET /v1/bees?starting_after=2&api_key=k3y",
        ]
    );
    // Nobody says whether there are more: an empty page does.
    let (ids, error, _) = list(&BY_LAST, [page(&[1], ""), page(&[], "")]).await;
    assert!(ids.len() == 1 && error.is_none(), "{error:?}");
    let nameless = http("200 OK", r#"{"data":[{"x":1}],"has_more":true}"#);
    let server = Server::new([nameless]).await;
    let mut pages = client(&server).send(RawCall::new(&BY_LAST)).pages();
    assert!(pages.next().await.unwrap().is_ok());
    is_incomplete(pages.next().await.unwrap().err());
}

#[tokio::test]
async fn an_address_is_asked_for_as_it_came_but_for_the_credentials() {
    let (ids, error, targets) = list(
        &BY_ADDRESS,
        [
            page(
                &[1],
                r#","links":{"next":"/v1/bees?api%5fkey=old&after=a%2fb+c&api_key=old"}"#,
            ),
            page(&[2], r#","links":{"next":"?after=d?"}"#),
            page(&[3], r#","links":{"next":"/v2/more?api_key=old#x"}"#),
            page(&[4], r#","links":{"next":"/v2/last"}"#),
            page(&[5], r#","links":{"next":null}"#),
        ],
    )
    .await;
    assert!(ids.len() == 5 && error.is_none(), "{error:?}");
    assert_eq!(
        targets,
        [
            "GET /v1/bees?api_key=k3y",
            "GET /v1/bees?after=a%2fb+c&api_key=k3y",
            "GET /v1/bees?after=d?&api_key=k3y",
            "GET /v2/more?api_key=k3y",
            "GET /v2/last?api_key=k3y",
        ]
    );
}

#[tokio::test]
async fn an_address_is_asked_for_with_credentials_that_were_replaced_meanwhile() {
    let next = r#","links":{"next":"?after=d&api_key=k3y"}"#;
    let server = Server::new([page(&[1], next), page(&[2], "")]).await;
    let client = client(&server);
    let mut records = client.send(RawCall::new(&BY_ADDRESS)).records();
    assert!(records.next().await.unwrap().is_ok());
    let new = Credentials::new(&HIVES)
        .with("token", "t0ken")
        .with("key", "n3w");
    client.replace_credentials(new).unwrap();
    assert!(records.next().await.unwrap().is_ok());
    assert_eq!(targets(&server)[1], "GET /v1/bees?after=d&api_key=n3w");
}

#[tokio::test]
async fn what_is_wrong_behind_a_page_is_told_after_it() {
    let next = r#","links":{"next":"?after=d"}"#;
    let server = Server::new([page(&[1], next)]).await;
    let client = client(&server);
    let mut pages = client.send(RawCall::new(&BY_ADDRESS)).pages();
    {
        // Credentials change between the request and the answer, which the stream has not looked at yet.
        let mut first = std::pin::pin!(pages.next());
        let polled = poll_fn(|context| Poll::Ready(first.as_mut().poll(context))).await;
        assert!(polled.is_pending());
        while server.requests().is_empty() {
            tokio::task::yield_now().await;
        }
        let lacking = Credentials::none(&HIVES).with("key", "k3y");
        client.replace_credentials(lacking).unwrap();
        assert!(first.await.unwrap().is_ok());
    }
    assert!(pages.next().await.unwrap().unwrap_err().is_config());
    assert!(pages.next().await.is_none());
}

#[tokio::test]
async fn the_link_header_leads_on_and_its_end_is_the_end() {
    let (ids, error, targets) = list(
        &BY_LINK,
        [
            linked(
                &[1],
                "Link: </v1/a>; rel=\"first\", </v1/bees?p=2>; rel=\"next\"\r\n",
            ),
            linked(
                &[2],
                "Link: </v1/a>; rel=prev\r\nLink: <bees?p=3>; rel=next\r\n",
            ),
            linked(&[3], "Link: </v1/a>; rel=first\r\n"),
        ],
    )
    .await;
    assert!(ids.len() == 3 && error.is_none(), "{error:?}");
    assert_eq!(
        targets,
        [
            "GET /v1/bees?api_key=k3y",
            "GET /v1/bees?p=2&api_key=k3y",
            "GET /v1/bees?p=3&api_key=k3y",
        ]
    );
}

#[tokio::test]
async fn an_address_of_another_host_is_an_error_that_names_the_host_alone() {
    for (address, host) in [
        ("https://evil.example/bees?secret=C4N4RY", "evil.example"),
        ("http://localhost:1/bees?secret=C4N4RY", "localhost"),
        ("mailto:C4N4RY", ""),
    ] {
        let rest = format!(r#","links":{{"next":"{address}"}}"#);
        let (ids, error, targets) = list(&BY_ADDRESS, [page(&[1], &rest)]).await;
        assert_eq!((ids.len(), targets.len()), (1, 1));
        let error = error.unwrap();
        assert!(error.is_incomplete());
        let shown = format!("{error} {error:?} {}", error.explain());
        assert!(!shown.contains("C4N4RY"), "{shown}");
        match error.cause() {
            Cause::NextElsewhere { host: found, .. } => assert_eq!(found, host),
            other => panic!("{other:?}"),
        }
    }
}

#[tokio::test]
async fn an_address_that_was_there_before_ends_the_list_with_an_error() {
    let to = |address: &str| format!(r#","links":{{"next":"{address}"}}"#);
    let script = [page(&[1], &to("?p=2")), page(&[2], &to("?p=2"))];
    let (ids, error, targets) = list(&BY_ADDRESS, script).await;
    assert_eq!((ids.len(), targets.len()), (2, 2));
    is_repeated(error);
}

#[tokio::test]
async fn neither_an_address_nor_a_bookmark_is_shown() {
    let next = page(&[1], r#","links":{"next":"?mail=C4N4RY%20x"}"#);
    let refused = http(
        "400 Bad Request",
        r#"{"error":"no C4N4RY x, no mail=C4N4RY%20x"}"#,
    );
    let server = Server::new([next, refused]).await;
    let mut pages = client(&server).send(RawCall::new(&BY_ADDRESS)).pages();
    assert!(pages.next().await.unwrap().is_ok());
    assert!(pages.bookmark().unwrap().ends_with("?mail=C4N4RY%20x"));
    let error = pages.next().await.unwrap().unwrap_err();
    let shown = format!("{pages:?} {error} {error:?} {}", error.explain());
    assert!(!shown.contains("C4N4RY"), "{shown}");
}

#[tokio::test]
async fn a_list_goes_on_at_its_bookmark() {
    let rest = r#","paging":{"next":"b"},"meta":{"total":9}"#;
    let server = Server::new([page(&[3], rest), page(&[4], r#","meta":{"total":9}"#)]).await;
    let client = client(&server);
    let mut records = client.send(RawCall::new(&BY_CURSOR)).records();
    assert_eq!(records.bookmark(), None);
    records = records.start_at_bookmark("a");
    assert_eq!(records.bookmark().as_deref(), Some("a"));
    assert!(records.next().await.unwrap().is_ok());
    assert_eq!(records.bookmark().as_deref(), Some("b"));
    // Nobody knows how many came before, so the total says nothing.
    let (rest, error) = ids(records).await;
    assert!(rest.len() == 1 && error.is_none(), "{error:?}");
    let tokens: Vec<_> = targets(&server);
    assert!(tokens[0].contains("page_token=a") && tokens[1].contains("page_token=b"));
}

#[tokio::test]
async fn a_bookmark_of_another_host_is_not_asked_for() {
    let server = Server::new([]).await;
    let sending = client(&server).send(RawCall::new(&BY_ADDRESS));
    let records = sending
        .records()
        .start_at_bookmark("https://evil.example/?C4N4RY");
    let error = ids(records).await.1.unwrap();
    assert!(
        error.is_config() && !error.to_string().contains("C4N4RY"),
        "{error}"
    );
}

#[tokio::test]
async fn a_list_without_positions_says_that_it_has_none() {
    for call in [&BY_CURSOR, &BY_ADDRESS, &BY_NUMBER] {
        let server = Server::new([]).await;
        let sending = client(&server).send(RawCall::new(call));
        let error = ids(sending.records().start_at(3)).await.1.unwrap();
        assert!(
            error.to_string().contains("go on with a bookmark"),
            "{error}"
        );
    }
}

#[tokio::test]
async fn pages_of_no_known_size_are_numbered_until_one_is_empty() {
    let script = [
        page(&[1, 2, 3], ""),
        page(&[4], ""),
        page(&[5, 6, 7], ""),
        page(&[], ""),
        page(&[], ""),
    ];
    let server = Server::new(script).await;
    let records = client(&server).send(RawCall::new(&BY_NUMBER)).records();
    let (found, error) = ids(records.read_ahead(0)).await;
    assert!(found.len() == 7 && error.is_none(), "{error:?}");
    let asked = [0, 1, 2, 3].map(|page| format!("GET /v1/bees?page={page}&api_key=k3y"));
    assert_eq!(targets(&server), asked);
}

#[tokio::test]
async fn pages_of_no_known_size_end_at_their_total_and_go_on_at_their_number() {
    let total = r#","meta":{"total":4}"#;
    let server = Server::new([page(&[1, 2, 3], total), page(&[4], total)]).await;
    let mut pages = client(&server)
        .send(RawCall::new(&BY_NUMBER))
        .pages()
        .read_ahead(0);
    assert!(pages.next().await.unwrap().is_ok());
    assert_eq!(pages.bookmark().as_deref(), Some("1"));
    let (found, error) = ids(pages.records()).await;
    assert!(found == ["4"] && error.is_none(), "{error:?}");
    let server = Server::new([page(&[4], total), page(&[], total)]).await;
    let records = client(&server).send(RawCall::new(&BY_NUMBER)).records();
    let (found, error) = ids(records.start_at_bookmark("1").read_ahead(0)).await;
    assert!(found == ["4"] && error.is_none(), "{error:?}");
    assert!(targets(&server)[0].contains("?page=1&"));
}

#[tokio::test]
async fn pages_that_are_numbered_from_0_begin_at_any_record() {
    let server = Server::new([page(&[3, 4], ""), page(&[5], "")]).await;
    let records = client(&server).send(RawCall::new(&FROM_ZERO)).records();
    let (found, error) = ids(records.start_at(3).read_ahead(0)).await;
    assert!(found == ["4", "5"] && error.is_none(), "{error:?}");
    let asked = [1, 2].map(|page| format!("GET /v1/bees?size=2&page={page}&api_key=k3y"));
    assert_eq!(targets(&server), asked);
}

#[tokio::test]
async fn after_a_failure_an_address_is_asked_for_again_by_another_list() {
    let next = page(&[1], r#","links":{"next":"?p=2"}"#);
    let server = Server::new([next, http("503 Oh", ""), page(&[2], "")]).await;
    let client = client(&server);
    let mut pages = client.send(RawCall::new(&BY_ADDRESS)).pages();
    assert!(pages.next().await.unwrap().is_ok());
    assert!(pages.next().await.unwrap().is_err());
    let bookmark = pages.bookmark().unwrap();
    let again = client.send(RawCall::new(&BY_ADDRESS)).records();
    let (found, error) = ids(again.start_at_bookmark(bookmark)).await;
    assert!(found == ["2"] && error.is_none(), "{error:?}");
    assert_eq!(targets(&server)[1], targets(&server)[2]);
}

//! A failure keeps the answer that it came of, and the server's own words in any form.

use std::time::Duration;

use prose_runtime::{Cause, Config, Error, HeaderValue, Response, read};

use crate::api::{
    CREATE_PLANT, CreatePlant, LIST_PLANTS, ListPlants, OWNER, OWNER_EMAIL, Plant, client_at,
    client_with,
};
use crate::server::{OK, Server, Then, http, http_with};

fn failed(status: u16, body: impl Into<Vec<u8>>) -> Error {
    read::<Plant>(&LIST_PLANTS, Response::new(status, body)).unwrap_err()
}

fn words(status: u16, body: &str) -> String {
    let error = failed(status, body);
    error
        .server_words()
        .map_or_else(String::new, |words| words.as_str().to_owned())
}

#[test]
fn whatever_the_cause_status_headers_number_and_body_are_there() {
    for (status, body) in [
        (200, r#"{"ResultCode":"GA520","Message":"Double"}"#),
        (200, r#"{"ResultCode":"GA200","data":"#),
        (200, r#"{"ResultCode":"GA200","plants":[{"plant_id":"7"}]}"#),
        (200, "<html>"),
        (422, "no sun"),
        (503, ""),
        (302, "elsewhere"),
    ] {
        let mut response = Response::new(status, body);
        let number = HeaderValue::from_static("4711-a");
        response.headers.insert("x-request-id", number);
        let error = read::<Plant>(&LIST_PLANTS, response).unwrap_err();
        let kept = error.response().unwrap();
        assert_eq!((kept.status(), &*kept.text()), (status, body));
        assert_eq!(kept.request_id(), Some("4711-a"));
        assert_eq!(kept.headers().get("x-request-id").unwrap(), "4711-a");
        assert!(!kept.is_cut());
        // Nobody knows what was sent, and might be in it.
        assert!(
            error.explain().contains("FailedResponse::request_id"),
            "{}",
            error.explain()
        );
    }
}

#[test]
fn a_create_whose_answer_cannot_be_read_offers_the_id_in_it() {
    let body = format!("<br />\nNotice: undefined index in /srv/x.php\n{OK}");
    let error = read::<Plant>(&CREATE_PLANT, Response::new(200, &*body)).unwrap_err();
    assert!(
        matches!(error.cause(), Cause::Undecodable { .. }),
        "{error}"
    );
    assert!(
        error
            .response()
            .unwrap()
            .text()
            .contains(r#""plant_id":"7""#)
    );
}

#[test]
fn of_a_long_body_the_beginning_is_kept() {
    let error = failed(500, vec![b'x'; 1_000_000]);
    let kept = error.response().unwrap();
    assert_eq!((kept.body().len(), kept.is_cut()), (64 * 1024, true));
}

#[tokio::test]
async fn what_came_before_an_answer_broke_off_is_kept() {
    let whole = format!("HTTP/1.1 200 OK\r\nX-Request-Id: 9\r\nContent-Length: 500\r\n\r\n{OK}");
    let server = Server::new([Then::Answer(whole)]).await;
    let error = client_at(server.url())
        .send(CreatePlant::new("Rose"))
        .await
        .unwrap_err();
    assert!(matches!(error.cause(), Cause::Transport { .. }), "{error}");
    let kept = error.response().unwrap();
    assert_eq!((&*kept.text(), kept.request_id()), (OK, Some("9")));
    assert!(kept.is_cut());

    let half = "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"plant_id\":\"7\"";
    let server = Server::new([Then::Stall(half)]).await;
    let config = Config::new().attempt_timeout(Duration::from_millis(200));
    let client = client_with(server.url(), config);
    let error = client.send(CreatePlant::new("Rose")).await.unwrap_err();
    assert!(error.is_timeout(), "{error}");
    assert_eq!(error.response().unwrap().text(), "{\"plant_id\":\"7\"");
}

#[tokio::test]
async fn of_an_answer_that_is_too_large_as_much_as_is_allowed_is_kept() {
    let server = Server::new([http("200 OK", OK)]).await;
    let client = client_with(server.url(), Config::new().max_response_bytes(20));
    let error = client.send(ListPlants::new()).await.unwrap_err();
    assert!(matches!(error.cause(), Cause::TooLarge { .. }), "{error}");
    let kept = error.response().unwrap();
    assert!(OK.starts_with(&*kept.text()) && kept.is_cut());
}

#[test]
fn words_are_found_in_any_form() {
    for (body, found) in [
        (r#"{"Message":"no sun"}"#, "no sun"),
        (r#"{"message":"no sun"}"#, "no sun"),
        (r#"{"error":"no sun"}"#, "no sun"),
        (r#"{"error":{"code":7,"message":"no sun"}}"#, "no sun"),
        (r#"{"errors":"no sun"}"#, "no sun"),
        (r#"{"errors":["no sun","no rain"]}"#, "no sun; no rain"),
        (
            r#"{"errors":{"name":["is required"]}}"#,
            "name: is required",
        ),
        (
            r#"{"errors":[{"field":"name","message":"is required"},{"field":"age","message":"is odd"}]}"#,
            "name: is required; age: is odd",
        ),
        (
            r#"{"type":"x","title":"Bad plant","detail":"no sun"}"#,
            "Bad plant; no sun",
        ),
        (
            r#"{"error":"invalid","error_description":"no sun"}"#,
            "invalid; no sun",
        ),
        (r#"{"name":["is required"]}"#, "name: is required"),
        (r#"["no sun"]"#, "no sun"),
        (r#""no sun""#, "no sun"),
        ("no sun", "no sun"),
        ("  no\n sun  ", "no  sun"),
        (
            "<html><head><title>No &amp; sun</title></head><body>x</body></html>",
            "No & sun",
        ),
        ("<HTML><TITLE lang=en>\n Not\n here </TITLE>", "Not here"),
        ("<html><body><h1>No <b>sun</b></h1></body></html>", "No sun"),
        ("<html><title></title><h1>No sun</h1>", "No sun"),
        ("<error><message>no sun</message></error>", "no sun"),
        (
            "<br />\n<b>Fatal error</b>: no sun in <b>/srv/x.php</b><style>a{}</style>",
            "Fatal error : no sun in /srv/x.php",
        ),
        (
            "<p>No sun.<p>Incident&nbsp;4711 &#039;a&#x27;",
            "No sun. Incident 4711 'a'",
        ),
    ] {
        assert_eq!(words(422, body), found, "{body}");
    }
}

#[test]
fn the_field_that_words_are_about_is_told_whatever_its_name() {
    for (body, found) in [
        (
            r#"{"errors":{"title":["too long"],"email":["is invalid"],"name":["is missing"]}}"#,
            "title: too long; email: is invalid; name: is missing",
        ),
        (
            r#"{"errors":{"name":"is required","description":"too long"}}"#,
            "name: is required; description: too long",
        ),
        (
            r#"{"errors":{"email":{"isEmpty":"must not be empty"}}}"#,
            "email.isEmpty: must not be empty",
        ),
        (
            r#"{"errors":[{"source":{"pointer":"/data/email"},"detail":"bad"}]}"#,
            "/data/email: bad",
        ),
        (
            r#"{"detail":[{"loc":["body","email"],"msg":"field required"}]}"#,
            "body.email: field required",
        ),
        (
            r#"{"status":422,"email":"is invalid"}"#,
            "email: is invalid",
        ),
        (
            r#"{"exception":"x","data":{"email":["taken"]}}"#,
            "exception: x; data.email: taken",
        ),
        (
            r#"{"error":{"name":"ValidationError","message":"too long"}}"#,
            "ValidationError: too long",
        ),
    ] {
        assert_eq!(words(422, body), found, "{body}");
    }
}

#[test]
fn records_that_are_not_understood_are_no_words() {
    for body in [
        r#"{"people":[{"name":"C4N4RY"}]}"#,
        r#"{"note":"C4N4RY"}"#,
        r#"{"people":[{"name":"C4N4RY"}"#,
        r#"[{"name":"C4N4RY"},"#,
        r#"{"title":"C4N4RY","description":"C4N4RY"}"#,
        "name;note\nC4N4RY;C4N4RY",
        "<people><name>C4N4RY</name></people>",
        r#""[{\"name\":\"C4N4RY\"}]""#,
        r#""name;note\nC4N4RY;C4N4RY""#,
        r#"{"message":[{"name":"C4N4RY","age":70}]}"#,
        r#"{"errors":[{"name":"C4N4RY"}]}"#,
        r#"{"errors":{"name":"C4N4RY"}}"#,
        r#"{"detail":"[{\"name\":\"C4N4RY\"}]"}"#,
    ] {
        assert_eq!(words(200, body), "", "{body}");
    }
}

#[test]
fn where_there_are_no_words_none_are_made_up() {
    for body in [
        "",
        " ",
        "{}",
        "[]",
        "null",
        "7e",
        "<html>",
        "<title>",
        r#"{"id":7}"#,
        "\0\u{1}\0",
    ] {
        let found = words(503, body);
        assert!(found.is_empty() || found == "7e", "{body}: {found}");
    }
}

#[test]
fn words_of_an_answer_that_cannot_be_read_are_there_too() {
    assert_eq!(words(200, "<html><title>Log in</title></html>"), "Log in");
    assert_eq!(words(200, r#"{"error":"no access"}"#), "no access");
    let of_a_field = r#"{"errors":{"email":["is taken"]}}"#;
    assert_eq!(words(200, of_a_field), "email: is taken");
    let beside_nothing = r#"{"error":{"message":null,"email":["is taken"]}}"#;
    assert_eq!(words(422, beside_nothing), "error.email: is taken");
}

#[test]
fn words_are_bounded() {
    let long = "word ".repeat(100_000);
    for body in [
        long.clone(),
        format!(r#"{{"message":"{long}"}}"#),
        format!(r#"{{"errors":[{}"x"]}}"#, r#""another","#.repeat(100_000)),
        format!("<title>{long}</title>"),
        "<title><title>".repeat(100_000),
        r#"{"error":"#.repeat(100_000),
        format!("{}1{}", r#"{"error":"#.repeat(1_000), "}".repeat(1_000)),
        format!(r#"{{"errors":{{"{long}":[{}1]}}}}"#, "{},".repeat(100_000)),
        "<head>".repeat(170_000),
        format!("<p>{}", "&".repeat(1_000_000)),
        format!(
            r#"{{"errors":{{"{long}":[{}1]}}}}"#,
            r#""a","#.repeat(100_000)
        ),
    ] {
        assert!(words(500, &body).chars().count() <= 2_001);
        assert!(failed(500, body).explain().len() < 10_000);
    }
}

#[test]
fn words_stay_out_of_everything_that_is_not_asked_for_them() {
    let error = failed(422, r#"{"errors":{"owner":["C4N4RY is gone"]}}"#);
    for shown in [
        error.to_string(),
        format!("{error:?}"),
        format!("{:?}", error.cause()),
    ] {
        assert!(!shown.contains("C4N4RY"), "{shown}");
    }
    assert!(error.server_words().unwrap().as_str().contains("C4N4RY"));
    // Nothing is known of what was sent, so that nothing can be hidden in them.
    assert!(!error.explain().contains("C4N4RY"), "{}", error.explain());
}

#[tokio::test]
async fn an_explanation_has_the_words_without_what_was_sent() {
    let body = r#"{"errors":{"owner":["Ann Lee of Elm Street owns it","t0ken of ANN.LEE@example.com and x.y@example.org"]}}"#;
    let headers = "Connection: close\r\nX-Request-Id: 4711\r\nSet-Cookie: C4N4RY\r\n";
    let server = Server::new([http_with("422 No", headers, body)]).await;
    let call = CreatePlant::new("Rose")
        .with(&OWNER, prose_runtime::Value::text("Ann Lee"))
        .with(
            &OWNER_EMAIL,
            prose_runtime::Value::text("ann.lee@example.com"),
        )
        .custom("street", "Elm");
    let error = client_at(server.url()).send(call).await.unwrap_err();
    let explained = error.explain();
    let lines: Vec<_> = explained.lines().collect();
    assert_eq!(
        lines,
        [
            "create_plant: HTTP status 422; check the values of the call",
            "  the server said: owner: <personal> of <custom> Street owns it; owner: <secret> of <personal> \
             and <e-mail address>",
            "  HTTP status: 422",
            "  request id: 4711",
            &format!("  answer: {} bytes, which Error::response has", body.len()),
            "  attempt 1: at 0 ms HTTP status 422, final",
        ]
        .map(|line| if line.contains("at 0 ms") { lines[5] } else { line })
    );
    assert!(lines[5].ends_with("HTTP status 422, final"), "{explained}");
}

#[test]
fn the_number_of_the_request_is_found_under_any_usual_name() {
    for name in [
        "X-Request-ID",
        "request-id",
        "X-Correlation-Id",
        "x-amzn-RequestId",
        "CF-Ray",
    ] {
        let mut response = Response::new(500, "");
        let name = prose_runtime::reqwest::header::HeaderName::from_bytes(name.as_bytes()).unwrap();
        response
            .headers
            .insert(name, HeaderValue::from_static("n1"));
        let error = read::<Plant>(&LIST_PLANTS, response).unwrap_err();
        assert_eq!(error.response().unwrap().request_id(), Some("n1"));
    }
    assert_eq!(failed(500, "").response().unwrap().request_id(), None);
}

#[test]
fn an_error_reads_the_same_in_debug_output() {
    let error = failed(422, "no sun");
    assert_eq!(format!("{error:?}"), error.to_string());
}

#[tokio::test]
async fn an_explanation_hides_what_was_sent_however_the_server_writes_it() {
    let said = [
        "page ?owner=Zo%C3%A9%20O%27Brien+Lee&x=zo%c3%a9+o'brien+lee",
        "ZO\u{c9} O'BRIEN LEE",
        "Zo&eacute; O&#039;Brien&nbsp;Lee",
        r"Zo\u00e9 O'Brien\tLee",
        "Zo\u{e9}\n O'Brien   Lee",
        "ZO\u{c9}O'BRIENLEE",
        "Zo%25C3%25A9%2520O%2527Brien%2520Lee",
        "Zo\u{e9} O&amp;#39;Brien Lee",
        "ann.lee&commat;example.com",
        "@ann.lee@example.com",
        "@o'neil.lee@example.com",
        "anna&amp;#64;example.com",
        "Zo\u{e9} O'Br...: unknown",
        "expired: s3cr3t-in-a-header",
        "ann.lee%40example.com",
        "Ann.Lee@example.com",
        "t0ken",
        &format!("{}Zo\u{e9} O'B", "word ".repeat(400)),
        &format!("{}Zo\u{e9} O'Brien Lee", "word ".repeat(398)),
    ];
    for words in said {
        let headers = format!(
            "Connection: close\r\nX-Request-Id: {}\r\n",
            "for-t0ken ann.lee@example.com"
        );
        let server = Server::new([http_with("422 No", &headers, words)]).await;
        let call = CreatePlant::new("Rose")
            .with(&OWNER, prose_runtime::Value::text("Zo\u{e9} O'Brien Lee"))
            .with(
                &OWNER_EMAIL,
                prose_runtime::Value::text("ann.lee@example.com"),
            );
        let error = client_at(server.url())
            .send(call)
            .header("X-Note", "Bearer s3cr3t-in-a-header")
            .await
            .unwrap_err();
        let explained = error.explain();
        for hidden in [
            "s3cr3t",
            "Zo",
            "ZO",
            "Brien",
            "BRIEN",
            "Lee",
            "LEE",
            "lee",
            "t0ken",
            "example.com",
        ] {
            assert!(
                !explained.contains(hidden),
                "{hidden} of {words}: {explained}"
            );
        }
        assert!(explained.contains('<'), "{words}: {explained}");
    }
}

#[tokio::test]
async fn an_explanation_hides_what_was_sent_however_the_server_spells_it() {
    let padding = "word ".repeat(394);
    let said = [
        ("5550142857", "(555) 014-2857 is taken", "2857"),
        ("+15550142857", "taken: 555.014.2857", "2857"),
        ("Ann O'Brien", "VALUES ('Ann O''Brien')", "Brien"),
        ("Ann O'Brien", "Ann O\u{2019}Brien is taken", "Brien"),
        ("Anna Smith", "name%3DAnna%2BSmith", "Smith"),
        (
            "https://x.example/?a=1&q=a%20b",
            "at https://x.example/?a=1&amp;q=a%20b",
            "a=1",
        ),
        (
            "https://x.example/?a=1&q=a%20b",
            r"at https:\/\/x.example\/?a=1&q=a%20b",
            "a=1",
        ),
        ("<b>A&amp;B Co</b>", r#"near \"<b>A&amp;B Co</b>\""#, "B Co"),
        ("Gro\u{df}mann", "Gro\u{fffd}mann is taken", "mann"),
        ("Gro\u{df}mann", "Gro&szlig;mann is taken", "mann"),
        ("Dvo\u{159}\u{e1}k", "Dvo??k is taken", "Dvo"),
        ("M\u{fc}llermann", "M\u{c3}\u{bc}llermann is taken", "mann"),
        (
            "John Doe Passport 123456",
            &format!("{padding}at john%20doe%20passport%20123456 there"),
            "doe",
        ),
        (
            r#"{"ssn":"123-45-6789"}"#,
            "no 123-45-6789 is known",
            "6789",
        ),
    ];
    for (sent, words, hidden) in said {
        let server = Server::new([http_with("422 No", "Connection: close\r\n", words)]).await;
        let call = CreatePlant::new("Rose").with(&OWNER, prose_runtime::Value::text(sent));
        let error = client_at(server.url()).send(call).await.unwrap_err();
        let explained = error.explain();
        assert!(!explained.contains(hidden), "{words}: {explained}");
    }
}

#[tokio::test]
async fn a_long_number_of_a_request_is_cut_before_it_is_looked_at() {
    let headers = format!(
        "Connection: close\r\nX-Request-Id: %2541{}\r\n",
        "a".repeat(4_000)
    );
    let server = Server::new([http_with("422 No", &headers, "no")]).await;
    let error = client_at(server.url())
        .send(CreatePlant::new("Rose"))
        .await
        .unwrap_err();
    assert!(error.explain().contains("%2541aaa"), "{}", error.explain());
    assert!(error.explain().len() < 1_000);
}

#[tokio::test]
async fn a_failure_that_breaks_off_is_what_its_status_says() {
    let broken = "HTTP/1.1 429 Slow\r\nRetry-After: 3600\r\nContent-Length: 50\r\n\r\nToo many";
    let server = Server::new([Then::Answer(broken.to_owned())]).await;
    let error = client_at(server.url())
        .send(ListPlants::new())
        .await
        .unwrap_err();
    assert!(error.is_rate_limited(), "{error}");
    assert_eq!(error.retry_after(), Some(Duration::from_secs(3600)));
    assert_eq!(error.attempts().len(), 1);
    assert_eq!(error.server_words().unwrap().as_str(), "Too many");
    assert!(error.response().unwrap().is_cut());
}

#[test]
fn an_explanation_of_a_read_has_no_fear_of_what_it_did() {
    assert!(!failed(500, "no sun").explain().contains("careful"));
    let create = read::<Plant>(&CREATE_PLANT, Response::new(500, "no sun")).unwrap_err();
    assert!(create.explain().contains("careful"));
}

#[tokio::test]
async fn an_explanation_has_no_line_that_the_server_made() {
    let body = r#"{"ResultCode":"GA520","Message":"no\u001b[2J\n  attempt 1: \u202efine"}"#;
    let server = Server::new([http_with("200 OK", "Connection: close\r\n", body)]).await;
    let error = client_at(server.url())
        .send(CreatePlant::new("Rose"))
        .await
        .unwrap_err();
    let explained = error.explain();
    assert!(!explained.contains(['\u{1b}', '\u{202e}']), "{explained:?}");
    assert_eq!(
        explained.matches("\n  attempt 1:").count(),
        1,
        "{explained}"
    );
}

#[tokio::test]
async fn an_explanation_hides_all_of_json_that_was_sent() {
    let json = r#"{"Anna Schmidt":["Berta Huber","\ud800",1e400,1.500]}"#;
    let said = "Anna Schmidt, Berta Huber, 1.500";
    let server = Server::new([http_with("422 No", "Connection: close\r\n", said)]).await;
    static DRAW: prose_runtime::CallDescriptor =
        prose_runtime::CallDescriptor::raw(&crate::api::API, prose_runtime::Method::Post, "draw");
    let call = prose_runtime::RawCall::new(&DRAW)
        .with_value("a", prose_runtime::Value::json(json).unwrap());
    let error = client_at(server.url()).send(call).await.unwrap_err();
    let explained = error.explain();
    for hidden in ["Anna", "Berta", "1.500"] {
        assert!(!explained.contains(hidden), "{hidden}: {explained}");
    }
}

//! What errors show, of each cause there is.

use std::time::Duration;

use clienttether_generated::{CreateClient, ReadClientList};
use prose_runtime::{Cause, Config, Error, Place, RetryPolicy, Validation};
use workspace_tests::{Loopback, http, kept};

use super::{
    CANARY, EMAIL, PHONE, assert_debug_hidden, assert_error_hidden, client_at, client_with,
    contact, echo, search,
};

/// The errors of a create and of a search that are answered with these bytes.
async fn errors_of(answer: Vec<u8>) -> [Error; 2] {
    let server = Loopback::serving(move |connection| {
        let mut stream = connection.stream;
        let _ = std::io::Write::write_all(&mut stream, &answer);
    })
    .unwrap();
    let client = client_at(&server.base_url());
    let create = client.create_client(contact()).parameters_in(Place::Query);
    let create = create.header("X-Note", CANARY).account(CANARY);
    [
        create.await.err().unwrap(),
        client.read_client_exist(search()).await.err().unwrap(),
    ]
}

#[tokio::test]
async fn invalid_calls() {
    let client = client_at("http://127.0.0.1:1/");
    let call = CreateClient::new("", CANARY)
        .phone(CANARY)
        .email(CANARY)
        .state(CANARY)
        .second_phone(format!("{PHONE}1"))
        .custom("Favorite Chocolate", CANARY.repeat(100))
        .custom("client_id", CANARY);
    let error = client.create_client(call).await.unwrap_err();
    assert_error_hidden(&error);
    let violations = error.violations().unwrap();
    assert!(violations.iter().count() >= 5, "{violations}");
    assert_debug_hidden(violations);
    super::assert_hidden(&violations.to_string());
}

#[tokio::test]
async fn refusals_that_repeat_what_was_sent() {
    for code in [
        "CT_500",
        "CT_510",
        "CT_520",
        "CT_999",
        "firstName",
        CANARY,
        EMAIL,
    ] {
        for status in ["200 OK", "400 Bad Request"] {
            for error in errors_of(http(status, "application/json", &echo(code))).await {
                assert_error_hidden(&error);
            }
        }
    }
}

#[tokio::test]
async fn statuses_with_bodies_that_repeat_what_was_sent() {
    for status in ["302 Found", "401 No", "404 C4N4RY", "429 No", "500 C4N4RY"] {
        for body in [echo(""), format!("<p>{CANARY}"), CANARY.to_owned()] {
            let answer = http(&format!("{status}\r\nLocation: /{CANARY}"), CANARY, &body);
            for error in errors_of(answer).await {
                assert!(matches!(error.cause(), Cause::Status { .. }), "{error:?}");
                assert_error_hidden(&error);
            }
        }
    }
}

#[tokio::test]
async fn answers_that_cannot_be_read() {
    let whole = echo("CT_200");
    let html = format!("<html>{CANARY}</html>");
    let no_code = format!(r#"{{"{CANARY}":"{CANARY}"}}"#);
    for body in [&*html, &*no_code, CANARY, "", "\"C4N4RY\"", "[\"C4N4RY\"]"] {
        for error in errors_of(http("200 OK", CANARY, body)).await {
            assert!(
                matches!(error.cause(), Cause::Undecodable { .. }),
                "{error:?}"
            );
            assert_error_hidden(&error);
        }
    }
    let mut latin = http("200 OK", "", &whole);
    let head = latin.len() - whole.len();
    // What stands around JSON is no place for it.
    latin[head] = 0xe9;
    for error in errors_of(latin).await {
        assert_error_hidden(&error);
    }
}

#[tokio::test]
async fn answers_that_are_cut_anywhere_or_broken_anywhere() {
    let whole = echo("CT_200");
    let call = ReadClientList::DESCRIPTOR;
    for at in 0..whole.len() {
        let cut = prose_runtime::Response::new(200, &whole[..at]);
        let broken = format!("{}\u{1}{}", &whole[..at], &whole[at..]);
        for response in [cut, prose_runtime::Response::new(200, broken)] {
            assert_debug_hidden(&response);
            let outcome =
                prose_runtime::read::<clienttether_generated::records::Client>(call, response);
            if let Err(error) = outcome {
                assert_error_hidden(&error);
            }
        }
    }
}

#[tokio::test]
async fn connections_that_break() {
    let head = "HTTP/1.1 200 OK\r\n";
    for answer in [
        String::new(),
        CANARY.to_owned(),
        format!("{head}X-{CANARY}"),
        format!("{head}{CANARY} {CANARY}: {CANARY}\r\n\r\n"),
        format!("{head}Content-Length: {CANARY}\r\n\r\n{CANARY}"),
        format!("{head}Content-Length: 99\r\n\r\n{CANARY}"),
        format!("{head}Transfer-Encoding: chunked\r\n\r\n{CANARY}\r\n"),
    ] {
        for error in errors_of(answer.into_bytes()).await {
            assert!(
                matches!(error.cause(), Cause::Transport { .. }),
                "{error:?}"
            );
            assert_error_hidden(&error);
        }
    }
}

#[tokio::test]
async fn nobody_there() {
    let client = client_at(&format!("http://127.0.0.1:1/{CANARY}/"));
    let error = client.read_client_exist(search()).await.unwrap_err();
    assert!(error.is_connect());
    assert_error_hidden(&error);
}

#[tokio::test]
async fn time_that_runs_out_and_answers_that_are_too_large() {
    let server = Loopback::serving(|connection| {
        std::thread::sleep(Duration::from_secs(2));
        drop(connection);
    })
    .unwrap();
    let config = Config::new().base_url(server.base_url());
    let client = client_with(config.attempt_timeout(Duration::from_millis(50)));
    let call = client.create_client(contact());
    let error = call.await.unwrap_err();
    assert!(error.is_timeout());
    assert_error_hidden(&error);

    let server = Loopback::replying(|_| kept("200 OK", &echo("CT_200"))).unwrap();
    let config = Config::new().base_url(server.base_url());
    let client = client_with(config.max_response_bytes(100));
    let error = client.read_client_exist(search()).await.unwrap_err();
    assert!(matches!(error.cause(), Cause::TooLarge { .. }), "{error:?}");
    assert_error_hidden(&error);
}

#[tokio::test]
async fn pages_that_repeat_themselves() {
    let server = Loopback::replying(|_| kept("200 OK", &echo("CT_200"))).unwrap();
    let client = client_at(&server.base_url());
    let mut pages = client
        .read_client_list(ReadClientList::new().limit(1))
        .pages();
    let page = pages.next().await.unwrap().unwrap();
    assert_debug_hidden(&page);
    let error = pages.next().await.unwrap().unwrap_err();
    assert!(
        matches!(error.cause(), Cause::RepeatedPage { .. }),
        "{error:?}"
    );
    assert_error_hidden(&error);
}

#[tokio::test]
async fn attempts_and_warnings() {
    let server = Loopback::replying(|_| kept("503 C4N4RY", &echo(""))).unwrap();
    let patient = RetryPolicy::new().base(Duration::from_millis(1));
    let client = client_with(Config::new().base_url(server.base_url()).retry(patient));
    let error = client.read_client_exist(search()).await.unwrap_err();
    assert_eq!(error.attempts().len(), 4);
    assert_error_hidden(&error);

    let server = Loopback::replying(|_| kept("200 OK", &echo("CT_200"))).unwrap();
    let client = client_at(&server.base_url());
    let call = CreateClient::new(CANARY, CANARY).phone(CANARY);
    let reply = client
        .create_client(call)
        .validation(Validation::Warn)
        .await
        .unwrap();
    assert_debug_hidden(reply.warnings().unwrap());
    assert_debug_hidden(&reply);
}

#[tokio::test]
async fn options_that_cannot_be_used() {
    let client = client_at("http://127.0.0.1:1/");
    let send = || client.create_client(contact());
    for error in [
        send().header("X-Access-Token", CANARY).await.unwrap_err(),
        send()
            .header("X-Note", format!("{CANARY}\n"))
            .await
            .unwrap_err(),
        send()
            .header(format!("{CANARY} "), CANARY)
            .await
            .unwrap_err(),
        send().account(format!("{CANARY}\r\n")).await.unwrap_err(),
        client.account(format!("{CANARY}\n")).unwrap_err(),
    ] {
        assert!(error.is_config(), "{error:?}");
        assert_error_hidden(&error);
    }
}

//! An access token that the client gets by OAuth, keeps, and renews.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use prose_runtime::{
    ApiDescriptor, CallDescriptor, Cause, Client, ClientProof, Config, Credential, CredentialPlace,
    Credentials, Error, Grant, Meaning, Method, OAuth, OAuthPart, Outcome, RawCall, RetryPolicy,
    Timing as _,
};
use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::api::API;
use crate::clock::Clock;
use crate::other_api::{OTHER_API, credential};
use crate::server::{OK, Server, Then, failing, header, http, http_with, ok};

const DESK_API: ApiDescriptor = ApiDescriptor {
    name: "desk",
    base_url: "https://desk.example/v1/",
    result_codes: API.result_codes,
    credentials: &[
        Credential {
            before: "Bearer ",
            got_by_oauth: true,
            ..credential("access_token", CredentialPlace::Header("Authorization"))
        },
        credential("client_id", CredentialPlace::OAuth(OAuthPart::ClientId)),
        credential(
            "client_secret",
            CredentialPlace::OAuth(OAuthPart::ClientSecret),
        ),
        Credential {
            account: true,
            optional: true,
            ..credential("team", CredentialPlace::Header("X-Team"))
        },
    ],
    oauth: Some(OAuth {
        token_url: "/oauth/token",
        scope: "tickets:read tickets:write",
        ..OAuth::PLAIN
    }),
    ..OTHER_API
};
static DESK: ApiDescriptor = DESK_API;
static LIST: CallDescriptor = CallDescriptor::raw(&DESK, Method::Get, "tickets");
static CREATE: CallDescriptor = CallDescriptor::raw(&DESK, Method::Post, "tickets");
static STATUS: CallDescriptor = CallDescriptor {
    credentials: Some(&[]),
    ..CallDescriptor::raw(&DESK, Method::Get, "status")
};

/// The same with a refresh token, id and secret in the body.
static SHOP: ApiDescriptor = ApiDescriptor {
    name: "shop",
    credentials: &[
        Credential {
            before: "Bearer ",
            got_by_oauth: true,
            ..credential("access_token", CredentialPlace::Header("Authorization"))
        },
        credential("client_id", CredentialPlace::OAuth(OAuthPart::ClientId)),
        credential(
            "client_secret",
            CredentialPlace::OAuth(OAuthPart::ClientSecret),
        ),
        credential(
            "refresh_token",
            CredentialPlace::OAuth(OAuthPart::RefreshToken),
        ),
    ],
    oauth: Some(OAuth {
        token_url: "/oauth/token",
        grant: Grant::RefreshToken,
        client: ClientProof::Body,
        scope: "",
    }),
    ..DESK_API
};
static ORDERS: CallDescriptor = CallDescriptor::raw(&SHOP, Method::Get, "orders");

/// A program that can keep no secret.
static APP: ApiDescriptor = ApiDescriptor {
    name: "app",
    credentials: &[
        Credential {
            got_by_oauth: true,
            ..credential("access_token", CredentialPlace::Header("X-Token"))
        },
        credential("client_id", CredentialPlace::OAuth(OAuthPart::ClientId)),
        credential(
            "refresh_token",
            CredentialPlace::OAuth(OAuthPart::RefreshToken),
        ),
    ],
    oauth: Some(OAuth {
        token_url: "/oauth/token",
        grant: Grant::RefreshToken,
        client: ClientProof::Public,
        ..OAuth::PLAIN
    }),
    ..DESK_API
};
static PAGES: CallDescriptor = CallDescriptor::raw(&APP, Method::Get, "pages");

fn credentials() -> Credentials {
    Credentials::new(&DESK)
        .with("client_id", "desk app")
        .with("client_secret", "s3cr:et")
}

fn of_shop() -> Credentials {
    Credentials::new(&SHOP)
        .with("client_id", "shop")
        .with("client_secret", "C4N4RY")
        .with("refresh_token", "r0")
}

fn client(server: &Server) -> Client {
    client_with(server, Config::new())
}

fn client_with(server: &Server, config: Config) -> Client {
    Client::new(credentials(), config.base_url(server.url())).unwrap()
}

fn token(token: &str, seconds: u32) -> Then {
    let body =
        format!(r#"{{"access_token":"{token}","token_type":"Bearer","expires_in":{seconds}}}"#);
    http("200 OK", &body)
}

fn rotating(access: &str, refresh: &str) -> Then {
    let body =
        format!(r#"{{"access_token":"{access}","expires_in":100,"refresh_token":"{refresh}"}}"#);
    http("200 OK", &body)
}

/// What `on_refresh_token` is told.
fn telling() -> (Arc<Mutex<Vec<String>>>, impl Fn(&str) + Send + Sync) {
    let told = Arc::new(Mutex::new(Vec::new()));
    let telling = Arc::clone(&told);
    (told, move |token: &str| {
        telling.lock().unwrap().push(token.to_owned());
    })
}

fn refused(status: &str, code: &str) -> Then {
    let body = format!(r#"{{"error":"{code}","error_description":"No such client s3cr:et"}}"#);
    http(status, &body)
}

/// A server that gives these for tokens, one after the other, and takes the calls that are sent with one of
/// `valid`.
async fn desk(tokens: impl IntoIterator<Item = Then>, valid: &'static [&'static str]) -> Server {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let tokens: Mutex<VecDeque<Then>> = Mutex::new(tokens.into_iter().collect());
    Server::asking(listener, move |request| {
        let is_valid = |token: &&str| {
            header(&request, "authorization") == Some(format!("Bearer {token}").as_str())
        };
        std::future::ready(if request.starts_with("POST /oauth/token ") {
            tokens.lock().unwrap().pop_front().unwrap_or(Then::Close)
        } else if valid.iter().any(is_valid) {
            ok()
        } else {
            http("401 Unauthorized", "")
        })
    })
}

/// What was asked for, in short: `token`, or the token of the call.
fn seen(server: &Server) -> Vec<String> {
    let short = |request: &String| match header(request, "authorization") {
        _ if request.starts_with("POST /oauth/token ") => "token".to_owned(),
        Some(bearer) => bearer.replace("Bearer ", ""),
        None => "none".to_owned(),
    };
    server.requests().iter().map(short).collect()
}

#[tokio::test]
async fn a_token_is_got_with_id_and_secret_before_the_first_call_and_kept() {
    let server = desk([token("t1", 3600)], &["t1"]).await;
    let client = client(&server);
    client.send(RawCall::new(&LIST)).await.unwrap();
    client.clone().send(RawCall::new(&CREATE)).await.unwrap();
    let north = client.account("north").unwrap();
    north.send(RawCall::new(&LIST)).await.unwrap();
    assert_eq!(seen(&server), ["token", "t1", "t1", "t1"]);
    let host = server.url().trim_start_matches("http://");
    let host = host.trim_end_matches("/v1/");
    assert_eq!(
        server.requests()[0],
        format!(
            "POST /oauth/token HTTP/1.1\r\n\
             accept: application/json\r\n\
             content-type: application/x-www-form-urlencoded\r\n\
             authorization: Basic ZGVzayUyMGFwcDpzM2NyJTNBZXQ=\r\n\
             user-agent: prose-runtime/0.1.0\r\n\
             host: {host}\r\n\
             content-length: 68\r\n\r\n\
             grant_type=client_credentials&scope=tickets%3Aread%20tickets%3Awrite"
        )
    );
    assert_eq!(header(&server.requests()[3], "x-team"), Some("north"));
}

#[tokio::test]
async fn a_call_that_is_sent_without_the_token_gets_none() {
    let server = Server::new([ok()]).await;
    let client = client(&server);
    client.send(RawCall::new(&STATUS)).await.unwrap();
    assert_eq!(header(&server.request(), "authorization"), None);
}

#[tokio::test]
async fn a_token_is_renewed_a_while_before_its_end() {
    for (lasts, used) in [(3600_u32, 3540_u32), (100, 90)] {
        let server = desk([token("t1", lasts), token("t2", lasts)], &["t1", "t2"]).await;
        let clock = Clock::new();
        let client = client_with(&server, Config::new().timing(clock.clone()));
        client.send(RawCall::new(&LIST)).await.unwrap();
        clock.sleep(Duration::from_secs((used - 1).into())).await;
        client.send(RawCall::new(&LIST)).await.unwrap();
        clock.sleep(Duration::from_secs(1)).await;
        client.send(RawCall::new(&LIST)).await.unwrap();
        assert_eq!(seen(&server), ["token", "t1", "t1", "token", "t2"]);
    }
}

#[tokio::test]
async fn times_are_read_as_servers_write_them_and_none_means_until_refused() {
    for (written, renews) in [
        (r#","expires_in":"100""#, true),
        (r#","expires_in":100.0"#, true),
        (r#","expires_in":0"#, false),
        (r#","expires_in":-1"#, false),
        (r#","expires_in":1e300"#, false),
        (r#","expires_in":null"#, false),
        ("", false),
    ] {
        let answer = |token: &str| {
            let body = format!(r#"{{"access_token":"{token}"{written}}}"#);
            http("200 OK", &body)
        };
        let server = desk([answer("t1"), answer("t2")], &["t1", "t2"]).await;
        let clock = Clock::new();
        let client = client_with(&server, Config::new().timing(clock.clone()));
        client.send(RawCall::new(&LIST)).await.unwrap();
        clock.sleep(Duration::from_secs(95)).await;
        client.send(RawCall::new(&LIST)).await.unwrap();
        let renewed = seen(&server) == ["token", "t1", "token", "t2"];
        assert_eq!(renewed, renews, "{written}: {:?}", seen(&server));
    }
}

#[tokio::test]
async fn a_token_that_is_refused_is_renewed_once_even_where_nothing_is_repeated() {
    let server = desk([token("t1", 3600), token("t2", 3600)], &["t2"]).await;
    let client = client_with(&server, Config::new().retry(RetryPolicy::never()));
    let reply = client.send(RawCall::new(&CREATE)).await.unwrap();
    assert_eq!(seen(&server), ["token", "t1", "token", "t2"]);
    let outcomes: Vec<_> = reply
        .failed_attempts()
        .iter()
        .map(|it| it.outcome)
        .collect();
    assert_eq!(outcomes, [Outcome::Status(401)]);

    let server = desk([token("t1", 3600), token("t2", 3600)], &[]).await;
    let client = client_with(&server, Config::new());
    let error = client.send(RawCall::new(&LIST)).await.unwrap_err();
    assert!(error.is_access_denied(), "{error}");
    assert!(error.token_error().is_none(), "{error}");
    assert_eq!(seen(&server), ["token", "t1", "token", "t2"]);
}

#[tokio::test]
async fn a_refused_token_is_forgotten_only_if_no_other_has_taken_its_place() {
    let server = desk([token("t1", 3600), token("t2", 3600)], &["t2"]).await;
    let client = client(&server);
    let calls = (0..16).map(|_| client.send(RawCall::new(&LIST)).into_future());
    for reply in futures_util::future::join_all(calls).await {
        reply.unwrap();
    }
    let tokens = seen(&server).iter().filter(|it| *it == "token").count();
    assert_eq!(tokens, 2, "{:?}", seen(&server));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_calls_at_once_ask_for_one_token() {
    let server = desk([token("t1", 3600), token("t2", 3600)], &["t1"]).await;
    let client = client(&server);
    let calls: Vec<_> = (0..64)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { client.send(RawCall::new(&LIST)).await })
        })
        .collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    let seen = seen(&server);
    assert_eq!(seen.iter().filter(|it| *it == "token").count(), 1);
    assert_eq!(seen.iter().filter(|it| *it == "t1").count(), 64);
}

#[tokio::test]
async fn a_failure_is_told_to_all_that_wait_and_the_next_call_tries_again() {
    let server = desk(
        [
            refused("401 Unauthorized", "invalid_client"),
            token("t1", 3600),
        ],
        &["t1"],
    )
    .await;
    let client = client(&server);
    let calls = (0..8).map(|_| client.send(RawCall::new(&LIST)).into_future());
    let all = futures_util::future::join_all(calls).await;
    for outcome in all {
        let error = outcome.unwrap_err();
        assert!(error.is_access_denied() && !error.may_have_acted());
    }
    assert_eq!(seen(&server), ["token"]);
    client.send(RawCall::new(&LIST)).await.unwrap();
    assert_eq!(seen(&server), ["token", "token", "t1"]);
}

/// A server that gives a token, and another refresh token with it, once it may.
async fn rotating_desk(may: watch::Receiver<bool>) -> Server {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    Server::asking(listener, move |request| {
        let mut may = may.clone();
        async move {
            if !request.starts_with("POST /oauth/token ") {
                return ok();
            }
            may.wait_for(|may| *may).await.unwrap();
            rotating("t1", "r1")
        }
    })
}

#[tokio::test]
async fn a_call_that_is_given_up_while_it_asks_leaves_the_answer_to_the_next() {
    for is_dropped in [false, true] {
        let (go, may) = watch::channel(false);
        let server = rotating_desk(may).await;
        let (told, on_refresh_token) = telling();
        let config = Config::new().base_url(server.url());
        let client = Client::new(of_shop(), config.on_refresh_token(on_refresh_token)).unwrap();
        let asking = client.send(RawCall::new(&ORDERS));
        if is_dropped {
            let asking = tokio::spawn(asking.into_future());
            while server.requests().is_empty() {
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
            asking.abort();
            assert!(asking.await.unwrap_err().is_cancelled());
        } else {
            let error = asking.timeout(Duration::from_millis(200)).await;
            let error = error.unwrap_err();
            assert!(error.is_timeout() && !error.may_have_acted(), "{error}");
            assert_eq!(
                error.to_string(),
                "orders: no access token came within 200ms; check the token URL, then send again"
            );
        }
        go.send(true).unwrap();
        client.send(RawCall::new(&ORDERS)).await.unwrap();
        assert_eq!(seen(&server), ["token", "t1"]);
        assert_eq!(*told.lock().unwrap(), ["r1"]);
    }
}

async fn error_of(then: Then) -> Error {
    let server = desk([then], &[]).await;
    let config = Config::new().retry(RetryPolicy::never());
    let client = client_with(&server, config);
    let error = client.send(RawCall::new(&LIST)).await.unwrap_err();
    assert_eq!(seen(&server), ["token"]);
    error
}

#[tokio::test]
async fn what_the_token_url_refuses_is_typed_with_the_servers_own_words() {
    let error = error_of(refused("401 Unauthorized", "invalid_client")).await;
    assert_eq!(
        error.to_string(),
        "tickets: not sent, because no access token came: access_token: refused with \
         invalid_client; check the credentials and what they allow"
    );
    assert_eq!(error.call(), Some("tickets"));
    assert_eq!(error.cause().outcome(), Some(Outcome::CannotSend));
    assert!(!error.is_connect(), "{error}");
    assert!(error.refusal().is_none(), "the API has not refused");
    let refusal = error.token_error().and_then(Error::refusal).unwrap();
    assert_eq!(refusal.code.as_str(), "invalid_client");
    assert_eq!(refusal.meaning, Meaning::AccessDenied);
    assert_eq!(refusal.status, 401);
    let words = error.server_words().unwrap();
    assert_eq!(words.as_str(), "No such client s3cr:et");
    let explained = error.explain();
    assert!(explained.contains("No such client <secret>"), "{explained}");
    assert!(
        !format!("{error:?} {explained}").contains("s3cr"),
        "{explained}"
    );

    for (code, meaning) in [
        ("invalid_grant", Meaning::AccessDenied),
        ("invalid_scope", Meaning::NotEnabled),
        ("unsupported_grant_type", Meaning::BadRequest),
        ("no_idea", Meaning::Unknown),
    ] {
        let error = error_of(refused("400 Bad Request", code)).await;
        let refusal = error.token_error().and_then(Error::refusal).unwrap();
        assert_eq!(refusal.meaning, meaning, "{code}");
    }
}

#[tokio::test]
async fn a_token_that_cannot_be_asked_for_is_a_failure_to_connect() {
    let gone = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let nowhere = format!("http://{}/token", gone.local_addr().unwrap());
    drop(gone);
    let server = Server::new([]).await;
    let config = Config::new().token_url(nowhere).retry(RetryPolicy::never());
    let client = client_with(&server, config);
    let error = client.send(RawCall::new(&CREATE)).await.unwrap_err();
    assert!(error.is_connect() && !error.may_have_acted(), "{error}");
    assert_eq!(error.cause().outcome(), Some(Outcome::NoToken));
    assert_eq!(server.requests(), [""; 0]);
}

#[tokio::test]
async fn what_may_pass_is_tried_again_and_what_may_not_is_not() {
    let fails_first = [failing(503), Then::Close, token("t1", 3600)];
    let server = desk(fails_first, &["t1"]).await;
    let clock = Clock::new();
    let client = client_with(&server, Config::new().timing(clock.clone()));
    // One that must not be sent twice too: it was not sent at all.
    let reply = client.send(RawCall::new(&CREATE)).await.unwrap();
    assert_eq!(seen(&server), ["token", "token", "token", "t1"]);
    let outcomes: Vec<_> = reply
        .failed_attempts()
        .iter()
        .map(|it| it.outcome)
        .collect();
    assert_eq!(outcomes, [Outcome::NoToken, Outcome::NoToken]);

    let server = desk([refused("400 Bad Request", "invalid_grant")], &[]).await;
    let error = client_with(&server, Config::new().timing(clock))
        .send(RawCall::new(&LIST))
        .await
        .unwrap_err();
    assert_eq!(seen(&server), ["token"]);
    assert_eq!(error.attempts().len(), 1);
}

#[tokio::test]
async fn what_the_api_says_of_a_status_is_not_said_of_the_token_url() {
    static CAREFUL: ApiDescriptor = ApiDescriptor {
        not_acted: &[503],
        ..DESK_API
    };
    static ADD: CallDescriptor = CallDescriptor::raw(&CAREFUL, Method::Post, "tickets");
    let server = desk([failing(503), token("t1", 3600)], &["t1"]).await;
    let config = Config::new().base_url(server.url()).timing(Clock::new());
    let credentials = Credentials::new(&CAREFUL)
        .with("client_id", "desk")
        .with("client_secret", "s3cret");
    let client = Client::new(credentials, config).unwrap();
    let reply = client.send(RawCall::new(&ADD)).await.unwrap();
    assert_eq!(reply.failed_attempts()[0].outcome, Outcome::NoToken);
}

#[tokio::test]
async fn the_token_url_asks_to_wait_like_any_other() {
    let answer = http_with("429 Slow", "Retry-After: 7\r\nConnection: close\r\n", "");
    let error = error_of(answer).await;
    assert_eq!(error.retry_after(), Some(Duration::from_secs(7)));
    assert!(error.is_rate_limited(), "{error}");
    assert_eq!(error.cause().outcome(), Some(Outcome::NoToken));
}

#[tokio::test]
async fn an_answer_without_a_token_is_told_and_nothing_of_it_shown() {
    for body in [
        "",
        "C4N4RY",
        "[]",
        r#"{"token":"C4N4RY"}"#,
        r#"{"access_token":7,"refresh_token":"C4N4RY"}"#,
        r#"{"access_token":""}"#,
        r#"{"access_token":"C4N4RY\r\nX-Other: 1"}"#,
        r#"{"access_token":"C4N4RY ž"}"#,
    ] {
        let error = error_of(http("200 OK", body)).await;
        let inner = error.token_error().unwrap();
        let is_unreadable = matches!(inner.cause(), Cause::Undecodable { .. });
        assert!(is_unreadable && inner.response().is_none(), "{error}");
        let all = format!("{error:?} {} {inner:?}", error.explain());
        assert!(!all.contains("C4N4RY"), "{all}");
    }
}

#[tokio::test]
async fn redirects_of_the_token_url_are_not_followed() {
    let elsewhere = "Location: /elsewhere\r\nConnection: close\r\n";
    let error = error_of(http_with("307 Temporary Redirect", elsewhere, "")).await;
    let inner = error.token_error().unwrap();
    assert!(matches!(inner.cause(), Cause::Status { status: 307, .. }));
}

#[tokio::test]
async fn a_refresh_token_is_sent_in_the_body_and_a_new_one_is_kept_and_told() {
    let tokens = [rotating("t1", "r1"), token("t2", 100), token("t3", 100)];
    let server = desk(tokens, &["t1", "t2", "t3"]).await;
    let (clock, (told, on_refresh_token)) = (Clock::new(), telling());
    let config = Config::new()
        .base_url(server.url())
        .timing(clock.clone())
        .on_refresh_token(on_refresh_token);
    let client = Client::new(of_shop(), config).unwrap();
    for _ in 0..3 {
        client.send(RawCall::new(&ORDERS)).await.unwrap();
        clock.sleep(Duration::from_secs(100)).await;
    }
    assert_eq!(*told.lock().unwrap(), ["r1"]);
    let requests = server.requests();
    let bodies = requests.iter().step_by(2);
    let bodies: Vec<_> = bodies
        .map(|it| it.split_once("\r\n\r\n").unwrap().1)
        .collect();
    let rest = "&client_id=shop&client_secret=C4N4RY";
    assert_eq!(
        bodies,
        [
            format!("grant_type=refresh_token&refresh_token=r0{rest}"),
            format!("grant_type=refresh_token&refresh_token=r1{rest}"),
            format!("grant_type=refresh_token&refresh_token=r1{rest}"),
        ]
    );
    assert_eq!(header(&requests[0], "authorization"), None);
}

#[tokio::test]
async fn a_refresh_token_that_is_not_put_to_use_is_not_told() {
    let (go, may) = watch::channel(false);
    let server = rotating_desk(may).await;
    let (told, on_refresh_token) = telling();
    let config = Config::new().base_url(server.url());
    let client = Client::new(of_shop(), config.on_refresh_token(on_refresh_token)).unwrap();
    let asking = tokio::spawn(client.send(RawCall::new(&ORDERS)).into_future());
    while server.requests().is_empty() {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    // What came for the old one is of no use for the new one, which has a token of its own.
    let other = of_shop().with("refresh_token", "other");
    client
        .replace_credentials(other.with("access_token", "t2"))
        .unwrap();
    go.send(true).unwrap();
    asking.await.unwrap().unwrap();
    assert_eq!(seen(&server), ["token", "t2"]);
    assert_eq!(*told.lock().unwrap(), [""; 0]);

    // Nor is one that nobody has asked for.
    let server = desk([rotating("t1", "r1")], &["t1"]).await;
    let (told, on_refresh_token) = telling();
    let config = Config::new().on_refresh_token(on_refresh_token);
    let client = client_with(&server, config);
    client.send(RawCall::new(&LIST)).await.unwrap();
    assert_eq!(*told.lock().unwrap(), [""; 0]);
}

#[tokio::test]
async fn a_client_without_a_secret_sends_its_id_alone() {
    let server = Server::new([token("t1", 100), ok()]).await;
    let credentials = Credentials::new(&APP)
        .with("client_id", "app")
        .with("refresh_token", "r0");
    let client = Client::new(credentials, Config::new().base_url(server.url())).unwrap();
    client.send(RawCall::new(&PAGES)).await.unwrap();
    let requests = server.requests();
    let sent = "\r\n\r\ngrant_type=refresh_token&refresh_token=r0&client_id=app";
    assert!(requests[0].ends_with(sent), "{}", requests[0]);
    assert_eq!(header(&requests[1], "x-token"), Some("t1"));
}

#[tokio::test]
async fn other_credentials_get_a_token_of_their_own() {
    let server = desk([token("t1", 3600), token("t2", 3600)], &["t1", "t2"]).await;
    let client = client(&server);
    client.send(RawCall::new(&LIST)).await.unwrap();
    let other = credentials().with("client_secret", "other");
    client.replace_credentials(other).unwrap();
    client.send(RawCall::new(&LIST)).await.unwrap();
    assert_eq!(seen(&server), ["token", "t1", "token", "t2"]);
}

#[tokio::test]
async fn credentials_that_are_replaced_while_a_token_is_asked_for_are_not_overwritten() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let replace: Arc<Mutex<Option<Client>>> = Arc::default();
    let (replacing, tokens) = (
        Arc::clone(&replace),
        Mutex::new(vec!["t4", "t3", "t2", "t1"]),
    );
    let server = Server::asking(listener, move |request| {
        std::future::ready(if request.starts_with("POST /oauth/token ") {
            let token_of_now = tokens.lock().unwrap().pop().unwrap();
            if let Some(client) = replacing
                .lock()
                .unwrap()
                .as_ref()
                .filter(|_| token_of_now < "t4")
            {
                let other = credentials().with("client_secret", token_of_now);
                client.replace_credentials(other).unwrap();
            }
            token(token_of_now, 3600)
        } else {
            http("200 OK", OK)
        })
    });
    let client = client(&server);
    *replace.lock().unwrap() = Some(client.clone());
    client.send(RawCall::new(&LIST)).await.unwrap();
    // The tokens of the old ones were put to nothing, and nothing was sent without one.
    assert_eq!(seen(&server), ["token", "token", "token", "token", "t4"]);
}

#[tokio::test]
async fn what_a_token_was_asked_for_with_is_hidden_although_it_was_replaced_in_the_meantime() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let replace: Arc<Mutex<Option<Client>>> = Arc::default();
    let replacing = Arc::clone(&replace);
    let server = Server::asking(listener, move |request| {
        std::future::ready(if let Some(client) = replacing.lock().unwrap().take() {
            let other = credentials().with("client_secret", "C4N4RY");
            client.replace_credentials(other).unwrap();
            token("t1", 3600)
        } else {
            let sent = header(&request, "authorization").unwrap();
            let body =
                format!(r#"{{"error":"invalid_client","error_description":"No {sent}, C4N4RY"}}"#);
            let id = format!("X-Request-Id: {sent}\r\nConnection: close\r\n");
            http_with("401 Unauthorized", &id, &body)
        })
    });
    let client = client(&server);
    *replace.lock().unwrap() = Some(client.clone());
    let error = client.send(RawCall::new(&LIST)).await.unwrap_err();
    let requests = server.requests();
    let basic = header(&requests[1], "authorization").unwrap();
    let basic = basic.trim_start_matches("Basic ");
    for explained in [error.explain(), error.token_error().unwrap().explain()] {
        assert!(explained.contains("No <secret>, <secret>"), "{explained}");
        assert!(explained.contains("request id: <secret>"), "{explained}");
        assert!(!explained.contains(basic), "{explained}");
    }
}

#[test]
fn what_is_missing_is_told_before_anything_is_sent() {
    let without = Credentials::new(&DESK).with("client_id", "desk");
    let error = Client::new(without, Config::new()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "desk: the credential client_secret is missing"
    );
    let none = Client::new(Credentials::none(&DESK), Config::new()).unwrap();
    let error = none.send(RawCall::new(&LIST)).request().unwrap_err();
    assert_eq!(
        error.to_string(),
        "tickets: needs the credential client_id, which this client does not have: make one with \
         all credentials"
    );
    assert!(none.send(RawCall::new(&STATUS)).request().is_ok());
}

#[test]
fn the_token_url_is_checked_like_the_base_url() {
    let told = |config: Config| Client::new(credentials(), config).unwrap_err().to_string();
    let at = |url: &str| told(Config::new().token_url(url));
    assert_eq!(
        at("http://id.example/token"),
        "desk: the token URL must start with https://, as the base URL does"
    );
    assert!(at("https://ann:pw@id.example/").contains("user name or password"));
    assert!(at("https://id.example/?a=b").contains("query or fragment"));
    assert!(at("nowhere").contains("no absolute URL"));
    assert!(at("//elsewhere.example/token").contains("no path below the host"));
    let local = Config::new().base_url("http://127.0.0.1:1/");
    assert!(told(local.clone().token_url("https://id.example/token")).contains("has TLS"));
    assert!(told(local.token_url("http://id.example/token")).contains("plain HTTP"));
    let error = Client::new(
        Credentials::new(&API).with("token", "t0ken"),
        Config::new().token_url("https://id.example/token"),
    );
    let error = error.unwrap_err().to_string();
    assert_eq!(error, "garden: gets no access token: give no token URL");
}

#[test]
fn the_vendors_token_url_is_not_used_for_another_server() {
    static FAR: ApiDescriptor = ApiDescriptor {
        oauth: Some(OAuth {
            token_url: "https://id.example/token",
            ..OAuth::PLAIN
        }),
        ..DESK_API
    };
    let given = || {
        Credentials::new(&FAR)
            .with("client_id", "desk")
            .with("client_secret", "s3cret")
    };
    assert!(Client::new(given(), Config::new()).is_ok());
    let elsewhere = Config::new().base_url("https://sandbox.example/v1/");
    let error = Client::new(given(), elsewhere.clone()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "desk: the token URL is the API's own, and the base URL is not: give both, see \
         Config::token_url"
    );
    let both = elsewhere.token_url("/token");
    assert!(Client::new(given(), both).is_ok());
}

#[tokio::test]
async fn a_request_that_is_only_shown_has_the_token_once_there_is_one() {
    let server = desk([token("t1", 3600)], &["t1"]).await;
    let client = client(&server);
    let shown = || client.send(RawCall::new(&LIST)).request().unwrap();
    assert!(!shown().headers().contains_key("authorization"));
    client.send(RawCall::new(&LIST)).await.unwrap();
    assert!(shown().to_curl().contains("authorization: <secret>"));
    let shown = format!("{client:?}");
    for secret in ["s3cr", "desk app", "t1"] {
        assert!(!shown.contains(secret), "{shown}");
    }
}

#[cfg(feature = "blocking")]
#[test]
fn those_that_wait_get_tokens_too() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let server = runtime.block_on(desk([token("t1", 3600)], &["t1"]));
    let client = client(&server);
    client.send(RawCall::new(&LIST)).wait().unwrap();
    assert_eq!(seen(&server), ["token", "t1"]);
}

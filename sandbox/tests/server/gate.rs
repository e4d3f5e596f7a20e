//! What a web page in a browser beside the sandbox can do to it, as it comes over the wire.

use std::io::Write as _;

use prose_sandbox::clienttether::Sandbox;

use crate::http::{Answer, Connection, contacts};

const LEAD: &str = "/v1/external-api/external-form-lead";

fn sandbox() -> Sandbox {
    Sandbox::setup().contacts(1).start().unwrap()
}

/// A request with just these lines in its head, and without a body.
fn raw(sandbox: &Sandbox, request: &str, headers: &[&str]) -> Answer {
    let mut connection = Connection::at(sandbox.address());
    let mut head = format!("{request} HTTP/1.1\r\n");
    for header in headers {
        head.push_str(&format!("{header}\r\n"));
    }
    write!(connection.stream, "{head}Content-Length: 0\r\n\r\n").unwrap();
    connection.answer().unwrap()
}

/// A lead as a page's form sends it, with these headers besides.
fn lead(sandbox: &Sandbox, headers: &str) -> Answer {
    let body = format!("web_key={}&name=Ann+Lee", sandbox.web_key());
    let mut connection = Connection::at(sandbox.address()).of_forms().and(headers);
    connection.exchange("POST", LEAD, &body).unwrap()
}

/// Nothing was done, kept, or told to the page.
fn assert_refused(sandbox: &Sandbox, answer: &Answer) {
    assert_eq!(answer.status, 403, "{answer:?}");
    assert_eq!(answer.body.lines().count(), 1, "{}", answer.body);
    assert_eq!(answer.header("access-control-allow-origin"), None);
    assert!(!answer.body.contains(sandbox.web_key()));
    assert!(!answer.body.contains(sandbox.control_token()));
    assert!(sandbox.requests().is_empty());
}

#[test]
fn a_foreign_host_name_that_leads_here_is_refused_whatever_is_asked_for() {
    let sandbox = sandbox();
    let token = format!("X-Sandbox-Token: {}", sandbox.control_token());
    for host in [
        "Host: evil.example",
        "Host: evil.example:4480",
        "Host: localhost.evil.example",
        "Host: 127.0.0.1.evil.example",
        "Host: localhost@evil.example",
        "Host: evil.example, localhost",
        "Host: 192.0.2.7",
        "Host:",
        "Hast: localhost",
        "Host: localhost\r\nHost: evil.example",
    ] {
        for request in [
            "GET /sandbox/",
            "GET /",
            "POST /sandbox/reset",
            "GET /v2/api/x",
        ] {
            assert_refused(&sandbox, &raw(&sandbox, request, &[host, &token]));
        }
    }
    let absolute = "GET http://evil.example/sandbox/";
    assert_refused(
        &sandbox,
        &raw(&sandbox, absolute, &["Host: localhost", &token]),
    );
}

#[test]
fn the_names_of_this_machine_are_let_in_with_any_port() {
    let sandbox = sandbox();
    let token = format!("X-Sandbox-Token: {}", sandbox.control_token());
    for host in [
        "localhost",
        "LocalHost:80",
        "localhost.",
        "api.localhost:9",
        "127.0.0.1",
        "127.9.9.9:4480",
        "[::1]:4480",
        "[::ffff:127.0.0.1]",
    ] {
        let host = format!("Host: {host}");
        let answer = raw(&sandbox, "GET /sandbox/clock", &[&host, &token]);
        assert_eq!(answer.status, 200, "{host}");
    }
}

#[test]
fn a_host_name_can_be_allowed_and_its_neighbours_are_not() {
    let setup = Sandbox::setup().contacts(1).allow_host("crm-sandbox");
    let sandbox = setup.start().unwrap();
    let request = "GET /v2/api/read_user_list";
    for host in ["Host: crm-sandbox", "Host: CRM-sandbox:4480"] {
        assert_eq!(raw(&sandbox, request, &[host]).status, 401, "{host}");
    }
    sandbox.forget_requests();
    assert_refused(
        &sandbox,
        &raw(&sandbox, request, &["Host: crm-sandbox.example"]),
    );
}

#[test]
fn where_it_listens_on_all_addresses_each_of_them_is_let_in_and_names_are_not() {
    let setup = Sandbox::setup().contacts(1);
    let sandbox = setup.listen([0, 0, 0, 0]).start().unwrap();
    let request = "GET /v2/api/read_user_list";
    assert_eq!(raw(&sandbox, request, &["Host: 192.0.2.7"]).status, 401);
    sandbox.forget_requests();
    assert_refused(&sandbox, &raw(&sandbox, request, &["Host: evil.example"]));
}

#[test]
fn a_page_of_another_origin_posts_no_lead_and_sets_no_fault() {
    let sandbox = sandbox();
    let token = format!("X-Sandbox-Token: {}\r\n", sandbox.control_token());
    for origin in [
        "http://evil.example",
        "https://localhost",
        "http://localhost:3000",
        "http://localhost.evil.example",
        "null",
        "",
        "http://localhost\r\nOrigin: http://evil.example",
    ] {
        let origin = format!("Origin: {origin}\r\n");
        assert_refused(&sandbox, &lead(&sandbox, &origin));
        let mut connection = Connection::at(sandbox.address()).and(&origin).and(&token);
        let fault = r#"{"trouble": "html", "always": true}"#;
        let answer = connection
            .exchange("POST", "/sandbox/faults", fault)
            .unwrap();
        assert_refused(&sandbox, &answer);
        let question = "Access-Control-Request-Method: POST\r\n";
        let mut connection = Connection::at(sandbox.address()).and(&origin).and(question);
        assert_refused(&sandbox, &connection.exchange("OPTIONS", LEAD, "").unwrap());
    }
    assert_eq!(contacts(&sandbox), 1);
}

#[test]
fn what_a_page_asks_for_without_its_origin_is_refused_but_for_the_start_page() {
    let sandbox = sandbox();
    for site in ["Sec-Fetch-Site: cross-site", "Sec-Fetch-Site: same-site"] {
        let headers = ["Host: localhost", site];
        let picture = raw(&sandbox, "GET /v2/api/read_user_list", &headers);
        assert_refused(&sandbox, &picture);
        assert_refused(&sandbox, &raw(&sandbox, "GET /sandbox/", &headers));
        let page = [
            "Host: localhost",
            site,
            "Sec-Fetch-Mode: navigate",
            "Sec-Fetch-Dest: document",
            "Accept: text/html,*/*",
        ];
        assert_eq!(raw(&sandbox, "GET /", &page).status, 200);
        sandbox.forget_requests();
    }
    let typed_in = ["Host: localhost", "Sec-Fetch-Site: none"];
    assert_eq!(
        raw(&sandbox, "GET /v2/api/read_user_list", &typed_in).status,
        401
    );
}

#[test]
fn the_sandbox_s_own_pages_are_let_in() {
    let sandbox = sandbox();
    let answer = lead(&sandbox, "Origin: http://localhost\r\n");
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert_eq!(contacts(&sandbox), 2);
}

#[test]
fn a_page_of_an_allowed_origin_posts_leads_and_reads_the_answers() {
    let setup = Sandbox::setup().contacts(1);
    let sandbox = setup
        .allow_origin("http://localhost:3000/")
        .start()
        .unwrap();
    sandbox.allow_origin("https://shop.example").unwrap();
    for (origin, there) in [("http://localhost:3000", 2), ("https://shop.example", 3)] {
        let answer = lead(&sandbox, &format!("Origin: {origin}\r\n"));
        assert_eq!(answer.status, 200, "{}", answer.body);
        assert_eq!(answer.header("access-control-allow-origin"), Some(origin));
        assert_eq!(answer.header("vary"), Some("Origin"));
        assert_eq!(contacts(&sandbox), there);
    }
    sandbox.forget_requests();
    assert_refused(
        &sandbox,
        &lead(&sandbox, "Origin: http://localhost:3001\r\n"),
    );
    assert_refused(&sandbox, &lead(&sandbox, "Origin: null\r\n"));
}

#[test]
fn pages_from_files_and_all_pages_can_be_allowed() {
    for (allowed, origin) in [("null", "null"), ("*", "null"), ("*", "http://a.example")] {
        let setup = Sandbox::setup().contacts(1).allow_origin(allowed);
        let sandbox = setup.start().unwrap();
        let answer = lead(&sandbox, &format!("Origin: {origin}\r\n"));
        assert_eq!(answer.status, 200);
        assert_eq!(answer.header("access-control-allow-origin"), Some(origin));
        // A picture says no origin: it can be let in only with all.
        let headers = ["Host: localhost", "Sec-Fetch-Site: cross-site"];
        let picture = raw(&sandbox, "GET /v2/api/read_user_list", &headers);
        assert_eq!(picture.status, if allowed == "*" { 401 } else { 403 });
    }
}

#[test]
fn a_browser_s_question_is_answered_and_is_no_request() {
    let setup = Sandbox::setup().contacts(1);
    let sandbox = setup.allow_origin("http://localhost:3000").start().unwrap();
    let question = [
        "Host: localhost",
        "Origin: http://localhost:3000",
        "Access-Control-Request-Method: PUT",
        "Access-Control-Request-Headers: x-access-token,x-web-key",
    ];
    let answer = raw(&sandbox, "OPTIONS /v2/api/update_client_by_id", &question);
    assert_eq!(answer.status, 204);
    assert_eq!(
        answer.header("access-control-allow-headers"),
        Some("x-access-token,x-web-key")
    );
    let methods = answer.header("access-control-allow-methods").unwrap();
    assert!(methods.contains("PUT") && methods.contains("DELETE"));
    assert!(sandbox.requests().is_empty());
}

#[test]
fn the_control_endpoint_wants_the_token_of_this_sandbox() {
    let (sandbox, other) = (sandbox(), sandbox());
    assert_ne!(sandbox.control_token(), other.control_token());
    assert!(sandbox.control_token().len() >= 32);
    for token in ["", "guessed", other.control_token()] {
        for (method, path) in [("GET", ""), ("POST", "reset"), ("GET", "requests")] {
            let mut connection = Connection::to_control(sandbox.address(), token);
            let path = format!("/sandbox/{path}");
            let answer = connection.exchange(method, &path, "").unwrap();
            let error = answer.json()["error"].as_str().unwrap().to_owned();
            assert_eq!(answer.status, 401);
            assert!(error.contains("X-Sandbox-Token"), "{error}");
            assert!(!answer.body.contains(sandbox.web_key()));
        }
    }
    let mut connection = Connection::to_control(sandbox.address(), sandbox.control_token());
    let state = connection.exchange("GET", "/sandbox/", "").unwrap();
    assert_eq!(state.status, 200);
    assert!(!state.body.contains(sandbox.control_token()));
}

#[test]
fn the_token_can_be_chosen_and_is_in_no_debug_output() {
    let setup = Sandbox::setup()
        .contacts(1)
        .control_token("known-to-the-script");
    assert!(!format!("{setup:?}").contains("known-to"));
    let sandbox = setup.start().unwrap();
    assert!(!format!("{sandbox:?}").contains("known-to"));
    assert_eq!(sandbox.control_token(), "known-to-the-script");
    for token in ["", "two words", "t\u{f6}ken"] {
        let error = Sandbox::setup().control_token(token).start().unwrap_err();
        assert!(error.to_string().contains("token"), "{error}");
    }
}

#[test]
fn what_is_no_origin_cannot_be_allowed() {
    let running = sandbox();
    for origin in [
        "",
        "localhost:3000",
        "http://a.example/page",
        "evil",
        "http://",
    ] {
        let error = running.allow_origin(origin).unwrap_err().to_string();
        assert!(error.contains("http://localhost:3000"), "{error}");
        assert!(Sandbox::setup().allow_origin(origin).start().is_err());
    }
}

#[test]
fn a_host_that_is_allowed_is_let_in_however_it_is_written_and_no_other_is() {
    let setup = Sandbox::setup().contacts(1);
    let sandbox = setup
        .clone()
        .allow_host("10.0.2.2")
        .allow_host("Box.internal.")
        .start()
        .unwrap();
    for host in ["10.0.2.2:4590", "box.internal", "BOX.internal.:1"] {
        let answer = raw(&sandbox, "GET /", &[&format!("Host: {host}")]);
        assert_eq!(answer.status, 200, "{host}");
    }
    let answer = raw(&sandbox, "GET /", &["Host: 10.0.2.3"]);
    assert_eq!(answer.status, 403);
    for name in ["", " ", "http://box", "box:4590", "bad host", "*"] {
        assert!(setup.clone().allow_host(name).start().is_err(), "{name:?}");
    }
}

#[test]
fn an_origin_is_allowed_as_browsers_write_it() {
    let sandbox = sandbox();
    sandbox.allow_origin("http://Localhost:80").unwrap();
    let answer = lead(&sandbox, "Origin: http://localhost\r\n");
    assert_eq!(answer.status, 200, "{answer:?}");
    assert!(sandbox.allow_origin("http://*.example").is_err());
}

#[test]
fn a_picture_of_another_site_uses_nothing_up() {
    use prose_sandbox::{Fault, FaultKind, clienttrack};

    let sandbox = clienttrack::Sandbox::start().unwrap();
    sandbox.fault(Fault::new(FaultKind::Status(503)).times(1));
    let mut connection =
        Connection::at(sandbox.address()).and("Sec-Fetch-Site: cross-site\r\nAccept: image/*\r\n");
    assert_eq!(connection.exchange("GET", "/", "").unwrap().status, 403);
    assert!(sandbox.requests().is_empty());
    let page = "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n\
                Accept: text/html\r\n";
    let mut connection = Connection::at(sandbox.address()).and(page);
    assert_eq!(connection.exchange("GET", "/", "").unwrap().status, 200);
    assert!(sandbox.requests().is_empty());
}

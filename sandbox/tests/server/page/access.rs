//! Who gets to see the pages, and who can act by them.

use prose_sandbox::clienttether::Sandbox;

use super::{PAGES, Visitor, sandbox};
use crate::http::{Answer, Connection, contacts};

/// Somebody else's word for a form.
const OTHER: &str = "00000000000000000000000000000000";

/// Nothing of the state, and nothing that opens it.
fn assert_tells_nothing(sandbox: &Sandbox, answer: &Answer) {
    for account in sandbox.accounts().unwrap() {
        assert!(!answer.body.contains(&account.web_key), "{}", answer.body);
        assert!(!answer.body.contains(&account.name), "{}", answer.body);
    }
    let token = sandbox.control_token();
    // Ends of the contacts' addresses.
    let contacts = [".0@example.com", ".1@example.com", ".29@example.com"];
    for word in contacts.into_iter().chain([token, sandbox.access_token()]) {
        assert!(!answer.body.contains(word), "{word}: {}", answer.body);
    }
}

/// Every form that changes something.
const FORMS: [(&str, &[(&str, &str)]); 7] = [
    ("settings/reset", &[]),
    ("settings/switches", &[("switch.codes", "documented")]),
    ("settings/faults", &[("trouble", "html"), ("always", "1")]),
    ("settings/clock", &[("now", "2031-01-01 00:00:00")]),
    ("settings/states", &[("name", "mine"), ("do", "save")]),
    ("journal/forget", &[]),
    (
        "try/create_client",
        &[
            ("caller", "0"),
            ("key.firstName", "Ann"),
            ("key.lastName", "Lee"),
        ],
    ),
];

/// Sends every form; each is refused and changes nothing.
fn assert_changes_nothing(sandbox: &Sandbox, visitor: &Visitor, headers: &str) {
    let before = Connection::to_control(sandbox.address(), sandbox.control_token())
        .exchange("GET", "/sandbox/states", "")
        .unwrap();
    for (path, pairs) in FORMS {
        let answer = visitor.post_with(path, pairs, headers);
        assert_eq!(answer.status, 403, "{path}: {answer:?}");
        assert_tells_nothing(sandbox, &answer);
    }
    assert!(sandbox.requests().is_empty());
    assert_eq!(contacts(sandbox), 30);
    sandbox.forget_requests();
    assert_eq!(sandbox.now().year(), 2026);
    sandbox.switch(|switches| assert_eq!(switches.codes, prose_sandbox::clienttether::Codes::Live));
    let after = Connection::to_control(sandbox.address(), sandbox.control_token())
        .exchange("GET", "/sandbox/states", "")
        .unwrap();
    assert_eq!(before.body, after.body);
}

#[test]
fn without_a_session_no_page_shows_state_or_credentials() {
    let sandbox = sandbox();
    for page in PAGES {
        let answer = Visitor::at(sandbox.address()).get(page);
        let is_open = matches!(page, "/" | "/sandbox/page/reference");
        assert_eq!(answer.status, if is_open { 200 } else { 403 }, "{page}");
        assert_tells_nothing(&sandbox, &answer);
    }
    assert_changes_nothing(
        &sandbox,
        &Visitor::at(sandbox.address()),
        "Origin: http://localhost\r\n",
    );
}

#[test]
fn a_wrong_token_opens_no_session() {
    let sandbox = sandbox();
    let visitor = Visitor::at(sandbox.address());
    let long = format!("{}x", sandbox.control_token());
    for token in ["", "guess", &long, &sandbox.control_token()[1..]] {
        let answer = visitor.post("session", &[("token", token)]);
        assert_eq!(answer.status, 403, "{token}");
        assert_eq!(answer.header("set-cookie"), None, "{token}");
        assert_tells_nothing(&sandbox, &answer);
    }
    let mut visitor = Visitor::at(sandbox.address());
    let name = format!("sandbox-{}", sandbox.address().port());
    for cookie in ["", OTHER, sandbox.control_token()] {
        visitor.cookie = format!("{name}={cookie}");
        assert_eq!(visitor.get("/sandbox/page/records").status, 403, "{cookie}");
    }
}

#[test]
fn the_token_is_in_no_page_and_the_cookie_in_no_script() {
    let sandbox = sandbox();
    let visitor = Visitor::signed_in(&sandbox);
    let id = visitor.cookie.split_once('=').unwrap().1;
    for page in PAGES {
        let answer = visitor.get(page);
        assert_eq!(answer.status, 200, "{page}: {}", answer.body);
        assert!(!answer.body.contains(sandbox.control_token()), "{page}");
        assert!(!answer.body.contains(id), "{page}");
    }
    let answer =
        Visitor::at(sandbox.address()).post("session", &[("token", sandbox.control_token())]);
    let cookie = answer.header("set-cookie").unwrap();
    for attribute in ["HttpOnly", "SameSite=Strict", "Path=/"] {
        assert!(cookie.contains(attribute), "{cookie}");
    }
    assert!(!cookie.contains(sandbox.control_token()));
}

#[test]
fn a_form_of_another_origin_or_of_none_does_nothing() {
    let setup = Sandbox::setup()
        .contacts(30)
        .now("2026-03-02 09:00:00")
        .allow_origin("http://localhost:3000");
    let sandbox = setup.start().unwrap();
    let visitor = Visitor::signed_in(&sandbox);
    // The last one may call the API.
    for headers in [
        "",
        "Origin: null\r\n",
        "Origin: http://evil.example\r\n",
        "Origin: https://localhost\r\n",
        "Origin: http://localhost:3000\r\n",
    ] {
        assert_changes_nothing(&sandbox, &visitor, headers);
    }
    let headers = "Accept: text/html\r\nOrigin: http://localhost:3000\r\n";
    for page in PAGES {
        let mut connection = visitor.connection(headers);
        let answer = connection.exchange("GET", page, "").unwrap();
        assert_eq!(answer.status, 403, "{page}");
        assert_tells_nothing(&sandbox, &answer);
    }
}

#[test]
fn a_form_without_the_word_of_its_session_does_nothing() {
    let sandbox = sandbox();
    let other = Visitor::signed_in(&sandbox);
    for form in [String::new(), OTHER.to_owned(), other.form] {
        let mut visitor = Visitor::signed_in(&sandbox);
        visitor.form = form;
        assert_changes_nothing(&sandbox, &visitor, "Origin: http://localhost\r\n");
    }
}

#[test]
fn the_cookie_opens_neither_the_api_nor_the_control_endpoint() {
    let sandbox = sandbox();
    let visitor = Visitor::signed_in(&sandbox);
    for path in ["/sandbox/", "/sandbox/requests", "/sandbox/pages"] {
        assert_eq!(visitor.get(path).status, 401, "{path}");
    }
    let mut connection = visitor.connection("Origin: http://localhost\r\n");
    let reset = connection.exchange("POST", "/sandbox/reset", "").unwrap();
    assert_eq!(reset.status, 401);
    assert_eq!(visitor.get("/v2/api/read_client_list").status, 401);
}

#[test]
fn the_token_in_its_header_opens_no_page() {
    let sandbox = sandbox();
    let mut connection = Connection::to_control(sandbox.address(), sandbox.control_token());
    let answer = connection
        .exchange("GET", "/sandbox/page/records", "")
        .unwrap();
    assert_eq!(answer.status, 403);
    assert_tells_nothing(&sandbox, &answer);
}

#[test]
fn a_session_ends_when_somebody_signs_out_or_eight_newer_ones_were_opened() {
    let sandbox = sandbox();
    let visitor = Visitor::signed_in(&sandbox);
    let answer = visitor.post("session/end", &[]);
    assert!(answer.header("set-cookie").unwrap().contains("Max-Age=0"));
    assert_eq!(visitor.get("/sandbox/page/records").status, 403);
    let first = Visitor::signed_in(&sandbox);
    for _ in 0..7 {
        Visitor::signed_in(&sandbox);
    }
    assert_eq!(first.get("/sandbox/page/records").status, 200);
    Visitor::signed_in(&sandbox);
    assert_eq!(first.get("/sandbox/page/records").status, 403);
}

/// A page that names itself to nobody has forms that are known as nobody's.
#[test]
fn every_page_has_the_way_out_and_is_named_to_its_own_forms() {
    let sandbox = sandbox();
    let visitor = Visitor::signed_in(&sandbox);
    for page in PAGES {
        let answer = visitor.get(page);
        assert_eq!(
            answer.header("referrer-policy"),
            Some("same-origin"),
            "{page}"
        );
        assert!(!answer.body.contains("\"referrer\""), "{page}");
        assert!(
            answer.body.contains("action=\"/sandbox/page/session/end\""),
            "{page}"
        );
    }
}

#[test]
fn a_session_of_one_sandbox_is_none_of_another() {
    let (one, other) = (sandbox(), sandbox());
    let mut visitor = Visitor::signed_in(&one);
    visitor.address = other.address();
    assert_eq!(visitor.get("/sandbox/page/records").status, 403);
    let id = visitor.cookie.split_once('=').unwrap().1.to_owned();
    visitor.cookie = format!("sandbox-{}={id}", other.address().port());
    assert_eq!(visitor.get("/sandbox/page/records").status, 403);
}

#[test]
fn showing_pages_changes_nothing() {
    let sandbox = sandbox();
    let visitor = Visitor::signed_in(&sandbox);
    for (path, _) in FORMS {
        let answer = visitor.get(&format!("/sandbox/page/{path}"));
        assert!(matches!(answer.status, 200 | 404), "{path}: {answer:?}");
    }
    for page in PAGES {
        visitor.get(page);
    }
    assert_eq!(visitor.get("/sandbox/page/session/end").status, 404);
    assert_eq!(visitor.get("/sandbox/page/records").status, 200);
    assert!(sandbox.requests().is_empty());
    assert_eq!(contacts(&sandbox), 30);
}

#[test]
fn every_page_forbids_other_hosts_other_scripts_and_being_framed() {
    let sandbox = sandbox();
    let visitors = [Visitor::at(sandbox.address()), Visitor::signed_in(&sandbox)];
    for visitor in &visitors {
        for page in PAGES {
            let answer = visitor.get(page);
            let policy = answer.header("content-security-policy").unwrap();
            for rule in [
                "default-src 'none'",
                "frame-ancestors 'none'",
                "form-action 'self'",
                "connect-src 'self'",
                "base-uri 'none'",
            ] {
                assert!(policy.contains(rule), "{page}: {policy}");
            }
            assert!(!policy.contains("unsafe"), "{page}: {policy}");
            for (name, value) in [
                ("x-frame-options", "DENY"),
                ("cache-control", "no-store"),
                ("referrer-policy", "same-origin"),
                ("x-content-type-options", "nosniff"),
            ] {
                assert_eq!(answer.header(name), Some(value), "{page}");
            }
        }
    }
}

#[test]
fn whoever_signs_in_goes_on_to_a_page_of_the_sandbox_and_nowhere_else() {
    let sandbox = sandbox();
    let visitor = Visitor::at(sandbox.address());
    let page = "/sandbox/page/try/create_client";
    assert!(
        visitor
            .get(page)
            .body
            .contains(&format!("value=\"{page}\""))
    );
    for (to, goes) in [
        (page, page),
        ("//evil.example", "/"),
        ("https://evil.example/", "/"),
        ("/sandbox/page/\r\nX: y", "/"),
        ("/sandbox/page.evil.example", "/"),
    ] {
        let pairs = [("token", sandbox.control_token()), ("to", to)];
        let answer = visitor.post("session", &pairs);
        assert_eq!(answer.header("location"), Some(goes), "{to}");
    }
    let wrong = [("token", "guess"), ("to", "https://evil.example/")];
    let page = visitor.post("session", &wrong).body;
    assert!(!page.contains("evil.example"), "{page}");
}

#[test]
fn whoever_sends_a_form_after_the_session_comes_back_to_its_page() {
    let sandbox = sandbox();
    let visitor = Visitor::at(sandbox.address());
    for (path, page) in [
        ("try/create_client", "/sandbox/page/try/create_client"),
        ("settings/reset", "/sandbox/page/settings"),
        ("journal/forget", "/sandbox/page/journal"),
        ("session/end", ""),
    ] {
        let answer = visitor.post(path, &[]);
        assert_eq!(answer.status, 403, "{path}");
        let field = format!("name=\"to\" value=\"{page}\"");
        assert!(answer.body.contains(&field), "{path}: {}", answer.body);
    }
}

#[test]
fn what_is_not_there_is_told_on_a_page_that_leads_on() {
    let sandbox = sandbox();
    let visitor = Visitor::signed_in(&sandbox);
    for page in ["nothing", "try/nothing", "records/1"] {
        let answer = visitor.get(&format!("/sandbox/page/{page}"));
        assert_eq!(answer.status, 404, "{page}");
        assert!(
            answer.body.contains("href=\"/sandbox/page/records\""),
            "{}",
            answer.body
        );
    }
}

#[test]
fn a_page_of_another_site_can_send_somebody_to_the_start_only() {
    let sandbox = sandbox();
    let visitor = Visitor::signed_in(&sandbox);
    for (mode, dest) in [
        ("navigate", "document"),
        ("navigate", "iframe"),
        ("no-cors", "empty"),
        ("no-cors", "script"),
    ] {
        for site in ["cross-site", "same-site"] {
            let headers = format!(
                "Accept: text/html\r\nSec-Fetch-Site: {site}\r\nSec-Fetch-Mode: {mode}\r\n\
                 Sec-Fetch-Dest: {dest}\r\n"
            );
            for page in PAGES {
                let mut connection = visitor.connection(&headers);
                let answer = connection.exchange("GET", page, "").unwrap();
                let is_led = page == "/" && dest == "document";
                let status = if is_led { 200 } else { 403 };
                assert_eq!(answer.status, status, "{page}: {headers}");
            }
        }
    }
}

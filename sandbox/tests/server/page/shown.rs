//! What the pages show.

use prose_sandbox::clienttether::Sandbox;
use prose_sandbox::{
    Answer, Backend, Fault, FaultKind, Sandbox as AnySandbox, clienttrack, trackops,
};
use serde_json::json;

use super::{PAGES, Visitor, sandbox};
use crate::http::Connection;

const HOSTILE: &str = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>";

fn create(sandbox: &Sandbox, values: &serde_json::Value) {
    let mut connection = Connection::to(sandbox);
    let answer = connection
        .exchange("POST", "/v2/api/create_client", &values.to_string())
        .unwrap();
    assert_eq!(answer.status, 200, "{}", answer.body);
}

#[test]
fn values_of_records_and_requests_are_text_whatever_they_say() {
    let sandbox = sandbox();
    create(
        &sandbox,
        &json!({"firstName": HOSTILE, "lastName": HOSTILE, HOSTILE: HOSTILE}),
    );
    let visitor = Visitor::signed_in(&sandbox);
    let path = format!("/v2/api/{}", HOSTILE.replace(['<', '>', '"', ' '], "%3C"));
    let _ = Connection::to(&sandbox).exchange("GET", &path, "");
    let others = json!({HOSTILE: HOSTILE}).to_string();
    let tried = [
        ("caller", "0"),
        ("key.firstName", HOSTILE),
        ("key.lastName", HOSTILE),
        ("others", others.as_str()),
        ("place", HOSTILE),
    ];
    let broken = [("caller", "0"), ("others", HOSTILE)];
    let refused = [("trouble", HOSTILE), ("headers", HOSTILE), ("on", HOSTILE)];
    let mut pages: Vec<String> = PAGES.iter().map(|page| visitor.get(page).body).collect();
    pages.push(visitor.post("try/create_client", &tried).body);
    pages.push(visitor.post("try/create_client", &broken).body);
    pages.push(visitor.post("settings/faults", &refused).body);
    let answer = Answer::new(200).header("X-Odd", HOSTILE).body(HOSTILE);
    sandbox.fault(Fault::new(FaultKind::Answer(answer)));
    pages.push(visitor.get("/sandbox/page/settings").body);
    pages.push(visitor.post("try/create_client", &tried).body);
    pages.push(
        visitor
            .post("session", &[("token", HOSTILE), ("to", HOSTILE)])
            .body,
    );
    visitor.post("settings/states", &[("name", HOSTILE), ("do", "save")]);
    pages.push(visitor.get("/sandbox/page/settings").body);
    for page in &pages {
        assert!(!page.contains("<script>alert"), "{page}");
        assert!(!page.contains("<img"), "{page}");
    }
    let text = "&lt;script&gt;alert(1)&lt;/script&gt;";
    let shown = pages.iter().filter(|page| page.contains(text)).count();
    assert!(shown >= 7, "{shown}");
}

#[test]
fn records_are_shown_the_newest_first_a_page_at_a_time() {
    let sandbox = sandbox();
    create(
        &sandbox,
        &json!({"firstName": "Newest", "lastName": "Of All"}),
    );
    let visitor = Visitor::signed_in(&sandbox);
    let first = visitor.get("/sandbox/page/records?kind=client").body;
    let rows = |page: &str| page.matches("<th scope=\"row\">").count();
    assert_eq!(rows(&first), 25);
    let (_, table) = first.split_once("<tbody>").unwrap();
    let (row, _) = table.split_once("</tr>").unwrap();
    assert!(row.contains("Newest"), "{row}");
    let second = visitor.get("/sandbox/page/records?kind=client&page=2").body;
    assert!(rows(&second) > 0 && !second.contains("Newest"));
    // Beyond the last page, the last one is shown.
    for odd in ["99", "0", "-1", "x", "18446744073709551615"] {
        let page = visitor.get(&format!("/sandbox/page/records?kind=client&page={odd}"));
        assert!(rows(&page.body) > 0, "{odd}");
    }
    assert_eq!(visitor.get("/sandbox/page/records?kind=odd").status, 200);
}

#[test]
fn every_kind_of_record_that_there_is_can_be_looked_at() {
    fn look<B: Backend>(sandbox: &AnySandbox<B>) {
        let visitor = Visitor::signed_in(sandbox);
        for kind in B::RECORDS {
            let page = visitor.get(&format!("/sandbox/page/records?kind={}", kind.word));
            assert!(page.body.contains("<tbody>"), "{}: none", kind.word);
            for name in kind.shows {
                let cell = format!("&quot;{name}&quot;:");
                assert!(page.body.contains(&cell), "{} has no {name}", kind.word);
            }
        }
    }
    look(&sandbox());
    look(&trackops::Sandbox::start().unwrap());
    look(&clienttrack::Sandbox::start().unwrap());
}

#[test]
fn secrets_of_records_are_not_shown() {
    let sandbox = sandbox();
    let visitor = Visitor::signed_in(&sandbox);
    for kind in ["lead_source", "account"] {
        let page = visitor
            .get(&format!("/sandbox/page/records?kind={kind}"))
            .body;
        assert!(page.contains("&lt;secret&gt;"), "{kind}");
        assert!(!page.contains("CT_"), "{kind}: {page}");
    }
}

#[test]
fn the_journal_has_no_cookie_and_no_secret() {
    let sandbox = sandbox();
    let visitor = Visitor::signed_in(&sandbox);
    let cookie = format!("Cookie: {}\r\n", visitor.cookie);
    let answer = Connection::to(&sandbox).and(&cookie).get("read_user_list");
    assert_eq!(answer.unwrap().status, 200);
    let id = visitor.cookie.split_once('=').unwrap().1;
    let page = visitor.get("/sandbox/page/journal").body;
    assert!(page.contains("read_user_list"));
    let kept = serde_json::to_string(&sandbox.requests()).unwrap();
    for text in [page, kept] {
        for secret in [id, sandbox.web_key(), sandbox.access_token()] {
            assert!(!text.contains(secret), "{text}");
        }
    }
}

#[test]
fn long_values_are_cut_with_a_note() {
    let sandbox = sandbox();
    let long = "x".repeat(100_000);
    create(
        &sandbox,
        &json!({"firstName": "A", "lastName": "B", "address": long}),
    );
    let visitor = Visitor::signed_in(&sandbox);
    for page in ["/sandbox/page/records", "/sandbox/page/journal"] {
        let page = visitor.get(page).body;
        assert!(page.len() < 120_000, "{}", page.len());
    }
    assert!(
        visitor
            .get("/sandbox/page/records")
            .body
            .contains("… (longer)")
    );
    let answer = Answer::new(200).body(long);
    sandbox.fault(Fault::new(FaultKind::Answer(answer)));
    let page = visitor.get("/sandbox/page/settings").body;
    assert!(page.len() < 60_000, "{}", page.len());
}

#[test]
fn all_three_sandboxes_show_all_pages() {
    fn look<B: Backend>(sandbox: &AnySandbox<B>) {
        let visitor = Visitor::signed_in(sandbox);
        for page in PAGES.iter().filter(|page| !page.contains("/try/")) {
            let answer = visitor.get(page);
            assert_eq!(answer.status, 200, "{page}");
            assert!(answer.body.contains(B::TITLE), "{page}");
        }
    }
    look(&sandbox());
    look(&trackops::Sandbox::start().unwrap());
    look(&clienttrack::Sandbox::start().unwrap());
}

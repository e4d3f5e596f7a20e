//! The sandbox's pages for people, in a real browser.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by a panic, in its helpers too"
)]

use std::path::Path;

use prose_sandbox::{Backend, Sandbox, clienttether, clienttrack, trackops};
use serde_json::{Value, json};
use workspace_tests::node;

/// Runs a program that stands beside this file, for a sandbox.
fn run<B: Backend>(program: &str, sandbox: &Sandbox<B>, more: Value) -> Value {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sandbox_page");
    let mut told = more;
    told["url"] = sandbox.page_url().into();
    told["token"] = sandbox.control_token().into();
    node(&folder.join(program), &told)
}

fn assert_keeps_to_itself(seen: &Value) {
    assert_eq!(seen["elsewhere"], json!([]), "requests to other hosts");
    assert_eq!(
        seen["complaints"],
        json!([]),
        "what the browser complains of"
    );
}

/// What somebody sees who tries calls, sets the sandbox and leaves.
fn walk(scripts: bool) -> Value {
    let setup = clienttether::Sandbox::setup().contacts(30);
    let sandbox = setup.now("2026-03-02 09:00:00").start().unwrap();
    let seen = run("walk.cjs", &sandbox, json!({"scripts": scripts}));
    let has = |fact: &str, words: &[&str]| {
        let text = match &seen[fact] {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        for word in words {
            assert!(text.contains(word), "{fact} without {word:?}: {text}");
        }
    };
    assert_eq!(seen["tried"], "/sandbox/page/try/create_client");
    has(
        "broken",
        &["HTTP 200", "code phone", "303-555-0147", "<secret>"],
    );
    has("meaning", &["phone", "breaks its limit"]);
    assert_eq!(seen["kept"], "303-555-0147");
    has(
        "created",
        &["CT200", "The call was carried out", "client_id"],
    );
    has("newest", &["Ann", "Lee", "3035550147"]);
    has("checks", &["checks"]);
    has("duplicate", &["CT520"]);
    has("duplicateMeans", &["Duplicate Entry"]);
    has("faults", &["503"]);
    has("failed", &["HTTP 503", "A fault was set that hit it"]);
    has("done", &["begun anew"]);
    assert!(
        !seen["newestAfterReset"]
            .as_str()
            .unwrap()
            .contains("Ann Lee")
    );
    assert_eq!(seen["journalAfterReset"], 0);
    assert_eq!(seen["afterSigningOut"]["status"], 403);
    has("afterSigningOut", &["Token"]);
    let journal = seen["journal"].as_array().unwrap();
    assert_eq!(journal.len(), 2);
    has("journal", &["create_client", "CT200", "phone"]);
    assert_keeps_to_itself(&seen);
    seen
}

#[test]
fn somebody_creates_a_contact_breaks_a_limit_and_sees_all_of_it_happen() {
    assert_eq!(walk(true)["live"], "Live");
}

#[test]
fn all_of_it_works_without_scripts() {
    assert_eq!(walk(false)["live"], "");
}

/// Everybody can read the pages of a sandbox, on any screen.
fn look<B: Backend>(sandbox: &Sandbox<B>, pages: &[&str]) {
    let seen = run("look.cjs", sandbox, json!({"pages": pages}));
    assert_eq!(seen["found"], json!([]));
    assert_keeps_to_itself(&seen);
    // Each in two colours and two widths, with the start and an answer.
    let looks = (pages.len() + 2) * 4;
    assert_eq!(seen["looks"], looks);
    println!("{}: {looks} looks, nothing found", B::NAME);
}

const PAGES: [&str; 4] = [
    "",
    "sandbox/page/records",
    "sandbox/page/journal",
    "sandbox/page/settings",
];

#[test]
fn everybody_can_read_the_pages_of_clienttether() {
    let sandbox = clienttether::Sandbox::setup().contacts(30).start().unwrap();
    sandbox.check_duplicates(sandbox.web_key(), true).unwrap();
    let calls = [
        "sandbox/page/try/create_client",
        "sandbox/page/try/create_history_notes",
    ];
    look(&sandbox, &[&PAGES[..], &calls].concat());
}

#[test]
fn everybody_can_read_the_pages_of_trackops() {
    let sandbox = trackops::Sandbox::start().unwrap();
    let calls = ["sandbox/page/try/create_case"];
    look(&sandbox, &[&PAGES[..], &calls].concat());
}

#[test]
fn everybody_can_read_the_pages_of_clienttrack_and_its_reference() {
    let sandbox = clienttrack::Sandbox::start().unwrap();
    let more = ["sandbox/page/try/auth_test", "sandbox/page/reference"];
    look(&sandbox, &[&PAGES[..], &more].concat());
}

//! The pages in a browser.

use std::path::Path;

use prose_codegen::model::Api;
use serde_json::{Value, json};
use workspace_tests::node;
use workspace_tests::spec::{apis, workspace};

use crate::committed;

/// What Redoc 3 and Scalar 1.76 measure on a document of 52 calls, for comparison.
const OTHERS: [(&str, &str, &str); 5] = [
    ("size / gzip, KB", "2741 / 698", "5083 / 1402"),
    ("characters readable without JavaScript", "145", "0"),
    ("Ctrl-F finds a key of the last call", "no", "no"),
    ("findings of axe", "3", "59"),
    ("requests to others", "1", "2"),
];

/// What the page of an API is held against: bytes as they are, and as gzip has them.
const MOST: (u64, u64) = (700_000, 90_000);

/// What a browser tells of a page.
fn browsed(api: &Api) -> Value {
    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("reference/browsed.cjs");
    let chromium = std::env::var("CHROMIUM").unwrap_or_else(|_| "chromium".to_owned());
    let last = api.calls().last().expect("it has calls");
    let key = last.accepts.last().map(|accepted| &accepted.key.wire);
    node(
        &program,
        &json!({
            "page": committed::path(&api.name),
            "chromium": chromium,
            "call": last.name,
            "key": key.unwrap_or(&last.name),
            "revisions": api.revisions.len(),
        }),
    )
}

fn number(told: &Value, name: &str) -> u64 {
    told[name]
        .as_u64()
        .unwrap_or_else(|| panic!("{name}: {told}"))
}

#[test]
fn the_page_of_every_api_keeps_the_bars() {
    println!(
        "| {:<40} | {:<11} | {:<11} |",
        "on a document of 52 calls", "Redoc 3", "Scalar 1.76"
    );
    for (what, redoc, scalar) in OTHERS {
        println!("| {what:<40} | {redoc:<11} | {scalar:<11} |");
    }
    for api in apis() {
        let told = browsed(&api);
        let (bytes, gzip) = (number(&told, "bytes"), number(&told, "gzip"));
        let readable = number(&told, "readable");
        println!("\n{}, {} calls", api.title, api.counts().all_calls());
        println!("  size / gzip                          {bytes} / {gzip}");
        println!("  characters readable without script   {readable}");
        println!("  the last call's key is found         {}", told["found"]);
        println!("  findings of axe                      {}", told["axe"]);
        println!("  requests to others                   {}", told["others"]);
        println!("  policy broken                        {}", told["broken"]);
        println!("  pages of paper                       {}", told["paper"]);
        assert!(bytes <= MOST.0 && gzip <= MOST.1, "{}", api.name);
        // All of it, with what stands in snippets, which open without a script.
        assert_eq!(told["readable"], told["with_script"], "{}", api.name);
        assert_eq!(told["found"], json!(true), "{}", api.name);
        let looks = told["axe"].as_object().expect("each look has findings");
        assert_eq!(looks.len(), 6, "{}", api.name);
        for (look, findings) in looks {
            assert_eq!(findings, &json!([]), "{}, {look}", api.name);
        }
        assert_eq!(told["others"], json!([]), "{}", api.name);
        assert_eq!(told["broken"], json!([]), "{}", api.name);
        assert_eq!(told["too_wide"], json!([]), "{}", api.name);
        assert!(number(&told, "paper") > 1, "{}", api.name);
        assert_eq!(told["closed_on_paper"], json!(0), "{}", api.name);
        for step in ["skips", "slash", "finds", "clears", "copies"] {
            assert_eq!(told["keys"][step], json!(true), "{}: {step}", api.name);
        }
        let switch = told["switch"].as_array().expect("each choice is tried");
        let choices = if api.revisions.len() > 1 {
            api.revisions.len() + 1
        } else {
            0
        };
        assert_eq!(switch.len(), choices, "{}", api.name);
        for choice in switch {
            assert_eq!(choice["wrong"], json!([]), "{}: {choice}", api.name);
            assert!(number(choice, "shown") > 0, "{}: {choice}", api.name);
        }
    }
}

/// Whoever looks up a line of the spec finds it.
#[test]
fn every_line_of_the_spec_that_is_linked_is_there() {
    for api in apis() {
        let html = std::fs::read_to_string(committed::path(&api.name)).unwrap();
        let mut links = 0;
        for rest in html.split("href=\"../").skip(1) {
            let link = rest.split('"').next().unwrap();
            let (file, line) = link.split_once("#L").expect("it leads to a line");
            let text = std::fs::read_to_string(workspace().join(file)).unwrap();
            let line: usize = line.parse().unwrap();
            assert!((1..=text.lines().count()).contains(&line), "{link}");
            links += 1;
        }
        assert!(links > api.counts().all_keys());
    }
}

//! Pages that nobody means well with: an answer, and no more time and room than their bytes deserve.

use prose_codegen::model::Api;
use prose_drift::coverage::Coverage;
use prose_drift::expected::sections;
use prose_drift::lock::Lock;
use prose_drift::page::{MOST_BYTES, Page, Unreadable};
use prose_drift::reading::Reading;

use crate::specs;

fn clients() -> Api {
    let mut all = specs::all().into_iter();
    all.find(|api| api.name == "clienttether").unwrap()
}

fn rows(bytes: &[u8]) -> usize {
    let api = clients();
    let page = Page::read(bytes).unwrap();
    Reading::of(&page, &sections(&api), &[]).rows.len()
}

#[test]
fn a_hundred_thousand_rows_are_read() {
    let head = "<table><tr><th>Key<th>Description<th>Limits";
    let rows_of = |count: usize| {
        (0..count)
            .map(|at| format!("<tr><td>key_{at}<td>some words<td>String"))
            .collect::<String>()
    };
    assert_eq!(
        rows(format!("{head}{}", rows_of(100_000)).as_bytes()),
        100_000
    );
}

#[test]
fn a_hundred_thousand_lines_that_run_together_are_read() {
    let lines: String = (0..100_000)
        .map(|at| format!("phoneSome words {at}String\n"))
        .collect();
    let found = rows(format!("Client Parameters\n\nKeyDescriptionLimits\nfirstNameFirstString\nlastNameLastString\n{lines}").as_bytes());
    assert!(found > 0, "{found}");
}

/// Neither the page nor the review of another one makes the other cost more than their lengths.
#[test]
fn long_pages_beside_long_reviews_end() {
    let rows: String = (0..50_000)
        .map(|at| format!("phoneSome words {at}String\n"))
        .collect();
    let long = format!(
        "Client Parameters\n\nKeyDescriptionLimits\nfirstNameFirstString\nlastNameLastString\n{rows}"
    );
    let read = |text: &str| {
        Reading::of(
            &Page::read(text.as_bytes()).unwrap(),
            &sections(&clients()),
            &[],
        )
    };
    let lock = Lock::of(&read(&long));
    for unit in [
        "Client Parameters\n",
        "KeyDescriptionLimits\nphoneString\n",
        "phone\n",
    ] {
        let reading = read(&unit.repeat(50_000));
        assert!(!Coverage::of(&reading, &lock).is_enough());
    }
}

/// What is known beforehand is made ready once, not for each table.
#[test]
fn as_many_tables_as_lines_end_beside_a_long_review() {
    let api = clients();
    let known: Vec<(String, String)> = (0..20_000)
        .map(|at| ("client".to_owned(), format!("phone_{at}")))
        .collect();
    let started = std::time::Instant::now();
    for unit in [
        "KeyDescriptionLimits\nphoneString\n",
        "<table><tr><td>phone<td>words<td>String</table>",
    ] {
        let page = Page::read(unit.repeat(20_000).as_bytes()).unwrap();
        let reading = Reading::of(&page, &sections(&api), &known);
        assert!(unit.starts_with('<') || !reading.rows.is_empty());
    }
    // A second or two; for each table anew it is an hour.
    assert!(started.elapsed().as_secs() < 120, "{:?}", started.elapsed());
}

#[test]
fn depth_and_what_is_never_closed_cost_no_more_than_their_bytes() {
    for tag in [
        "<div>",
        "<table>",
        "<table><tr><td>",
        "<ul><li>",
        "<h1>",
        "<a>",
        "<nav>",
        "<b><i>",
    ] {
        let deep = tag.repeat(100_000);
        let page = format!("<html>{deep}words that are here");
        let _ = Page::read(page.as_bytes());
    }
    let attributes: String = (0..100_000).map(|at| format!(" a{at}")).collect();
    let _ = Page::read(format!("<p{attributes}>words that are here").as_bytes());
    let spanning = "<td rowspan=1000 colspan=1000>x".repeat(10_000);
    let _ = Page::read(format!("<table><tr>{spanning}<tr><td>y").as_bytes());
}

/// One megabyte of each; by hand, as CONTRIBUTING.md says, ten.
#[test]
fn megabytes_of_anything_end() {
    let megabytes: usize =
        std::env::var("DRIFT_MEGABYTES").map_or(1, |count| count.parse().unwrap());
    for unit in [
        "x",
        "words and words. ",
        "| a ",
        "&",
        "<",
        "[1,0] ",
        "<td>",
        "\u{200b}",
        "<!--",
    ] {
        let bytes = unit.repeat((megabytes << 20) / unit.len());
        if let Ok(page) = Page::read(bytes.as_bytes()) {
            let _ = Reading::of(&page, &[], &[]);
        }
    }
}

#[test]
fn what_is_too_large_blank_or_broken_is_told() {
    assert_eq!(
        Page::read(&vec![b'x'; MOST_BYTES + 1]),
        Err(Unreadable::TooLarge)
    );
    for blank in [
        &b""[..],
        b" \n\t",
        b"<html><body><script>let x = 1</script></body></html>",
        b"\xef\xbb\xbf",
    ] {
        assert_eq!(Page::read(blank), Err(Unreadable::Blank));
    }
    for binary in [
        &b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..],
        b"%PDF-1.4\n\0\x01\x02\x03\x04\x05",
    ] {
        assert_eq!(Page::read(binary), Err(Unreadable::NoText));
    }
    let archive = b"From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\r\n<html><table><td>";
    assert_eq!(Page::read(archive), Err(Unreadable::Archive));
    for json in [&b"{\"a\": 1, \"b\": [2]}"[..], b"{}", b"[]"] {
        assert_eq!(Page::read(json), Err(Unreadable::NoRequests));
    }
    let deep = "[".repeat(100_000);
    for broken in ["{", "{\"a\": 1,}", deep.as_str()] {
        assert!(matches!(
            Page::read(broken.as_bytes()),
            Err(Unreadable::BrokenJson(_))
        ));
    }
}

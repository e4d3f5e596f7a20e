//! Pages, counts and snapshots.

use std::time::Duration;

use prose_sandbox::clienttrack::{PageSize, RecordCount, Sandbox, Top};

use crate::http::{call, numbers, path_of, query, send, user, wide};

const ALL: &str = "SELECT ClientID FROM cmClient";

/// The numbers on one page, none if it is empty.
fn page(sandbox: &Sandbox, text: &str, more: &str) -> Vec<i64> {
    let answer = query(sandbox, text, more);
    if answer.body == "{}" {
        return Vec::new();
    }
    numbers(&answer.rows(), "ClientID")
}

#[test]
fn a_page_has_25_rows_unless_asked_otherwise_and_the_last_one_the_rest() {
    let sandbox = Sandbox::start().unwrap();
    let pages: Vec<Vec<i64>> = (1..=4)
        .map(|number| page(&sandbox, ALL, &format!("&pageNo={number}")))
        .collect();
    let lengths: Vec<usize> = pages.iter().map(Vec::len).collect();
    assert_eq!(lengths, [25, 25, 11, 0]);
    assert_eq!(pages.concat(), page(&sandbox, ALL, "&pageSize=500"));
    assert_eq!(page(&sandbox, ALL, "&pageSize=1&pageNo=2"), [1001]);
    assert_eq!(page(&sandbox, ALL, "&PAGESIZE=2&pageno=2"), [1002, 1003]);
}

#[test]
fn rows_are_numbered_anew_on_every_page() {
    let sandbox = Sandbox::start().unwrap();
    let rows = query(&sandbox, ALL, "&pageSize=3&pageNo=5").rows();
    assert_eq!(numbers(&rows, "__crql_rid"), [1, 2, 3]);
}

#[test]
fn page_numbers_and_sizes_that_are_none_are_refused() {
    let sandbox = Sandbox::start().unwrap();
    for (more, name) in [
        ("&pageNo=0", "pageNo"),
        ("&pageNo=-1", "pageNo"),
        ("&pageNo=one", "pageNo"),
        ("&pageNo=", "pageNo"),
        ("&pageSize=0", "pageSize"),
        ("&pageSize=501", "pageSize"),
        ("&pageSize=-1", "pageSize"),
        ("&pageSize=many", "pageSize"),
        ("&shouldCache=perhaps", "shouldCache"),
    ] {
        let answer = query(&sandbox, ALL, more);
        assert_eq!(answer.status, 400, "{more}");
        assert!(answer.error().contains(name), "{}", answer.body);
    }
    sandbox.switch(|switches| switches.page_size = PageSize::Bounded);
    assert_eq!(page(&sandbox, ALL, "&pageSize=501").len(), 61);
    assert_eq!(page(&sandbox, ALL, "&pageSize=-7").len(), 1);
    assert_eq!(query(&sandbox, ALL, "&pageSize=many").status, 400);
}

#[test]
fn top_bounds_all_pages_or_each_page() {
    let sandbox = Sandbox::start().unwrap();
    let text = "SELECT TOP 5 ClientID FROM cmClient";
    assert_eq!(page(&sandbox, text, "").len(), 5);
    assert_eq!(page(&sandbox, text, "&pageSize=3&pageNo=2").len(), 2);
    assert_eq!(page(&sandbox, text, "&pageSize=5&pageNo=2").len(), 0);
    assert_eq!(query(&sandbox, text, "").json()["recordCount"], 5);
    sandbox.switch(|switches| switches.top = Top::Page);
    assert_eq!(page(&sandbox, text, "&pageSize=5&pageNo=2").len(), 5);
    assert_eq!(
        page(&sandbox, text, "&pageSize=25&pageNo=2"),
        page(&sandbox, ALL, "&pageSize=5&pageNo=2")
    );
    assert_eq!(page(&sandbox, text, "&pageNo=13").len(), 1);
    let cached = "&shouldCache=true&pageNo=2";
    assert_eq!(
        page(&sandbox, text, cached),
        page(&sandbox, text, "&pageNo=2")
    );
}

#[test]
fn the_record_count_is_honest_or_counts_the_page_or_is_wrong() {
    let sandbox = Sandbox::start().unwrap();
    let count = || query(&sandbox, ALL, "&pageSize=5").json()["recordCount"].as_u64();
    assert_eq!(count(), Some(61));
    sandbox.switch(|switches| switches.record_count = RecordCount::Page);
    assert_eq!(count(), Some(5));
    sandbox.switch(|switches| switches.record_count = RecordCount::Doubled);
    assert_eq!(count(), Some(10));
}

#[test]
fn a_snapshot_keeps_its_pages_together_until_it_expires() {
    let sandbox = wide(Sandbox::setup().now("2026-03-02 09:00:00"));
    let text = "SELECT ClientID FROM cmClient WHERE ActiveStatus = 'I'";
    let cached = |number: u32| {
        query(
            &sandbox,
            text,
            &format!("&pageSize=3&pageNo={number}&shouldCache=true"),
        )
    };
    let first = cached(1);
    let json = first.json();
    let until = json["cacheExpirationDate"].as_str().unwrap();
    assert!(until.starts_with("2026-03-02T09:10:"), "{until}");
    assert_eq!(json["recordCount"], 6);
    // Whatever leaves the list in the meantime is still on its page.
    for id in numbers(&first.rows(), "ClientID") {
        call(
            &sandbox,
            "PATCH",
            &format!("/cto/cmClient/{id}"),
            r#"{"ActiveStatus":"A"}"#,
        );
    }
    assert_eq!(numbers(&cached(2).rows(), "ClientID"), [1034, 1044, 1054]);
    assert_eq!(cached(1).body, first.body);
    assert_eq!(page(&sandbox, text, ""), [1034, 1044, 1054]);
    let fresh = query(&sandbox, text, "");
    assert!(fresh.json()["cacheExpirationDate"].is_null());
    sandbox.advance(Duration::from_secs(601));
    assert_eq!(numbers(&cached(1).rows(), "ClientID"), [1034, 1044, 1054]);
    assert_eq!(cached(2).body, "{}");
}

#[test]
fn a_snapshot_is_not_shown_to_whoever_sees_other_rows() {
    let sandbox = wide(Sandbox::setup());
    let text = "SELECT ClientID FROM cmClient WHERE ClientID > 0";
    let path = path_of(text, "&shouldCache=true&pageSize=500");
    assert_eq!(call(&sandbox, "GET", &path, "").rows().len(), 60);
    let headers = format!("{}OrgId: 102\r\n", user(&sandbox));
    assert_eq!(send(&sandbox, "GET", &path, &headers, "").rows().len(), 30);
    sandbox.reset().unwrap();
    assert_eq!(send(&sandbox, "GET", &path, &headers, "").rows().len(), 30);
}

#[test]
fn many_snapshots_push_the_oldest_out() {
    let sandbox = wide(Sandbox::setup());
    let cached = |at: usize| {
        let text =
            format!("SELECT LastName FROM cmClient WHERE ClientID = 1001 AND ClientID <> {at}");
        query(&sandbox, &text, "&shouldCache=true").rows()[0]["LastName"].clone()
    };
    let before = cached(0);
    call(
        &sandbox,
        "PUT",
        "/cto/cmClient/1001",
        r#"{"LastName":"Yew"}"#,
    );
    assert_eq!(cached(0), before);
    for at in 1..=16 {
        assert_eq!(cached(at), "Yew");
    }
    assert_eq!(cached(0), "Yew");
}

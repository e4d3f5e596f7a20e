//! What is refused before sending, at the very edges.

use clienttrack_generated::crql::{self, Mistake, column};
use clienttrack_generated::{Client, Credentials, Query, ResultCode};
use prose_runtime::{Breach, Validation, Violation};

use crate::sandbox::Session;
use crate::{assert_code, refused};

/// All but the last parameter of a query, whose own text is escaped here by another rule than the
/// client's: a table of lengths.
fn query_of(text: &str, letter: &str, escaped: usize, most: usize) -> String {
    let frame: usize = text
        .chars()
        .map(|sign| if sign.is_ascii_alphanumeric() { 1 } else { 3 })
        .sum();
    let count = (most - frame) / escaped;
    let rest = (most - frame) % escaped;
    // What does not come out even is filled up with letters.
    format!("{text}{}{}", letter.repeat(count), "x".repeat(rest))
}

fn violations(call: Query) -> Vec<Violation> {
    let client = Client::new(Credentials::new("key", "key")).unwrap();
    let request = client.query(call).request();
    let error = request.err();
    let all = error.as_ref().and_then(|error| error.violations());
    all.map_or_else(Vec::new, |all| all.iter().cloned().collect())
}

#[test]
fn a_query_has_2048_characters_at_most_once_it_is_escaped() {
    let client = Client::new(Credentials::new("key", "key")).unwrap();
    for (letter, escaped) in [
        ("x", 1),
        ("~", 1),
        ("-", 1),
        (" ", 3),
        ("'", 3),
        ("+", 3),
        ("é", 6),
        ("漢", 9),
        ("🌹", 12),
    ] {
        let fits = query_of("SELECT LastName FROM ", letter, escaped, 2048);
        let request = client.query(Query::new(&fits)).request().unwrap();
        let (_, sent) = request.url().split_once("?q=").unwrap();
        assert_eq!(sent.len(), 2048, "{letter}");

        let [violation] = &violations(Query::new(format!("{fits}x")))[..] else {
            panic!("{letter}: 2,049 characters were not refused alone");
        };
        assert_eq!(violation.key, "q");
        assert_eq!(violation.breach, Breach::TooLongEscaped(2048), "{letter}");
        assert_eq!(violation.value.as_deref(), Some("<personal>"));
    }
}

/// Client, builder and server count alike, to the character.
#[tokio::test]
async fn the_longest_query_is_carried_out_and_one_more_character_is_not() {
    let session = Session::new().wide();
    let frame = "SELECT%20ClientID%20FROM%20cmClient%20WHERE%20LastName%20%3D%20%27%27";
    let built = |name: &str| {
        let query = crql::Query::select("cmClient", ["ClientID"]);
        query.filter(column("LastName").is(name)).build()
    };
    for (letter, escaped) in [("x", 1), ("'", 6), ("é", 6), ("漢", 9), ("🌹", 12)] {
        let room = 2048 - frame.len();
        let filled = letter.repeat(room / escaped) + &"x".repeat(room % escaped);
        let longest = built(&filled).unwrap();
        let reply = session.client.query(Query::new(&longest)).await.unwrap();
        assert!(reply.records().is_empty());

        let error = built(&format!("{filled}x")).unwrap_err();
        assert_eq!(error.mistakes(), [Mistake::TooLong { most: 2048 }]);
        // One blank before the end, which counts as three.
        let longer = longest.replacen(" = ", " =  ", 1);
        let error = refused(session.client.query(Query::new(&longer)).await);
        assert!(error.violations().is_some(), "{error}");
        let error = refused(session.unchecked().query(Query::new(&longer)).await);
        assert_code(&error, ResultCode::BadRequest);
    }
}

#[test]
fn characters_are_counted_and_not_bytes_or_signs() {
    // 228 signs of three bytes, nine characters each: few signs, and too long all the same.
    let [violation] = &violations(Query::new("漢".repeat(228)))[..] else {
        panic!("2,052 characters were taken");
    };
    assert_eq!(violation.breach, Breach::TooLongEscaped(2048));
    assert!(violations(Query::new("漢".repeat(227))).is_empty());
    assert!(violations(Query::new("x".repeat(2048))).is_empty());
}

#[test]
fn a_query_says_something() {
    let [violation] = &violations(Query::new(""))[..] else {
        panic!("a query without a text was taken");
    };
    assert_eq!(violation.breach, Breach::Missing);
}

#[test]
fn a_page_has_1_to_500_rows() {
    for size in [1, 25, 500] {
        assert!(violations(Query::new("q").page_size(size)).is_empty());
    }
    for size in [0, 501, u64::MAX] {
        let [violation] = &violations(Query::new("q").page_size(size))[..] else {
            panic!("{size} was taken");
        };
        assert_eq!(violation.key, "pageSize");
        assert!(
            matches!(
                violation.breach,
                Breach::OutOfRange {
                    min: Some(1),
                    max: Some(500)
                } | Breach::NotInteger
            ),
            "{violation}"
        );
    }
}

#[test]
fn pages_are_counted_from_1() {
    for page in [1, 2, 1_000_000] {
        assert!(violations(Query::new("q").page_number(page)).is_empty());
    }
    let [violation] = &violations(Query::new("q").page_number(0))[..] else {
        panic!("page 0 was taken");
    };
    assert_eq!(violation.key, "pageNo");
}

#[test]
fn everything_is_told_at_once() {
    let call = Query::new("x".repeat(2049)).page_number(0).page_size(501);
    assert_eq!(violations(call).len(), 3);
}

/// Nobody knows for sure that the server has these limits.
#[test]
fn limits_can_be_lifted() {
    let client = Client::new(Credentials::new("key", "key")).unwrap();
    let call = Query::new("x".repeat(2049)).page_size(501);
    let sending = client.query(call).validation(Validation::Off);
    assert!(sending.request().unwrap().url().contains("pageSize=501"));
}

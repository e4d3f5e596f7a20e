//! Texts that break out of queries elsewhere, against an engine that would carry them out.

use std::collections::BTreeSet;

use clienttrack_generated::crql::{Mistake, Query, column};
use clienttrack_generated::{InsertObject, Query as Call, ResultCode};

use crate::sandbox::Session;
use crate::{assert_code, number, refused};

/// Attempts to see more, to change something, to end the text, or to hide the rest of the query.
const ATTEMPTS: [&str; 34] = [
    "'",
    "''",
    "'''",
    "' OR 1=1 --",
    "' OR '1'='1",
    "' OR 'a' = 'a' OR '",
    "x' OR LastName > '",
    "') OR (1=1",
    "'; DROP TABLE cmClient; --",
    "'; DELETE FROM cmClient WHERE '1'='1",
    "' UNION SELECT UserID FROM osUsers --",
    "' AND 1 = (SELECT TOP 1 UserID FROM osUsers) --",
    "'/*",
    "*/ OR 1=1 /*",
    "-- ",
    "\\",
    "\\'",
    "\\' OR 1=1 --",
    "\\\\' OR 1=1 --",
    "\" OR \"\"=\"",
    "%",
    "%' OR '%'='",
    "_",
    "[a-z]",
    "%27 OR 1=1 --",
    "%2527 OR 1=1 --",
    "&q=SELECT UserID FROM osUsers",
    "#",
    "+",
    "\u{2bc} OR 1=1 --",
    "\u{2019} OR 1=1 --",
    "\u{ff07} OR 1=1 --",
    "\u{202e}' OR 1=1",
    "NULL",
];

fn named(text: &str) -> Call {
    let query = Query::select("cmClient", ["ClientID", "LastName"]);
    Call::new(query.filter(column("LastName").is(text)).build().unwrap())
}

#[tokio::test]
async fn no_attempt_finds_anybody_but_who_is_called_so() {
    let session = Session::new().wide();
    let before = session.rows(crate::all_clients()).await.len();
    for attempt in ATTEMPTS {
        assert!(session.rows(named(attempt)).await.is_empty(), "{attempt}");
    }
    assert_eq!(session.rows(crate::all_clients()).await.len(), before);
    for attempt in ATTEMPTS {
        let id = session.insert(attempt).await;
        let found = session.rows(named(attempt)).await;
        let ids: Vec<u64> = found.iter().map(|row| number(row, "ClientID")).collect();
        assert_eq!(ids, [id], "{attempt}");
        assert_eq!(crate::column(&found[0], "LastName"), attempt);
    }
    // In a list, each is still itself.
    for few in ATTEMPTS.chunks(8) {
        let query = Query::select("cmClient", ["ClientID"]);
        let text = query
            .filter(column("LastName").one_of(few.iter().copied()))
            .build();
        let rows = session.rows(Call::new(text.unwrap())).await;
        assert_eq!(rows.len(), few.len());
    }
}

/// Without the builder, by hand, some of them do break out: the engine is one that would notice.
#[tokio::test]
async fn the_attempts_work_where_nobody_quotes() {
    let session = Session::new().wide();
    let by_hand = |text: &str| {
        Call::new(format!(
            "SELECT ClientID FROM cmClient WHERE LastName = '{text}'"
        ))
    };
    assert_eq!(session.rows(by_hand("' OR ClientID > '0")).await.len(), 60);
    for attempt in ["'", "' OR 1=1 --", "'; DROP TABLE cmClient; --"] {
        let error = refused(session.client.query(by_hand(attempt)).await);
        assert_code(&error, ResultCode::BadRequest);
    }
}

/// What is let through could not end early by any rule for it that is likely.
#[tokio::test]
async fn a_query_that_refuses_quotes_lets_no_attempt_through_that_has_one() {
    let session = Session::empty();
    let refusing = || Query::select("cmClient", ["ClientID"]).refuse_quotes();
    let mut through = Vec::new();
    for attempt in ATTEMPTS {
        let query = refusing().filter(column("LastName").one_of(["Ash", attempt]));
        match query.build() {
            Ok(text) => {
                assert!(session.rows(Call::new(&text)).await.is_empty(), "{text}");
                through.push(attempt);
            }
            Err(error) => {
                let column = "LastName".to_owned();
                assert_eq!(error.mistakes(), [Mistake::Quote { column }], "{attempt}");
                assert!(!error.to_string().contains(attempt) || attempt.len() == 1);
            }
        }
    }
    let harmless = [
        "*/ OR 1=1 /*",
        "-- ",
        "%",
        "_",
        "[a-z]",
        "%27 OR 1=1 --",
        "%2527 OR 1=1 --",
        "&q=SELECT UserID FROM osUsers",
        "#",
        "+",
        "NULL",
    ];
    assert_eq!(through, harmless);
}

#[test]
fn no_name_is_more_than_a_name() {
    for name in [
        "LastName = 'x' OR LastName",
        "LastName; DROP TABLE cmClient",
        "LastName --",
        "LastName/**/",
        "cmClient.LastName.x",
        "(SELECT UserID FROM osUsers)",
        "COUNT(*)",
        "*",
        "'LastName'",
        "\"LastName\"",
        "[LastName]",
        "Last Name",
        "LastName\n",
        "LastName\u{a0}",
        "Ｌastname",
        "",
        ".",
        "a.",
        ".a",
        "NOT LastName",
        "1",
    ] {
        let one = |query: Query| {
            let error = query.build().unwrap_err();
            let [mistake] = error.mistakes() else {
                panic!("{name}: {error}");
            };
            assert!(
                matches!(mistake, Mistake::Column { .. } | Mistake::Name { .. }),
                "{name}: {mistake}"
            );
        };
        one(Query::select("cmClient", ["ClientID", name]));
        one(Query::select("cmClient", ["ClientID"]).filter(column(name).is(1)));
        one(Query::select("cmClient", ["ClientID"]).order_by(name));
        one(Query::select(name, ["ClientID"]));
    }
}

/// Every word in capitals in the source of either, which has each word of its language.
fn words() -> BTreeSet<&'static str> {
    let sources = [
        include_str!("../../../clienttrack-generated/src/crql/name.rs"),
        include_str!("../../../clienttrack-generated/src/crql/condition.rs"),
        include_str!("../../../clienttrack-generated/src/crql/query.rs"),
        include_str!("../../../sandbox/src/clienttrack/crql/filter.rs"),
        include_str!("../../../sandbox/src/clienttrack/crql/parser.rs"),
        include_str!("../../../sandbox/src/clienttrack/crql/source.rs"),
    ];
    let words = sources.iter().flat_map(|text| {
        text.split(|sign: char| !sign.is_alphanumeric() && sign != '_')
            .filter(|word| word.len() > 1 && word.bytes().all(|it| it.is_ascii_uppercase()))
    });
    words.collect()
}

#[tokio::test]
async fn builder_and_server_agree_on_which_words_are_no_names() {
    let session = Session::new();
    let mut refused_words = 0;
    for word in words() {
        for word in [word.to_owned(), word.to_lowercase()] {
            let is_keyword = |query: Query| match query.build() {
                Ok(_) => false,
                Err(error) => {
                    assert!(
                        matches!(error.mistakes(), [Mistake::Keyword { .. }]),
                        "{word}: {error}"
                    );
                    true
                }
            };
            let here = [
                is_keyword(Query::select(&word, ["ClientID"])),
                is_keyword(Query::select("cmClient", [&word])),
            ];
            let mut there = [false; 2];
            for (at, text) in [
                format!("SELECT ClientID FROM {word}"),
                format!("SELECT {word} FROM cmClient"),
            ]
            .iter()
            .enumerate()
            {
                let error = refused(session.client.query(Call::new(text)).await);
                let said = error.refusal().map_or("", |it| it.message.as_str());
                // A name is read as one, and then nothing has it.
                there[at] = !said.contains("there is no ");
            }
            assert_eq!(here, there, "{word}");
            refused_words += usize::from(here[0]);
        }
    }
    assert_eq!(refused_words, 2 * 38);
}

#[tokio::test]
async fn an_id_in_the_path_is_one_id() {
    let session = Session::new();
    for id in [
        "1001 OR 1=1",
        "../osUsers/11",
        "1001/../1002",
        "1001?x=1",
        "%31001",
    ] {
        let call = clienttrack_generated::GetObject::new("cmClient", id);
        let error = refused(session.client.get_object(call).await);
        assert_code(&error, ResultCode::NotFound);
    }
}

/// JSON quotes for itself, and a column's name has no way around it.
#[tokio::test]
async fn no_column_of_a_new_row_is_more_than_a_column() {
    let session = Session::empty();
    for name in ["LastName\":1,\"City", "LastName = 1, City", "", "\u{0}"] {
        let call = InsertObject::new("cmClient").custom(name, "x");
        let outcome = session.client.insert_object(call).await;
        assert!(outcome.is_err(), "{name}");
    }
    assert_eq!(session.rows(crate::all_clients()).await.len(), 1);
}

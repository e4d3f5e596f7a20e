//! Whatever the builder makes, the sandbox's engine takes and means the same by. The two share no code.

use std::collections::BTreeSet;

use clienttrack_generated::crql::{
    Column, Condition, Direction, Literal, Mistake, Query, QueryError, column, date_time,
};
use clienttrack_generated::{InsertObject, Query as Call, ResultCode};
use proptest::prelude::*;
use proptest::sample::{Index, select, subsequence};
use proptest::test_runner::{Config, TestRunner};

use crate::sandbox::Session;
use crate::{assert_code, number, refused, rows};

/// What breaks out of texts elsewhere, or is close to it.
const TRICKS: [&str; 16] = [
    "'", "''", "\\", "\"", "--", "/*", "*/", ";", "%", "_", ")", " OR 1=1 ", " AND ", "\u{2bc}",
    "\u{ff07}", "%27",
];

/// A text without control characters, which the builder refuses, and short enough for a query.
fn text() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        3 => any::<char>().prop_map(String::from),
        3 => select(&TRICKS[..]).prop_map(String::from),
        1 => "[ a-zA-Z0-9äß漢🌹]{0,5}",
    ];
    let parts = proptest::collection::vec(part, 0..8);
    parts.prop_map(|parts| parts.concat().replace(char::is_control, ""))
}

fn run<S: Strategy>(
    cases: u32,
    strategy: &S,
    test: impl Fn(S::Value) -> Result<(), TestCaseError>,
) {
    let config = Config {
        cases,
        failure_persistence: None,
        ..Config::default()
    };
    if let Err(error) = TestRunner::new(config).run(strategy, test) {
        panic!("{error}");
    }
}

fn runtime() -> tokio::runtime::Runtime {
    let builder = &mut tokio::runtime::Builder::new_current_thread();
    builder.enable_all().build().unwrap()
}

/// The numbers of those rows of clients for which this holds, and nothing if it is too long to ask.
async fn found(session: &Session, condition: Condition) -> Option<BTreeSet<u64>> {
    let query = Query::select("cmClient", ["ClientID"]).filter(condition);
    let text = match query.build() {
        Ok(text) => text,
        Err(error) => {
            assert!(is_length(&error), "{error}");
            return None;
        }
    };
    let rows = rows(&session.client, Call::new(&text)).await;
    let rows = rows.unwrap_or_else(|error| panic!("{text}: {:?}", error.refusal()));
    Some(rows.iter().map(|row| number(row, "ClientID")).collect())
}

fn is_length(error: &QueryError) -> bool {
    matches!(error.mistakes(), [Mistake::TooLong { .. }])
}

#[test]
fn a_text_finds_exactly_the_rows_that_have_it() {
    let (runtime, session) = (runtime(), Session::empty().wide());
    // Rows stay: the more there are, the more could be found by mistake.
    let there = std::cell::RefCell::new(Vec::<(u64, String)>::new());
    run(150, &(text(), text()), |(one, other)| {
        runtime.block_on(async {
            for text in [&one, &other] {
                let id = session.insert(text).await;
                there.borrow_mut().push((id, text.clone()));
            }
            let is = |text: &str| column("LastName").is(text);
            let doubled = one.replace('\'', "''");
            // Capitals from A to Z are not told apart, others are.
            let with = |texts: &[&str]| -> BTreeSet<u64> {
                let there = there.borrow();
                let found = there
                    .iter()
                    .filter(|(_, own)| texts.iter().any(|text| own.eq_ignore_ascii_case(text)));
                found.map(|(id, _)| *id).collect()
            };
            for (condition, texts) in [
                (is(&one), vec![&*one]),
                (is(&doubled), vec![&*doubled]),
                (is(&one).or(is(&other)), vec![&*one, &*other]),
                (
                    column("LastName").one_of([&one, &other]),
                    vec![&*one, &*other],
                ),
                (column("LastName").between(&*one, &*one), vec![&*one]),
            ] {
                if let Some(found) = found(&session, condition).await {
                    prop_assert_eq!(found, with(&texts), "{:?}", texts);
                }
            }
            let above_0 = column("ClientID").above(0);
            if let Some(others) =
                found(&session, column("LastName").is_not(&*one).and(above_0)).await
            {
                prop_assert!(others.is_disjoint(&with(&[&one])));
                prop_assert_eq!(others.len() + with(&[&one]).len(), there.borrow().len());
            }
            Ok(())
        })
    });
}

/// What a column holds, and so what it is compared with.
#[derive(Clone, Copy, Debug)]
enum Kind {
    Number,
    Text,
    Moment,
}

/// A table, and some of its columns but for the number of the client, by which all are joined.
struct Table {
    name: &'static str,
    columns: &'static [(&'static str, Kind)],
}

impl Table {
    /// Its columns with its name before them.
    fn columns(&self) -> impl Iterator<Item = (String, Kind)> {
        let columns = self.columns.iter();
        columns.map(|(own, kind)| (format!("{}.{own}", self.name), *kind))
    }
}

const TABLES: [Table; 3] = [
    Table {
        name: "cmClient",
        columns: &[
            ("LastName", Kind::Text),
            ("Email", Kind::Text),
            ("ZipCode", Kind::Text),
            ("VeteranStatus", Kind::Number),
        ],
    },
    Table {
        name: "Enrollment",
        columns: &[
            ("EnrollID", Kind::Number),
            ("CaseID", Kind::Number),
            ("EnrollDate", Kind::Moment),
            ("ExitDate", Kind::Moment),
        ],
    },
    Table {
        name: "cmCaseAssign",
        columns: &[
            ("UserID", Kind::Number),
            ("BeginDate", Kind::Moment),
            ("EndDate", Kind::Moment),
        ],
    },
];

fn moment() -> impl Strategy<Value = String> {
    (1..=9999_u32, 1..=12_u32, 1..=28_u32, 0..24_u32, 0..60_u32).prop_map(
        |(year, month, day, hour, minute)| {
            format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:59")
        },
    )
}

fn literal(kind: Kind) -> BoxedStrategy<Literal> {
    match kind {
        Kind::Number => prop_oneof![
            any::<i32>().prop_map(Literal::from),
            any::<u64>().prop_map(Literal::from),
            any::<i64>().prop_map(Literal::from),
            // Larger ones are refused.
            (proptest::num::f64::NORMAL).prop_map(|number| Literal::from(number % 1e15)),
            (0..2_000_u32).prop_map(|id| prose_runtime::Id::from(u64::from(id)).into()),
        ]
        .boxed(),
        Kind::Text => prop_oneof![
            text().prop_map(Literal::from),
            any::<u32>().prop_map(Literal::from)
        ]
        .boxed(),
        Kind::Moment => moment().prop_map(date_time).boxed(),
    }
}

/// A comparison of a column of these tables.
fn test(tables: Vec<usize>) -> impl Strategy<Value = Condition> {
    let columns = tables.iter().flat_map(|table| TABLES[*table].columns());
    let columns: Vec<(String, Kind)> = columns.collect();
    select(columns).prop_flat_map(|(name, kind)| {
        let literals = proptest::collection::vec(literal(kind), 2..5);
        let comparison = 0..8_usize;
        (Just(name), literals, comparison).prop_map(|(name, literals, comparison)| {
            let own: Column = column(name);
            let [first, second] = [literals[0].clone(), literals[1].clone()];
            match comparison {
                0 => own.is(first),
                1 => own.is_not(first),
                2 => own.above(first),
                3 => own.at_least(first),
                4 => own.below(first),
                5 => own.at_most(first),
                6 => own.between(first, second),
                _ => own.one_of(literals),
            }
        })
    })
}

/// Any query of these tables: what [`Query`] has, in any combination.
fn query() -> impl Strategy<Value = Result<String, QueryError>> {
    subsequence(vec![0, 1, 2], 1..=2).prop_flat_map(|tables: Vec<usize>| {
        let names = tables.iter().flat_map(|table| TABLES[*table].columns());
        let names: Vec<String> = names.map(|(name, _)| name).collect();
        let count = names.len();
        let tests = proptest::collection::vec((test(tables.clone()), any::<bool>()), 0..5);
        (
            Just(tables),
            subsequence(names.clone(), 1..=count),
            proptest::option::of(1..=u32::MAX),
            tests,
            proptest::collection::vec((any::<Index>(), any::<bool>()), 0..3),
            Just(names),
        )
            .prop_map(|(tables, columns, top, tests, order, names)| {
                let mut tests = tests.into_iter();
                let filter = tests.next().map(|(first, _)| {
                    tests.fold(first, |all, (next, is_and)| match is_and {
                        true => all.and(next),
                        false => next.or(all),
                    })
                });
                let order = order.into_iter().map(|(at, is_up)| {
                    let direction = if is_up {
                        Direction::Ascending
                    } else {
                        Direction::Descending
                    };
                    column(at.get(&names)).order(direction)
                });
                built(
                    Query::select(TABLES[tables[0]].name, columns),
                    &tables[1..],
                    top,
                    filter,
                    order,
                )
            })
    })
}

fn built(
    mut query: Query,
    joined: &[usize],
    top: Option<u32>,
    filter: Option<Condition>,
    order: impl Iterator<Item = clienttrack_generated::crql::Order>,
) -> Result<String, QueryError> {
    if let Some(top) = top {
        query = query.top(top);
    }
    if let Some(filter) = filter {
        query = query.filter(filter);
    }
    for order in order {
        query = query.order_by(order);
    }
    match joined {
        [] => query.build(),
        [table, ..] => query
            .join(TABLES[*table].name, "ClientID", "ClientID")
            .build(),
    }
}

#[test]
fn every_query_that_is_built_is_taken() {
    let (runtime, session) = (runtime(), Session::new().wide());
    run(300, &query(), |query| {
        match query {
            Ok(text) => {
                let reply = runtime.block_on(session.client.query(Call::new(&text)).into_future());
                let why = reply.as_ref().err().and_then(|error| error.refusal());
                prop_assert!(
                    reply.is_ok(),
                    "{}: {:?}",
                    text,
                    why.map(|it| it.message.as_str())
                );
            }
            Err(error) => prop_assert!(is_length(&error), "{error}"),
        }
        Ok(())
    });
}

/// What the builder's table calls seen working, and the one join, need no switch; everything else does.
#[tokio::test]
async fn what_was_seen_working_is_taken_without_a_switch() {
    let session = Session::new();
    let select = || Query::select("cmClient", ["ClientID"]).top(5);
    let named = || column("LastName").one_of(["Fir", "Oak"]);
    let changed = || column("UpdatedDate").after("2020-01-01 00:00:00");
    let seen = [
        select().build(),
        select().filter(named()).build(),
        select().filter(changed()).build(),
        select().filter(named().and(changed())).build(),
        select().join("Enrollment", "ClientID", "ClientID").build(),
    ];
    for text in seen {
        let text = text.unwrap();
        let reply = session.client.query(Call::new(&text)).await.unwrap();
        assert!(!reply.records().is_empty(), "{text}");
    }
    let number = || column("ClientID");
    let beyond = [
        column("LastName").is("Fir"),
        column("LastName").is_not("Fir"),
        column("LastName").one_of(["O'Oak"]),
        column("UpdatedDate").before("2020-01-01 00:00:00"),
        number().above(1000),
        number().at_least(1000),
        number().at_most(1000),
        number().one_of([1001]),
        number().between("1001", "1002"),
        named().or(changed()),
        named().and(named()),
        changed().and(changed()),
    ];
    let beyond = beyond.map(|condition| select().filter(condition).build());
    let ordered = select().order_by("LastName").build();
    for text in beyond.into_iter().chain([ordered]) {
        let text = text.unwrap();
        let error = refused(session.client.query(Call::new(&text)).await);
        assert_code(&error, ResultCode::BadRequest);
        let words = error.server_words().unwrap();
        assert!(words.as_str().contains("seen to work"), "{text}");
    }
}

/// Rows are read by the names of their columns: of two with one name the second could not be found.
#[tokio::test]
async fn two_columns_of_one_name_are_refused_here_and_there() {
    let session = Session::new();
    let twice = |columns: [&str; 2]| {
        let query = Query::select("cmClient", columns);
        let error = query.join("Enrollment", "ClientID", "ClientID").build();
        error.unwrap_err().mistakes().to_vec()
    };
    for columns in [
        ["ClientID", "ClientID"],
        ["ClientID", "clientid"],
        ["ClientID", "cmClient.ClientID"],
        ["cmClient.ClientID", "Enrollment.ClientID"],
    ] {
        let column = columns[1].to_owned();
        assert_eq!(twice(columns), [Mistake::SelectedTwice { column }]);
    }
    let by_hand = "SELECT cmClient.ClientID, Enrollment.ClientID FROM cmClient \
         JOIN Enrollment ON cmClient.ClientID = Enrollment.ClientID";
    let error = refused(session.client.query(Call::new(by_hand)).await);
    assert_code(&error, ResultCode::BadRequest);
}

/// What a condition means to the builder, it means to the engine: brackets stand where they must.
#[tokio::test]
async fn conditions_hold_as_they_read() {
    let session = Session::empty().wide();
    for (last, city) in [("A", "X"), ("A", "Y"), ("B", "X"), ("B", "Y"), ("C", "Z")] {
        let call = InsertObject::new("cmClient")
            .custom("LastName", last)
            .custom("City", city);
        session.client.insert_object(call).await.unwrap();
    }
    let (last, city) = (
        |v: &str| column("LastName").is(v),
        |v: &str| column("City").is(v),
    );
    for (condition, count) in [
        (last("A").and(city("X")).or(city("Z")), 2),
        (last("A").and(city("X").or(city("Z"))), 1),
        (last("A").or(last("B")).and(city("X")), 2),
        (last("A").or(last("B").and(city("X"))), 3),
        (last("A").or(city("X")).and(last("B").or(city("Y"))), 2),
    ] {
        let shown = format!("{condition:?}");
        let found = found(&session, condition).await.unwrap();
        assert_eq!(found.len(), count, "{shown}");
    }
}

/// Times compare as times, numbers as numbers: 1002 is not before 9.
#[tokio::test]
async fn literals_compare_as_what_they_are() {
    let session = Session::new().wide();
    let count = async |condition| found(&session, condition).await.unwrap().len();
    assert_eq!(count(column("ClientID").above(9)).await, 60);
    assert_eq!(count(column("ClientID").between(1001, 1010)).await, 10);
    assert_eq!(count(column("ClientID").above(1050.5)).await, 10);
    assert_eq!(count(column("ClientID").below(-0.5)).await, 0);
    assert_eq!(
        count(column("ClientID").is(prose_runtime::Id::from(1001_u64))).await,
        1
    );
    assert_eq!(count(column("ZipCode").is("12545")).await, 60);
    assert_eq!(
        count(column("UpdatedDate").after("2026-03-02 08:30:00")).await,
        0
    );
    assert_eq!(
        count(column("UpdatedDate").before("2026-03-02 08:30:00")).await,
        61
    );
}

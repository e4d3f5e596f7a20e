//! The query builder: what it writes, what it refuses, and that no value can be read as anything else by the
//! rules of SQL; with `refuse_quotes`, by any that is likely.

mod builder;
mod injection;
mod properties;
mod tokens;

use clienttrack_generated::crql::{
    Condition, Direction, Literal, Mistake, Query, QueryError, column, date_time,
};
use prose_runtime::Id;

/// A query with this condition.
fn filtered(condition: Condition) -> Result<String, QueryError> {
    Query::select("t", ["c"]).filter(condition).build()
}

/// The condition as it is written.
fn written(condition: Condition) -> String {
    let text = filtered(condition).unwrap_or_else(|error| unreachable!("{error}"));
    text.replace("SELECT c FROM t WHERE ", "")
}

fn mistakes<T>(query: &Query<T>) -> Vec<Mistake> {
    query
        .build()
        .err()
        .map(|error| error.mistakes().to_vec())
        .unwrap_or_default()
}

#[test]
fn the_smallest_query_is_a_select() {
    let query = Query::select("cmClient", vec!["ClientID".to_owned()]);
    assert_eq!(
        query.build().as_deref(),
        Ok("SELECT ClientID FROM cmClient")
    );
    let text: Result<String, QueryError> = query.try_into();
    assert_eq!(text.as_deref(), Ok("SELECT ClientID FROM cmClient"));
}

#[test]
fn all_parts_together_are_in_the_languages_order_whatever_theirs() {
    let expected = "SELECT TOP 5 cmClient.ClientID, Enrollment.ExitDate FROM cmClient \
         JOIN Enrollment ON cmClient.ClientID = Enrollment.ClientID \
         WHERE cmClient.ActiveStatus = 'A' AND Enrollment.OrgID IN (1, 2) \
         ORDER BY Enrollment.ExitDate DESC, cmClient.LastName";
    let columns = ["ClientID", "Enrollment.ExitDate"];
    let first = Query::select("cmClient", columns)
        .order_by(column("Enrollment.ExitDate").descending())
        .order_by("LastName")
        .filter(column("ActiveStatus").is("A"))
        .join("Enrollment", "ClientID", "ClientID")
        .filter(column("Enrollment.OrgID").one_of([1, 2]))
        .top(5);
    let second = Query::select("cmClient", columns)
        .join("Enrollment", "ClientID", "ClientID")
        .top(9)
        .top(5)
        .filter(
            column("cmClient.ActiveStatus")
                .is("A")
                .and(column("Enrollment.OrgID").one_of([1, 2])),
        )
        .order_by(column("Enrollment.ExitDate").order(Direction::Descending))
        .order_by(column("LastName").order(Direction::Ascending));
    assert_eq!(first.build().as_deref(), Ok(expected));
    assert_eq!(second.build().as_deref(), Ok(expected));
}

#[test]
fn every_comparison_has_its_sign() {
    let c = || column("c");
    let odd_id = Id::from("1' OR 1=1");
    for (condition, expected) in [
        (c().is(1), "c = 1"),
        (c().is_not(1_u32), "c <> 1"),
        (c().above(-1_i64), "c > -1"),
        (c().at_least(u64::MAX), "c >= 18446744073709551615"),
        (c().below(0.5), "c < 0.5"),
        (c().at_most(1e14), "c <= 100000000000000"),
        (
            c().after("2026-01-01 00:00:00"),
            "c > '2026-01-01 00:00:00'",
        ),
        (
            c().before("2026-01-01 00:00:00"),
            "c < '2026-01-01 00:00:00'",
        ),
        (c().between(1, 2), "c BETWEEN 1 AND 2"),
        (c().one_of(["a"]), "c IN ('a')"),
        (
            c().one_of(vec![String::from("a"), String::from("b'c")]),
            "c IN ('a', 'b''c')",
        ),
        (c().is(Id::from(12_u64)), "c = 12"),
        (c().is(&odd_id), "c = '1'' OR 1=1'"),
        (c().is(""), "c = ''"),
        (c().is("12"), "c = '12'"),
    ] {
        assert_eq!(written(condition), expected);
    }
}

#[test]
fn a_number_is_written_with_15_digits_before_the_point_or_refused() {
    let query = |number: f64| Query::select("t", ["c"]).filter(column("d").is(number));
    for (number, expected) in [
        (-0.0, "0"),
        (0.0, "0"),
        (-0.25, "-0.25"),
        (999_999_999_999_999.0, "999999999999999"),
        (-999_999_999_999_999.9, "-999999999999999.9"),
    ] {
        assert_eq!(written(column("c").is(number)), format!("c = {expected}"));
    }
    let column = || "d".to_owned();
    for number in [1e15, -1e15, 1e300, f64::MAX, f64::MIN] {
        let expected = Mistake::NumberTooLarge { column: column() };
        assert_eq!(mistakes(&query(number)), [expected], "{number}");
    }
    for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let expected = Mistake::NotFinite { column: column() };
        assert_eq!(mistakes(&query(number)), [expected], "{number}");
    }
}

#[test]
fn conditions_are_joined_as_they_read() {
    let [a, b, c, d] = ["a", "b", "c", "d"];
    let is = |name| column(name).is(1);
    for (condition, expected) in [
        (is(a).and(is(b)).and(is(c)), "a = 1 AND b = 1 AND c = 1"),
        (is(a).or(is(b)).or(is(c)), "a = 1 OR b = 1 OR c = 1"),
        (is(a).and(is(b)).or(is(c)), "(a = 1 AND b = 1) OR c = 1"),
        (is(a).or(is(b)).and(is(c)), "(a = 1 OR b = 1) AND c = 1"),
        (is(a).and(is(b).or(is(c))), "a = 1 AND (b = 1 OR c = 1)"),
        (
            is(a).or(is(b)).and(is(c).or(is(d))),
            "(a = 1 OR b = 1) AND (c = 1 OR d = 1)",
        ),
    ] {
        assert_eq!(written(condition), expected);
    }
    let both = Query::select("t", ["c"])
        .filter(is(a).or(is(b)))
        .filter(is(c).or(is(d)));
    let text = both.build().unwrap_or_default();
    assert!(
        text.ends_with("WHERE (a = 1 OR b = 1) AND (c = 1 OR d = 1)"),
        "{text}"
    );
}

#[test]
fn a_query_refuses_texts_with_quotes_if_it_is_told_to() {
    let named = |text: &str| {
        let query = Query::select("t", ["c"]).refuse_quotes();
        query.filter(column("a").is(1).and(column("b").one_of(["x", text])))
    };
    for text in [
        "O'Hara", "\"", "`", "\\", "a\\", "´", "\u{2b9}", "\u{2bc}", "\u{2c8}", "‘", "’", "‚", "‛",
        "′", "＂", "＇", "＼",
    ] {
        let expected = Mistake::Quote {
            column: "b".to_owned(),
        };
        assert_eq!(mistakes(&named(text)), [expected], "{text}");
        // Without it, they are written.
        assert!(filtered(column("b").is(text)).is_ok(), "{text}");
    }
    for text in ["", "Hara", "--", "%", ";", "ä 漢", "/* */"] {
        assert_eq!(mistakes(&named(text)), [], "{text}");
    }
    // Whatever else the query has, before and after.
    let joined = Query::select("t", ["c"])
        .refuse_quotes()
        .join("u", "a", "b")
        .filter(column("d").is("'"))
        .filter(column("u.e").between("x", "'"));
    let places: Vec<Mistake> = ["d", "u.e"]
        .map(|column| Mistake::Quote {
            column: column.to_owned(),
        })
        .into();
    assert_eq!(mistakes(&joined), places);
    let shown = format!("{joined:?}");
    assert!(shown.contains("quotes: Refused"), "{shown}");
    let told = joined.build().map_err(|error| error.to_string()).err();
    let told = told.unwrap_or_default();
    assert!(
        told.starts_with("a text for `d` has a quote or a backslash"),
        "{told}"
    );
}

/// Conditions are often made in a loop.
#[test]
fn no_depth_of_conditions_uses_up_the_stack() {
    let deep = (0..3_000).fold(column("c").is(0), |condition, at| {
        let next = column("c").is(at);
        if at % 2 == 0 {
            condition.and(next)
        } else {
            condition.or(next)
        }
    });
    let error = filtered(deep.clone()).err();
    let mistakes = error.as_ref().map(QueryError::mistakes);
    assert!(matches!(mistakes, Some([Mistake::TooLong { .. }])));
    drop(deep);
}

#[test]
fn all_mistakes_are_told_at_once_a_line_each() {
    let query = Query::select("cm Client", ["*", "From", "Other.LastName", "a.b.c"])
        .top(0)
        .join("CM CLIENT", "", "x.y")
        .filter(
            column("1st").one_of(Vec::<String>::new()).and(
                column("Notes")
                    .is("two\nlines")
                    .or(column("BirthDate").before("1990-02-30 00:00:00"))
                    .or(column("Score").above(f64::NAN)),
            ),
        )
        .order_by("LastName; DROP");
    let found = mistakes(&query);
    let expected: [fn(&Mistake) -> bool; 15] = [
        |m| matches!(m, Mistake::TopZero),
        |m| matches!(m, Mistake::Column { name } if name == "*"),
        |m| matches!(m, Mistake::Keyword { name, .. } if name == "From"),
        |m| matches!(m, Mistake::UnknownTable { column, .. } if column == "Other.LastName"),
        |m| matches!(m, Mistake::Column { name } if name == "a.b.c"),
        |m| matches!(m, Mistake::Name { what: "table", name } if name == "cm Client"),
        |m| matches!(m, Mistake::Name { what: "table", name } if name == "CM CLIENT"),
        |m| matches!(m, Mistake::JoinedWithItself { .. }),
        |m| matches!(m, Mistake::Name { name, .. } if name.is_empty()),
        |m| matches!(m, Mistake::Name { name, .. } if name == "x.y"),
        |m| matches!(m, Mistake::Column { name } if name == "1st"),
        |m| matches!(m, Mistake::EmptyList { column } if column == "1st"),
        |m| matches!(m, Mistake::ControlCharacter { column } if column == "Notes"),
        |m| matches!(m, Mistake::NotADateTime { column } if column == "BirthDate"),
        |m| matches!(m, Mistake::NotFinite { column } if column == "Score"),
    ];
    assert_eq!(found.len(), expected.len() + 1, "{found:#?}");
    for (is_it, mistake) in expected.iter().zip(&found) {
        assert!(is_it(mistake), "{mistake:?}");
    }
    assert!(matches!(&found[15], Mistake::Column { name } if name == "LastName; DROP"));
    let told = query.build().map_err(|error| error.to_string());
    let told = told.err().unwrap_or_default();
    assert_eq!(told.lines().count(), found.len(), "{told}");
    assert!(
        told.starts_with("`top` is 0: ask for 1 row or more"),
        "{told}"
    );
}

#[test]
fn a_query_selects_at_least_one_column() {
    let query = Query::select("t", Vec::<&str>::new());
    assert_eq!(mistakes(&query), [Mistake::NoColumns]);
}

#[test]
fn a_name_that_is_no_name_stays_on_its_line() {
    let name = "a\nb\u{1b}[2J\u{202e}".to_owned() + &"x".repeat(500);
    let error = Query::select("t", [name]).build();
    let told = error
        .map_err(|error| error.to_string())
        .err()
        .unwrap_or_default();
    assert_eq!(told.lines().count(), 1, "{told}");
    assert!(
        !told.contains(char::is_control) && !told.contains('\u{202e}'),
        "{told}"
    );
    assert!(told.chars().count() < 300, "{told}");
}

#[test]
fn moments_are_those_of_the_calendar() {
    for good in [
        "2026-01-01 00:00:00",
        "2024-02-29 23:59:59",
        "2000-02-29 12:00:00",
        "0001-01-01 00:00:00",
        "9999-12-31 23:59:59",
    ] {
        assert_eq!(
            written(column("c").is(date_time(good))),
            format!("c = '{good}'")
        );
    }
    for bad in [
        "",
        "2026-01-01",
        "2026-1-1 00:00:00",
        "2026-01-01T00:00:00",
        "2026-01-01 00:00",
        "2026-01-01 00:00:00Z",
        "2026-01-01 24:00:00",
        "2026-01-01 00:60:00",
        "2026-01-01 00:00:60",
        "2026-00-01 00:00:00",
        "2026-13-01 00:00:00",
        "2026-01-00 00:00:00",
        "2026-04-31 00:00:00",
        "2026-02-29 00:00:00",
        "1900-02-29 00:00:00",
        "0000-01-01 00:00:00",
        "2026-01-01 00:00:0'",
        "२०२६-01-01 00:00",
        "+026-01-01 00:00:00",
    ] {
        let query = Query::select("t", ["c"]).filter(column("d").after(bad));
        let expected = Mistake::NotADateTime {
            column: "d".to_owned(),
        };
        assert_eq!(mistakes(&query), [expected], "{bad}");
    }
}

/// Counted here in another way than the builder does: as the runtime escapes.
#[test]
fn the_length_is_that_of_the_escaped_text() {
    // 31 characters, of which the blanks, the sign and the quotes take three.
    let frame = "SELECT%20c%20FROM%20t%20WHERE%20c%20%3D%20%27%27".len();
    let of = |text: String| filtered(column("c").is(text));
    for (letter, length) in [
        ("x", 1),
        ("~", 1),
        (" ", 3),
        ("ü", 6),
        ("€", 9),
        ("'", 6),
        ("*", 3),
    ] {
        let most = (2048 - frame) / length;
        assert!(of(letter.repeat(most)).is_ok(), "{letter}");
        let error = of(letter.repeat(most + 1));
        let error = error.map_err(|error| error.mistakes().to_vec());
        assert_eq!(
            error,
            Err(vec![Mistake::TooLong { most: 2048 }]),
            "{letter}"
        );
    }
}

/// They are what is looked for: a person's name, a day of birth.
#[test]
fn no_mistake_and_no_debug_output_shows_a_value() {
    let literal: Literal = "s3cret".into();
    let condition = column("c")
        .is(literal.clone())
        .and(column("c").is("s3cret\n"))
        .and(column("c").before("s3cret"))
        .and(column("c").one_of([53_637]));
    let query = Query::select("t", ["c"]).filter(condition.clone());
    let error = query.build();
    let shown = format!("{literal:?} {condition:?} {query:#?} {error:?} {error:#?}");
    assert!(
        !shown.contains("s3cret") && !shown.contains("53637"),
        "{shown}"
    );
    assert!(shown.contains("c = <text> AND c = <text> AND c < <moment> AND c IN (<number>)"));
    let told = error
        .map_err(|error| error.to_string())
        .err()
        .unwrap_or_default();
    assert!(told.contains("`c`") && !told.contains("s3cret"), "{told}");
}

/// What a caller does with it: the call takes it as its query, and it arrives as it was built.
#[test]
fn the_call_takes_what_is_built() {
    use clienttrack_generated::{Client, Credentials, Query as Call};

    let text = filtered(column("c").is("O'Hara & Söhne")).unwrap_or_default();
    let request = Client::new(Credentials::new("key", "key"))
        .and_then(|client| client.query(Call::new(&text)).request())
        .unwrap_or_else(|error| panic!("{error}"));
    let url = request.url();
    assert!(
        url.ends_with(
            "crql?q=SELECT%20c%20FROM%20t%20WHERE%20c%20%3D%20%27O%27%27Hara%20%26%20S%C3%B6hne%27"
        ),
        "{url}"
    );
}

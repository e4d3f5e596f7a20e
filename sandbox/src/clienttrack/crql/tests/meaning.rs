//! What conditions mean: read here by hand, with nothing for "not known", and by the engine.

use proptest::prelude::*;
use serde_json::Value;

use super::super::{Plan, Scope, parse};
use crate::clienttrack::row::Row;
use crate::clienttrack::schema::Table;
use crate::clienttrack::switches::Grammar;
use crate::clienttrack::tables::{Tables, Window};

/// Columns of each kind and literals for them, as they stand in a query.
const COLUMNS: [(&str, [&str; 5]); 3] = [
    ("ZipCodeID", ["1", "-2", "'3'", "2.5", "0"]),
    ("LastName", ["'ash'", "'Elm'", "'O''Oak'", "''", "'É'"]),
    (
        "UpdatedDate",
        [
            "'2026-03-02'",
            "'2026-03-02 09:30:00'",
            "'2026-03-02T09:30:01'",
            "'2025-12-31'",
            "'2026-01-01 00:00:00'",
        ],
    ),
];

/// The same values as rows have them.
const VALUES: [[&str; 5]; 3] = [
    ["1", "-2", "3", "2.5", "0"],
    ["ASH", "Elm", "O'Oak", "", "é"],
    [
        "2026-03-02T00:00:00",
        "2026-03-02T09:30:00",
        "2026-03-02T09:30:01",
        "2025-12-31T00:00:00",
        "2026-01-01T00:00:00",
    ],
];

#[derive(Clone, Debug)]
enum Condition {
    Is(usize, &'static str, usize),
    In(usize, Vec<usize>, bool),
    Between(usize, usize, usize, bool),
    Null(usize, bool),
    Not(Box<Condition>),
    All(Vec<Condition>),
    Any(Vec<Condition>),
}

/// A row: for each column which of the values it has.
type Given = [Option<usize>; 3];

impl Condition {
    fn written(&self) -> String {
        let not = |is: &bool| if *is { "" } else { "NOT " };
        let joined = |list: &[Self], word: &str| {
            let list: Vec<String> = list.iter().map(Self::written).collect();
            format!("({})", list.join(word))
        };
        match self {
            Self::Is(column, operator, literal) => {
                let (name, literals) = COLUMNS[*column];
                format!("{name} {operator} {}", literals[*literal])
            }
            Self::In(column, list, is) => {
                let (name, literals) = COLUMNS[*column];
                let list: Vec<&str> = list.iter().map(|at| literals[*at]).collect();
                format!("{name} {}IN ({})", not(is), list.join(","))
            }
            Self::Between(column, low, high, is) => {
                let (name, literals) = COLUMNS[*column];
                let (low, high) = (literals[*low], literals[*high]);
                format!("{name} {}BETWEEN {low} AND {high}", not(is))
            }
            Self::Null(column, is) => format!("{} IS {}NULL", COLUMNS[*column].0, not(is)),
            Self::Not(inner) => format!("NOT {}", inner.written()),
            Self::All(list) => joined(list, " AND "),
            Self::Any(list) => joined(list, " OR "),
        }
    }

    /// Whether a row is like that; `None` if it cannot be known.
    fn holds(&self, row: &Given) -> Option<bool> {
        match self {
            Self::Is(column, operator, literal) => {
                let order = compared(*column, row[*column]?, *literal);
                Some(match *operator {
                    "=" => order.is_eq(),
                    "<>" => order.is_ne(),
                    ">" => order.is_gt(),
                    "<" => order.is_lt(),
                    ">=" => order.is_ge(),
                    _ => order.is_le(),
                })
            }
            Self::In(column, list, is) => {
                let value = row[*column]?;
                let found = list.iter().any(|at| compared(*column, value, *at).is_eq());
                Some(found == *is)
            }
            Self::Between(column, low, high, is) => {
                let value = row[*column]?;
                let within = compared(*column, value, *low).is_ge()
                    && compared(*column, value, *high).is_le();
                Some(within == *is)
            }
            Self::Null(column, is) => Some(row[*column].is_none() == *is),
            Self::Not(inner) => inner.holds(row).map(|holds| !holds),
            Self::All(list) => {
                let list: Vec<_> = list.iter().map(|one| one.holds(row)).collect();
                decided(&list, false)
            }
            Self::Any(list) => {
                let list: Vec<_> = list.iter().map(|one| one.holds(row)).collect();
                decided(&list, true)
            }
        }
    }
}

/// What a list comes to in which one such member decides.
fn decided(list: &[Option<bool>], by: bool) -> Option<bool> {
    if list.contains(&Some(by)) {
        return Some(by);
    }
    (!list.contains(&None)).then_some(!by)
}

/// The order of a row's value and a literal.
fn compared(column: usize, value: usize, literal: usize) -> std::cmp::Ordering {
    let (value, literal) = (VALUES[column][value], COLUMNS[column].1[literal]);
    let literal = literal.trim_matches('\'').replace("''", "'");
    match column {
        0 => {
            let number = |text: &str| text.parse::<f64>().unwrap();
            number(value).total_cmp(&number(&literal))
        }
        // Capitals from A to Z count for nothing, others do.
        1 => value
            .to_ascii_lowercase()
            .cmp(&literal.to_ascii_lowercase()),
        _ => {
            let literal = literal.replace(' ', "T");
            let literal = match literal.len() {
                10 => format!("{literal}T00:00:00"),
                _ => literal,
            };
            value.cmp(&literal)
        }
    }
}

fn condition() -> impl Strategy<Value = Condition> {
    let operator = prop::sample::select(vec!["=", "<>", ">", "<", ">=", "<="]);
    let literals = prop::collection::vec(0..5_usize, 1..4);
    let test = prop_oneof![
        3 => (0..3_usize, operator, 0..5_usize)
            .prop_map(|(column, operator, literal)| Condition::Is(column, operator, literal)),
        1 => (0..3_usize, literals, any::<bool>())
            .prop_map(|(column, list, is)| Condition::In(column, list, is)),
        1 => (0..3_usize, 0..5_usize, 0..5_usize, any::<bool>())
            .prop_map(|(column, low, high, is)| Condition::Between(column, low, high, is)),
        1 => (0..3_usize, any::<bool>()).prop_map(|(column, is)| Condition::Null(column, is)),
    ];
    test.prop_recursive(4, 16, 3, |inner| {
        prop_oneof![
            inner.clone().prop_map(|one| Condition::Not(Box::new(one))),
            prop::collection::vec(inner.clone(), 1..4).prop_map(Condition::All),
            prop::collection::vec(inner, 1..4).prop_map(Condition::Any),
        ]
    })
}

fn value(column: usize, at: usize) -> Value {
    let text = VALUES[column][at];
    match column {
        0 => serde_json::from_str(text).unwrap(),
        _ => text.into(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_condition_finds_the_rows_that_it_means(
        condition in condition(),
        rows in prop::collection::vec(prop::array::uniform3(prop::option::weighted(0.8, 0..5_usize)), 1..20),
    ) {
        let tables = Tables::open(None).unwrap();
        let table = Table::named("cmClient").unwrap();
        for (id, given) in rows.iter().enumerate() {
            let mut row = Row(vec![("ClientID".to_owned(), id.into())]);
            for (column, at) in given.iter().enumerate() {
                if let Some(at) = at {
                    row.set(COLUMNS[column].0, value(column, *at));
                }
            }
            tables.insert(table, &row).unwrap();
        }
        let query = format!("SELECT ClientID FROM cmClient WHERE {}", condition.written());
        let plan = Plan::of(&parse(&query, Grammar::Wide).unwrap(), &Scope::All).unwrap();
        let found = tables.rows(&plan, Window::ALL).unwrap();
        let found: Vec<usize> = found
            .iter()
            .map(|row| usize::try_from(row.get("ClientID").as_u64().unwrap()).unwrap())
            .collect();
        let meant: Vec<usize> = (0..rows.len())
            .filter(|at| condition.holds(&rows[*at]) == Some(true))
            .collect();
        prop_assert_eq!(found, meant, "{}", query);
    }
}

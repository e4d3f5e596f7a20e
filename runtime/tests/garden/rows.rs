//! What rows require beside single keys: one of several, and what goes with another.

use prose_runtime::{
    Breach, CallDescriptor, FileUpload, Key, Limit, List, Params, Requires, Rule, Table, Travels,
    Value, validate,
};

use crate::api::{BED_ID, BED_NAME, CREATE_PLANT, TALL, TEXT};

static SPOTS: Limit = Limit {
    name: "spots",
    rule: Rule::ArrayOf(&SPOT),
    ..Limit::PLAIN
};
static SPOTS_KEY: Key = Key {
    wire: "spots",
    limit: &SPOTS,
    ..Key::PLAIN
};
static SOIL: Key = Key {
    wire: "soil",
    limit: &TEXT,
    ..Key::PLAIN
};
static SPOT: Table = Table {
    name: "spot",
    keys: &[&BED_ID, &BED_NAME, &SOIL, &TALL],
    requires: &[
        Requires::ExactlyOneOf(&[&["bed_id"], &["bed_name"]]),
        Requires::AtMostOneOf(&[&["soil"], &["tall"]]),
        Requires::When {
            key: "soil",
            is: "Clay",
            also: &["bed_name"],
        },
    ],
    ..Table::PLAIN
};
static PLANT_IN_SPOTS: CallDescriptor = CallDescriptor {
    accepts: &[&SPOTS_KEY],
    requires: &[],
    ..CREATE_PLANT
};

fn spot() -> Params {
    Params::of_table(&SPOT)
}

/// What is wrong with these rows, and where.
fn wrong(rows: impl IntoIterator<Item = Params>) -> Vec<(String, Breach)> {
    let call = Params::of_call(&PLANT_IN_SPOTS).with(&SPOTS_KEY, Value::rows(rows));
    match validate(&call) {
        Ok(()) => Vec::new(),
        Err(found) => found
            .iter()
            .map(|one| (one.key.clone(), one.breach))
            .collect(),
    }
}

#[test]
fn each_row_has_one_of_several_keys() {
    let by_number = spot().with(&BED_ID, Value::id(1_u64));
    let by_both = by_number.clone().with(&BED_NAME, Value::text("South"));
    let found = wrong([by_number, spot(), by_both]);
    assert!(
        matches!(&found[..], [(first, Breach::NoneOf(_)), (second, Breach::MoreThanOneOf(_))]
            if first == "spots[1].bed_id" && second == "spots[2].bed_id"),
        "{found:?}"
    );
}

#[test]
fn what_excludes_each_other_does_so_in_one_row_only() {
    let named = || spot().with(&BED_NAME, Value::text("South"));
    let with_soil = named().with(&SOIL, Value::text("Sand"));
    let tall = named().with(&TALL, Value::flag(true));
    assert_eq!(wrong([with_soil.clone(), tall]), []);
    let both = with_soil.with(&TALL, Value::flag(true));
    let found = wrong([both]);
    assert!(
        matches!(&found[..], [(key, Breach::AtMostOneOf(_))] if key == "spots[0].soil"),
        "{found:?}"
    );
}

#[test]
fn a_value_asks_for_what_goes_with_it_in_its_row() {
    let clay = spot()
        .with(&BED_ID, Value::id(1_u64))
        .with(&SOIL, Value::text("Clay"));
    let named = spot().with(&BED_NAME, Value::text("South"));
    let missing = Breach::MissingWhen {
        key: "soil",
        is: "Clay",
    };
    assert_eq!(
        wrong([named, clay]),
        [("spots[1].bed_name".to_owned(), missing)]
    );
}

static SOME_TEXTS: Limit = some("some_texts", &TEXT);
static PAPER: Limit = Limit {
    rule: Rule::File { max: None },
    ..Limit::PLAIN
};
static SOME_FILES: Limit = some("some_files", &PAPER);
static TEXTS: Key = Key {
    wire: "texts",
    limit: &SOME_TEXTS,
    ..Key::PLAIN
};
static FILES: Key = Key {
    wire: "files",
    limit: &SOME_FILES,
    ..Key::PLAIN
};
const fn some(name: &'static str, item: &'static Limit) -> Limit {
    let list = List {
        item,
        min: Some(1),
        max: None,
        travels: Travels::Repeated,
    };
    Limit {
        name,
        rule: Rule::List(list),
        ..Limit::PLAIN
    }
}

#[test]
fn a_list_without_items_is_told_once_whether_blank_counts_or_not() {
    const ALL: Table = Table {
        name: "all",
        keys: &[&TEXTS, &FILES],
        requires: &[Requires::Key("texts"), Requires::Key("files")],
        ..Table::PLAIN
    };
    static MISSING: Table = ALL;
    static COUNTING: Table = Table {
        blank_counts: true,
        ..ALL
    };
    let no_files = || Value::files(Vec::<FileUpload>::new());
    let no_texts = || Value::list(Vec::<String>::new());
    for (table, breach) in [
        (&MISSING, Breach::Missing),
        (&COUNTING, Breach::TooFewItems(1)),
    ] {
        for texts in [no_texts(), Value::text("")] {
            let row = Params::of_table(table)
                .with(&TEXTS, texts)
                .with(&FILES, no_files());
            let found = validate(&row).unwrap_err();
            let found: Vec<_> = found
                .iter()
                .map(|one| (one.key.as_str(), one.breach))
                .collect();
            assert_eq!(found, [("texts", breach), ("files", breach)], "{breach:?}");
        }
    }
}

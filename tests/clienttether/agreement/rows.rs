//! Requests with nested rows, one of them broken in one place.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use prose_codegen::model::Table;
use workspace_tests::limits::{allowed, edges, examples, texts};

use super::case::{Given, Row};
use super::plans::Making;

impl Making<'_> {
    /// For a key that holds rows of a table.
    pub(crate) fn rows(&mut self, position: usize, wire: &str, table: &Table) {
        let row = || row(table);
        let rows = |row: BoxedStrategy<Row>, table: &Table| {
            let good = vec(self::row(table), 0..3);
            (good.clone(), row, good)
                .prop_map(|(before, row, after)| {
                    Some(Given::Rows([before, vec![row], after].concat()))
                })
                .boxed()
        };
        let none = Just(Some(Given::Rows(Vec::new()))).boxed();
        self.add("no rows", wire, Some(false), [(position, none)]);
        let no_rows = select(vec!["a text", "[]", "{}", "7"]);
        let no_rows = no_rows.prop_map(|text| Some(Given::Text(text.to_owned())));
        self.add(
            "text in place of rows",
            wire,
            Some(false),
            [(position, no_rows.boxed())],
        );
        let extra = row().prop_map(|row| Row {
            extra: Some("nickname".to_owned()),
            ..row
        });
        let extra = rows(extra.boxed(), table);
        self.add(
            "a name that rows do not have",
            wire,
            None,
            [(position, extra)],
        );
        for (column, key) in table.keys.iter().enumerate() {
            let with = |text: BoxedStrategy<Option<String>>| {
                let row = (row(), text).prop_map(move |(mut row, text)| {
                    row.values[column] = text;
                    row
                });
                [(position, rows(row.boxed(), table))]
            };
            let place = format!("{wire}[].{}", key.wire);
            let is_required = table.always_required().any(|wire| wire == key.wire);
            self.add(
                "left out",
                &place,
                Some(!is_required),
                with(Just(None).boxed()),
            );
            // "Some values may be blank" of a note, without a word on which.
            self.add(
                "blank",
                &place,
                Some(table.blank_counts),
                with(Just(Some(String::new())).boxed()),
            );
            for edge in edges(&key.limit) {
                // Words that the document wants saved as another: a known difference.
                let allowed = (key.wire != "type").then_some(edge.allowed);
                let texts = edge.texts.prop_map(Some).boxed();
                self.add(edge.name, &place, allowed, with(texts));
            }
            let near = texts(examples(&key.limit)).prop_map(Some).boxed();
            self.add("near", &place, None, with(near));
        }
    }
}

/// A row that the limits allow, all its keys set.
pub(crate) fn row(table: &Table) -> BoxedStrategy<Row> {
    let values: Vec<BoxedStrategy<Option<String>>> = table
        .keys
        .iter()
        .map(|key| allowed(&key.limit).prop_map(Some).boxed())
        .collect();
    values
        .prop_map(|values| Row {
            values,
            extra: None,
        })
        .boxed()
}

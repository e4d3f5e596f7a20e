//! Filters of records, as conditions of a query.

use rusqlite::types::Value as Sql;

/// What a record must be like to be selected.
#[derive(Clone, Debug)]
pub(crate) enum Filter {
    /// The value is this text.
    Is(&'static str, String),
    /// The value is this text, whatever its capitals.
    IsAnyCase(&'static str, String),
    /// The value begins with this text, whatever its capitals.
    Begins(&'static str, String),
    /// The value is this text or comes later in the order of texts.
    From(&'static str, String),
    /// The value is this text or comes earlier.
    To(&'static str, String),
    /// It belongs to this record.
    Parent(i64),
    /// It has this id.
    Id(i64),
    /// It has this id, or belongs to the record that has it.
    Family(i64),
    /// A record of this kind belongs to it, whose value lies within these bounds.
    HasChild(&'static str, &'static str, Option<String>, Option<String>),
}

/// The condition of a query for the records that match all filters, and its values.
pub(super) fn conditions(
    kind: &str,
    account: Option<i64>,
    filters: &[Filter],
) -> (String, Vec<Sql>) {
    let mut condition = String::from("kind = ?");
    let mut values = vec![Sql::Text(kind.to_owned())];
    if let Some(account) = account {
        condition.push_str(" AND account = ?");
        values.push(Sql::Integer(account));
    }
    for filter in filters {
        condition.push_str(" AND ");
        let (text, value) = match filter {
            Filter::Family(id) => {
                condition.push_str("(id = ? OR parent = ?)");
                values.extend([Sql::Integer(*id), Sql::Integer(*id)]);
                continue;
            }
            Filter::HasChild(child, key, from, to) => {
                condition.push_str(&format!(
                    "EXISTS (SELECT 1 FROM record AS child WHERE child.kind = ? \
                     AND child.parent = record.id \
                     AND json_extract(child.fields, '$.\"{key}\"') BETWEEN ? AND ?)"
                ));
                let bound = |bound: &Option<String>, open: &str| {
                    Sql::Text(bound.clone().unwrap_or_else(|| open.to_owned()))
                };
                values.extend([
                    Sql::Text((*child).to_owned()),
                    bound(from, ""),
                    bound(to, "~"),
                ]);
                continue;
            }
            Filter::Is(key, text) => (format!("{} = ?", column(key)), Sql::Text(text.clone())),
            Filter::IsAnyCase(key, text) => (
                format!("{} = ? COLLATE NOCASE", column(key)),
                Sql::Text(text.clone()),
            ),
            Filter::Begins(key, text) => (
                format!("substr({0}, 1, length(?)) = ? COLLATE NOCASE", column(key)),
                Sql::Text(text.clone()),
            ),
            Filter::From(key, text) => (format!("{} >= ?", column(key)), Sql::Text(text.clone())),
            Filter::To(key, text) => (format!("{} <= ?", column(key)), Sql::Text(text.clone())),
            Filter::Parent(id) => ("parent = ?".to_owned(), Sql::Integer(*id)),
            Filter::Id(id) => ("id = ?".to_owned(), Sql::Integer(*id)),
        };
        condition.push_str(&text);
        if matches!(filter, Filter::Begins(..)) {
            values.push(value.clone());
        }
        values.push(value);
    }
    (condition, values)
}

/// A value of a record in a query.
pub(super) fn column(key: &str) -> String {
    format!("json_extract(fields, '$.\"{key}\"')")
}

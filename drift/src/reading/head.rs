//! Heads of tables: which of their columns is which.

use crate::words::letters;

/// What the column of keys is called.
const KEYS: [&str; 14] = [
    "key",
    "keys",
    "name",
    "parameter",
    "parametername",
    "field",
    "fieldname",
    "value",
    "code",
    "resultcode",
    "errorcode",
    "property",
    "attribute",
    "call",
];

/// What the column of limits is called.
const LIMITS: [&str; 6] = ["limits", "limit", "type", "datatype", "format", "rule"];

/// What other columns are called.
const OTHERS: [&str; 14] = [
    "description",
    "required",
    "message",
    "msg",
    "default",
    "example",
    "notes",
    "meaning",
    "values",
    "status",
    "access",
    "mandatory",
    "details",
    "remarks",
];

/// The columns of a table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Head {
    /// Where the keys are.
    pub(super) key: usize,
    /// Where the limits are, if somewhere.
    pub(super) limit: Option<usize>,
}

impl Head {
    /// Reads a row, if it is a head.
    pub(super) fn of(cells: &[String]) -> Option<Self> {
        let names: Vec<String> = cells.iter().map(|cell| letters(cell)).collect();
        let is_known = |name: &String| {
            let name = name.as_str();
            name.is_empty()
                || KEYS.contains(&name)
                || LIMITS.contains(&name)
                || OTHERS.contains(&name)
        };
        let count = names.iter().filter(|name| !name.is_empty()).count();
        if count < 2 || !names.iter().all(is_known) {
            return None;
        }
        let key = names
            .iter()
            .position(|name| KEYS.contains(&name.as_str()))?;
        let limit = names
            .iter()
            .enumerate()
            .position(|(at, name)| at != key && LIMITS.contains(&name.as_str()));
        Some(Self { key, limit })
    }
}

/// Whether a line is a head whose cells run together.
pub(super) fn is_head_line(line: &str) -> bool {
    if line.len() > 60 || line.is_empty() {
        return false;
    }
    let letters = letters(line);
    KEYS.iter().any(|key| {
        letters
            .strip_prefix(key)
            .is_some_and(|rest| !rest.is_empty() && is_of_columns(rest))
    })
}

fn is_of_columns(rest: &str) -> bool {
    rest.is_empty()
        || LIMITS
            .iter()
            .chain(&OTHERS)
            .any(|name| rest.strip_prefix(name).is_some_and(is_of_columns))
}

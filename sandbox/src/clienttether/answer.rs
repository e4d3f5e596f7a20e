//! Answers in the form of the real server.

use prose_codegen::model::{Api, Rule};
use serde::Serialize;
use serde::ser::SerializeMap;
use serde_json::Value;

use crate::clienttether::switches::{ActionPlans, Codes, Errors, NoRecords, Switches};
use crate::response::Response;
use crate::store::{Fields, StoreError};

/// Why a call is refused.
#[derive(Debug)]
pub(crate) enum Refusal {
    /// By a code of the page's list, as the page spells it.
    Code(&'static str),
    /// By the name of the key whose limit is broken.
    Key(String),
    /// The state could not be read or written.
    Store(StoreError),
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// No record has this number, name or value.
pub(crate) const NOT_FOUND: Refusal = Refusal::Code("CT515");
/// Something still refers to it.
pub(crate) const IN_USE: Refusal = Refusal::Code("CT512");

/// A record in an answer, its keys in the order of the document.
#[derive(Clone, Debug, Default)]
pub(crate) struct Row(pub(crate) Vec<(String, Value)>);

impl Row {
    /// The readable fields of a kind of record, blank where nothing is stored.
    pub(crate) fn of(api: &Api, record: &str, fields: &Fields) -> Self {
        let mut row = Self::default();
        let Some(record) = api.record(record) else {
            return row;
        };
        for accepted in &record.fields {
            let key = &accepted.key;
            if !key.access.read {
                continue;
            }
            let blank = match key.limit.rule {
                Rule::ArrayOf(_) => Value::Array(Vec::new()),
                _ => Value::String(String::new()),
            };
            row.set(&key.name, fields.get(&key.name).cloned().unwrap_or(blank));
        }
        row
    }

    pub(crate) fn set(&mut self, key: &str, value: impl Into<Value>) {
        let value = value.into();
        match self.0.iter_mut().find(|(other, _)| other == key) {
            Some((_, old)) => *old = value,
            None => self.0.push((key.to_owned(), value)),
        }
    }

    pub(crate) fn has(&self, key: &str) -> bool {
        self.0.iter().any(|(other, _)| other == key)
    }

    fn text(&self, key: &str) -> &str {
        self.0
            .iter()
            .find(|(other, _)| other == key)
            .and_then(|(_, value)| value.as_str())
            .unwrap_or("")
    }
}

impl Serialize for Row {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

/// What a call that was carried out answers.
#[derive(Debug)]
pub(crate) enum Answer {
    /// A code and a message.
    Done,
    /// One record.
    One(Row),
    /// Records, how many match in all, and how many were skipped.
    Many {
        rows: Vec<Row>,
        total: i64,
        offset: i64,
    },
}

impl Answer {
    /// All the records there are.
    pub(crate) fn all(rows: Vec<Row>) -> Self {
        let total = i64::try_from(rows.len()).unwrap_or(i64::MAX);
        Self::Many {
            rows,
            total,
            offset: 0,
        }
    }
}

/// What is peculiar about the documents of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    Usual,
    /// That there is no such record may be said by a value, too.
    Existence,
    /// How deep the list of records is depends on a switch.
    ActionPlans,
}

/// Writes an answer, or a refusal, the way the switches want it; with its code as the page spells it.
pub(crate) fn write(
    api: &Api,
    shape: Shape,
    outcome: Result<Answer, Refusal>,
    switches: &Switches,
) -> (Response, String) {
    let outcome = outcome.and_then(|answer| match &answer {
        Answer::Many {
            rows,
            total,
            offset,
        } if rows.is_empty() && no_records(switches, *total, *offset) == NoRecords::NotFound => {
            Err(NOT_FOUND)
        }
        _ => Ok(answer),
    });
    let (code, message) = match &outcome {
        Ok(_) => ("CT200".to_owned(), message(api, "CT200")),
        Err(Refusal::Code(code)) => ((*code).to_owned(), message(api, code)),
        Err(Refusal::Key(key)) => (key.clone(), "Validation Issue".to_owned()),
        // The one answer that tells more than the real server would.
        Err(Refusal::Store(error)) => (
            "CT500".to_owned(),
            format!("{} (the sandbox's state: {error})", message(api, "CT500")),
        ),
    };
    let is_success = outcome.is_ok();
    let envelope = Envelope {
        code_key: if switches.codes == Codes::Documented && !is_success {
            "resultCode"
        } else {
            "ResultCode"
        },
        code: spelled(&code, switches.codes),
        message,
        shape,
        outcome: outcome.ok(),
        switches,
    };
    let body = serde_json::to_vec(&envelope).unwrap_or_default();
    let status = if is_success || switches.errors == Errors::Ok {
        200
    } else {
        400
    };
    (Response::json(status, body), code)
}

fn no_records(switches: &Switches, total: i64, offset: i64) -> NoRecords {
    if total > 0 || offset > 0 {
        switches.past_the_end
    } else {
        switches.no_match
    }
}

/// The message of a code, as the page lists it.
pub(super) fn message(api: &Api, code: &str) -> String {
    let known = api.result_codes.iter().find(|known| known.code == code);
    known.map_or_else(|| code.to_owned(), |known| known.message.clone())
}

/// `CT515` is printed, `CT_515` was seen live. Names of keys stay as they are.
fn spelled(code: &str, codes: Codes) -> String {
    let digits = code
        .strip_prefix("CT")
        .filter(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()));
    match (digits, codes) {
        (Some(digits), Codes::Live) => format!("CT_{digits}"),
        _ => code.to_owned(),
    }
}

struct Envelope<'a> {
    code_key: &'static str,
    code: String,
    message: String,
    shape: Shape,
    outcome: Option<Answer>,
    switches: &'a Switches,
}

impl Serialize for Envelope<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry(self.code_key, &self.code)?;
        map.serialize_entry("Message", &self.message)?;
        match &self.outcome {
            Some(Answer::Done) => {}
            Some(Answer::One(row)) => {
                map.serialize_entry("TotalRecord", &1)?;
                map.serialize_entry("data", &[row])?;
            }
            Some(Answer::Many {
                rows,
                total,
                offset,
            }) => {
                map.serialize_entry("TotalRecord", total)?;
                let is_missing = rows.is_empty()
                    && no_records(self.switches, *total, *offset) == NoRecords::Missing;
                if !is_missing {
                    self.records(&mut map, rows)?;
                }
            }
            None if self.shape == Shape::Existence && self.code == "CT515" => {
                map.serialize_entry("client_id", &false)?;
            }
            None => {}
        }
        map.end()
    }
}

impl Envelope<'_> {
    fn records<M: SerializeMap>(&self, map: &mut M, rows: &[Row]) -> Result<(), M::Error> {
        let depth = if self.shape == Shape::ActionPlans {
            self.switches.action_plans
        } else {
            ActionPlans::Flat
        };
        match depth {
            ActionPlans::Flat => map.serialize_entry("data", rows),
            ActionPlans::Nested => map.serialize_entry("data", &[rows]),
            ActionPlans::Grouped => {
                let mut groups: Vec<(String, Value)> = Vec::new();
                for row in rows {
                    let group = row.text("action_plan_type").to_owned();
                    let row = serde_json::to_value(row).unwrap_or_default();
                    match groups.iter_mut().find(|(name, _)| *name == group) {
                        Some((_, Value::Array(rows))) => rows.push(row),
                        _ => groups.push((group, Value::Array(vec![row]))),
                    }
                }
                map.serialize_entry("data", &Row(groups))
            }
        }
    }
}

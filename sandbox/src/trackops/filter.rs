//! What lists can be narrowed by.

use serde_json::Value;

use super::answer::Refusal;
use super::moment;
use super::query::{Query, invalid};
use super::route::Resource;
use super::switches::{Names, Switches};
use crate::store::Record;

/// What a parameter is held against.
#[derive(Clone, Copy)]
enum Test {
    /// The record's own number.
    Id,
    /// A number.
    Number(&'static str),
    /// A text, whatever its capitals.
    Text(&'static str),
    /// A name.
    Name(&'static str),
    /// Yes or no.
    Flag(&'static str),
    /// A moment, from then on or until then.
    From(&'static str),
    To(&'static str),
    /// A day, from then on or until then.
    FromDay(&'static str),
    ToDay(&'static str),
}

/// Moments that every list knows.
const MOMENTS: [(&str, Test); 4] = [
    ("created_from", Test::From("created_at")),
    ("created_to", Test::To("created_at")),
    ("updated_from", Test::From("updated_at")),
    ("updated_to", Test::To("updated_at")),
];

const CLIENT: &[(&str, Test)] = &[
    ("id", Test::Id),
    ("name", Test::Name("name")),
    ("account_code", Test::Text("account_code")),
    ("salesperson", Test::Number("salesperson_id")),
    ("case_manager", Test::Number("case_manager_id")),
    MOMENTS[0],
    MOMENTS[1],
    MOMENTS[2],
    MOMENTS[3],
];

const LOCATION: &[(&str, Test)] = &[
    ("id", Test::Id),
    ("name", Test::Name("name")),
    ("parent", Test::Number("root_id")),
    ("salesperson", Test::Number("salesperson_id")),
    MOMENTS[0],
    MOMENTS[1],
    MOMENTS[2],
    MOMENTS[3],
];

const CONTACT: &[(&str, Test)] = &[
    ("id", Test::Id),
    ("last_name", Test::Name("last_name")),
    ("first_name", Test::Name("first_name")),
    ("email", Test::Text("email")),
    ("client", Test::Number("_client")),
    // The key of the location is called after the client.
    ("client_location", Test::Number("client_id")),
    ("role", Test::Number("role_id")),
    ("salesperson", Test::Number("salesperson_id")),
    MOMENTS[0],
    MOMENTS[1],
    MOMENTS[2],
    MOMENTS[3],
];

const CASE: &[(&str, Test)] = &[
    ("id", Test::Id),
    ("client", Test::Number("client_id")),
    ("location", Test::Number("location_id")),
    ("case_region", Test::Number("case_region_id")),
    ("case_status", Test::Number("case_status_id")),
    ("created_from", Test::FromDay("created_on")),
    ("from", Test::FromDay("created_on")),
    ("created_to", Test::ToDay("created_on")),
    ("to", Test::ToDay("created_on")),
    ("created_from_system", Test::From("created_at")),
    ("created_to_system", Test::To("created_at")),
    ("due_from", Test::FromDay("due_on")),
    ("due_to", Test::ToDay("due_on")),
    MOMENTS[2],
    MOMENTS[3],
    ("is_request", Test::Flag("is_request")),
    ("primary_contact", Test::Number("primary_contact_id")),
    (
        "primary_investigator",
        Test::Number("primary_investigator_id"),
    ),
    ("primary_manager", Test::Number("primary_manager_id")),
    (
        "primary_salesperson",
        Test::Number("primary_salesperson_id"),
    ),
    ("primary_subject", Test::Number("primary_subject_id")),
    ("reference_value_1", Test::Text("reference_value_1")),
    ("reference_value_2", Test::Text("reference_value_2")),
    ("reference_value_3", Test::Text("reference_value_3")),
];

/// What all records of a list must be like.
pub(super) struct Filters(Vec<Condition>);

enum Condition {
    Id(i64),
    Number(&'static str, i64),
    Text(&'static str, String),
    Part(&'static str, String),
    Flag(&'static str, bool),
    From(&'static str, String),
    To(&'static str, String),
}

impl Filters {
    /// Those that a query asks for; other parameters are passed over.
    pub(super) fn of(
        resource: Resource,
        query: &Query,
        switches: &Switches,
    ) -> Result<Self, Refusal> {
        let tests = match resource {
            Resource::Client => CLIENT,
            Resource::Location => LOCATION,
            Resource::Contact => CONTACT,
            Resource::Case => CASE,
        };
        let mut conditions = Vec::new();
        for (name, test) in tests {
            let Some(text) = query.get(name) else {
                continue;
            };
            let bad = || invalid(name);
            let number = || {
                let is_number = text.bytes().all(|sign| sign.is_ascii_digit());
                // A number that is too large is nobody's.
                let number = is_number.then(|| text.parse().unwrap_or(-1));
                number.ok_or_else(bad)
            };
            conditions.push(match *test {
                Test::Id => Condition::Id(number()?),
                Test::Number(key) => Condition::Number(key, number()?),
                Test::Name(key) if switches.names == Names::Part => {
                    Condition::Part(key, text.to_lowercase())
                }
                Test::Text(key) | Test::Name(key) => Condition::Text(key, text.to_lowercase()),
                Test::Flag(key) => Condition::Flag(key, query.flag(name)?.unwrap_or_default()),
                Test::From(key) => Condition::From(key, moment::kept(text, false).ok_or_else(bad)?),
                Test::To(key) => Condition::To(key, moment::kept(text, true).ok_or_else(bad)?),
                Test::FromDay(key) => Condition::From(key, moment::day(text).ok_or_else(bad)?),
                Test::ToDay(key) => Condition::To(key, moment::day(text).ok_or_else(bad)?),
            });
        }
        Ok(Self(conditions))
    }

    pub(super) fn fit(&self, record: &Record) -> bool {
        self.0.iter().all(|condition| condition.fits(record))
    }
}

impl Condition {
    fn fits(&self, record: &Record) -> bool {
        let text = |key: &str| record.text(key).to_lowercase();
        // What has no moment lies neither before nor after one.
        let moment = |key| Some(record.text(key)).filter(|moment| !moment.is_empty());
        match self {
            Self::Id(id) => record.id == *id,
            Self::Number(key, number) => {
                let own = record.fields.get(*key).and_then(Value::as_i64);
                own == Some(*number)
            }
            Self::Text(key, wanted) => text(key) == *wanted,
            Self::Part(key, wanted) => text(key).contains(wanted),
            Self::Flag(key, wanted) => {
                let own = record.fields.get(*key).and_then(Value::as_bool);
                own.unwrap_or(false) == *wanted
            }
            Self::From(key, from) => moment(key).is_some_and(|moment| moment >= from.as_str()),
            Self::To(key, to) => moment(key).is_some_and(|moment| moment <= to.as_str()),
        }
    }
}

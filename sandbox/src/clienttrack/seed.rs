//! Seed data: clients of two organizations, the same every time for the same number.
//!
//! Nobody in it exists: surnames are trees, phone numbers are those kept for fiction, and addresses
//! are of example.com.

use jiff::ToSpan;
use jiff::civil::DateTime;
use serde_json::Value;

use super::authentication::{ADMIN, ORGANIZATIONS, USER};
use super::moment;
use super::row::Row;
use super::schema::{ACTIVE, CREATED, CREATED_BY, ORGANIZATION, Table, UPDATED, UPDATED_BY};
use super::tables::{clear, insert};
use crate::seed::Seed;
use crate::store::{Store, StoreError};

const FIRST_NAMES: [&str; 12] = [
    "Jo", "Ann", "Lee", "Max", "Pat", "Chris", "Jamie", "Robin", "Terry", "Morgan", "Casey", "Dana",
];

const LAST_NAMES: [&str; 15] = [
    "Alder", "Ash", "Aspen", "Beech", "Birch", "Cedar", "Elm", "Fir", "Hazel", "Larch", "Linden",
    "Maple", "O'Oak", "Rowan", "Willow",
];

const STREETS: [&str; 4] = ["Garden Way", "Mill Lane", "Station Road", "Lake Street"];

/// Users besides those of the keys.
const CASE_MANAGERS: [(i64, &str); 3] = [(21, "Robin Rowan"), (22, "Lee Larch"), (23, "Dana Elm")];

/// The number before the first one of each kind, so that kinds are not mixed up.
const CLIENTS: i64 = 1_000;
const ENROLLMENTS: i64 = 20_000;
const ASSIGNMENTS: i64 = 30_000;
const ASSESSMENTS: i64 = 40_000;

/// Empties the store, and fills it.
pub(crate) fn seed_store(store: &Store, seed: &Seed, now: DateTime) -> Result<(), StoreError> {
    clear(store)?;
    let mut seeder = Seeder {
        store,
        now,
        chance: fastrand::Rng::with_seed(seed.number),
        enrollments: 0,
        assessments: 0,
    };
    seeder.users()?;
    seeder.template()?;
    for number in (1..).take(seed.size) {
        seeder.client(number)?;
    }
    Ok(())
}

struct Seeder<'a> {
    store: &'a Store,
    now: DateTime,
    chance: fastrand::Rng,
    enrollments: i64,
    assessments: i64,
}

impl Seeder<'_> {
    fn users(&mut self) -> Result<(), StoreError> {
        let keys = [(ADMIN, "Admin Ash"), (USER, "User Aspen")];
        for (id, name) in keys.into_iter().chain(CASE_MANAGERS) {
            let mail = name.to_lowercase().replace(' ', ".");
            let cell = if id % 2 == 0 {
                Value::Null
            } else {
                format!("212-555-01{id}").into()
            };
            let user = [
                ("UserID", id.into()),
                ("UserName", name.into()),
                ("Email", format!("{mail}@example.com").into()),
                ("CellPhone", cell),
                ("OfficePhone", "212-555-0100".into()),
            ];
            self.add("osUsers", user, None, 900, 900)?;
        }
        Ok(())
    }

    /// What is seen under the number 0: the pattern of a client, and nobody.
    fn template(&mut self) -> Result<(), StoreError> {
        let client = [("ClientID", 0.into()), ("LastName", "Template".into())];
        self.add("cmClient", client, None, 900, 900)
    }

    fn client(&mut self, number: i64) -> Result<(), StoreError> {
        let id = CLIENTS + number;
        let place = usize::try_from(number).unwrap_or_default();
        let first = FIRST_NAMES[place * 5 % FIRST_NAMES.len()];
        let last = LAST_NAMES[place * 7 % LAST_NAMES.len()];
        let organization = ORGANIZATIONS[place % ORGANIZATIONS.len()];
        let created = self.chance.i64(200..700);
        let updated = self.chance.i64(0..200);
        let code = |chance: &mut fastrand::Rng, codes: &[i64]| {
            chance
                .choice(codes)
                .map_or(Value::Null, |code| (*code).into())
        };
        let phone = format!("212-555-{:04}", 100 + number % 100);
        let house = number * 3 % 200 + 1;
        let mut client = vec![
            ("ClientID", id.into()),
            ("FirstName", first.into()),
            ("LastName", last.into()),
            (
                "Address",
                format!("{house} {}", STREETS[place % STREETS.len()]).into(),
            ),
            ("City", "Millbrook".into()),
            ("State", "NY".into()),
            ("ZipCode", "12545".into()),
            ("ZipCodeID", (500 + number % 7).into()),
            ("HomePhone", phone.into()),
            ("HUDRace", code(&mut self.chance, &[1, 2, 3, 5, 99])),
            ("HUDEthnicity", code(&mut self.chance, &[0, 1, 99])),
            ("VeteranStatus", code(&mut self.chance, &[0, 0, 0, 1, 99])),
            ("DisablingCondition", code(&mut self.chance, &[0, 1, 99])),
            ("SSNQuality", code(&mut self.chance, &[1, 2, 99])),
            ("NameQuality", code(&mut self.chance, &[1, 2])),
            ("BirthDateQuality", code(&mut self.chance, &[1, 2, 99])),
        ];
        if number % 3 != 0 {
            let mail = format!("{first}.{last}.{number}@example.com").to_lowercase();
            client.push(("Email", mail.replace('\'', "").into()));
        }
        if number % 10 == 4 {
            client.push((ACTIVE, "I".into()));
        }
        self.add("cmClient", client, Some(organization), created, updated)?;
        for _ in 0..number % 3 {
            self.enrollment(id, number, organization, created)?;
        }
        if number % 4 == 1 {
            self.assessment(id, organization, updated)?;
        }
        Ok(())
    }

    /// An enrollment, and mostly somebody who takes care of it.
    fn enrollment(
        &mut self,
        client: i64,
        number: i64,
        organization: i64,
        since: i64,
    ) -> Result<(), StoreError> {
        self.enrollments += 1;
        let id = ENROLLMENTS + self.enrollments;
        let begin = self.chance.i64(100..since);
        let exit = (self.enrollments % 3 == 0).then(|| self.chance.i64(1..100));
        let assignment = (self.enrollments % 5 != 0).then_some(ASSIGNMENTS + self.enrollments);
        let end = exit.map_or(Value::Null, |exit| self.day(exit));
        let enrollment = [
            ("EnrollID", id.into()),
            ("ClientID", client.into()),
            ("CaseID", (50_000 + number).into()),
            ("EnrollDate", self.day(begin)),
            ("ExitDate", end.clone()),
            ("ClntCaseID", assignment.into()),
        ];
        let updated = exit.unwrap_or(begin);
        self.add("Enrollment", enrollment, Some(organization), begin, updated)?;
        let Some(assignment) = assignment else {
            return Ok(());
        };
        let (manager, _) = CASE_MANAGERS[self.chance.usize(..CASE_MANAGERS.len())];
        let assignment = [
            ("ClntCaseID", assignment.into()),
            ("ClientID", client.into()),
            ("UserID", manager.into()),
            ("EnrollID", id.into()),
            ("BeginDate", self.day(begin)),
            ("EndDate", end),
        ];
        self.add(
            "cmCaseAssign",
            assignment,
            Some(organization),
            begin,
            updated,
        )
    }

    /// An assessment and its score, which have a number in common.
    fn assessment(&mut self, client: i64, organization: i64, since: i64) -> Result<(), StoreError> {
        self.assessments += 1;
        let id = ASSESSMENTS + self.assessments;
        let index = [("VulnerabilityID", id.into()), ("ClientID", client.into())];
        self.add(
            "VulnerabilityIndex",
            index,
            Some(organization),
            since,
            since,
        )?;
        let score = [
            ("VulnerabilityID", id.into()),
            ("ScoreTotal", self.chance.i64(0..18).into()),
        ];
        self.add("VISPDAT", score, Some(organization), since, since)
    }

    /// Adds a row that came and was changed so many days ago.
    fn add(
        &mut self,
        table: &str,
        values: impl IntoIterator<Item = (&'static str, Value)>,
        organization: Option<i64>,
        created: i64,
        updated: i64,
    ) -> Result<(), StoreError> {
        let Some(table) = Table::named(table) else {
            return Ok(());
        };
        let manager = CASE_MANAGERS[self.chance.usize(..CASE_MANAGERS.len())].0;
        let values = values.into_iter();
        let mut row = Row(values
            .map(|(name, value)| (name.to_owned(), value))
            .collect());
        row.set(ORGANIZATION, organization.into());
        row.set(CREATED_BY, manager.into());
        row.set(CREATED, self.moment(created));
        row.set(UPDATED_BY, manager.into());
        row.set(UPDATED, self.moment(updated));
        if !row.has(ACTIVE) {
            row.set(ACTIVE, "A".into());
        }
        insert(self.store, table, &row)
    }

    /// A moment of the day that was so many days ago, and is over.
    fn moment(&mut self, days: i64) -> Value {
        let moment = self.now.saturating_sub(days.days());
        let earlier = self.chance.i64(60..86_400).seconds();
        moment::written(moment.saturating_sub(earlier)).into()
    }

    fn day(&self, days: i64) -> Value {
        let day = self.now.saturating_sub(days.days()).date();
        moment::written(day.at(0, 0, 0, 0)).into()
    }
}

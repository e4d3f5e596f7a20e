//! Seed data: the clients of an agency, the same every time for the same number.
//!
//! Nobody in it exists: names are trees, phone numbers are those kept for fiction, and addresses are
//! of example.com.

use jiff::ToSpan;
use jiff::civil::DateTime;
use serde_json::{Value, json};

use super::calls::COMPANY;
use crate::clock::FORM;
use crate::seed::Seed;
use crate::store::{Fields, Store, StoreError};

const TREES: [&str; 12] = [
    "Alder", "Ash", "Aspen", "Beech", "Birch", "Cedar", "Elm", "Hazel", "Larch", "Linden", "Maple",
    "Oak",
];

const TRADES: [&str; 5] = ["Insurance", "Legal", "Freight", "Holdings", "Retail"];

const FIRST_NAMES: [&str; 6] = ["Jo", "Ann", "Lee", "Max", "Pat", "Chris"];

/// City, state, postal code.
const PLACES: [(&str, &str, &str); 4] = [
    ("Denver", "CO", "80202"),
    ("Boulder", "CO", "80301"),
    ("Seattle", "WA", "98101"),
    ("Portland", "ME", "04101"),
];

/// Fills an empty store.
pub(super) fn seed_store(store: &mut Store, seed: &Seed, now: DateTime) -> Result<(), StoreError> {
    let mut chance = fastrand::Rng::with_seed(seed.number);
    for number in 0..seed.size {
        // The oldest first, about one a week.
        let ago = i64::try_from(seed.size - number)
            .unwrap_or(i64::MAX)
            .min(1_000)
            * 7;
        let created = now.saturating_sub((ago - chance.i64(0..6)).days());
        let updated = created.saturating_add(chance.i64(0..48).hours());
        let moments = [created, updated.min(now)].map(|at| at.strftime(FORM).to_string());
        let client = seed_client(store, number, &moments, &mut chance)?;
        let main = seed_location(store, client, number, true, &moments)?;
        if number % 3 == 0 {
            seed_location(store, client, number + 1, false, &moments)?;
        }
        if number % 2 == 0 {
            seed_contact(store, client, main, number, &moments)?;
        }
        if number % 3 == 1 {
            seed_case(store, client, main, number, created, &moments)?;
        }
    }
    Ok(())
}

/// When a record was created and when it was changed.
type Moments = [String; 2];

fn seed_client(
    store: &mut Store,
    number: usize,
    moments: &Moments,
    chance: &mut fastrand::Rng,
) -> Result<i64, StoreError> {
    let tree = TREES[number % TREES.len()];
    // No two are the same before the 61st.
    let trade = TRADES[number / TREES.len() % TRADES.len()];
    let host = format!("{tree}-{trade}").to_lowercase();
    let values = json!({
        "name": format!("{tree} {trade}"),
        "account_code": format!("AC-{}", 1_000 + number),
        "website": format!("https://{host}.example.com"),
        "email_invoice": format!("billing@{host}.example.com"),
        "notes": "",
        "has_invoice_reminders": number.is_multiple_of(4),
        "show_location_on_invoice": number.is_multiple_of(2),
        "salesperson_id": chance.i64(11..14),
        "case_manager_id": chance.i64(21..24),
    });
    insert(store, "client", None, values, moments)
}

fn seed_location(
    store: &mut Store,
    client: i64,
    number: usize,
    is_primary: bool,
    moments: &Moments,
) -> Result<i64, StoreError> {
    let (city, state, zip) = PLACES[number % PLACES.len()];
    let name = if is_primary {
        "Main Location"
    } else {
        "Branch"
    };
    let values = json!({
        "root_id": client,
        "is_primary": is_primary,
        "name": name,
        "email_invoice": null,
        "address_1": format!("{} Example Street", 1 + number),
        "address_2": null,
        "address_3": null,
        "city": city,
        "state": state,
        "zip": zip,
        "country": "US",
        "phone_primary": format!("303-555-01{:02}", number % 100),
        "phone_secondary": null,
        "phone_fax": null,
        "notes": null,
        "salesperson_id": 11 + number % 3,
    });
    insert(store, "location", Some(client), values, moments)
}

fn seed_contact(
    store: &mut Store,
    client: i64,
    location: i64,
    number: usize,
    moments: &Moments,
) -> Result<i64, StoreError> {
    let first = FIRST_NAMES[number / 2 % FIRST_NAMES.len()];
    let last = TREES[(number * 5 + 3) % TREES.len()];
    let values = json!({
        "client_id": location,
        "_client": client,
        "role_id": 1 + number % 3,
        "first_name": first,
        "last_name": last,
        "email": format!("{first}.{last}@example.com").to_lowercase(),
        "salesperson_id": 11 + number % 3,
        "custom_fields": [
            {"id": 1, "value": "Mornings"},
            {"id": 2, "value": {"floor": number % 9, "badge": true}},
        ],
    });
    insert(store, "contact", Some(location), values, moments)
}

fn seed_case(
    store: &mut Store,
    client: i64,
    location: i64,
    number: usize,
    created: DateTime,
    moments: &Moments,
) -> Result<i64, StoreError> {
    let day = created.date();
    let values = json!({
        "created_on": day.to_string(),
        "due_on": day.saturating_add(30.days()).to_string(),
        "custom_fields": [{"id": 1, "value": "Mornings"}],
        "subjects": [{"subject_type_id": 1 + number % 2, "is_primary": true, "is_pinned": false}],
        "client_id": client,
        "location_id": location,
        "case_type_id": 1 + number % 2,
        "case_region_id": 1 + number % 4,
        "case_status_id": 1 + number / 3 % 3,
        "is_request": number % 6 == 1,
        "primary_manager_id": 21 + number / 3 % 3,
        "reference_value_1": format!("REF-{}", 500 + number),
        "reference_value_2": format!("PO-{}", 900 + number),
        "budget_money": 1_500.5,
        "budget_hours": 8,
        "case_services_list": [1 + number % 5, 7],
    });
    insert(store, "case", None, values, moments)
}

fn insert(
    store: &mut Store,
    kind: &str,
    parent: Option<i64>,
    values: Value,
    [created, updated]: &Moments,
) -> Result<i64, StoreError> {
    let mut fields: Fields = match values {
        Value::Object(values) => values,
        _ => Fields::new(),
    };
    fields.insert("created_at".to_owned(), created.as_str().into());
    fields.insert("updated_at".to_owned(), updated.as_str().into());
    store.insert(kind, COMPANY, parent, &fields)
}

//! Contacts, and what hangs on them: opportunities, notes, events, pending actions, proposals and
//! payments.

use jiff::ToSpan;
use jiff::civil::DateTime;
use serde_json::{Map, Value, json};

use super::account::SeededAccount;
use super::fields;
use crate::clienttether::calls::steps_of;
use crate::store::{Fields, Record, Store, StoreError};

const FIRST_NAMES: [&str; 12] = [
    "Jo", "Ann", "Lee", "Max", "Pat", "Chris", "Jamie", "Robin", "Terry", "Morgan", "Casey", "Dana",
];

const LAST_NAMES: [&str; 14] = [
    "Alder", "Ash", "Aspen", "Beech", "Birch", "Cedar", "Elm", "Fir", "Hazel", "Larch", "Linden",
    "Maple", "Oak", "Willow",
];

/// City, state or province, postal code, area code.
const PLACES: [(&str, &str, &str, &str); 4] = [
    ("Denver", "CO", "80202", "303"),
    ("Boulder", "CO", "80301-1234", "720"),
    ("Seattle", "WA", "98101", "206"),
    ("Toronto", "ON", "M5H 2N2", "416"),
];

/// The days on which contacts were created, up to this one.
const DAYS: i64 = 400;

pub(super) fn seed_contacts(
    store: &mut Store,
    account: &SeededAccount,
    count: usize,
    now: DateTime,
    chance: &mut fastrand::Rng,
) -> Result<(), StoreError> {
    for number in 0..count {
        let mut client = contact(account, number, count, now, chance);
        let id = store.insert("client", account.account, None, &client)?;
        note_cycle(store, account, id, &client)?;
        if number % 25 == 7 {
            let mut second = client.clone();
            second.insert("main_client_id".to_owned(), id.to_string().into());
            second.insert(
                "deal_size".to_owned(),
                (chance.u32(1..40) * 500).to_string().into(),
            );
            second.remove("external_id");
            store.insert("client", account.account, Some(id), &second)?;
        }
        if number % 5 == 0 {
            let at = text(&client, "created").replace(' ', "T");
            let note = fields([
                (
                    "type",
                    ["note", "email_in", "sms_in"][number / 5 % 3].to_owned(),
                ),
                ("utc_datetime", format!("{at}Z")),
                ("subject", "First contact".to_owned()),
                ("body_content", "Asked for a quote.".to_owned()),
                ("user_name", "Robin Rowan".to_owned()),
            ]);
            store.insert("history_note", account.account, Some(id), &note)?;
        }
        if number % 6 == 0 {
            seed_event(store, account, id, number, now)?;
        }
        if number % 8 == 0 {
            seed_proposal(store, account, id, &mut client, number, now, chance)?;
        }
        if number % 12 == 3 {
            seed_plan(store, account, id, &mut client, now)?;
        }
    }
    Ok(())
}

fn contact(
    account: &SeededAccount,
    number: usize,
    count: usize,
    now: DateTime,
    chance: &mut fastrand::Rng,
) -> Fields {
    let first = FIRST_NAMES[number % FIRST_NAMES.len()];
    let last = LAST_NAMES[chance.usize(..LAST_NAMES.len())];
    // A hundred numbers of each area code are kept for fiction.
    let (city, state, zip, area) = PLACES[number / 100 % PLACES.len()];
    let age = i64::try_from(count - number).unwrap_or(1) * DAYS / i64::try_from(count).unwrap_or(1);
    let created = now.date().saturating_sub(age.days());
    let at = format!(
        "{created} {:02}:{:02}:00",
        chance.u8(8..18),
        chance.u8(..60)
    );
    let any = |ids: &[i64], at: usize| {
        ids.get(at % ids.len().max(1))
            .map_or_else(String::new, i64::to_string)
    };
    let cycle = match number % 4 {
        // As in the real software, new leads are in no cycle.
        0 => String::new(),
        _ => any(&account.sales_cycles, chance.usize(..6)),
    };
    let mut values = fields([
        ("firstName", first.to_owned()),
        ("lastName", last.to_owned()),
        ("phone", format!("{area}55501{:02}", number % 100)),
        (
            "email",
            format!("{first}.{last}.{number}@example.com").to_lowercase(),
        ),
        ("smsok", "1".to_owned()),
        ("address", format!("{} Example Street", number + 1)),
        ("city", city.to_owned()),
        ("state", state.to_owned()),
        ("zip", zip.to_owned()),
        ("external_id", format!("{}", 70_000 + number)),
        ("deal_size", (chance.u32(1..60) * 250).to_string()),
        ("deal_closed", "0".to_owned()),
        (
            "contact_type",
            ["1", "1", "1", "4", "1", "5", "1"][number % 7].to_owned(),
        ),
        ("new_lead_notification", "0".to_owned()),
        ("action_plan_id", "0".to_owned()),
        ("sales_cycle_id", cycle),
        ("lead_source_id", any(&account.lead_sources, number)),
        ("assigned_user_id", any(&account.users, number)),
        (
            "active",
            if number % 10 == 9 { "0" } else { "1" }.to_owned(),
        ),
        ("main_client_id", String::new()),
        ("created", at.clone()),
        ("last_modified_date", at),
    ]);
    if number.is_multiple_of(3) {
        values.insert("tag".to_owned(), "Hot Lead,Trade Show".into());
        values.insert("whiteboard".to_owned(), "<p>Prefers mornings.</p>".into());
    }
    let mut custom = Map::new();
    if number % 4 == 1 {
        custom.insert(
            "Favorite Color".to_owned(),
            ["Green", "Blue", "White"][number % 3].into(),
        );
    }
    values.insert("custom".to_owned(), Value::Object(custom));
    values
}

fn note_cycle(
    store: &mut Store,
    account: &SeededAccount,
    client: i64,
    values: &Fields,
) -> Result<(), StoreError> {
    let cycle = text(values, "sales_cycle_id");
    if cycle.is_empty() {
        return Ok(());
    }
    let moved = fields([
        ("sales_cycle_id", cycle.to_owned()),
        ("at", text(values, "created").to_owned()),
    ]);
    store
        .insert("cycle_move", account.account, Some(client), &moved)
        .map(drop)
}

/// From ten days ago to three weeks ahead.
fn seed_event(
    store: &mut Store,
    account: &SeededAccount,
    client: i64,
    number: usize,
    now: DateTime,
) -> Result<(), StoreError> {
    let days = i64::try_from(number / 6 % 32).unwrap_or(0) - 10;
    let day = now.date().saturating_add(days.days()).to_string();
    let kind = ["Appointment", "Call", "Contact Reminder"][number / 6 % 3];
    let user = account
        .users
        .get(number / 6 % 4)
        .map_or_else(String::new, i64::to_string);
    let time = format!("{:02}:30:00", 8 + number / 6 % 9);
    let mut event = fields([
        ("client_id", client.to_string()),
        ("event_type", kind.to_owned()),
        ("event_date", day.clone()),
        ("event_time", time.clone()),
        ("event_note", "Look at the house.".to_owned()),
        ("user_id", user),
        ("starts", format!("{day} {time}")),
    ]);
    if kind == "Appointment" {
        event.insert("event_end_date".to_owned(), day.into());
        event.insert(
            "event_end_time".to_owned(),
            format!("{:02}:30:00", 9 + number / 6 % 9).into(),
        );
    }
    store
        .insert("event", account.account, Some(client), &event)
        .map(drop)
}

/// A quote, for some of them paid and done.
fn seed_proposal(
    store: &mut Store,
    account: &SeededAccount,
    client: i64,
    values: &mut Fields,
    number: usize,
    now: DateTime,
    chance: &mut fastrand::Rng,
) -> Result<(), StoreError> {
    let turn = number / 8;
    let ago = i64::try_from(turn % 30 * 3).unwrap_or(0) + 1;
    let day = now.date().saturating_sub(ago.days());
    let price = i64::from(chance.u32(10..90)) * 100;
    let number_of_proposal = format!("P-{}", 1000 + number);
    let mut proposal = fields([
        ("proposal_type", "Exterior".to_owned()),
        ("proposal_num", number_of_proposal.clone()),
        ("estimator", "Sam Sycamore".to_owned()),
        ("production_manager", "Kim Katsura".to_owned()),
        ("proposal_notes", "Two coats.".to_owned()),
        ("final_price", format!("{price}.00")),
        ("discount", "50.00".to_owned()),
        ("job_start_date", day.saturating_add(14.days()).to_string()),
        ("job_end_date", day.saturating_add(21.days()).to_string()),
        ("last_modified_date", format!("{day} 12:00:00")),
    ]);
    proposal.insert(
        "line_item_detail".to_owned(),
        json!([{ "Description": "Walls", "Line Price": format!("{}.00", price + 50), "Notes": "" }]),
    );
    proposal.insert(
        "recommended_products".to_owned(),
        json!([{ "Product_type1": "Paint", "Product Description": "Weatherproof, white" }]),
    );
    let proposal = store.insert("proposal", account.account, Some(client), &proposal)?;
    let state = ["quote", "closed", "completed", "appt"][turn % 4];
    values.insert("reached_state".to_owned(), state.into());
    values.insert("reached_at".to_owned(), format!("{day} 12:00:00").into());
    if matches!(state, "closed" | "completed") {
        values.insert("deal_closed".to_owned(), "1".into());
        let parts = if state == "closed" { 1 } else { 3 };
        for part in 0..parts {
            let paid = day
                .saturating_add((part * 7).days())
                .min(now.date())
                .to_string();
            let payment = fields([
                ("proposal_id", proposal.to_string()),
                ("proposal_number", number_of_proposal.clone()),
                ("payday", paid.clone()),
                ("amount", format!("{}.00", price / 3)),
                ("type", ["Card", "Check", "Cash"][turn / 4 % 3].to_owned()),
                (
                    "status",
                    ["Deposit", "Progress", "Final"]
                        .get(usize::try_from(part).unwrap_or(0))
                        .copied()
                        .unwrap_or("Final")
                        .to_owned(),
                ),
                ("created_date", paid),
            ]);
            store.insert("payment", account.account, Some(client), &payment)?;
        }
    }
    store.write("client", client, values)
}

/// A running plan with its pending actions.
fn seed_plan(
    store: &mut Store,
    account: &SeededAccount,
    client: i64,
    values: &mut Fields,
    now: DateTime,
) -> Result<(), StoreError> {
    let Some(plan) = account.action_plans.get(3).copied() else {
        return Ok(());
    };
    let Some(record) = store.find("action_plan", account.account, plan)? else {
        return Ok(());
    };
    values.insert("action_plan_id".to_owned(), plan.to_string().into());
    for action in steps_of(
        &Record {
            id: plan,
            fields: record.fields,
        },
        now,
    ) {
        store.insert("pending_action", account.account, Some(client), &action)?;
    }
    store.write("client", client, values)
}

fn text<'f>(values: &'f Fields, key: &str) -> &'f str {
    values.get(key).and_then(Value::as_str).unwrap_or("")
}

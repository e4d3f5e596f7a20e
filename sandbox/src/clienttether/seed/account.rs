//! Accounts with their users, lead sources, sales cycles, action plans and tags.

use serde_json::{Value, json};

use super::fields;
use crate::clienttether::account::DEFAULT_PLAN;
use crate::clienttether::web_key::web_key;
use crate::store::{Store, StoreError};

/// An account and the numbers of what is in it.
pub(super) struct SeededAccount {
    pub(super) account: i64,
    pub(super) users: Vec<i64>,
    pub(super) lead_sources: Vec<i64>,
    pub(super) sales_cycles: Vec<i64>,
    pub(super) action_plans: Vec<i64>,
}

const USERS: [(&str, &str, &str); 4] = [
    ("Robin", "Rowan", "Admin"),
    ("Sam", "Sycamore", "Standard"),
    ("Kim", "Katsura", "Standard"),
    ("Alex", "Acacia", "Standard"),
];

/// Name, on the active path or not, place, and how likely a contact is to close.
const SALES_CYCLES: [(&str, &str, &str, &str); 6] = [
    ("Contacted", "1", "1", "10"),
    ("Appointment Set", "1", "2", "30"),
    ("Quoted", "1", "3", "50"),
    ("Won", "1", "4", "100"),
    ("Not Now", "0", "1", "5"),
    ("Lost", "0", "2", "0"),
];

const LEAD_SOURCES: [&str; 5] = [
    "Website",
    "Home Show",
    "Referral",
    "Yard Sign",
    "Phone Book",
];

const TAGS: [&str; 4] = ["Hot Lead", "Trade Show", "Repeat", "Do Not Mail"];

pub(super) fn seed_account(
    store: &mut Store,
    name: &str,
    main: Option<i64>,
) -> Result<SeededAccount, StoreError> {
    let account = insert_account(store, name, main)?;
    let mut users = Vec::new();
    for (number, (first, last, kind)) in USERS.iter().enumerate() {
        let login = format!("{first}.{last}.{account}").to_lowercase();
        let values = fields([
            ("user_type", (*kind).to_owned()),
            ("user_first_name", (*first).to_owned()),
            ("user_last_name", (*last).to_owned()),
            ("user_phone", format!("30355501{:02}", 90 + number)),
            ("user_email", format!("{login}@example.com")),
            ("user_username", login),
            (
                "user_show_calendar",
                if number == 0 { "0" } else { "1" }.to_owned(),
            ),
        ]);
        users.push(store.insert("user", account, None, &values)?);
    }
    let mut lead_sources = Vec::new();
    for name in LEAD_SOURCES {
        let mut values = fields([("lead_source_name", name.to_owned())]);
        let id = store.insert("lead_source", account, None, &values)?;
        values.insert(
            "lead_source_web_key".to_owned(),
            web_key("lead_source", id).into(),
        );
        store.write("lead_source", id, &values)?;
        lead_sources.push(id);
    }
    let mut sales_cycles = Vec::new();
    for (name, active, order, likelihood) in SALES_CYCLES {
        let values = fields([
            ("sales_cycle_name", name.to_owned()),
            ("sales_cycle_active_status", active.to_owned()),
            ("sales_cycle_order", order.to_owned()),
            ("sales_cycle_contact_type", "1".to_owned()),
            ("likelihood_to_close", likelihood.to_owned()),
        ]);
        sales_cycles.push(store.insert("sales_cycle", account, None, &values)?);
    }
    for tag in TAGS {
        store.insert(
            "tag",
            account,
            None,
            &fields([("tag_value", tag.to_owned())]),
        )?;
    }
    let action_plans = seed_plans(store, account, &lead_sources, &sales_cycles)?;
    if let (Some(plan), Some(mut record)) =
        (action_plans.last(), store.find("account", 0, account)?)
    {
        let plan = plan.to_string().into();
        record.fields.insert(DEFAULT_PLAN.to_owned(), plan);
        store.write("account", account, &record.fields)?;
    }
    Ok(SeededAccount {
        account,
        users,
        lead_sources,
        sales_cycles,
        action_plans,
    })
}

fn insert_account(store: &mut Store, name: &str, main: Option<i64>) -> Result<i64, StoreError> {
    let mut values = fields([
        (
            "account_type",
            if main.is_none() {
                "Multi-level"
            } else {
                "Standard"
            }
            .to_owned(),
        ),
        ("account_first_name", "Robin".to_owned()),
        ("account_last_name", "Rowan".to_owned()),
        ("account_owner_name", "Robin Rowan".to_owned()),
        ("account_company_name", name.to_owned()),
        ("account_addr1", "1 Example Street".to_owned()),
        ("account_office_phone", "3035550180".to_owned()),
        ("account_phone", "3035550181".to_owned()),
        ("account_email", "office@example.com".to_owned()),
        ("account_ctphone", "3035550182".to_owned()),
        ("account_return_phone", "3035550183".to_owned()),
        ("account_return_text", "3035550184".to_owned()),
        (
            "main_account_id",
            main.map_or_else(String::new, |main| main.to_string()),
        ),
        ("check_duplicates", "0".to_owned()),
    ]);
    // Accounts belong to no account.
    let id = store.insert("account", 0, None, &values)?;
    values.insert("account_username".to_owned(), format!("office{id}").into());
    values.insert("account_web_key".to_owned(), web_key("account", id).into());
    store.write("account", id, &values)?;
    Ok(id)
}

fn seed_plans(
    store: &mut Store,
    account: i64,
    sources: &[i64],
    cycles: &[i64],
) -> Result<Vec<i64>, StoreError> {
    let link = |ids: &[i64], at: usize| ids.get(at).map_or_else(String::new, i64::to_string);
    let step = |order: &str, kind: &str, day: &str, time: &str, subject: &str| {
        json!({
            "Order": order, "Type": kind, "Date": day, "Time": time,
            "Subject": subject, "Body": format!("{subject}, in a few words."),
        })
    };
    let plans = [
        (
            "Website Welcome",
            "Connection",
            link(sources, 0),
            vec![
                step("1", "email", "1", "09:00:00", "Thank you for writing"),
                step("2", "text", "2", "10:00:00", "When may we call"),
                step("3", "call", "4", "15:30:00", "First call"),
            ],
        ),
        (
            "Home Show Welcome",
            "Connection",
            link(sources, 1),
            vec![step("1", "email", "1", "18:00:00", "Good to meet you")],
        ),
        (
            "Quote Follow-up",
            "Conversion",
            link(cycles, 2),
            vec![
                step("1", "email", "1", "08:00:00", "Your quote"),
                step("2", "call", "3", "11:00:00", "Questions on the quote"),
            ],
        ),
        (
            "Yearly Check",
            "Retention",
            String::new(),
            vec![step("1", "email", "365", "09:00:00", "A year on")],
        ),
        ("Thank You", "Retention", String::new(), Vec::new()),
    ];
    let mut ids = Vec::new();
    for (name, kind, link, steps) in plans {
        let mut values = fields([
            ("action_plan_name", name.to_owned()),
            ("action_plan_type", kind.to_owned()),
            ("action_plan_link_id", link),
        ]);
        if let Some(next) = ids
            .last()
            .map(i64::to_string)
            .filter(|_| name == "Thank You")
        {
            values.insert("action_plan_next_plan_id".to_owned(), next.into());
        }
        values.insert("Action Steps".to_owned(), Value::Array(steps));
        ids.push(store.insert("action_plan", account, None, &values)?);
    }
    Ok(ids)
}

//! Contacts: answers full of them, a struct as people write it by hand, and all accessors of ours.

use std::hint::black_box;

use clienttether_generated::records::client::Client;
use serde::Deserialize;

/// The fields, once for all: the accessor, the key, and how its values look.
macro_rules! fields {
    ($($name:ident $wire:literal $shape:ident,)*) => {
        const FIELDS: &[(&str, Shape)] = &[$(($wire, Shape::$shape)),*];

        #[derive(Deserialize)]
        #[expect(dead_code, reason = "only the reading is measured")]
        pub(crate) struct ByHand {
            $(#[serde(rename = $wire)] $name: Option<String>,)*
        }

        /// Asks for every field of a record, once.
        pub(crate) fn ask_all(client: &Client) {
            $(black_box(client.$name());)*
        }
    };
}

fields! {
    client_id "client_id" Digits,
    first_name "firstName" Word,
    last_name "lastName" Word,
    phone "phone" Phone,
    sms_ok "smsok" Flag,
    second_phone "second_phone" Phone,
    email "email" Email,
    address "address" Words,
    city "city" Word,
    state "state" State,
    zip "zip" Digits,
    company_name "compName" Words,
    tags "tag" Words,
    job_title "job_title" Words,
    external_id "external_id" Digits,
    third_party_name "third_party_name" Empty,
    third_party_id "third_party_id" Empty,
    deal_size "deal_size" Digits,
    deal_closed "deal_closed" Flag,
    age "age" Digits,
    education "education" Word,
    gender "gender" Gender,
    high_net_worth "high_net_worth" Digits,
    home_owner_status "home_owner_status" Empty,
    household_income "household_income" Digits,
    length_of_residence "length_of_residence" Digits,
    market_value "market_value" Digits,
    marital_status "material_status" Null,
    occupation "occupation" Words,
    presence_of_children "presence_of_children" Flag,
    created "created" Day,
    presence_of_pets "presence_of_pets" Flag,
    anniversary_1 "anniversary_1" Day,
    anniversary_2 "anniversary_2" Null,
    facebook "facebook" Word,
    linkedin "linkedin" Word,
    twitter "twitter" Empty,
    action_plan_id "action_plan_id" Digits,
    sales_cycle_id "sales_cycle_id" Digits,
    lead_source_id "lead_source_id" Digits,
    client_category "client_category" Null,
    whiteboard "whiteboard" Text,
    clients_date_last "clients_date_last" Day,
    clients_date_next "clients_date_next" Day,
    new_lead_notification "new_lead_notification" Flag,
    contact_type "contact_type" Flag,
    assigned_user_id "assigned_user_id" Digits,
    action_plan_name "clients_action_plan" Words,
    sales_cycle_name "clients_sales_cycle" Words,
    lead_source_name "clients_lead_source" Words,
    assigned_user "assigned_user" Words,
    last_modified_date "last_modified_date" Time,
}

/// An answer as people write it by hand.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
#[expect(dead_code, reason = "only the reading is measured")]
pub(crate) struct AnswerByHand {
    result_code: String,
    message: String,
    total_record: u64,
    #[serde(rename = "data")]
    pub(crate) data: Vec<ByHand>,
}

/// How the values of a field look.
#[derive(Clone, Copy)]
enum Shape {
    Digits,
    Phone,
    Flag,
    Word,
    Words,
    Text,
    Email,
    State,
    Gender,
    Day,
    Time,
    Empty,
    Null,
}

/// An answer with this many records: always the same bytes.
pub(crate) fn answer(records: usize) -> String {
    let records: Vec<String> = (0..records).map(record).collect();
    format!(
        r#"{{"ResultCode":"CT_200","Message":"Success","TotalRecord":2500,"data":[{}]}}"#,
        records.join(",")
    )
}

fn record(index: usize) -> String {
    let unknown = [
        ("Favourite room", Shape::Word),
        ("custom_12", Shape::Words),
        ("clients_score", Shape::Digits),
    ];
    let entries: Vec<String> = FIELDS
        .iter()
        .copied()
        .chain(unknown)
        .enumerate()
        .map(|(position, (key, shape))| format!(r#""{key}":{}"#, shape.value(index, position)))
        .collect();
    format!("{{{}}}", entries.join(","))
}

impl Shape {
    /// A value as JSON. One text in 32 has an escape.
    fn value(self, record: usize, position: usize) -> String {
        const WORDS: [&str; 7] = [
            "Oak",
            "Maple",
            "Sample",
            "Garden",
            "Denver",
            "Lane",
            "Robertson",
        ];
        let number = record * 61 + position * 17;
        let word = |more: usize| match (number + more) % 32 {
            0 => "Caf\\u00e9",
            turn => WORDS[turn % WORDS.len()],
        };
        let text = match self {
            Shape::Null => return "null".to_owned(),
            Shape::Empty => String::new(),
            Shape::Digits => format!("{}", 10_000 + number),
            Shape::Phone => format!("30355501{:02}", number % 100),
            Shape::Flag => format!("{}", number % 2),
            Shape::Word => word(0).to_owned(),
            Shape::Words => format!("{} {}", word(0), word(3)),
            Shape::Text => format!(
                "{} {} {} {} {}",
                word(0),
                word(1),
                word(2),
                word(3),
                word(4)
            ),
            Shape::Email => format!("sample{number}@example.com"),
            Shape::State => "CO".to_owned(),
            Shape::Gender => "F".to_owned(),
            Shape::Day => format!("2024-{:02}-{:02}", number % 12 + 1, number % 28 + 1),
            Shape::Time => format!("2024-05-{:02} 10:{:02}:00", number % 28 + 1, number % 60),
        };
        format!("\"{text}\"")
    }
}

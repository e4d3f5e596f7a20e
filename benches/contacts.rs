//! Contacts: their descriptors as a generator would write them, a struct as people write it by hand, and
//! answers full of them.

use prose_runtime::{
    ApiDescriptor, CallDescriptor, Envelope, Holds, Key, Limit, Meaning, Record, RecordKind,
    ResultCode, Retry, Returns, Row,
};
use serde::Deserialize;

pub(crate) struct Contact(Row);

impl Record for Contact {
    const KIND: &'static RecordKind = &CONTACT;

    fn from_row(row: Row) -> Self {
        Self(row)
    }

    fn row(&self) -> &Row {
        &self.0
    }
}

/// The fields, once for both kinds of records: a name in Rust, the key, and how its values look.
macro_rules! fields {
    ($($name:ident $wire:literal $shape:ident,)*) => {
        pub(crate) static FIELDS: &[&Key] = &[$(&Key {
            wire: $wire,
            limit: &TEXT,
            holds: Holds::Personal,
            ..Key::PLAIN
        }),*];

        const SHAPES: &[Shape] = &[$(Shape::$shape),*];

        #[derive(Deserialize)]
        #[expect(dead_code, reason = "only the reading is measured")]
        pub(crate) struct ContactByHand {
            $(#[serde(rename = $wire)] $name: Option<String>,)*
        }
    };
}

/// How the values of a field look.
#[derive(Clone, Copy)]
enum Shape {
    Number,
    Digits,
    Word,
    Words,
    Url,
    Date,
    Flag,
    Nothing,
}

fields! {
    client_id "client_id" Digits,
    first_name "firstName" Word,
    last_name "lastName" Word,
    company "company" Words,
    email "email" Word,
    email2 "email2" Nothing,
    phone "phone" Digits,
    phone2 "phone2" Digits,
    phone3 "phone3" Nothing,
    mobile "mobile" Digits,
    fax "fax" Nothing,
    address "address" Words,
    address2 "address2" Words,
    city "city" Word,
    state "state" Word,
    zip "zip" Digits,
    country "country" Word,
    website "website" Url,
    lead_source "lead_source" Words,
    lead_source_id "lead_source_id" Digits,
    client_type "client_type" Word,
    client_status "client_status" Words,
    sales_cycle "sales_cycle" Words,
    sales_cycle_id "sales_cycle_id" Digits,
    action_plan "action_plan" Words,
    action_plan_id "action_plan_id" Digits,
    assigned_to "assigned_to" Words,
    assigned_to_id "assigned_to_id" Digits,
    created_date "created_date" Date,
    modified_date "modified_date" Date,
    last_contacted "last_contacted" Date,
    next_follow_up "next_follow_up" Date,
    birthday "birthday" Date,
    anniversary "anniversary" Nothing,
    spouse_name "spouse_name" Word,
    is_active "is_active" Flag,
    is_deleted "is_deleted" Flag,
    do_not_call "do_not_call" Flag,
    do_not_email "do_not_email" Flag,
    do_not_text "do_not_text" Flag,
    tags "tags" Words,
    background "background" Words,
    external_id "external_id" Digits,
    campaign "campaign" Words,
    referrer "referrer" Word,
    territory "territory" Words,
    time_zone "time_zone" Word,
    language "language" Word,
    deal_size "deal_size" Digits,
    notes "notes" Words,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
#[expect(dead_code, reason = "only the reading is measured")]
pub(crate) struct ByHand {
    result_code: String,
    message: String,
    total_record: u64,
    #[serde(rename = "data")]
    pub(crate) data: Vec<ContactByHand>,
}

static TEXT: Limit = Limit {
    name: "text",
    ..Limit::PLAIN
};

static CONTACT: RecordKind = RecordKind {
    name: "contact",
    fields: FIELDS,
    ..RecordKind::PLAIN
};

static API: ApiDescriptor = ApiDescriptor {
    name: "contacts",
    base_url: "https://contacts.example/",
    result_codes: &[ResultCode {
        code: "CT200",
        also: &["CT_200"],
        message: "Success",
        means: Meaning::Success,
        ..ResultCode::PLAIN
    }],
    other_codes_name_keys: true,
    envelope: &ENVELOPE,
    ..ApiDescriptor::PLAIN
};

static ENVELOPE: Envelope = Envelope {
    name: "standard",
    any_case: true,
    code: Some("ResultCode"),
    message: Some("Message"),
    total: Some("TotalRecord"),
    records: &["data"],
    ..Envelope::BARE
};

pub(crate) static LIST_CONTACTS: CallDescriptor = CallDescriptor {
    name: "list_contacts",
    api: &API,
    path: "contacts",
    envelope: &ENVELOPE,
    returns: Returns::Many { found_by: None },
    retry: Retry::Safe,
    ..CallDescriptor::PLAIN
};

/// An answer with this many records: always the same bytes.
pub(crate) fn page(records: usize) -> String {
    let mut dice = Dice(0x2545_f491_4f6c_dd1d);
    let records: Vec<String> = (0..records).map(|_| record(&mut dice)).collect();
    format!(
        r#"{{"ResultCode":"CT_200","Message":"Success","TotalRecord":250,"data":[{}]}}"#,
        records.join(",")
    )
}

fn record(dice: &mut Dice) -> String {
    let known = FIELDS.iter().map(|key| key.wire).zip(SHAPES);
    let unknown = [("custom_12", &Shape::Words), ("score", &Shape::Number)];
    let entries: Vec<String> = known
        .chain(unknown)
        .map(|(key, shape)| format!(r#""{key}":{}"#, shape.value(dice)))
        .collect();
    format!("{{{}}}", entries.join(","))
}

impl Shape {
    /// A value as JSON.
    fn value(self, dice: &mut Dice) -> String {
        const WORDS: [&str; 8] = [
            "Oak",
            "Maple",
            "Street",
            "Garden",
            "Ann",
            "Robertson",
            "Caf\\u00e9",
            "\\\"Sun\\\"",
        ];
        // The last two have escapes, and come once in 40 words.
        let mut word = || match dice.roll(40) {
            0 => WORDS[6 + dice.roll(2)],
            _ => WORDS[dice.roll(6)],
        };
        match self {
            Shape::Word => format!(r#""{}""#, word()),
            Shape::Words => format!(r#""{} {} {}""#, word(), word(), word()),
            Shape::Url => format!(r#""https:\/\/www.example.com\/{}""#, dice.roll(1_000_000)),
            Shape::Number => format!("{}.5", dice.roll(1000)),
            Shape::Digits => format!(r#""{}""#, dice.roll(10_000_000_000)),
            Shape::Flag => format!(r#""{}""#, dice.roll(2)),
            Shape::Date => format!(
                r#""2024-0{}-1{} 0{}:30:00""#,
                1 + dice.roll(9),
                dice.roll(10),
                dice.roll(10)
            ),
            Shape::Nothing if dice.roll(2) == 0 => "null".to_owned(),
            Shape::Nothing => r#""""#.to_owned(),
        }
    }
}

/// Numbers that look like chance and are always the same (xorshift).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % sides).unwrap_or(0)
    }
}

//! The garden API, written as a generator would write it.

use prose_runtime::{
    ApiDescriptor, Blank, Call, CallDescriptor, Client, Config, Credential, CredentialPlace,
    Credentials, Envelope, Error, Holds, Id, Key, KeyName, Limit, Meaning, Method, Nothing, Params,
    Place, Record, RecordKind, Reply, Requires, Response, ResultCode, Retry, Returns, Row, Rule,
    Table, TypedCall, Value, read,
};

pub(crate) const fn limit(name: &'static str, rule: Rule) -> Limit {
    Limit {
        name,
        rule,
        ..Limit::PLAIN
    }
}

pub(crate) const fn key(wire: &'static str, limit: &'static Limit, holds: Holds) -> Key {
    Key {
        wire,
        limit,
        holds,
        ..Key::PLAIN
    }
}

pub(crate) static TEXT: Limit = limit("text", Rule::Text { max: None });
pub(crate) static NAME: Limit = limit("name", Rule::Text { max: Some(10) });
pub(crate) static CUSTOM: Limit = limit("custom_text", Rule::Text { max: Some(5) });
pub(crate) static ID: Limit = limit("id", Rule::Id);
pub(crate) static FLAG: Limit = limit("flag", Rule::Flag);
pub(crate) static BOOLEAN: Limit = Limit {
    name: "boolean",
    rule: Rule::Boolean,
    unquoted: true,
    ..Limit::PLAIN
};
pub(crate) static HEIGHT: Limit = Limit {
    name: "height",
    rule: Rule::Integer {
        min: Some(0),
        max: Some(300),
    },
    unquoted: true,
    ..Limit::PLAIN
};
pub(crate) static DECIMAL: Limit = limit("decimal", Rule::Decimal);
pub(crate) static EMAIL: Limit = limit("email", Rule::Email);
pub(crate) static EMAILS: Limit = limit("emails", Rule::ListOf(&EMAIL));
pub(crate) static COLOUR: Limit = limit("colour", Rule::OneOf(&["Red", "Blue"]));
pub(crate) static DATE: Limit = limit("date", Rule::DateTime(&["YYYY-MM-DD"]));
pub(crate) static POSTAL: Limit = limit("postal_code", Rule::Shape(&["11111", "A1A 1A1"]));
static TAGS: Limit = limit("tags", Rule::ListOf(&TEXT));
static NOTES: Limit = limit("notes", Rule::ArrayOf(&NOTE));
static BED_OBJECT: Limit = limit("bed", Rule::Object(&BED_TABLE));
static JSON: Limit = limit("json", Rule::Json);

pub(crate) static PLANT_ID: Key = Key {
    wire: "plant_id",
    also: &["plants_id"],
    limit: &ID,
    ..Key::PLAIN
};
pub(crate) static PLANT_NAME: Key = Key {
    name: "plant_name",
    ..key("plantName", &NAME, Holds::Plain)
};
pub(crate) static OWNER: Key = Key {
    label: "Contact",
    ..key("owner", &TEXT, Holds::Personal)
};
pub(crate) static OWNER_EMAIL: Key = Key {
    name: "owner_email",
    label: "Contact",
    ..key("ownerEmail", &EMAIL, Holds::Personal)
};
pub(crate) static GATE_CODE: Key = key("gateCode", &TEXT, Holds::Secret);
pub(crate) static COLOUR_KEY: Key = key("colour", &COLOUR, Holds::Plain);
pub(crate) static PLANTED_ON: Key = key("planted_on", &DATE, Holds::Plain);
pub(crate) static TALL: Key = key("tall", &FLAG, Holds::Plain);
pub(crate) static WILD: Key = key("wild", &BOOLEAN, Holds::Plain);
pub(crate) static HEIGHT_KEY: Key = key("height", &HEIGHT, Holds::Plain);
pub(crate) static PRICE: Key = Key {
    label: "Price in euros",
    ..key("price", &DECIMAL, Holds::Plain)
};
pub(crate) static TAG: Key = key("tag", &TAGS, Holds::Plain);
pub(crate) static CC: Key = key("cc", &EMAILS, Holds::Personal);
pub(crate) static NOTES_KEY: Key = key("notes", &NOTES, Holds::Plain);
pub(crate) static BED: Key = key("bed", &BED_OBJECT, Holds::Plain);
pub(crate) static GARDENER: Key = key("gardener", &JSON, Holds::Plain);
pub(crate) static VISITS: Key = key("visits", &JSON, Holds::Plain);
pub(crate) static NOTE_TYPE: Key = key("type", &COLOUR, Holds::Plain);
pub(crate) static NOTE_TEXT: Key = key("text", &TEXT, Holds::Personal);
pub(crate) static BED_ID: Key = key("bed_id", &ID, Holds::Plain);
pub(crate) static BED_NAME: Key = key("bed_name", &TEXT, Holds::Plain);
pub(crate) static FIRST: Key = key("first_name", &TEXT, Holds::Personal);

pub(crate) static NOTE: Table = Table {
    name: "note",
    keys: &[&NOTE_TYPE, &NOTE_TEXT],
    requires: &[Requires::Key("type"), Requires::Key("text")],
    blank_counts: true,
};
pub(crate) static BED_TABLE: Table = Table {
    name: "bed",
    keys: &[&BED_ID, &BED_NAME],
    requires: &[Requires::Key("bed_id")],
    ..Table::PLAIN
};

pub(crate) static PLANT: RecordKind = RecordKind {
    name: "plant",
    fields: &[
        &PLANT_ID,
        &PLANT_NAME,
        &OWNER,
        &OWNER_EMAIL,
        &COLOUR_KEY,
        &PLANTED_ON,
        &TALL,
        &HEIGHT_KEY,
        &PRICE,
        &TAG,
        &GARDENER,
        &VISITS,
    ],
    identified_by: Some(&PLANT_ID),
    ..RecordKind::PLAIN
};
pub(crate) static BED_RECORD: RecordKind = RecordKind {
    name: "bed",
    fields: &[&BED_ID, &BED_NAME],
    ..RecordKind::PLAIN
};
pub(crate) static PERSON: RecordKind = RecordKind {
    name: "person",
    fields: &[&FIRST],
    ..RecordKind::PLAIN
};

pub(crate) static API: ApiDescriptor = ApiDescriptor {
    name: "garden",
    title: "Garden API 1",
    base_url: "https://api.garden.example/v1/",
    revision: "2024-05-01",
    credentials: &[
        Credential {
            name: "token",
            place: CredentialPlace::Header("X-Garden-Token"),
            env: Some("GARDEN_TOKEN_THAT_NOBODY_SETS"),
            ..Credential::PLAIN
        },
        Credential {
            name: "plot_key",
            place: CredentialPlace::Header("Authorization"),
            before: "PlotKey ",
            optional: true,
            account: true,
            ..Credential::PLAIN
        },
    ],
    result_codes: &[
        ResultCode {
            code: "GA200",
            also: &["GA_200"],
            message: "Success",
            means: Meaning::Success,
            ..ResultCode::PLAIN
        },
        ResultCode {
            code: "GA515",
            also: &["GA_515"],
            message: "Nothing Found",
            means: Meaning::NotFound,
            ..ResultCode::PLAIN
        },
        ResultCode {
            code: "GA520",
            message: "Double",
            means: Meaning::Duplicate,
            ..ResultCode::PLAIN
        },
    ],
    other_codes_name_keys: true,
    envelope: &STANDARD,
    ..ApiDescriptor::PLAIN
};

pub(crate) static STANDARD: Envelope = Envelope {
    name: "standard",
    any_case: true,
    code: Some("ResultCode"),
    message: Some("Message"),
    total: Some("Total"),
    records: &["data"],
    no_records: &[
        Nothing::Null,
        Nothing::False,
        Nothing::Blank,
        Nothing::EmptyObject,
        Nothing::Missing,
    ],
    ..Envelope::BARE
};

/// What most calls of the garden have in common.
pub(crate) const CALL: CallDescriptor = CallDescriptor {
    name: "call",
    api: &API,
    method: Method::Post,
    path: "call",
    sends: &[Place::Json, Place::Form, Place::Query],
    envelope: &STANDARD,
    returns: Returns::Many { found_by: None },
    ..CallDescriptor::PLAIN
};

pub(crate) static CREATE_PLANT: CallDescriptor = CallDescriptor {
    name: "create_plant",
    path: "create_plant",
    accepts: &[
        &PLANT_NAME,
        &OWNER,
        &OWNER_EMAIL,
        &GATE_CODE,
        &COLOUR_KEY,
        &PLANTED_ON,
        &TALL,
        &WILD,
        &HEIGHT_KEY,
        &PRICE,
        &TAG,
        &CC,
        &NOTES_KEY,
        &BED,
    ],
    open: Some(&CUSTOM),
    reserved: &["bed_id"],
    requires: &[
        Requires::Key("plantName"),
        Requires::When {
            key: "colour",
            is: "Blue",
            also: &["height", "price"],
        },
    ],
    ..CALL
};

pub(crate) static READ_PLANT: CallDescriptor = CallDescriptor {
    name: "read_plant",
    method: Method::Get,
    path: "plants/{plant_id}/leaves",
    sends: &[Place::Query],
    accepts: &[&PLANT_ID, &PLANT_NAME],
    requires: &[],
    returns: Returns::One { found_by: None },
    retry: Retry::Safe,
    ..CALL
};

pub(crate) static READ_ANY_PLANT: CallDescriptor = CallDescriptor {
    name: "read_any_plant",
    path: "any/{plantName}",
    accepts: &[&PLANT_NAME, &OWNER],
    ..READ_PLANT_BASE
};

const READ_PLANT_BASE: CallDescriptor = CallDescriptor {
    method: Method::Get,
    sends: &[Place::Query],
    retry: Retry::Safe,
    ..CALL
};

pub(crate) static LIST_PLANTS: CallDescriptor = CallDescriptor {
    name: "list_plants",
    path: "list_plants",
    accepts: &[&COLOUR_KEY, &OWNER],
    ..READ_PLANT_BASE
};

pub(crate) static LIST_BEDS: CallDescriptor = CallDescriptor {
    name: "list_beds",
    path: "list_beds",
    returns: Returns::Many {
        found_by: Some("bed_id"),
    },
    ..READ_PLANT_BASE
};

pub(crate) static WATER_PLANT: CallDescriptor = CallDescriptor {
    name: "water_plant",
    path: "water_plant",
    root: Some("watering"),
    accepts: &[&PLANT_ID, &PLANT_NAME, &OWNER],
    requires: &[Requires::ExactlyOneOf(&[
        &["plant_id"],
        &["plantName", "owner"],
    ])],
    returns: Returns::Outcome,
    ..CALL
};

pub(crate) static FIND_PLANT: CallDescriptor = CallDescriptor {
    name: "find_plant",
    path: "find_plant",
    accepts: &[&PLANT_ID, &PLANT_NAME, &OWNER],
    requires: &[Requires::AnyOf(&[&["plant_id"], &["plantName", "owner"]])],
    ..READ_PLANT_BASE
};

/// May be repeated, unless it names a price or a friend.
pub(crate) static SWAP_PLANT: CallDescriptor = CallDescriptor {
    name: "swap_plant",
    path: "swap_plant",
    accepts: &[&PLANT_ID, &PRICE],
    open: Some(&CUSTOM),
    retry: Retry::SafeWithout(&["price", "friend"]),
    ..CALL
};

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct CreatePlant(Params);

impl CreatePlant {
    pub(crate) fn new(name: impl Into<String>) -> Self {
        Self(Params::of_call(&CREATE_PLANT)).with(&PLANT_NAME, Value::text(name))
    }

    pub(crate) fn with(self, key: &'static Key, value: Value) -> Self {
        Self(self.0.with(key, value))
    }

    pub(crate) fn custom(self, name: &str, value: &str) -> Self {
        Self(self.0.with_custom(name, value))
    }

    pub(crate) fn colour(self, colour: &str) -> Self {
        self.with(&COLOUR_KEY, Value::text(colour))
    }

    pub(crate) fn waive(self, key: impl Into<KeyName>) -> Self {
        Self(self.0.as_is(key))
    }
}

impl Call for CreatePlant {
    type Record = Plant;

    fn params(&self) -> &Params {
        &self.0
    }

    fn into_params(self) -> Params {
        self.0
    }

    fn from_params(params: Params) -> Self {
        Self(params.for_call(Self::DESCRIPTOR))
    }
}

impl TypedCall for CreatePlant {
    const DESCRIPTOR: &'static CallDescriptor = &CREATE_PLANT;
}

/// Changes a plant, but for its visitors' notes.
pub(crate) static UPDATE_PLANT: CallDescriptor = CallDescriptor {
    name: "update_plant",
    path: "update_plant",
    accepts: &[
        &PLANT_ID,
        &PLANT_NAME,
        &OWNER,
        &COLOUR_KEY,
        &PLANTED_ON,
        &TALL,
        &HEIGHT_KEY,
        &PRICE,
        &TAG,
    ],
    open: Some(&CUSTOM),
    reserved: &["ownerEmail", "notes"],
    requires: &[Requires::Key("plant_id")],
    clears: Some(Blank::Text),
    ..CALL
};

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct UpdatePlant(Params);

impl UpdatePlant {
    pub(crate) fn new(id: impl Into<Id>) -> Self {
        Self(Params::of_call(&UPDATE_PLANT)).set(&PLANT_ID, id.into())
    }
}

impl Call for UpdatePlant {
    type Record = Plant;

    fn params(&self) -> &Params {
        &self.0
    }

    fn into_params(self) -> Params {
        self.0
    }

    fn from_params(params: Params) -> Self {
        Self(params.for_call(Self::DESCRIPTOR))
    }
}

impl TypedCall for UpdatePlant {
    const DESCRIPTOR: &'static CallDescriptor = &UPDATE_PLANT;
}

#[derive(Clone, Debug)]
pub(crate) struct ListPlants(Params);

impl ListPlants {
    pub(crate) fn new() -> Self {
        Self(Params::of_call(&LIST_PLANTS))
    }
}

impl Call for ListPlants {
    type Record = Plant;

    fn params(&self) -> &Params {
        &self.0
    }

    fn into_params(self) -> Params {
        self.0
    }

    fn from_params(params: Params) -> Self {
        Self(params)
    }
}

#[derive(Clone, Debug)]
pub(crate) struct Plant(Row);

impl Record for Plant {
    const KIND: &'static RecordKind = &PLANT;

    fn from_row(row: Row) -> Self {
        Self(row)
    }

    fn row(&self) -> &Row {
        &self.0
    }
}

impl Plant {
    pub(crate) fn plant_id(&self) -> Option<Id> {
        self.0.id(&PLANT_ID)
    }

    pub(crate) fn name(&self) -> Option<&str> {
        self.0.text(&PLANT_NAME)
    }
}

#[derive(Clone, Debug)]
pub(crate) struct Bed(Row);

impl Record for Bed {
    const KIND: &'static RecordKind = &BED_RECORD;

    fn from_row(row: Row) -> Self {
        Self(row)
    }

    fn row(&self) -> &Row {
        &self.0
    }
}

pub(crate) fn credentials() -> Credentials {
    Credentials::new(&API).with("token", "t0ken")
}

pub(crate) fn client_at(url: &str) -> Client {
    client_with(url, Config::new())
}

pub(crate) fn client_with(url: &str, config: Config) -> Client {
    Client::new(credentials(), config.base_url(url)).unwrap()
}

pub(crate) fn note(kind: &str, text: &str) -> Params {
    Params::of_table(&NOTE)
        .with(&NOTE_TYPE, Value::text(kind))
        .with(&NOTE_TEXT, Value::text(text))
}

pub(crate) fn plants(body: &str) -> Result<Reply<Plant>, Error> {
    read(&LIST_PLANTS, Response::new(200, body))
}

/// A page of plants with this JSON as its data.
pub(crate) fn plants_in(data: &str) -> Reply<Plant> {
    plants(&format!(
        r#"{{"ResultCode":"GA_200","Message":"Success","Total":1,"data":{data}}}"#
    ))
    .unwrap()
}

/// The only plant, with these fields.
pub(crate) fn plant(fields: &str) -> Row {
    plants_in(&format!("[{{{fields}}}]"))
        .first()
        .unwrap()
        .row()
        .clone()
}

pub(crate) fn beds_in(data: &str) -> Reply<Bed> {
    let body = format!(r#"{{"ResultCode":"GA200","data":{data}}}"#);
    read(&LIST_BEDS, Response::new(200, body)).unwrap()
}

pub(crate) fn bed_ids(data: &str) -> Vec<String> {
    beds_in(data)
        .records()
        .iter()
        .filter_map(|bed| bed.row().id(&BED_ID))
        .map(String::from)
        .collect()
}

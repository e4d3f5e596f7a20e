//! What the generated crate shows, as far as several fields of the model decide it together.
//!
//! This is a second reading of what the Rust emitter makes; a test compiles both against each other.

use crate::model::{
    Accepted, Api, Call, Credential, Key, Kind, Limit, Record, Returns, Rule, Table, Typed,
};
use crate::naming;

/// An item and what it takes or gives.
pub(super) type Item = (String, String);

/// In which type a setter takes a value.
pub(super) fn argument(api: &Api, table: Option<&str>, limit: &Limit) -> String {
    let rows = |name: &str| match api.table(name) {
        Some(table) => format!("tables::{}::{}", table.module, table.rust),
        None => "Params".to_owned(),
    };
    match &limit.rule {
        Rule::ArrayOf(name) => format!("list of {}", rows(name)),
        Rule::Object(name) | Rule::JsonInText(name) => rows(name),
        Rule::Json => "Json".to_owned(),
        Rule::DateTime(..) | Rule::Rfc2822 => "Moment".to_owned(),
        Rule::Decimal | Rule::DecimalWithin { .. } => "Amount".to_owned(),
        _ => plain(table, limit),
    }
}

/// In which type an accessor gives a value.
pub(super) fn answer(api: &Api, table: Option<&str>, limit: &Limit) -> String {
    let record = |name: &str| {
        let record = api.record(name)?;
        Some(format!("records::{}::{}", record.module, record.rust))
    };
    match &limit.rule {
        Rule::ArrayOf(name) => {
            record(name).map_or_else(|| "text".to_owned(), |record| format!("list of {record}"))
        }
        Rule::Object(name) | Rule::JsonInText(name) => {
            record(name).unwrap_or_else(|| "text".to_owned())
        }
        Rule::Json | Rule::DateTime(..) | Rule::Rfc2822 => "text".to_owned(),
        Rule::Decimal | Rule::DecimalWithin { .. } | Rule::File { .. } => "text".to_owned(),
        Rule::ListOf(item) if matches!(item.rule, Rule::File { .. }) => "text".to_owned(),
        _ => plain(table, limit),
    }
}

/// What is the same both ways.
fn plain(table: Option<&str>, limit: &Limit) -> String {
    match &limit.rule {
        Rule::Id => "Id".to_owned(),
        Rule::Flag | Rule::FlagAs { .. } | Rule::Boolean => "bool".to_owned(),
        Rule::Integer { min: Some(0..), .. } => "u64".to_owned(),
        Rule::Integer { .. } | Rule::Epoch(_) => "i64".to_owned(),
        Rule::OneOf(_) if limit.is_named => format!("limits::{}", limit.rust),
        Rule::OneOf(_) => format!("{}::{}", table.unwrap_or("its own"), limit.rust),
        Rule::File { .. } => "FileUpload".to_owned(),
        Rule::ListOf(item) if matches!(item.rule, Rule::File { .. }) => {
            "list of FileUpload".to_owned()
        }
        Rule::ListOf(_) => "list".to_owned(),
        Rule::MapOf(_) => "names with values".to_owned(),
        _ => "text".to_owned(),
    }
}

/// What a record has beside the accessor of a field.
pub(super) fn beside_accessor(key: &Key) -> Vec<Item> {
    let mut items = Vec::new();
    if matches!(key.limit.rule, Rule::JsonInText(_)) {
        items.push((naming::text_accessor(&key.rust), String::new()));
    }
    if let Some(typed) = key.typed() {
        let typed = match typed {
            Typed::Moment => "Moment",
            Typed::Amount => "Amount",
        };
        items.push((naming::typed_accessor(&key.rust), typed.to_owned()));
    }
    items
}

/// The arguments with which a call begins, in their order; with more, they are fields of a struct.
pub(super) fn arguments_of_call(api: &Api, call: &Call) -> Vec<Item> {
    let of = |accepted: &Accepted| {
        let ty = argument(api, accepted.table.as_deref(), &accepted.key.limit);
        (accepted.key.rust.clone(), ty)
    };
    call.always_required().map(of).collect()
}

/// The arguments with which a row begins.
pub(super) fn arguments_of_row(api: &Api, table: &Table) -> Vec<Item> {
    if !table.is_sent {
        return Vec::new();
    }
    let required = |key: &&std::sync::Arc<Key>| table.always_required().any(|it| it == key.wire);
    let keys = table.keys.iter().filter(required);
    keys.map(|key| {
        (
            key.rust.clone(),
            argument(api, Some(&table.name), &key.limit),
        )
    })
    .collect()
}

/// Whether names of arguments show: those of a struct do.
pub(super) fn are_named(arguments: &[Item]) -> bool {
    arguments.len() > naming::MOST_ARGUMENTS
}

/// What a call has beside its setters.
pub(super) fn methods_of_call(api: &Api, call: &Call) -> Vec<Item> {
    let mut items = Vec::new();
    if let Some(open) = &call.open {
        let takes = match open.limit.rule {
            Rule::Json => "Json",
            _ => "text",
        };
        items.push(("custom".to_owned(), takes.to_owned()));
    }
    if call.does == Kind::Update || call.accepts.iter().any(|it| it.key.nullable) {
        items.push(("clear".to_owned(), String::new()));
    }
    let headers = call.answer_headers.as_deref();
    if let Some(record) = headers.and_then(|name| api.record(name)) {
        items.push(("answer_headers".to_owned(), record.rust.clone()));
    }
    if call.paging.is_some() {
        items.push(("pages".to_owned(), String::new()));
    }
    items
}

/// What a row has beside its setters.
pub(super) fn methods_of_row(table: &Table) -> Vec<Item> {
    let clears = table.is_sent && table.keys.iter().any(|key| key.nullable);
    let mut items = Vec::new();
    if table.is_sent {
        items.push((table.rust.clone(), "the type of a row".to_owned()));
    }
    if clears {
        items.push(("clear".to_owned(), String::new()));
    }
    items
}

/// The type of the records in the answers to a call.
pub(super) fn rows_of_answer(api: &Api, call: &Call) -> String {
    let name = match &call.returns {
        Returns::Outcome | Returns::Text | Returns::Bytes { .. } => None,
        Returns::One { record, .. } | Returns::Many { record, .. } => Some(record),
    };
    let record: Option<&Record> = name.and_then(|name| api.record(name));
    record.map_or_else(
        || "no record".to_owned(),
        |record| format!("records::{}", record.rust),
    )
}

/// The credentials that `Credentials::new` takes.
pub(super) fn arguments_of_credentials(api: &Api) -> Vec<Item> {
    let given = api.credentials.iter().filter(|it| !it.got_by_oauth);
    let required = given.filter(|credential| !credential.optional);
    required
        .map(|credential| (credential.name.clone(), "text".to_owned()))
        .collect()
}

/// What client, credentials and webhooks have, depending on what the spec says.
pub(super) fn methods_of_client(api: &Api) -> Vec<Item> {
    let mut items = Vec::new();
    let mut add = |name: &str| items.push((name.to_owned(), String::new()));
    if comes_from_env(api) {
        add("from_env");
    }
    if api.credentials.iter().any(|credential| credential.account) {
        add("account");
    }
    if api.calls().any(|call| needs_none(api, call)) {
        add("Credentials::none");
    }
    for credential in &api.credentials {
        if credential.optional && !credential.got_by_oauth {
            add(&format!("Credentials::{}", credential.rust));
        }
    }
    let env = api.webhooks.as_ref().and_then(|it| it.env.as_ref());
    if env.is_some() {
        add("WebhookEvent::secret_from_env");
    }
    if !api.result_codes.is_empty() {
        add("ResultCode");
    }
    for variable in &api.variables {
        for (value, _) in &variable.one_of {
            let name = naming::variable_value(&variable.name, value);
            add(&format!("variables::{name}"));
        }
    }
    items
}

fn comes_from_env(api: &Api) -> bool {
    let is_there = |credential: &Credential| {
        credential.optional || credential.got_by_oauth || credential.env.is_some()
    };
    api.credentials.iter().all(is_there)
        && api.credentials.iter().any(|it| it.env.is_some())
        && api
            .variables
            .iter()
            .all(|it| it.env.is_some() || it.default.is_some())
}

fn needs_none(api: &Api, call: &Call) -> bool {
    let is_optional = |name: &String| {
        let known = api.credentials.iter().find(|known| known.name == *name);
        known.is_some_and(|known| known.optional)
    };
    let names = call.credentials.as_ref();
    names.is_some_and(|names| names.iter().all(is_optional))
}

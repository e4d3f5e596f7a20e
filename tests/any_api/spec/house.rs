//! What this repository asks of its own specs, beyond what `check` tells of any: others may leave it out.

use std::sync::Arc;

use prose_codegen::model::{Api, Holds, Key};
use workspace_tests::spec::apis;

/// The specs that are kept here.
pub(super) const OURS: [&str; 3] = ["clienttether", "clienttrack", "trackops"];

fn ours() -> impl Iterator<Item = Api> {
    let all = apis().into_iter();
    all.filter(|api| OURS.contains(&api.name.as_str()))
}

/// Every key that the spec describes itself: rows of tables, own keys of calls, fields of records.
fn keys(api: &Api) -> impl Iterator<Item = (String, &Arc<Key>)> {
    let rows = api.tables.iter().flat_map(|table| {
        let name = move |key: &Key| format!("the table {}, {}", table.name, key.name);
        table.keys.iter().map(move |key| (name(key), key))
    });
    let own = api.calls().flat_map(|call| {
        let own = call.accepts.iter().filter(|key| key.table.is_none());
        own.map(move |own| {
            (
                format!("the call {}, {}", call.name, own.key.name),
                &own.key,
            )
        })
    });
    let fields = api.records.iter().flat_map(|record| {
        let own = record.fields.iter().filter(|field| field.table.is_none());
        own.map(move |own| {
            (
                format!("the record {}, {}", record.name, own.key.name),
                &own.key,
            )
        })
    });
    rows.chain(own).chain(fields)
}

#[test]
fn everything_says_what_it_is() {
    let silent: Vec<String> = ours().flat_map(|api| silent(&api)).collect();
    assert_eq!(silent, Vec::<String>::new());
}

/// What an API does not say.
fn silent(api: &Api) -> Vec<String> {
    let mut silent: Vec<String> = keys(api)
        .filter(|(_, key)| key.doc.is_empty())
        .map(|(name, _)| name)
        .collect();
    let mut check = |what: &str, name: &str, doc: &str| {
        if doc.trim().is_empty() {
            silent.push(format!("{}: {what} {name}", api.name));
        }
    };
    for table in &api.tables {
        check("the title of", &table.name, &table.title);
        let open = table.open.as_ref().map_or("", |open| &open.doc);
        check("the table", &table.name, &format!("{}{open}", table.doc));
    }
    for family in &api.families {
        check("the family", &family.module, &family.title);
    }
    for call in api.calls() {
        check("the call", &call.name, &call.doc);
    }
    for record in &api.records {
        check("the record", &record.name, &record.doc);
    }
    for limit in &api.limits {
        check("the limit", &limit.name, &limit.doc);
        check("examples of", &limit.name, &limit.pass.concat());
    }
    for variable in &api.variables {
        check("the variable", &variable.name, &variable.doc);
    }
    for credential in &api.credentials {
        check("the credential", &credential.name, &credential.doc);
    }
    for code in &api.result_codes {
        check("the code", &code.code, &code.doc);
    }
    silent
}

#[test]
fn passwords_and_credentials_are_secret() {
    for api in ours() {
        let secret = |name: &str| {
            ["password", "web_key", "token"]
                .iter()
                .any(|word| name.contains(word))
        };
        for (name, key) in keys(&api).filter(|(_, key)| secret(&key.name)) {
            assert_eq!(key.holds, Holds::Secret, "{name}");
        }
        for credential in &api.credentials {
            let is_open = OPEN.contains(&(&*api.name, &*credential.name));
            assert_eq!(
                credential.holds != Holds::Secret,
                is_open,
                "{}, {}: what opens no API by itself stands in OPEN",
                api.name,
                credential.name
            );
        }
    }
}

/// Credentials that are no secrets: who calls, and not that they may.
const OPEN: [(&str, &str); 2] = [("clienttrack", "org_id"), ("trackops", "username")];

#[test]
fn a_client_can_be_made_from_the_environment() {
    for api in ours() {
        let prefix = format!("{}_", api.name.replace('-', "_").to_ascii_uppercase());
        let credentials = api.credentials.iter().map(|it| (&it.name, &it.env));
        let variables = api.variables.iter().map(|it| (&it.name, &it.env));
        for (name, env) in credentials.chain(variables) {
            let env = env.as_deref().unwrap_or_default();
            assert_eq!(env, format!("{prefix}{}", name.to_ascii_uppercase()));
        }
    }
}

/// Who writes a quirk says what we do about it, in a clause that goes on from "What this crate does".
#[test]
fn every_quirk_is_told_and_answered() {
    for api in ours() {
        let calls = api.calls().map(|call| (&call.name, &call.quirks));
        let tables = api.tables.iter().map(|table| (&table.name, &table.quirks));
        let records = api.records.iter().map(|it| (&it.name, &it.quirks));
        let own = [(&api.name, &api.quirks)];
        let all = own.into_iter().chain(calls).chain(tables).chain(records);
        let all = all.map(|(name, quirks)| (name.clone(), quirks));
        let all = all.chain(keys(&api).map(|(name, key)| (name, &key.quirks)));
        for (name, quirk) in
            all.flat_map(|(name, quirks)| quirks.iter().map(move |it| (name.clone(), it)))
        {
            assert!(quirk.says.ends_with('.'), "{name}: {}", quirk.says);
            assert!(
                quirk
                    .we
                    .starts_with(|first: char| first.is_ascii_lowercase()),
                "{name}: {}",
                quirk.we
            );
            assert!(!quirk.we.ends_with('.'), "{name}: {}", quirk.we);
        }
    }
}

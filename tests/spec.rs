//! The specs: how much of everything they hold, and that nothing in them is left open.
//!
//! The numbers are those of the vendors' pages, and so are the rows in the files of each page, typed off
//! by hand. A change of one of them is a decision, made here too.

#![forbid(unsafe_code)]
#![allow(
    clippy::expect_used,
    reason = "a test fails by a panic, in its helpers too"
)]

#[path = "spec/clienttether.rs"]
mod clienttether;
#[path = "spec/clienttrack.rs"]
mod clienttrack;
#[path = "spec/form_post.rs"]
mod form_post;
#[path = "spec/guides.rs"]
mod guides;
#[path = "spec/resolved.rs"]
mod resolved;
#[path = "spec/trackops.rs"]
mod trackops;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use prose_codegen::emit::{EMITTERS, Output, Owns, outputs};
use prose_codegen::model::{Api, Call, Holds, Key, Kind, Requires};
use prose_codegen::source::Sources;
use prose_codegen::write::Plan;

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Every API that has a spec, in the order of their folders' names.
fn apis() -> Vec<Api> {
    let folders = std::fs::read_dir(workspace().join("spec")).expect("the specs are there");
    let folders: BTreeSet<String> = folders
        .map(|entry| entry.expect("it can be read"))
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    folders.iter().map(|folder| api(folder)).collect()
}

fn api(name: &str) -> Api {
    let folder = workspace().join("spec").join(name);
    let sources = Sources::load(&folder).unwrap_or_default();
    let compiled = prose_codegen::compile(&sources);
    let told: Vec<String> = compiled
        .diagnostics
        .iter()
        .map(|diagnostic| format!("{}: {}", diagnostic.code.as_str(), diagnostic.message))
        .collect();
    assert_eq!(told, Vec::<String>::new(), "errors or warnings");
    assert!(compiled.model.is_some(), "no model");
    compiled.model.unwrap_or_else(|| unreachable!())
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

/// What holds for no API would hold for ever.
#[test]
fn every_spec_is_tried_here() {
    let apis = apis();
    let names: Vec<&str> = apis.iter().map(|api| api.name.as_str()).collect();
    for known in ["clienttether", "clienttrack", "trackops"] {
        assert!(names.contains(&known), "{names:?}");
    }
}

#[test]
fn everything_says_what_it_is() {
    let silent: Vec<String> = apis().iter().flat_map(silent).collect();
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
        // A status has no message of its own.
        let status = code.status.map(|status| status.to_string());
        let said = format!("{}{}", code.message, status.unwrap_or_default());
        check("the message of", &code.code, &said);
    }
    silent
}

#[test]
fn no_two_calls_have_one_name() {
    for api in apis() {
        let names: [fn(&Call) -> &String; 3] =
            [|call| &call.name, |call| &call.rust, |call| &call.function];
        for name in names {
            let names: BTreeSet<&String> = api.calls().map(name).collect();
            assert_eq!(names.len(), api.counts().all_calls(), "{}", api.name);
        }
    }
}

#[test]
fn what_a_caller_must_give_is_never_read_only() {
    for api in apis() {
        for family in api
            .families
            .iter()
            .filter(|family| family.kind != Kind::Read)
        {
            for (call, item) in family
                .calls
                .iter()
                .flat_map(|call| call.requires.iter().map(move |item| (call, item)))
            {
                let Requires::Key(wire) = item else { continue };
                let accepted = call.accepts.iter().find(|key| key.key.wire == *wire);
                let accepted = accepted.expect("what is required is accepted");
                assert!(accepted.key.access.is_sent(), "{}, {wire}", call.name);
            }
        }
    }
}

#[test]
fn passwords_and_credentials_are_secret() {
    for api in apis() {
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
    for api in apis() {
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
    for api in apis() {
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

#[test]
fn the_committed_code_is_what_the_spec_makes() {
    for output in outputs(&apis(), EMITTERS).expect("the specs can be emitted") {
        let Output {
            folder,
            owns,
            files,
            ..
        } = output;
        let plan = Plan::compare(&workspace(), folder, owns, &files).expect("the crate is there");
        assert!(
            plan.is_done(),
            "run `cargo xtask generate`: {:?}",
            plan.changes()
        );
        let lists = usize::from(owns == Owns::Manifest && !files.is_empty());
        assert_eq!(plan.unchanged(), files.len() + lists);
    }
}

/// The keys of a table with the names of their limits.
fn rows<'a>(api: &'a Api, table: &str) -> Vec<(&'a str, &'a str)> {
    let table = api.tables.iter().find(|known| known.name == table);
    table.map_or_else(Vec::new, |table| {
        let row = |key: &'a Arc<Key>| (key.name.as_str(), key.limit.name.as_str());
        table.keys.iter().map(row).collect()
    })
}

fn call<'a>(api: &'a Api, name: &str) -> &'a Call {
    let call = api.calls().find(|call| call.name == name);
    call.expect("there is such a call")
}

/// What a call accepts.
fn accepted(call: &Call) -> Vec<&str> {
    let accepts = call.accepts.iter();
    accepts.map(|accepted| accepted.key.wire.as_str()).collect()
}

fn required(keys: &[&str]) -> Vec<Requires> {
    let key = |key: &&str| Requires::Key((*key).to_owned());
    keys.iter().map(key).collect()
}

fn counted(counts: &[(String, usize)]) -> Vec<(&str, usize)> {
    counts
        .iter()
        .map(|(name, count)| (name.as_str(), *count))
        .collect()
}

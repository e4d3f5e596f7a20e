//! The spec of ClientTether: how much of everything it holds, and that nothing in it is left open.
//!
//! The numbers are those of the vendor's page. A change of one of them is a decision, made here too.

#![forbid(unsafe_code)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use codegen::emit::rust;
use codegen::model::{Api, Call, Holds, Key, Kind, Method, Requires};
use codegen::source::Sources;
use codegen::write::Plan;

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn api() -> Api {
    let folder = workspace().join("spec/clienttether");
    let sources = Sources::load(&folder).unwrap_or_default();
    let compiled = codegen::compile(&sources);
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
fn keys(api: &Api) -> impl Iterator<Item = (String, &Key)> {
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
fn there_is_as_much_of_everything_as_on_the_page() {
    let counts = api().counts();
    assert_eq!((counts.tables, counts.open_tables), (15, 1));
    assert_eq!(
        counted(&counts.keys),
        [
            ("client", 48),
            ("additional", 3),
            ("expansion", 0),
            ("lead_source", 3),
            ("action_plan", 7),
            ("history_note", 6),
            ("sales_cycle", 5),
            ("event", 11),
            ("email", 7),
            ("text", 3),
            ("immediate_call", 4),
            ("tag", 2),
            ("user", 9),
            ("account", 17),
            ("proposal", 19),
            ("proposal_payment", 7),
        ]
    );
    assert_eq!(counts.all_keys(), 151);
    assert_eq!(
        counted(&counts.calls),
        [("create", 12), ("read", 23), ("update", 8), ("delete", 7)]
    );
    assert_eq!(counts.all_calls(), 50);
    assert_eq!(counts.result_codes, 10);
}

/// What the page does not number: these change when somebody finds out more.
#[test]
fn what_we_say_about_the_page_changes_only_on_purpose() {
    let counts = api().counts();
    assert_eq!(counts.limits, 22);
    assert_eq!(counts.records, 21);
    assert_eq!(counts.changes, 42);
    assert_eq!(counts.quirks, 207);
}

#[test]
fn everything_says_what_it_is() {
    let api = api();
    let mut silent: Vec<String> = keys(&api)
        .filter(|(_, key)| key.doc.is_empty())
        .map(|(name, _)| name)
        .collect();
    let mut check = |what: &str, name: &str, doc: &str| {
        if doc.trim().is_empty() {
            silent.push(format!("{what} {name}"));
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
    for credential in &api.credentials {
        check("the credential", &credential.name, &credential.doc);
    }
    for code in &api.result_codes {
        check("the code", &code.code, &code.doc);
        check("the message of", &code.code, &code.message);
    }
    assert_eq!(silent, Vec::<String>::new());
}

#[test]
fn no_two_calls_have_one_name() {
    let api = api();
    let names: [fn(&Call) -> &String; 3] =
        [|call| &call.name, |call| &call.rust, |call| &call.function];
    for name in names {
        let names: BTreeSet<&String> = api.calls().map(name).collect();
        assert_eq!(names.len(), 50);
    }
}

/// The page has GET for reads, POST for creates and updates, DELETE for deletes, without exception.
#[test]
fn methods_follow_the_families() {
    let api = api();
    for family in &api.families {
        let method = match family.kind {
            Kind::Read => Method::Get,
            Kind::Create | Kind::Update => Method::Post,
            Kind::Delete => Method::Delete,
        };
        for call in &family.calls {
            assert_eq!(call.method, method, "{}", call.name);
        }
    }
}

#[test]
fn what_a_caller_must_give_is_never_read_only() {
    let api = api();
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

#[test]
fn passwords_and_credentials_are_secret() {
    let api = api();
    for (name, key) in keys(&api).filter(|(_, key)| key.name.contains("password")) {
        assert_eq!(key.holds, Holds::Secret, "{name}");
    }
    for credential in &api.credentials {
        assert_eq!(credential.holds, Holds::Secret);
        assert!(credential.env.is_some(), "{}", credential.name);
    }
}

#[test]
fn the_committed_code_is_what_the_spec_makes() {
    let api = api();
    let files = rust::emit(&api).expect("it is Rust");
    let folder = workspace().join(&api.crate_name).join("src/generated");
    let plan = Plan::compare(&folder, &files).expect("the crate is there");
    assert!(
        plan.is_done(),
        "run `cargo xtask generate`: {:?}",
        plan.changes()
    );
    assert_eq!(plan.unchanged(), files.len());
}

fn counted(counts: &[(String, usize)]) -> Vec<(&str, usize)> {
    counts
        .iter()
        .map(|(name, count)| (name.as_str(), *count))
        .collect()
}

//! What all emitters make of all APIs, before anything is compared.

use codegen::emit::{EMITTERS, EmitError, Emitter, File, Owns, outputs};
use codegen::model::Api;

use super::{JSON, NAMES, Workspace, api};

fn says(apis: &[Api], emitters: &[Emitter]) -> String {
    outputs(apis, emitters)
        .expect_err("it is refused")
        .to_string()
}

#[test]
fn files_of_all_apis_are_merged_by_folder_and_sorted() {
    let apis = [api("weeds", &["pull"]), api("garden", &["sow", "dig"])];
    let outputs = outputs(&apis, &[NAMES, JSON]).expect("it is emitted");
    let shown: Vec<(&str, Vec<&str>)> = outputs
        .iter()
        .map(|output| {
            let files = output.files.iter();
            (
                output.folder.as_str(),
                files.map(|file| file.path.as_str()).collect(),
            )
        })
        .collect();
    let schemas = vec![
        "garden.json",
        "garden/dig.json",
        "garden/sow.json",
        "weeds.json",
        "weeds/pull.json",
    ];
    assert_eq!(
        shown,
        [
            ("weeds-generated/names", vec!["weeds.txt"]),
            ("schemas", schemas),
            ("garden-generated/names", vec!["garden.txt"]),
        ]
    );
}

#[test]
fn two_files_in_one_place_are_an_error_that_names_both_apis() {
    let all = Emitter {
        emit: |api| {
            let path = if api.name == "weeds" {
                "All.json"
            } else {
                "all.json"
            };
            let text = String::new();
            Ok(vec![File {
                path: path.to_owned(),
                text,
            }])
        },
        ..JSON
    };
    let error = says(&[api("garden", &[]), api("weeds", &[])], &[all]);
    let wanted = "schemas/All.json (json) is made for the API `garden` and for `weeds`";
    assert!(error.starts_with(wanted), "{error}");
}

#[test]
fn two_emitters_cannot_share_a_folder() {
    let inner = Emitter {
        name: "inner",
        folder: |_| "schemas/inner".to_owned(),
        ..JSON
    };
    let twin = Emitter {
        name: "twin",
        ..JSON
    };
    for (emitters, folder) in [([JSON, inner], "schemas/inner"), ([JSON, twin], "schemas")] {
        let error = says(&[api("garden", &[])], &emitters);
        assert!(error.starts_with(folder), "{error}");
        assert!(
            error.contains("stands in schemas (json, of `garden`)"),
            "{error}"
        );
    }
    // A crate that is called like the folder of another emitter, in other letters.
    let named = Emitter {
        folder: |api| format!("{}/names", api.name.replace("schemas", "Schemas")),
        ..NAMES
    };
    let error = says(&[api("schemas", &[])], &[named, JSON]);
    assert!(
        error.starts_with("Schemas/names (names, of the API `schemas`)"),
        "{error}"
    );
    // A name that begins like it is another.
    let beside = Emitter {
        folder: |_| "schemas-of-old".to_owned(),
        ..inner
    };
    assert!(outputs(&[api("garden", &[])], &[JSON, beside]).is_ok());
}

#[test]
fn an_emitter_of_any_format_can_fail() {
    let failing = Emitter {
        emit: |api| {
            Err(EmitError::wrong(
                format!("{}.json", api.name),
                "a comma is missing",
            ))
        },
        ..JSON
    };
    let error = outputs(&[api("garden", &[])], &[failing]).expect_err("it fails");
    assert!(
        error
            .to_string()
            .starts_with("the generator made garden.json wrong")
    );
    let cause = std::error::Error::source(&error).map(ToString::to_string);
    assert_eq!(cause.as_deref(), Some("a comma is missing"));
}

#[test]
fn a_file_outside_of_its_folder_is_refused() {
    for emit in [
        |_: &Api| Ok(vec![file("../out.json")]),
        |_: &Api| Ok(vec![file("/tmp/out.json")]),
        |_: &Api| Ok(vec![file("a/../../out.json")]),
        |_: &Api| Ok(vec![file("a\\out.json")]),
        |_: &Api| Ok(vec![file("out\n.json")]),
    ] {
        for owner in [NAMES, JSON] {
            let emitter = Emitter { emit, ..owner };
            let says = "where it can have none";
            Workspace::new().refuses(&[api("garden", &[])], &[emitter], says);
        }
    }
    // What the list is called, and its temporary files.
    for emit in [
        |_: &Api| Ok(vec![file("generated.txt")]),
        |_: &Api| Ok(vec![file("Generated.txt")]),
        |_: &Api| Ok(vec![file("a/generated.txt.1-2.tmp")]),
    ] {
        let emitter = Emitter { emit, ..JSON };
        let says = "where it can have none";
        Workspace::new().refuses(&[api("garden", &[])], &[emitter], says);
    }
}

fn file(path: &str) -> File {
    File {
        path: path.to_owned(),
        text: String::new(),
    }
}

#[test]
fn emitters_can_be_used_from_several_threads() {
    let apis = [api("garden", &["dig"]), api("weeds", &["pull"])];
    let run = || outputs(&apis, EMITTERS).expect("it is emitted");
    let once = run();
    std::thread::scope(|scope| {
        let runs: Vec<_> = (0..3).map(|_| scope.spawn(run)).collect();
        for run in runs {
            assert_eq!(run.join().expect("it does not panic"), once);
        }
    });
}

#[test]
fn emitters_have_names_of_their_own_and_begin_no_file_alike() {
    for (at, one) in EMITTERS.iter().enumerate() {
        for other in &EMITTERS[..at] {
            assert_ne!(one.name, other.name);
            if let (Owns::Header(one), Owns::Header(other)) = (one.owns, other.owns) {
                assert!(!one.starts_with(other) && !other.starts_with(one));
            }
        }
    }
}

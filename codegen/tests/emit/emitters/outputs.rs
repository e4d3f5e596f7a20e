//! What all emitters make of all APIs, before anything is compared.

use prose_codegen::emit::{EMITTERS, EmitError, Emitter, File, Owns, outputs};
use prose_codegen::model::Api;

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

/// In whichever order they are made, by two APIs or by one, and in whatever letters.
#[test]
fn a_file_in_the_place_of_a_folder_is_an_error_that_names_both() {
    let apis = [api("garden", &[]), api("weeds", &[])];
    let deep_first = Emitter {
        emit: |api| {
            let is_first = api.name == "garden";
            Ok(vec![file(if is_first { "x/y/b.json" } else { "X" })])
        },
        ..JSON
    };
    let deep_last = Emitter {
        emit: |api| {
            let is_first = api.name == "garden";
            Ok(vec![file(if is_first { "x" } else { "x/y/b.json" })])
        },
        ..JSON
    };
    let at_once = Emitter {
        emit: |_| Ok(vec![file("x/y"), file("x/y/b.json")]),
        ..JSON
    };
    for (emitter, outer, of, inner) in [
        (deep_first, "X", "weeds", "x/y/b.json (of `garden`)"),
        (deep_last, "x", "garden", "x/y/b.json (of `weeds`)"),
        (at_once, "x/y", "garden", "x/y/b.json (of `garden`)"),
    ] {
        let error = says(&apis, &[emitter]);
        let wanted = format!(
            "schemas/{outer} (json, of the API `{of}`) is a file, and schemas/{inner} needs a folder there"
        );
        assert!(error.starts_with(&wanted), "{error}");
        assert!(error.ends_with("nothing was written"), "{error}");
    }
    // What only begins alike is another name.
    let beside = Emitter {
        emit: |api| {
            Ok(vec![
                file(&format!("x{}", api.name)),
                file(&format!("x/{}", api.name)),
            ])
        },
        ..JSON
    };
    assert!(outputs(&apis, &[beside]).is_ok());
}

/// At the root, what the generator did not make would be all of the workspace.
#[test]
fn a_folder_that_is_not_plainly_inside_of_the_workspace_is_refused() {
    let folders: [fn(&Api) -> Option<String>; 10] = [
        |_| Some(String::new()),
        |_| Some(".".to_owned()),
        |_| Some("..".to_owned()),
        |_| Some("a/.".to_owned()),
        |_| Some("a/../..".to_owned()),
        |_| Some("a//b".to_owned()),
        |_| Some("a/".to_owned()),
        |_| Some("/tmp/a".to_owned()),
        |_| Some("C:a".to_owned()),
        |_| Some("a\\b".to_owned()),
    ];
    for folder in folders {
        for owner in [NAMES, JSON] {
            let error = says(&[api("garden", &[])], &[Emitter { folder, ..owner }]);
            let wanted = "is no folder inside of the workspace";
            assert!(error.contains(wanted), "{error}");
            assert!(error.contains(&format!("({}, of the API `garden`)", owner.name)));
        }
    }
}

#[test]
fn an_emitter_without_a_folder_for_an_api_makes_nothing_of_it() {
    let of_weeds = Emitter {
        folder: |api| (api.name == "weeds").then(|| "schemas".to_owned()),
        ..JSON
    };
    let apis = [api("garden", &[]), api("weeds", &[])];
    let outputs = outputs(&apis, &[of_weeds]).expect("it is emitted");
    let files = outputs.iter().flat_map(|output| &output.files);
    let paths: Vec<&str> = files.map(|file| file.path.as_str()).collect();
    assert_eq!(paths, ["weeds.json"]);
}

#[test]
fn two_emitters_cannot_share_a_folder() {
    let inner = Emitter {
        name: "inner",
        folder: |_| Some("schemas/inner".to_owned()),
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
        folder: |api| Some(format!("{}/names", api.name.replace("schemas", "Schemas"))),
        ..NAMES
    };
    let error = says(&[api("schemas", &[])], &[named, JSON]);
    assert!(
        error.starts_with("Schemas/names (names, of the API `schemas`)"),
        "{error}"
    );
    // A name that begins like it is another.
    let beside = Emitter {
        folder: |_| Some("schemas-of-old".to_owned()),
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

//! What the generator makes: a folder of fixtures for each promise, and beside it the files that show it.

#![forbid(unsafe_code)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use prose_codegen::emit::{EMITTERS, File, Output, Owns, outputs};
use prose_codegen::model::Api;
use prose_codegen::source::Sources;

macro_rules! promises {
    ($($name:ident: $($file:literal)+;)+) => {
        $(
            #[test]
            fn $name() {
                let files = emit(&sources(stringify!($name)));
                for path in [$($file),+] {
                    snapshot(stringify!($name), &files, path);
                }
            }
        )+

        const PROMISES: &[&str] = &[$(stringify!($name)),+];
    };
}

promises! {
    a_form_bears_keys_called_like_its_members: "forms/order_seeds.html";
    a_form_ready_to_paste: "forms/order_nothing.html" "forms/order_plant.html" "tables/plant.rs";
    an_api_with_keys_in_headers: "api.rs" "client.rs" "calls/read.rs" "records/plot.rs";
    a_call_says_its_credentials: "api.rs" "client.rs" "calls/create.rs" "calls/read.rs";
    addresses_and_escaped_texts: "calls/read.rs" "limits.rs" "records/bed.rs";
    an_api_without_calls: "mod.rs" "calls/mod.rs" "client.rs" "limits.rs";
    any_json_value: "calls/create.rs" "records/bed.rs" "tables/plant.rs";
    any_of_counts_groups_when_complete: "calls/read.rs";
    answers_are_told_by_status_and_words: "api.rs" "mod.rs" "calls/create.rs";
    a_rest_api_with_a_subdomain: "api.rs" "client.rs" "calls/read.rs" "calls/update.rs" "limits.rs" "records/grower.rs" "tables/location.rs";
    another_account: "client.rs";
    bare_envelope: "api.rs" "calls/read.rs";
    base_url_variables: "api.rs" "client.rs";
    closed_set_becomes_an_enum: "tables/plant.rs";
    credentials_basic_and_dressed: "api.rs" "client.rs";
    credentials_in_body_and_query: "api.rs" "client.rs";
    environment_with_variables: "api.rs" "client.rs";
    crud_marks_choose_keys: "calls/create.rs" "calls/delete.rs" "calls/read.rs" "calls/update.rs" "records/plant.rs";
    dates_say_how_they_are_written: "limits.rs" "records/plant.rs" "tables/plant.rs";
    envelopes_and_result_codes: "api.rs" "calls/read.rs";
    every_rule_is_a_static: "limits.rs" "records/plant.rs";
    envelopes_say_what_is_nothing_and_records_what_identifies_them: "api.rs" "calls/update.rs" "records/plant.rs" "records/weed.rs" "tables/plant.rs";
    exactly_one_of: "calls/read.rs";
    finding_nothing_is_an_answer: "calls/read.rs";
    found_by: "calls/read.rs";
    gone_calls_and_keys_are_left_out: "calls/read.rs" "calls/mod.rs" "records/plant.rs" "records/seed.rs" "tables/plant.rs" "tables/seed.rs";
    json_in_text: "records/plant.rs";
    limits_and_open_tables_have_a_history: "limits.rs" "calls/create.rs" "tables/extra.rs";
    json_root_and_bare_numbers: "calls/create.rs" "limits.rs" "tables/plant.rs";
    methods_left_open_fixed_and_unproven: "calls/update.rs";
    misspelled_key_keeps_its_wire_name: "calls/create.rs" "tables/plant.rs";
    more_than_five_required_take_a_struct: "calls/create.rs" "mod.rs";
    named_closed_set_is_shared: "calls/create.rs" "limits.rs" "mod.rs" "tables/plant.rs";
    nested_rows_get_a_type: "calls/create.rs" "mod.rs" "tables/bed.rs" "tables/plant.rs";
    open_table_takes_custom_names: "calls/create.rs" "tables/extra.rs";
    optional_keys_are_setters: "calls/create.rs";
    own_keys_of_a_call: "calls/read.rs" "mod.rs";
    paging_by_offset: "calls/read.rs";
    paging_by_page: "calls/read.rs";
    path_parameters: "calls/read.rs";
    personal_and_secret_marks: "tables/plant.rs";
    quirks_in_docs: "api.rs" "calls/read.rs" "records/plant.rs" "tables/plant.rs";
    record_with_aliases: "records/plant.rs" "tables/plant.rs";
    repeating_is_safe_without_a_key: "calls/update.rs";
    required_keys_are_constructor_arguments: "calls/create.rs";
    reserved_names_get_an_underscore: "calls/read.rs" "records/match_.rs" "records/mod.rs" "tables/plant.rs";
    rows_can_hold_rows_of_their_own_kind: "tables/branch.rs";
    rows_with_many_required_keys_take_a_struct: "mod.rs" "tables/bed.rs";
    tables_follow_the_given_order: "calls/mod.rs" "tables/mod.rs" "mod.rs";
    values_that_differ_in_capitals_are_told_apart: "tables/plant.rs";
    was_and_since_in_docs: "calls/read.rs" "tables/plant.rs";
    what_a_key_says_its_limit_does_not_repeat: "tables/plant.rs";
    when_also: "calls/create.rs";
    words_of_the_spec_are_safe_in_docs: "calls/read.rs" "tables/plant.rs";
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/emit")
}

fn sources(name: &str) -> Sources {
    Sources::load(&root().join(name)).unwrap_or_default()
}

fn compile(sources: &Sources) -> Option<Api> {
    let compiled = prose_codegen::compile(sources);
    let told: Vec<&str> = compiled
        .diagnostics
        .iter()
        .map(|diagnostic| diagnostic.message.as_str())
        .collect();
    assert_eq!(told, Vec::<&str>::new(), "the fixture has mistakes");
    compiled.model
}

/// What each emitter makes, with folders as they are seen from the crate's module.
fn emitted(sources: &Sources) -> Vec<Output> {
    let Some(api) = compile(sources) else {
        return Vec::new();
    };
    let of_crate = format!("{}/", api.crate_name);
    let mut outputs = outputs(&[api], EMITTERS).unwrap_or_default();
    for output in &mut outputs {
        let folder = output
            .folder
            .strip_prefix(&of_crate)
            .unwrap_or(&output.folder);
        output.folder = match folder {
            "src/generated" => String::new(),
            beside => format!("{beside}/"),
        };
    }
    outputs
}

fn emit(sources: &Sources) -> Vec<File> {
    let files = emitted(sources).into_iter().flat_map(|output| {
        let folder = output.folder;
        output.files.into_iter().map(move |file| File {
            path: format!("{folder}{}", file.path),
            ..file
        })
    });
    files.collect()
}

fn snapshot(name: &str, files: &[File], path: &str) {
    let file = files.iter().find(|file| file.path == path);
    assert!(file.is_some(), "{path} is not made");
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(root().join(name));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let text = file.map_or("", |file| file.text.as_str());
    settings.bind(|| insta::assert_snapshot!(path.replace('/', "-"), text));
}

#[test]
fn every_fixture_has_a_promise() {
    let folders: BTreeSet<String> = fs::read_dir(root())
        .expect("the fixtures are there")
        .map(|entry| entry.expect("it can be read").file_name())
        .map(|name| name.to_string_lossy().into_owned())
        .collect();
    let promises: BTreeSet<String> = PROMISES.iter().map(|name| (*name).to_owned()).collect();
    assert_eq!(folders, promises);
}

#[test]
fn emitting_twice_and_in_any_order_of_files_gives_the_same_bytes() {
    for name in PROMISES {
        let sources = sources(name);
        let files = emit(&sources);
        assert_eq!(files, emit(&sources), "{name}");
        let mut reversed = Sources::new();
        for file in sources.files().iter().rev() {
            reversed.add(&file.path, &file.text);
        }
        assert_eq!(files, emit(&reversed), "{name}");
    }
}

#[test]
fn every_file_says_where_it_comes_from() {
    for output in PROMISES.iter().flat_map(|name| emitted(&sources(name))) {
        for file in output.files {
            if let Owns::Header(header) = output.owns {
                assert!(file.text.starts_with(header), "{}", file.path);
            }
            assert!(file.text.ends_with('\n') && !file.text.ends_with("\n\n"));
            assert!(!file.path.starts_with('/') && !file.path.contains(".."));
        }
    }
}

/// Everything that the fixtures emit is one crate, which must compile without a warning.
#[test]
fn what_is_emitted_compiles_without_a_warning() {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let folder = tempfile::tempdir().expect("a folder");
    let runtime = workspace.join("runtime");
    let manifest = format!(
        "[package]\nname = \"emitted\"\nedition = \"2024\"\n\n[lib]\npath = \"lib.rs\"\n\n[dependencies]\nruntime = {{ package = \"prose-runtime\", path = {runtime:?} }}\n\n[workspace]\n"
    );
    fs::write(folder.path().join("Cargo.toml"), manifest).expect("it is written");
    let mut root =
        "//! Emitted.\n#![deny(warnings, missing_docs)]\n#![forbid(unsafe_code)]\n".to_owned();
    for name in PROMISES {
        for file in emit(&sources(name)) {
            let path = folder.path().join(name).join(&file.path);
            fs::create_dir_all(path.parent().expect("a file has a folder")).expect("it is made");
            fs::write(path, file.text).expect("it is written");
        }
        root.push_str(&format!("/// One.\npub mod {name};\n"));
    }
    fs::write(folder.path().join("lib.rs"), root).expect("it is written");
    // The same versions as everywhere in the workspace, which are there already.
    fs::copy(
        workspace.join("Cargo.lock"),
        folder.path().join("Cargo.lock"),
    )
    .expect("it is copied");
    let target = std::env::current_exe().expect("tests have a path");
    let target = target
        .ancestors()
        .nth(3)
        .expect("tests are in target/debug/deps");
    let output = std::process::Command::new(env!("CARGO"))
        .args(["check", "--quiet", "--offline", "--target-dir"])
        .arg(target)
        .current_dir(folder.path())
        .output()
        .expect("cargo runs");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
}

/// A spec says `default: 1.10` and means these four characters, not a number.
#[test]
fn scalars_stay_as_they_are_written() {
    for (written, meant) in [
        ("1.10", "1.10"),
        ("0x1F", "0x1F"),
        ("010", "010"),
        ("1_000", "1_000"),
        ("1e3", "1e3"),
        (".inf", ".inf"),
        ("no", "no"),
        ("True", "True"),
        ("12:30:45", "12:30:45"),
        ("2020-02-10", "2020-02-10"),
        (
            "99999999999999999999999999999999999999",
            "99999999999999999999999999999999999999",
        ),
        ("1.10 # not 1.1", "1.10"),
        ("\"1.10\"", "1.10"),
        ("'null'", "null"),
        ("'it''s'", "it's"),
        ("\"a\\tb\"", "a\tb"),
        ("Zürich, or not", "Zürich, or not"),
        ("|-\n      two\n      lines", "two\nlines"),
        (">-\n      one\n      line", "one line"),
    ] {
        // What stands before it must not shift the places: a byte order mark, an umlaut, CR LF.
        for (before, ending) in [
            ("", "\n"),
            ("\u{feff}", "\n"),
            ("# é\n", "\n"),
            ("", "\r\n"),
        ] {
            let text = format!(
                "{before}table: plant\nkeys:\n  ähre: {{ limit: text, rust: ear }}\n  name:\n    limit: text\n    default: {written}\n"
            );
            let mut sources = Sources::new();
            sources.add(
                "garden/api.yaml",
                "api: garden\ntitle: Garden API\nbase_url: https://garden.example.com/\n",
            );
            sources.add("garden/plant.yaml", &text.replace('\n', ending));
            let model = prose_codegen::compile(&sources).model.expect("a model");
            assert_eq!(
                model.tables[0].keys[1].default.as_deref(),
                Some(meant),
                "{written}"
            );
        }
    }
}

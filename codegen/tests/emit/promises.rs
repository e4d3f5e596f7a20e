//! What the generator makes: a fixture for each promise, with the files that show it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use prose_codegen::emit::{EMITTERS, File, Output, Owns, outputs};
use prose_codegen::model::Api;
use prose_codegen::source::Sources;
use prose_fixture::{Fixture, USUAL_API, shown};

/// As many as there were when the last was added, and the files that they show: what gets lost is missed.
const FIXTURES: usize = 91;
const SHOWN: usize = 200;

macro_rules! promises {
    ($($name:ident;)+) => {
        $(
            #[test]
            fn $name() {
                keeps(&fixture(stringify!($name)));
            }
        )+

        const PROMISES: &[&str] = &[$(stringify!($name)),+];
    };
}

promises! {
    a_form_bears_keys_called_like_its_members;
    a_form_is_a_choice;
    a_form_of_rules_with_bounds;
    a_form_ready_to_paste;
    an_access_token_is_got_by_oauth;
    an_access_token_is_got_for_id_and_secret;
    an_api_with_keys_in_headers;
    a_call_says_its_credentials;
    addresses_and_escaped_texts;
    an_api_without_calls;
    any_json_value;
    any_of_counts_groups_when_complete;
    at_most_one_of_and_what_goes_with_a_key;
    answers_are_told_by_status_and_words;
    answers_have_headers_text_or_bytes;
    a_quirk_of_the_api_stands_beside_the_row_that_it_names;
    a_reference_tells_each_revision;
    a_rest_api_with_a_subdomain;
    a_spec_is_carried_in_one_file;
    another_account;
    bare_envelope;
    base_url_variables;
    calls_of_a_family_share_an_address;
    closed_set_becomes_an_enum;
    credentials_basic_and_dressed;
    credentials_in_body_and_query;
    environment_with_variables;
    crud_marks_choose_keys;
    dates_say_how_they_are_written;
    days_and_amounts_are_values_too;
    envelopes_and_result_codes;
    events_signed_beside_their_time;
    every_rule_is_a_static;
    envelopes_say_what_is_nothing_and_records_what_identifies_them;
    errors_say_more_than_a_code;
    exactly_one_of;
    examples_say_values_as_setters_take_them;
    families_are_called_after_resources;
    files_travel_in_parts;
    finding_nothing_is_an_answer;
    found_by;
    gone_calls_and_keys_are_left_out;
    idempotency_keys_make_calls_repeatable;
    json_in_text;
    limits_and_open_tables_have_a_history;
    maps_and_names_with_a_prefix;
    json_in_text_of_a_request;
    keys_can_be_null;
    one_key_is_the_whole_body;
    openapi_of_a_query_in_three_profiles;
    openapi_says_what_keys_require_together;
    rows_nest_in_forms;
    each_key_travels_in_its_own_place;
    lists_say_how_many_items_travel_how;
    json_root_and_bare_numbers;
    methods_left_open_fixed_and_unproven;
    misspelled_key_keeps_its_wire_name;
    more_than_five_required_take_a_struct;
    named_closed_set_is_shared;
    nested_rows_get_a_type;
    open_table_takes_custom_names;
    optional_keys_are_setters;
    own_keys_of_a_call;
    pages_that_are_left_out;
    paging_by_address;
    paging_by_cursor;
    paging_by_offset;
    paging_by_page;
    paging_from_zero_and_without_a_size;
    path_parameters;
    personal_and_secret_marks;
    quirks_in_docs;
    record_with_aliases;
    regions_and_hosts_of_single_calls;
    repeating_is_safe_without_a_key;
    rows_say_what_goes_together;
    required_keys_are_constructor_arguments;
    reserved_names_get_an_underscore;
    rules_with_bounds_and_spellings;
    rows_can_hold_rows_of_their_own_kind;
    rows_with_many_required_keys_take_a_struct;
    signed_events;
    spellings_are_data_of_the_limit;
    tables_follow_the_given_order;
    values_that_differ_in_capitals_are_told_apart;
    was_and_since_in_docs;
    waits_and_rates_of_too_many_calls;
    what_a_key_says_its_limit_does_not_repeat;
    what_has_just_gone_is_deprecated;
    when_also;
    words_of_the_spec_are_safe_in_docs;
}

pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/emit/fixtures")
}

fn fixture(name: &str) -> Fixture {
    Fixture::read(&root().join(name).with_extension("spec"))
}

fn sources(name: &str) -> Sources {
    fixture(name).on_disk(Sources::load).unwrap_or_default()
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

/// Holds the files that a fixture shows against those that are made.
fn keeps(fixture: &Fixture) {
    let files = emit(&fixture.on_disk(Sources::load).unwrap_or_default());
    let text = |path: &str| {
        let file = files.iter().find(|file| file.path == path);
        assert!(file.is_some(), "{path} is not made");
        shown(path, file.map_or("", |file| file.text.as_str()))
    };
    let texts: Vec<String> = fixture.expects().map(text).collect();
    assert!(!texts.is_empty(), "say `// file: PATH` for what shows it");
    fixture.assert(&texts.concat());
}

#[test]
fn every_fixture_has_a_promise() {
    let fixtures = Fixture::all(&root());
    let names: BTreeSet<&str> = fixtures.iter().map(Fixture::name).collect();
    let promises: BTreeSet<&str> = PROMISES.iter().copied().collect();
    let odd: Vec<&&str> = names.symmetric_difference(&promises).collect();
    assert!(odd.is_empty(), "only a fixture or only a promise: {odd:?}");
    let shown: usize = fixtures.iter().map(|it| it.expects().count()).sum();
    let says = "count up with each new one; if one is missing, find out where it went";
    assert_eq!((fixtures.len(), shown), (FIXTURES, SHOWN), "{says}");
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
        "[package]\nname = \"emitted\"\nedition = \"2024\"\n\n[lib]\npath = \"lib.rs\"\n\n[features]\ndefault = [\"serde\"]\nserde = [\"runtime/serde\"]\n\n[dependencies]\nruntime = {{ package = \"prose-runtime\", path = {runtime:?}, features = [\"webhooks\"] }}\n\n[workspace]\n"
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
            sources.add("garden/api.yaml", USUAL_API);
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

//! A fixture for each cause of a mistake, with what it is told.
//!
//! A fixture is named after the code that all of its diagnostics have. Those without a code in their
//! names hold mistakes that must not hide, repeat or cause one another; tests below say which.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use prose_codegen::Compiled;
use prose_codegen::diagnostic::{Code, Diagnostic, Severity};
use prose_codegen::render::{Format, render};
use prose_codegen::source::Sources;
use prose_fixture::{Fixture, shown};

use crate::{HUMAN, codes};

/// As many as there were when the last was added: one that gets lost is missed.
const FIXTURES: usize = 427;

macro_rules! mixed {
    ($($name:ident: $($fixture:literal [$($code:ident),+])+;)+) => {
        $(
            #[test]
            fn $name() {
                $(assert_eq!(codes(&told($fixture)), [$(Code::$code),+], $fixture);)+
            }
        )+

        /// Mistakes of several codes.
        const MIXED: &[&str] = &[TEN, FORMATS, $($($fixture),+),+];
    };
}

const TEN: &str = "ten-mistakes";
const FORMATS: &str = "in-other-formats";

mixed! {
    a_mistake_is_told_once_however_often_its_thing_is_used:
        "one-mistake-used-often" [BadPattern, WrongForm];
    a_file_that_is_no_yaml_neither_hides_nor_causes_errors_in_others:
        "broken-limits-and-table" [InvalidYaml, InvalidYaml, UnknownLimit, UnknownTable]
        "broken-api" [InvalidYaml, UnknownLimit];
    a_misspelled_name_causes_no_errors_where_its_contents_are_used:
        "misspelled-tables-and-attributes" [UnknownKey, UnknownKey, UnknownTable, UnknownParameter];
    an_unknown_style_of_paging_does_not_hide_a_missing_maximum:
        "paging-of-no-style-without-a-maximum" [MissingKey, UnknownWord];
    a_double_key_does_not_hide_what_comes_after_it:
        "after-a-double-key" [DoubleKey, InvalidYaml];
}

#[test]
fn every_fixture_has_a_code_or_a_test() {
    let fixtures = Fixture::all(&root());
    let says = "count FIXTURES up with each new one; if one is missing, find out where it went";
    assert_eq!(fixtures.len(), FIXTURES, "{says}");
    let without: BTreeSet<&str> = fixtures
        .iter()
        .filter(|fixture| code_of(fixture).is_none())
        .map(Fixture::name)
        .collect();
    let tested: BTreeSet<&str> = MIXED.iter().copied().collect();
    let odd: Vec<&&str> = without.symmetric_difference(&tested).collect();
    assert!(odd.is_empty(), "without a code or without a test: {odd:?}");
}

#[test]
fn every_cause_is_told_with_its_place_and_what_to_do() {
    for fixture in Fixture::all(&root()) {
        let Some(code) = code_of(&fixture) else {
            continue;
        };
        let (sources, compiled) = compile(&fixture);
        let name = fixture.name();
        let told = &compiled.diagnostics;
        assert!(!told.is_empty(), "{name}: nothing is told");
        for diagnostic in told {
            assert_eq!(diagnostic.code, code, "{name}: {}", diagnostic.message);
            assert!(diagnostic.help.is_some(), "{name}: no help");
            let is_warning = code.as_str().starts_with('W');
            assert_eq!(diagnostic.severity == Severity::Warning, is_warning);
        }
        assert_eq!(
            compiled.model.is_some(),
            !has_errors(told),
            "{name}: only a spec without errors has a model"
        );
        fixture.assert(&render(told, &sources, HUMAN));
    }
}

#[test]
fn every_code_has_a_fixture_and_an_explanation() {
    let covered: BTreeSet<Code> = Fixture::all(&root()).iter().filter_map(code_of).collect();
    for code in Code::ALL {
        assert!(covered.contains(code), "no fixture for {}", code.as_str());
        assert!(code.explanation().len() > code.title().len());
        assert_eq!(Code::find(&code.as_str().to_lowercase()), Some(*code));
    }
    let numbers: BTreeSet<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
    assert_eq!(numbers.len(), Code::ALL.len(), "two codes have one number");
}

#[test]
fn ten_mistakes_are_ten_errors_in_one_run() {
    let told = told(TEN);
    assert_eq!(told.len(), 10);
    let codes: BTreeSet<Code> = told.iter().map(|diagnostic| diagnostic.code).collect();
    assert_eq!(codes.len(), 10, "each of another code");
    let in_one_file = |code| {
        told.iter().any(|diagnostic| {
            diagnostic.code == code && diagnostic.span.is_some_and(|span| span.file == 2)
        })
    };
    for code in [
        Code::UnknownKey,
        Code::MissingKey,
        Code::WrongForm,
        Code::DoubleKey,
    ] {
        assert!(in_one_file(code), "{} is not in plant.yaml", code.as_str());
    }
}

#[test]
fn other_formats_tell_the_same() {
    let fixture = fixture(FORMATS);
    let (sources, compiled) = compile(&fixture);
    let json = render(&compiled.diagnostics, &sources, Format::Json);
    for line in json.lines() {
        let value: serde_json::Value = serde_json::from_str(line).expect("each line is JSON");
        assert!(value["code"].is_string());
    }
    let ci = render(&compiled.diagnostics, &sources, Format::Ci);
    assert_eq!(ci.lines().count(), compiled.diagnostics.len());
    let plain = render(&compiled.diagnostics, &sources, HUMAN);
    let coloured = render(
        &compiled.diagnostics,
        &sources,
        Format::Human { colour: true },
    );
    assert!(coloured.contains('\u{1b}') && !plain.contains('\u{1b}'));
    let formats = [("human.txt", &plain), ("told.json", &json), ("ci.txt", &ci)];
    let formats = formats.map(|(name, text)| shown(name, text));
    fixture.assert(&formats.concat());
}

#[test]
fn the_order_of_files_does_not_matter() {
    let (sources, compiled) = compile(&fixture(TEN));
    let mut reversed = Sources::new();
    for file in sources.files().iter().rev() {
        reversed.add(&file.path, &file.text);
    }
    assert_eq!(
        prose_codegen::compile(&reversed).diagnostics,
        compiled.diagnostics
    );
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics/fixtures")
}

fn fixture(name: &str) -> Fixture {
    Fixture::read(&root().join(name).with_extension("spec"))
}

/// The code in the name of a fixture.
fn code_of(fixture: &Fixture) -> Option<Code> {
    Code::find(fixture.name().split('-').next()?)
}

fn compile(fixture: &Fixture) -> (Sources, Compiled) {
    let sources = fixture.on_disk(Sources::load).unwrap_or_default();
    let compiled = prose_codegen::compile(&sources);
    (sources, compiled)
}

/// What a fixture with mistakes of several codes is told.
fn told(name: &str) -> Vec<Diagnostic> {
    let fixture = fixture(name);
    let (sources, compiled) = compile(&fixture);
    fixture.assert(&render(&compiled.diagnostics, &sources, HUMAN));
    compiled.diagnostics
}

fn has_errors(told: &[Diagnostic]) -> bool {
    told.iter()
        .any(|diagnostic| diagnostic.severity == Severity::Error)
}

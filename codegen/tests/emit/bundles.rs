//! A spec in one file is the spec.

use proptest::prelude::*;
use prose_codegen::emit::{File, bundle};
use prose_codegen::model::Bundle;
use prose_codegen::source::Sources;

const API: &str =
    "api: garden\ntitle: Garden API\nbase_url: https://garden.example.com/\nbundle: carried\n";

/// The garden with more files, and the bundle of it.
fn carried(files: &[(&str, &str)]) -> (Sources, File) {
    let mut sources = Sources::new();
    sources.add("spec/garden/api.yaml", API);
    for (path, text) in files {
        sources.add(path, text);
    }
    let api = prose_codegen::compile(&sources).model.expect("it is right");
    let bundle = bundle::emit(&api).pop().expect("it has a bundle");
    (sources, bundle)
}

#[test]
fn what_is_carried_is_told_of_by_the_lines_of_the_spec() {
    let calls = "family: read\nmethod: GET\nsends: query\ncalls:\n  look: { doc: Looks., returns: outcome }\n";
    let (sources, bundle) = carried(&[("spec/garden/read.yaml", calls)]);
    let read = Sources::of_bundle(&bundle.text).expect("it is a bundle");
    let (api, of_bundle) = (
        prose_codegen::compile(&sources).model,
        prose_codegen::compile(&read).model,
    );
    // With the places of all things.
    assert_eq!(api, of_bundle);
}

#[test]
fn a_changed_line_of_a_spec_is_a_changed_line_of_its_bundle() {
    let limits = |most| format!("limits:\n  name: {{ rule: {{ text: {{ max: {most} }} }} }}\n");
    let of = |most| {
        carried(&[("spec/garden/limits.yaml", &limits(most))])
            .1
            .text
    };
    let (before, after) = (of(40), of(50));
    let changed = before.lines().zip(after.lines()).filter(|(a, b)| a != b);
    let changed: Vec<(&str, &str)> = changed.collect();
    assert_eq!(before.lines().count(), after.lines().count());
    let [(before, after)] = changed.as_slice() else {
        panic!("{changed:?}");
    };
    assert!(before.contains("40") && after.contains("50"));
}

#[test]
fn a_text_that_is_no_bundle_says_so() {
    let says = |text| {
        Sources::of_bundle(text)
            .expect_err("it is none")
            .to_string()
    };
    assert_eq!(
        says("api: garden\n"),
        "the bundle has no file, which a line `@ PATH` would name; generate it anew"
    );
    assert_eq!(
        says("@ spec/api.yaml\napi: garden\n@here\n"),
        "line 3 of the bundle has an `@` that none was written with; generate it anew"
    );
}

proptest! {
    /// Whatever the lines look like, those that name files included.
    #[test]
    fn every_line_comes_back_as_it_was(
        texts in prop::collection::vec(prop::collection::vec("@{0,2} ?[a-z/:]{0,3}", 0..5), 1..4),
    ) {
        let lines = |lines: &Vec<String>| lines.iter().map(|line| format!("{line}\n")).collect();
        let texts: Vec<String> = texts.iter().map(lines).collect();
        let paths = ["spec/garden/a.yaml", "spec/garden/b.yaml", "spec/garden/c.yaml"];
        let own = paths.iter().zip(&texts);
        let own: Vec<(String, String)> = own.map(|(path, text)| ((*path).to_owned(), text.clone())).collect();
        let mut api = prose_codegen::compile(&carried(&[]).0).model.expect("it is right");
        api.bundle = Some(Bundle { folder: "carried".to_owned(), files: own.clone() });
        let bundle = bundle::emit(&api).pop().expect("it has a bundle");
        let read = Sources::of_bundle(&bundle.text).expect("it is a bundle");
        let read = read.files().iter().map(|file| (file.path.clone(), file.text.clone()));
        prop_assert_eq!(read.collect::<Vec<_>>(), own);
    }
}

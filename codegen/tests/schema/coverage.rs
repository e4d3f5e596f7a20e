//! Every attribute is written in some spec that compiles. So it is read, and has the form that is said of it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use prose_codegen::syntax::attributes::{FILES, Form, MAPPINGS, Mapping, RULES};
use prose_fixture::Fixture;
use serde_json::Value;

use crate::reader::read;
use crate::specs::spec_files;

type Used = BTreeSet<(&'static str, &'static str)>;

#[test]
fn every_attribute_and_rule_is_written_in_a_spec_that_compiles() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/emit/fixtures");
    let mut used = Used::new();
    for fixture in Fixture::all(&fixtures) {
        for (_, text) in fixture.files() {
            file(&String::from_utf8_lossy(text), &mut used);
        }
    }
    for path in spec_files() {
        file(&fs::read_to_string(path).unwrap(), &mut used);
    }
    let attributes = MAPPINGS.iter().flat_map(|mapping| {
        let names = mapping.attributes.iter().map(|attribute| attribute.name);
        names.map(|name| (mapping.name, name))
    });
    let rules = RULES.iter().map(|rule| ("a rule", rule.name));
    let unused: Vec<_> = attributes
        .chain(rules)
        .filter(|one| !used.contains(one))
        .collect();
    assert!(
        unused.is_empty(),
        "no fixture of output and no spec has {unused:?}"
    );
}

/// What is not listed would be held against nothing, and two of one name would be one in the schema.
#[test]
fn every_kind_of_mapping_is_listed_once() {
    let mut reached: BTreeSet<&str> = BTreeSet::new();
    FILES.into_iter().for_each(|kind| reach(kind, &mut reached));
    let names: BTreeSet<&str> = MAPPINGS.iter().map(|kind| kind.name).collect();
    assert_eq!(names.len(), MAPPINGS.len(), "two have one name");
    assert_eq!(names, reached);
}

fn reach(kind: &'static Mapping, reached: &mut BTreeSet<&'static str>) {
    if reached.insert(kind.name) {
        let forms = kind.attributes.iter().map(|attribute| &attribute.form);
        forms.for_each(|form| reach_from(form, reached));
    }
}

fn reach_from(form: &'static Form, reached: &mut BTreeSet<&'static str>) {
    match form {
        Form::Mapping(kind) | Form::Single(kind) => reach(kind, reached),
        Form::Entries(form)
        | Form::EntriesOf(_, form)
        | Form::EntryOf(_, form)
        | Form::List(_, form) => reach_from(form, reached),
        Form::Either(forms) => forms.iter().for_each(|form| reach_from(form, reached)),
        Form::Rule => {
            let more = RULES.iter().filter_map(|rule| rule.more.as_ref());
            more.for_each(|form| reach_from(form, reached));
        }
        _ => {}
    }
}

fn file(text: &str, used: &mut Used) {
    let value = read(text).unwrap();
    let kind = FILES
        .into_iter()
        .find(|kind| value.get(kind.attributes[0].name).is_some());
    mapping(kind.unwrap(), &value, used);
}

fn mapping(kind: &'static Mapping, value: &Value, used: &mut Used) {
    for (key, value) in value.as_object().into_iter().flatten() {
        if let Some(attribute) = kind.attribute(key) {
            used.insert((kind.name, attribute.name));
            walk(&attribute.form, value, used);
        }
    }
}

fn walk(form: &'static Form, value: &Value, used: &mut Used) {
    let entries = || value.as_object().into_iter().flatten();
    match form {
        Form::Mapping(kind) | Form::Single(kind) => mapping(kind, value, used),
        Form::Entries(form) | Form::EntriesOf(_, form) | Form::EntryOf(_, form) => {
            entries().for_each(|(_, value)| walk(form, value, used));
        }
        Form::List(_, form) => {
            let items = value.as_array().into_iter().flatten();
            items.for_each(|value| walk(form, value, used));
        }
        Form::Either(forms) => forms.iter().for_each(|form| walk(form, value, used)),
        Form::Limit | Form::Rule => {
            for rule in RULES {
                if value.as_str() == Some(rule.name) {
                    used.insert(("a rule", rule.name));
                }
                if let Some((more, value)) = rule.more.as_ref().zip(value.get(rule.name)) {
                    used.insert(("a rule", rule.name));
                    walk(more, value, used);
                }
            }
        }
        _ => {}
    }
}

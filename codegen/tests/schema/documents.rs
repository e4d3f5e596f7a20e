//! The tables of `spec/README.md` and `spec/rare.md` are the list of attributes, word by word.

use std::fs;
use std::path::Path;

use prose_codegen::syntax::attributes::{Attribute, MAPPINGS, Mapping, RULES};

const FILES: [&str; 2] = ["README.md", "rare.md"];

#[test]
fn the_tables_of_the_documents_are_the_list_of_attributes() {
    let mut headings: Vec<&str> = MAPPINGS
        .iter()
        .filter_map(|mapping| mapping.heading)
        .collect();
    headings.dedup();
    let mut wrong = Vec::new();
    for heading in headings {
        let rows: Vec<String> = rows_of(heading).iter().map(row_of).collect();
        compare(heading, &rows, &mut wrong);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn the_tables_of_rules_are_the_list_of_rules() {
    let rows = RULES.iter().map(|rule| {
        let cells = [rule.written, rule.allows, rule.in_rust];
        format!("| {} |", cells.join(" | "))
    });
    let mut wrong = Vec::new();
    compare("Rule", &rows.collect::<Vec<_>>(), &mut wrong);
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// Where there is no table, an example or a sentence has it.
#[test]
fn every_attribute_is_named_in_the_documents() {
    let code: Vec<String> = FILES.iter().map(|file| code_of(&document(file))).collect();
    let mut missing = Vec::new();
    for mapping in MAPPINGS {
        for attribute in mapping.attributes {
            let is_named = code.iter().any(|code| {
                let mut words = code.split(|sign: char| !sign.is_alphanumeric() && sign != '_');
                words.any(|word| word == attribute.name)
            });
            if !is_named {
                missing.push(format!("`{}` of {}", attribute.name, mapping.what));
            }
        }
    }
    assert!(
        missing.is_empty(),
        "spec/README.md does not name {missing:?}"
    );
}

/// The attributes of all mappings with this head, each once.
fn rows_of(heading: &str) -> Vec<(&'static Attribute, bool)> {
    let is_described = |mapping: &&&Mapping| mapping.heading == Some(heading);
    let mappings: Vec<_> = MAPPINGS.iter().filter(is_described).collect();
    let mut rows: Vec<(&Attribute, bool)> = Vec::new();
    for attribute in mappings.iter().flat_map(|mapping| mapping.attributes) {
        if let Some((known, _)) = rows.iter().find(|(known, _)| known.name == attribute.name) {
            assert_eq!(known.says, attribute.says, "{heading}: {}", attribute.name);
            continue;
        }
        let mut all = mappings
            .iter()
            .filter_map(|mapping| mapping.attribute(attribute.name));
        rows.push((attribute, all.all(|attribute| attribute.is_required)));
    }
    rows
}

fn row_of((attribute, is_required): &(&Attribute, bool)) -> String {
    let required = if *is_required { " Required." } else { "" };
    format!("| `{}` | {}{required} |", attribute.name, attribute.says)
}

/// The rows of the tables with this head in both documents, one after the other, with those that there should be.
fn compare(heading: &str, expected: &[String], wrong: &mut Vec<String>) {
    let texts = FILES.map(document);
    let found: Vec<&str> = texts.iter().flat_map(|text| table(text, heading)).collect();
    if found == expected {
        return;
    }
    let mut told = format!("the tables \"{heading}\" of spec/README.md and spec/rare.md");
    let odd: Vec<&&str> = found
        .iter()
        .filter(|row| !expected.iter().any(|good| good == **row))
        .collect();
    if !odd.is_empty() {
        told.push_str(&format!(
            "\nhave rows that are not in codegen/src/syntax/attributes:\n{}",
            lines(&odd)
        ));
    }
    let missing: Vec<&String> = expected
        .iter()
        .filter(|row| !found.contains(&row.as_str()))
        .collect();
    if missing.is_empty() && odd.is_empty() {
        told.push_str(&format!(
            "\nhave another order than:\n{}",
            expected.join("\n")
        ));
    } else if !missing.is_empty() {
        told.push_str(&format!("\nshould have the rows:\n{}", lines(&missing)));
    }
    wrong.push(told);
}

fn lines<T: ToString>(rows: &[T]) -> String {
    let rows: Vec<String> = rows.iter().map(ToString::to_string).collect();
    rows.join("\n")
}

fn table<'t>(text: &'t str, heading: &str) -> Vec<&'t str> {
    let head = format!("| {heading} |");
    let mut rows = Vec::new();
    let mut is_inside = false;
    for line in text.lines() {
        if line.starts_with(&head) {
            is_inside = true;
        } else if !line.starts_with('|') {
            is_inside = false;
        } else if is_inside && !line.starts_with("|---") {
            rows.push(line);
        }
    }
    rows
}

/// What stands in blocks of code and between backticks.
fn code_of(text: &str) -> String {
    let mut code = String::new();
    for (at, part) in text.split("```").enumerate() {
        if at % 2 == 1 {
            code.push_str(part);
        } else {
            let inline = part.split('`').skip(1).step_by(2);
            inline.for_each(|inline| code.push_str(&format!("\n{inline}\n")));
        }
    }
    code
}

fn document(file: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../spec")
        .join(file);
    fs::read_to_string(path).expect("it is there")
}

//! The pictures of `ARCHITECTURE.md` are the code's: a module uses what its row names, from its home and
//! not by the crate's face, and a row names only what stands above it. So there is no circle.

mod paths;
mod table;

use table::tables;

#[test]
fn a_module_uses_only_what_its_row_names() {
    for table in tables() {
        let files = table.files().into_iter();
        let broken: Vec<String> = files
            .flat_map(|(file, text)| table.broken(&file, &text))
            .collect();
        assert!(broken.is_empty(), "{}", broken.join("\n"));
    }
}

#[test]
fn a_row_names_only_what_stands_above_it() {
    for table in tables() {
        for (at, (row, uses)) in table.rows.iter().enumerate() {
            let is_new = table.rows.iter().take(at).all(|(above, _)| above != row);
            assert!(is_new, "{}: `{row}` is there twice", table.name);
            for used in uses {
                let is_above = table.rows.iter().take(at).any(|(above, _)| above == used);
                assert!(is_above, "{}: `{used}` is not above `{row}`", table.name);
            }
        }
    }
}

#[test]
fn a_row_names_nothing_that_is_not_used() {
    for table in tables() {
        let files = table.files();
        for (row, names) in &table.rows {
            for name in names {
                let is_used = files.iter().any(|(file, text)| {
                    table.row(&paths::module(file)) == Some(row)
                        && table
                            .uses(file, text)
                            .iter()
                            .any(|(_, _, used)| *used == Some(name))
                });
                assert!(is_used, "{}: `{row}` does not use `{name}`", table.name);
            }
        }
    }
}

#[test]
fn each_module_has_a_row_and_each_row_a_module() {
    for table in tables() {
        let files = table.files();
        for (file, _) in &files {
            let module = paths::module(file);
            let row = table.row(&module);
            // Where a folder has rows for what is in it, another folder in it has one too.
            let is_deeper = row.is_some_and(|row| {
                let depth = |path: &str| path.split('/').count();
                table.has_children(row) && depth(&module) > depth(row) + 1
            });
            let has_row = row.is_some() && !is_deeper;
            assert!(has_row, "no row for {}/src/{file}", table.name);
        }
        for (row, _) in &table.rows {
            let mut modules = files.iter().map(|(file, _)| paths::module(file));
            let has_module = modules.any(|module| table.row(&module) == Some(row));
            assert!(has_module, "{} has no `{row}`", table.name);
        }
    }
}

/// In each crate the lowest module uses the highest, however that is written.
#[test]
fn a_planted_back_edge_is_found_with_file_and_line() {
    for table in tables() {
        let (low, high) = (&table.rows[0].0, &table.rows[table.rows.len() - 1].0);
        let name = high.replace('/', "::");
        let ups = "super::".repeat(low.split('/').count() + 1);
        for (line, planted) in [
            (1, format!("use crate::{name}::Planted;")),
            (
                2,
                format!("// crate::x\nuse crate::{{{name} as a, {low}::{{b, c}}}};"),
            ),
            (
                3,
                format!("/* crate::x */\nfn f() {{\n vec![{ups}{name}::f(\"crate::x\")] }}"),
            ),
            (
                4,
                format!(
                    "#[cfg(test)]\nmod tests {{ use crate::{name}; }}\n\npub use crate::{name}::*;"
                ),
            ),
            (
                1,
                format!("struct S {{ #[cfg(test)] a: u8, b: crate::{name}::Planted }}"),
            ),
            (2, format!("use\nself::{ups}{name} as planted;")),
            (
                1,
                format!("use super::{{{}{name}::Planted}};", &ups["super::".len()..]),
            ),
            (
                2,
                format!("const A: &str = r##\"\n\"# \"##; type T = crate::{name}::T;"),
            ),
        ] {
            let wanted = format!(
                "{}/src/{low}/planted.rs:{line}: `{low}` may not use `{high}`",
                table.name
            );
            let broken = table.broken(&format!("{low}/planted.rs"), &planted);
            assert!(
                matches!(&broken[..], [only] if *only == wanted),
                "{planted}: {broken:?}"
            );
        }
        let place = format!("{}/src/{low}.rs:2", table.name);
        for (planted, told) in [
            (
                "use crate::Planted;",
                "`crate::Planted` is in no row: use it from its home",
            ),
            (
                "use crate as home;",
                "`crate` keeps its name, or nobody sees what is used",
            ),
            (
                "extern crate self as home;",
                "`crate` keeps its name, or nobody sees what is used",
            ),
        ] {
            let broken = table.broken(&format!("{low}.rs"), &format!("\n{planted}"));
            assert_eq!(broken, [format!("{place}: {told}")]);
        }
    }
}

/// They are those of all emitters, so they know no tokens.
#[test]
fn words_know_no_tokens() {
    let table = tables().into_iter().find(|table| table.name == "codegen");
    let files = table.unwrap().files();
    let words = files
        .iter()
        .filter(|(file, _)| file.starts_with("emit/words/"));
    assert!(words.clone().count() > 5, "the words stand elsewhere now");
    for (file, text) in words {
        let tokens = paths::named(text, &["proc_macro2", "quote", "syn", "prettyplease"]);
        assert!(tokens.is_empty(), "{file}: {tokens:?}");
    }
}

//! How a form looks on a page that says nothing about it, and whether everybody can use it.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use workspace_tests::node;

use crate::form::forms;

#[test]
fn a_form_is_for_everybody_and_no_wider_than_a_telephone() {
    let mut pages = Vec::new();
    for form in forms().iter().filter(|form| form.shown().count() > 0) {
        pages.push(json!([form.file, form.html]));
        let (before, rest) = form.html.split_once("<style>").unwrap();
        let (_, after) = rest.split_once("</style>").unwrap();
        let file = format!("{} without style", form.file);
        pages.push(json!([file, format!("{before}{after}")]));
    }
    let count = pages.len();
    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("browser/looks.cjs");
    let seen = node(&program, &json!({ "chromium": chromium(), "forms": pages }));
    let seen = seen.as_array().unwrap();
    assert_eq!(seen.len(), 3 * count);
    for page in seen {
        let (file, asked) = (page["file"].as_str().unwrap(), &page["asked"]);
        let is_styled = !file.ends_with("without style");
        // Without a style a browser draws small boxes close to others; that is the page's to mend.
        let violations = page["violations"].as_array().unwrap().iter();
        let violations: Vec<&Value> = violations
            .filter(|it| is_styled || !it.as_str().unwrap().starts_with("target-size"))
            .collect();
        assert!(violations.is_empty(), "{file} at {asked}: {violations:#?}");
        assert_eq!(page["width"], *asked, "{file}");
        if is_styled {
            // A telephone zooms into less.
            assert!(page["smallest"].as_f64().unwrap() >= 16.0, "{file}: {page}");
        }
    }
}

/// As the other tests find it, with its folder.
fn chromium() -> PathBuf {
    let program = std::env::var_os("CHROMIUM").unwrap_or_else(|| "chromium".into());
    let folders = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&folders)
        .map(|folder| folder.join(&program))
        .find(|path| path.is_file());
    found.unwrap_or_else(|| program.into())
}

//! What `explain` shows of a code is true: the wrong example has that mistake and no other, the right
//! one has none.
//!
//! An example is files of a spec, each below a comment with its path. What it leaves out is the garden
//! in `explained`, whose files it replaces where they have the same path.

use std::error::Error;
use std::path::Path;
use std::{fs, io};

use prose_codegen::diagnostic::{Code, Diagnostic, Example};
use prose_codegen::render::{Format, render};
use prose_codegen::source::Sources;

#[test]
fn every_wrong_example_has_the_mistake_that_it_explains_and_no_other() {
    for (code, wrong, _) in examples() {
        let (told, shown) = compile(wrong).expect("it is compiled");
        assert!(!told.is_empty(), "{}: nothing is told", code.as_str());
        let is_it = |diagnostic: &Diagnostic| diagnostic.code == code;
        assert!(told.iter().all(is_it), "{}: {shown}", code.as_str());
    }
}

#[test]
fn every_right_example_has_no_mistake() {
    for (code, _, right) in examples() {
        let (_, shown) = compile(right).expect("it is compiled");
        assert_eq!(shown, "", "{}", code.as_str());
    }
}

#[test]
fn the_garden_that_completes_examples_has_no_mistake() {
    let (_, shown) = compile("").expect("it is compiled");
    assert_eq!(shown, "");
}

#[test]
fn every_code_has_a_title_an_explanation_and_an_example_or_says_why_not() {
    for code in Code::ALL {
        let number = code.as_str();
        assert!(!code.title().is_empty(), "{number}");
        assert!(!code.title().contains(['#', '\n']), "{number}");
        assert!(code.explanation().len() > code.title().len(), "{number}");
        match code.example() {
            Example::Files { wrong, right } => {
                assert!(!wrong.is_empty() && !right.is_empty(), "{number}");
                assert_ne!(wrong, right, "{number}");
            }
            Example::None(why) => {
                assert!(!why.is_empty(), "{number}");
                // Both would be longer than anybody reads.
                let is_known = [Code::TextTooLong, Code::TooMuch].contains(code);
                assert!(is_known, "{number} has no example");
            }
        }
    }
}

#[test]
fn an_explanation_is_read_on_one_screen() {
    for code in Code::ALL {
        let words = code.explanation();
        assert!(words.len() < 800, "{}: {}", code.as_str(), words.len());
        if let Example::Files { wrong, right } = code.example() {
            let lines = wrong.lines().count() + right.lines().count();
            assert!(lines <= 30, "{}: {lines} lines", code.as_str());
        }
    }
}

#[test]
fn no_explanation_is_left_over() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/diagnostic/explained");
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("it is read").path();
        let number = path.file_stem().and_then(|stem| stem.to_str());
        let is_known = Code::ALL.iter().any(|code| Some(code.as_str()) == number);
        assert!(is_known, "no code has {}", path.display());
    }
}

fn examples() -> impl Iterator<Item = (Code, &'static str, &'static str)> {
    Code::ALL.iter().filter_map(|code| match code.example() {
        Example::Files { wrong, right } => Some((*code, wrong, right)),
        Example::None(_) => None,
    })
}

/// Compiles the garden with the files of an example, as they would lie on the disk.
fn compile(example: &str) -> Result<(Vec<Diagnostic>, String), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let garden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics/explained");
    for file in Sources::load(&garden)?.files() {
        let below = file.path.split_once("explained/");
        let (_, path) = below.ok_or("the garden is elsewhere")?;
        write(folder.path(), path, &file.text)?;
    }
    for (path, text) in files(example).ok_or("an example begins with a path")? {
        write(folder.path(), path, &text)?;
    }
    let sources = Sources::load(folder.path())?;
    let told = prose_codegen::compile(&sources).diagnostics;
    let shown = render(&told, &sources, Format::Human { colour: false });
    Ok((told, shown))
}

/// The files of an example; nothing if there is text before the first path.
fn files(example: &str) -> Option<Vec<(&str, String)>> {
    let mut files: Vec<(&str, String)> = Vec::new();
    for line in example.lines() {
        let path = line.strip_prefix("# ").filter(|path| is_path(path));
        if let Some(path) = path {
            files.push((path, String::new()));
        }
        let (_, text) = files.last_mut()?;
        text.push_str(line);
        text.push('\n');
    }
    Some(files)
}

fn is_path(comment: &str) -> bool {
    comment.ends_with(".yaml") || comment.ends_with(".yml")
}

fn write(folder: &Path, path: &str, text: &str) -> io::Result<()> {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().unwrap_or(folder))?;
    fs::write(path, text)
}

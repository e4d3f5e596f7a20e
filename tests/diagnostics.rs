//! What a spec with mistakes is told: a folder of fixtures for each cause, and beside it what it says.
//!
//! A folder is named after the code that all of its diagnostics have. Folders without a code in their
//! names hold mistakes that must not hide, repeat or cause one another; tests below say which.

#![forbid(unsafe_code)]

#[path = "diagnostics/bulk.rs"]
mod bulk;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use prose_codegen::Compiled;
use prose_codegen::diagnostic::{Code, Diagnostic, Severity};
use prose_codegen::emit::rust;
use prose_codegen::render::{Format, render};
use prose_codegen::source::{LoadError, Sources, shown as shown_text};

const HUMAN: Format = Format::Human { colour: false };
const API: &str = "api: garden\ntitle: Garden API\nbase_url: https://garden.example.com/\n";

#[test]
fn every_cause_is_told_with_its_place_and_what_to_do() {
    for folder in fixtures() {
        let Some(code) = code_of(&folder) else {
            continue;
        };
        let (sources, compiled) = compile(&folder);
        let name = folder.display();
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
        snapshot(&folder, "expected", &render(told, &sources, HUMAN));
    }
}

#[test]
fn every_code_has_a_fixture_and_an_explanation() {
    let covered: BTreeSet<Code> = fixtures().iter().filter_map(|path| code_of(path)).collect();
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
    let told = mixed("ten-mistakes");
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
fn a_mistake_is_told_once_however_often_its_thing_is_used() {
    let told = mixed("one-mistake-used-often");
    assert_eq!(codes(&told), [Code::BadPattern, Code::WrongForm]);
}

#[test]
fn a_file_that_is_no_yaml_neither_hides_nor_causes_errors_in_others() {
    let told = mixed("broken-limits-and-table");
    assert_eq!(
        codes(&told),
        [
            Code::InvalidYaml,
            Code::InvalidYaml,
            Code::UnknownLimit,
            Code::UnknownTable
        ]
    );
    let told = mixed("broken-api");
    assert_eq!(codes(&told), [Code::InvalidYaml, Code::UnknownLimit]);
}

#[test]
fn a_misspelled_name_causes_no_errors_where_its_contents_are_used() {
    let told = mixed("misspelled-tables-and-attributes");
    assert_eq!(
        codes(&told),
        [
            Code::UnknownKey,
            Code::UnknownKey,
            Code::UnknownTable,
            Code::UnknownParameter
        ]
    );
}

#[test]
fn an_unknown_style_of_paging_does_not_hide_a_missing_maximum() {
    let told = mixed("paging-of-no-style-without-a-maximum");
    assert_eq!(codes(&told), [Code::MissingKey, Code::UnknownWord]);
}

#[test]
fn a_double_key_does_not_hide_what_comes_after_it() {
    let told = mixed("after-a-double-key");
    assert_eq!(codes(&told), [Code::DoubleKey, Code::InvalidYaml]);
}

#[test]
fn other_formats_tell_the_same() {
    let folder = root().join("in-other-formats");
    let (sources, compiled) = compile(&folder);
    let json = render(&compiled.diagnostics, &sources, Format::Json);
    for line in json.lines() {
        let value: serde_json::Value = serde_json::from_str(line).expect("each line is JSON");
        assert!(value["code"].is_string());
    }
    snapshot(&folder, "json", &json);
    let ci = render(&compiled.diagnostics, &sources, Format::Ci);
    assert_eq!(ci.lines().count(), compiled.diagnostics.len());
    snapshot(&folder, "ci", &ci);
    let plain = render(&compiled.diagnostics, &sources, HUMAN);
    let coloured = render(
        &compiled.diagnostics,
        &sources,
        Format::Human { colour: true },
    );
    assert!(coloured.contains('\u{1b}') && !plain.contains('\u{1b}'));
    snapshot(&folder, "human", &plain);
}

#[test]
fn the_order_of_files_does_not_matter() {
    let folder = root().join("ten-mistakes");
    let (sources, compiled) = compile(&folder);
    let mut reversed = Sources::new();
    for file in sources.files().iter().rev() {
        reversed.add(&file.path, &file.text);
    }
    assert_eq!(
        prose_codegen::compile(&reversed).diagnostics,
        compiled.diagnostics
    );
}

#[test]
fn hostile_files_are_refused_on_a_small_stack() {
    let deep = 100_000;
    let bomb: String = (1..30)
        .map(|at| format!("b{at}: &b{at} [*b{0}, *b{0}]\n", at - 1))
        .collect();
    let long_key = format!("{}: 1\n", "k".repeat(1_000_000));
    let cases = [
        (format!("table: {}", "[".repeat(deep)), Code::TooDeep),
        (
            format!("table: {}{}", "[".repeat(deep), "]".repeat(deep)),
            Code::TooDeep,
        ),
        (
            format!("table: {}{}", "{a: ".repeat(deep), "}".repeat(deep)),
            Code::TooDeep,
        ),
        (format!("{}a\n", "- ".repeat(deep)), Code::TooDeep),
        (format!("{}a\n", "? ".repeat(deep)), Code::TooDeep),
        (format!("b0: &b0 [lol]\n{bomb}"), Code::Anchor),
        (long_key, Code::InvalidYaml),
        ("\0".to_owned(), Code::HiddenCharacter),
        // A place without a length, before a sign of several bytes.
        ("\u{a0}\n".to_owned(), Code::EmptyFile),
    ];
    let told = std::thread::Builder::new()
        .stack_size(1024 * 1024)
        .spawn(move || {
            cases.map(|(text, wanted)| {
                let mut sources = Sources::new();
                sources.add("garden/api.yaml", API);
                sources.add("garden/hostile.yaml", &text);
                let compiled = prose_codegen::compile(&sources);
                // The excerpt of a line of 100,000 brackets stays readable.
                let shown = render(&compiled.diagnostics, &sources, HUMAN);
                (codes(&compiled.diagnostics), wanted, shown.len())
            })
        })
        .expect("a thread starts")
        .join()
        .expect("nothing panics");
    for (codes, wanted, shown) in told {
        println!("{codes:?} {wanted:?} {shown}");
        assert_eq!(codes, [wanted]);
        assert!(shown < 2_000, "{shown} bytes are shown");
    }
}

/// A line break in the name of a file would end the comment that tells of it in what is generated.
#[test]
fn files_are_called_by_letters_digits_and_three_signs() {
    for (name, is_right) in [
        ("garden/beds/Read-2_old.v1.yaml", true),
        ("garden/a\npub fn evil() {}.yaml", false),
        ("garden/a b.yaml", false),
        ("gard`en/a.yaml", false),
        ("garden/\u{202e}a.yaml", false),
        ("garden/\u{1b}[31ma.yaml", false),
        ("garden//a.yaml", false),
        ("garden/é.yaml", false),
        ("garden/con.yaml", false),
        ("garden/AUX/beds.yaml", false),
        ("garden/lpt1.v1.yaml", false),
        ("garden/cone.yaml", true),
        (&format!("garden/{}.yaml", "o".repeat(95)), true),
        (&format!("garden/{}.yaml", "o".repeat(96)), false),
    ] {
        let mut sources = Sources::new();
        sources.add("garden/api.yaml", API);
        sources.add(name, "limits: {}\n");
        let told = prose_codegen::compile(&sources).diagnostics;
        let wanted: &[Code] = if is_right { &[] } else { &[Code::BadFileName] };
        assert_eq!(codes(&told), wanted, "{name:?}");
        assert_shows_nothing_hidden(&told, &sources);
    }
}

/// A fixture of such a name could not be checked out everywhere.
#[test]
fn what_is_wrong_with_the_name_of_a_file_is_told() {
    for (name, advice) in [
        ("garden/con.yaml", "Windows keeps it for a device"),
        (
            &format!("garden/{}/a.yaml", "o".repeat(101)),
            "100 characters at most",
        ),
        (
            &format!("garden/{}/a.yaml", "é".repeat(101)),
            "letters from a to z",
        ),
    ] {
        let mut sources = Sources::new();
        sources.add("garden/api.yaml", API);
        sources.add(name, "limits: {}\n");
        let told = prose_codegen::compile(&sources).diagnostics;
        let told = render(&told, &sources, HUMAN);
        assert!(told.contains(advice), "{told}");
    }
}

#[test]
fn what_is_hidden_in_a_spec_is_shown_by_its_number() {
    let hidden = "\u{1b}\u{7f}\u{9b}\u{ad}\u{202e}\u{200b}\u{2028}\u{feff}\u{e0041}\u{3164}\u{200d}\u{fe0f}\u{e0100}";
    for sign in hidden.chars() {
        let raw = format!("family: read{sign}\n# {sign}{sign}\nmethod: '{sign}'\n");
        let escaped = format!("limits:\n  \"a\\U{:08X}\": 1\n", u32::from(sign));
        for text in [raw, escaped] {
            let mut sources = Sources::new();
            sources.add(&format!("garden/{sign}.yaml"), &text);
            sources.add("garden/api.yaml", API);
            let told = prose_codegen::compile(&sources).diagnostics;
            assert!(codes(&told).contains(&Code::HiddenCharacter), "{sign:?}");
            assert_shows_nothing_hidden(&told, &sources);
        }
    }
}

fn assert_shows_nothing_hidden(told: &[Diagnostic], sources: &Sources) {
    for format in [HUMAN, Format::Json, Format::Ci] {
        let shown = render(told, sources, format);
        let is_seen =
            |sign: char| sign == '\n' || shown_text(&sign.to_string()) == sign.to_string().as_str();
        assert!(shown.chars().all(is_seen), "{shown:?}");
    }
}

/// Of thousands of mistakes the first are told, and how many more there are; neither their number nor
/// that of the names which they may be meant for makes it take long.
#[test]
fn thousands_of_mistakes_are_told_shortly() {
    let many = 20_000;
    let one_line: String = (0..many).map(|at| format!("k{at}: 1, ")).collect();
    let lines: String = (0..many)
        .map(|at| format!("  k{at}: {{ limti: text }}\n"))
        .collect();
    let known: String = (0..8_000)
        .map(|at| format!("  name{at:05}: {{ limit: text }}\n"))
        .collect();
    let unknown: String = (0..8_000)
        .map(|at| format!("plant.nmae{at:05}, "))
        .collect();
    let call = format!(
        "family: read\nmethod: GET\nsends: query\ncalls:\n  read: {{ accepts: [{unknown}], returns: outcome }}\n"
    );
    let limits: String = (0..8_000)
        .map(|at| format!("  limit{at}: {{ rule: text }}\n"))
        .collect();
    let without: String = (0..8_000)
        .map(|at| format!("  key{at}: {{ limit: zz{at}q }}\n"))
        .collect();
    let table = format!("table: plant\nkeys:\n{without}");
    let broken = format!("table: bed\nkeys: [\n{}", "# some words\n".repeat(40_000));
    let codes: String = (0..20_000)
        .map(|at| format!("  C{at}: {{ status: 400, says: word {at}, means: unknown }}\n"))
        .collect();
    let set: String = (0..20_000).map(|at| format!("v{at}, ")).collect();
    for files in [
        vec![format!("limits:\n{limits}"), table.clone()],
        vec![broken, table],
        vec![format!(
            "limits:\n  a: {{ rule: {{ one_of: [{set}] }} }}\nresult_codes:\n{codes}"
        )],
        vec![format!("limits: {{ {one_line} }}\n")],
        vec![format!("{{ {one_line} }}\n")],
        vec![format!("table: plant\ntitle: Plants\nkeys:\n{lines}")],
        vec![format!("table: plant\ntitle: Plants\nkeys:\n{known}"), call],
    ] {
        let start = std::time::Instant::now();
        let mut sources = Sources::new();
        sources.add("garden/api.yaml", API);
        for (at, text) in files.iter().enumerate() {
            sources.add(&format!("garden/{at}.yaml"), text);
        }
        let told = prose_codegen::compile(&sources).diagnostics;
        println!("{} mistakes after {:?}", told.len(), start.elapsed());
        for (format, most) in [(HUMAN, 100), (Format::Json, 1_000), (Format::Ci, 1_000)] {
            let shown = render(&told, &sources, format);
            println!("{} bytes after {:?}", shown.len(), start.elapsed());
            let rest = shown
                .split_once(" more, which are not shown")
                .and_then(|(before, _)| before.rsplit_once("and ")?.1.parse().ok());
            let rest: usize = rest.unwrap_or(0);
            assert!(rest >= told.len().saturating_sub(most), "{rest}");
            assert!(rest < told.len());
            assert!(shown.len() < 1_000_000, "{} bytes", shown.len());
        }
        // It took half a minute and more once; that would be minutes here.
        assert!(start.elapsed().as_secs() < 15, "{:?}", start.elapsed());
    }
}

#[test]
fn limits_within_limits_need_no_more_stack_than_there_is() {
    let lists: String = (0..5_000)
        .map(|at| format!("  l{at}: {{ rule: {{ list_of: l{} }} }}\n", at + 1))
        .collect();
    let mut sources = Sources::new();
    sources.add("garden/api.yaml", API);
    let limits = format!("limits:\n{lists}  l5000: {{ rule: text }}\n");
    sources.add("garden/limits.yaml", &limits);
    let told = prose_codegen::compile(&sources).diagnostics;
    assert!(told.iter().any(|it| it.code == Code::EndlessLimit));
}

#[cfg(unix)]
#[test]
fn links_in_a_spec_are_refused_and_what_they_lead_to_is_not_shown() {
    let outside = tempfile::tempdir().expect("a folder");
    fs::write(outside.path().join("creds"), "password: hunter2").expect("it is written");
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("api.yaml"), API).expect("it is written");
    for (name, to) in [
        ("x.yaml", outside.path().join("creds")),
        ("more", outside.path().into()),
    ] {
        std::os::unix::fs::symlink(to, folder.path().join(name)).expect("it is linked");
    }
    let sources = Sources::load(folder.path()).expect("there is an api file");
    let told = prose_codegen::compile(&sources).diagnostics;
    let unread = told.iter().filter(|it| it.code == Code::UnreadableFile);
    assert_eq!(unread.count(), 2);
    let shown = render(&told, &sources, HUMAN);
    assert!(
        shown.contains("it is a link") && !shown.contains("hunter2"),
        "{shown}"
    );
    let linked = outside.path().join("linked");
    std::os::unix::fs::symlink(folder.path(), &linked).expect("it is linked");
    assert!(Sources::load(&linked).is_err());
}

#[test]
fn folders_without_a_spec_are_errors_that_name_them() {
    let folder = tempfile::tempdir().expect("a folder");
    let empty = Sources::load(folder.path()).expect_err("it is empty");
    assert!(matches!(empty, LoadError::Empty { .. }));
    assert!(empty.to_string().contains("holds no .yaml file"), "{empty}");
    let missing = Sources::load(&folder.path().join("none")).expect_err("it is not there");
    assert!(matches!(missing, LoadError::Folder { .. }));
    assert!(missing.to_string().contains("none: "), "{missing}");
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_opened_is_told_like_any_other_mistake() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("api.yaml"), API).expect("it is written");
    std::os::unix::fs::symlink("nowhere", folder.path().join("plant.yaml")).expect("a link");
    let (_, compiled) = compile(folder.path());
    assert_eq!(codes(&compiled.diagnostics), [Code::UnreadableFile]);
}

/// Cut short, with a line missing, with lines exchanged: a spec in the making is told what is wrong
/// with it, and nothing panics. What still compiles can be emitted.
#[test]
fn no_mangled_spec_panics() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/emit");
    for folder in folders(&root) {
        let whole = Sources::load(&folder).expect("a fixture has files");
        for (which, file) in whole.files().iter().enumerate() {
            let lines: Vec<&str> = file.text.lines().collect();
            for at in 0..lines.len() {
                let cut = lines[..at].join("\n");
                let half = format!("{cut}\n{}", &lines[at][..half(lines[at])]);
                let mut without = lines.clone();
                without.remove(at);
                let mut exchanged = lines.clone();
                exchanged.swap(at, (at + 1) % lines.len());
                for text in [cut, half, without.join("\n"), exchanged.join("\n")] {
                    let mut sources = Sources::new();
                    for (other, file) in whole.files().iter().enumerate() {
                        sources.add(&file.path, if other == which { &text } else { &file.text });
                    }
                    let compiled = prose_codegen::compile(&sources);
                    render(&compiled.diagnostics, &sources, HUMAN);
                    if let Some(api) = &compiled.model {
                        rust::emit(api).expect("what has a model can be emitted");
                    }
                }
            }
        }
    }
}

fn half(line: &str) -> usize {
    let middle = line.chars().count() / 2;
    line.char_indices().nth(middle).map_or(0, |(at, _)| at)
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/diagnostics")
}

fn fixtures() -> Vec<PathBuf> {
    folders(&root())
}

fn folders(root: &Path) -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = fs::read_dir(root)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    folders
}

/// The code in the name of a folder.
fn code_of(folder: &Path) -> Option<Code> {
    Code::find(folder.file_name()?.to_str()?.split('-').next()?)
}

fn compile(folder: &Path) -> (Sources, Compiled) {
    let sources = Sources::load(folder).unwrap_or_default();
    let compiled = prose_codegen::compile(&sources);
    (sources, compiled)
}

/// Compiles a folder of mistakes of several codes.
fn mixed(name: &str) -> Vec<Diagnostic> {
    let folder = root().join(name);
    let (sources, compiled) = compile(&folder);
    snapshot(
        &folder,
        "expected",
        &render(&compiled.diagnostics, &sources, HUMAN),
    );
    compiled.diagnostics
}

fn codes(told: &[Diagnostic]) -> Vec<Code> {
    told.iter().map(|diagnostic| diagnostic.code).collect()
}

fn has_errors(told: &[Diagnostic]) -> bool {
    told.iter()
        .any(|diagnostic| diagnostic.severity == Severity::Error)
}

fn snapshot(folder: &Path, name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(folder);
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

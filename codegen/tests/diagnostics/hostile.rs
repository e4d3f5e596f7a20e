//! Specs that are meant to break or to deceive: deep, hidden, thousands of mistakes, odd names of files.

use prose_codegen::diagnostic::{Code, Diagnostic};
use prose_codegen::render::{Format, render};
use prose_codegen::source::{Sources, shown as shown_text};

use crate::{API, HUMAN, codes};

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

//! What a spec says stays text: whatever stands in it, nothing of it becomes code, markup or a tag in
//! what is emitted. So reviewing YAML is enough to review what comes of it.
//!
//! One small spec has words in every place that words can have. It is emitted with harmless words, and
//! with hostile ones; read as Rust, as Markdown and as HTML, both must have the same parts.

mod html;
mod markdown;
mod rust;
mod wordy;

use std::sync::OnceLock;

use proptest::prelude::*;
use prose_codegen::emit::EMITTERS;
use wordy::{Emitted, Words, emit, reader};

/// What is found in emitted files beside their texts.
#[derive(Debug, PartialEq)]
struct Parts {
    /// By file: its path, the names and literals of its code, the markup of its documentation.
    code: Vec<(String, Vec<String>, Vec<String>)>,
    /// By form: its path, its tags with their attributes, and its comments.
    forms: Vec<(String, Vec<String>)>,
    /// By file: its path, and its tags or its markup, but for those that words of a spec may have.
    reference: Vec<(String, Vec<String>)>,
    /// The markup of all descriptions, sorted: objects are in the order of their names, which are words too.
    descriptions: Vec<String>,
}

fn parts(emitted: &Emitted) -> Parts {
    let code = emitted.code.iter().map(|file| {
        let (parts, docs) = rust::parts(&file.text);
        let markup = docs.iter().flat_map(|docs| markdown::parts(docs));
        (file.path.clone(), parts, markup.collect())
    });
    let forms = emitted.forms.iter();
    let forms = forms.map(|file| (file.path.clone(), html::parts(&file.text)));
    let reference = emitted.reference.iter().map(|file| {
        let parts = match file.path.ends_with(".html") {
            true => html::parts_of_a_page(&file.text),
            false => markdown::parts(&file.text),
        };
        (file.path.clone(), parts)
    });
    Parts {
        code: code.collect(),
        forms: forms.collect(),
        reference: reference.collect(),
        descriptions: {
            let all = emitted.descriptions.iter();
            let mut parts: Vec<String> = all.flat_map(|it| markdown::parts(it)).collect();
            parts.sort();
            parts
        },
    }
}

fn harmless() -> &'static Parts {
    static HARMLESS: OnceLock<Parts> = OnceLock::new();
    HARMLESS.get_or_init(|| parts(&emit(&Words::of("harmless words"))))
}

/// Tells of the first file only that differs.
#[track_caller]
fn assert_harmless(emitted: &Emitted, words: &str) {
    let (parts, harmless) = (parts(emitted), harmless());
    let code = parts.code.iter().zip(&harmless.code);
    for ((one, other), file) in code.zip(&emitted.code) {
        assert_eq!(one, other, "{words:?}: {}", file.text);
    }
    let forms = parts.forms.iter().zip(&harmless.forms);
    for ((one, other), form) in forms.zip(&emitted.forms) {
        assert_eq!(one, other, "{words:?}: {}", form.text);
    }
    let reference = parts.reference.iter().zip(&harmless.reference);
    for ((one, other), file) in reference.zip(&emitted.reference) {
        // They are long: the first that differs, and what is around it.
        let at = one
            .1
            .iter()
            .zip(&other.1)
            .position(|(one, other)| one != other);
        let near = |parts: &[String]| {
            let from = at.unwrap_or_default().saturating_sub(3);
            parts.iter().skip(from).take(8).cloned().collect::<Vec<_>>()
        };
        let (path, lengths) = (&file.path, (one.1.len(), other.1.len()));
        let is_same = at.is_none() && lengths.0 == lengths.1;
        let (one, other) = (near(&one.1), near(&other.1));
        assert!(
            is_same,
            "{words:?}, {path} {lengths:?}: {one:?}, not {other:?}"
        );
    }
    assert_eq!(&parts, harmless, "{words:?}");
}

#[track_caller]
fn assert_text(words: &str) {
    let emitted = emit(&Words::of(words));
    assert_harmless(&emitted, words);
    for file in &emitted.code {
        for docs in rust::parts(&file.text).1 {
            markdown::assert_told(&docs, words);
        }
    }
    if let Some(bare) = Words::bare(words) {
        assert_harmless(&emit(&bare), words);
    }
}

#[test]
fn what_every_emitter_makes_is_read_here() {
    let unread = EMITTERS.iter().filter(|row| reader(row.name).is_none());
    let unread: Vec<&str> = unread.map(|row| row.name).collect();
    assert!(
        unread.is_empty(),
        "add readers in `codegen/tests/emit/escaping` for {unread:?}"
    );
    let emitted = emit(&Words::of("harmless words"));
    assert!(!emitted.code.is_empty() && !emitted.forms.is_empty());
    assert_eq!(emitted.reference.len(), 2);
    assert!(emitted.descriptions.len() > 30);
}

/// Each was code, markup or a tag once, or would be at the front of a line.
#[test]
fn what_once_ran_is_text() {
    let long = "a".repeat(100);
    let longer = "b".repeat(95);
    for words in [
        &*format!(
            "{long} ~~~rust \"{longer}\"; std::fs::write(\"RAN\", \"x\").unwrap(); \"{longer}\"; ~~~"
        ),
        "~~~rust",
        "- ~~~rust",
        "```rust `` ```",
        "a` <img src=x onerror=alert(1)> `b",
        "`a`` <b> `` c`",
        "`` ` <img> `",
        "` [x](y) \\` <b>",
        "\\` <b> `",
        "1. one",
        "| a | b | \n| - | - |\n| c | d |",
        "a\n===\nb\n---\n",
        "\n\n    indented()\n\n\tindented()",
        "```\nfn example() {}\n```",
        "[a]: http://example.com\n\n[a]",
        "[^1]\n\n[^1]: note",
        "(_a_) __b__ _c d_ e_f",
        "&lt;b&gt; &#60;b&#62;",
        "--> --!> <!-- </script> <script> ]]>",
        "*/ pub fn evil() {} /* \"#; pub fn evil() {}",
        "- [ ] to do",
        "\u{a0}\u{3000}- \u{a0}",
        "3",
        "3)",
        "Ⓐ_b_Ⓐ é_b_é",
        "--flag ---x \"quoted\" it's ... a.. -- --- .",
        "```CODE``` is refused",
        "~~~ is said",
        "````\n```\nfn example() {}\n```\n````",
        "```\nfn example() {}\n``` rust\nfn example() {}",
    ] {
        assert_text(words);
    }
    // A number at the end of a text is followed by a full stop of the emitter's own. Among the lines
    // of a paragraph no other begins a list.
    for at in 40..94 {
        assert_text(&format!("{} 1", "a".repeat(at)));
    }
    for at in 86..94 {
        for next in [
            "~~~rust", "```", "#", "-", "+", "1.", "2)", "=", "|-", ">", "<div>",
        ] {
            assert_text(&format!("{} {next} {}", "a".repeat(at), "b".repeat(95)));
            assert_text(&format!("`{} {next} {}`", "a".repeat(at), "b".repeat(95)));
        }
    }
}

const PIECES: [&str; 79] = [
    "~~~rust",
    "~~~",
    "~~",
    "~x~",
    "```",
    "``",
    "`",
    "`",
    "```rust",
    "<img src=x onerror=alert(1)>",
    "<!--",
    "-->",
    "--!>",
    "<b>",
    "</b>",
    "<script>",
    "</script>",
    "</textarea>",
    "<",
    ">",
    "[a](b)",
    "[x]",
    "![i](j)",
    "[",
    "]",
    "(",
    ")",
    "[^1]",
    "[^1]:",
    "[r]: http://x",
    "[`a`]",
    "# h",
    "#",
    "######",
    "- ",
    "-",
    "+",
    "*",
    "**",
    "1.",
    "1)",
    "23.",
    "23",
    "1",
    "--",
    "...",
    ".",
    "Ⓐ",
    "````",
    "> q",
    "|",
    "| a | b |",
    "|---|---|",
    "---",
    "===",
    "=",
    ":-",
    "_",
    "__",
    "_a_",
    "&lt;",
    "&#60;",
    "&",
    "*/",
    "/*",
    "//",
    "\"",
    "\"#",
    "'",
    "\\",
    "\\\\",
    "http://a/b`c",
    "<http://a>",
    "{}",
    "fn main() {}",
    "é",
    "x",
    "$x$",
    "averylongwordofabouthalfaline_that_is_followed",
];

fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => proptest::sample::select(PIECES.to_vec()).prop_map(str::to_owned),
        1 => (60..100_usize).prop_map(|length| "w".repeat(length)),
        1 => "[ -~]{1,12}",
    ];
    let between =
        proptest::sample::select(vec!["", "", " ", " ", " ", "\n", "\n\n", "\n    ", "\t"]);
    proptest::collection::vec((piece, between), 1..16).prop_map(|pieces| {
        let pieces = pieces.into_iter();
        pieces.map(|(piece, between)| piece + between).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: cases(),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn no_text_of_a_spec_becomes_code_markup_or_a_tag(words in hostile()) {
        assert_text(&words);
    }
}

fn cases() -> u32 {
    let cases = std::env::var("ESCAPING_CASES").ok();
    cases.and_then(|cases| cases.parse().ok()).unwrap_or(100)
}

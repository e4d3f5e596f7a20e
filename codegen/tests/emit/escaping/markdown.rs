//! Emitted documentation, read as rustdoc reads it.

use pulldown_cmark::{BrokenLink, CodeBlockKind, CowStr, Event, Options, Parser, Tag, TagEnd};

/// The documentation of one item with the space taken away that each line has in front.
fn unindented(docs: &str) -> String {
    let lines = docs.lines();
    let lines: Vec<&str> = lines
        .map(|line| line.strip_prefix(' ').unwrap_or(line))
        .collect();
    lines.join("\n")
}

fn read(markdown: &str, mut see: impl FnMut(Event<'_>)) {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION;
    // For rustdoc anything in brackets may be a link to an item.
    let mut linked = |link: BrokenLink<'_>| {
        let reference: String = link.reference.chars().collect();
        Some((CowStr::from(reference), CowStr::from("")))
    };
    let events = Parser::new_with_broken_link_callback(markdown, options, Some(&mut linked));
    events.for_each(&mut see);
}

/// All markup, but for paragraphs, words, code within a line, and examples that are marked as text.
pub(crate) fn parts(docs: &str) -> Vec<String> {
    let mut parts = Vec::new();
    let mut is_example = false;
    read(&unindented(docs), |event| match event {
        Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => {}
        Event::Text(_) | Event::Code(_) | Event::SoftBreak => {}
        Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(kind))) if &*kind == "text" => {
            is_example = true;
        }
        Event::End(TagEnd::CodeBlock) if is_example => is_example = false,
        other => parts.push(format!("{other:?}")),
    });
    parts
}

/// Documentation that tells the last of these words tells all of them, in one line.
pub(crate) fn assert_told(docs: &str, words: &str) {
    if words.contains('\n') || is_fence(&format!("{words} z")) {
        return;
    }
    let mut text = String::new();
    read(&unindented(docs), |event| match event {
        Event::Text(words) | Event::Code(words) => text.push_str(&words),
        _ => {}
    });
    let bare = |text: &str| -> String {
        let signs = text.chars();
        let signs = signs.filter(|sign| !sign.is_whitespace() && *sign != '`');
        // Quotes may be those of print; all other signs are what they were.
        let plain = |sign| match sign {
            '“' | '”' => '"',
            '‘' | '’' => '\'',
            sign => sign,
        };
        signs.map(plain).collect()
    };
    // Where code would be blank, words say so.
    let text = text.replace("an empty text", "");
    let (text, wanted) = (bare(&text), bare(words));
    let is_about = docs.contains(" z");
    assert!(!is_about || text.contains(&wanted), "{words:?}: {docs}");
}

/// Whether a line begins an example: at most a language stands after its marker.
fn is_fence(line: &str) -> bool {
    let line = line.trim();
    let rest = line.trim_start_matches(['`', '~']);
    (line.starts_with("```") || line.starts_with("~~~"))
        && rest.split_whitespace().count() < 2
        && !rest.contains('`')
}

//! Emitted forms and pages, taken apart as a browser does.

/// [`parts`], but for paragraphs, examples and code: words of a spec may have these.
pub(crate) fn parts_of_a_page(text: &str) -> Vec<String> {
    let mut parts = parts(text);
    let of_words = ["p", "/p", "pre", "/pre", "code", "/code"];
    parts.retain(|part| !of_words.contains(&part.as_str()));
    parts
}

/// Every tag with the names of its attributes, and every comment, in their order. The script is a part
/// that ends with its tag.
pub(crate) fn parts(text: &str) -> Vec<String> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        rest = &rest[at..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            assert!(
                !comment.starts_with(['>', '-']),
                "a comment ends at once: {text}"
            );
            let ends = ["-->", "--!>"].map(|end| comment.find(end).map(|at| at + end.len()));
            let end = ends.into_iter().flatten().min();
            assert!(end.is_some(), "a comment has no end: {text}");
            parts.push("comment".to_owned());
            rest = &comment[end.unwrap_or(comment.len())..];
            continue;
        }
        let (tag, after) = tag(&rest[1..]);
        let is_script = tag == "script";
        parts.push(tag);
        rest = after;
        if is_script {
            let end = rest.to_ascii_lowercase().find("</script");
            assert!(end.is_some(), "a script has no end: {text}");
            let script = &rest[..end.unwrap_or_default()];
            assert!(!script.contains("<!--"), "a script within a script: {text}");
            rest = &rest[script.len()..];
        }
    }
    parts
}

/// A tag without the values of its attributes, and what comes after it.
fn tag(text: &str) -> (String, &str) {
    let mut tag = String::new();
    let mut quote: Option<char> = None;
    for (at, sign) in text.char_indices() {
        match (quote, sign) {
            (None, '>') => return (tag, &text[at + 1..]),
            (None, '"' | '\'') => quote = Some(sign),
            (None, _) => tag.push(sign),
            (Some(open), _) if open == sign => quote = None,
            (Some(_), _) => {}
        }
    }
    (tag, "")
}

//! The committed pages, taken apart.

use std::path::PathBuf;

use workspace_tests::spec::workspace;

/// The path of a page.
pub(crate) fn path(api: &str) -> PathBuf {
    let path = workspace().join(format!("reference/{api}.html"));
    path.canonicalize().expect("the page is there")
}

/// A snippet of a call.
pub(crate) struct Snippet {
    /// The call.
    pub(crate) call: String,
    /// What is pasted.
    pub(crate) code: String,
}

/// All snippets under this summary, in the order of the page.
pub(crate) fn snippets(api: &str, summary: &str) -> Vec<Snippet> {
    let html = std::fs::read_to_string(path(api)).expect("the page can be read");
    let begin = format!("<summary>{summary}</summary>");
    let mut snippets = Vec::new();
    for section in html.split("<section id=\"call.").skip(1) {
        let call = section.split('"').next().unwrap_or_default().to_owned();
        let Some((_, rest)) = section.split_once(&begin) else {
            continue;
        };
        let code = rest
            .split_once(">\n")
            .and_then(|(_, code)| code.split("</pre>").next());
        let code = text(code.expect("a snippet has lines"));
        snippets.push(Snippet { call, code });
    }
    assert!(!snippets.is_empty(), "{api} has no snippets of {summary}");
    snippets
}

/// The text of what is escaped.
fn text(html: &str) -> String {
    html.replace("&quot;", "\"")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
}

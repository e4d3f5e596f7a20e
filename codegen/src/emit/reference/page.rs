//! The whole page: what stands around the sections.

use std::fmt::Write as _;

use super::html::{Writer, places};
use super::policy::policy;
use super::revision::Revisions;
use super::section::Section;
use super::{Around, Page};
use crate::emit::words::{Docs, escape, said};
use crate::model::Api;

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");

/// How the page is given out.
pub(super) struct Frame<'a> {
    /// What stands around the reference.
    pub(super) around: &'a Around<'a>,
    /// What stands before the path of a file of the spec, if links lead there.
    pub(super) spec: Option<&'static str>,
    /// What the page tells a browser behind the policy, and to name it to nobody: for a file, which is not sent
    /// with headers.
    pub(super) policy: Option<&'static str>,
    /// What stands before everything.
    pub(super) header: &'a str,
}

/// The page.
pub(super) fn of(api: &Api, sections: &[Section<'_>], frame: &Frame<'_>) -> Page {
    let revisions = Revisions::of(api);
    let style = format!("{STYLE}{}", switched(&revisions));
    let Around { first, beside, .. } = frame.around;
    let styles = [style.as_str(), frame.around.style];
    let scripts = [SCRIPT, frame.around.script];
    let policy = policy(&styles, &scripts);
    let title = said(api.title.trim_end_matches('.'));
    let mut writer = Writer {
        html: String::with_capacity(1 << 19),
        spec: frame.spec,
        beside: *beside,
    };
    let html = &mut writer.html;
    html.push_str(frame.header);
    html.push_str("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    if let Some(more) = frame.policy {
        let _ = writeln!(
            html,
            "<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">",
            escape(&format!("{policy}; {more}"))
        );
        html.push_str("<meta name=\"referrer\" content=\"no-referrer\">\n");
    }
    html.push_str(
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <link rel=\"icon\" href=\"data:,\">\n",
    );
    let _ = writeln!(html, "<title>{}: reference</title>", escape(&title.plain()));
    for style in styles.iter().filter(|style| !style.is_empty()) {
        let _ = writeln!(html, "<style>{style}</style>");
    }
    html.push_str(
        "</head>\n<body>\n<a class=\"skip\" href=\"#main\">To the reference itself</a>\n<header id=\"top\">\n<h1>",
    );
    title.html(html);
    html.push_str("</h1>\n");
    counted(api).html(html);
    html.push_str("</header>\n");
    html.push_str(first);
    switch(&revisions, html);
    html.push_str(
        "<nav id=\"contents\" aria-label=\"Contents\">\n\
         <div id=\"search\" hidden><label for=\"find\">Find keys, calls, codes <kbd>/</kbd></label>\
         <input id=\"find\" type=\"search\" autocomplete=\"off\" spellcheck=\"false\">\
         <output id=\"found\" for=\"find\"></output></div>\n",
    );
    writer.contents(sections, 3);
    writer
        .html
        .push_str("</nav>\n<main id=\"main\" tabindex=\"-1\">\n");
    for section in sections {
        writer.section(section, 2);
    }
    let html = &mut writer.html;
    html.push_str("</main>\n");
    for script in scripts.iter().filter(|script| !script.is_empty()) {
        let _ = writeln!(html, "<script>{script}</script>");
    }
    html.push_str("</body>\n</html>\n");
    Page {
        html: writer.html,
        policy,
    }
}

/// How much there is, in a line.
fn counted(api: &Api) -> Docs {
    let counts = api.counts();
    let mut docs = Docs::default();
    docs.paragraph(&format!(
        "{} calls, {} keys in {} tables, {} limits, {} records, {} result codes, {} quirks.",
        counts.all_calls(),
        counts.all_keys(),
        api.tables.len(),
        counts.limits,
        counts.records,
        counts.result_codes,
        counts.quirks,
    ));
    docs
}

/// A choice among the revisions, if there are several. It needs no script.
fn switch(revisions: &Revisions<'_>, html: &mut String) {
    let (names, last) = (revisions.names(), revisions.last());
    let Some(in_force) = names.get(last).filter(|_| last > 0) else {
        return;
    };
    html.push_str("<fieldset id=\"revision\"><legend>Revision of the vendor's document</legend>\n");
    let mut choice = |id: &str, words: &str, checked: &str| {
        let _ = writeln!(
            html,
            "<label><input type=\"radio\" name=\"revision\" autocomplete=\"off\" id=\"revision-{id}\"{checked}><span>{}</span></label>",
            escape(words)
        );
    };
    let now = format!("{in_force}, in force, with what has changed");
    choice("now", &now, " checked");
    for (at, name) in names.iter().enumerate().take(last) {
        choice(&at.to_string(), &format!("{name}, as it was"), "");
    }
    choice("all", "all, with what is gone", "");
    let _ = writeln!(
        html,
        "<p class=\"then\" data-in=\"{}\">Here are the names and limits of then, and the calls and keys that there \
         were. What calls require, what they answer, examples and quirks are those of {}.</p>",
        places(&(0..=last - 1)),
        escape(in_force)
    );
    html.push_str("</fieldset>\n");
}

/// What each choice hides.
fn switched(revisions: &Revisions<'_>) -> String {
    let last = revisions.last();
    let mut style = String::new();
    if last == 0 {
        return style;
    }
    let mut hide = |chosen: &str, what: &str| {
        let _ = writeln!(
            style,
            ":root:has(#revision-{chosen}:checked) {what}{{display:none}}"
        );
    };
    hide("all", ".then");
    hide("now", &format!("[data-in]:not([data-in~=\"{last}\"])"));
    for at in 0..last {
        hide(
            &at.to_string(),
            &format!("[data-in]:not([data-in~=\"{at}\"])"),
        );
        hide(&at.to_string(), ".told");
    }
    style
}

//! For people.

use std::fmt::Write as _;

use super::{Report, data, place, title, words};
use crate::diff::{Action, Origin, Semver, Thing};
use crate::source::shown;

pub(super) fn written(report: &Report, colour: bool) -> String {
    let mut text = String::new();
    let style = |code: &str, words: &str| match colour {
        true => format!("\u{1b}[{code}m{words}\u{1b}[0m"),
        false => words.to_owned(),
    };
    for api in &report.apis {
        let head = style("1", &format!("{}: {}", shown(&api.api), api.summary()));
        // A text takes all that is written to it.
        let _ = writeln!(text, "{head}\n");
        for change in api.sorted() {
            let level = match change.verdict.rust {
                Semver::Major => style("1;31", "major"),
                Semver::Minor => style("33", "minor"),
                Semver::Patch => style("2", "patch"),
            };
            let approved = if report.is_approved(change) {
                " [approved]"
            } else {
                ""
            };
            let _ = writeln!(text, "{level}  {}{approved}", style("1", &title(change)));
            if let Some(place) = place(change) {
                let _ = writeln!(text, "       {}", style("34", &place));
            }
            if !change.words.is_empty() {
                let _ = writeln!(text, "       {}", shown(&words(change)));
            }
            let verdict = &change.verdict;
            let (wire, rust) = (verdict.wire.as_str(), verdict.rust.as_str());
            let _ = writeln!(text, "       wire: {wire}, {}", verdict.wire_why);
            let _ = writeln!(text, "       Rust: {rust}, {}", verdict.rust_why);
            if let Some(data) = data(change) {
                let _ = writeln!(text, "       your data: {data}");
            }
            let who = match (change.origin, change.action) {
                // No document says which APIs are here.
                _ if change.thing == Thing::Api && change.action != Action::Renamed => {
                    "the spec is ours"
                }
                (Origin::Vendor, _) => "the vendor changed it",
                (Origin::Reading, Action::Reworded) => "we say it otherwise",
                (Origin::Reading, _) => "our reading changed: no revision records it",
                (Origin::Unsaid, _) => {
                    "there is a new revision; whether this came with it is not recorded"
                }
            };
            let _ = writeln!(
                text,
                "       {}\n",
                style("2", &format!("{who} · {}", change.fingerprint))
            );
        }
        if let Some((now, next)) = api.next() {
            let _ = writeln!(
                text,
                "next version of {}: {next} (it is {now})\n",
                shown(&api.crate_name)
            );
        }
    }
    if report.apis.is_empty() {
        let _ = writeln!(
            text,
            "no changes between {} and {}",
            shown(&report.old),
            shown(&report.new)
        );
    }
    text
}

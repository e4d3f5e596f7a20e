//! How answers are wrapped, and what their codes mean.

use super::anchor::Kind;
use super::quirks;
use super::revision::Shown;
use super::section::{Fact, Row, Rows, Section, cell};
use super::walk::Walk;
use crate::emit::words::{self, Docs, Text, code, fill, joined, own};
use crate::model::{Envelope, Nothing, ResultCode};

/// Codes, then envelopes.
pub(super) fn section<'a>(walk: &mut Walk<'a>) -> Section<'a> {
    let mut section = Section::of("answers", own("Answers"));
    section.sections.extend(codes(walk));
    let mut envelopes = Section::of("envelopes", own("Envelopes"));
    for envelope in &walk.api.envelopes {
        let envelope = of(walk, envelope);
        envelopes.sections.push(envelope);
    }
    section.sections.push(envelopes);
    section
}

fn codes<'a>(walk: &mut Walk<'a>) -> Option<Section<'a>> {
    let mut section = Section::of("codes", own("Result codes"));
    let mut other = Docs::default();
    other.line(others(walk.api.other_codes_name_keys));
    section.say(other);
    let mut rows = Vec::new();
    for known in &walk.api.result_codes {
        rows.push(row(walk, known));
    }
    section.rows(Rows {
        caption: own("Codes that answers have, or that stand for answers without one"),
        columns: &["Code", "What it means", "What happened"],
        rows,
    });
    (!walk.api.result_codes.is_empty()).then_some(section)
}

fn row<'a>(walk: &mut Walk<'a>, known: &'a ResultCode) -> Row<'a> {
    let mut name = cell(code(&known.name));
    for also in &known.also {
        name.extend(cell(fill("also {}", [code(also)])));
    }
    name.extend(cell(fill(
        "Rust {}",
        [code(format!("ResultCode::{}", known.rust))],
    )));
    Row {
        ids: vec![walk.anchors.told(Kind::Code, "", &known.name)],
        shown: Shown::Always,
        cells: vec![
            name,
            cell(own(words::result_code::meaning(known.means))),
            vec![(Shown::Always, words::result_code::docs(known))],
        ],
        labels: Vec::new(),
        quirks: quirks::of_row(walk, Kind::Code, &known.name),
        location: &known.location,
    }
}

/// What becomes of codes that are not listed.
fn others(name_keys: bool) -> Text {
    own(match name_keys {
        true => "A code that is not listed names the key that broke its limit.",
        false => "A code that is not listed is a refusal whose meaning is unknown.",
    })
}

fn of<'a>(walk: &mut Walk<'a>, envelope: &'a Envelope) -> Section<'a> {
    let id = walk.anchors.told(Kind::Envelope, "", &envelope.name);
    let mut section = Section::of(id, code(&envelope.name));
    section.location = Some(&envelope.location);
    if envelope.name == walk.api.envelope {
        section.labels.push("of calls that name no other");
    }
    let at = |path: &Option<String>| path.as_ref().map(code);
    let header = |name: &Option<String>| {
        let name = name.as_ref();
        name.map(|name| fill("In the header {}.", [code(name)]))
    };
    let lacks = own(match envelope.code_may_lack {
        true => "Where it is not there, the HTTP status tells.",
        false => "",
    });
    let redirect = envelope.redirect.as_ref().map(|redirect| {
        let words = fill(
            "An answer that redirects is judged by the query of its address: the code is {}, the message {}.",
            [code(&redirect.code), code(&redirect.message)],
        );
        let to = redirect.to.as_ref();
        words.and(to.map_or_else(Text::default, |to| {
            fill(
                " It is a success only if it leads to the host of {}.",
                [code(to)],
            )
        }))
    });
    let details = envelope.details.iter().map(|detail| {
        let places = detail.paths.iter().chain(&detail.header).map(code);
        fill("{}: {}.", [code(&detail.name), joined(places, ", ")])
    });
    let list = |paths: &[String]| (!paths.is_empty()).then(|| joined(paths.iter().map(code), ", "));
    let nothing = envelope.no_records.iter().map(|it| own(said_by(*it)));
    section.facts(vec![
        Fact::of(
            "Capitals",
            [own(match envelope.any_case {
                true => "Do not matter in its keys.",
                false => "",
            })],
        ),
        Fact::of(
            "Code",
            at(&envelope.code)
                .into_iter()
                .chain(header(&envelope.code_header))
                .chain([lacks]),
        ),
        Fact::of(
            "Message",
            at(&envelope.message)
                .into_iter()
                .chain(header(&envelope.message_header)),
        ),
        Fact::of("Total", at(&envelope.total)),
        Fact::of("Records", list(&envelope.records)),
        Fact::of("Errors", list(&envelope.errors)),
        Fact::of("Details of errors", details),
        Fact::of(
            "Success",
            envelope.success.as_ref().map(|message| {
                fill(
                    "An answer without a code is a success with the message {} only.",
                    [code(message)],
                )
            }),
        ),
        Fact::of("Redirects", redirect),
        Fact::of("Other codes", envelope.other_codes_name_keys.map(others)),
        Fact::of(
            "No records",
            (!envelope.no_records.is_empty()).then(|| joined(nothing, "; ").and(own("."))),
        ),
        Fact::of("Lists of something else", list(&envelope.beside)),
    ]);
    let quirks = quirks::of_row(walk, Kind::Envelope, &envelope.name);
    section.quirks(quirks);
    section
}

/// What stands there where there are no records.
fn said_by(nothing: Nothing) -> &'static str {
    match nothing {
        Nothing::Null => "null in their place",
        Nothing::False => "false in their place",
        Nothing::Blank => "a blank text in their place",
        Nothing::EmptyObject => "an empty object in their place",
        Nothing::Missing => "nothing in their place",
        Nothing::TotalOfZero => "nothing there beside a total of 0",
        Nothing::EmptyAnswer => "an answer that is an empty object",
        Nothing::EmptyBody => "an empty body",
    }
}

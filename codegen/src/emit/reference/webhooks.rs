//! What the API sends by itself.

use super::anchor::Kind;
use super::revision::Shown;
use super::section::{Fact, Row, Rows, Section, cell};
use super::walk::Walk;
use crate::emit::words::{Docs, Text, code, fill, joined, own, said};
use crate::model::{SignatureEncoding, Signed, TimestampPlace, ToldBy};

/// How it is signed, and which events there are.
pub(super) fn section<'a>(walk: &mut Walk<'a>) -> Option<Section<'a>> {
    let webhooks = walk.api.webhooks.as_ref()?;
    let mut section = Section::of("webhooks", own("Webhooks"));
    section.location = Some(&webhooks.location);
    section.say(Docs::of(&webhooks.doc));
    let encoded = own(match webhooks.encoded {
        SignatureEncoding::Hex => "hexadecimal digits",
        SignatureEncoding::Base64 => "Base64",
    });
    let written = code(format!("{}{{}}{}", webhooks.before, webhooks.after));
    let over = webhooks.over.iter().map(|piece| match piece {
        Signed::Text(text) => code(text),
        Signed::Timestamp => own("the time"),
        Signed::Body => own("the body"),
    });
    let time = webhooks.timestamp.as_ref().map(|place| match place {
        TimestampPlace::Header(name) => fill("In the header {}.", [code(name)]),
        TimestampPlace::Beside(before) => fill("Beside the signature, behind {}.", [code(before)]),
    });
    let age = webhooks.timestamp.as_ref().map(|_| {
        let seconds = said(webhooks.age.to_string());
        fill("At most {} seconds old, or ahead.", [seconds])
    });
    section.facts(vec![
        Fact::of(
            "Signature",
            [fill(
                "HMAC with SHA-256 in the header {}, as {}, written {}.",
                [code(&webhooks.header), encoded, written],
            )],
        ),
        Fact::of("Signed is", [joined(over, ", ")]),
        Fact::of("Time", time.into_iter().chain(age)),
        Fact::of(
            "Secret",
            webhooks
                .env
                .as_ref()
                .map(|env| fill("From the variable {}.", [code(env)])),
        ),
    ]);
    let mut rows = Vec::new();
    for event in &webhooks.events {
        let record = walk.link(Kind::Record, "", &event.record);
        let within = match event.within.as_str() {
            "" => own("The body."),
            path => fill("At {}.", [code(path)]),
        };
        let told_by: Text = match &event.told_by {
            ToldBy::Key(path) => fill("{} at {}.", [code(&event.is), code(path)]),
            ToldBy::Header(name) => fill("{} in the header {}.", [code(&event.is), code(name)]),
        };
        rows.push(Row {
            ids: vec![walk.anchors.told(Kind::Event, "", &event.name)],
            shown: Shown::Always,
            cells: vec![
                cell(code(&event.name))
                    .into_iter()
                    .chain(cell(fill(
                        "Rust {}",
                        [code(format!("WebhookEvent::{}", event.rust))],
                    )))
                    .collect(),
                vec![(Shown::Always, Docs::of(&event.doc))],
                cell(told_by),
                cell(fill("{}. {}", [record, within])),
            ],
            labels: Vec::new(),
            quirks: Vec::new(),
            location: &event.location,
        });
    }
    section.rows(Rows {
        caption: own("Events"),
        columns: &["Event", "What happened", "Told by", "Record"],
        rows,
    });
    Some(section)
}

//! Quirks of the API as a whole: beside the row that they name, or in a section of their own.

use std::collections::HashMap;

use super::anchor::Kind;
use super::section::{Quirk, Section};
use super::walk::Walk;
use crate::emit::words::own;
use crate::model::{self, Api, CredentialPlace, Envelope};

/// What a quirk is about: a kind of thing, and its name.
type About<'a> = (Kind, &'a str);

/// The quirks of the API, by what each stands beside.
pub(super) struct OfApi<'a>(HashMap<Option<About<'a>>, Vec<&'a model::Quirk>>);

impl<'a> OfApi<'a> {
    pub(super) fn of(api: &'a Api) -> Self {
        let mut by_row: HashMap<_, Vec<_>> = HashMap::new();
        for quirk in &api.quirks {
            let row = quirk.about.as_deref().and_then(|about| row(api, about));
            by_row.entry(row).or_default().push(quirk);
        }
        Self(by_row)
    }

    /// Whether some stand beside nothing.
    pub(super) fn has_others(&self) -> bool {
        self.0.contains_key(&None)
    }
}

/// Those that stand beside nothing.
pub(super) fn section<'a>(walk: &mut Walk<'a>) -> Option<Section<'a>> {
    let mut section = Section::of("quirks", own("Quirks of the API as a whole"));
    let quirks = beside(walk, None);
    section.quirks(quirks);
    (!section.blocks.is_empty()).then_some(section)
}

/// Those that stand beside this row.
pub(super) fn of_row<'a>(walk: &mut Walk<'a>, kind: Kind, name: &'a str) -> Vec<Quirk<'a>> {
    beside(walk, Some((kind, name)))
}

fn beside<'a>(walk: &mut Walk<'a>, row: Option<About<'a>>) -> Vec<Quirk<'a>> {
    let quirks = walk.of_api.0.get(&row).cloned().unwrap_or_default();
    walk.quirks(&["api"], quirks)
}

/// The row that some words name, or the first of them if they name several and nothing else: `401`, `OrgId`,
/// `CT510 and CT515`.
fn row<'a>(api: &'a Api, about: &str) -> Option<About<'a>> {
    let name = |name: &str| {
        code(api, name)
            .or_else(|| credential(api, name))
            .or_else(|| envelope(api, name))
            .or_else(|| revision(api, name))
    };
    let between = |word: &&str| !matches!(*word, "" | "and" | "or" | "to");
    // Whatever it is: names can have any signs.
    name(about).or_else(|| {
        let words = about.split([' ', ',']).filter(between);
        let rows: Option<Vec<About<'_>>> = words.map(|word| name(word.trim_matches('`'))).collect();
        rows?.into_iter().next()
    })
}

fn code<'a>(api: &'a Api, name: &str) -> Option<About<'a>> {
    let mut codes = api.result_codes.iter();
    let code = codes.find(|code| {
        let status = code.status.map(|status| status.to_string());
        let names = [&code.name, &code.code].into_iter().chain(&code.also);
        names.chain(&status).any(|known| known == name)
    })?;
    Some((Kind::Code, &code.name))
}

fn credential<'a>(api: &'a Api, name: &str) -> Option<About<'a>> {
    let mut credentials = api.credentials.iter();
    let credential = credentials.find(|credential| {
        let place = match &credential.place {
            CredentialPlace::Header(name)
            | CredentialPlace::Query(name)
            | CredentialPlace::Body(name) => Some(name),
            CredentialPlace::BasicUser
            | CredentialPlace::BasicPassword
            | CredentialPlace::BasicWithUser(_)
            | CredentialPlace::BasicWithPassword(_)
            | CredentialPlace::OAuth(_) => None,
        };
        credential.name == name || place.is_some_and(|place| place == name)
    })?;
    Some((Kind::Credential, &credential.name))
}

/// The first is that of calls that name no other.
fn envelope<'a>(api: &'a Api, name: &str) -> Option<About<'a>> {
    let mut envelopes = api.envelopes.iter();
    let envelope = envelopes.find(|it| keys(it).any(|key| key == name))?;
    Some((Kind::Envelope, &envelope.name))
}

/// What an envelope reads of an answer, and what it is called itself.
fn keys(envelope: &Envelope) -> impl Iterator<Item = &String> {
    let one = [
        &envelope.code,
        &envelope.code_header,
        &envelope.message,
        &envelope.message_header,
        &envelope.total,
    ];
    let lists = [&envelope.records, &envelope.errors, &envelope.beside];
    let details = envelope.details.iter();
    std::iter::once(&envelope.name)
        .chain(one.into_iter().flatten())
        .chain(lists.into_iter().flatten())
        .chain(details.flat_map(|detail| detail.paths.iter().chain(&detail.header)))
}

fn revision<'a>(api: &'a Api, name: &str) -> Option<About<'a>> {
    let mut revisions = api.revisions.iter();
    let revision = revisions.find(|revision| revision.name == name)?;
    Some((Kind::Revision, &revision.name))
}

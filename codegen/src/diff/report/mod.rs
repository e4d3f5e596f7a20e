//! Reports of changes: for people, for programs, for CI, for a pull request and for a changelog.

mod changelog;
mod ci;
mod human;
mod json;
mod markdown;

use std::borrow::Cow;
use std::collections::HashSet;

use super::{Action, Change, Direction, Semver, Side, Thing, Wire};
use crate::source::shown;

/// The JSON Schema of [`Format::Json`].
pub const SCHEMA: &str = include_str!("report.schema.json");

/// How changes are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A few lines a change.
    Human {
        /// With ANSI colours.
        colour: bool,
    },
    /// One JSON object, as [`SCHEMA`] describes it.
    Json,
    /// Annotations that CI shows beside the line.
    Ci,
    /// A table for a pull request.
    Markdown,
    /// An entry for a changelog, by who is concerned.
    Changelog,
}

/// The changes of one API.
#[derive(Clone, Debug)]
pub struct Compared {
    /// Its name.
    pub api: String,
    /// Title of the vendor's document.
    pub title: String,
    /// The crate.
    pub crate_name: String,
    /// The version that the crate has and the one that follows, where they are known.
    pub versions: Option<(String, String)>,
    /// What changed.
    pub changes: Vec<Change>,
}

/// Everything that there is to tell.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// What the old specs are called.
    pub old: String,
    /// What the new specs are called.
    pub new: String,
    /// Each API that was compared.
    pub apis: Vec<Compared>,
    /// Fingerprints of changes that somebody approved.
    pub approved: HashSet<String>,
    /// From what on a change that nobody approved is an error.
    pub fail_on: Option<FailOn>,
}

/// From what on a change is an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailOn {
    /// Callers must change their code, or worse.
    Rust(Semver),
    /// A running integration breaks, or may.
    Wire,
    /// Values that used to pass are refused, or may be.
    Data,
}

impl FailOn {
    /// The level of this name.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "major" => Self::Rust(Semver::Major),
            "minor" => Self::Rust(Semver::Minor),
            "patch" => Self::Rust(Semver::Patch),
            "wire" => Self::Wire,
            "data" => Self::Data,
            _ => return None,
        })
    }

    /// Whether a change is as bad.
    pub fn is_reached(self, change: &Change) -> bool {
        match self {
            Self::Rust(level) => change.verdict.rust >= level,
            Self::Wire => change.verdict.wire > Wire::Fine,
            Self::Data => change.verdict.refuses_values,
        }
    }
}

impl Report {
    /// Writes it, without the APIs in which nothing changed.
    pub fn written(&self, format: Format) -> String {
        let mut changed = self.clone();
        changed.apis.retain(|api| !api.changes.is_empty());
        match format {
            Format::Human { colour } => human::written(&changed, colour),
            Format::Json => json::written(&changed),
            Format::Ci => ci::written(&changed),
            Format::Markdown => markdown::written(&changed),
            Format::Changelog => changelog::written(&changed),
        }
    }

    /// How many changes are as bad as is not wanted, and approved by nobody.
    pub fn failures(&self) -> usize {
        let changes = self.apis.iter().flat_map(|api| &api.changes);
        changes.filter(|change| self.fails(change)).count()
    }

    fn fails(&self, change: &Change) -> bool {
        !self.is_approved(change) && self.fail_on.is_some_and(|level| level.is_reached(change))
    }

    fn is_approved(&self, change: &Change) -> bool {
        self.approved.contains(&change.fingerprint)
    }
}

impl Compared {
    /// Whether the new side does not have it any more.
    pub fn is_gone(&self) -> bool {
        let is_removal =
            |change: &Change| change.thing == Thing::Api && change.action == Action::Removed;
        self.changes.iter().any(is_removal)
    }

    /// The worst first; those that are as bad, in the order of the spec.
    fn sorted(&self) -> Vec<&Change> {
        let mut sorted: Vec<&Change> = self.changes.iter().collect();
        sorted.sort_by_key(|change| std::cmp::Reverse((change.verdict.rust, change.verdict.wire)));
        sorted
    }

    /// Its version, and the other one that follows.
    fn next(&self) -> Option<(&str, &str)> {
        let (now, next) = self.versions.as_ref()?;
        (now != next).then_some((now, next))
    }

    /// What all of it comes to, in one line.
    fn summary(&self) -> String {
        let changes = &self.changes;
        let count = match changes.len() {
            1 => "1 change".to_owned(),
            count => format!("{count} changes"),
        };
        let rust = changes.iter().map(|it| it.verdict.rust).max();
        let wire = changes.iter().map(|it| it.verdict.wire).max();
        let refused = changes
            .iter()
            .filter(|it| it.verdict.refuses_values)
            .count();
        let data = match refused {
            0 => "your data passes as before".to_owned(),
            1 => "1 change refuses values".to_owned(),
            count => format!("{count} changes refuse values"),
        };
        let (rust, wire) = (
            rust.map_or("patch", Semver::as_str),
            wire.map_or("fine", Wire::as_str),
        );
        format!("{count}; Rust {rust}, wire {wire}, {data}")
    }
}

/// What changed, in one line.
fn title(change: &Change) -> String {
    let (thing, action) = (change.thing.as_str(), change.action.as_str());
    format!("{thing} {action}: {}", subject(change))
}

/// Where in the spec, and which way it travels.
fn subject(change: &Change) -> String {
    let way = match change.direction {
        Direction::Sent => " (sent)",
        Direction::Received => " (received)",
        Direction::Both | Direction::Neither => "",
    };
    shown(&format!("{}{way}", change.subject.join(" › "))).into_owned()
}

/// Longer words are cut: a report for people shows what changed, the spec and JSON have all of it.
const LONGEST: usize = 400;

/// What it was and what it is.
fn words(change: &Change) -> Cow<'_, str> {
    match change.words.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{} …", change.words.get(..end).unwrap_or_default()).into(),
        None => change.words.as_str().into(),
    }
}

/// Where it stands, in the old spec and in the new one.
fn place(change: &Change) -> Option<String> {
    let at = |place: &crate::model::Location| format!("{}:{}", shown(&place.file), place.line);
    match (change.old.as_ref().map(at), change.new.as_ref().map(at)) {
        (Some(old), Some(new)) if old == new => Some(old),
        (Some(old), Some(new)) => Some(format!("{old} → {new}")),
        (Some(old), None) => Some(format!("{old} → gone")),
        (None, Some(new)) => Some(format!("new → {new}")),
        (None, None) => None,
    }
}

/// Which values are concerned, in words.
fn data(change: &Change) -> Option<String> {
    let values = change.values.as_ref()?;
    let side = |side: &Side, such: &str, undecided: &str| match side {
        Side::None => None,
        Side::Such(value) => Some(format!("{} {such}", quoted(value))),
        Side::Like(words) => Some(format!("{words} {such}")),
        Side::Undecided => Some(undecided.to_owned()),
    };
    let (was, is) = match change.direction.is_sent() {
        true => (
            "used to pass and is refused",
            "used to be refused and passes",
        ),
        false => ("could come and comes no more", "never came and can come"),
    };
    let parts = [
        side(
            &values.refused,
            was,
            "cannot decide whether values are refused that used to pass",
        ),
        side(
            &values.passes,
            is,
            "cannot decide whether values pass that used to be refused",
        ),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    match parts.is_empty() {
        true => Some("the same values pass".to_owned()),
        false => Some(parts.join("; ")),
    }
}

/// A value that may be blank, long, or full of strange signs.
fn quoted(value: &str) -> String {
    let count = value.chars().count();
    let first = value.chars().next().unwrap_or_default();
    if count > 40 && value.chars().all(|sign| sign == first) {
        return format!("a text of {count} times {first:?}");
    }
    let value: String = match count > 80 {
        true => value.chars().take(80).chain(['…']).collect(),
        false => value.to_owned(),
    };
    format!("\"{}\"", shown(&value))
}

//! What changes come to, as data: one row for each thing and what is done to it.

use super::change::Action::{
    self, Added, Changed, Loosened, Moved, Removed, Renamed, Reworded, Tightened,
};
use super::change::{Direction, Thing};
use super::values::{Side, Values};

/// Whether a running integration breaks, that was built against the old spec, if the server follows the new one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Wire {
    /// It works as before.
    Fine,
    /// That depends on what it sends or reads.
    MayBreak,
    /// It breaks.
    Breaks,
}

impl Wire {
    /// The words for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Fine => "fine",
            Self::MayBreak => "may break",
            Self::Breaks => "breaks",
        }
    }
}

/// Whether a caller's code still compiles with the new crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Semver {
    /// All that was there is there as it was.
    Patch,
    /// There is more than before.
    Minor,
    /// Something is not there any more, or has another type.
    Major,
}

impl Semver {
    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }
}

/// What a change comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// For a running integration.
    pub wire: Wire,
    /// Why.
    pub wire_why: &'static str,
    /// For a caller's code.
    pub rust: Semver,
    /// Why.
    pub rust_why: &'static str,
    /// Whether values are concerned that used to pass, or may be.
    pub refuses_values: bool,
}

impl Verdict {
    pub(super) fn of(
        direction: Direction,
        thing: Thing,
        action: Action,
        values: Option<&Values>,
    ) -> Self {
        let refuses_values = direction.is_sent()
            && values.is_some_and(|values| !matches!(values.refused, Side::None));
        match rule(direction, thing, action) {
            Some(rule) => Self {
                wire: rule.wire,
                wire_why: rule.wire_why,
                rust: rule.rust,
                rust_why: rule.rust_why,
                refuses_values,
            },
            // A test holds that there is a row for whatever occurs; the worst is assumed where one is missing.
            None => Self {
                wire: Wire::MayBreak,
                wire_why: "no rule speaks of it",
                rust: Semver::Major,
                rust_why: "no rule speaks of it",
                refuses_values,
            },
        }
    }
}

/// A row: the first one that fits counts.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// About what.
    pub things: &'static [Thing],
    /// What is done to it.
    pub actions: &'static [Action],
    /// In which directions.
    pub directions: &'static [Direction],
    /// For a running integration.
    pub wire: Wire,
    /// Why.
    pub wire_why: &'static str,
    /// For a caller's code.
    pub rust: Semver,
    /// Why.
    pub rust_why: &'static str,
}

/// The row for a change.
pub(super) fn rule(direction: Direction, thing: Thing, action: Action) -> Option<&'static Rule> {
    RULES.iter().find(|rule| {
        rule.things.contains(&thing)
            && rule.actions.contains(&action)
            && rule.directions.contains(&direction)
    })
}

const ANY: &[Direction] = &Direction::ALL;
const SENT: &[Direction] = &[Direction::Sent, Direction::Both];
const RECEIVED: &[Direction] = &[Direction::Received];
const NEITHER: &[Direction] = &[Direction::Neither];
const IN_OUT: &[Action] = &[Added, Removed, Changed];

type Says<T> = (T, &'static str);

const fn row(
    things: &'static [Thing],
    actions: &'static [Action],
    directions: &'static [Direction],
    (wire, wire_why): Says<Wire>,
    (rust, rust_why): Says<Semver>,
) -> Rule {
    Rule {
        things,
        actions,
        directions,
        wire,
        wire_why,
        rust,
        rust_why,
    }
}

use Semver::{Major, Minor, Patch};
use Thing as T;
use Wire::{Breaks, Fine, MayBreak};

const SAME_ITEMS: Says<Semver> = (Patch, "all items stay; only what descriptors hold changes");
const NO_ITEM: Says<Semver> = (Patch, "nothing in Rust shows it");
const NOT_ON_THE_WIRE: Says<Wire> = (Fine, "nothing of it travels");
const TOLD_APART: Says<Wire> = (
    Fine,
    "what that means on the wire is told as changes of its own",
);

/// All rules, the particular ones first. A table is read by rows.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    // What is called, and how.
    row(&[T::Call], &[Added], ANY, (Fine, "nobody sends it yet"), (Minor, "a type and a function are new")),
    row(&[T::Call], &[Removed], ANY, (Breaks, "the server does not know it any more"), (Major, "its type and its function are gone")),
    row(&[T::Call], &[Moved], ANY, (Fine, "families are not sent"), (Major, "its type is in another module")),
    row(&[T::Call, T::Api], &[Renamed], ANY, (Fine, "the name is not sent"), SAME_ITEMS),
    row(&[T::Family], &[Added], ANY, NOT_ON_THE_WIRE, (Minor, "a module is new")),
    row(&[T::Family], &[Removed], ANY, TOLD_APART, (Major, "its module is gone")),
    row(&[T::Path], &[Tightened, Loosened, Added, Removed, Changed], ANY, (Breaks, "requests go elsewhere"), SAME_ITEMS),
    row(&[T::Api], &[Added], ANY, (Fine, "nobody calls it yet"), (Minor, "a crate is new")),
    row(&[T::Api], &[Removed], ANY, (Fine, "it was called by its own crate alone"), (Major, "its crate is gone")),
    row(&[T::Environment], IN_OUT, ANY, (Fine, "the caller's side alone"), SAME_ITEMS),
    // What is sent.
    row(&[T::Table], &[Added], ANY, TOLD_APART, (Minor, "a module is new")),
    row(&[T::Table], &[Removed], ANY, TOLD_APART, (Major, "its module is gone")),
    row(&[T::Key], &[Added], NEITHER, NOT_ON_THE_WIRE, (Minor, "a static is new")),
    row(&[T::Key], &[Added], ANY, (Fine, "nobody sends it yet, and what is not known in answers is kept"), (Minor, "a setter or an accessor is new")),
    row(&[T::Key], &[Removed], NEITHER, NOT_ON_THE_WIRE, (Major, "its static is gone")),
    row(&[T::Key], &[Removed], ANY, (MayBreak, "who sends it is refused or not heard, and who reads it reads nothing"), (Major, "its setter or accessor is gone")),
    row(&[T::Key], &[Renamed], NEITHER, NOT_ON_THE_WIRE, SAME_ITEMS),
    row(&[T::Key], &[Renamed], ANY, (Breaks, "the server looks for it under another name"), (Patch, "its name in Rust stays")),
    row(&[T::Requirement], &[Added], SENT, (MayBreak, "who leaves it out is refused"), SAME_ITEMS),
    row(&[T::Requirement], &[Removed], SENT, (Fine, "who gives it still may"), SAME_ITEMS),
    row(&[T::Requirement], &[Added, Removed], ANY, NOT_ON_THE_WIRE, NO_ITEM),
    row(&[T::Argument], &[Added, Removed, Moved, Changed], ANY, TOLD_APART, (Major, "the constructor takes other arguments")),
    row(&[T::Default], IN_OUT, SENT, (MayBreak, "who leaves the key out means another value now"), SAME_ITEMS),
    row(&[T::Default], IN_OUT, ANY, NOT_ON_THE_WIRE, NO_ITEM),
    row(&[T::Place], IN_OUT, NEITHER, NOT_ON_THE_WIRE, SAME_ITEMS),
    row(&[T::Place], IN_OUT, ANY, (Breaks, "the server looks for it elsewhere, or written otherwise"), SAME_ITEMS),
    row(&[T::Constant], IN_OUT, ANY, (MayBreak, "requests are sent with other constants"), SAME_ITEMS),
    row(&[T::Null], IN_OUT, ANY, (MayBreak, "what clears a value is another"), SAME_ITEMS),
    row(&[T::Access], IN_OUT, ANY, TOLD_APART, SAME_ITEMS),
    row(&[T::Holds], IN_OUT, ANY, NOT_ON_THE_WIRE, SAME_ITEMS),
    // What values are allowed.
    row(&[T::Limit], &[Added], ANY, TOLD_APART, (Minor, "a static is new")),
    row(&[T::Limit], &[Removed], ANY, TOLD_APART, (Major, "its static is gone")),
    row(&[T::Limit], &[Renamed], ANY, NOT_ON_THE_WIRE, (Major, "its static has another name")),
    row(&[T::Limit], &[Moved, Reworded], ANY, (Fine, "it allows the same"), SAME_ITEMS),
    row(&[T::Limit], &[Tightened, Changed], SENT, (MayBreak, "values that used to pass are refused"), SAME_ITEMS),
    row(&[T::Limit], &[Loosened], &[Direction::Both], (MayBreak, "answers can hold values that never came before"), SAME_ITEMS),
    row(&[T::Limit], &[Loosened], SENT, (Fine, "all that was allowed still is"), SAME_ITEMS),
    row(&[T::Limit], &[Loosened, Changed], RECEIVED, (MayBreak, "answers can hold values that never came before"), SAME_ITEMS),
    row(&[T::Limit], &[Tightened], RECEIVED, (Fine, "all that comes could come before"), SAME_ITEMS),
    row(&[T::Limit], &[Tightened, Loosened, Changed], NEITHER, NOT_ON_THE_WIRE, SAME_ITEMS),
    row(&[T::ClosedSet], &[Added], RECEIVED, (MayBreak, "answers can hold a value that the old crate does not list"), (Minor, "a variant is new, and the enum is not exhaustive")),
    row(&[T::ClosedSet], &[Added], &[Direction::Both], (MayBreak, "answers can hold a value that the old crate does not list"), (Minor, "a variant is new, and the enum is not exhaustive")),
    row(&[T::ClosedSet], &[Added], ANY, (Fine, "nobody sends it yet"), (Minor, "a variant is new, and the enum is not exhaustive")),
    row(&[T::ClosedSet], &[Removed], SENT, (MayBreak, "who sends it is refused"), (Major, "a variant is gone")),
    row(&[T::ClosedSet], &[Removed], ANY, (Fine, "it comes no more"), (Major, "a variant is gone")),
    row(&[T::Spelling], IN_OUT, ANY, (Fine, "spellings are read, not sent"), SAME_ITEMS),
    // What comes back.
    row(&[T::Record], &[Added], ANY, (Fine, "who does not know it does not ask for it"), (Minor, "a type is new")),
    row(&[T::Record], &[Removed], ANY, TOLD_APART, (Major, "its type is gone")),
    row(&[T::Record], &[Changed], ANY, (MayBreak, "records are told from other objects otherwise"), SAME_ITEMS),
    row(&[T::Field], &[Added], ANY, (Fine, "what is not known is kept"), (Minor, "an accessor is new")),
    row(&[T::Field], &[Removed], ANY, (MayBreak, "who reads it reads nothing"), (Major, "its accessor is gone")),
    row(&[T::Envelope], &[Added], NEITHER, NOT_ON_THE_WIRE, (Minor, "a static is new")),
    row(&[T::Envelope], &[Removed], NEITHER, TOLD_APART, (Major, "its static is gone")),
    row(&[T::Envelope], IN_OUT, ANY, (MayBreak, "answers are taken apart otherwise"), SAME_ITEMS),
    row(&[T::Returns], IN_OUT, ANY, (Breaks, "answers hold something else"), SAME_ITEMS),
    row(&[T::Paging], &[Added], ANY, (Fine, "a first page is read as before"), SAME_ITEMS),
    row(&[T::Paging], &[Removed, Changed], ANY, (Breaks, "lists end early, or do not turn their pages"), SAME_ITEMS),
    row(&[T::Code], &[Added], ANY, (MayBreak, "an answer can have a code that the old crate does not list"), (Minor, "a variant is new, and the enum is not exhaustive")),
    row(&[T::Code], &[Removed], ANY, (Fine, "it comes no more"), (Major, "a variant is gone")),
    row(&[T::Code], &[Changed, Renamed], ANY, (MayBreak, "what a refusal means is another thing"), SAME_ITEMS),
    row(&[T::Code], &[Moved], ANY, (Fine, "only which calls give it is told otherwise"), SAME_ITEMS),
    row(&[T::Retry, T::Rate], &[Added, Removed, Changed, Tightened, Loosened], ANY, (MayBreak, "calls are repeated, or held back, otherwise"), SAME_ITEMS),
    row(&[T::Event], &[Added], ANY, (Fine, "the old crate gives it as unknown"), (Minor, "a variant is new, and the enum is not exhaustive")),
    row(&[T::Event], &[Removed], ANY, (MayBreak, "who waits for it waits for ever"), (Major, "a variant is gone")),
    row(&[T::Event], &[Changed], ANY, (Breaks, "it is told otherwise"), SAME_ITEMS),
    row(&[T::Webhook], &[Added], ANY, (Fine, "nobody reads them yet"), (Minor, "a module is new")),
    row(&[T::Webhook], &[Removed], ANY, (Breaks, "none comes any more"), (Major, "the module is gone")),
    row(&[T::Webhook], &[Changed], ANY, (Breaks, "signatures of the one do not fit the other"), SAME_ITEMS),
    // Who calls.
    row(&[T::Credential], &[Added, Tightened], ANY, (MayBreak, "who is without it is refused"), SAME_ITEMS),
    row(&[T::Credential], &[Removed, Loosened], ANY, (Fine, "it is not asked for any more"), SAME_ITEMS),
    row(&[T::Credential], &[Changed], ANY, (Breaks, "the server looks for it elsewhere, or written otherwise"), SAME_ITEMS),
    row(&[T::Variable], IN_OUT, ANY, (MayBreak, "the address is made otherwise"), SAME_ITEMS),
    // The crate alone.
    row(&[T::Type], &[Changed], NEITHER, NOT_ON_THE_WIRE, NO_ITEM),
    row(&[T::Type], &[Changed], ANY, TOLD_APART, (Major, "a value has another type")),
    row(&[T::Method], &[Added], ANY, NOT_ON_THE_WIRE, (Minor, "there is more to call")),
    row(&[T::Method], &[Removed, Changed], ANY, NOT_ON_THE_WIRE, (Major, "something is not there as it was")),
    row(&[T::Name], &[Renamed], ANY, NOT_ON_THE_WIRE, (Major, "an item has another name")),
    row(&[T::Deprecation], &[Added], ANY, TOLD_APART, (Minor, "the compiler warns whoever uses it")),
    row(&[T::Deprecation], &[Removed, Changed], ANY, TOLD_APART, (Patch, "the compiler warns no more")),
    // For readers.
    row(&[T::Form], &[Added, Removed, Changed, Reworded], ANY, (Fine, "forms on web sites change when they are replaced"), SAME_ITEMS),
    row(&[T::Revision], &[Added, Removed, Moved, Reworded, Changed], ANY, TOLD_APART, SAME_ITEMS),
    row(&[T::History, T::Quirk, T::Words], &[Added, Removed, Reworded, Renamed], ANY, NOT_ON_THE_WIRE, (Patch, "documentation alone")),
    row(&[T::Order], &[Moved], ANY, (Fine, "names tell things apart, not their order"), SAME_ITEMS),
];

//! Where the client refuses on purpose what the server takes.

use prose_runtime::{Breach, Violation};

use super::case::Case;
use super::forms;

/// Something that the validator refuses and the server takes. Requests with it must be refused by
/// the one and taken by the other, as if it were not there.
#[derive(Debug)]
pub(crate) struct Difference {
    /// What it is about, and why it is kept.
    pub(crate) what: &'static str,
    /// Whether a violation of that request is of that kind.
    pub(crate) covers: fn(&Case, &Violation) -> bool,
}

pub(crate) static DIFFERENCES: &[Difference] = &[
    Difference {
        what: "the type of a history note: the server saves any other word as note, the client \
               offers the five words of the page",
        covers: |_, violation| {
            violation.key.starts_with("notes[")
                && violation.key.ends_with("].type")
                && matches!(violation.breach, Breach::NotListed(_))
        },
    },
    Difference {
        what: "a comma in an item of a list: the server sees two items, the client knows that one \
               was meant",
        covers: |_, violation| violation.breach == Breach::CommaInItem,
    },
    Difference {
        what: "a name that the call or a nested row does not have: the server does not look at it, \
               the client takes it for a slip",
        covers: |_, violation| violation.breach == Breach::NotAccepted,
    },
    Difference {
        what: "a custom name that another call takes as a key: the server does not look at it, the \
               client knows that it is no custom name",
        covers: |_, violation| violation.breach == Breach::Reserved,
    },
    Difference {
        what: "a key in other capitals: the server makes a custom field of it, the client takes it \
               for a slip",
        covers: |_, violation| matches!(violation.breach, Breach::Clash(_)),
    },
    Difference {
        what: "a custom name without a letter or digit: the server makes a custom field of it, the \
               client takes it for a slip",
        covers: |_, violation| violation.breach == Breach::NoName,
    },
    Difference {
        what: "a blank value in a form whose limit allows none: the server does not look at it, \
               because browsers send blank fields along, the client takes it for a slip",
        covers: |case, violation| forms::is_blank(case, violation),
    },
    Difference {
        what: "a blank value in an update whose limit allows none: the server clears what is stored, the \
               client takes it for a slip unless the call says that it clears the key",
        covers: |case, violation| forms::is_blank_in_update(case, violation),
    },
];

//! What is wrong with a call, and what of it the call waives.

use super::check::violations;
use crate::error::{Breach, Violation, Violations};
use crate::text::printable;
use crate::value::Params;

/// Everything that is wrong with the parameters of a call, before it is sent.
///
/// Checked are the limits of all values, nested rows, what the call requires, and custom names. What
/// is required and empty counts as missing, in nested rows too, unless the spec says that a blank
/// value counts there ([`crate::Table::blank_counts`]). Nothing is corrected.
///
/// # Errors
///
/// All violations: values first, in the order of the call's keys, then what is missing, then
/// custom names, then names that no key has.
///
/// What breaks a limit that the call waives ([`Params::as_is`]) is none of them.
pub fn validate(params: &Params) -> Result<(), Violations> {
    match Findings::of(params).broken {
        Some(violations) => Err(violations),
        None => Ok(()),
    }
}

/// What is wrong with a call: what it must not break, and what it says that it breaks.
pub(crate) struct Findings {
    pub(crate) broken: Option<Violations>,
    pub(crate) waived: Option<Violations>,
}

impl Findings {
    pub(crate) fn of(params: &Params) -> Self {
        let all = violations(params);
        if params.waived().is_empty() {
            return Self {
                broken: Violations::some(all),
                waived: None,
            };
        }
        let is_waived = |violation: &Violation| {
            let waives = |name: &str| {
                let rest = violation.key.strip_prefix(&printable(name));
                rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['[', '.']))
            };
            violation.breach.is_of_limit()
                && params.waived().iter().any(|name| waives(name.as_str()))
        };
        let (waived, broken) = all.into_iter().partition(is_waived);
        Self {
            broken: Violations::some(broken),
            waived: Violations::some(waived),
        }
    }

    /// All of it.
    pub(crate) fn into_all(self) -> Option<Violations> {
        Violations::joined(self.broken, self.waived)
    }
}

impl Breach {
    /// Whether it is about a value and its limit, which a call may waive.
    pub(super) fn is_of_limit(self) -> bool {
        match self {
            Breach::TooLong(_)
            | Breach::TooShort(_)
            | Breach::TooLongEscaped(_)
            | Breach::Shape(_)
            | Breach::NotListed(_)
            | Breach::NotFlag
            | Breach::NotFlagAs { .. }
            | Breach::NotBoolean
            | Breach::NotDigits
            | Breach::NotInteger
            | Breach::OutOfRange { .. }
            | Breach::NotDecimal
            | Breach::OutOfBounds { .. }
            | Breach::TooPrecise(_)
            | Breach::NotEmail
            | Breach::NotUrl
            | Breach::NotJson
            | Breach::NotInCalendar(_)
            | Breach::NotRfc2822
            | Breach::NotIp { .. }
            | Breach::FileTooLarge(_)
            | Breach::EmptyItem
            | Breach::CommaInItem
            | Breach::TooFewItems(_)
            | Breach::TooManyItems(_)
            | Breach::WrongForm => true,
            Breach::Missing
            | Breach::MissingWhen { .. }
            | Breach::MissingWith { .. }
            | Breach::AtMostOneOf(_)
            | Breach::NoneOf(_)
            | Breach::MoreThanOneOf(_)
            | Breach::DotSegment
            | Breach::NotInHeader
            | Breach::NotAccepted
            | Breach::Reserved
            | Breach::Clash(_)
            | Breach::NoName
            | Breach::Duplicate
            | Breach::UnknownName
            | Breach::AmbiguousName(..)
            | Breach::NotClearable => false,
        }
    }
}

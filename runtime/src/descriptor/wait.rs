//! What an API says about calls that come too fast.

use super::Rate;

/// The header in which answers to too many calls tell how long to wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wait {
    /// Its name.
    pub header: &'static str,
    /// What it holds.
    pub is: WaitForm,
}

/// How a wait is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WaitForm {
    /// Seconds from now.
    Seconds,
    /// The end of it, in seconds since the beginning of 1970.
    EpochSeconds,
    /// The end of it, in milliseconds since the beginning of 1970.
    EpochMilliseconds,
    /// The end of it, as HTTP writes dates.
    HttpDate,
}

/// How many calls of some kind the vendor bears, beside the rate of the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OwnRate {
    /// Whose rate it is: all calls that name the same keep to it together.
    pub shared_by: &'static str,
    /// The rate.
    pub rate: Rate,
}

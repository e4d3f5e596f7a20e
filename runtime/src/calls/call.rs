//! What a call is.

use crate::reading::Record;
use crate::value::Params;

/// A call as a value: what to do, with which parameters.
///
/// Generated types implement it; a value of them can be kept, cloned, checked with
/// [`crate::validate`] and sent with [`crate::Client::send`].
pub trait Call {
    /// What the answer holds.
    type Record: Record;

    /// The parameters.
    fn params(&self) -> &Params;

    /// The parameters, for sending.
    fn into_params(self) -> Params
    where
        Self: Sized;
}

/// A call that gives its records in pages: its descriptor says how.
///
/// [`crate::Sending::pages`] and [`crate::Sending::records`] go through all of them.
pub trait Paged: Call {}

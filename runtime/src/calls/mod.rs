//! A call as a value: what a caller wants done.

mod call;
mod raw_call;

pub use call::{Call, Paged};
pub use raw_call::RawCall;

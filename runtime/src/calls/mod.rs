//! A call as a value: what a caller wants done.

mod call;
mod changes;
mod raw_call;
mod typed_call;

pub use call::{Call, Paged};
pub use raw_call::RawCall;
pub use typed_call::TypedCall;

//! What a caller says: a call as a value, and its parameters.

mod call;
mod id;
mod params;
mod raw_call;
mod value;

pub use call::{Call, Paged};
pub use id::Id;
pub use params::Params;
pub use raw_call::RawCall;
pub use value::Value;

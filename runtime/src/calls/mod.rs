//! What a caller says: a call as a value, and its parameters.

mod call;
mod id;
mod json;
mod key_name;
mod params;
mod raw_call;
mod value;

pub use call::{Call, Paged};
pub use id::Id;
pub use json::Json;
pub(crate) use json::is_json;
pub use key_name::KeyName;
pub use params::Params;
pub use raw_call::RawCall;
pub use value::Value;

//! What a caller says: a call as a value, and its parameters.

mod call;
mod id;
mod params;
mod value;

pub use call::Call;
pub use id::Id;
pub use params::Params;
pub use value::Value;

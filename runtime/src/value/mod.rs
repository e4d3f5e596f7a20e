//! What a caller says: values, and the keys that they are set for.

mod id;
mod json;
mod key_name;
mod parameter;
mod params;

pub use id::Id;
pub use json::Json;
pub use key_name::KeyName;
pub use parameter::Value;
pub use params::Params;

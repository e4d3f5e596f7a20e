//! What a caller says: values, and the keys that they are set for.

mod amount;
mod carrying;
mod closed_set;
mod file_upload;
mod filling;
mod id;
mod into_value;
mod json;
mod key_name;
mod moment;
mod names;
#[cfg(feature = "chrono")]
mod of_chrono;
#[cfg(feature = "jiff")]
mod of_jiff;
mod parameter;
mod params;
mod raw_body;
#[cfg(feature = "serde")]
mod scalar;
#[cfg(any(feature = "serde", doc))]
mod serialized;
#[cfg(any(feature = "serde", doc))]
mod serializer;
mod shorter;
mod taking_out;
mod unmatched;

pub use amount::{Amount, FromAmount};
pub use closed_set::{ClosedSet, NotListed};
pub(crate) use file_upload::Content;
pub use file_upload::FileUpload;
pub use id::{Id, NotAnId};
pub use into_value::IntoValue;
pub use json::Json;
pub use key_name::KeyName;
pub use moment::{FromMoment, Moment};
pub(crate) use parameter::Texts;
pub use parameter::Value;
pub use params::Params;
pub(crate) use raw_body::RawBody;

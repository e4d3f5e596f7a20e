//! From a call to a request: pure.

mod base_url;
mod credentials;
mod encode;
mod masked_text;
mod path;
mod request;

pub use base_url::BaseUrl;
pub use credentials::Credentials;
pub use encode::encode;
pub(crate) use encode::{basic, encode_as};
pub use request::Request;

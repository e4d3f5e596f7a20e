//! From a call to a request: pure.

mod authentication;
mod base_url;
mod credentials;
mod encode;
mod headers;
mod masked_text;
mod multipart;
mod next_address;
mod nulls;
mod oauth;
mod pairs;
mod path;
mod request;
mod token_request;
mod token_url;
mod whole_body;

/// Most characters of a custom name in an error.
const NAME: usize = 60;

pub(crate) use authentication::basic;
pub use base_url::BaseUrl;
pub use credentials::Credentials;
pub use encode::encode;
pub(crate) use encode::encode_as;
pub(crate) use multipart::{Multipart, Segment};
pub(crate) use next_address::Elsewhere;
pub use request::Request;
pub(crate) use request::RequestBody;
pub(crate) use token_request::token_request;
pub(crate) use token_url::{TokenUrl, TokenUrlSource};

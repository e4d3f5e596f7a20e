//! The runtime of generated API clients: everything that is not in the spec of one API.
//!
//! A generated crate says in static data ([`CallDescriptor`], [`Key`], [`Limit`], [`RecordKind`])
//! what an API takes and gives, and puts thin types around [`Params`] and [`Row`]. This crate acts on
//! that data:
//!
//! 1. A call is a value. [`validate`] tells everything that is wrong with it, before it is sent.
//! 2. [`encode`] turns it into a [`Request`], which is plain data.
//! 3. [`Client`] sends requests and gives back a [`Response`], plain data again.
//! 4. [`read`] turns the response into a [`Reply`] or an [`Error`].
//!
//! Steps 1, 2 and 4 are pure functions: they can be used, and tested, without a network.
//!
//! Values are sent as the caller wrote them and answers are read leniently. What does not fit is
//! kept, not dropped: see [`Row::unknown`], [`Reply::extra`], [`Reply::odd_records`] and
//! [`Reply::body`].
//!
//! What the spec calls secret or personal appears in no error, URL or debug output of this crate.
#![forbid(unsafe_code)]

mod base_url;
mod call;
mod client;
mod config;
mod credentials;
mod descriptor;
mod encode;
mod envelope;
mod error;
mod id;
mod json;
mod limit;

mod page;
mod params;
mod read;
mod record;
mod refusal;
mod reply;
mod request;
mod response;
mod row;
mod sending;
mod server_text;
mod tls;
mod validate;
mod value;
mod violation;

pub use base_url::BaseUrl;
pub use call::Call;
pub use client::Client;
pub use config::Config;
pub use credentials::Credentials;
pub use descriptor::{
    ApiDescriptor, CallDescriptor, Credential, CredentialPlace, Envelope, Holds, Key, Limit,
    Meaning, Method, Paging, Place, RecordKind, Requires, ResultCode, Retry, Returns, Rule, Table,
};
pub use encode::encode;
pub use error::{Error, TimeLimit};
pub use id::Id;
pub use limit::Breach;

pub use params::Params;
pub use read::read;
pub use record::{NoRecord, Record};
pub use refusal::Refusal;
pub use reply::Reply;
pub use request::Request;
pub use response::Response;
pub use row::Row;
pub use sending::Sending;
pub use server_text::ServerText;
pub use validate::validate;
pub use value::Value;
pub use violation::{Violation, Violations};

/// Types of other crates that appear in this one's signatures.
pub use {http::HeaderMap, http::HeaderValue, reqwest};

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

mod calendar;
mod calls;
mod checking;
mod cleaning;
#[cfg(feature = "serde")]
mod converting;
mod descriptor;
mod encoding;
mod environment;
mod error;
mod json;
mod random;
mod reading;
mod retrying;
mod sending;
mod streaming;
mod text;
mod value;
#[cfg(feature = "webhooks")]
mod webhooks;

// The face of the crate is for others: within it, a name is used from the module that it lives in.
pub use calls::{Call, Paged, RawCall, TypedCall};
pub use checking::{Validation, validate};
pub use cleaning::{Change, Cleaned, Cleaning, DateOrder, DecimalSign, Unclear, UnclearValue};
pub use descriptor::{
    ApiDescriptor, Blank, CallDescriptor, ClientProof, Credential, CredentialPlace, Detail,
    Envelope, Fixed, FixedPlace, Grant, Holds, Idempotency, Key, KeyPlace, Limit, List, Meaning,
    Method, NestedKind, Nests, NextAddress, NextCursor, Nothing, OAuth, OAuthPart, OwnRate, Paging,
    Place, Rate, RecordKind, Redirect, Requires, ResultCode, Retry, Returns, Rule,
    SignatureEncoding, Signed, Table, TimestampPlace, ToldBy, Travels, Variable, VariableValues,
    Wait, WaitForm, WebhookEvent, Webhooks,
};
pub use encoding::{BaseUrl, Credentials, Request, encode};
pub use error::{
    Attempt, Breach, Cause, Error, FailedResponse, Outcome, Refusal, Safety, ServerText, Then,
    TimeLimit, TransportFault, Violation, Violations,
};
#[cfg(feature = "serde")]
pub use reading::ByRustNames;
pub use reading::{NoRecord, Record, Reply, Response, Row, read};
pub use retrying::{RetryPolicy, Timing, retry_after};
pub use sending::{Client, Config, Sending};
#[cfg(any(feature = "blocking", doc))]
pub use streaming::Waiting;
pub use streaming::{Bulk, BulkReplies, Pages, Progress, Records, Sent};
pub use value::{
    Amount, ClosedSet, FileUpload, FromAmount, FromMoment, Id, IntoValue, Json, KeyName, Moment,
    NotAnId, NotListed, Params, Value,
};
#[cfg(feature = "webhooks")]
pub use webhooks::{Webhook, WebhookError};

/// The traits of serde, which records, ids and closed sets have.
#[cfg(feature = "serde")]
pub use serde_core as serde;
/// Types of other crates that appear in this one's signatures.
pub use {http::HeaderMap, http::HeaderValue, reqwest, serde_json};

/// The README's examples compile.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

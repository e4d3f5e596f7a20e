//! Keys by which a server knows a request again.

/// Where the key of a call travels by which the server knows it again, so that it is carried out once
/// however often it arrives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Idempotency {
    /// In this header.
    Header(&'static str),
    /// In this key of the call, wherever that travels.
    Key(&'static str),
}

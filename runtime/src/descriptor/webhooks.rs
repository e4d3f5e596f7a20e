//! What an API sends by itself, and how it is known to be the API's.

/// What an API sends to its users' own servers, and how it is signed.
#[derive(Debug)]
pub struct Webhooks {
    /// Header with the signature, or several of them with commas between.
    pub header: &'static str,
    /// What stands before each signature, such as `sha256=`.
    pub before: &'static str,
    /// What stands after each signature.
    pub after: &'static str,
    /// How it is written.
    pub encoded: SignatureEncoding,
    /// What is signed with HMAC-SHA256, piece by piece.
    pub over: &'static [Signed],
    /// Where the time of the signature stands, as seconds since 1970, if it is signed.
    pub timestamp: Option<TimestampPlace>,
    /// How many seconds it may be old, or ahead.
    pub age: u64,
    /// Environment variable that the secret is read from.
    pub env: Option<&'static str>,
    /// The events.
    pub events: &'static [WebhookEvent],
}

/// An event that an API tells.
#[derive(Debug)]
pub struct WebhookEvent {
    /// Name in the spec, such as `message_delivered`.
    pub name: &'static str,
    /// Where its name stands.
    pub told_by: ToldBy,
    /// Its name there.
    pub is: &'static str,
    /// Path to the record in the body, such as `data.object`; empty if it is the body.
    pub within: &'static str,
}

/// Where the name of an event stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ToldBy {
    /// At this path in the body.
    Key(&'static str),
    /// In this header, which is not signed.
    Header(&'static str),
}

/// How a signature is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignatureEncoding {
    /// As hexadecimal digits.
    Hex,
    /// As Base64.
    Base64,
}

/// A piece of what is signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signed {
    /// This text.
    Text(&'static str),
    /// The time, as it is written in the request.
    Timestamp,
    /// The body, byte by byte.
    Body,
}

/// Where the time of a signature stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimestampPlace {
    /// In this header.
    Header(&'static str),
    /// Beside the signatures, behind these signs, such as `t=`.
    Beside(&'static str),
}

impl Webhooks {
    /// The body is signed, and the signature written as hexadecimal digits. There are no events yet.
    pub const PLAIN: Self = Self {
        header: "",
        before: "",
        after: "",
        encoded: SignatureEncoding::Hex,
        over: &[Signed::Body],
        timestamp: None,
        age: 300,
        env: None,
        events: &[],
    };
}

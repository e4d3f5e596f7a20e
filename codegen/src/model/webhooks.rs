//! What an API sends by itself.

use super::Location;

/// How webhooks are signed, and which events they tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Webhooks {
    /// Header with the signature.
    pub header: String,
    /// What is written before a signature.
    pub before: String,
    /// What is written after it.
    pub after: String,
    /// How it is written.
    pub encoded: SignatureEncoding,
    /// What is signed, piece by piece.
    pub over: Vec<Signed>,
    /// Where its time stands.
    pub timestamp: Option<TimestampPlace>,
    /// How many seconds it may be old, or ahead.
    pub age: u32,
    /// Environment variable that the secret is read from.
    pub env: Option<String>,
    /// What there is to know about them.
    pub doc: String,
    /// The events, by name.
    pub events: Vec<Event>,
    /// Where it stands.
    pub location: Location,
}

/// An event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Its name.
    pub name: String,
    /// Name of its variant.
    pub rust: String,
    /// What happened.
    pub doc: String,
    /// Name of the record that tells it.
    pub record: String,
    /// Path to the record in the body; empty if it is the body.
    pub within: String,
    /// Where its name stands.
    pub told_by: ToldBy,
    /// Its name there.
    pub is: String,
    /// Where it stands.
    pub location: Location,
}

/// Where the name of an event stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ToldBy {
    /// At this path in the body.
    Key(String),
    /// In this header.
    Header(String),
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Signed {
    /// This text.
    Text(String),
    /// The time as it is written.
    Timestamp,
    /// The body.
    Body,
}

/// Where the time of a signature stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TimestampPlace {
    /// In this header.
    Header(String),
    /// Beside the signatures, behind these signs.
    Beside(String),
}

//! What a spec defines, by name: for editors, which complete these names and know no others.

/// What a spec defines, each kind in the order of the names, each name once. What is gone from the page is
/// here too, because its rows stay in the spec.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Defined {
    /// Named limits.
    pub limits: Vec<Definition>,
    /// Parameter tables.
    pub tables: Vec<Definition>,
    /// Kinds of records.
    pub records: Vec<Definition>,
    /// Keys of tables and of calls, by the names there and on the wire.
    pub keys: Vec<Definition>,
    /// Keys of tables with their tables, `client.client_id`.
    pub rows: Vec<Definition>,
    /// Fields of records of their own, and further names of all keys in answers.
    pub fields: Vec<Definition>,
    /// Result codes.
    pub codes: Vec<Definition>,
    /// Envelopes.
    pub envelopes: Vec<Definition>,
    /// Credentials.
    pub credentials: Vec<Definition>,
    /// Families of calls.
    pub families: Vec<Definition>,
    /// Revisions of the vendor's document.
    pub revisions: Vec<Definition>,
}

/// A name, and what it stands for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Definition {
    /// The name.
    pub name: String,
    /// What the spec says of it; empty where it says nothing, or where one name stands for several things.
    pub says: String,
}

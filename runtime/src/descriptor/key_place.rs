//! Where a key travels that does not travel where its call sends parameters.

/// Where a key travels, whatever the place in which its call sends parameters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KeyPlace {
    /// In the query of the URL.
    Query,
    /// In a header of the key's name.
    Header,
    /// In the body, which is a form or JSON.
    Body,
}

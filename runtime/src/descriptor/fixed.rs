//! What is always sent, and not where a call sends its parameters.

/// A parameter that is always sent, and not where the call sends the others.
#[derive(Debug)]
pub struct Fixed {
    /// Its name.
    pub name: &'static str,
    /// Its value.
    pub value: &'static str,
    /// Where it travels: in the query or a header. Bodies have those of [`super::CallDescriptor::fixed`].
    pub place: FixedPlace,
}

/// Where a parameter travels that is always sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FixedPlace {
    /// In the query of the URL.
    Query,
    /// In a header.
    Header,
}

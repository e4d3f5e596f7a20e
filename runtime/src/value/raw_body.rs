//! A body of the caller's own.

use std::fmt;

use bytes::Bytes;

/// A body that is sent as it is, and what it is.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct RawBody {
    pub(crate) content_type: String,
    pub(crate) bytes: Bytes,
}

/// Nobody has said what it holds.
impl fmt::Debug for RawBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<{} bytes>", self.bytes.len())
    }
}

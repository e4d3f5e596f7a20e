//! Calls whose type says which call they are.

use super::Call;
use crate::descriptor::CallDescriptor;

/// A call whose type says which call it is, as that of all generated ones does.
pub trait TypedCall: Call {
    /// What the runtime knows about it.
    const DESCRIPTOR: &'static CallDescriptor;
}

//! Whether and when to send again.

mod budget;
mod decision;
mod policy;
mod renewal;
mod retry_after;
mod timing;

pub(crate) use budget::Budget;
pub use policy::RetryPolicy;
pub(crate) use renewal::used_for;
pub(crate) use retry_after::Asked;
pub use retry_after::retry_after;
pub(crate) use timing::SystemTiming;
pub use timing::Timing;

//! Whether and when to send again.

mod budget;
mod decision;
mod policy;
mod retry_after;
mod timing;

pub(crate) use budget::Budget;
pub use policy::RetryPolicy;
pub use retry_after::retry_after;
pub(crate) use timing::SystemTiming;
pub use timing::Timing;

//! What is wrong with a call, told before it is sent.

mod limit;
mod validate;
mod validation;
mod violation;

pub use limit::Breach;
pub(crate) use validate::Verdict;
pub use validate::validate;
pub use validation::Validation;
pub use violation::{Violation, Violations};

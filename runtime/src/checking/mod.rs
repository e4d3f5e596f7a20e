//! What is wrong with a call, told before it is sent.

mod calendar;
mod limit;
mod validate;
mod validation;
mod violations;

pub(crate) use validate::Findings;
pub use validate::validate;
pub use validation::Validation;

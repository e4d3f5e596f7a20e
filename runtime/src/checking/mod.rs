//! What is wrong with a call, told before it is sent.

mod calendar;
mod findings;
mod limit;
mod validate;
mod validation;

pub(crate) use findings::Findings;
pub use validate::validate;
pub use validation::Validation;

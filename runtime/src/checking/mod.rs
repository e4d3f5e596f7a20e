//! What is wrong with a call, told before it is sent.

mod calendar;
mod check;
mod limit;
mod validate;
mod validation;

pub(crate) use validate::Findings;
pub use validate::validate;
pub use validation::Validation;

//! What is wrong with a call, told before it is sent.

mod check;
mod decimal;
mod limit;
mod shape;
mod validate;
mod validation;

pub(crate) use check::is_required;
pub(crate) use decimal::is_same_number;
pub(crate) use shape::{Wanted, shape_step};
pub(crate) use validate::Findings;
pub use validate::validate;
pub use validation::Validation;

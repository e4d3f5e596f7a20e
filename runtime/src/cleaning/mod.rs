//! Cleaning: what people type, turned into what a limit takes, where it can be read in one way only.
//!
//! Nothing is cleaned unless the caller asks for it, nothing in silence, and what is allowed already stays
//! as it is.

mod alias;
mod change;
mod clean;
mod cleaned;
mod limit;
mod moment;
mod number;
mod options;
mod readings;
mod shape;
mod signs;
mod tokens;
mod unclear;
mod yes_no;

pub use change::{Change, UnclearValue};
pub use cleaned::Cleaned;
pub use options::{Cleaning, DateOrder, DecimalSign};
pub use unclear::Unclear;

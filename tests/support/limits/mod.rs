//! Texts about the limits of a spec, taken and refused, and the runtime's form of a limit.

mod edges;
mod for_runtime;
mod texts;
mod values;

pub use edges::{Edge, edges};
pub use for_runtime::{for_runtime, leak};
pub use texts::texts;
pub use values::{allowed, examples, item_of, text_of, written};

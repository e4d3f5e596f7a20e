//! Limits and requirements: what the spec says, what the generated crate checks, and that the two
//! readings of the same rules (the generator's and the runtime's) never part.

mod agreement;
mod cleaning;
mod closed_sets;
mod examples;
mod requirements;
mod waived;
mod witnesses;

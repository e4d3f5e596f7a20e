//! What the sandbox does for a call.

use super::context::Context;
use crate::clienttether::answer::{Answer, Refusal, Shape};
use crate::clienttether::check::Checks;
use crate::clienttether::switches::Switches;
use crate::response::Response;

/// What the sandbox does for a call: that, and where it goes another way than most.
pub(crate) struct Handler {
    pub(super) name: &'static str,
    pub(super) perform: fn(&mut Context<'_>) -> Result<Answer, Refusal>,
    /// Which values are held against their limits.
    pub(crate) checks: Checks,
    /// Whether a body, once it could be read, is one of this call.
    pub(crate) takes_body: fn(&[u8]) -> bool,
    /// How its answers are written.
    pub(crate) shape: Shape,
    /// What is answered in the place of all that when it was carried out.
    pub(crate) own_answer: fn(&Switches) -> Option<Response>,
}

impl Handler {
    pub(super) const fn new(
        name: &'static str,
        perform: fn(&mut Context<'_>) -> Result<Answer, Refusal>,
    ) -> Self {
        Self {
            name,
            perform,
            checks: Checks::All,
            takes_body: |_| true,
            shape: Shape::Usual,
            own_answer: |_| None,
        }
    }

    /// Carries out a call whose parameters were checked.
    pub(crate) fn perform(&self, context: &mut Context<'_>) -> Result<Answer, Refusal> {
        (self.perform)(context)
    }
}

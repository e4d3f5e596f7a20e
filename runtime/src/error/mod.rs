//! Everything that tells why a call gave no reply: what it breaks, what the API or the network said, and what
//! was tried.

mod attempt;
mod breach;
mod call_error;
mod cause;
mod cause_text;
mod explanation;
mod failed_response;
mod predicates;
mod refusal;
mod server_text;
mod transport_fault;
mod violation;

pub use attempt::{Attempt, Outcome, Safety, Then};
pub use breach::Breach;
pub use call_error::Error;
pub use cause::{Cause, TimeLimit};
pub use failed_response::FailedResponse;
pub use refusal::Refusal;
pub use server_text::ServerText;
pub use transport_fault::TransportFault;
pub use violation::{Violation, Violations};

//! Why a call gave no reply, and what was tried.

mod attempt;
mod cause;
mod error;
mod explanation;
mod failed_response;
mod transport_fault;

pub use attempt::{Attempt, Outcome, Safety, Then};
pub use cause::{Cause, TimeLimit};
pub use error::Error;
pub use failed_response::FailedResponse;
pub use transport_fault::TransportFault;

/// The text in one line of at most `max` characters, with spaces for control characters.
pub(crate) fn one_line(text: &str, max: usize) -> String {
    let mut characters = text.chars().map(|c| match c {
        // Line separators, and marks that turn the direction of what follows.
        '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => ' ',
        c if c.is_control() => ' ',
        c => c,
    });
    let mut line: String = characters.by_ref().take(max).collect();
    if characters.next().is_some() {
        line.push('…');
    }
    line
}

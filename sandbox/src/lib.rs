//! A ClientTether on your own machine: all calls of the API 2.0, with state, limits and faults.
//!
//! It is made from the same spec as the typed client and shares no code with it, so that the two can
//! disagree. No account is needed, and nothing leaves the machine.
//!
//! ```
//! use clienttether_sandbox::Sandbox;
//!
//! let sandbox = Sandbox::start()?;
//! assert!(sandbox.base_url().starts_with("http://127.0.0.1:"));
//! assert_eq!(sandbox.accounts()?.len(), 2);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Where the documents leave the behaviour open, [`Switches`] choose; [`Fault`]s make trouble on
//! request; [`Setup`] sets port, data file, seed data and clock.

#![forbid(unsafe_code)]

mod answer;
mod api;
mod bag;
mod calls;
mod check;
mod clock;
mod control;
mod error;
mod fault;
mod journal;
mod line;
mod request;
mod sandbox;
mod seed;
mod server;
mod store;
mod switches;

pub use clock::BadTime;
pub use error::{SandboxError, StartError};
pub use fault::{Fault, Trouble};
pub use journal::Received;
pub use request::Account;
pub use sandbox::{Sandbox, Setup};
pub use switches::{
    ActionPlans, AssignedUser, Blank, Codes, ContactType, Denied, Errors, LongCustomText,
    NoRecords, Switches, UnknownCall, UnknownWord,
};

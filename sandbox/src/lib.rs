//! APIs on your own machine, with state, limits and faults.
//!
//! They are made from the same specs as the typed clients and share no code with them, so that the
//! two can disagree. No account is needed, and nothing leaves the machine.
//!
//! ```
//! use prose_sandbox::clienttether::Sandbox;
//!
//! let sandbox = Sandbox::start()?;
//! assert!(sandbox.base_url().starts_with("http://127.0.0.1:"));
//! assert_eq!(sandbox.accounts()?.len(), 2);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Each API has a module with its `Sandbox`. Where its documents leave the behaviour open, its
//! `Switches` choose; [`Fault`]s make things go wrong on request; [`Setup`] sets port, data file, seed data
//! and clock, and which host names and web pages are let in. A server that plays no API and gives the answers
//! that a test has written is in [`loopback`].

#![forbid(unsafe_code)]

mod answer;
mod backend;
pub mod clienttether;
pub mod clienttrack;
mod clock;
mod connection;
mod control;
mod error;
mod exchange;
mod fault;
mod gate;
mod journal;
pub mod loopback;
mod page;
mod request;
mod response;
mod sandbox;
mod secrets;
mod seed;
mod server;
mod setup;
mod shared;
mod spec;
mod store;
mod switch;
mod token;
pub mod trackops;
mod wanted;
mod wire;

pub use answer::Answer;
pub use backend::{Backend, Caller, DuplicateCheck, Greeting, RecordKind};
pub use clock::BadTime;
pub use error::{SandboxError, StartError};
pub use fault::{Fault, FaultKind};
pub use gate::BadOrigin;
pub use journal::Received;
pub use sandbox::Sandbox;
pub use setup::Setup;
pub use switch::{Choice, Switchboard, UnknownWord};
pub use wanted::{NotReceived, Wanted};

/// The README's examples compile.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

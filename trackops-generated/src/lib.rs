//! Typed, validated calls to the Trackops API v1.
//!
//! Make a [`Client`] from [`Credentials`] and the company's subdomain, or all of it from the environment
//! ([`Client::from_env`]), build a call, send it:
//!
//! ```no_run
//! # async fn run() -> Result<(), runtime::Error> {
//! use trackops_generated::runtime::Config;
//! use trackops_generated::{Client, CreateClient, Credentials, PrimaryLocation};
//!
//! let config = Config::new().variable("subdomain", "acme");
//! let client = Client::with_config(Credentials::new("api@example.com", "the API token"), config)?;
//! let location = PrimaryLocation::new("Main Location", "CO", "US").city("Denver");
//! let reply = client.create_client(CreateClient::new("ACME Client", location)).await?;
//! for made in reply.records() {
//!     println!("{:?}", made.id());
//! }
//! # Ok(())
//! # }
//! ```
//!
//! - Each call has a type, such as [`CreateClient`], and a function of [`Client`]. What the call always
//!   requires are arguments of `new`, the rest are setters. Everything that is wrong with a call comes back
//!   as [`runtime::Violations`] before anything is sent.
//! - Answers are [`runtime::Reply`]s of [`records`]. What the server refuses is a [`runtime::Error`];
//!   [`ResultCode::of`] tells which of the listed refusals it is.
//! - Lists come page by page, or as a stream of all records; calls that count tell how many there are.
//! - The client makes one call in two seconds, because the vendor throttles. `Config::rate_limit` sets
//!   another rate, `Config::no_rate_limit` none.
//! - [`guide`] shows all of that, topic by topic.
//! - [`tables`] documents every parameter with its wire key, limit and quirks, [`limits`] what the limits
//!   allow, [`api`] the API as a whole.
//! - What personal and secret keys hold is never shown in errors or debug output.
//!
//! The code is generated from the spec of the API. Where the vendor's documents leave something open, the
//! documentation says so, and what is done about it. Calls that no source shows to work have a section
//! *Unproven* in their documentation.
//!
//! # Features
//!
//! | Feature | What it does |
//! |---|---|
//! | `ring` (default) | TLS by rustls with ring, trusting what the operating system trusts |
//! | `aws-lc` | TLS by rustls with AWS's cryptography |
//! | `native-tls` | The operating system's TLS |
//! | `blocking` | `wait()` in place of `.await`: on [`Sending`](runtime::Sending), [`Pages`](runtime::Pages), [`Records`](runtime::Records) and [`Bulk`](runtime::Bulk) |
//! | `serde` | Records, ids and closed sets can be serialized; `Record::parse` reads records into your own types, and `Call::fill_serialize` fills calls from them |
//! | `jiff`, `chrono` | Days and times of these crates, beside texts: see [`Moment`](runtime::Moment) |
//! | `rust_decimal` | Decimal numbers of this crate, beside texts: see [`Amount`](runtime::Amount) |

#![forbid(unsafe_code)]

pub mod guide;

#[rustfmt::skip]
mod generated;

pub use generated::*;

/// What every API's crate has: settings, replies, errors.
pub use runtime;

/// The README's example compiles.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

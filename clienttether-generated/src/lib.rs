//! Typed, validated calls to the ClientTether API 2.0.
//!
//! Make a [`Client`] from [`Credentials`], build a call, send it:
//!
//! ```no_run
//! # async fn run() -> Result<(), runtime::Error> {
//! use clienttether_generated::{Client, Credentials, ReadClientExist};
//!
//! let client = Client::new(Credentials::new("the access token", "CT_the_web_key"))?;
//! let reply = client.read_client_exist(ReadClientExist::new().email("lead@example.com")).await?;
//! for reference in reply.records() {
//!     println!("{:?}", reference.client_id());
//! }
//! # Ok(())
//! # }
//! ```
//!
//! - Each call has a type, such as [`CreateClient`], and a function of [`Client`] with the vendor's name
//!   for it. What the call always requires are arguments of `new`, the rest are setters. Everything that
//!   is wrong with a call comes back as [`runtime::Violations`] before anything is sent.
//! - Answers are [`runtime::Reply`]s of [`records`]. What the vendor refuses is a
//!   [`runtime::Error`] with the result code and its meaning.
//! - [`guide`] shows all the rest: retries, pages, accounts, bulk, waiting without async, TLS.
//! - [`tables`] documents every parameter with its wire key, limit, history and quirks, [`limits`] what the
//!   limits allow, [`api`] the API as a whole.
//! - What personal and secret keys hold is never shown in errors or debug output.
//!
//! The code is generated from the spec of the API. Keys are named as they should be in Rust; where the wire
//! spells a key otherwise, its documentation shows both.
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

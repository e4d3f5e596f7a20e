//! Typed, validated calls to the ClientTrack API.
//!
//! Make a [`Client`] from [`Credentials`], build a call, send it:
//!
//! ```no_run
//! # async fn run() -> Result<(), runtime::Error> {
//! use clienttrack_generated::{Client, Credentials, Query};
//! use clienttrack_generated::runtime::Record as _;
//!
//! let client = Client::new(Credentials::new("the subscription key", "the API key"))?;
//! let rows = client.query(Query::new("SELECT ClientID, LastName FROM cmClient")).await?;
//! for row in rows.records() {
//!     println!("{:?}", row.row().custom_text("LastName"));
//! }
//! # Ok(())
//! # }
//! ```
//!
//! - Each call has a type, such as [`Query`], and a function of [`Client`]. What the call always requires are
//!   arguments of `new`, the rest are setters. Everything that is wrong with a call comes back as
//!   [`runtime::Violations`] before anything is sent.
//! - [`crql`] builds the text of a [`Query`] from what is known of CRQL and, marked as such, from SQL's
//!   habits; it quotes what it is given as SQL does.
//! - Answers are [`runtime::Reply`]s of [`records`]. Which columns a row has is up to the query, the
//!   procedure or the table, so that they are read by their names. Further results of a procedure are at
//!   [`runtime::Reply::records_at`].
//! - `Ok` can mean that a call was received and not carried out yet: [`runtime::Reply::status`] is 202 then,
//!   and nothing else tells.
//! - What the server refuses is a [`runtime::Error`]; [`ResultCode::of`] tells which of the listed refusals it
//!   is, the three causes of a 401 apart.
//! - [`guide`] shows all of it, with examples: organizations, pages, procedures, objects, errors.
//! - [`tables`] documents every parameter with its wire key, limit and quirks, [`limits`] what the limits
//!   allow, [`api`] the API as a whole.
//! - What personal and secret keys hold is never shown in errors or debug output.
//!
//! The code is generated from the spec of the API. Calls that no source shows to work have a section
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

pub mod crql;
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

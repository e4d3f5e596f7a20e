//! What lies between a client and its server: TLS and proxies.
#![allow(
    clippy::unwrap_used,
    reason = "a test fails by a panic, in its helpers too"
)]

mod faults;
mod proxy;
mod tls;
mod vault;

//! The client that progenitor makes of our document.

#![allow(missing_docs, unreachable_pub, clippy::all, reason = "it is not ours")]

include!(concat!(env!("OUT_DIR"), "/client.rs"));

//! Days and times: what a text says of them, and how they are written.

mod parts;
mod pattern;
mod rfc_2822;

pub(crate) use parts::{Day, Parts, Time, days_in};
pub(crate) use pattern::{read, read_any, write};
pub(crate) use rfc_2822::{is_rfc_2822, read_rfc_2822, write_rfc_2822};

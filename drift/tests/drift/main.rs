//! What a changed page must tell, over pages that are made up of the specs: no page of a vendor's is here.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test may panic

mod cells;
mod chance;
mod command;
mod hostile;
mod made;
mod mutations;
mod reading;
mod specs;

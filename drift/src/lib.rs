//! Tells what has changed on a vendor's page since it was last read beside the spec.
//!
//! A saved page ([`page`]) becomes a stream of headings, rows and lines, whether it is HTML, text in which cells run
//! together, or a collection of requests. Beside the [sections](expected) of a spec it is [read](reading) into rows
//! with a section and a key, which are [compared](comparing) with what was reviewed of the page: the [`lock`], which
//! holds fingerprints and no words. If too little of the page was understood ([`coverage`]), nothing is said
//! but that. What a [limit's cell](limit_cell) says is read where it is one of the usual phrases.
//!
//! Nothing is guessed: what words mean is for whoever reads them, and once that is done, it is
//! [written down](accepting).

#![forbid(unsafe_code)]

pub mod accepting;
pub mod comparing;
pub mod coverage;
pub mod expected;
pub mod finding;
pub mod limit_cell;
pub mod lock;
pub mod page;
pub mod reading;
pub mod report;
pub mod words;

//! From a response to a reply: pure.

mod answer_headers;
mod body;
#[cfg(feature = "serde")]
mod by_rust_names;
mod details;
mod envelope;
mod error_key;
mod expectation;
mod key_index;
mod lone_row;
mod markup;
mod next_page;
mod page;
mod page_reader;
mod quantities;
mod read;
mod record;
mod record_collector;
mod redirected;
mod refusal;
mod reply;
mod response;
mod row;
mod shape;
mod token;
mod unreadable;
mod unsuccessful;
mod utf8;
mod verdict;
mod words;

#[cfg(feature = "serde")]
pub use by_rust_names::ByRustNames;
pub(crate) use expectation::Expectation;
pub(crate) use markup::entity;
pub(crate) use page::Page;
pub use read::read;
pub(crate) use read::read_answer;
pub use record::{NoRecord, Record};
pub(crate) use reply::Answer;
pub use reply::Reply;
pub use response::Response;
pub use row::Row;
pub(crate) use token::{Token, read_token};

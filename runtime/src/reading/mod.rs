//! From a response to a reply: pure.

mod body;
mod envelope;
mod error_key;
mod expectation;
mod key_index;
mod markup;
mod page;
mod page_reader;
mod read;
mod record;
mod record_collector;
mod redirected;
mod refusal;
mod reply;
mod response;
mod row;
mod shape;
mod unreadable;
mod unsuccessful;
mod utf8;
mod verdict;
mod words;

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

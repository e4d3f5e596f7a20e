//! From a response to a reply: pure.

mod envelope;
mod error_key;
mod found;
mod json;
mod key_index;
mod markup;
mod page;
mod page_reader;
mod read;
mod record;
mod redirected;
mod refusal;
mod reply;
mod response;
mod row;
mod scanner;
mod server_text;
mod shape;
mod unreadable;
mod utf8;
mod words;

pub(crate) use json::{check, unescape_one, unquote};
pub(crate) use markup::entity;
pub(crate) use page::Page;
pub use read::read;
pub(crate) use read::read_answer;
pub use record::{NoRecord, Record};
pub(crate) use redirected::Asked;
pub use refusal::Refusal;
pub(crate) use reply::Answer;
pub use reply::Reply;
pub use response::Response;
pub use row::Row;
pub use server_text::ServerText;

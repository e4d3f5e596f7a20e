//! From a response to a reply: pure.

mod envelope;
mod json;
mod key_index;
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
mod unreadable;

pub(crate) use page::Page;
pub use read::read;
pub(crate) use read::read_answer;
pub use record::{NoRecord, Record};
pub(crate) use redirected::Target;
pub use refusal::Refusal;
pub(crate) use reply::Answer;
pub use reply::Reply;
pub use response::Response;
pub use row::Row;
pub use server_text::ServerText;

//! From a response to a reply: pure.

mod envelope;
mod json;
mod page;
mod read;
mod record;
mod refusal;
mod reply;
mod response;
mod row;
mod server_text;

pub use read::read;
pub use record::{NoRecord, Record};
pub use refusal::Refusal;
pub use reply::Reply;
pub use response::Response;
pub use row::Row;
pub use server_text::ServerText;

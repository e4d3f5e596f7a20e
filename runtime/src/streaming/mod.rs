//! Many records and many calls: pages of a list, and calls in bulk.

mod bookmark;
mod bulk;
mod count;
mod goes_on;
mod link;
mod list_state;
mod page_cursor;
mod pages;
mod probe;
mod progress;
mod records;
mod seen;
mod step;
mod told_step;
mod trail;
#[cfg(any(feature = "blocking", doc))]
mod waiting;

pub use bulk::{Bulk, BulkReplies, Sent};
pub use pages::Pages;
pub use progress::Progress;
pub use records::Records;
#[cfg(any(feature = "blocking", doc))]
pub use waiting::Waiting;

//! Many records and many calls: pages of a list, and calls in bulk.

mod bulk;
mod pages;
mod paging;
mod progress;
mod records;
mod seen;
#[cfg(feature = "blocking")]
mod waiting;

pub use bulk::{Bulk, BulkReplies, Sent};
pub use pages::Pages;
pub use progress::Progress;
pub use records::Records;
#[cfg(feature = "blocking")]
pub use waiting::Waiting;

//! What the generated code says about an API: plain static data.
//!
//! The generator turns each limit, key, table, call and record of a spec into one `static` of these
//! types; everything that acts on them (validation, encoding, decoding, sending) is written once, in
//! this crate. A change in the spec therefore changes a few lines of data, and the generated crate
//! compiles fast.
//!
//! Most descriptors have more to say than most of them do say. Each such type has a constant that says
//! nothing (`PLAIN`, `BARE`), and a descriptor is written as what it says and `..` of that.

mod api;
mod call;
mod credential;
mod envelope;
mod key;
mod limit;
mod paging;
mod raw;
mod record_kind;
mod result_code;
mod returns;
mod table;

pub use api::{ApiDescriptor, Rate, Variable};
pub use call::{Blank, CallDescriptor, Method, Place, Requires, Retry};
pub use credential::{Credential, CredentialPlace};
pub use envelope::{Envelope, Nothing, Redirect};
pub use key::{Holds, Key};
pub use limit::{Limit, Rule};
pub use paging::Paging;
pub use record_kind::RecordKind;
pub use result_code::{Meaning, ResultCode};
pub use returns::Returns;
pub use table::Table;

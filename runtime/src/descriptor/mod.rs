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
mod fixed;
mod idempotency;
mod key;
mod key_place;
mod limit;
mod list;
mod nests;
mod oauth;
mod paging;
mod raw;
mod record_kind;
mod result_code;
mod returns;
mod table;
mod wait;
mod webhooks;

pub use api::{ApiDescriptor, Rate, Variable, VariableValues};
pub use call::{Blank, CallDescriptor, Method, Place, Requires, Retry};
pub use credential::{Credential, CredentialPlace};
pub use envelope::{Detail, Envelope, Nothing, Redirect};
pub use fixed::{Fixed, FixedPlace};
pub use idempotency::Idempotency;
pub use key::{Holds, Key};
pub use key_place::KeyPlace;
pub use limit::{Limit, Rule};
pub use list::{List, Travels};
pub use nests::Nests;
pub use oauth::{ClientProof, Grant, OAuth, OAuthPart};
pub use paging::{NextAddress, NextCursor, Paging};
pub use record_kind::{NestedKind, RecordKind};
pub use result_code::{Meaning, ResultCode};
pub use returns::Returns;
pub use table::Table;
pub use wait::{OwnRate, Wait, WaitForm};
pub use webhooks::{SignatureEncoding, Signed, TimestampPlace, ToldBy, WebhookEvent, Webhooks};

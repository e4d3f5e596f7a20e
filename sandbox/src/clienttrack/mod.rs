//! ClientTrack: the test of both keys, queries, stored procedures, and rows by their numbers.
//!
//! It is made from what is publicly known of the API, which is little: most of what it does beyond
//! that is a choice, and the README lists them all. Adding and changing rows is unproven as a whole.
//!
//! ```
//! use prose_sandbox::clienttrack::Sandbox;
//!
//! let sandbox = Sandbox::start()?;
//! assert!(sandbox.base_url().ends_with('/'));
//! assert_ne!(sandbox.api_key(), sandbox.admin_key());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod answer;
mod api;
mod authentication;
mod backend;
mod crql;
mod moment;
mod objects;
mod procedures;
mod query;
mod record;
mod route;
mod row;
mod schema;
mod seed;
mod switches;
mod tables;

pub use backend::ClientTrack;
pub use switches::{
    Errors, ForeignOrganization, Grammar, Greeting, PageSize, RecordCount, Switches, Top,
    UnknownObject, UpdateMethod, Written, WrongSubscriptionKey,
};

/// A running ClientTrack.
pub type Sandbox = crate::sandbox::Sandbox<ClientTrack>;

/// What a ClientTrack is to be like.
pub type Setup = crate::setup::Setup<ClientTrack>;

impl Sandbox {
    /// The subscription key, for every request.
    pub fn subscription_key(&self) -> &str {
        authentication::SUBSCRIPTION_KEY
    }

    /// The API key of a user, who sees the rows of [two organizations](Self::organizations).
    pub fn api_key(&self) -> &str {
        authentication::USER_KEY
    }

    /// The API key that sees and changes everything.
    pub fn admin_key(&self) -> &str {
        authentication::ADMIN_KEY
    }

    /// The organizations that the user of the API key belongs to.
    pub fn organizations(&self) -> &[i64] {
        &authentication::ORGANIZATIONS
    }

    /// The stored procedures that there are.
    pub fn procedures(&self) -> &[&str] {
        &procedures::NAMES
    }
}

impl Setup {
    /// How many clients there are, 60 at first, besides the template row.
    #[must_use]
    pub fn clients(self, clients: usize) -> Self {
        self.size(clients)
    }
}

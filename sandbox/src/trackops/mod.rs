//! Trackops: clients with their locations and contacts, and cases.

mod answer;
mod api;
mod authentication;
mod backend;
mod body;
mod calls;
mod filter;
mod moment;
mod query;
mod route;
mod seed;
mod switches;

pub use backend::Trackops;
pub use switches::{
    Access, Created, Errors, Invalid, LargePage, Names, PrimaryLocation, Single, Switches,
    Throttle, Timestamps,
};

/// A running Trackops.
pub type Sandbox = crate::sandbox::Sandbox<Trackops>;

/// What a Trackops is to be like.
pub type Setup = crate::setup::Setup<Trackops>;

impl Sandbox {
    /// The name of the user who calls, without the `/token` that it travels with.
    pub fn username(&self) -> &str {
        authentication::USERNAME
    }

    /// The company's token.
    pub fn api_token(&self) -> &str {
        authentication::API_TOKEN
    }
}

impl Setup {
    /// How many clients there are, 60 at first.
    #[must_use]
    pub fn clients(self, clients: usize) -> Self {
        self.size(clients)
    }
}

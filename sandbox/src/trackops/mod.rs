//! Trackops: clients with their locations and contacts, and cases.

mod answer;
mod basic;
mod body;
mod filter;
mod moment;
mod perform;
mod query;
mod route;
mod seed;
mod switches;
mod world;

use std::sync::LazyLock;

use prose_codegen::model::Api;

pub use switches::{
    Access, Created, Errors, Invalid, LargePage, Names, PrimaryLocation, Single, Switches,
    Throttle, Timestamps,
};
pub use world::Trackops;

use crate::spec;

/// A running Trackops.
pub type Sandbox = crate::sandbox::Sandbox<Trackops>;

/// What a Trackops is to be like.
pub type Setup = crate::setup::Setup<Trackops>;

impl Sandbox {
    /// The name of the user who calls, without the `/token` that it travels with.
    pub fn username(&self) -> &str {
        world::USERNAME
    }

    /// The company's token.
    pub fn api_token(&self) -> &str {
        world::API_TOKEN
    }
}

impl Setup {
    /// How many clients there are, 60 at first.
    #[must_use]
    pub fn clients(self, clients: usize) -> Self {
        self.size(clients)
    }
}

fn api() -> Result<&'static Api, &'static str> {
    static API: LazyLock<Result<Api, String>> = LazyLock::new(|| spec::compile("trackops"));
    API.as_ref().map_err(String::as_str)
}

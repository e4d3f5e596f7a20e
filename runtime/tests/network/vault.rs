//! A made-up API with one credential and one call.

use prose_runtime::{
    ApiDescriptor, CallDescriptor, Credential, CredentialPlace, Credentials, Method,
};

pub(crate) static API: ApiDescriptor = ApiDescriptor {
    name: "vault",
    base_url: "https://vault.example/",
    credentials: &[Credential {
        name: "token",
        place: CredentialPlace::Header("X-Token"),
        ..Credential::PLAIN
    }],
    ..ApiDescriptor::PLAIN
};
pub(crate) static OPEN: CallDescriptor = CallDescriptor::raw(&API, Method::Get, "open");

pub(crate) fn credentials() -> Credentials {
    Credentials::new(&API).with("token", "t0ken")
}

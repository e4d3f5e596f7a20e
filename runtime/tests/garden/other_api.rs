//! What other made-up APIs have in common, where the garden does not show enough.

use prose_runtime::{ApiDescriptor, Credential, CredentialPlace};

use crate::api::STANDARD;

pub(crate) const OTHER_API: ApiDescriptor = ApiDescriptor {
    name: "other",
    title: "Other API",
    base_url: "http://localhost/",
    revision: "1",
    envelope: &STANDARD,
    ..ApiDescriptor::PLAIN
};

pub(crate) const fn credential(name: &'static str, place: CredentialPlace) -> Credential {
    Credential {
        name,
        place,
        ..Credential::PLAIN
    }
}

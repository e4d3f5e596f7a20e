//! What other made-up APIs have in common, where the garden does not show enough.

use runtime::{ApiDescriptor, Credential, CredentialPlace};

use crate::api::STANDARD;

pub(crate) const OTHER_API: ApiDescriptor = ApiDescriptor {
    name: "other",
    title: "Other API",
    base_url: "http://localhost/",
    variables: &[],
    https_only: true,
    revision: "1",
    credentials: &[],
    result_codes: &[],
    other_codes_name_keys: false,
    envelope: &STANDARD,
    rate: None,
};

pub(crate) const fn credential(name: &'static str, place: CredentialPlace) -> Credential {
    Credential {
        name,
        place,
        before: "",
        after: "",
        env: None,
        optional: false,
        account: false,
    }
}

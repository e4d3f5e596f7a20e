//! A made-up API with one credential and one call.

use runtime::{
    ApiDescriptor, CallDescriptor, Credential, CredentialPlace, Credentials, Envelope, Method,
};

static ENVELOPE: Envelope = Envelope {
    name: "plain",
    any_case: false,
    code: None,
    code_may_lack: false,
    message: None,
    total: None,
    records: &["."],
    errors: None,
    success: None,
    redirect: None,
    other_codes_name_keys: None,
    no_records: &[],
    beside: &[],
};
pub(crate) static API: ApiDescriptor = ApiDescriptor {
    name: "vault",
    title: "Vault",
    base_url: "https://vault.example/",
    variables: &[],
    https_only: true,
    revision: "1",
    credentials: &[Credential {
        name: "token",
        place: CredentialPlace::Header("X-Token"),
        before: "",
        after: "",
        env: None,
        optional: false,
        account: false,
    }],
    result_codes: &[],
    other_codes_name_keys: false,
    envelope: &ENVELOPE,
    rate: None,
};
pub(crate) static OPEN: CallDescriptor = CallDescriptor::raw(&API, Method::Get, "open");

pub(crate) fn credentials() -> Credentials {
    Credentials::new(&API).with("token", "t0ken")
}

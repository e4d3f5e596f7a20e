use std::sync::Arc;

use rustls::{ClientConfig, RootCertStore};
use rustls_platform_verifier::BuilderVerifierExt as _;

use crate::Error;

/// TLS as the operating system trusts it, with a cryptography provider of its own: the process-wide
/// default of rustls is neither needed nor set.
///
/// Without `https` no certificate is trusted at all, so that a machine without any can still talk
/// to itself.
pub(crate) fn config(https: bool) -> Result<ClientConfig, Error> {
    let broken = |error: rustls::Error| {
        Error::config(format!(
            "TLS cannot be set up ({error}): install the system's CA certificates, or give a ready \
             client with Config::http_client"
        ))
    };
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(broken)?;
    let builder = if https {
        builder.with_platform_verifier().map_err(broken)?
    } else {
        builder.with_root_certificates(RootCertStore::empty())
    };
    Ok(builder.with_no_client_auth())
}

//! TLS, by the feature that is chosen.
//!
//! Without `https` no certificate is trusted at all, so that a machine without any can still talk
//! to itself.

use crate::error::Error;

/// Sets the TLS of an HTTP client up. `roots` are PEM texts of certificates to trust besides those of
/// the operating system.
#[cfg(feature = "native-tls")]
pub(super) fn set_up(
    builder: reqwest::ClientBuilder,
    https: bool,
    roots: &[Vec<u8>],
) -> Result<reqwest::ClientBuilder, Error> {
    let mut builder = builder.tls_backend_native();
    if !https {
        return Ok(builder.tls_certs_only([]));
    }
    for pem in roots {
        let certificates = reqwest::Certificate::from_pem_bundle(pem).map_err(|_| bad_roots())?;
        if certificates.is_empty() {
            return Err(bad_roots());
        }
        builder = builder.tls_certs_merge(certificates);
    }
    Ok(builder)
}

/// Sets the TLS of an HTTP client up. `roots` are PEM texts of certificates to trust besides those of
/// the operating system.
#[cfg(all(feature = "rustls", not(feature = "native-tls")))]
pub(super) fn set_up(
    builder: reqwest::ClientBuilder,
    https: bool,
    roots: &[Vec<u8>],
) -> Result<reqwest::ClientBuilder, Error> {
    Ok(builder.tls_backend_preconfigured(with_rustls::config(https, roots)?))
}

/// Leaves the HTTP client as it is: without TLS it reaches this machine only.
#[cfg(not(any(feature = "rustls", feature = "native-tls")))]
pub(super) fn set_up(
    builder: reqwest::ClientBuilder,
    https: bool,
    _roots: &[Vec<u8>],
) -> Result<reqwest::ClientBuilder, Error> {
    if https {
        return Err(Error::config(
            "there is no TLS for https://: enable the feature ring, aws-lc or native-tls, or give \
             a ready client with Config::http_client",
        ));
    }
    Ok(builder)
}

#[cfg(any(feature = "rustls", feature = "native-tls"))]
fn bad_roots() -> Error {
    Error::config("the root certificates cannot be read: give certificates in PEM form")
}

#[cfg(all(feature = "rustls", not(feature = "native-tls")))]
mod with_rustls {
    use std::sync::Arc;

    use rustls::crypto::CryptoProvider;
    use rustls::pki_types::CertificateDer;
    use rustls::pki_types::pem::PemObject as _;
    use rustls::{ClientConfig, RootCertStore};
    use rustls_platform_verifier::Verifier;

    use super::bad_roots;
    use crate::error::Error;

    /// A configuration with a cryptography provider of its own: the process-wide default of rustls is
    /// neither needed nor set.
    pub(super) fn config(https: bool, roots: &[Vec<u8>]) -> Result<ClientConfig, Error> {
        let broken = |error: rustls::Error| {
            Error::config(format!(
                "TLS cannot be set up ({error}): install the system's CA certificates, or give a \
                 ready client with Config::http_client"
            ))
        };
        let provider = Arc::new(provider()?);
        let builder = ClientConfig::builder_with_provider(Arc::clone(&provider))
            .with_safe_default_protocol_versions()
            .map_err(broken)?;
        if !https {
            let config = builder.with_root_certificates(RootCertStore::empty());
            return Ok(config.with_no_client_auth());
        }
        let mut extra = Vec::new();
        for pem in roots {
            let before = extra.len();
            for certificate in CertificateDer::pem_slice_iter(pem) {
                extra.push(certificate.map_err(|_| bad_roots())?);
            }
            if extra.len() == before {
                return Err(bad_roots());
            }
        }
        let verifier = if extra.is_empty() {
            Verifier::new(provider)
        } else {
            Verifier::new_with_extra_roots(extra, provider)
        };
        let verifier = Arc::new(verifier.map_err(broken)?);
        // `dangerous` is what rustls calls every verifier that it did not write.
        let builder = builder
            .dangerous()
            .with_custom_certificate_verifier(verifier);
        Ok(builder.with_no_client_auth())
    }

    #[cfg(feature = "aws-lc")]
    fn provider() -> Result<CryptoProvider, Error> {
        Ok(rustls::crypto::aws_lc_rs::default_provider())
    }

    #[cfg(all(feature = "ring", not(feature = "aws-lc")))]
    fn provider() -> Result<CryptoProvider, Error> {
        Ok(rustls::crypto::ring::default_provider())
    }

    #[cfg(not(any(feature = "ring", feature = "aws-lc")))]
    fn provider() -> Result<CryptoProvider, Error> {
        Err(Error::config(
            "TLS has no cryptography: enable the feature ring or aws-lc instead of rustls alone",
        ))
    }
}

//! The checked address that access tokens are got from.

use reqwest::Url;

use super::BaseUrl;
use super::base_url::{fill, is_allowed, is_loopback};
use crate::descriptor::{ApiDescriptor, OAuth};
use crate::error::Error;

/// The checked address that access tokens are got from.
pub(crate) struct TokenUrl(Url);

/// Where a client looks for it.
pub(crate) struct TokenUrlSource<'s> {
    /// The caller's own, in place of that of the spec.
    pub(crate) given: Option<&'s str>,
    /// Whether the base URL is the caller's own.
    pub(crate) is_base_given: bool,
    pub(crate) variables: &'s [(String, String)],
    pub(crate) plain_http_hosts: &'s [String],
}

impl TokenUrl {
    /// # Errors
    ///
    /// [`crate::Cause::Config`] if it is no absolute HTTP URL or path, if it would be that of the spec for
    /// another server's calls, or if it is plain HTTP where the base URL is not, or the other way round.
    pub(crate) fn checked(
        api: &ApiDescriptor,
        oauth: &OAuth,
        base: &BaseUrl,
        source: &TokenUrlSource<'_>,
    ) -> Result<Self, Error> {
        let wrong = |what: &str| Error::config(format!("{}: the token URL {what}", api.name));
        let written = source.given.unwrap_or(oauth.token_url);
        let url = if written.starts_with('/') {
            let url = format!("{}{written}", base.host());
            base.parse(&url)
                .ok_or_else(|| wrong("is no path below the host of the base URL"))?
        } else if source.given.is_none() && source.is_base_given {
            // The secrets would go to the vendor, and the token that they open to somebody else.
            return Err(wrong(
                "is the API's own, and the base URL is not: give both, see Config::token_url",
            ));
        } else {
            let filled = fill(written, "the token URL", api, source.variables)?;
            Url::parse(&filled).map_err(|_| wrong("is no absolute URL, and no path"))?
        };
        match url.scheme() {
            "https" if base.is_https() => {}
            "http" if !base.is_https() => {
                let is_open = is_loopback(&url) || is_allowed(&url, source.plain_http_hosts);
                if api.https_only && !is_open {
                    return Err(wrong(
                        "must start with https://, because plain HTTP shows the client's secret to \
                         everybody on the way",
                    ));
                }
            }
            "https" => {
                return Err(wrong(
                    "has TLS and the base URL has none: give both with it",
                ));
            }
            _ => return Err(wrong("must start with https://, as the base URL does")),
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(wrong(
                "must not hold a user name or password: use the credentials",
            ));
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(wrong("must not hold a query or fragment"));
        }
        Ok(Self(url))
    }

    pub(crate) fn url(&self) -> &Url {
        &self.0
    }
}

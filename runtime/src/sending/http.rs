//! The HTTP clients of a client.

use std::time::Duration;

use reqwest::Url;

use super::Config;
use super::base_urls::BaseUrls;
use super::config::HttpSetup;
use super::tls;
use crate::error::Error;

/// The HTTP clients of a client. HTTPS and plain HTTP have their own: they differ in whom they trust, and in
/// whether there may be a proxy between.
pub(super) struct Http {
    /// For the scheme of the usual base URL.
    usual: HttpOfScheme,
    /// For the other scheme, if some calls go to a base URL of it.
    other: Option<HttpOfScheme>,
}

/// The HTTP clients of one scheme: one for asynchronous callers and, because connections belong to the
/// runtime that opened them, another one for those that wait.
struct HttpOfScheme {
    settings: Settings,
    usual: reqwest::Client,
    /// Made when it is first needed.
    #[cfg(any(feature = "blocking", doc))]
    waiting: std::sync::OnceLock<reqwest::Client>,
}

/// Who drives a call.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Driver {
    /// The caller's runtime.
    Caller,
    /// The thread for those that wait.
    #[cfg(any(feature = "blocking", doc))]
    Waiting,
}

struct Settings {
    /// Whether it is for HTTPS.
    https: bool,
    connect_timeout: Duration,
    root_certificates: Vec<Vec<u8>>,
    setup: Option<HttpSetup>,
    /// Whether the HTTP client was given and not made here.
    given: bool,
}

impl Http {
    pub(super) fn new(base_urls: &BaseUrls, config: &Config) -> Result<Self, Error> {
        let https = base_urls.usual().is_https();
        // One that is given is for all.
        let has_other = config.http_client.is_none() && base_urls.have(!https);
        let other = has_other.then(|| HttpOfScheme::new(!https, config));
        Ok(Self {
            usual: HttpOfScheme::new(https, config)?,
            other: other.transpose()?,
        })
    }

    /// The one for an address below one of the base URLs.
    pub(super) fn client(&self, driver: Driver, url: &Url) -> Result<&reqwest::Client, Error> {
        let https = url.scheme() == "https";
        let other = self.other.as_ref().filter(|it| it.settings.https == https);
        other.unwrap_or(&self.usual).client(driver)
    }

    /// The limit for connecting, if it is known.
    pub(super) fn connect_timeout(&self) -> Option<Duration> {
        let settings = &self.usual.settings;
        (!settings.given).then_some(settings.connect_timeout)
    }
}

impl HttpOfScheme {
    fn new(https: bool, config: &Config) -> Result<Self, Error> {
        let settings = Settings {
            https,
            connect_timeout: config.connect_timeout,
            root_certificates: config.root_certificates.clone(),
            setup: config.http_setup.clone(),
            given: config.http_client.is_some(),
        };
        let usual = match &config.http_client {
            Some(client) => client.clone(),
            None => settings.client()?,
        };
        Ok(Self {
            settings,
            usual,
            #[cfg(any(feature = "blocking", doc))]
            waiting: std::sync::OnceLock::new(),
        })
    }

    fn client(&self, driver: Driver) -> Result<&reqwest::Client, Error> {
        match driver {
            Driver::Caller => Ok(&self.usual),
            #[cfg(any(feature = "blocking", doc))]
            Driver::Waiting if self.settings.given => Ok(&self.usual),
            #[cfg(any(feature = "blocking", doc))]
            Driver::Waiting => match self.waiting.get() {
                Some(client) => Ok(client),
                None => {
                    let client = self.settings.client()?;
                    Ok(self.waiting.get_or_init(|| client))
                }
            },
        }
    }
}

impl Settings {
    fn client(&self) -> Result<reqwest::Client, Error> {
        let mut builder = reqwest::Client::builder().connect_timeout(self.connect_timeout);
        if let Some(setup) = &self.setup {
            builder = setup(builder);
        }
        builder = builder
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            // It writes what is sent to the log, tokens included.
            .connection_verbose(false)
            // Another crate of the program can turn these on for reqwest as a whole.
            .no_gzip()
            .no_brotli()
            .no_zstd()
            .no_deflate();
        if !self.https {
            // A proxy would see the credentials of plain HTTP.
            builder = builder.no_proxy();
        }
        tls::set_up(builder, self.https, &self.root_certificates)?
            .build()
            .map_err(|error| {
                Error::config(format!(
                    "the HTTP client cannot be made: {}",
                    error.without_url()
                ))
            })
    }
}

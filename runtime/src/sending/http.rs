//! The HTTP clients of a client.

use std::time::Duration;

use super::Config;
use super::config::HttpSetup;
use super::tls;
use crate::encoding::BaseUrl;
use crate::error::Error;

/// The HTTP clients of a client: one for asynchronous callers and, because connections belong to the
/// runtime that opened them, another one for those that wait.
pub(super) struct Http {
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
    https: bool,
    connect_timeout: Duration,
    root_certificates: Vec<Vec<u8>>,
    setup: Option<HttpSetup>,
    /// Whether the HTTP client was given and not made here.
    given: bool,
}

impl Http {
    pub(super) fn new(base_url: &BaseUrl, config: Config) -> Result<Self, Error> {
        let settings = Settings {
            https: base_url.is_https(),
            connect_timeout: config.connect_timeout,
            root_certificates: config.root_certificates,
            setup: config.http_setup,
            given: config.http_client.is_some(),
        };
        let usual = match config.http_client {
            Some(client) => client,
            None => settings.client()?,
        };
        Ok(Self {
            settings,
            usual,
            #[cfg(any(feature = "blocking", doc))]
            waiting: std::sync::OnceLock::new(),
        })
    }

    pub(super) fn client(&self, driver: Driver) -> Result<&reqwest::Client, Error> {
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

    /// The limit for connecting, if it is known.
    pub(super) fn connect_timeout(&self) -> Option<Duration> {
        (!self.settings.given).then_some(self.settings.connect_timeout)
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

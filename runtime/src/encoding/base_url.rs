use std::fmt;
use std::net::IpAddr;

use reqwest::Url;

use crate::descriptor::ApiDescriptor;
use crate::{Config, Error};

/// The checked address of an API, with a slash at its end.
#[derive(Clone, PartialEq, Eq)]
pub struct BaseUrl {
    url: Url,
    https: bool,
}

impl BaseUrl {
    /// The address that the configuration gives, or else the API's own.
    ///
    /// # Errors
    ///
    /// [`crate::Cause::Config`] if a variable is missing or not fit for a host name, if it is no absolute
    /// HTTP URL, if it has user info, a query or a fragment, or if it is plain HTTP to another
    /// machine although the API wants HTTPS.
    pub fn new(api: &ApiDescriptor, config: &Config) -> Result<Self, Error> {
        let template = config.base_url.as_deref().unwrap_or(api.base_url);
        let filled = fill(template, api, config)?;
        let wrong = |what: &str| Error::config(format!("{}: the base URL {what}", api.name));
        let mut url = Url::parse(&filled).map_err(|_| wrong("is no absolute URL"))?;
        let https = match url.scheme() {
            "https" => true,
            "http" if !api.https_only || is_loopback(&url) => false,
            "http" => {
                return Err(wrong(
                    "must start with https://, because plain HTTP shows credentials \
                                  to everybody on the way",
                ));
            }
            _ => return Err(wrong("must start with https://")),
        };
        if !url.username().is_empty() || url.password().is_some() {
            return Err(wrong(
                "must not hold a user name or password: use the credentials",
            ));
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(wrong("must not hold a query or fragment"));
        }
        if !url.path().ends_with('/') {
            let path = format!("{}/", url.path());
            url.set_path(&path);
        }
        Ok(Self { url, https })
    }

    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.url.as_str()
    }

    /// An address that begins with this one. The host is not read again.
    pub(crate) fn parse(&self, url: &str) -> Option<Url> {
        match url.strip_prefix(self.as_str()) {
            // With the dot, nothing that follows can be a scheme or a host.
            Some(rest) => self.url.join(&format!("./{rest}")).ok(),
            None => Url::parse(url).ok(),
        }
    }

    pub(crate) fn is_https(&self) -> bool {
        self.https
    }
}

impl fmt::Debug for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("BaseUrl").field(&self.as_str()).finish()
    }
}

fn fill(template: &str, api: &ApiDescriptor, config: &Config) -> Result<String, Error> {
    let mut url = template.to_owned();
    if let Some((name, _)) = config
        .variables
        .iter()
        .find(|(name, _)| !api.variables.contains(&name.as_str()))
    {
        return Err(Error::config(format!(
            "{}: the base URL has no variable {name}",
            api.name
        )));
    }
    for name in api.variables {
        let place = format!("{{{name}}}");
        if !url.contains(&place) {
            continue;
        }
        let value = config
            .variables
            .iter()
            .rev()
            .find(|(given, _)| given == name);
        let Some((_, value)) = value else {
            return Err(Error::config(format!(
                "{}: the base URL needs {name}: give it with Config::variable",
                api.name
            )));
        };
        let safe = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.');
        if value.is_empty()
            || !value.bytes().all(safe)
            || value.starts_with('.')
            || value.ends_with('.')
        {
            return Err(Error::config(format!(
                "{}: {name} must be letters, digits, '-' and '.'",
                api.name
            )));
        }
        url = url.replace(&place, value);
    }
    Ok(url)
}

fn is_loopback(url: &Url) -> bool {
    let Some(host) = url.host_str() else {
        return false;
    };
    let address = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost"
        || address
            .parse::<IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}

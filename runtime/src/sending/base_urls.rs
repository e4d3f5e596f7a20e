//! Where the calls of a client go.

use super::Config;
use crate::descriptor::{ApiDescriptor, CallDescriptor};
use crate::encoding::BaseUrl;
use crate::error::Error;

/// The base URL of most calls, and those of the others.
pub(super) struct BaseUrls {
    usual: BaseUrl,
    /// By the address that the document tells. None where it cannot be the documented one, because the
    /// client has a base URL of its own: what is for a sandbox must not go to the vendor.
    others: Vec<(&'static str, Option<BaseUrl>)>,
}

impl BaseUrls {
    pub(super) fn new(api: &ApiDescriptor, config: &Config) -> Result<Self, Error> {
        let known = |url: &str| api.other_base_urls.contains(&url);
        if config.other_base_urls.iter().any(|(url, _)| !known(url)) {
            let all = match api.other_base_urls {
                [] => "it has none".to_owned(),
                all => format!("they are {}", all.join(", ")),
            };
            return Err(Error::config(format!(
                "{}: Config::base_url_of names none of the API's other base URLs: {all}",
                api.name
            )));
        }
        let mut others = Vec::new();
        for documented in api.other_base_urls.iter().copied() {
            let mut replaced = config.other_base_urls.iter().rev();
            let own = replaced.find(|(url, _)| url == documented);
            let own = own.map(|(_, own)| own.as_str());
            let base_url = match own.is_none() && config.base_url.is_some() {
                true => None,
                false => Some(BaseUrl::other(api, config, documented, own)?),
            };
            others.push((documented, base_url));
        }
        Ok(Self {
            usual: BaseUrl::new(api, config)?,
            others,
        })
    }

    /// That of the API.
    pub(super) fn usual(&self) -> &BaseUrl {
        &self.usual
    }

    /// That of a call.
    pub(super) fn of(&self, call: &CallDescriptor) -> Result<&BaseUrl, Error> {
        let Some(documented) = call.base_url else {
            return Ok(&self.usual);
        };
        match self.others.iter().find(|(url, _)| *url == documented) {
            Some((_, Some(base_url))) => Ok(base_url),
            Some((_, None)) => Err(Error::config(format!(
                "{}: goes to {documented}, and this client has a base URL of its own: say with \
                 Config::base_url_of where it goes instead",
                call.name
            ))),
            None => Err(Error::config(format!(
                "{}: its base URL is none of the API's other base URLs",
                call.name
            ))),
        }
    }

    /// Whether one of them is HTTPS, or else plain HTTP.
    pub(super) fn have(&self, https: bool) -> bool {
        let others = self.others.iter().filter_map(|(_, url)| url.as_ref());
        let mut all = others.chain([&self.usual]);
        all.any(|url| url.is_https() == https)
    }
}

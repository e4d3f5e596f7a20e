//! The address of a further page, as an earlier one gave it.

use std::borrow::Cow;

use reqwest::Url;

use super::masked_text::{Hidden, MaskedText, Pair};
use super::{BaseUrl, Request};
use crate::descriptor::{Credential, CredentialPlace};

/// An address is not one of the API's own host, where alone anything is sent: this is its host, or nothing
/// if nothing could be sent there either.
pub(crate) struct Elsewhere {
    pub(crate) host: String,
}

impl BaseUrl {
    /// The address that an answer gave which came from another one: both of the API's own host.
    pub(crate) fn next(&self, from: &str, given: &str) -> Result<String, Elsewhere> {
        let url = Url::parse(from).and_then(|from| from.join(given.trim()));
        let Ok(mut url) = url else {
            return Err(Elsewhere {
                host: String::new(),
            });
        };
        url.set_fragment(None);
        let has_user = !url.username().is_empty() || url.password().is_some();
        match self
            .parse(url.as_str())
            .filter(|own| *own == url && !has_user)
        {
            Some(own) => Ok(own.into()),
            None => Err(Elsewhere {
                host: url.host_str().unwrap_or_default().to_owned(),
            }),
        }
    }
}

impl Request {
    /// This, sent to an address that an answer gave, with those of the credentials that belong into a query: an
    /// answer that repeats them cannot know whether they are still in use. Nobody knows what the rest of its
    /// query holds: it is hidden.
    pub(crate) fn sent_to(
        self,
        address: &str,
        credentials: &[(&'static Credential, Cow<'_, str>)],
    ) -> Self {
        let own: Vec<Pair<'_>> = credentials
            .iter()
            .filter_map(|(credential, value)| match credential.place {
                CredentialPlace::Query(name) => Some(Pair::secret(name, &**value)),
                _ => None,
            })
            .collect();
        let is_own = |given: &str| {
            let name = given.split_once('=').map_or(given, |(name, _)| name);
            let mut own = own.iter();
            own.any(|pair| percent_encoding::percent_decode_str(name).eq(pair.name.bytes()))
        };
        let (path, query) = match address.split_once('?') {
            Some((path, query)) => (path, Some(query)),
            None => (address, None),
        };
        let mut url = MaskedText {
            text: path.into(),
            hidden: Vec::new(),
        };
        let mut before_own = "?";
        if let Some(query) = query {
            url.text.push(b'?');
            let start = url.text.len();
            let mut pairs = query.split('&').filter(|pair| !is_own(pair));
            if let Some(first) = pairs.next() {
                url.text.extend_from_slice(first.as_bytes());
            }
            for pair in pairs {
                url.text.push(b'&');
                url.text.extend_from_slice(pair.as_bytes());
            }
            let end = url.text.len();
            before_own = "";
            if end > start {
                before_own = "&";
                url.hidden.push(Hidden {
                    range: start..end,
                    mark: "<personal>",
                });
            }
        }
        if !own.is_empty() {
            url.text.extend_from_slice(before_own.as_bytes());
            url.pairs(&own);
        }
        self.with_url(url)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::descriptor::ApiDescriptor;
    use crate::error::Error;

    static API: ApiDescriptor = ApiDescriptor {
        name: "garden",
        base_url: "https://garden.example:8443/v1/",
        ..ApiDescriptor::PLAIN
    };
    const FROM: &str = "https://garden.example:8443/v1/plants?page=1";

    #[test]
    fn addresses_are_resolved_against_the_one_that_they_came_from() -> Result<(), Error> {
        let base = BaseUrl::checked(&API, "the base URL", None, &[], &[])?;
        for (given, next) in [
            ("?page=2", "https://garden.example:8443/v1/plants?page=2"),
            (
                "beds?a=b%20c#d",
                "https://garden.example:8443/v1/beds?a=b%20c",
            ),
            ("/v2/plants", "https://garden.example:8443/v2/plants"),
            (
                " https://GARDEN.example:8443/x ",
                "https://garden.example:8443/x",
            ),
        ] {
            assert_eq!(
                base.next(FROM, given).ok().as_deref(),
                Some(next),
                "{given}"
            );
        }
        Ok(())
    }

    #[test]
    fn nothing_leads_to_another_scheme_host_or_port() -> Result<(), Error> {
        let base = BaseUrl::checked(&API, "the base URL", None, &[], &[])?;
        for (given, host) in [
            ("https://evil.example/v1/plants?page=2", "evil.example"),
            ("//evil.example:8443/", "evil.example"),
            ("http://garden.example:8443/v1/plants", "garden.example"),
            ("https://garden.example/v1/plants", "garden.example"),
            ("https://garden.example:8443@evil.example/", "evil.example"),
            ("https://ann:pw@garden.example:8443/", "garden.example"),
            (
                "https://garden.example.evil.example:8443/",
                "garden.example.evil.example",
            ),
            ("\\\\evil.example\\x", "evil.example"),
            ("mailto:ann@garden.example", ""),
            ("https://", ""),
        ] {
            let elsewhere = base.next(FROM, given).err().map(|it| it.host);
            assert_eq!(elsewhere.as_deref(), Some(host), "{given}");
        }
        Ok(())
    }
}

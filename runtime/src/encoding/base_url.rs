//! The checked address of an API.

use std::fmt;
use std::net::IpAddr;

use reqwest::Url;

use crate::descriptor::ApiDescriptor;
use crate::error::Error;

/// The checked address of an API, with a slash at its end.
#[derive(Clone, PartialEq, Eq)]
pub struct BaseUrl {
    url: Url,
    https: bool,
}

impl BaseUrl {
    /// The address at `base`, or else the API's own, with these variables filled in. Plain HTTP may go to
    /// `plain_http_hosts`. Errors call it `which`.
    ///
    /// # Errors
    ///
    /// [`crate::Cause::Config`] if there is no such address, or it is not allowed.
    pub(crate) fn checked(
        api: &ApiDescriptor,
        which: &str,
        base: Option<&str>,
        variables: &[(String, String)],
        plain_http_hosts: &[String],
    ) -> Result<Self, Error> {
        let filled = fill(base.unwrap_or(api.base_url), which, api, variables)?;
        let wrong = |what: &str| Error::config(format!("{}: {which} {what}", api.name));
        let mut url = Url::parse(&filled).map_err(|_| wrong("is no absolute URL"))?;
        let https = match url.scheme() {
            "https" => true,
            "http"
                if !api.https_only || is_loopback(&url) || is_allowed(&url, plain_http_hosts) =>
            {
                false
            }
            "http" => {
                return Err(wrong(
                    "must start with https://, because plain HTTP shows credentials to everybody on \
                     the way; for a host of your own network, see Config::allow_plain_http_to",
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

    /// An address that begins with this one, or below its host. The host is not read again.
    pub(crate) fn parse(&self, url: &str) -> Option<Url> {
        let path = url.strip_prefix(self.host())?;
        // A second slash makes what follows a host, unless all that comes before it is told.
        let reference = match path.starts_with("//") {
            true => Some(url).filter(|_| self.url.path().starts_with("//"))?,
            false => Some(path).filter(|path| path.starts_with('/'))?,
        };
        let parsed = self.url.join(reference).ok()?;
        // What the rules of URLs drop on their way, such as a line break, must not open another way.
        let behind_host = parsed.as_str().strip_prefix(self.host());
        behind_host?.starts_with('/').then_some(parsed)
    }

    /// The address as far as the host and port, without a slash at the end.
    pub(crate) fn host(&self) -> &str {
        let path = self.url.path().len();
        let all = self.as_str();
        all.get(..all.len() - path).unwrap_or(all)
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

pub(super) fn fill(
    template: &str,
    which: &str,
    api: &ApiDescriptor,
    variables: &[(String, String)],
) -> Result<String, Error> {
    let mut url = template.to_owned();
    if let Some((name, _)) = variables
        .iter()
        .find(|(name, _)| !api.variables.iter().any(|known| known.name == name))
    {
        return Err(Error::config(format!(
            "{}: {which} has no variable {name}",
            api.name
        )));
    }
    for name in api.variables.iter().map(|variable| variable.name) {
        let place = format!("{{{name}}}");
        if !url.contains(&place) {
            continue;
        }
        let mut all = api.variable_values.iter();
        let values = all.find(|values| values.variable == name);
        let given = variables.iter().rev().find(|(given, _)| given == name);
        let given = given.map(|(_, value)| value.as_str());
        let Some(value) = given.or_else(|| values?.default) else {
            return Err(Error::config(format!(
                "{}: {which} needs {name}: give it with Config::variable",
                api.name
            )));
        };
        if let Some(values) = values.filter(|values| !values.one_of.is_empty()) {
            let mut known = values.one_of.iter();
            let Some((_, in_url)) = known.find(|(known, _)| *known == value) else {
                let names: Vec<&str> = values.one_of.iter().map(|(known, _)| *known).collect();
                return Err(Error::config(format!(
                    "{}: {name} must be one of {}",
                    api.name,
                    names.join(", ")
                )));
            };
            url = url.replace(&place, in_url);
            continue;
        }
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
        let is_label =
            |label: &str| !label.is_empty() && !label.starts_with('-') && !label.ends_with('-');
        if !value.split('.').all(is_label) {
            return Err(Error::config(format!(
                "{}: {name} must have a letter or digit at both ends, and on both sides of each '.'",
                api.name
            )));
        }
        if let Some(follows) = template
            .split(&place)
            .skip(1)
            .map(rest_of_host)
            .find(|follows| {
                let at = value.len().checked_sub(follows.len());
                !follows.is_empty()
                    && at
                        .and_then(|at| value.get(at..))
                        .is_some_and(|end| end.eq_ignore_ascii_case(follows))
            })
        {
            return Err(Error::config(format!(
                "{}: {name} ends with `{follows}`, which {which} puts behind it: give what stands \
                 before that",
                api.name
            )));
        }
        url = url.replace(&place, value);
    }
    Ok(url)
}

/// What stands before the port, the path or the next variable.
fn rest_of_host(rest: &str) -> &str {
    let end = rest.find([':', '/', '{', '?', '#']).unwrap_or(rest.len());
    rest.get(..end).unwrap_or_default()
}

pub(super) fn is_loopback(url: &Url) -> bool {
    let Some(host) = url.host_str() else {
        return false;
    };
    let address = host.trim_start_matches('[').trim_end_matches(']');
    let name = host.strip_suffix('.').unwrap_or(host);
    name == "localhost"
        // All of them are this machine: RFC 6761.
        || name.ends_with(".localhost")
        || address
            .parse::<IpAddr>()
            .is_ok_and(|address| address.to_canonical().is_loopback())
}

/// Whether the caller allows plain HTTP to the host of this address.
pub(super) fn is_allowed(url: &Url, plain_http_hosts: &[String]) -> bool {
    let host = url.host_str().unwrap_or_default();
    let mut allowed = plain_http_hosts.iter();
    allowed.any(|it| !it.is_empty() && it.eq_ignore_ascii_case(host))
}

#[cfg(test)]
mod tests {
    use super::*;

    static API: ApiDescriptor = ApiDescriptor {
        name: "garden",
        base_url: "https://garden.example:8443/v1/",
        ..ApiDescriptor::PLAIN
    };

    #[test]
    fn whatever_is_parsed_the_host_stays() -> Result<(), Error> {
        let base = BaseUrl::checked(&API, "the base URL", None, &[], &[])?;
        let rests = [
            "x",
            "/x",
            "//evil.example/",
            "///evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "/\t/evil.example/",
            "\t//evil.example",
            "/\n\\evil.example",
            "@evil.example/",
            ":1/",
            ".evil.example/",
            "https://evil.example/",
            "?x",
            "#x",
            "",
            "..",
            "/../../x",
            "%2f%2fevil",
        ];
        for start in [
            "https://garden.example:8443/v1/",
            "https://garden.example:8443",
        ] {
            for rest in rests {
                let parsed = base.parse(&format!("{start}{rest}"));
                let origin = parsed.map(|url| url.origin());
                assert!(
                    origin.is_none_or(|it| it == base.url.origin()),
                    "{start}{rest}"
                );
            }
        }
        Ok(())
    }

    #[test]
    fn a_base_with_two_slashes_behind_its_host_keeps_them() -> Result<(), Error> {
        let base = BaseUrl::checked(
            &API,
            "the base URL",
            Some("https://proxy.example//v1/"),
            &[],
            &[],
        )?;
        let url = "https://proxy.example//v1/a?b=c";
        assert_eq!(base.parse(url).map(String::from).as_deref(), Some(url));
        let parsed = base.parse("https://proxy.example//evil.example:1/");
        assert!(parsed.is_none_or(|url| url.host_str() == Some("proxy.example")));
        Ok(())
    }

    #[test]
    fn what_is_below_the_base_or_its_host_is_parsed_and_nothing_else() -> Result<(), Error> {
        let base = BaseUrl::checked(&API, "the base URL", None, &[], &[])?;
        for url in [
            "https://garden.example:8443/v1/a?b=c",
            "https://garden.example:8443/a/b?c=d",
        ] {
            assert_eq!(base.parse(url).map(String::from).as_deref(), Some(url));
        }
        for url in [
            "https://garden.example/v1/a",
            "http://garden.example:8443/v1/a",
            "",
            "/a",
        ] {
            assert_eq!(base.parse(url), None, "{url}");
        }
        Ok(())
    }
}

//! Base URLs: that of the API, and those of single calls.

use super::Checker;
use crate::diagnostic::{Code, Diagnostic};
use crate::span::At;
use crate::syntax;

impl Checker<'_, '_> {
    /// The base URL of the API; each variable stands in it, in that of a call, or in the token URL.
    pub(super) fn base_url(&mut self, api: &syntax::Api) -> String {
        let Some(url) = &api.base_url else {
            return String::new();
        };
        let address = self.address(url, api);
        let calls = self.spec.families.iter().flat_map(|family| &family.calls);
        let token_url = api.oauth.as_ref().and_then(|it| it.token_url.as_ref());
        let of_calls = calls.filter_map(|call| call.base_url.as_ref());
        let others: Vec<&At<String>> = of_calls.chain(token_url).collect();
        for variable in &api.variables {
            let place = format!("{{{}}}", variable.name.value);
            let stands_in = |url: &At<String>| url.value.contains(&place);
            if stands_in(url) || others.iter().any(|url| stands_in(url)) {
                continue;
            }
            let message = format!("the base URL has no `{place}`");
            self.error(
                Diagnostic::error(Code::UrlVariable, Some(variable.name.span), message)
                    .label(url.span, "the base URL")
                    .help("use the variable in `base_url:`, there or of a call, or in `token_url:`, or delete it"),
            );
        }
        address
    }

    /// The base URL of a call that is not below that of the API.
    pub(super) fn base_url_of(
        &mut self,
        call: &syntax::Call,
        family: &syntax::Family,
        api: &syntax::Api,
    ) -> Option<String> {
        let url = call.base_url.as_ref()?;
        let address = self.address(url, api);
        let usual = api.base_url.as_ref();
        let Some(usual) = usual.filter(|usual| with_slash(&usual.value) == address) else {
            return Some(address);
        };
        // A call of a family with another base URL comes back to that of the API.
        let comes_back = family
            .base_url
            .as_ref()
            .is_some_and(|other| other.span != url.span);
        if !comes_back {
            self.error(
                Diagnostic::error(
                    Code::SaysNothing,
                    Some(url.span),
                    "this is the base URL of the API",
                )
                .label(usual.span, "it stands here")
                .help("leave it out: calls are below that anyway"),
            );
        }
        None
    }

    /// Checks an address, and ends it with a slash.
    fn address(&mut self, url: &At<String>, api: &syntax::Api) -> String {
        let rest = url.value.strip_prefix("https://").or_else(|| {
            url.value
                .strip_prefix("http://")
                .filter(|_| !api.https_only)
        });
        let is_good = rest.is_some_and(|rest| {
            !rest.is_empty()
                && !rest.starts_with('/')
                && !rest.contains(['?', '#', '@', '\\', '"'])
                && !rest.contains(char::is_whitespace)
        });
        if !is_good {
            let help = if api.https_only {
                "write `https://host/path/`; plain HTTP needs `transport: any`"
            } else {
                "write `https://host/path/`"
            };
            self.error(
                Diagnostic::error(
                    Code::BadBaseUrl,
                    Some(url.span),
                    format!("`{}` is not a base URL", url.value),
                )
                .help(help),
            );
        }
        let variables: Vec<&str> = api
            .variables
            .iter()
            .map(|variable| variable.name.as_str())
            .collect();
        for name in self.placeholders(url, Code::BadBaseUrl) {
            if !variables.contains(&name.as_str()) {
                let diagnostic = Diagnostic::error(
                    Code::UrlVariable,
                    Some(url.span),
                    format!("the base URL has an unknown variable `{name}`"),
                )
                .help(format!(
                    "describe it: `variables: {{ {name}: {{ doc: … }} }}`"
                ));
                self.unknown("variables:", diagnostic);
            }
        }
        with_slash(&url.value)
    }
}

fn with_slash(url: &str) -> String {
    if url.ends_with('/') {
        url.to_owned()
    } else {
        format!("{url}/")
    }
}

//! Which call a request means.

use crate::request::Request;

/// What stands before every path.
const BASE: &str = "/api/v1/";

/// A kind of record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Resource {
    Client,
    Location,
    Contact,
    Case,
}

impl Resource {
    const ALL: [Self; 4] = [Self::Client, Self::Location, Self::Contact, Self::Case];

    fn path(self) -> &'static str {
        match self {
            Self::Client => "clients",
            Self::Location => "client/locations",
            Self::Contact => "client/contacts",
            Self::Case => "cases",
        }
    }

    /// What one is called in the names of calls.
    pub(super) fn singular(self) -> &'static str {
        match self {
            Self::Client => "client",
            Self::Location => "client_location",
            Self::Contact => "client_contact",
            Self::Case => "case",
        }
    }

    /// What it is in the state.
    pub(super) fn kind(self) -> &'static str {
        match self {
            Self::Client => "client",
            Self::Location => "location",
            Self::Contact => "contact",
            Self::Case => "case",
        }
    }

    /// What its number is called in paths.
    pub(super) fn number(self) -> &'static str {
        match self {
            Self::Client => "client_id",
            Self::Location => "location_id",
            Self::Contact => "client_contact_id",
            Self::Case => "case_id",
        }
    }

    /// The keys that a body may be nested under. The first is the right one as far as known; of
    /// locations and contacts it is not, so that others do too.
    pub(super) fn roots(self) -> &'static [&'static str] {
        match self {
            Self::Client => &["client"],
            Self::Location => &["client_location", "location"],
            Self::Contact => &["client_contact", "contact"],
            Self::Case => &["casefile"],
        }
    }

    /// Whether a body may be nested under nothing.
    pub(super) fn may_be_bare(self) -> bool {
        matches!(self, Self::Location | Self::Contact)
    }
}

/// What is to be done with records of a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Action {
    List,
    Count,
    Get(i64),
    Create,
    Update(i64),
}

/// What a request asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Route {
    pub(super) resource: Resource,
    pub(super) action: Action,
}

/// Why a request asks for nothing that there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoRoute {
    /// Nothing has this path.
    Path,
    /// The path takes these methods.
    Method(&'static str),
}

impl Route {
    pub(super) fn of(request: &Request) -> Result<Self, NoRoute> {
        let path = request.path.strip_prefix(BASE).ok_or(NoRoute::Path)?;
        let path = path.strip_suffix('/').unwrap_or(path);
        let is_count = form_urlencoded::parse(request.query.as_bytes())
            .any(|(name, value)| name == "mode" && value == "count");
        for resource in Resource::ALL {
            let Some(rest) = path.strip_prefix(resource.path()) else {
                continue;
            };
            let action = match (rest.strip_prefix('/'), request.method.as_str()) {
                (None, _) if !rest.is_empty() => continue,
                (None, "GET") if is_count => Action::Count,
                (None, "GET") => Action::List,
                (None, "POST") => Action::Create,
                (None, _) => return Err(NoRoute::Method("GET, POST")),
                (Some(id), method) => {
                    let is_number = !id.is_empty() && id.bytes().all(|sign| sign.is_ascii_digit());
                    if !is_number {
                        return Err(NoRoute::Path);
                    }
                    // A number that is too large is nobody's.
                    let id = id.parse().unwrap_or(-1);
                    match (method, resource) {
                        ("GET", _) => Action::Get(id),
                        ("PUT", Resource::Client) => Action::Update(id),
                        (_, Resource::Client) => return Err(NoRoute::Method("GET, PUT")),
                        _ => return Err(NoRoute::Method("GET")),
                    }
                }
            };
            return Ok(Self { resource, action });
        }
        Err(NoRoute::Path)
    }

    /// The name of the call.
    pub(super) fn name(self) -> String {
        let one = self.resource.singular();
        match self.action {
            Action::List => format!("list_{one}s"),
            Action::Count => format!("count_{one}s"),
            Action::Get(_) => format!("get_{one}"),
            Action::Create => format!("create_{one}"),
            Action::Update(_) => format!("update_{one}"),
        }
    }

    /// The names of all calls.
    pub(super) fn names() -> impl Iterator<Item = String> {
        Resource::ALL.into_iter().flat_map(|resource| {
            let actions = [Action::List, Action::Count, Action::Get(0), Action::Create];
            let update = (resource == Resource::Client).then_some(Action::Update(0));
            actions
                .into_iter()
                .chain(update)
                .map(move |action| Self { resource, action }.name())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{NoRoute, Route};
    use crate::request::Request;

    fn name(method: &str, path: &str, query: &str) -> Result<String, NoRoute> {
        Route::of(&Request {
            method: method.to_owned(),
            path: path.to_owned(),
            query: query.to_owned(),
            headers: Vec::new(),
            body: Vec::new(),
        })
        .map(Route::name)
    }

    #[test]
    fn a_path_and_a_method_are_a_call() {
        for (method, path, query, call) in [
            ("GET", "clients", "", "list_clients"),
            ("GET", "clients", "a=b&mode=count", "count_clients"),
            ("GET", "clients/", "mode=list", "list_clients"),
            ("PUT", "clients/7", "", "update_client"),
            ("POST", "client/locations", "", "create_client_location"),
            (
                "GET",
                "client/contacts/7",
                "mode=count",
                "get_client_contact",
            ),
            ("GET", "cases", "", "list_cases"),
        ] {
            let found = name(method, &format!("/api/v1/{path}"), query);
            assert_eq!(found.as_deref(), Ok(call));
            assert!(Route::names().any(|known| known == call), "{call}");
        }
    }

    #[test]
    fn other_paths_and_methods_are_none() {
        for path in [
            "/api/v1/",
            "/api/v1/clientship",
            "/api/v1/clients/7a",
            "/v1/clients",
            "/api/v1/clients//",
        ] {
            assert_eq!(name("GET", path, ""), Err(NoRoute::Path), "{path}");
        }
        let found = name("DELETE", "/api/v1/clients/7", "");
        assert_eq!(found, Err(NoRoute::Method("GET, PUT")));
        let found = name("PUT", "/api/v1/cases/7", "");
        assert_eq!(found, Err(NoRoute::Method("GET")));
    }
}

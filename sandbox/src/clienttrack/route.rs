//! Which call a request means.

use percent_encoding::percent_decode_str;

use crate::request::Request;

/// A call, with what stands in its path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Route {
    AuthTest,
    Query,
    Procedure {
        name: String,
    },
    Describe {
        table: String,
    },
    Get {
        table: String,
        id: String,
    },
    Insert {
        table: String,
    },
    Update {
        table: String,
        id: String,
        is_put: bool,
    },
}

/// The names of all calls, for faults and the journal.
pub(crate) const CALLS: [&str; 7] = [
    "auth_test",
    "query",
    "run_stored_procedure",
    "describe_object",
    "get_object",
    "insert_object",
    "update_object",
];

impl Route {
    /// The call of a method and a path; `None` if there is none.
    pub(crate) fn of(request: &Request) -> Option<Self> {
        let parts = request.path.strip_prefix('/')?.split('/');
        let parts: Option<Vec<String>> = parts
            .map(|part| {
                let part = percent_decode_str(part).decode_utf8().ok()?;
                (!part.is_empty()).then(|| part.into_owned())
            })
            .collect();
        let parts = parts?;
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        let route = match (request.method.as_str(), parts.as_slice()) {
            ("GET", ["auth", "test"]) => Self::AuthTest,
            ("GET", ["crql"]) => Self::Query,
            ("POST", ["crql", "storedprocedures", name]) => Self::Procedure {
                name: (*name).to_owned(),
            },
            ("GET", ["cto", table, "description"]) => Self::Describe {
                table: (*table).to_owned(),
            },
            ("GET", ["cto", table, id]) => Self::Get {
                table: (*table).to_owned(),
                id: (*id).to_owned(),
            },
            ("POST", ["cto", table]) => Self::Insert {
                table: (*table).to_owned(),
            },
            (method @ ("PUT" | "PATCH"), ["cto", table, id]) => Self::Update {
                table: (*table).to_owned(),
                id: (*id).to_owned(),
                is_put: method == "PUT",
            },
            _ => return None,
        };
        Some(route)
    }

    /// The name of the call.
    pub(crate) fn call(&self) -> &'static str {
        let [auth, query, procedure, describe, get, insert, update] = CALLS;
        match self {
            Self::AuthTest => auth,
            Self::Query => query,
            Self::Procedure { .. } => procedure,
            Self::Describe { .. } => describe,
            Self::Get { .. } => get,
            Self::Insert { .. } => insert,
            Self::Update { .. } => update,
        }
    }

    /// What stands in the path.
    pub(crate) fn in_path(&self) -> Vec<(&'static str, &str)> {
        match self {
            Self::AuthTest | Self::Query => Vec::new(),
            Self::Procedure { name } => vec![("name", name)],
            Self::Describe { table } | Self::Insert { table } => vec![("table", table)],
            Self::Get { table, id } | Self::Update { table, id, .. } => {
                vec![("table", table), ("id", id)]
            }
        }
    }
}

//! Authentication: who calls, by two keys, and whose rows that shows.

use super::answer::Refusal;
use super::crql::Scope;
use super::switches::{ForeignOrganization, Switches, WrongSubscriptionKey};
use crate::request::Request;

/// The keys of the sandbox: they open made-up data only.
pub(crate) const SUBSCRIPTION_KEY: &str = "sandbox-subscription-key";
pub(crate) const USER_KEY: &str = "sandbox-user-key";
pub(crate) const ADMIN_KEY: &str = "sandbox-admin-key";

/// The organizations that there are. The user of the user key belongs to both.
pub(crate) const ORGANIZATIONS: [i64; 2] = [101, 102];

/// The users of the keys.
pub(crate) const ADMIN: i64 = 11;
pub(crate) const USER: i64 = 12;

/// Who calls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Caller {
    /// The user of the key.
    pub(crate) user: i64,
    pub(crate) is_admin: bool,
    /// The rows that the request is about.
    pub(crate) scope: Scope,
}

impl Caller {
    /// Who sent a request.
    pub(crate) fn of(request: &Request, switches: &Switches) -> Result<Self, Refusal> {
        // The gateway looks at the subscription before the API gets to see the request.
        subscription(request, switches)?;
        let key = request.header("authorization").and_then(api_key);
        match key {
            Some(ADMIN_KEY) => Ok(Self {
                user: ADMIN,
                is_admin: true,
                scope: Scope::All,
            }),
            Some(USER_KEY) => Ok(Self {
                user: USER,
                is_admin: false,
                scope: Scope::Organizations(organizations(request, switches)?),
            }),
            _ => Err(Refusal::denied(
                "Not authorized: missing or incorrect ApiKey in the Authorization header.",
            )),
        }
    }

    /// Whether the caller may give rows to this organization.
    pub(crate) fn may_use(&self, organization: i64) -> bool {
        self.is_admin || ORGANIZATIONS.contains(&organization)
    }

    /// The organization of a new row that names none.
    pub(crate) fn organization(&self) -> Option<i64> {
        match &self.scope {
            Scope::All => None,
            Scope::Organizations(organizations) => organizations.first().copied(),
        }
    }
}

fn subscription(request: &Request, switches: &Switches) -> Result<(), Refusal> {
    let in_query = form_urlencoded::parse(request.query.as_bytes())
        .find(|(name, _)| name.eq_ignore_ascii_case("subscription-key"))
        .map(|(_, value)| value.into_owned());
    let in_header = request
        .header("ocp-apim-subscription-key")
        .map(str::to_owned);
    let key = in_header.or(in_query).filter(|key| !key.trim().is_empty());
    match key.as_deref() {
        Some(SUBSCRIPTION_KEY) => Ok(()),
        Some(_) if switches.wrong_subscription_key == WrongSubscriptionKey::Invalid => {
            Err(Refusal::Gateway(
                "Access denied due to an invalid subscription key: it must be that of an active subscription.",
            ))
        }
        _ => Err(Refusal::Gateway(
            "Access denied due to missing subscription key: it goes into a header or the query.",
        )),
    }
}

/// What follows the word `ApiKey`, whatever its capitals.
fn api_key(header: &str) -> Option<&str> {
    let (scheme, key) = header.trim().split_once(' ')?;
    scheme.eq_ignore_ascii_case("ApiKey").then(|| key.trim())
}

fn organizations(request: &Request, switches: &Switches) -> Result<Vec<i64>, Refusal> {
    let header = request.header("orgid").unwrap_or("").trim();
    if header.is_empty() {
        return Ok(ORGANIZATIONS.to_vec());
    }
    let Ok(organization) = header.parse::<i64>() else {
        return Err(Refusal::bad("The header OrgId takes a whole number."));
    };
    if ORGANIZATIONS.contains(&organization) {
        return Ok(vec![organization]);
    }
    match switches.foreign_organization {
        ForeignOrganization::Nothing => Ok(Vec::new()),
        ForeignOrganization::Denied => Err(Refusal::denied(&format!(
            "Not authorized: the user of this key does not belong to organization {organization}."
        ))),
    }
}

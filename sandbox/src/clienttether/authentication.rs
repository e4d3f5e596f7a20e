//! Authentication: who calls, by the access token and a web key.

use prose_codegen::model::{Api, CredentialPlace};

use crate::request::Request;
use crate::store::{Filter, Store, StoreError};

/// The access token of the sandbox's enterprise, for all its accounts.
pub(super) const ACCESS_TOKEN: &str = "sandbox-access-token";

/// Who calls.
pub(super) struct Caller {
    pub(super) account: i64,
    /// Set if the web key is that of a lead source.
    pub(super) lead_source: Option<i64>,
}

impl Caller {
    /// Whose request it is. A lead source's web key stands for its account too.
    pub(super) fn of(
        request: &Request,
        api: &Api,
        store: &Store,
    ) -> Result<Option<Self>, StoreError> {
        let mut caller = None;
        for credential in &api.credentials {
            let CredentialPlace::Header(name) = &credential.place else {
                continue;
            };
            let value = request.header(name).unwrap_or("");
            if !credential.account {
                if value != ACCESS_TOKEN {
                    return Ok(None);
                }
                continue;
            }
            caller = Self::by_web_key(store, value)?;
        }
        Ok(caller)
    }

    /// Whose web key it is.
    pub(super) fn by_web_key(store: &Store, web_key: &str) -> Result<Option<Self>, StoreError> {
        let key = Filter::Is("account_web_key", web_key.to_owned());
        if let Some((_, account)) = store.first_of_any("account", &key)? {
            return Ok(Some(Self {
                account: account.id,
                lead_source: None,
            }));
        }
        let key = Filter::Is("lead_source_web_key", web_key.to_owned());
        let found = store.first_of_any("lead_source", &key)?;
        Ok(found.map(|(account, source)| Self {
            account,
            lead_source: Some(source.id),
        }))
    }
}

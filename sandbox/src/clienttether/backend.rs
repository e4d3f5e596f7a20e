//! ClientTether as a backend: its state, and what the shell asks of it.

use std::path::Path;

use jiff::civil::DateTime;
use prose_codegen::model::{Api, Holds};
use serde_json::{Map, Value};

use super::account::Account;
use super::api::api;
use super::authentication::ACCESS_TOKEN;
use super::dispatcher::Dispatcher;
use super::route::lead_call;
use super::switches::Switches;
use super::web_key::is_web_key;
use super::{control, records, seed};
use crate::backend::{Backend, Caller, ControlRefusal, DuplicateCheck, Greeting, RecordKind};
use crate::error::{SandboxError, StartError};
use crate::journal::Summary;
use crate::request::Request;
use crate::response::Response;
use crate::secrets::Secrets;
use crate::seed::Seed;
use crate::store::{Filter, Layout, Range, Store, StoreError};

/// The option that switches the duplicate check of all accounts on.
pub(super) const DUPLICATE_CHECK: &str = "duplicate-check";

/// The API with its state, and what it does where the documents are silent.
pub struct ClientTether {
    api: &'static Api,
    store: Store,
    secrets: Secrets,
    switches: Switches,
}

/// What the owner of a ClientTether needs to call it.
pub struct Keys {
    pub(super) web_key: String,
}

impl Backend for ClientTether {
    type Switches = Switches;
    type Keys = Keys;
    const NAME: &'static str = "clienttether";
    const TITLE: &'static str = "ClientTether";
    const BASE_PATH: &'static str = "v2/api/";
    const SEEDED: (&'static str, usize) = ("contacts", 250);
    const CONTROLS: &'static [&'static str] = &["accounts/{id}"];
    const RECORDS: &'static [RecordKind] = records::KINDS;
    const OPTIONS: &'static [(&'static str, &'static str)] = &[(
        DUPLICATE_CHECK,
        "switches the duplicate check of all accounts on",
    )];

    fn open(data: Option<&Path>, seed: &Seed, now: DateTime) -> Result<Self, StartError> {
        let api = api().map_err(StartError::Spec)?;
        let mut backend = Self {
            api,
            store: Store::open(data, &LAYOUT)?,
            secrets: secrets(api),
            switches: Switches::default(),
        };
        // A state that was begun empty stays so.
        if backend.store.is_empty()? && backend.store.seed()?.is_none() {
            backend.seed(seed, now)?;
        }
        Ok(backend)
    }

    fn api() -> Result<&'static Api, &'static str> {
        api()
    }

    fn callers(&self) -> Result<Vec<Caller>, SandboxError> {
        let accounts = Account::all(&self.store)?.into_iter();
        let callers = accounts.map(|account| Caller {
            name: format!("{} (account {})", account.name, account.id),
            credentials: vec![
                ("access_token", ACCESS_TOKEN.to_owned()),
                ("web_key", account.web_key),
            ],
        });
        Ok(callers.collect())
    }

    /// Of the main account.
    fn example(&mut self, kind: &str) -> Result<Option<i64>, SandboxError> {
        let main = Account::all(&self.store)?.into_iter().next();
        let main = main.map_or(0, |account| account.id);
        let first = Range {
            limit: 1,
            offset: 0,
        };
        let records = self.store.select(kind, main, &[], first)?;
        Ok(records.first().map(|record| record.id))
    }

    fn duplicate_checks(&self) -> Result<Vec<DuplicateCheck>, SandboxError> {
        let accounts = Account::all(&self.store)?.into_iter();
        let checks = accounts.map(|account| DuplicateCheck {
            account: account.id,
            name: account.name,
            is_on: account.check_duplicates,
        });
        Ok(checks.collect())
    }

    fn keys(&self) -> Result<Keys, StartError> {
        let main = Account::all(&self.store)?.into_iter().next();
        let web_key = main.ok_or(StartError::NoAccount)?.web_key;
        Ok(Keys { web_key })
    }

    fn reset(&mut self, seed: &Seed, now: DateTime) -> Result<(), SandboxError> {
        Ok(self.seed(seed, now)?)
    }

    fn store(&mut self) -> &mut Store {
        &mut self.store
    }

    /// The main contacts of the main account.
    fn size(&self) -> Result<u64, SandboxError> {
        let main = Account::all(&self.store)?
            .first()
            .map_or(0, |account| account.id);
        let filter = [Filter::Is("main_client_id", String::new())];
        Ok(self.store.count("client", main, &filter)?.unsigned_abs())
    }

    fn apply_option(&mut self, name: &str) -> Result<(), SandboxError> {
        if name == DUPLICATE_CHECK {
            for account in Account::all(&self.store)? {
                Account::check_duplicates(&mut self.store, account.id, true)?;
            }
        }
        Ok(())
    }

    /// The name that stands where that of a call does.
    fn call_of(request: &Request) -> Option<String> {
        if let Some(name) = lead_call(request) {
            return Some(name.to_owned());
        }
        let name = request.path.strip_prefix("/v2/api/")?.split('/').next()?;
        (!name.is_empty()).then(|| name.to_owned())
    }

    fn has_call(name: &str) -> bool {
        api().is_ok_and(|api| api.calls().any(|call| call.name == name))
    }

    fn handle(&mut self, request: &Request, now: DateTime) -> (Response, Summary) {
        let dispatcher = Dispatcher {
            api: self.api,
            store: &mut self.store,
            secrets: &self.secrets,
            switches: &self.switches,
            now,
            summary: Summary::only(None),
        };
        dispatcher.dispatch(request)
    }

    fn switches(&mut self) -> &mut Switches {
        &mut self.switches
    }

    fn about(&self) -> Result<Map<String, Value>, SandboxError> {
        let accounts = Account::all(&self.store)?;
        let mut about = Map::new();
        about.insert("access_token".to_owned(), ACCESS_TOKEN.into());
        about.insert("accounts".to_owned(), control::described(&accounts));
        Ok(about)
    }

    fn greeting(&self) -> Result<Greeting, SandboxError> {
        let accounts = Account::all(&self.store)?;
        let mut about = String::from("  Web keys\n");
        for account in &accounts {
            let level = if account.multi_level {
                "multi-level"
            } else {
                "standard"
            };
            let (name, web_key) = (&account.name, &account.web_key);
            about.push_str(&format!("            {web_key}  {name} ({level})\n"));
        }
        let main = accounts.into_iter().next().map(|account| account.web_key);
        Ok(Greeting {
            about,
            base_url: "CLIENTTETHER_BASE_URL",
            variables: vec![
                ("CLIENTTETHER_ACCESS_TOKEN", ACCESS_TOKEN.to_owned()),
                ("CLIENTTETHER_WEB_KEY", main.unwrap_or_default()),
            ],
            curl: r#"curl -H "X-Access-Token: $CLIENTTETHER_ACCESS_TOKEN" -H "X-Web-Key: $CLIENTTETHER_WEB_KEY" "${CLIENTTETHER_BASE_URL}read_client_list?limit=2""#,
        })
    }

    fn control(
        &mut self,
        path: &[&str],
        method: &str,
        body: &[u8],
    ) -> Option<Result<Value, ControlRefusal>> {
        control::answer(&mut self.store, path, method, body)
    }
}

impl ClientTether {
    fn seed(&mut self, seed: &Seed, now: DateTime) -> Result<(), StoreError> {
        self.store.atomically(|store| {
            store.clear()?;
            store.note_seed(seed)?;
            seed::seed_store(store, seed, now)
        })
    }
}

/// A name is secret in every call, and so is what looks like a web key.
fn secrets(api: &Api) -> Secrets {
    let keys = api.tables.iter().flat_map(|table| &table.keys);
    let names = keys
        .filter(|key| key.holds == Holds::Secret)
        .map(|key| key.wire.as_str());
    let names = names.chain(["password", "token", "webkey"]);
    Secrets::new(names, |text| {
        text.contains(ACCESS_TOKEN) || is_web_key(text)
    })
}

/// Numbers are of the size that the real ones have.
const LAYOUT: Layout = Layout {
    mark: 0x4354_5342,
    first_id: |kind| match kind {
        "account" => 1_200,
        "client" => 8_051_000,
        "event" => 310_000,
        "user" => 51_000,
        "proposal" => 9_007_199_254_740_992,
        "payment" => 77_000,
        "history_note" => 640_000,
        "pending_action" => 410_000,
        _ => 100,
    },
    // With the account, so that they are better than the index of all of an account's records. Files
    // of earlier versions have the ones that are dropped.
    indexes: "
DROP INDEX IF EXISTS record_phone;
DROP INDEX IF EXISTS record_email;
DROP INDEX IF EXISTS record_external_id;
CREATE INDEX IF NOT EXISTS account_phone ON record (kind, account, json_extract(fields, '$.\"phone\"'));
CREATE INDEX IF NOT EXISTS account_email ON record (kind, account, json_extract(fields, '$.\"email\"') COLLATE NOCASE);
CREATE INDEX IF NOT EXISTS account_external_id ON record (kind, account, json_extract(fields, '$.\"external_id\"'));
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('record', 'account_phone', '100000 20000 19000 10 1'),
    ('record', 'account_email', '100000 20000 19000 2 1'),
    ('record', 'account_external_id', '100000 20000 19000 2 1');
",
};

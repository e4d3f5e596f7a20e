//! The API with its state; of one request, which call it is, whose it is, and what comes of it.

use std::cell::RefCell;
use std::path::Path;

use jiff::civil::DateTime;
use prose_codegen::model::{Api, Call, CredentialPlace, Holds, Rule};
use serde_json::{Map, Value};

use super::account::Account;
use super::answer::{self, Answer, Refusal};
use super::bag::Bag;
use super::calls::{self, Scene, form_leads};
use super::form::Pages;
use super::route::{FORM_LEAD, THUMBTACK_LEAD, lead_call, route};
use super::switches::{Denied, FormJson, Switches, ThumbtackAnswer, UnknownCall};
use super::{Keys, api, check, control, seed};
use crate::control::Refusal as ControlRefusal;
use crate::error::{SandboxError, StartError};
use crate::exchange::{Incoming, Outgoing, Seen};
use crate::play::{Greeting, Play, Seed};
use crate::shown::Secrets;
use crate::store::{Filter, Layout, Range, Store, StoreError};

/// The access token of the sandbox's enterprise, for all its accounts.
pub(crate) const ACCESS_TOKEN: &str = "sandbox-access-token";

/// The option that switches the duplicate check of all accounts on.
pub(super) const DUPLICATE_CHECK: &str = "duplicate-check";

/// The API with its state, and what it does where the documents are silent.
pub struct ClientTether {
    api: &'static Api,
    store: Store,
    secrets: Secrets,
    switches: Switches,
}

impl Play for ClientTether {
    type Switches = Switches;
    type Keys = Keys;
    const NAME: &'static str = "clienttether";
    const TITLE: &'static str = "ClientTether";
    const BASE_PATH: &'static str = "v2/api/";
    const SEEDED: (&'static str, usize) = ("contacts", 250);
    const CONTROLS: &'static [&'static str] = &["accounts/{id}"];
    const OPTIONS: &'static [(&'static str, &'static str)] = &[(
        DUPLICATE_CHECK,
        "switches the duplicate check of all accounts on",
    )];

    fn open(data: Option<&Path>, seed: &Seed, now: DateTime) -> Result<Self, StartError> {
        let api = api().map_err(StartError::Spec)?;
        let mut world = Self {
            api,
            store: Store::open(data, &LAYOUT)?,
            secrets: secrets(api),
            switches: Switches::default(),
        };
        // A state that was begun empty stays so.
        if world.store.is_empty()? && world.store.seed()?.is_none() {
            world.plant(seed, now)?;
        }
        Ok(world)
    }

    fn keys(&self) -> Result<Keys, StartError> {
        let main = self.accounts()?.into_iter().next();
        let web_key = main.ok_or(StartError::NoAccount)?.web_key;
        Ok(Keys { web_key })
    }

    fn reset(&mut self, seed: &Seed, now: DateTime) -> Result<(), SandboxError> {
        Ok(self.plant(seed, now)?)
    }

    fn store(&mut self) -> &mut Store {
        &mut self.store
    }

    /// The main contacts of the main account.
    fn size(&self) -> Result<u64, SandboxError> {
        let main = self.accounts()?.first().map_or(0, |account| account.id);
        let filter = [Filter::Is("main_client_id", String::new())];
        Ok(self.store.count("client", main, &filter)?.unsigned_abs())
    }

    fn carry_out_option(&mut self, name: &str) -> Result<(), SandboxError> {
        if name == DUPLICATE_CHECK {
            for account in self.accounts()? {
                self.check_duplicates(account.id, true)?;
            }
        }
        Ok(())
    }

    /// The name that stands where that of a call does.
    fn call_of(request: &Incoming) -> Option<String> {
        if let Some(name) = lead_call(request) {
            return Some(name.to_owned());
        }
        let name = request.path.strip_prefix("/v2/api/")?.split('/').next()?;
        (!name.is_empty()).then(|| name.to_owned())
    }

    fn has_call(name: &str) -> bool {
        api().is_ok_and(|api| api.calls().any(|call| call.name == name))
    }

    fn answer(&mut self, request: &Incoming, now: DateTime) -> (Outgoing, Seen) {
        let mut seen = Seen::only(None);
        let outgoing = self.carry_out(request, now, &mut seen);
        (outgoing, seen)
    }

    fn switches(&mut self) -> &mut Switches {
        &mut self.switches
    }

    fn about(&self) -> Result<Map<String, Value>, SandboxError> {
        let accounts = self.accounts()?;
        let mut about = Map::new();
        about.insert("access_token".to_owned(), ACCESS_TOKEN.into());
        about.insert("accounts".to_owned(), control::described(&accounts));
        Ok(about)
    }

    fn greeting(&self) -> Result<Greeting, SandboxError> {
        let accounts = self.accounts()?;
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
        control::answer(self, path, method, body)
    }
}

impl ClientTether {
    fn plant(&mut self, seed: &Seed, now: DateTime) -> Result<(), StoreError> {
        self.store.atomically(|store| {
            store.clear()?;
            store.note_seed(seed)?;
            seed::plant(store, seed, now)
        })
    }

    /// Switches an account's duplicate check. False if there is no such account.
    pub(crate) fn check_duplicates(&mut self, account: i64, on: bool) -> Result<bool, StoreError> {
        let found = self.store.first_of_any("account", &Filter::Id(account))?;
        let Some((_, mut record)) = found else {
            return Ok(false);
        };
        let word = if on { "1" } else { "0" };
        record
            .fields
            .insert("check_duplicates".to_owned(), word.into());
        self.store.write("account", account, &record.fields)?;
        Ok(true)
    }

    /// Every account, the main one first.
    pub(crate) fn accounts(&self) -> Result<Vec<Account>, StoreError> {
        let records = self.store.select("account", 0, &[], Range::ALL)?;
        let accounts = records.iter().map(|record| Account {
            id: record.id,
            name: record.text("account_company_name").to_owned(),
            web_key: record.text("account_web_key").to_owned(),
            multi_level: record.text("account_type") == "Multi-level",
            check_duplicates: record.text("check_duplicates") == "1",
        });
        Ok(accounts.collect())
    }

    fn carry_out(&mut self, request: &Incoming, now: DateTime, seen: &mut Seen) -> Outgoing {
        if lead_call(request) == Some(FORM_LEAD) {
            return self.form_lead(request, now, seen);
        }
        let route = route(self.api, request);
        if let Some((call, _)) = &route {
            seen.call = Some(call.name.clone());
        }
        let caller = match self.caller(request) {
            Ok(Some(caller)) => caller,
            // Such a request does not reach the API, so that even a wrong name is not told.
            Ok(None) => return self.denied(seen),
            Err(error) => return self.told("", Err(error.into()), seen),
        };
        let Some((call, in_path)) = route else {
            return self.unknown_call(seen);
        };
        let mut bag = Bag::default();
        bag.add_query(&request.query);
        let content_type = request
            .header("content-type")
            .unwrap_or("")
            .to_ascii_lowercase();
        let is_readable = bag.add_body(&content_type, &request.body).is_ok()
            // Thumbtack's leads are JSON and nothing else.
            && (call.name != THUMBTACK_LEAD || request.body.trim_ascii().starts_with(b"{"));
        for (name, value) in in_path.iter() {
            bag.set(name, value.clone());
        }
        seen.parameters = self.secrets.hidden(bag.iter());
        let outcome = if is_readable {
            let checked = match call.name.as_str() {
                // Its one sample names no limits, and has its values at any depth.
                THUMBTACK_LEAD => Ok(()),
                _ => check::check(self.api, call, &bag, &self.switches),
            };
            checked.and_then(|()| {
                for accepted in &call.accepts {
                    // The number in another system stays as it was sent.
                    let key = &accepted.key;
                    if matches!(key.limit.rule, Rule::Id) && key.wire != "external_id" {
                        bag.strip_zeros(&key.wire);
                    }
                }
                self.perform(call, &bag, &caller, now)
            })
        } else {
            Err(Refusal::Code("CT400"))
        };
        match outcome {
            Ok(_)
                if call.name == THUMBTACK_LEAD
                    && self.switches.thumbtack_answer == ThumbtackAnswer::Message =>
            {
                Outgoing::json(200, br#"{"Message":"Success"}"#.to_vec())
            }
            outcome => self.told(&call.name, outcome, seen),
        }
    }

    /// A lead that a web site's form sends: without headers, the web key among its values.
    fn form_lead(&mut self, request: &Incoming, now: DateTime, seen: &mut Seen) -> Outgoing {
        let Some(call) = self.api.calls().find(|call| call.name == FORM_LEAD) else {
            return self.unknown_call(seen);
        };
        if request.method != "POST" {
            return self.unknown_call(seen);
        }
        seen.call = Some(call.name.clone());
        let mut bag = Bag::default();
        let is_json = request.body.trim_ascii().starts_with(b"{");
        if !is_json || self.switches.form_json == FormJson::Taken {
            let content_type = request.header("content-type").unwrap_or("");
            // Of what cannot be read, nothing is received.
            let _ = bag.add_body(&content_type.to_ascii_lowercase(), &request.body);
        }
        seen.parameters = self.secrets.hidden(bag.iter());
        let pages = Pages::of(&bag);
        let outcome = self.take_lead(call, bag, now);
        let (outgoing, code) = pages.answer(outcome, &self.switches);
        seen.code = code;
        outgoing
    }

    fn take_lead(&mut self, call: &Call, mut bag: Bag, now: DateTime) -> Result<(), Refusal> {
        let caller = self.owner_of(bag.text("web_key").unwrap_or(""))?;
        let caller = caller.ok_or(form_leads::NO_SUCH_KEY)?;
        form_leads::tidy(call, &mut bag, &self.switches)?;
        self.perform(call, &bag, &caller, now).map(drop)
    }

    /// Carries a call out, in one transaction.
    fn perform(
        &mut self,
        call: &Call,
        bag: &Bag,
        caller: &Caller,
        now: DateTime,
    ) -> Result<Answer, Refusal> {
        let (api, switches) = (self.api, &self.switches);
        self.store.atomically(|store| {
            calls::perform(&mut Scene {
                api,
                call,
                bag,
                account: caller.account,
                lead_source: caller.lead_source,
                now,
                switches,
                store,
                looked_up: RefCell::default(),
            })
        })
    }

    /// Whose request it is. A lead source's web key stands for its account too.
    fn caller(&self, request: &Incoming) -> Result<Option<Caller>, StoreError> {
        let mut caller = None;
        for credential in &self.api.credentials {
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
            caller = self.owner_of(value)?;
        }
        Ok(caller)
    }

    /// Whose web key it is.
    fn owner_of(&self, web_key: &str) -> Result<Option<Caller>, StoreError> {
        let key = Filter::Is("account_web_key", web_key.to_owned());
        if let Some((_, account)) = self.store.first_of_any("account", &key)? {
            return Ok(Some(Caller {
                account: account.id,
                lead_source: None,
            }));
        }
        let key = Filter::Is("lead_source_web_key", web_key.to_owned());
        let found = self.store.first_of_any("lead_source", &key)?;
        Ok(found.map(|(account, source)| Caller {
            account,
            lead_source: Some(source.id),
        }))
    }

    fn told(
        &self,
        call: &str,
        outcome: Result<answer::Answer, Refusal>,
        seen: &mut Seen,
    ) -> Outgoing {
        let (outgoing, code) = answer::write(self.api, call, outcome, &self.switches);
        seen.code = Some(code);
        outgoing
    }

    fn denied(&self, seen: &mut Seen) -> Outgoing {
        match self.switches.denied {
            Denied::Unauthorized => Outgoing::word(401, "Unauthorized"),
            Denied::Forbidden => Outgoing::page(403, "Forbidden"),
            Denied::Code => self.told("", Err(Refusal::Code("CT510")), seen),
        }
    }

    fn unknown_call(&self, seen: &mut Seen) -> Outgoing {
        match self.switches.unknown_call {
            UnknownCall::Http => Outgoing::page(404, "Not Found"),
            UnknownCall::Code => self.told("", Err(Refusal::Code("CT404")), seen),
        }
    }
}

struct Caller {
    account: i64,
    lead_source: Option<i64>,
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

fn is_web_key(text: &str) -> bool {
    let digits = text.strip_prefix("CT_").unwrap_or("");
    digits.len() >= 32 && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
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

//! One request: which call it is, whose it is, what it says, what comes of it.

use std::cell::RefCell;
use std::fmt;
use std::path::Path;

use codegen::model::{Api, Call, CredentialPlace, Holds, Method, Rule};
use jiff::civil::DateTime;
use percent_encoding::percent_decode_str;
use serde_json::{Map, Value};

pub(crate) use crate::answer::Outgoing;
use crate::answer::{self, Refusal};
use crate::bag::Bag;
use crate::calls::{self, Scene};
use crate::check;
use crate::seed::Seed;
use crate::store::{Filter, Range, Store, StoreError};
use crate::switches::{Denied, Switches, UnknownCall};

/// The access token of the sandbox's enterprise, for all its accounts.
pub(crate) const ACCESS_TOKEN: &str = "sandbox-access-token";

/// What a caller sent.
pub(crate) struct Incoming {
    pub(crate) method: String,
    /// As it was sent, escapes and all.
    pub(crate) path: String,
    pub(crate) query: String,
    /// Names in small letters.
    pub(crate) headers: Vec<(String, Vec<u8>)>,
    pub(crate) body: Vec<u8>,
}

impl Incoming {
    fn header(&self, name: &str) -> Option<&str> {
        let value = self
            .headers
            .iter()
            .find(|(other, _)| other.eq_ignore_ascii_case(name));
        value.and_then(|(_, value)| std::str::from_utf8(value).ok())
    }
}

/// What may be told of a request: no secret is in it.
pub(crate) struct Seen {
    pub(crate) call: Option<String>,
    pub(crate) parameters: Value,
    pub(crate) code: Option<String>,
}

/// An account of the sandbox. Its web key opens made-up data only, but is kept out of debug output
/// like any other.
#[derive(Clone, PartialEq, Eq)]
pub struct Account {
    /// Its number.
    pub id: i64,
    /// Its company name.
    pub name: String,
    /// The web key that selects it.
    pub web_key: String,
    /// Whether it has sub-accounts.
    pub multi_level: bool,
}

impl fmt::Debug for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Account")
            .field("id", &self.id)
            .field("name", &self.name)
            .field("multi_level", &self.multi_level)
            .finish_non_exhaustive()
    }
}

/// The API, its state, and what it does where the documents are silent.
pub(crate) struct World {
    api: &'static Api,
    store: Store,
    pub(crate) switches: Switches,
}

impl World {
    /// With the state in a file or in memory; a state without any record is seeded.
    pub(crate) fn open(
        api: &'static Api,
        data: Option<&Path>,
        seed: &Seed,
        now: DateTime,
    ) -> Result<Self, StoreError> {
        let store = Store::open(data)?;
        let mut world = Self {
            api,
            store,
            switches: Switches::default(),
        };
        if world.store.is_empty()? {
            world.reset(seed, now)?;
        }
        Ok(world)
    }

    /// Begins anew with the seed data.
    pub(crate) fn reset(&mut self, seed: &Seed, now: DateTime) -> Result<(), StoreError> {
        self.store.atomically(|store| {
            store.clear()?;
            seed.plant(store, now)
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
        });
        Ok(accounts.collect())
    }

    /// Carries out a request.
    pub(crate) fn answer(&mut self, request: &Incoming, now: DateTime) -> (Outgoing, Seen) {
        let mut seen = Seen {
            call: None,
            parameters: Value::Object(Map::new()),
            code: None,
        };
        let route = route(self.api, request);
        if let Some((call, _)) = &route {
            seen.call = Some(call.name.clone());
        }
        let caller = match self.caller(request) {
            Ok(Some(caller)) => caller,
            // Such a request does not reach the API, so that even a wrong name is not told.
            Ok(None) => return (self.denied(&mut seen), seen),
            Err(error) => return (self.told("", Err(error.into()), &mut seen), seen),
        };
        let Some((call, in_path)) = route else {
            return (self.unknown_call(&mut seen), seen);
        };
        let mut bag = Bag::default();
        bag.add_query(&request.query);
        let content_type = request
            .header("content-type")
            .unwrap_or("")
            .to_ascii_lowercase();
        let is_readable = bag.add_body(&content_type, &request.body).is_ok();
        for (name, value) in in_path.iter() {
            bag.set(name, value.clone());
        }
        seen.parameters = shown(self.api, &bag);
        let Self {
            api,
            store,
            switches,
        } = self;
        let outcome = if is_readable {
            check::check(api, call, &bag, switches).and_then(|()| {
                for accepted in &call.accepts {
                    // The number in another system stays as it was sent.
                    let key = &accepted.key;
                    if matches!(key.limit.rule, Rule::Id) && key.wire != "external_id" {
                        bag.strip_zeros(&key.wire);
                    }
                }
                store.atomically(|store| {
                    calls::perform(&mut Scene {
                        api,
                        call,
                        bag: &bag,
                        account: caller.account,
                        lead_source: caller.lead_source,
                        now,
                        switches,
                        store,
                        looked_up: RefCell::default(),
                    })
                })
            })
        } else {
            Err(Refusal::Code("CT400"))
        };
        (self.told(&call.name, outcome, &mut seen), seen)
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
            let key = Filter::Is("account_web_key", value.to_owned());
            if let Some((_, account)) = self.store.first_of_any("account", &key)? {
                caller = Some(Caller {
                    account: account.id,
                    lead_source: None,
                });
                continue;
            }
            let key = Filter::Is("lead_source_web_key", value.to_owned());
            caller = self
                .store
                .first_of_any("lead_source", &key)?
                .map(|(account, source)| Caller {
                    account,
                    lead_source: Some(source.id),
                });
        }
        Ok(caller)
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

/// The call that method and path name, and the parameters in the path.
///
/// What the page shows in the path may stand in the query as well, and an id may follow the name of
/// any call that requires just one.
fn route<'a>(api: &'a Api, request: &Incoming) -> Option<(&'a Call, Bag)> {
    let path = request.path.strip_prefix("/v2/api/")?.trim_end_matches('/');
    let (name, rest) = match path.split_once('/') {
        Some((name, rest)) => (name, Some(rest)),
        None => (path, None),
    };
    let call = api
        .calls()
        .find(|call| call.name == name && method(call.method) == request.method)?;
    let mut bag = Bag::default();
    if let Some(rest) = rest {
        let mut required = call.always_required().map(|accepted| &accepted.key);
        let (Some(key), None) = (required.next(), required.next()) else {
            return None;
        };
        if !matches!(key.limit.rule, Rule::Id) {
            return None;
        }
        let value = percent_decode_str(rest).decode_utf8().ok()?;
        bag.set(&key.wire, Value::String(value.into_owned()));
    }
    Some((call, bag))
}

fn method(method: Method) -> &'static str {
    match method {
        Method::Get => "GET",
        Method::Post => "POST",
        Method::Put => "PUT",
        Method::Patch => "PATCH",
        Method::Delete => "DELETE",
    }
}

/// The parameters, save secrets, and of very long ones the beginning. A name is secret in every call
/// and at every depth, however it is spelled, and so is what looks like a web key.
fn shown(api: &Api, bag: &Bag) -> Value {
    let keys = api.tables.iter().flat_map(|table| &table.keys);
    let mut secrets: Vec<String> = keys
        .filter(|key| key.holds == Holds::Secret)
        .map(|key| folded(&key.wire))
        .collect();
    secrets.extend(["password", "token", "webkey"].map(str::to_owned));
    let values = bag
        .iter()
        .map(|(name, value)| (name.to_owned(), shown_value(name, value, &secrets)));
    Value::Object(values.collect())
}

/// Most characters of a text, and most items of a list, that are kept to be shown.
const MOST_SHOWN: usize = 2_000;

fn shown_value(name: &str, value: &Value, secrets: &[String]) -> Value {
    let name = folded(name);
    if secrets.iter().any(|secret| name.ends_with(secret)) {
        return Value::from("<secret>");
    }
    match value {
        Value::String(text) if text.contains(ACCESS_TOKEN) || is_web_key(text) => {
            Value::from("<secret>")
        }
        Value::String(text) => Value::String(text.chars().take(MOST_SHOWN).collect()),
        Value::Array(items) => {
            let items = items.iter().take(MOST_SHOWN);
            Value::Array(items.map(|item| shown_value("", item, secrets)).collect())
        }
        Value::Object(values) => {
            let values = values.iter().take(MOST_SHOWN);
            Value::Object(
                values
                    .map(|(name, value)| (name.clone(), shown_value(name, value, secrets)))
                    .collect(),
            )
        }
        other => other.clone(),
    }
}

fn is_web_key(text: &str) -> bool {
    let digits = text.strip_prefix("CT_").unwrap_or("");
    digits.len() >= 32 && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn folded(name: &str) -> String {
    name.chars()
        .filter(|sign| sign.is_alphanumeric())
        .collect::<String>()
        .to_lowercase()
}

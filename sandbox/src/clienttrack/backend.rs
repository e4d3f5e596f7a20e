//! ClientTrack as a backend: its state, and how a request is handled.

use std::path::Path;

use jiff::civil::DateTime;
use prose_codegen::model::Api;
use serde_json::{Map, Value, json};

use super::answer::{Refusal, json as document};
use super::api::api;
use super::authentication::{ADMIN_KEY, Caller, ORGANIZATIONS, SUBSCRIPTION_KEY, USER_KEY};
use super::objects::Context;
use super::query::{self, Snapshots};
use super::route::{CALLS, Route};
use super::schema::Table;
use super::switches::{Greeting as GreetingSwitch, Switches, UnknownObject, UpdateMethod};
use super::tables::Tables;
use super::{procedures, seed};
use crate::backend::{Backend, Caller as Known, Greeting, RecordKind};
use crate::error::{SandboxError, StartError};
use crate::journal::Summary;
use crate::request::Request;
use crate::response::Response;
use crate::secrets::Secrets;
use crate::seed::Seed;
use crate::store::{Range, Store, StoreError, Stored};

/// The API with its state, and what it does where nothing is known.
pub struct ClientTrack {
    tables: Tables,
    snapshots: Snapshots,
    secrets: Secrets,
    switches: Switches,
}

impl Backend for ClientTrack {
    type Switches = Switches;
    // They are the same in every sandbox.
    type Keys = ();
    const NAME: &'static str = "clienttrack";
    const TITLE: &'static str = "ClientTrack";
    const BASE_PATH: &'static str = "";
    const SEEDED: (&'static str, usize) = ("clients", 60);
    const RECORDS: &'static [RecordKind] = &[
        RecordKind {
            word: "cmClient",
            title: "Clients (cmClient)",
            shows: &["FirstName", "LastName", "City", "Email", "OrgID"],
            keys: &["objectId"],
        },
        RecordKind {
            word: "Enrollment",
            title: "Enrollments (Enrollment)",
            shows: &["ClientID", "EnrollDate", "ExitDate"],
            keys: &[],
        },
        RecordKind {
            word: "cmCaseAssign",
            title: "Case assignments (cmCaseAssign)",
            shows: &["ClientID", "UserID", "BeginDate", "EndDate"],
            keys: &[],
        },
        RecordKind {
            word: "osUsers",
            title: "Users (osUsers)",
            shows: &["UserName", "Email"],
            keys: &[],
        },
        RecordKind {
            word: "VulnerabilityIndex",
            title: "Vulnerability indexes (VulnerabilityIndex)",
            shows: &["ClientID"],
            keys: &[],
        },
        RecordKind {
            word: "VISPDAT",
            title: "Scores (VISPDAT)",
            shows: &["ScoreTotal"],
            keys: &[],
        },
    ];

    fn open(data: Option<&Path>, seed: &Seed, now: DateTime) -> Result<Self, StartError> {
        let mut backend = Self {
            tables: Tables::open(data)?,
            snapshots: Snapshots::default(),
            secrets: Secrets::new(["key", "token", "password"], is_key),
            switches: Switches::default(),
        };
        if backend.tables.is_empty()? {
            backend.seed(seed, now)?;
        }
        Ok(backend)
    }

    fn api() -> Result<&'static Api, &'static str> {
        api()
    }

    fn count(&mut self, kind: &str) -> Result<u64, SandboxError> {
        let count = Table::named(kind).map(|table| self.tables.count_all(table));
        Ok(count.transpose()?.unwrap_or(0))
    }

    fn newest(&mut self, kind: &str, range: Range) -> Result<Vec<Stored>, SandboxError> {
        let rows = Table::named(kind).map(|table| self.tables.newest(table, range));
        Ok(rows.transpose()?.unwrap_or_default())
    }

    fn callers(&self) -> Result<Vec<Known>, SandboxError> {
        let [first, second] = ORGANIZATIONS;
        let known = |name: String, api_key: &str, org_id: Option<i64>| Known {
            name,
            credentials: [
                ("subscription_key", SUBSCRIPTION_KEY.to_owned()),
                ("api_key", api_key.to_owned()),
            ]
            .into_iter()
            .chain(org_id.map(|organization| ("org_id", organization.to_string())))
            .collect(),
        };
        Ok(vec![
            known(
                format!("The user, in organization {first}"),
                USER_KEY,
                Some(first),
            ),
            known(
                format!("The user, in organization {second}"),
                USER_KEY,
                Some(second),
            ),
            known("The user, in both organizations".to_owned(), USER_KEY, None),
            known("The administrator".to_owned(), ADMIN_KEY, None),
        ])
    }

    fn keys(&self) -> Result<(), StartError> {
        Ok(())
    }

    fn reset(&mut self, seed: &Seed, now: DateTime) -> Result<(), SandboxError> {
        Ok(self.seed(seed, now)?)
    }

    fn store(&mut self) -> &mut Store {
        self.tables.store()
    }

    fn state_was_loaded(&mut self) {
        self.snapshots.clear();
    }

    fn size(&self) -> Result<u64, SandboxError> {
        Ok(self.tables.clients()?)
    }

    fn call_of(request: &Request) -> Option<String> {
        Route::of(request).map(|route| route.call().to_owned())
    }

    fn has_call(name: &str) -> bool {
        CALLS.contains(&name)
    }

    fn handle(&mut self, request: &Request, now: DateTime) -> (Response, Summary) {
        let route = Route::of(request);
        let mut summary = Summary::only(route.as_ref().map(|route| route.call().to_owned()));
        summary.parameters = self.redacted_parameters(route.as_ref(), request);
        let response = self
            .dispatch(route.as_ref(), request, now)
            .unwrap_or_else(|refusal| refusal.written(&self.switches));
        (response, summary)
    }

    fn switches(&mut self) -> &mut Switches {
        &mut self.switches
    }

    fn about(&self) -> Result<Map<String, Value>, SandboxError> {
        let about = [
            ("subscription_key", json!(SUBSCRIPTION_KEY)),
            ("api_key", json!(USER_KEY)),
            ("admin_key", json!(ADMIN_KEY)),
            ("organizations", json!(ORGANIZATIONS)),
            ("procedures", json!(procedures::NAMES)),
        ];
        let about = about.map(|(name, value)| (name.to_owned(), value));
        Ok(about.into_iter().collect())
    }

    fn greeting(&self) -> Result<Greeting, SandboxError> {
        let [first, second] = ORGANIZATIONS;
        Ok(Greeting {
            about: format!(
                "  Keys\n            {USER_KEY}  a user of the organizations {first} and {second}\n            {ADMIN_KEY}  an administrator\n"
            ),
            base_url: "CLIENTTRACK_BASE_URL",
            variables: vec![
                ("CLIENTTRACK_SUBSCRIPTION_KEY", SUBSCRIPTION_KEY.to_owned()),
                ("CLIENTTRACK_API_KEY", USER_KEY.to_owned()),
                ("CLIENTTRACK_ORG_ID", first.to_string()),
            ],
            curl: r#"curl -G -H "Ocp-Apim-Subscription-Key: $CLIENTTRACK_SUBSCRIPTION_KEY" -H "Authorization: ApiKey $CLIENTTRACK_API_KEY" -H "OrgId: $CLIENTTRACK_ORG_ID" --data-urlencode "q=SELECT TOP 2 ClientID, LastName FROM cmClient" "${CLIENTTRACK_BASE_URL}crql""#,
        })
    }
}

impl ClientTrack {
    fn seed(&mut self, seed: &Seed, now: DateTime) -> Result<(), StoreError> {
        self.snapshots.clear();
        self.tables.atomically(|store| {
            store.note_seed(seed)?;
            seed::seed_store(store, seed, now)
        })
    }

    fn dispatch(
        &mut self,
        route: Option<&Route>,
        request: &Request,
        now: DateTime,
    ) -> Result<Response, Refusal> {
        let caller = Caller::of(request, &self.switches)?;
        let Some(route) = route else {
            return Err(Refusal::not_found("There is nothing at this address."));
        };
        match route {
            Route::AuthTest => Ok(self.greet(&caller)),
            Route::Query => query::answer(
                request,
                &caller,
                &self.tables,
                &mut self.snapshots,
                &self.switches,
                now,
            ),
            Route::Procedure { name } => {
                procedures::answer(name, &request.body, &caller, &self.tables)
            }
            Route::Describe { table } => Ok(self.context(table, &caller, now)?.describe()),
            Route::Get { table, id } => self.context(table, &caller, now)?.get(id),
            Route::Insert { table } => self.context(table, &caller, now)?.insert(&request.body),
            Route::Update { table, id, is_put } => {
                let is_there = match self.switches.update_method {
                    UpdateMethod::Both => true,
                    UpdateMethod::Put => *is_put,
                    UpdateMethod::Patch => !is_put,
                };
                if !is_there {
                    return Err(Refusal::not_found("There is nothing at this address."));
                }
                self.context(table, &caller, now)?.update(id, &request.body)
            }
        }
    }

    fn greet(&self, caller: &Caller) -> Response {
        let name = if caller.is_admin { "ADMIN" } else { "USER" };
        let from = match self.switches.greeting {
            GreetingSwitch::Live => "from from",
            GreetingSwitch::Documented => "from",
        };
        let message = format!("Hello {name} {from} the SANDBOX ClientTrack environment.");
        document(200, &json!({"message": message}))
    }

    fn context<'a>(
        &'a mut self,
        table: &str,
        caller: &'a Caller,
        now: DateTime,
    ) -> Result<Context<'a>, Refusal> {
        let found = Table::named(table).ok_or_else(|| match self.switches.unknown_object {
            UnknownObject::Silent => Refusal::Silent,
            UnknownObject::NotFound => Refusal::not_found(&format!("There is no object {table}.")),
        });
        let table = found?;
        Ok(Context {
            table,
            caller,
            tables: &mut self.tables,
            switches: &self.switches,
            now,
        })
    }

    /// The parameters as they may be told: of the path, the query and a body that is an object.
    fn redacted_parameters(&self, route: Option<&Route>, request: &Request) -> Value {
        let in_path = route.map(Route::in_path).unwrap_or_default().into_iter();
        let in_path = in_path.map(|(name, value)| (name.to_owned(), Value::from(value)));
        let in_query = form_urlencoded::parse(request.query.as_bytes())
            .map(|(name, value)| (name.into_owned(), Value::from(value.into_owned())));
        let in_body = serde_json::from_slice::<Map<String, Value>>(&request.body);
        let parameters: Vec<(String, Value)> = in_body
            .unwrap_or_default()
            .into_iter()
            .chain(in_query)
            .chain(in_path)
            .collect();
        self.secrets
            .redacted(parameters.iter().map(|(name, value)| (&**name, value)))
    }
}

/// Whether a text has one of our keys in it.
fn is_key(text: &str) -> bool {
    [SUBSCRIPTION_KEY, USER_KEY, ADMIN_KEY]
        .iter()
        .any(|key| text.contains(key))
}

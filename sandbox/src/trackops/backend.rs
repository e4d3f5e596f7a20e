//! Trackops as a backend: its state, and how a request is handled.

use std::path::Path;
use std::time::Duration;

use jiff::civil::DateTime;
use prose_codegen::model::Api;
use serde_json::{Map, Value};

use super::answer::{Refusal, refused};
use super::api::api;
use super::authentication::{API_TOKEN, USERNAME, is_authenticated};
use super::calls::{COMPANY, Context};
use super::query::Query;
use super::route::{Action, NoRoute, Route};
use super::switches::{Access, Switches, Throttle};
use super::{body, seed};
use crate::backend::{Backend, Caller, Greeting, RecordKind};
use crate::error::{SandboxError, StartError};
use crate::journal::Summary;
use crate::request::Request;
use crate::response::Response;
use crate::secrets::Secrets;
use crate::seed::Seed;
use crate::store::{Layout, Store, StoreError};

/// The API with its state, and what it does where the documents are silent.
pub struct Trackops {
    api: &'static Api,
    store: Store,
    secrets: Secrets,
    switches: Switches,
    /// When the last call came that was not too early.
    last: Option<DateTime>,
}

impl Backend for Trackops {
    type Switches = Switches;
    type Keys = ();
    const NAME: &'static str = "trackops";
    const TITLE: &'static str = "Trackops";
    const BASE_PATH: &'static str = "api/v1/";
    const SEEDED: (&'static str, usize) = ("clients", 60);
    const RECORDS: &'static [RecordKind] = &[
        RecordKind {
            word: "client",
            title: "Clients",
            shows: &[
                "name",
                "account_code",
                "website",
                "email_invoice",
                "created_at",
            ],
            keys: &["root_id"],
        },
        RecordKind {
            word: "location",
            title: "Locations",
            shows: &[
                "name",
                "is_primary",
                "address_1",
                "city",
                "state",
                "root_id",
            ],
            keys: &[],
        },
        RecordKind {
            word: "contact",
            title: "Contacts",
            shows: &["first_name", "last_name", "email", "client_id"],
            keys: &["client_contact_id"],
        },
        RecordKind {
            word: "case",
            title: "Cases",
            shows: &["created_on", "due_on", "case_status_id", "client_id"],
            keys: &[],
        },
    ];

    fn open(data: Option<&Path>, seed: &Seed, now: DateTime) -> Result<Self, StartError> {
        let mut backend = Self {
            api: api().map_err(StartError::Spec)?,
            store: Store::open(data, &LAYOUT)?,
            secrets: Secrets::new(["password", "token"], |text| text.contains(API_TOKEN)),
            switches: Switches::default(),
            last: None,
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
        Ok(vec![Caller {
            name: format!("The user {USERNAME}"),
            credentials: vec![
                ("username", USERNAME.to_owned()),
                ("api_token", API_TOKEN.to_owned()),
            ],
        }])
    }

    fn keys(&self) -> Result<(), StartError> {
        Ok(())
    }

    fn reset(&mut self, seed: &Seed, now: DateTime) -> Result<(), SandboxError> {
        self.last = None;
        Ok(self.seed(seed, now)?)
    }

    fn store(&mut self) -> &mut Store {
        &mut self.store
    }

    fn size(&self) -> Result<u64, SandboxError> {
        Ok(self.store.count("client", COMPANY, &[])?.unsigned_abs())
    }

    fn call_of(request: &Request) -> Option<String> {
        Route::of(request).ok().map(Route::name)
    }

    fn has_call(name: &str) -> bool {
        Route::names().any(|known| known == name)
    }

    fn handle(&mut self, request: &Request, now: DateTime) -> (Response, Summary) {
        let route = Route::of(request);
        let mut summary = Summary::only(route.ok().map(Route::name));
        if !is_authenticated(request) {
            let denied = Response::text(401, "Unauthorized");
            let denied = denied.with("www-authenticate", "Basic realm=\"Trackops\"");
            return (denied, summary);
        }
        if let Some(wait) = self.too_early(now) {
            let response = Response::text(429, "Too Many Requests");
            return (response.with("retry-after", wait.to_string()), summary);
        }
        let outcome = self.dispatch(route, request, now, &mut summary);
        let response = outcome.unwrap_or_else(|refusal| refused(&refusal, &self.switches));
        (response, summary)
    }

    fn switches(&mut self) -> &mut Switches {
        &mut self.switches
    }

    fn about(&self) -> Result<Map<String, Value>, SandboxError> {
        let about = [("username", USERNAME), ("api_token", API_TOKEN)];
        let about = about.into_iter();
        Ok(about
            .map(|(name, value)| (name.to_owned(), value.into()))
            .collect())
    }

    fn greeting(&self) -> Result<Greeting, SandboxError> {
        Ok(Greeting {
            about: String::new(),
            base_url: "TRACKOPS_BASE_URL",
            variables: vec![
                ("TRACKOPS_USERNAME", USERNAME.to_owned()),
                ("TRACKOPS_API_TOKEN", API_TOKEN.to_owned()),
            ],
            curl: r#"curl -u "$TRACKOPS_USERNAME/token:$TRACKOPS_API_TOKEN" "${TRACKOPS_BASE_URL}clients?per_page=2""#,
        })
    }
}

impl Trackops {
    fn seed(&mut self, seed: &Seed, now: DateTime) -> Result<(), StoreError> {
        self.store.atomically(|store| {
            store.clear()?;
            store.note_seed(seed)?;
            seed::seed_store(store, seed, now)
        })
    }

    /// How many seconds a call has to wait that comes too soon after another.
    fn too_early(&mut self, now: DateTime) -> Option<u32> {
        let seconds = match self.switches.throttle {
            Throttle::Off => return None,
            Throttle::Documented => {
                let rate = self.api.rate.as_ref()?;
                rate.seconds.div_ceil(rate.calls.max(1))
            }
            Throttle::Seconds(seconds) => seconds,
        };
        // A clock that was put back has nothing to wait for.
        if let Some(last) = self.last.filter(|last| *last <= now) {
            let passed = now.duration_since(last).as_secs_f64();
            let wait = f64::from(seconds) - passed;
            if wait > 0.0 {
                // Whole seconds, so that whoever waits them is not too early again.
                return Some(
                    Duration::from_secs_f64(wait.ceil())
                        .as_secs()
                        .try_into()
                        .unwrap_or(seconds),
                );
            }
        }
        self.last = Some(now);
        None
    }

    fn dispatch(
        &mut self,
        route: Result<Route, NoRoute>,
        request: &Request,
        now: DateTime,
        summary: &mut Summary,
    ) -> Result<Response, Refusal> {
        if self.switches.access == Access::Limited {
            return Err(Refusal::Forbidden);
        }
        let route = route.map_err(|no_route| match no_route {
            NoRoute::Path => Refusal::NotFound,
            NoRoute::Method(methods) => Refusal::Method(methods),
        })?;
        let query = Query::of(&request.query);
        let values = match route.action {
            Action::Create | Action::Update(_) => body::unwrapped(route.resource, &request.body),
            _ => Ok(Map::new()),
        };
        let mut parameters = Map::new();
        for (name, value) in query.iter() {
            parameters.insert(name.to_owned(), value.into());
        }
        if let Action::Get(id) | Action::Update(id) = route.action {
            parameters.insert(route.resource.number().to_owned(), id.to_string().into());
        }
        parameters.extend(values.as_ref().cloned().unwrap_or_default());
        let parameters = parameters.iter();
        summary.parameters = self
            .secrets
            .redacted(parameters.map(|(name, value)| (name.as_str(), value)));
        let (api, switches, values) = (self.api, &self.switches, values?);
        self.store.atomically(|store| {
            let context = Context {
                api,
                route,
                query: &query,
                values,
                now,
                switches,
                store,
            };
            context.perform()
        })
    }
}

const LAYOUT: Layout = Layout {
    mark: 0x544f_5342,
    first_id: |kind| match kind {
        "client" => 2_400,
        "location" => 5_100,
        "contact" => 7_700,
        "case" => 31_000,
        _ => 100,
    },
    indexes: "",
};

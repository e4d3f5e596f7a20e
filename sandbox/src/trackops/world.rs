//! The API with its state; of one request, whose it is and what comes of it.

use std::path::Path;
use std::time::Duration;

use jiff::civil::DateTime;
use prose_codegen::model::Api;
use serde_json::{Map, Value};

use super::answer::{Refusal, refused};
use super::perform::{COMPANY, Scene};
use super::query::Query;
use super::route::{Astray, Deed, Route};
use super::switches::{Access, Switches, Throttle};
use super::{api, basic, body, seed};
use crate::error::{SandboxError, StartError};
use crate::exchange::{Incoming, Outgoing, Seen};
use crate::play::{Greeting, Play, Seed};
use crate::shown::Secrets;
use crate::store::{Layout, Store, StoreError};

/// Who calls.
pub(super) const USERNAME: &str = "sandbox-user";
pub(super) const API_TOKEN: &str = "sandbox-api-token";

/// The API with its state, and what it does where the documents are silent.
pub struct Trackops {
    api: &'static Api,
    store: Store,
    secrets: Secrets,
    switches: Switches,
    /// When the last call came that was not too early.
    last: Option<DateTime>,
}

impl Play for Trackops {
    type Switches = Switches;
    type Keys = ();
    const NAME: &'static str = "trackops";
    const TITLE: &'static str = "Trackops";
    const BASE_PATH: &'static str = "api/v1/";
    const SEEDED: (&'static str, usize) = ("clients", 60);

    fn open(data: Option<&Path>, seed: &Seed, now: DateTime) -> Result<Self, StartError> {
        let mut world = Self {
            api: api().map_err(StartError::Spec)?,
            store: Store::open(data, &LAYOUT)?,
            secrets: Secrets::new(["password", "token"], |text| text.contains(API_TOKEN)),
            switches: Switches::default(),
            last: None,
        };
        // A state that was begun empty stays so.
        if world.store.is_empty()? && world.store.seed()?.is_none() {
            world.plant(seed, now)?;
        }
        Ok(world)
    }

    fn keys(&self) -> Result<(), StartError> {
        Ok(())
    }

    fn reset(&mut self, seed: &Seed, now: DateTime) -> Result<(), SandboxError> {
        self.last = None;
        Ok(self.plant(seed, now)?)
    }

    fn store(&mut self) -> &mut Store {
        &mut self.store
    }

    fn size(&self) -> Result<u64, SandboxError> {
        Ok(self.store.count("client", COMPANY, &[])?.unsigned_abs())
    }

    fn call_of(request: &Incoming) -> Option<String> {
        Route::of(request).ok().map(Route::name)
    }

    fn has_call(name: &str) -> bool {
        Route::names().any(|known| known == name)
    }

    fn answer(&mut self, request: &Incoming, now: DateTime) -> (Outgoing, Seen) {
        let route = Route::of(request);
        let mut seen = Seen::only(route.ok().map(Route::name));
        if !is_known(request) {
            let denied = Outgoing::word(401, "Unauthorized");
            let denied = denied.with("www-authenticate", "Basic realm=\"Trackops\"");
            return (denied, seen);
        }
        if let Some(wait) = self.too_early(now) {
            let outgoing = Outgoing::word(429, "Too Many Requests");
            return (outgoing.with("retry-after", wait.to_string()), seen);
        }
        let outcome = self.carry_out(route, request, now, &mut seen);
        let outgoing = outcome.unwrap_or_else(|refusal| refused(&refusal, &self.switches));
        (outgoing, seen)
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
    fn plant(&mut self, seed: &Seed, now: DateTime) -> Result<(), StoreError> {
        self.store.atomically(|store| {
            store.clear()?;
            store.note_seed(seed)?;
            seed::plant(store, seed, now)
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

    fn carry_out(
        &mut self,
        route: Result<Route, Astray>,
        request: &Incoming,
        now: DateTime,
        seen: &mut Seen,
    ) -> Result<Outgoing, Refusal> {
        if self.switches.access == Access::Limited {
            return Err(Refusal::Forbidden);
        }
        let route = route.map_err(|astray| match astray {
            Astray::Path => Refusal::NotFound,
            Astray::Method(methods) => Refusal::Method(methods),
        })?;
        let query = Query::of(&request.query);
        let values = match route.deed {
            Deed::Create | Deed::Update(_) => body::unwrapped(route.noun, &request.body),
            _ => Ok(Map::new()),
        };
        let mut parameters = Map::new();
        for (name, value) in query.iter() {
            parameters.insert(name.to_owned(), value.into());
        }
        if let Deed::Get(id) | Deed::Update(id) = route.deed {
            parameters.insert(route.noun.number().to_owned(), id.to_string().into());
        }
        parameters.extend(values.as_ref().cloned().unwrap_or_default());
        let parameters = parameters.iter();
        seen.parameters = self
            .secrets
            .hidden(parameters.map(|(name, value)| (name.as_str(), value)));
        let (api, switches, values) = (self.api, &self.switches, values?);
        self.store.atomically(|store| {
            let scene = Scene {
                api,
                route,
                query: &query,
                values,
                now,
                switches,
                store,
            };
            scene.perform()
        })
    }
}

/// Whether a request has the name and the token of the user who may call.
fn is_known(request: &Incoming) -> bool {
    let header = request.header("authorization").unwrap_or("");
    basic::credentials(header).is_some_and(|(user, password)| {
        user.strip_suffix("/token") == Some(USERNAME) && password == API_TOKEN
    })
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

//! What a sandbox plays: the trait that each API implements, and what it promises.

use std::path::Path;

use jiff::civil::DateTime;
use prose_codegen::model::{Api, Holds, Key};
use serde_json::{Map, Value};

use crate::error::{SandboxError, StartError};
use crate::journal::Summary;
use crate::request::Request;
use crate::response::Response;
use crate::seed::Seed;
use crate::store::{Range, Store, Stored};
use crate::switch::Switchboard;

/// What a [`Sandbox`](crate::Sandbox) plays: an API with its state, and what it does where the
/// documents are silent. It is implemented by the APIs of this crate only.
pub trait Backend: Sized + Send + 'static {
    /// Its switches.
    type Switches: Switchboard;
    /// What its owner needs to call it.
    type Keys: Send + Sync;
    /// The word for it in commands, and the folder of its spec.
    const NAME: &'static str;
    /// Its name in sentences.
    const TITLE: &'static str;
    /// What stands before the paths of its calls, without the slash at the start.
    const BASE_PATH: &'static str;
    /// What its seed data have many of, in the plural, and how many they are at first.
    const SEEDED: (&'static str, usize);
    /// Paths of the control endpoint that are its own, for people.
    const CONTROLS: &'static [&'static str] = &[];
    /// The kinds of records that it has, those first that people look for.
    const RECORDS: &'static [RecordKind];
    /// Options of the command that are its own, and what they do.
    const OPTIONS: &'static [(&'static str, &'static str)] = &[];

    /// With its state in a file or in memory; a state without any record is seeded.
    ///
    /// # Errors
    ///
    /// See [`StartError`].
    fn open(data: Option<&Path>, seed: &Seed, now: DateTime) -> Result<Self, StartError>;

    /// Its spec, compiled.
    ///
    /// # Errors
    ///
    /// The first mistake of the spec that was built in.
    fn api() -> Result<&'static Api, &'static str>;

    /// What its owner needs to call it.
    ///
    /// # Errors
    ///
    /// The state cannot be read, or has nobody who could call.
    fn keys(&self) -> Result<Self::Keys, StartError>;

    /// Begins anew with the seed data.
    ///
    /// # Errors
    ///
    /// The state cannot be written.
    fn reset(&mut self, seed: &Seed, now: DateTime) -> Result<(), SandboxError>;

    /// Its state.
    fn store(&mut self) -> &mut Store;

    /// Another state was put in the place of the one it had: what it remembers of that goes.
    fn state_was_loaded(&mut self) {}

    /// How many there are of what its seed data have many of.
    ///
    /// # Errors
    ///
    /// The state cannot be read.
    fn size(&self) -> Result<u64, SandboxError>;

    /// How many records there are of one of its [`RECORDS`](Self::RECORDS).
    ///
    /// # Errors
    ///
    /// The state cannot be read.
    fn count(&mut self, kind: &str) -> Result<u64, SandboxError> {
        Ok(self.store().count_all(kind)?)
    }

    /// The records of one of its [`RECORDS`](Self::RECORDS), the newest first.
    ///
    /// # Errors
    ///
    /// The state cannot be read.
    fn newest(&mut self, kind: &str, range: Range) -> Result<Vec<Stored>, SandboxError> {
        Ok(self.store().newest(kind, range)?)
    }

    /// The number of a record of a kind that the usual caller can use, if there is one.
    ///
    /// # Errors
    ///
    /// The state cannot be read.
    fn example(&mut self, kind: &str) -> Result<Option<i64>, SandboxError> {
        let newest = self.newest(
            kind,
            Range {
                limit: 1,
                offset: 0,
            },
        )?;
        Ok(newest.first().map(|record| record.id))
    }

    /// Who can call it, the usual one first.
    ///
    /// # Errors
    ///
    /// The state cannot be read.
    fn callers(&self) -> Result<Vec<Caller>, SandboxError>;

    /// Which accounts check for duplicates, if its accounts do that.
    ///
    /// # Errors
    ///
    /// The state cannot be read.
    fn duplicate_checks(&self) -> Result<Vec<DuplicateCheck>, SandboxError> {
        Ok(Vec::new())
    }

    /// Applies one of its options: at the start, and whenever it begins anew.
    ///
    /// # Errors
    ///
    /// The state cannot be written.
    fn apply_option(&mut self, _name: &str) -> Result<(), SandboxError> {
        Ok(())
    }

    /// The name of the call that a request means, whether or not there is such a call: for the
    /// journal, and for faults that hit one call.
    fn call_of(request: &Request) -> Option<String>;

    /// Whether there is a call of this name.
    fn has_call(name: &str) -> bool;

    /// Carries out a request.
    fn handle(&mut self, request: &Request, now: DateTime) -> (Response, Summary);

    /// Its switches.
    fn switches(&mut self) -> &mut Self::Switches;

    /// What the control endpoint tells of it, besides what it tells of every API.
    ///
    /// # Errors
    ///
    /// The state cannot be read.
    fn about(&self) -> Result<Map<String, Value>, SandboxError>;

    /// What a terminal is shown when it starts.
    ///
    /// # Errors
    ///
    /// The state cannot be read.
    fn greeting(&self) -> Result<Greeting, SandboxError>;

    /// Answers a request to a path of the control endpoint that is its own.
    fn control(
        &mut self,
        _path: &[&str],
        _method: &str,
        _body: &[u8],
    ) -> Option<Result<Value, ControlRefusal>> {
        None
    }
}

/// A kind of record, as people are shown it.
#[derive(Clone, Copy, Debug)]
pub struct RecordKind {
    /// The word for it in the state.
    pub word: &'static str,
    /// What several of it are called.
    pub title: &'static str,
    /// The values that tell one from another, by their names.
    pub shows: &'static [&'static str],
    /// The keys that hold its number under a name of their own, besides that of its word with `_id`.
    pub keys: &'static [&'static str],
}

/// Whether an account checks for duplicates.
#[derive(Clone, Debug)]
pub struct DuplicateCheck {
    /// Its number.
    pub account: i64,
    /// Its name.
    pub name: String,
    /// Whether it does.
    pub is_on: bool,
}

/// Somebody who can call.
#[derive(Clone)]
pub struct Caller {
    /// Who it is.
    pub name: String,
    /// The credentials, by their names in the spec. They open made-up data only.
    pub credentials: Vec<(&'static str, String)>,
}

impl Caller {
    /// Its own value for a secret key of a call, which is called like the credential.
    pub(crate) fn own(&self, key: &Key) -> Option<&str> {
        let mut credentials = self.credentials.iter();
        let own = credentials.find(|(name, _)| key.holds == Holds::Secret && *name == key.wire);
        own.map(|(_, value)| value.as_str())
    }
}

/// What a terminal is shown when a sandbox starts.
#[derive(Clone, Debug)]
pub struct Greeting {
    /// Lines about its state, each with its end; blank if there is nothing to say.
    pub about: String,
    /// The variable that a client reads its base URL from.
    pub base_url: &'static str,
    /// Those that it reads its credentials from, and their values.
    pub variables: Vec<(&'static str, String)>,
    /// A call to try, with these variables.
    pub curl: &'static str,
}

/// Why a request to the control endpoint is refused.
pub enum ControlRefusal {
    /// What is wrong with it.
    Bad(String),
    /// What there is instead.
    NotFound(String),
    /// The methods that there are.
    Method(&'static str),
    /// The state failed.
    State(String),
}

impl From<SandboxError> for ControlRefusal {
    fn from(error: SandboxError) -> Self {
        Self::State(error.to_string())
    }
}

/// A body that is not what it should be.
impl From<serde_json::Error> for ControlRefusal {
    fn from(error: serde_json::Error) -> Self {
        Self::Bad(error.to_string())
    }
}

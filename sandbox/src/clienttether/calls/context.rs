//! A call with its parameters, its caller and the state, and what calls have in common.

use std::cell::RefCell;
use std::collections::HashMap;

use jiff::civil::DateTime;
use prose_codegen::model::{Api, Call, Method};

use crate::clienttether::answer::{NOT_FOUND, Refusal, Row};
use crate::clienttether::parameters::Parameters;
use crate::clienttether::switches::{Blank, Switches};
use crate::clock;
use crate::store::{Fields, Filter, Range, Record, Store};

/// A call about to be carried out, and all that it needs for that.
pub(crate) struct Context<'a> {
    pub(crate) api: &'a Api,
    pub(crate) call: &'a Call,
    pub(crate) parameters: &'a Parameters,
    pub(crate) account: i64,
    /// Set if the web key is that of a lead source.
    pub(crate) lead_source: Option<i64>,
    pub(crate) now: DateTime,
    pub(crate) switches: &'a Switches,
    pub(crate) store: &'a mut Store,
    /// What a read has looked up to show names: a list has the same few over and over.
    pub(crate) looked_up: RefCell<HashMap<(String, i64), Option<Record>>>,
}

impl Context<'_> {
    /// The record of a kind that a parameter names.
    pub(super) fn named(&self, kind: &str, key: &str) -> Result<Record, Refusal> {
        let id = self.parameters.id(key).ok_or(NOT_FOUND)?;
        self.store.find(kind, self.account, id)?.ok_or(NOT_FOUND)
    }

    /// Refuses a number that names nothing. Blank and 0 stand for none.
    pub(super) fn must_exist(&self, kind: &str, key: &str) -> Result<(), Refusal> {
        if self.names(kind, key)? {
            Ok(())
        } else {
            Err(NOT_FOUND)
        }
    }

    /// The contacts that `client_id` and `external_id` name; both must fit if both are there.
    pub(super) fn clients(&self) -> Result<Vec<Record>, Refusal> {
        let mut filters = Vec::new();
        if let Some(id) = self.parameters.id("client_id") {
            filters.push(Filter::Id(id));
        }
        if let Some(id) = self.parameters.filled("external_id") {
            filters.push(Filter::Is("external_id", id.to_owned()));
        }
        let found = self
            .store
            .select("client", self.account, &filters, Range::ALL)?;
        if found.is_empty() {
            Err(NOT_FOUND)
        } else {
            Ok(found)
        }
    }

    /// The first of these contacts.
    pub(super) fn client(&self) -> Result<Record, Refusal> {
        self.clients()?.into_iter().next().ok_or(NOT_FOUND)
    }

    /// Whether the number that a parameter is names a record of a kind.
    pub(super) fn names(&self, kind: &str, key: &str) -> Result<bool, Refusal> {
        Ok(match self.parameters.id(key) {
            None | Some(0) => true,
            Some(id) => self.store.find(kind, self.account, id)?.is_some(),
        })
    }

    /// The stored values of a new record: what was sent, and the document's defaults.
    pub(super) fn new_fields(&self) -> Fields {
        let mut fields = Fields::new();
        for accepted in &self.call.accepts {
            let key = &accepted.key;
            let value = self.parameters.filled(&key.wire).or(key.default.as_deref());
            if let Some(value) = value {
                fields.insert(key.name.clone(), value.into());
            }
        }
        fields
    }

    /// Puts what was sent over what is stored, save these keys.
    pub(super) fn change(&self, fields: &mut Fields, except: &[&str]) {
        for accepted in &self.call.accepts {
            let key = &accepted.key;
            if except.contains(&key.wire.as_str()) {
                continue;
            }
            match self.parameters.text(&key.wire) {
                Some("") if self.switches.blank == Blank::Keeps => {}
                Some(text) => {
                    fields.insert(key.name.clone(), text.into());
                }
                None => {}
            }
        }
    }

    /// Text of a record, blank if there is no such record.
    pub(super) fn text_of(&self, kind: &str, id: &str, key: &str) -> Result<String, Refusal> {
        let Ok(id) = id.parse() else {
            return Ok(String::new());
        };
        let text = |record: Option<&Record>| {
            record.map_or_else(String::new, |record| record.text(key).to_owned())
        };
        let place = (kind.to_owned(), id);
        if let Some(record) = self.looked_up.borrow().get(&place) {
            return Ok(text(record.as_ref()));
        }
        let record = self.store.find(kind, self.account, id)?;
        let found = text(record.as_ref());
        // A call that writes may change what it has looked up.
        if self.call.method == Method::Get {
            self.looked_up.borrow_mut().insert(place, record);
        }
        Ok(found)
    }

    /// First and last name of a user, blank if there is none.
    pub(super) fn user_name(&self, id: &str) -> Result<(String, String), Refusal> {
        let first = self.text_of("user", id, "user_first_name")?;
        Ok((first, self.text_of("user", id, "user_last_name")?))
    }

    /// The part of a list that `limit` and `offset` ask for.
    pub(super) fn range(&self) -> Range {
        let number = |key, otherwise| self.parameters.id(key).unwrap_or(otherwise);
        let offset = number("offset", 0);
        // An offset too large to be read as a number lies past every end.
        Range {
            limit: number("limit", 100),
            offset: if offset < 0 { i64::MAX } else { offset },
        }
    }

    /// Whether any record has this value.
    pub(super) fn is_used(&self, kind: &str, key: &'static str, id: i64) -> Result<bool, Refusal> {
        let filter = [Filter::Is(key, id.to_string())];
        Ok(self.store.count(kind, self.account, &filter)? > 0)
    }

    /// The documented values of a record, with its number.
    pub(super) fn row(&self, record: &str, id_key: &str, stored: &Record) -> Row {
        let mut row = Row::of(self.api, record, &stored.fields);
        row.set(id_key, stored.id.to_string());
        row
    }

    pub(super) fn moment(&self) -> String {
        self.now.strftime(clock::FORM).to_string()
    }

    pub(super) fn today(&self) -> String {
        self.now.strftime("%Y-%m-%d").to_string()
    }
}

/// A time of day with its seconds.
pub(super) fn with_seconds(time: &str) -> String {
    if time.len() == 5 {
        format!("{time}:00")
    } else {
        time.to_owned()
    }
}

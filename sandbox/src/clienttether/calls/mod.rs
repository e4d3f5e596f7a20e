//! What each call does.

mod accounts;
mod action_plans;
mod activity;
mod clients;
mod custom_fields;
mod events;
pub(crate) mod form_leads;
mod history_notes;
mod lead_sources;
mod opportunities;
mod payments;
mod pending_actions;
mod proposals;
mod sales_cycles;
mod tags;
mod thumbtack_leads;
mod users;

use std::cell::RefCell;
use std::collections::HashMap;

use jiff::civil::DateTime;
use prose_codegen::model::{Api, Call, Method};

use crate::clienttether::answer::{Answer, NOT_FOUND, Refusal, Row};
use crate::clienttether::bag::Bag;
use crate::clienttether::switches::{Blank, Switches};
use crate::clock;
use crate::store::{Fields, Filter, Range, Record, Store};

pub(crate) use pending_actions::steps_of;

/// A call about to be carried out, and the world around it.
pub(crate) struct Scene<'a> {
    pub(crate) api: &'a Api,
    pub(crate) call: &'a Call,
    pub(crate) bag: &'a Bag,
    pub(crate) account: i64,
    /// Set if the web key is that of a lead source.
    pub(crate) lead_source: Option<i64>,
    pub(crate) now: DateTime,
    pub(crate) switches: &'a Switches,
    pub(crate) store: &'a mut Store,
    /// What a read has looked up to show names: a list has the same few over and over.
    pub(crate) looked_up: RefCell<HashMap<(String, i64), Option<Record>>>,
}

/// Carries out a call whose parameters were checked.
pub(crate) fn perform(scene: &mut Scene<'_>) -> Result<Answer, Refusal> {
    match scene.call.name.as_str() {
        "create_client" => clients::create(scene),
        "create_manual_email" => history_notes::create_email(scene),
        "create_manual_text" => history_notes::create_text(scene),
        "create_client_history_note" => history_notes::create_one(scene),
        "create_client_event" => events::create(scene),
        "create_tag" => tags::create(scene),
        "create_lead_source" => lead_sources::create(scene),
        "create_user" => users::create(scene),
        "create_action_plan" => action_plans::create(scene),
        "create_sales_cycle" => sales_cycles::create(scene),
        "create_immed_call" => history_notes::create_call(scene),
        "create_history_notes" => history_notes::create_many(scene),
        "read_client_exist" => clients::exist(scene),
        "read_client_list" => clients::list(scene),
        "read_client_by_id" | "read_client_by_external_id" => clients::read(scene),
        "read_custom_field_by_contact" => custom_fields::list(scene),
        "read_client_history_notes" => history_notes::list(scene),
        "read_action_plan_by_id" => action_plans::read(scene),
        "read_action_plan_list" => action_plans::list(scene),
        "read_lead_source_list" => lead_sources::list(scene),
        "read_sales_cycle_list" => sales_cycles::list(scene),
        "read_user_by_id" => users::read(scene),
        "read_user_list" => users::list(scene),
        "read_appts_by_user_id" => events::appointments(scene),
        "read_tags_list" => tags::list(scene),
        "read_account_list" => accounts::list(scene),
        "read_opportunity_list" => opportunities::list(scene),
        "read_pending_actions" => pending_actions::list(scene),
        "read_proposals" => proposals::list(scene),
        "read_proposal_payments" => payments::of_client(scene),
        "read_all_payments" => payments::all(scene),
        "read_sales_cycle_any_activity" => activity::list(scene),
        "read_all_events" => events::all(scene),
        "read_all_client_events" => events::of_client(scene),
        "update_client_by_id" | "update_client_by_external_id" => clients::update(scene),
        "update_client_event" => events::update(scene),
        "update_action_plan_by_id" => action_plans::update(scene),
        "update_lead_source_by_id" => lead_sources::update(scene),
        "update_sales_cycle_by_id" => sales_cycles::update(scene),
        "update_user_by_id" => users::update(scene),
        "update_account_by_id" => accounts::update(scene),
        "delete_client_by_id" | "delete_client_by_external_id" => clients::delete(scene),
        "delete_lead_source_by_id" => lead_sources::delete(scene),
        "delete_sales_cycle_by_id" => sales_cycles::delete(scene),
        "delete_user_by_id" => users::delete(scene),
        "delete_account_by_id" => accounts::delete(scene),
        "delete_client_event" => events::delete(scene),
        "external_form_lead" => form_leads::create(scene),
        "thumbtack_lead" => thumbtack_leads::create(scene),
        // The spec has a call that nobody has taught the sandbox.
        _ => Err(Refusal::Code("CT404")),
    }
}

impl Scene<'_> {
    /// The record of a kind that a parameter names.
    fn named(&self, kind: &str, key: &str) -> Result<Record, Refusal> {
        let id = self.bag.id(key).ok_or(NOT_FOUND)?;
        self.store.find(kind, self.account, id)?.ok_or(NOT_FOUND)
    }

    /// Refuses a number that names nothing. Blank and 0 stand for none.
    fn must_exist(&self, kind: &str, key: &str) -> Result<(), Refusal> {
        if self.names(kind, key)? {
            Ok(())
        } else {
            Err(NOT_FOUND)
        }
    }

    /// The contacts that `client_id` and `external_id` name; both must fit if both are there.
    fn clients(&self) -> Result<Vec<Record>, Refusal> {
        let mut filters = Vec::new();
        if let Some(id) = self.bag.id("client_id") {
            filters.push(Filter::Id(id));
        }
        if let Some(id) = self.bag.filled("external_id") {
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
    fn client(&self) -> Result<Record, Refusal> {
        self.clients()?.into_iter().next().ok_or(NOT_FOUND)
    }

    /// Whether the number that a parameter is names a record of a kind.
    fn names(&self, kind: &str, key: &str) -> Result<bool, Refusal> {
        Ok(match self.bag.id(key) {
            None | Some(0) => true,
            Some(id) => self.store.find(kind, self.account, id)?.is_some(),
        })
    }

    /// The stored values of a new record: what was sent, and the document's defaults.
    fn new_fields(&self) -> Fields {
        let mut fields = Fields::new();
        for accepted in &self.call.accepts {
            let key = &accepted.key;
            let value = self.bag.filled(&key.wire).or(key.default.as_deref());
            if let Some(value) = value {
                fields.insert(key.name.clone(), value.into());
            }
        }
        fields
    }

    /// Puts what was sent over what is stored, save these keys.
    fn change(&self, fields: &mut Fields, except: &[&str]) {
        for accepted in &self.call.accepts {
            let key = &accepted.key;
            if except.contains(&key.wire.as_str()) {
                continue;
            }
            match self.bag.text(&key.wire) {
                Some("") if self.switches.blank == Blank::Keeps => {}
                Some(text) => {
                    fields.insert(key.name.clone(), text.into());
                }
                None => {}
            }
        }
    }

    /// Text of a record, blank if there is no such record.
    fn text_of(&self, kind: &str, id: &str, key: &str) -> Result<String, Refusal> {
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
    fn user_name(&self, id: &str) -> Result<(String, String), Refusal> {
        let first = self.text_of("user", id, "user_first_name")?;
        Ok((first, self.text_of("user", id, "user_last_name")?))
    }

    /// The part of a list that `limit` and `offset` ask for.
    fn range(&self) -> Range {
        let number = |key, otherwise| self.bag.id(key).unwrap_or(otherwise);
        let offset = number("offset", 0);
        // An offset too large to be read as a number lies past every end.
        Range {
            limit: number("limit", 100),
            offset: if offset < 0 { i64::MAX } else { offset },
        }
    }

    /// Whether any record has this value.
    fn is_used(&self, kind: &str, key: &'static str, id: i64) -> Result<bool, Refusal> {
        let filter = [Filter::Is(key, id.to_string())];
        Ok(self.store.count(kind, self.account, &filter)? > 0)
    }

    /// The documented values of a record, with its number.
    fn row(&self, record: &str, id_key: &str, stored: &Record) -> Row {
        let mut row = Row::of(self.api, record, &stored.fields);
        row.set(id_key, stored.id.to_string());
        row
    }

    fn moment(&self) -> String {
        self.now.strftime(clock::FORM).to_string()
    }

    fn today(&self) -> String {
        self.now.strftime("%Y-%m-%d").to_string()
    }
}

/// A time of day with its seconds.
fn with_seconds(time: &str) -> String {
    if time.len() == 5 {
        format!("{time}:00")
    } else {
        time.to_owned()
    }
}

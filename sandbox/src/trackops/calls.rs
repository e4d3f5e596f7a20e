//! What each call does.

use jiff::civil::DateTime;
use prose_codegen::model::{Api, Call};
use serde_json::{Map, Value, json};

use super::answer::{Refusal, document};
use super::filter::Filters;
use super::query::{Page, Query};
use super::route::{Action, Resource, Route};
use super::switches::{Created, PrimaryLocation, Single, Switches};
use super::{body, moment};
use crate::clock;
use crate::response::Response;
use crate::store::{Fields, Filter, Range, Record, Store};

/// All records are of one company.
pub(super) const COMPANY: i64 = 0;

/// Asks for the values of custom fields as they are.
const EXPAND: &str = "expand_field_values";

/// A call about to be carried out, and all that it needs for that.
pub(super) struct Context<'a> {
    pub(super) api: &'a Api,
    pub(super) route: Route,
    pub(super) query: &'a Query,
    /// The values of a body, for writes.
    pub(super) values: Fields,
    pub(super) now: DateTime,
    pub(super) switches: &'a Switches,
    pub(super) store: &'a mut Store,
}

impl Context<'_> {
    pub(super) fn perform(mut self) -> Result<Response, Refusal> {
        match self.route.action {
            Action::List => self.list(),
            Action::Count => self.count(),
            Action::Get(id) => {
                let record = self.find(self.resource(), id)?.ok_or(Refusal::NotFound)?;
                self.single(200, &record)
            }
            Action::Create => {
                let record = match self.resource() {
                    Resource::Client => self.create_client(),
                    Resource::Location => self.create_location(),
                    Resource::Contact => self.create_contact(),
                    Resource::Case => self.create_case(),
                }?;
                let status = match self.switches.created {
                    Created::Created => 201,
                    Created::Ok => 200,
                };
                self.single(status, &record)
            }
            Action::Update(id) => {
                let record = self.update(id)?;
                self.single(200, &record)
            }
        }
    }

    fn resource(&self) -> Resource {
        self.route.resource
    }

    fn find(&self, resource: Resource, id: i64) -> Result<Option<Record>, Refusal> {
        Ok(self.store.find(resource.kind(), COMPANY, id)?)
    }

    fn matching(&self) -> Result<Vec<Record>, Refusal> {
        let filters = Filters::of(self.resource(), self.query, self.switches)?;
        let kind = self.resource().kind();
        let mut records = self.store.select(kind, COMPANY, &[], Range::ALL)?;
        records.retain(|record| filters.fit(record));
        Ok(records)
    }

    fn list(&self) -> Result<Response, Refusal> {
        let page = Page::of(self.query, self.switches)?;
        if self.resource() == Resource::Contact {
            // What makes no sense is told where there are no rows, too.
            self.query.flag(EXPAND)?;
        }
        let records = page.cut(self.matching()?);
        let rows: Result<Vec<Value>, _> = records.iter().map(|record| self.row(record)).collect();
        Ok(document(200, &Value::Array(rows?)))
    }

    fn count(&self) -> Result<Response, Refusal> {
        let page = Page::of(self.query, self.switches)?;
        let records = self.matching()?.len();
        let count = json!({"record_count": records, "page_count": page.pages(records)});
        Ok(document(200, &count))
    }

    fn single(&self, status: u16, record: &Record) -> Result<Response, Refusal> {
        let row = self.row(record)?;
        let answer = match self.switches.single {
            Single::Bare => row,
            Single::Wrapped => {
                let root = self.resource().roots()[0].to_owned();
                Value::Object(Map::from_iter([(root, row)]))
            }
        };
        Ok(document(status, &answer))
    }

    /// The call of the spec that tells what a record takes. Every kind has one.
    fn call(&self, name: &str) -> Result<&Call, Refusal> {
        let mut calls = self.api.calls();
        calls
            .find(|call| call.name == name)
            .ok_or(Refusal::NotFound)
    }

    /// The values of a new record.
    fn checked(&mut self, also: &[&str]) -> Result<Fields, Refusal> {
        let values = std::mem::take(&mut self.values);
        let call = self.call(&self.route.name())?;
        let mut required = body::required(call);
        for key in also {
            if !required.contains(key) {
                required.push(key);
            }
        }
        let mut fields = body::checked(self.api, call, values, &required, false)?;
        let now = self.moment();
        fields.insert("created_at".to_owned(), now.as_str().into());
        fields.insert("updated_at".to_owned(), now.into());
        Ok(fields)
    }

    fn create_client(&mut self) -> Result<Record, Refusal> {
        let mut fields = self.checked(&["name", "primary_location"])?;
        let location = fields.remove("primary_location");
        for flag in ["has_invoice_reminders", "show_location_on_invoice"] {
            fields.entry(flag).or_insert(Value::Bool(false));
        }
        let id = self.store.insert("client", COMPANY, None, &fields)?;
        if let Some(Value::Object(mut location)) = location {
            for key in ["created_at", "updated_at"] {
                let now = fields.get(key).cloned();
                location.insert(key.to_owned(), now.unwrap_or_default());
            }
            location.insert("root_id".to_owned(), id.into());
            location.insert("is_primary".to_owned(), true.into());
            let kind = Resource::Location.kind();
            self.store.insert(kind, COMPANY, Some(id), &location)?;
        }
        Ok(Record { id, fields })
    }

    fn create_location(&mut self) -> Result<Record, Refusal> {
        let mut fields = self.checked(&["root_id", "name"])?;
        let client = self.owner(&fields, "root_id", Resource::Client)?;
        let is_primary = fields.get("is_primary") == Some(&Value::Bool(true));
        if is_primary {
            // A client has one main location.
            for mut other in self.locations(client.id)? {
                other.fields.insert("is_primary".to_owned(), false.into());
                self.store.write("location", other.id, &other.fields)?;
            }
        }
        fields.insert("is_primary".to_owned(), is_primary.into());
        let parent = Some(client.id);
        let id = self.store.insert("location", COMPANY, parent, &fields)?;
        Ok(Record { id, fields })
    }

    fn create_contact(&mut self) -> Result<Record, Refusal> {
        let mut fields = self.checked(&["client_id", "role_id"])?;
        // The key is called after the client, and means one of its locations.
        let location = self.owner(&fields, "client_id", Resource::Location)?;
        let client = location.fields.get("root_id").cloned();
        fields.insert("_client".to_owned(), client.unwrap_or_default());
        let parent = Some(location.id);
        let id = self.store.insert("contact", COMPANY, parent, &fields)?;
        Ok(Record { id, fields })
    }

    fn create_case(&mut self) -> Result<Record, Refusal> {
        let mut fields = self.checked(&[])?;
        let today = self.now.date().to_string();
        let day = fields.entry("created_on").or_insert(Value::Null);
        if day.as_str().unwrap_or("").is_empty() {
            *day = today.into();
        }
        let id = self.store.insert("case", COMPANY, None, &fields)?;
        Ok(Record { id, fields })
    }

    fn update(&mut self, id: i64) -> Result<Record, Refusal> {
        let resource = self.resource();
        let mut record = self.find(resource, id)?.ok_or(Refusal::NotFound)?;
        let values = std::mem::take(&mut self.values);
        let call = self.call(&self.route.name())?;
        let changed = body::checked(self.api, call, values, &["name"], true)?;
        record.fields.extend(changed);
        let now = self.moment();
        record.fields.insert("updated_at".to_owned(), now.into());
        self.store.write(resource.kind(), id, &record.fields)?;
        Ok(record)
    }

    /// The record that a number among the values names.
    fn owner(&self, fields: &Fields, key: &str, resource: Resource) -> Result<Record, Refusal> {
        let id = fields.get(key).and_then(Value::as_i64);
        let found = id.map(|id| self.find(resource, id)).transpose()?.flatten();
        found.ok_or_else(|| Refusal::Invalid(vec![(key.to_owned(), "does not exist")]))
    }

    fn locations(&self, client: i64) -> Result<Vec<Record>, Refusal> {
        let of_client = [Filter::Parent(client)];
        Ok(self
            .store
            .select("location", COMPANY, &of_client, Range::ALL)?)
    }

    fn moment(&self) -> String {
        self.now.strftime(clock::FORM).to_string()
    }

    /// A record as answers have it: every value that its kind has, null where there is none.
    fn row(&self, record: &Record) -> Result<Value, Refusal> {
        let mut row = Map::new();
        let call = format!("create_{}", self.resource().singular());
        for accepted in &self.call(&call)?.accepts {
            row.insert(accepted.key.wire.clone(), Value::Null);
        }
        row.extend(self.shown(record));
        match self.resource() {
            Resource::Client => self.add_location(&mut row, record.id)?,
            Resource::Contact => self.write_custom_fields(&mut row)?,
            Resource::Location | Resource::Case => {}
        }
        Ok(Value::Object(row))
    }

    /// The values of a record, with its number.
    fn shown(&self, record: &Record) -> Map<String, Value> {
        let mut shown = Map::new();
        for (name, value) in &record.fields {
            let value = match name.as_str() {
                "created_at" | "updated_at" => {
                    let kept = value.as_str().unwrap_or("");
                    moment::shown(kept, self.switches.timestamps).into()
                }
                name if name.starts_with('_') => continue,
                _ => value.clone(),
            };
            shown.insert(name.clone(), value);
        }
        shown.insert("id".to_owned(), record.id.into());
        shown
    }

    fn add_location(&self, row: &mut Map<String, Value>, client: i64) -> Result<(), Refusal> {
        row.remove("primary_location");
        let key = match self.switches.primary_location {
            PrimaryLocation::Shown => "primary_location",
            PrimaryLocation::Related => "PrimaryLocation",
            PrimaryLocation::LeftOut => return Ok(()),
        };
        let locations = self.locations(client)?.into_iter();
        let mut main = locations
            .filter(|location| location.fields.get("is_primary") == Some(&Value::Bool(true)));
        let main = main.next();
        let main = main.map(|location| Value::Object(self.shown(&location)));
        row.insert(key.to_owned(), main.unwrap_or_default());
        Ok(())
    }

    /// Values of custom fields that are no text come as JSON only where that is asked for.
    fn write_custom_fields(&self, row: &mut Map<String, Value>) -> Result<(), Refusal> {
        if self.query.flag(EXPAND)? == Some(true) {
            return Ok(());
        }
        let Some(Value::Array(fields)) = row.get_mut("custom_fields") else {
            return Ok(());
        };
        for field in fields {
            if let Some(value) = field.get_mut("value")
                && !value.is_string()
            {
                *value = value.to_string().into();
            }
        }
        Ok(())
    }
}

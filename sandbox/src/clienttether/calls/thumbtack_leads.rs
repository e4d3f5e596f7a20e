//! Leads that Thumbtack hands on.

use serde_json::Value;

use super::context::Context;
use super::handler::Handler;
use super::{clients, note};
use crate::clienttether::answer::{Answer, Refusal};
use crate::clienttether::check::Checks;
use crate::clienttether::route::THUMBTACK_LEAD;
use crate::clienttether::switches::ThumbtackAnswer;
use crate::response::Response;
use crate::store::{Fields, Filter, Range};

/// What such a lead is marked with: its tag, and its lead source if the account has one of the name.
const MARK: &str = "Thumbtack";

pub(super) const HANDLER: Handler = Handler {
    // Its one sample names no limits, and has its values at any depth.
    checks: Checks::None,
    // JSON and nothing else.
    takes_body: |body| body.trim_ascii().starts_with(b"{"),
    own_answer: |switches| match switches.thumbtack_answer {
        ThumbtackAnswer::Message => {
            let document = br#"{"Message":"Success"}"#.to_vec();
            Some(Response::json(200, document))
        }
        ThumbtackAnswer::Standard => None,
    },
    ..Handler::new(THUMBTACK_LEAD, create)
};

fn create(context: &mut Context<'_>) -> Result<Answer, Refusal> {
    let lead = Value::Object(
        context
            .parameters
            .iter()
            .map(|(name, value)| (name.to_owned(), value.clone()))
            .collect(),
    );
    let name = text(&lead, "/customer/name").trim();
    if name.is_empty() {
        return Err(Refusal::Code("CT501"));
    }
    let (first, last) = name.split_once(' ').unwrap_or((name, ""));
    let mut fields = Fields::new();
    for (key, value) in [
        ("firstName", first),
        ("lastName", last.trim_start()),
        ("phone", &bare(text(&lead, "/customer/phone"))),
        ("address", &address(&lead)),
        ("city", text(&lead, "/request/location/city")),
        ("state", text(&lead, "/request/location/state")),
        ("zip", text(&lead, "/request/location/zipCode")),
        ("tag", MARK),
        ("smsok", "1"),
        ("contact_type", "1"),
        ("new_lead_notification", "0"),
    ] {
        // What a contact cannot hold is in the note.
        if !value.is_empty() && fits(context, key, value) {
            fields.insert(key.to_owned(), value.into());
        }
    }
    refuse_duplicate(context, &fields)?;
    fields.insert("created".to_owned(), context.moment().into());
    if let Some(source) = lead_source(context)? {
        fields.insert("lead_source_id".to_owned(), source.to_string().into());
    }
    let plan = clients::connection_plan(context, &fields)?;
    let client = clients::insert(context, fields, plan)?;
    let at = note::utc(&context.moment());
    note::add(context, client.id, "note", &at, MARK, &remarks(&lead), "")?;
    Ok(Answer::One(clients::reference(&client)))
}

/// The lead source of the web key, or the one that is called like the sender.
fn lead_source(context: &Context<'_>) -> Result<Option<i64>, Refusal> {
    if context.lead_source.is_some() {
        return Ok(context.lead_source);
    }
    let filter = [Filter::IsAnyCase("lead_source_name", MARK.to_owned())];
    let range = Range {
        limit: 1,
        offset: 0,
    };
    let found = context
        .store
        .select("lead_source", context.account, &filter, range)?;
    Ok(found.first().map(|source| source.id))
}

fn refuse_duplicate(context: &Context<'_>, fields: &Fields) -> Result<(), Refusal> {
    match fields.get("phone").and_then(Value::as_str) {
        Some(phone) => clients::refuse_same(context, "phone", phone),
        None => Ok(()),
    }
}

fn fits(context: &Context<'_>, key: &str, value: &str) -> bool {
    let table = context.api.table("client");
    let known = table.and_then(|table| table.keys.iter().find(|known| known.wire == key));
    known.is_none_or(|known| known.limit.allows(value))
}

/// The digits of a phone number, without the country's.
fn bare(phone: &str) -> String {
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    match digits.strip_prefix('1') {
        Some(rest) if rest.len() == 10 => rest.to_owned(),
        _ => digits,
    }
}

fn address(lead: &Value) -> String {
    let lines = ["/request/location/address1", "/request/location/address2"];
    let lines: Vec<&str> = lines
        .iter()
        .map(|line| text(lead, line))
        .filter(|line| !line.is_empty())
        .collect();
    lines.join(", ")
}

/// What the contact does not hold, line by line.
fn remarks(lead: &Value) -> String {
    let mut lines = Vec::new();
    for (title, path) in [
        ("Lead", "/leadID"),
        ("Type", "/leadType"),
        ("Category", "/request/category"),
        ("Title", "/request/title"),
        ("Description", "/request/description"),
        ("Schedule", "/request/schedule"),
        ("Travel", "/request/travelPreferences"),
        ("Phone", "/customer/phone"),
        ("Business", "/business/name"),
    ] {
        let text = text(lead, path);
        if !text.is_empty() {
            lines.push(format!("{title}: {text}"));
        }
    }
    let details = lead.pointer("/request/details").and_then(Value::as_array);
    for detail in details.into_iter().flatten() {
        let (question, answer) = (text(detail, "/question"), text(detail, "/answer"));
        lines.push(format!("{question} {answer}"));
    }
    lines.join("\n")
}

fn text<'v>(value: &'v Value, path: &str) -> &'v str {
    value.pointer(path).and_then(Value::as_str).unwrap_or("")
}

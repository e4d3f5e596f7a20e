//! Opportunities: contacts, seen by how far their deals have come.

use serde_json::Value;

use super::context::Context;
use super::{clients, proposals};
use crate::clienttether::answer::{Answer, Refusal, Row};
use crate::store::{Filter, Record};

pub(super) fn list(context: &mut Context<'_>) -> Result<Answer, Refusal> {
    let filters = filters(context);
    let range = context.range();
    let found = context
        .store
        .select("client", context.account, &filters, range)?;
    let rows: Result<_, _> = found.iter().map(|client| row(context, client)).collect();
    let total = context.store.count("client", context.account, &filters)?;
    Ok(Answer::Many {
        rows: rows?,
        total,
        offset: range.offset,
    })
}

/// Every parameter narrows the list.
fn filters(context: &Context<'_>) -> Vec<Filter> {
    let parameters = context.parameters;
    let mut filters = Vec::new();
    if let Some(main) = parameters.id("client_id") {
        filters.push(Filter::Family(main));
    }
    for (parameter, key) in [
        ("contact_type", "contact_type"),
        ("state", "reached_state"),
        ("cycle_id", "sales_cycle_id"),
        ("user_assigned_id", "assigned_user_id"),
    ] {
        if let Some(text) = parameters.filled(parameter) {
            filters.push(Filter::Is(key, text.to_owned()));
        }
    }
    for (from, to, key) in [
        ("stateFromDate", "stateToDate", "reached_at"),
        ("from_date", "to_date", "created"),
        (
            "modified_date_from",
            "modified_date_to",
            "last_modified_date",
        ),
    ] {
        if let Some(from) = parameters.filled(from) {
            filters.push(Filter::From(key, from.to_owned()));
        }
        if let Some(to) = parameters.filled(to) {
            filters.push(Filter::To(key, to.to_owned()));
        }
    }
    let bound = |key: &str| parameters.filled(key).map(str::to_owned);
    let (from, to) = (
        bound("proposalModifiedFromDate"),
        bound("proposalModifiedToDate"),
    );
    if from.is_some() || to.is_some() {
        filters.push(Filter::HasChild("proposal", "last_modified_date", from, to));
    }
    filters
}

fn row(context: &Context<'_>, client: &Record) -> Result<Row, Refusal> {
    let mut row = clients::row(context, "opportunity", client)?;
    row.set("opportunity_id", client.id.to_string());
    let proposals = proposals::of(context, client.id)?;
    if !proposals.is_empty() {
        let proposals = proposals
            .iter()
            .map(serde_json::to_value)
            .collect::<Result<_, _>>();
        row.set("proposals", Value::Array(proposals.unwrap_or_default()));
    }
    Ok(row)
}

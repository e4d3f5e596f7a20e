//! Payments on proposals. No call makes one: they come with the seed data.

use super::context::Context;
use crate::clienttether::answer::{Answer, Refusal, Row};
use crate::store::{Filter, Range};

pub(super) fn of_client(context: &mut Context<'_>) -> Result<Answer, Refusal> {
    let client = context.client()?;
    list(context, vec![Filter::Parent(client.id)])
}

pub(super) fn all(context: &mut Context<'_>) -> Result<Answer, Refusal> {
    list(context, Vec::new())
}

fn list(context: &Context<'_>, mut filters: Vec<Filter>) -> Result<Answer, Refusal> {
    if let Some(day) = context.parameters.filled("created_date") {
        filters.push(Filter::From("created_date", day.to_owned()));
    }
    let payments = context
        .store
        .select("payment", context.account, &filters, Range::ALL)?;
    let rows = payments
        .iter()
        .map(|payment| Row::of(context.api, "payment", &payment.fields));
    Ok(Answer::all(rows.collect()))
}

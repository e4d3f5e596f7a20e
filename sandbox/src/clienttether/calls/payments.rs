//! Payments on proposals. No call makes one: they come with the seed data.

use super::Scene;
use crate::clienttether::answer::{Answer, Refusal, Row};
use crate::store::{Filter, Range};

pub(super) fn of_client(scene: &mut Scene<'_>) -> Result<Answer, Refusal> {
    let client = scene.client()?;
    list(scene, vec![Filter::Parent(client.id)])
}

pub(super) fn all(scene: &mut Scene<'_>) -> Result<Answer, Refusal> {
    list(scene, Vec::new())
}

fn list(scene: &Scene<'_>, mut filters: Vec<Filter>) -> Result<Answer, Refusal> {
    if let Some(day) = scene.bag.filled("created_date") {
        filters.push(Filter::From("created_date", day.to_owned()));
    }
    let payments = scene
        .store
        .select("payment", scene.account, &filters, Range::ALL)?;
    let rows = payments
        .iter()
        .map(|payment| Row::of(scene.api, "payment", &payment.fields));
    Ok(Answer::all(rows.collect()))
}

//! Proposals. No call makes one: they come with the seed data.

use super::context::Context;
use crate::clienttether::answer::{Answer, Refusal, Row};
use crate::store::{Filter, Range};

pub(super) fn list(context: &mut Context<'_>) -> Result<Answer, Refusal> {
    let client = context.client()?;
    Ok(Answer::all(of(context, client.id)?))
}

/// Those of a contact.
pub(super) fn of(context: &Context<'_>, client: i64) -> Result<Vec<Row>, Refusal> {
    let filter = [Filter::Parent(client)];
    let proposals = context
        .store
        .select("proposal", context.account, &filter, Range::ALL)?;
    Ok(proposals
        .iter()
        .map(|proposal| context.row("proposal", "proposal_id", proposal))
        .collect())
}

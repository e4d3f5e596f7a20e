//! Proposals. No call makes one: they come with the seed data.

use super::Scene;
use crate::clienttether::answer::{Answer, Refusal, Row};
use crate::store::{Filter, Range};

pub(super) fn list(scene: &mut Scene<'_>) -> Result<Answer, Refusal> {
    let client = scene.client()?;
    Ok(Answer::all(of(scene, client.id)?))
}

/// Those of a contact.
pub(super) fn of(scene: &Scene<'_>, client: i64) -> Result<Vec<Row>, Refusal> {
    let filter = [Filter::Parent(client)];
    let proposals = scene
        .store
        .select("proposal", scene.account, &filter, Range::ALL)?;
    Ok(proposals
        .iter()
        .map(|proposal| scene.row("proposal", "proposal_id", proposal))
        .collect())
}

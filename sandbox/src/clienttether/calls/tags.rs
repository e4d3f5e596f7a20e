//! Tags.

use super::Scene;
use crate::clienttether::answer::{Answer, Refusal};
use crate::store::{Fields, Filter, Range};

pub(super) fn create(scene: &mut Scene<'_>) -> Result<Answer, Refusal> {
    let tag = scene.bag.text("tag_value").unwrap_or("").to_owned();
    insert(scene, &tag)?;
    Ok(Answer::Done)
}

pub(super) fn list(scene: &mut Scene<'_>) -> Result<Answer, Refusal> {
    let tags = scene.store.select("tag", scene.account, &[], Range::ALL)?;
    Ok(Answer::all(
        tags.iter()
            .map(|tag| scene.row("tag", "tag_id", tag))
            .collect(),
    ))
}

/// Adds those tags of a contact's list that the account does not have.
pub(super) fn add(scene: &mut Scene<'_>, list: &str) -> Result<(), Refusal> {
    for tag in list.split(',').map(str::trim).filter(|tag| !tag.is_empty()) {
        insert(scene, tag)?;
    }
    Ok(())
}

/// A tag that is there already is not added again.
fn insert(scene: &mut Scene<'_>, tag: &str) -> Result<(), Refusal> {
    let same = [Filter::IsAnyCase("tag_value", tag.to_owned())];
    if scene.store.count("tag", scene.account, &same)? == 0 {
        let mut fields = Fields::new();
        fields.insert("tag_value".to_owned(), tag.into());
        scene.store.insert("tag", scene.account, None, &fields)?;
    }
    Ok(())
}

//! Tags.

use super::context::Context;
use crate::clienttether::answer::{Answer, Refusal};
use crate::store::{Fields, Filter, Range};

pub(super) fn create(context: &mut Context<'_>) -> Result<Answer, Refusal> {
    let tag = context
        .parameters
        .text("tag_value")
        .unwrap_or("")
        .to_owned();
    insert(context, &tag)?;
    Ok(Answer::Done)
}

pub(super) fn list(context: &mut Context<'_>) -> Result<Answer, Refusal> {
    let tags = context
        .store
        .select("tag", context.account, &[], Range::ALL)?;
    Ok(Answer::all(
        tags.iter()
            .map(|tag| context.row("tag", "tag_id", tag))
            .collect(),
    ))
}

/// Adds those tags of a contact's list that the account does not have.
pub(super) fn add(context: &mut Context<'_>, list: &str) -> Result<(), Refusal> {
    for tag in list.split(',').map(str::trim).filter(|tag| !tag.is_empty()) {
        insert(context, tag)?;
    }
    Ok(())
}

/// A tag that is there already is not added again.
fn insert(context: &mut Context<'_>, tag: &str) -> Result<(), Refusal> {
    let same = [Filter::IsAnyCase("tag_value", tag.to_owned())];
    if context.store.count("tag", context.account, &same)? == 0 {
        let mut fields = Fields::new();
        fields.insert("tag_value".to_owned(), tag.into());
        context
            .store
            .insert("tag", context.account, None, &fields)?;
    }
    Ok(())
}

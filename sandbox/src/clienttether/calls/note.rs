//! A note of a contact's history, as any call may add it.

use super::context::Context;
use crate::clienttether::answer::Refusal;
use crate::store::{Fields, Filter};

/// Most characters of an author's name; what is longer is cut.
const LONGEST_NAME: usize = 120;

/// Adds a note. Without an author it is the account owner's.
pub(super) fn add(
    context: &mut Context<'_>,
    client: i64,
    kind: &str,
    at: &str,
    subject: &str,
    body: &str,
    author: &str,
) -> Result<(), Refusal> {
    let author = match author {
        "" => owner(context)?,
        author => author.chars().take(LONGEST_NAME).collect(),
    };
    let mut fields = Fields::new();
    for (key, value) in [
        ("type", kind),
        ("utc_datetime", at),
        ("subject", subject),
        ("body_content", body),
        ("user_name", &author),
    ] {
        fields.insert(key.to_owned(), value.into());
    }
    context
        .store
        .insert("history_note", context.account, Some(client), &fields)?;
    Ok(())
}

/// `YYYY-MM-DD HH:MM:SS` in the form of a note's time.
pub(super) fn utc(moment: &str) -> String {
    format!("{}Z", moment.replace(' ', "T"))
}

fn owner(context: &Context<'_>) -> Result<String, Refusal> {
    let account = context
        .store
        .first_of_any("account", &Filter::Id(context.account))?;
    Ok(account.map_or_else(String::new, |(_, account)| {
        account.text("account_owner_name").to_owned()
    }))
}

//! What cleaning reads for a limit, in words.

use super::text::{Text, code, fill, joined, listed, own, said};
use crate::model::Limit;

/// What cleaning reads that the rule alone does not say. Of aliases, one is enough to show what they are.
pub(crate) fn words(limit: &Limit) -> Text {
    let spellings = &limit.spellings;
    let alias = spellings.aliases.iter().find_map(|(value, aliases)| {
        let alias = aliases.first()?;
        Some(fill("{} for {}", [code(alias), code(value)]))
    });
    let count: usize = spellings
        .aliases
        .iter()
        .map(|(_, aliases)| aliases.len())
        .sum();
    let alias = alias.map(|alias| match count {
        1 => fill("the spelling {}", [alias]),
        count => fill(
            "{} other spellings, such as {}",
            [said(count.to_string()), alias],
        ),
    });
    let before = spellings.before.iter().map(code);
    let before = (!spellings.before.is_empty())
        .then(|| fill("{} before the value", [listed(before, " or ")]));
    let zeros = match spellings.lost_zeros {
        0 => None,
        1 => Some(own("a zero lost from its front")),
        zeros => Some(fill(
            "up to {} zeros lost from its front",
            [said(zeros.to_string())],
        )),
    };
    let all: Vec<Text> = [alias, before, zeros].into_iter().flatten().collect();
    match all.is_empty() {
        true => Text::default(),
        false => fill("Cleaning also reads {}.", [joined(all, "; ")]),
    }
}

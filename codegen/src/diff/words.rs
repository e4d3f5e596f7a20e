//! Values of the model in words, for a line of a report.

use crate::emit::words::Voice;
use crate::emit::words::limit::words;
use crate::model::{Limit, Requires};

/// A text of the spec, in one line.
pub(super) fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a limit allows, by its rule.
pub(super) fn limit(limit: &Limit) -> String {
    let bare = Limit {
        doc: String::new(),
        ..limit.clone()
    };
    let rule = line(&words(&bare, Voice::Developer).plain());
    match limit.is_named {
        true => format!("{} ({})", limit.name, rule.trim_end_matches('.')),
        false => rule,
    }
}

/// A requirement.
pub(super) fn requirement(requires: &Requires) -> String {
    let groups = |groups: &[Vec<String>]| {
        let groups = groups.iter().map(|group| group.join(" and "));
        groups.collect::<Vec<_>>().join(" or ")
    };
    match requires {
        Requires::Key(key) => key.clone(),
        Requires::AnyOf(all) => format!("at least one of {}", groups(all)),
        Requires::ExactlyOneOf(all) => format!("exactly one of {}", groups(all)),
        Requires::AtMostOneOf(all) => format!("at most one of {}", groups(all)),
        Requires::WhenThere { key, also } => format!("{} with {key}", also.join(" and ")),
        Requires::When { key, is, also } => format!("{} if {key} is {is}", also.join(" and ")),
    }
}

//! The names that a spec defines, as what a value can be.

use std::collections::HashSet;

use crate::emit::tree::Tree;
use crate::model::{Defined, Definition};
use crate::syntax::attributes::{Names, RULES};

/// What the names of one kind are called among the definitions.
pub(super) const fn title(names: Names) -> &'static str {
    match names {
        Names::Limit => "name_of_limit",
        Names::Table => "name_of_table",
        Names::Record => "name_of_record",
        Names::Rows => "name_of_rows",
        Names::Key => "name_of_key",
        Names::Required => "name_of_required_key",
        Names::Field => "name_of_field",
        Names::Accepted => "name_of_accepted_key",
        Names::Code => "name_of_code",
        Names::Envelope => "name_of_envelope",
        Names::Credential => "name_of_credential",
        Names::Family => "name_of_family",
        Names::Revision => "name_of_revision",
    }
}

/// Of which kinds names can be too that are of this one.
pub(super) const fn others(names: Names) -> &'static [Names] {
    match names {
        Names::Rows => &[Names::Table, Names::Record],
        Names::Required | Names::Field => &[Names::Key],
        Names::Accepted => &[Names::Table],
        _ => &[],
    }
}

/// One of the names of this kind alone, if it has some.
pub(super) fn schema(names: Names, defined: &Defined) -> Option<Tree> {
    Some(one_of(&match names {
        Names::Limit => {
            let limits = defined.limits.iter().cloned();
            limits.chain(plain_rules()).collect()
        }
        Names::Rows => return None,
        Names::Required => vec![Definition {
            name: "all".to_owned(),
            says: "Every key that the call accepts.".to_owned(),
        }],
        Names::Table => defined.tables.clone(),
        Names::Record => defined.records.clone(),
        Names::Key => defined.keys.clone(),
        Names::Field => defined.fields.clone(),
        Names::Accepted => defined.rows.clone(),
        Names::Code => defined.codes.clone(),
        Names::Envelope => defined.envelopes.clone(),
        Names::Credential => defined.credentials.clone(),
        Names::Family => defined.families.clone(),
        Names::Revision => defined.revisions.clone(),
    }))
}

/// The rules that are written as their name alone.
pub(super) fn plain_rules() -> impl Iterator<Item = Definition> {
    let alone = RULES.iter().filter(|rule| rule.stands_alone);
    alone.map(|rule| Definition {
        name: rule.name.to_owned(),
        says: rule.allows.replace('`', ""),
    })
}

/// A word of the dialect, which its attribute explains.
pub(super) fn word(word: &str) -> Definition {
    Definition {
        name: word.to_owned(),
        says: String::new(),
    }
}

/// One of these names, with what is said of them.
pub(super) fn one_of(definitions: &[Definition]) -> Tree {
    let mut seen: HashSet<&str> = HashSet::new();
    let mut values = Vec::new();
    let mut says = Vec::new();
    for definition in definitions {
        if !seen.insert(&definition.name) {
            continue;
        }
        let read = [
            Some(Tree::text(&definition.name)),
            as_read(&definition.name),
        ];
        for value in read.into_iter().flatten() {
            values.push(value);
            says.push(Tree::text(&definition.says));
        }
    }
    if values.is_empty() {
        // There is no such name.
        return Tree::map([("not", Tree::map([]))]);
    }
    let mut names = Tree::map([("enum", Tree::List(values))]);
    if definitions
        .iter()
        .any(|definition| !definition.says.is_empty())
    {
        names.extend(Tree::map([("enumDescriptions", Tree::List(says))]));
    }
    names
}

/// What YAML makes of a name without quotes, if that is no text.
fn as_read(name: &str) -> Option<Tree> {
    match name {
        "true" | "True" | "TRUE" => return Some(Tree::Yes(true)),
        "false" | "False" | "FALSE" => return Some(Tree::Yes(false)),
        _ => {}
    }
    let digits = |prefix: &str, radix: u32| {
        let digits = name.strip_prefix(prefix)?;
        let is_plain = digits.chars().all(|sign| sign.is_digit(radix));
        let number = is_plain.then(|| i64::from_str_radix(digits, radix).ok());
        number.flatten().map(Tree::Integer)
    };
    let begins = name.trim_start_matches(['+', '-']);
    let is_decimal = name.len() - begins.len() <= 1
        && begins.starts_with(|sign: char| sign.is_ascii_digit() || sign == '.')
        && begins.contains(|sign: char| sign.is_ascii_digit());
    let decimal = || {
        let integer = name.parse().ok().map(Tree::Integer);
        let number = || name.parse().ok().filter(|number: &f64| number.is_finite());
        integer.or_else(|| number().map(Tree::Number))
    };
    digits("0x", 16)
        .or_else(|| digits("0o", 8))
        .or_else(|| is_decimal.then(decimal).flatten())
}

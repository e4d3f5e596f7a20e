//! Checks the parameters of a call against its descriptor.

use std::collections::HashSet;

use crate::descriptor::{CallDescriptor, Holds, Key, Limit, Requires, Rule};
use crate::error::{Breach, Violation};
use crate::value::{Params, Value};

/// All that is wrong with a call: values first, then what is missing, then custom names.
pub(super) fn violations(params: &Params) -> Vec<Violation> {
    let mut check = Check {
        call: params.name(),
        revision: "",
        violations: Vec::new(),
    };
    if let Some(call) = params.call() {
        check.revision = call.api.revision;
    }
    check.values(params, "");
    if let Some(call) = params.call() {
        for requirement in call.requires {
            check.requirement(params, requirement);
        }
        check.custom_names(params, call);
    }
    check.violations
}

struct Check {
    call: &'static str,
    revision: &'static str,
    violations: Vec<Violation>,
}

impl Check {
    fn add(
        &mut self,
        key: String,
        limit: Option<&'static Limit>,
        breach: Breach,
        value: Option<String>,
    ) {
        let (call, revision) = (self.call, self.revision);
        self.violations.push(Violation {
            call,
            key,
            limit: limit.map(|limit| limit.name),
            says: limit.map_or("", |limit| limit.says),
            breach,
            value,
            revision,
        });
    }

    fn limit(&mut self, place: &Location<'_>, limit: &'static Limit, text: &str) {
        if let Err(breach) = limit.check(text) {
            let shown = match limit.rule {
                // It may hold anything.
                Rule::Json if place.holds == Some(Holds::Plain) => "<json>".to_owned(),
                _ => place.shown(text),
            };
            self.add(place.key(), Some(limit), breach, Some(shown));
        }
    }

    fn values(&mut self, params: &Params, within: &str) {
        for (key, value) in params.set() {
            self.value(
                &Location {
                    within,
                    name: key.wire,
                    holds: Some(key.holds),
                },
                key,
                value,
                params,
            );
        }
        if let Some(table) = params.table() {
            let is_missing = |key: &str| match params.get(key) {
                None => true,
                Some(value) => !table.blank_counts && value.is_empty(),
            };
            for key in table.requires.iter().filter(|key| is_missing(key)) {
                self.add(format!("{within}{key}"), None, Breach::Missing, None);
            }
            for (name, _) in params.custom() {
                self.add(
                    format!("{within}{}", printable(name)),
                    None,
                    Breach::NotAccepted,
                    None,
                );
            }
        }
    }

    fn value(&mut self, place: &Location<'_>, key: &'static Key, value: &Value, params: &Params) {
        let limit = key.limit;
        if value.clears().is_some() {
            let call = params.call();
            let clears = call.is_some_and(|call| call.clears.is_some());
            let in_path = call.is_some_and(|call| call.has_in_path(key.wire));
            if !clears || in_path || is_required(params, key.wire) {
                self.add(place.key(), None, Breach::NotClearable, None);
            }
            return;
        }
        match (
            &limit.rule,
            value.nested_rows(),
            value.nested_object(),
            value.items(),
        ) {
            (Rule::ArrayOf(_), Some(rows), ..) => {
                for (position, row) in rows.iter().enumerate() {
                    self.values(row, &format!("{}[{position}].", place.key()));
                }
            }
            (Rule::Object(_), _, Some(object), _) => {
                self.values(object, &format!("{}.", place.key()))
            }
            (Rule::ListOf(item), .., Some(items)) => {
                for (position, text) in items.iter().enumerate() {
                    if let Err(breach) = item.check_item(text) {
                        let key = format!("{}[{position}]", place.key());
                        self.add(key, Some(item), breach, Some(place.shown(text)));
                    }
                }
            }
            (Rule::Json, ..) if value.raw_json().is_some() => {}
            _ => match value.wire_text(&limit.rule) {
                // A required key that is empty is reported once, as missing, or allowed to be empty.
                Some(text) if text.is_empty() && is_required(params, key.wire) => {}
                Some(text) => self.limit(place, limit, &text),
                None => self.add(place.key(), Some(limit), Breach::WrongForm, None),
            },
        }
    }

    fn requirement(&mut self, params: &Params, requirement: &Requires) {
        match requirement {
            Requires::Key(key) if !is_there(params, key) => {
                self.add((*key).to_owned(), None, Breach::Missing, None);
            }
            Requires::AnyOf(groups) if !groups.iter().any(|group| is_complete(params, group)) => {
                self.add(first_key(groups), None, Breach::NoneOf(groups), None);
            }
            Requires::ExactlyOneOf(groups) => {
                let complete = groups.iter().filter(|group| is_complete(params, group));
                match complete.max_by_key(|group| group.len()) {
                    None => self.add(first_key(groups), None, Breach::NoneOf(groups), None),
                    Some(one) => {
                        let mut keys = groups.iter().flat_map(|group| group.iter());
                        if keys.any(|key| !one.contains(key) && is_there(params, key)) {
                            self.add(first_key(groups), None, Breach::MoreThanOneOf(groups), None);
                        }
                    }
                }
            }
            Requires::AtMostOneOf(groups) => {
                let keys = || groups.iter().flat_map(|group| group.iter());
                let mut there = keys().filter(|key| is_there(params, key)).peekable();
                let first = there.peek().map(|key| (**key).to_owned());
                let there: Vec<&&str> = there.collect();
                let is_one = |group: &&[&str]| there.iter().all(|key| group.contains(key));
                if let Some(first) = first.filter(|_| !groups.iter().any(is_one)) {
                    self.add(first, None, Breach::AtMostOneOf(groups), None);
                }
            }
            Requires::When { key, is, also } if has_value(params, key, is) => {
                self.missing(params, also, Breach::MissingWhen { key, is });
            }
            Requires::WhenThere { key, also } if is_there(params, key) => {
                self.missing(params, also, Breach::MissingWith { key });
            }
            Requires::Key(_)
            | Requires::AnyOf(_)
            | Requires::When { .. }
            | Requires::WhenThere { .. } => {}
        }
    }

    /// Tells which of these are not there.
    fn missing(&mut self, params: &Params, keys: &[&'static str], breach: Breach) {
        for missing in keys.iter().filter(|key| !is_there(params, key)) {
            self.add((*missing).to_owned(), None, breach, None);
        }
    }

    fn custom_names(&mut self, params: &Params, call: &'static CallDescriptor) {
        let mut seen = HashSet::new();
        for (name, value) in params.custom() {
            let place = Location {
                within: "",
                name,
                holds: None,
            };
            let clash = call
                .accepts
                .iter()
                .find(|key| key.wire.eq_ignore_ascii_case(name));
            let breach = if !name.contains(char::is_alphanumeric) {
                Some(Breach::NoName)
            } else if let Some(key) = clash {
                Some(Breach::Clash(key.wire))
            } else if call.open.is_none() {
                Some(Breach::NotAccepted)
            } else if reserved(call).any(|reserved| reserved.eq_ignore_ascii_case(name)) {
                Some(Breach::Reserved)
            } else if value.clears().is_some() {
                // Nobody knows whether there is such a name: it could be a key that is misspelled.
                Some(Breach::NotAccepted)
            } else if !seen.insert(name) {
                Some(Breach::Duplicate)
            } else {
                None
            };
            if let Some(breach) = breach {
                self.add(place.key(), None, breach, None);
            } else if let Some(limit) = call.open {
                match value.wire_text(&limit.rule) {
                    Some(text) => self.limit(&place, limit, &text),
                    None if limit.takes_anything() => {}
                    None if matches!(limit.rule, Rule::Json) && value.raw_json().is_some() => {}
                    None => self.add(place.key(), Some(limit), Breach::WrongForm, None),
                }
            }
        }
    }
}

/// The names that a caller may not use: what the call is always sent with is one of them.
fn reserved(call: &'static CallDescriptor) -> impl Iterator<Item = &'static str> {
    let fixed = call.fixed.iter().map(|(name, _)| *name);
    call.reserved.iter().copied().chain(fixed)
}

/// Where a value stands, and whether it may be shown.
struct Location<'p> {
    within: &'p str,
    name: &'p str,
    /// `None` for custom values: nobody knows what they hold.
    holds: Option<Holds>,
}

impl Location<'_> {
    fn key(&self) -> String {
        format!("{}{}", self.within, printable(self.name))
    }

    fn shown(&self, text: &str) -> String {
        match self.holds.map(Holds::mark) {
            None => "<custom>".to_owned(),
            Some(Some(mark)) => mark.to_owned(),
            Some(None) => format!("\"{}\"", printable(text)),
        }
    }
}

/// The text in one line of at most 60 characters.
pub(super) fn printable(text: &str) -> String {
    crate::text::one_line(text, 60)
}

fn is_there(params: &Params, key: &str) -> bool {
    params.get(key).is_some_and(|value| !value.is_empty())
}

fn is_complete(params: &Params, group: &[&str]) -> bool {
    group.iter().all(|key| is_there(params, key))
}

fn has_value(params: &Params, wire: &str, is: &str) -> bool {
    params
        .set()
        .find(|(key, _)| key.wire == wire)
        .and_then(|(key, value)| value.wire_text(&key.limit.rule))
        .is_some_and(|text| text == is)
}

fn is_required(params: &Params, wire: &str) -> bool {
    let of_table = params
        .table()
        .is_some_and(|table| table.requires.contains(&wire));
    let of_call = params.call().is_some_and(|call| {
        call.requires.iter().any(|requirement| match requirement {
            Requires::Key(key) => *key == wire,
            Requires::When { key, is, also } => also.contains(&wire) && has_value(params, key, is),
            Requires::WhenThere { key, also } => also.contains(&wire) && is_there(params, key),
            Requires::AnyOf(_) | Requires::ExactlyOneOf(_) | Requires::AtMostOneOf(_) => false,
        })
    });
    of_table || of_call
}

fn first_key(groups: &[&[&str]]) -> String {
    groups
        .iter()
        .flat_map(|group| group.iter())
        .next()
        .map_or_else(String::new, |key| (*key).to_owned())
}

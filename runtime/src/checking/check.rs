//! Checks the parameters of a call against its descriptor.

use std::collections::HashSet;

use crate::descriptor::{CallDescriptor, FixedPlace, Holds, Key, KeyPlace, Limit, Requires, Rule};
use crate::error::{Breach, Violation};
use crate::text::printable;
use crate::value::{FileUpload, Params, Value};

/// All that is wrong with a call: values first, then what is missing, then custom names, then names that no
/// key has.
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
            check.requirement(params, requirement, "");
        }
        check.custom_names(params, call);
    }
    check.violations.extend(params.unmatched_violations());
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
            for requirement in table.requires {
                self.requirement(params, requirement, within);
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
            let clears = key.nullable || call.is_some_and(|call| call.clears.is_some());
            // Nothing can stand there that says that a value is cleared.
            let in_path = call.is_some_and(|call| call.has_in_path(key.wire))
                || key.place == Some(KeyPlace::Header);
            if !clears || in_path || is_required(params, key.wire) {
                self.add(place.key(), None, Breach::NotClearable, None);
            }
            return;
        }
        // What is required and empty is told once, as missing.
        let is_missing =
            value.is_empty() && is_required(params, key.wire) && !is_there(params, key.wire);
        if let Some(files) = value.sent_files() {
            self.files(place, limit, files, is_missing);
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
            (Rule::Object(_) | Rule::InText(_), _, Some(object), _) => {
                self.values(object, &format!("{}.", place.key()))
            }
            (Rule::ListOf(_) | Rule::List(_), .., Some(items)) => {
                self.list(place, limit, items, is_missing);
            }
            // One text is not what was given, although commas could make it one.
            (.., Some([_, ..])) => {
                self.add(place.key(), Some(limit), Breach::WrongForm, None);
            }
            (Rule::MapOf(each), ..) if value.entries().is_some() => {
                self.map(place, each, value.entries().unwrap_or_default());
            }
            (Rule::Json, ..) if value.raw_json().is_some() => {}
            _ => match value.wire_text(&limit.rule) {
                // It is missing, or allowed to be empty.
                Some(text)
                    if text.is_empty()
                        && is_required(params, key.wire)
                        && (is_missing || limit.rule.list().is_none()) => {}
                Some(text) => self.limit(place, limit, &text),
                None => self.add(place.key(), Some(limit), Breach::WrongForm, None),
            },
        }
    }

    fn map(&mut self, place: &Location<'_>, each: &'static Limit, entries: &[(String, String)]) {
        let mut seen = HashSet::new();
        for (position, (name, text)) in entries.iter().enumerate() {
            // Where a value must not be shown, its name need not be harmless.
            let key = match place.holds {
                Some(Holds::Plain) => format!("{}[{}]", place.key(), printable(name)),
                _ => format!("{}[{position}]", place.key()),
            };
            if name.trim().is_empty() {
                self.add(key, None, Breach::NoName, None);
            } else if !seen.insert(name) {
                self.add(key, None, Breach::Duplicate, None);
            } else if let Err(breach) = each.check(text) {
                self.add(key, Some(each), breach, Some(place.shown(text)));
            }
        }
    }

    fn list(
        &mut self,
        place: &Location<'_>,
        limit: &'static Limit,
        items: &[String],
        is_missing: bool,
    ) {
        let Some(list) = limit.rule.list() else {
            return;
        };
        for (position, text) in items.iter().enumerate() {
            if let Err(breach) = list.check_item(text) {
                let key = format!("{}[{position}]", place.key());
                self.add(key, Some(list.item), breach, Some(place.shown(text)));
            }
        }
        if let Err(breach) = list.check_count(items.len())
            && !is_missing
        {
            self.add(place.key(), Some(limit), breach, None);
        }
    }

    fn files(
        &mut self,
        place: &Location<'_>,
        limit: &'static Limit,
        files: &[FileUpload],
        is_missing: bool,
    ) {
        match (limit.rule.list(), files) {
            (_, []) if is_missing => {}
            (Some(list), files) => {
                for (position, file) in files.iter().enumerate() {
                    if let Err(breach) = list.item.check_file(file) {
                        let key = format!("{}[{position}]", place.key());
                        self.add(key, Some(list.item), breach, None);
                    }
                }
                if let Err(breach) = list.check_count(files.len()) {
                    self.add(place.key(), Some(limit), breach, None);
                }
            }
            (_, [file]) => {
                if let Err(breach) = limit.check_file(file) {
                    self.add(place.key(), Some(limit), breach, None);
                }
            }
            _ => self.add(place.key(), Some(limit), Breach::WrongForm, None),
        }
    }

    fn requirement(&mut self, params: &Params, requirement: &Requires, within: &str) {
        let at = |key: &str| format!("{within}{key}");
        match requirement {
            Requires::Key(key) if !is_there(params, key) => {
                self.add(at(key), None, Breach::Missing, None);
            }
            Requires::AnyOf(groups) if !groups.iter().any(|group| is_complete(params, group)) => {
                self.add(at(first_key(groups)), None, Breach::NoneOf(groups), None);
            }
            Requires::ExactlyOneOf(groups) => {
                let complete = groups.iter().filter(|group| is_complete(params, group));
                match complete.max_by_key(|group| group.len()) {
                    None => self.add(at(first_key(groups)), None, Breach::NoneOf(groups), None),
                    Some(one) => {
                        let mut keys = groups.iter().flat_map(|group| group.iter());
                        if keys.any(|key| !one.contains(key) && is_there(params, key)) {
                            let key = at(first_key(groups));
                            self.add(key, None, Breach::MoreThanOneOf(groups), None);
                        }
                    }
                }
            }
            Requires::AtMostOneOf(groups) => {
                let keys = || groups.iter().flat_map(|group| group.iter());
                let mut there = keys().filter(|key| is_there(params, key)).peekable();
                let first = there.peek().map(|key| at(key));
                let there: Vec<&&str> = there.collect();
                let is_one = |group: &&[&str]| there.iter().all(|key| group.contains(key));
                if let Some(first) = first.filter(|_| !groups.iter().any(is_one)) {
                    self.add(first, None, Breach::AtMostOneOf(groups), None);
                }
            }
            Requires::When { key, is, also } if has_value(params, key, is) => {
                self.missing(params, also, Breach::MissingWhen { key, is }, within);
            }
            Requires::WhenThere { key, also } if is_there(params, key) => {
                self.missing(params, also, Breach::MissingWith { key }, within);
            }
            Requires::Key(_)
            | Requires::AnyOf(_)
            | Requires::When { .. }
            | Requires::WhenThere { .. } => {}
        }
    }

    /// Tells which of these are not there.
    fn missing(&mut self, params: &Params, keys: &[&str], breach: Breach, within: &str) {
        for missing in keys.iter().filter(|key| !is_there(params, key)) {
            self.add(format!("{within}{missing}"), None, breach, None);
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
            let own = name.strip_prefix(call.open_prefix);
            let breach = if !own.unwrap_or(name).contains(char::is_alphanumeric) {
                Some(Breach::NoName)
            } else if let Some(key) = clash {
                Some(Breach::Clash(key.wire))
            } else if call.open.is_none() || own.is_none() {
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
                let is_list = value.items().is_some_and(|items| !items.is_empty());
                let is_joined = is_list && limit.rule.list().is_none();
                match value.wire_text(&limit.rule).filter(|_| !is_joined) {
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
    let elsewhere = call.fixed_in(FixedPlace::Query).map(|fixed| fixed.name);
    let fixed = fixed.chain(elsewhere);
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

/// A blank value is none, but in rows of which the spec says otherwise.
fn is_there(params: &Params, key: &str) -> bool {
    let blank_counts = params.table().is_some_and(|table| table.blank_counts);
    let value = params.get(key);
    value.is_some_and(|value| blank_counts || !value.is_empty())
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

/// Whether a key must be there, as the others are.
pub(crate) fn is_required(params: &Params, wire: &str) -> bool {
    let of_call = params.call().map_or(&[][..], |call| call.requires);
    let of_row = params.table().map_or(&[][..], |table| table.requires);
    of_call
        .iter()
        .chain(of_row)
        .any(|requirement| match requirement {
            Requires::Key(key) => *key == wire,
            Requires::When { key, is, also } => also.contains(&wire) && has_value(params, key, is),
            Requires::WhenThere { key, also } => also.contains(&wire) && is_there(params, key),
            Requires::AnyOf(_) | Requires::ExactlyOneOf(_) | Requires::AtMostOneOf(_) => false,
        })
}

fn first_key(groups: &[&'static [&'static str]]) -> &'static str {
    let mut keys = groups.iter().flat_map(|group| group.iter());
    keys.next().copied().unwrap_or_default()
}

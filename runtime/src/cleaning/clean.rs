//! Cleans the values of a call, one by one.

use super::signs::is_all_blank;
use super::{Change, Cleaned, Cleaning, Unclear, UnclearValue};
use crate::checking::is_required;
use crate::descriptor::{Key, Limit, Rule};
use crate::text::printable;
use crate::value::{Params, Texts, Value};

impl Params {
    /// Every text as its limit takes it, where it can be read in one way only: see [`Params::clean_with`].
    pub fn clean(self) -> Cleaned<Self> {
        self.clean_with(&Cleaning::new())
    }

    /// Every text as its limit takes it, where it can be read in one way only, with what the caller knows.
    ///
    /// A text that its limit allows is never changed, and one that can be read in several ways or in none
    /// stays as it is and is told. A blank text that its limit refuses is left out where nothing requires its
    /// key. Texts in lists, maps, rows and objects are cleaned too; those whose limits the call waives
    /// ([`Params::as_is`]), and JSON, are not.
    pub fn clean_with(mut self, cleaning: &Cleaning) -> Cleaned<Self> {
        let mut cleaner = Cleaner {
            cleaning,
            changes: Vec::new(),
            unclear: Vec::new(),
        };
        cleaner.params(&mut self, "");
        Cleaned {
            call: self,
            changes: cleaner.changes,
            unclear: cleaner.unclear,
        }
    }
}

struct Cleaner<'c> {
    cleaning: &'c Cleaning,
    changes: Vec<Change>,
    unclear: Vec<UnclearValue>,
}

/// Where a value stands, and what is known of it.
struct Place<'p> {
    key: String,
    /// What is shown in its place.
    mark: Option<&'static str>,
    /// What answers hold under the same key.
    answers: Option<&'p Limit>,
}

impl Place<'_> {
    /// A part of it.
    fn within(&self, key: String) -> Self {
        Self {
            key,
            mark: self.mark,
            answers: self.answers,
        }
    }
}

impl Cleaner<'_> {
    fn params(&mut self, params: &mut Params, within: &str) {
        let waived: Vec<String> = params
            .waived()
            .iter()
            .map(|name| name.as_str().to_owned())
            .collect();
        let is_waived = |name: &str| waived.iter().any(|waived| waived == name);
        let blank_counts = params.table().is_some_and(|table| table.blank_counts);
        let mut blank: Vec<&'static Key> = Vec::new();
        for (key, slot) in params.slots_mut() {
            let Some(value) = slot.as_mut().filter(|_| !is_waived(key.wire)) else {
                continue;
            };
            let place = Place {
                key: format!("{within}{}", printable(key.wire)),
                mark: key.holds.mark(),
                answers: key.answers,
            };
            match is_blank(value, key.limit) {
                true if value.is_empty() && blank_counts => {}
                true => blank.push(key),
                false => self.value(&place, key.limit, value),
            }
        }
        // Whether a key is required can depend on others, as they are now: those that are left out require nothing.
        let required = loop {
            let (required, optional): (Vec<_>, Vec<_>) = blank
                .into_iter()
                .partition(|key| is_required(params, key.wire));
            if optional.is_empty() {
                break required;
            }
            self.leave_out(params, &optional, within);
            blank = required;
        };
        for key in required {
            self.unclear.push(UnclearValue {
                key: format!("{within}{}", printable(key.wire)),
                limit: key.limit.name,
                why: Unclear::BLANK,
            });
        }
        if let Some(open) = params.call().and_then(|call| call.open) {
            for (name, value) in params.custom_mut().filter(|(name, _)| !is_waived(name)) {
                let place = Place {
                    key: printable(name),
                    mark: Some("<custom>"),
                    answers: None,
                };
                self.value(&place, open, value);
            }
        }
    }

    fn leave_out(&mut self, params: &mut Params, blank: &[&'static Key], within: &str) {
        for (key, slot) in params.slots_mut() {
            if blank.iter().any(|blank| std::ptr::eq(*blank, key)) {
                let from = slot.take();
                let from = from
                    .as_ref()
                    .and_then(|value| value.wire_text(&key.limit.rule));
                self.changes.push(Change {
                    key: format!("{within}{}", printable(key.wire)),
                    limit: key.limit.name,
                    from: from.unwrap_or_default().into_owned(),
                    to: None,
                    mark: key.holds.mark(),
                });
            }
        }
    }

    fn value(&mut self, place: &Place<'_>, limit: &Limit, value: &mut Value) {
        match (&limit.rule, value.texts_mut()) {
            (rule, Texts::One(text)) => {
                let is_flag = matches!(rule, Rule::Flag | Rule::FlagAs { .. } | Rule::Boolean);
                if self.text(place, limit, text) && is_flag {
                    *value = Value::text(text.as_str()).fitting(limit);
                }
            }
            (Rule::ListOf(_) | Rule::List(_), Texts::Items(items)) => {
                self.items(place, limit, items);
            }
            (Rule::MapOf(each), Texts::Entries(entries)) => {
                for (position, (name, text)) in entries.iter_mut().enumerate() {
                    // Where a value must not be shown, its name need not be harmless.
                    let key = match place.mark {
                        None => format!("{}[{}]", place.key, printable(name)),
                        Some(_) => format!("{}[{position}]", place.key),
                    };
                    self.text(&place.within(key), each, text);
                }
            }
            (Rule::ArrayOf(_), Texts::Rows(rows)) => {
                for (position, row) in rows.iter_mut().enumerate() {
                    self.params(row, &format!("{}[{position}].", place.key));
                }
            }
            (Rule::Object(_) | Rule::InText(_), Texts::Object(object)) => {
                self.params(object, &format!("{}.", place.key));
            }
            // Validation tells what has the wrong form.
            _ => {}
        }
    }

    /// Blank items are left out: nothing can stand between two commas.
    fn items(&mut self, place: &Place<'_>, limit: &Limit, items: &mut Vec<String>) {
        let Some(list) = limit.rule.list() else {
            return;
        };
        let (mut position, mut kept) = (0, 0);
        items.retain_mut(|item| {
            let given = place.within(format!("{}[{position}]", place.key));
            position += 1;
            if is_all_blank(item) {
                self.change(&given, list.item, std::mem::take(item), None);
                return false;
            }
            let told = self.unclear.len();
            self.text(&given, list.item, item);
            if let Some(unclear) = self.unclear.get_mut(told) {
                unclear.key = format!("{}[{kept}]", place.key);
            }
            kept += 1;
            true
        });
    }

    /// Cleans a text; whether it is another one now.
    fn text(&mut self, place: &Place<'_>, limit: &Limit, text: &mut String) -> bool {
        let adds_time = place.answers.is_some_and(|answers| {
            let may_have_time = matches!(answers.rule, Rule::DateTime(_) | Rule::Text { .. });
            may_have_time && answers.check(text).is_ok()
        });
        match limit.cleaned(text, self.cleaning, adds_time) {
            Ok(cleaned) if cleaned == text.as_str() => false,
            Ok(cleaned) => {
                let to = cleaned.into_owned();
                let from = std::mem::replace(text, to.clone());
                self.change(place, limit, from, Some(to));
                true
            }
            Err(why) => {
                self.unclear.push(UnclearValue {
                    key: place.key.clone(),
                    limit: limit.name,
                    why,
                });
                false
            }
        }
    }

    fn change(&mut self, place: &Place<'_>, limit: &Limit, from: String, to: Option<String>) {
        self.changes.push(Change {
            key: place.key.clone(),
            limit: limit.name,
            from,
            to,
            mark: place.mark,
        });
    }
}

/// Whether a value is a blank text that its limit refuses, or a list of nothing else.
fn is_blank(value: &Value, limit: &Limit) -> bool {
    if let Some(items) = value.items() {
        return !items.is_empty() && items.iter().all(|item| is_all_blank(item));
    }
    let text = value.text_form().unwrap_or("-");
    let is_blank = match limit.rule.list() {
        Some(_) => text.split(',').all(is_all_blank),
        None => is_all_blank(text),
    };
    is_blank && limit.check(text).is_err()
}

//! Cleans a text for a limit.

use std::borrow::Cow;

use super::readings::Readings;
use super::signs::{is_all_blank, trimmed, whole_of_spreadsheet, without_beginning};
use super::{Cleaning, Unclear, alias, moment, number, shape, yes_no};
use crate::descriptor::{Limit, Rule};
use crate::error::Breach;

/// Most bytes of a text that is read as anything. Longer ones are only trimmed: no number, day or spelling is
/// so long, and what is read twice is short.
const MOST: usize = 300;

impl Limit {
    /// The text as this limit takes it, where it can be read in one way only: see [`Limit::clean_with`].
    ///
    /// ```
    /// use prose_runtime::{Limit, Rule};
    ///
    /// let phone = Limit { name: "phone", rule: Rule::Shape(&["1111111111"]), ..Limit::PLAIN };
    /// assert_eq!(phone.clean("(303) 555-0147")?, "3035550147");
    /// assert!(phone.clean("555-0147").is_err());
    /// # Ok::<(), prose_runtime::Unclear>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As those of [`Limit::clean_with`].
    pub fn clean<'t>(&self, text: &'t str) -> Result<Cow<'t, str>, Unclear> {
        self.clean_with(text, &Cleaning::new())
    }

    /// The text as this limit takes it, where it can be read in one way only, with what the caller knows.
    ///
    /// What is allowed comes back as it is; otherwise what comes back is allowed, and cleaning it again
    /// changes nothing. Nothing is cut or made up. Items of a comma-separated list are cleaned one by one,
    /// and blank ones left out.
    ///
    /// # Errors
    ///
    /// [`Unclear`], where it can be read in no way or in several.
    pub fn clean_with<'t>(
        &self,
        text: &'t str,
        cleaning: &Cleaning,
    ) -> Result<Cow<'t, str>, Unclear> {
        self.cleaned(text, cleaning, false)
    }

    /// [`Limit::clean_with`]; a time behind a day may be left out, whatever it is, where answers add one.
    pub(super) fn cleaned<'t>(
        &self,
        text: &'t str,
        cleaning: &Cleaning,
        drops_time: bool,
    ) -> Result<Cow<'t, str>, Unclear> {
        let Err(breach) = self.check(text) else {
            return Ok(Cow::Borrowed(text));
        };
        let text = trimmed(text);
        if self.check(text).is_ok() {
            return Ok(Cow::Borrowed(text));
        }
        if let Some(list) = self.rule.list() {
            let items = text.split(',').filter(|item| !is_all_blank(item));
            let items: Result<Vec<_>, _> = items
                .map(|item| list.item.cleaned(item, cleaning, drops_time))
                .collect();
            let joined = items?.join(",");
            return match self.check(&joined) {
                Ok(()) => Ok(Cow::Owned(joined)),
                Err(breach) => Err(Unclear::NoReading(breach)),
            };
        }
        let mut readings = Readings::of(self);
        if text.len() <= MOST && !text.is_empty() {
            let reader = Reader {
                text,
                cleaning,
                drops_time,
            };
            reader.read(self, &mut readings);
        }
        readings.only(breach).map(Cow::Owned)
    }
}

/// A text that is read by the rule of a limit.
struct Reader<'t> {
    text: &'t str,
    cleaning: &'t Cleaning,
    drops_time: bool,
}

impl Reader<'_> {
    fn read(&self, limit: &Limit, readings: &mut Readings<'_>) {
        let text = self.text;
        alias::read(limit, text, readings);
        let as_whole = whole_of_spreadsheet(text);
        match &limit.rule {
            Rule::Shape(shapes) => shape::read(limit, shapes, text, readings),
            Rule::OneOf(_) | Rule::Id => {
                if let Some(whole) = as_whole {
                    readings.add(whole);
                }
            }
            Rule::Flag => self.yes_no(as_whole, "1", "0", readings),
            Rule::FlagAs { yes, no } => self.yes_no(as_whole, yes, no, readings),
            Rule::Boolean => self.yes_no(as_whole, "true", "false", readings),
            Rule::Integer { .. } => number::read_whole(text, self.cleaning, readings),
            Rule::Decimal | Rule::DecimalWithin { .. } => {
                number::read_decimal(text, self.cleaning, readings);
            }
            Rule::Email => {
                let address = without_beginning(text, "mailto:").unwrap_or(text);
                readings.add(trimmed(address));
            }
            Rule::DateTime(patterns) => {
                moment::read(text, patterns, self.cleaning, self.drops_time, readings);
            }
            Rule::AllOf(limits) => {
                for broken in limits.iter().filter(|limit| limit.check(text).is_err()) {
                    self.read(broken, readings);
                }
            }
            // Any text is taken, or nothing can be left out of it.
            Rule::Text { .. }
            | Rule::Length { .. }
            | Rule::Escaped { .. }
            | Rule::Url
            | Rule::Rfc2822
            | Rule::Ip { .. }
            | Rule::Json
            | Rule::ListOf(_)
            | Rule::List(_)
            | Rule::ArrayOf(_)
            | Rule::Object(_)
            | Rule::MapOf(_)
            | Rule::InText(_)
            | Rule::File { .. }
            | Rule::Rows => {}
        }
    }

    fn yes_no(&self, as_whole: Option<&str>, yes: &str, no: &str, readings: &mut Readings<'_>) {
        if let Some(says_yes) = yes_no::read(as_whole.unwrap_or(self.text), yes, no) {
            readings.add(if says_yes { yes } else { no });
        }
    }
}

impl Unclear {
    /// What the blank value of a required key is.
    pub(super) const BLANK: Self = Self::NoReading(Breach::Missing);
}

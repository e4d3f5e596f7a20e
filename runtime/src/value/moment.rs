//! A day, a time of day, or both.

use std::borrow::Cow;
use std::fmt;

use crate::calendar::{Day, Parts, Time, read, read_any, read_rfc_2822, write, write_rfc_2822};
use crate::descriptor::{Key, Limit, Rule};

/// A day, a time of day, or both, as a caller has it: a text, or with the features `jiff` and `chrono` a value of
/// theirs.
///
/// A text is sent as it is. Anything else is written in the first pattern of the key's limit that says all of it:
/// a moment with an offset may go into one in UTC, and where no pattern has a time, a day and midnight into one of
/// days. What no pattern can say is not sent, but told as a violation.
///
/// ```
/// use prose_runtime::{Moment, Value};
///
/// assert_eq!(Value::moment("2026-03-02"), Value::text("2026-03-02"));
/// assert_eq!(Moment::of_day(2026, 3, 2).at(14, 5, 0, 0).time(), Some((14, 5, 0, 0)));
/// ```
///
/// Debug output does not show it: it may be somebody's birthday. Texts are equal as texts, and to no day or time
/// that is none.
#[derive(Clone, PartialEq, Eq)]
pub struct Moment(Form);

#[derive(Clone)]
enum Form {
    Text(String),
    Parts(Parts),
    /// What an answer has, and what it says.
    Read(String, Parts),
}

/// As they are sent: what an answer has is a text.
impl PartialEq for Form {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Form::Parts(one), Form::Parts(other)) => one == other,
            (Form::Text(one) | Form::Read(one, _), Form::Text(other) | Form::Read(other, _)) => {
                one == other
            }
            (Form::Parts(_), _) | (_, Form::Parts(_)) => false,
        }
    }
}

impl Eq for Form {}

/// What a moment of an answer can be read as: `String`, and with the features `jiff` and `chrono` the types of
/// theirs that hold a day, a time of day, both, or a moment.
pub trait FromMoment: Sized {
    /// The moment as such a value; `None` if it says less, or more, than such a value can hold.
    fn from_moment(moment: &Moment) -> Option<Self>;
}

impl Moment {
    /// A day. One that does not exist is told when the call is checked.
    #[must_use]
    pub fn of_day(year: u32, month: u32, day: u32) -> Self {
        Self::of(Some((year, month, day)), None, None)
    }

    /// A time of day: hour, minute, second, nanosecond.
    #[must_use]
    pub fn of_time(hour: u32, minute: u32, second: u32, nanosecond: u32) -> Self {
        Self::of(None, Some((hour, minute, second, nanosecond)), None)
    }

    /// This day at a time: hour, minute, second, nanosecond. A text that is no day stays, with the time behind it.
    #[must_use]
    pub fn at(self, hour: u32, minute: u32, second: u32, nanosecond: u32) -> Self {
        let time = (hour, minute, second, nanosecond);
        let moment = Self::of(self.day(), Some(time), self.offset());
        self.with_behind(moment)
    }

    /// This day and time where clocks are so many minutes before those of UTC. A text that is neither stays, with
    /// the offset behind it.
    #[must_use]
    pub fn with_offset(self, minutes: i32) -> Self {
        let moment = Self::of(self.day(), self.time(), Some(minutes));
        self.with_behind(moment)
    }

    /// The moment; or this text with it, so that nothing is lost, if nobody knows what the text says.
    fn with_behind(self, moment: Self) -> Self {
        match (&self.0, &moment.0) {
            (Form::Text(text), Form::Parts(parts)) if read_any(text).is_none() => {
                Self::from(format!("{text} {parts}"))
            }
            _ => moment,
        }
    }

    /// Year, month and day, if it has them.
    #[must_use]
    pub fn day(&self) -> Option<(u32, u32, u32)> {
        let day = self.parts()?.day?;
        Some((day.year, day.month, day.day))
    }

    /// Hour, minute, second and nanosecond, if it has them.
    #[must_use]
    pub fn time(&self) -> Option<(u32, u32, u32, u32)> {
        let time = self.parts()?.time?;
        Some((time.hour, time.minute, time.second, time.nanosecond))
    }

    /// By how many minutes its clock is before that of UTC, if that is said.
    #[must_use]
    pub fn offset(&self) -> Option<i32> {
        self.parts()?.offset
    }

    fn of(
        day: Option<(u32, u32, u32)>,
        time: Option<(u32, u32, u32, u32)>,
        offset: Option<i32>,
    ) -> Self {
        Self(Form::Parts(Parts {
            day: day.map(|(year, month, day)| Day { year, month, day }),
            time: time.map(|(hour, minute, second, nanosecond)| Time {
                hour,
                minute,
                second,
                nanosecond,
            }),
            offset,
        }))
    }

    /// What the text of an answer says, which is written in a pattern of the key or in a usual one.
    pub(crate) fn read(text: &str, key: &Key) -> Self {
        let parts = limits(key).find_map(|limit| match limit.rule {
            Rule::DateTime(patterns) => patterns.iter().find_map(|pattern| read(text, pattern)),
            Rule::Rfc2822 => read_rfc_2822(text),
            _ => None,
        });
        match parts.or_else(|| read_any(text)) {
            Some(parts) => Self(Form::Read(text.to_owned(), parts)),
            None => Self(Form::Text(text.to_owned())),
        }
    }

    /// The text under this rule. One that no pattern has, if there is none that says all of it: checking refuses
    /// that.
    pub(super) fn written(&self, rule: &Rule) -> Cow<'_, str> {
        let parts = match &self.0 {
            Form::Text(text) | Form::Read(text, _) => return Cow::Borrowed(text),
            Form::Parts(parts) => parts,
        };
        let written = match rule {
            Rule::DateTime(patterns) => write(parts, patterns),
            Rule::Rfc2822 => write_rfc_2822(parts),
            _ => None,
        };
        Cow::Owned(written.unwrap_or_else(|| parts.to_string()))
    }

    /// The text, if it is one.
    pub(super) fn into_text(self) -> Result<String, Self> {
        match self.0 {
            Form::Text(text) | Form::Read(text, _) => Ok(text),
            parts => Err(Self(parts)),
        }
    }

    fn parts(&self) -> Option<Parts> {
        match &self.0 {
            Form::Text(text) => read_any(text),
            Form::Parts(parts) | Form::Read(_, parts) => Some(*parts),
        }
    }
}

/// What says how a key is written, in requests and in answers.
fn limits(key: &Key) -> impl Iterator<Item = &'static Limit> {
    std::iter::once(key.limit).chain(key.answers)
}

/// As it came.
impl FromMoment for String {
    fn from_moment(moment: &Moment) -> Option<Self> {
        Some(match &moment.0 {
            Form::Text(text) | Form::Read(text, _) => text.clone(),
            Form::Parts(parts) => parts.to_string(),
        })
    }
}

impl FromMoment for Moment {
    fn from_moment(moment: &Moment) -> Option<Self> {
        Some(moment.clone())
    }
}

impl fmt::Debug for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("<moment>")
    }
}

impl From<&Moment> for Moment {
    fn from(moment: &Moment) -> Self {
        moment.clone()
    }
}

impl From<String> for Moment {
    fn from(text: String) -> Self {
        Self(Form::Text(text))
    }
}

impl From<&String> for Moment {
    fn from(text: &String) -> Self {
        Self::from(text.as_str())
    }
}

impl From<&str> for Moment {
    fn from(text: &str) -> Self {
        Self(Form::Text(text.to_owned()))
    }
}

impl From<Cow<'_, str>> for Moment {
    fn from(text: Cow<'_, str>) -> Self {
        Self(Form::Text(text.into_owned()))
    }
}

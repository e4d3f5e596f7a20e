//! How long the server asks to wait.

use std::time::{Duration, SystemTime};

use http::HeaderMap;
use http::header::{DATE, RETRY_AFTER};

use crate::descriptor::{ApiDescriptor, Wait, WaitForm};
use crate::error::Error;

/// How long the server asks to wait: `Retry-After`, in seconds or as a date.
///
/// A date is compared with the answer's own `Date`, or else with `now`, so that a clock that is wrong
/// on either side does no harm. A date in the past is no wait; what is neither form is ignored.
///
/// ```
/// use std::time::{Duration, SystemTime};
/// use prose_runtime::{HeaderMap, HeaderValue};
///
/// let mut headers = HeaderMap::new();
/// headers.insert("retry-after", HeaderValue::from_static("120"));
/// let wait = prose_runtime::retry_after(&headers, SystemTime::now());
/// assert_eq!(wait, Some(Duration::from_secs(120)));
/// ```
#[must_use]
pub fn retry_after(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if is_digits(text) {
        return Some(seconds(text));
    }
    let until = httpdate::parse_http_date(text).ok()?;
    Some(since(until, headers, now))
}

impl Wait {
    /// How long the server asks to wait in this header. What has another form is ignored.
    pub(crate) fn asked(&self, headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
        let text = headers.get(self.header)?.to_str().ok()?.trim();
        let after_1970 = |wait: Duration| {
            // Later than any date there is, it is longer than anybody waits.
            let until = SystemTime::UNIX_EPOCH.checked_add(wait);
            until.map_or(Duration::MAX, |until| since(until, headers, now))
        };
        match self.is {
            WaitForm::HttpDate => {
                let until = httpdate::parse_http_date(text).ok()?;
                Some(since(until, headers, now))
            }
            WaitForm::Seconds => rounded_up(text),
            WaitForm::EpochSeconds => rounded_up(text).map(after_1970),
            WaitForm::EpochMilliseconds => is_digits(text)
                .then(|| after_1970(Duration::from_millis(text.parse().unwrap_or(u64::MAX)))),
        }
    }
}

/// The seconds of a number that may have a fraction.
fn rounded_up(text: &str) -> Option<Duration> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    if !is_digits(whole) || !is_digits(fraction) {
        return None;
    }
    let more = u64::from(fraction.bytes().any(|digit| digit != b'0'));
    Some(seconds(whole).saturating_add(Duration::from_secs(more)))
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// More digits than a number has are longer than anybody waits.
fn seconds(digits: &str) -> Duration {
    Duration::from_secs(digits.parse().unwrap_or(u64::MAX))
}

/// How long it is until then, by the clock of the answer if it shows one.
fn since(until: SystemTime, headers: &HeaderMap, now: SystemTime) -> Duration {
    let sent = headers.get(DATE).and_then(|date| date.to_str().ok());
    let now = sent
        .and_then(|date| httpdate::parse_http_date(date).ok())
        .unwrap_or(now);
    until.duration_since(now).unwrap_or(Duration::ZERO)
}

/// What an answer asks to wait, in the header of every API and in this one's own.
pub(crate) struct Asked {
    retry_after: Option<Duration>,
    own: Option<Duration>,
}

impl Asked {
    pub(crate) fn of(api: &ApiDescriptor, headers: &HeaderMap, now: SystemTime) -> Self {
        Self {
            retry_after: retry_after(headers, now),
            own: api.wait.and_then(|wait| wait.asked(headers, now)),
        }
    }

    /// The wait after this error. The API's own header may be in every answer: it counts where calls come
    /// too fast. Nobody is asked again before either is over.
    pub(crate) fn after(&self, error: &Error) -> Option<Duration> {
        let own = self.own.filter(|_| error.is_rate_limited());
        self.retry_after.max(own)
    }
}

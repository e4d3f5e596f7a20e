//! When an access token is renewed.

use std::time::Duration;

/// Longest time before the end of a token at which it is renewed: no call takes longer on its way.
const MARGIN: Duration = Duration::from_secs(60);

/// How long a token is used that lasts so long: until a minute before its end, or a tenth of its time if that
/// is less.
pub(crate) fn used_for(lasts: Duration) -> Duration {
    lasts.saturating_sub(MARGIN.min(lasts / 10))
}

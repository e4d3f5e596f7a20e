//! How many attempts are sent in a span of time.

use std::time::Duration;

use crate::descriptor::ApiDescriptor;

/// How many attempts are sent in a span of time.
#[derive(Clone, Copy, Debug)]
pub(crate) enum RateLimit {
    /// As many as the spec of the API says, if it does.
    OfApi,
    /// So many in this time.
    At(u32, Duration),
    /// As many as come.
    Unlimited,
}

impl RateLimit {
    /// Whether calls keep to no rate at all, their own included.
    pub(super) fn is_unlimited(self) -> bool {
        matches!(self, Self::Unlimited)
    }

    /// So many attempts in this time, for this API; `None` for any number.
    pub(super) fn of(self, api: &ApiDescriptor) -> Option<(u32, Duration)> {
        match self {
            Self::OfApi => api
                .rate
                .map(|rate| (rate.calls, Duration::from_secs(rate.seconds.into()))),
            Self::At(attempts, per) => Some((attempts, per)),
            Self::Unlimited => None,
        }
    }
}

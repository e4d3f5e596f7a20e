//! Why a request is no webhook.

use std::fmt;

/// Why a request is not taken for what the API sent. Displayed in one line without anything of the request.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum WebhookError {
    /// The secret is blank, and anybody could sign with it.
    NoSecret,
    /// There is no signature where it belongs.
    NoSignature {
        /// The header.
        header: &'static str,
    },
    /// There is no time where it belongs, or none that can be read.
    NoTimestamp {
        /// The header.
        header: &'static str,
    },
    /// It is signed with another secret, or is not what was signed.
    WrongSignature,
    /// It is rightly signed, and older or further ahead than this number of seconds.
    OutOfTime {
        /// How many seconds are allowed.
        age: u64,
    },
    /// It is rightly signed, and what it tells cannot be read.
    Unreadable {
        /// What should be there.
        expected: &'static str,
    },
}

impl fmt::Display for WebhookError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoSecret => f.write_str("the webhook's secret is blank: give the one that the vendor shows"),
            Self::NoSignature { header } => write!(
                f,
                "the webhook has no signature in the header {header}: refuse it, and check what stands between"
            ),
            Self::NoTimestamp { header } => write!(
                f,
                "the webhook has no time in the header {header}: refuse it, and check what stands between"
            ),
            Self::WrongSignature => f.write_str(
                "the webhook's signature is not right: refuse it, and check the secret and that the body \
                 comes as it was sent, byte by byte",
            ),
            Self::OutOfTime { age } => write!(
                f,
                "the webhook was not signed within {age} s from now: refuse it, and check this machine's clock"
            ),
            Self::Unreadable { expected } => write!(
                f,
                "the webhook cannot be read: {expected} was expected; look at its body"
            ),
        }
    }
}

impl std::error::Error for WebhookError {}

//! The name of a key.

use std::borrow::Cow;

use crate::descriptor::Key;

/// Which key of a call is meant: the key itself, or its name on the wire.
///
/// ```
/// use prose_runtime::KeyName;
///
/// assert_eq!(KeyName::from("phone").as_str(), "phone");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyName(Cow<'static, str>);

impl KeyName {
    /// Its name on the wire.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&'static Key> for KeyName {
    fn from(key: &'static Key) -> Self {
        Self(Cow::Borrowed(key.wire))
    }
}

impl From<&str> for KeyName {
    fn from(name: &str) -> Self {
        Self(Cow::Owned(name.to_owned()))
    }
}

impl From<String> for KeyName {
    fn from(name: String) -> Self {
        Self(Cow::Owned(name))
    }
}

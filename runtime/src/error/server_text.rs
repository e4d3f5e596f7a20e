//! Words of the server.

use std::fmt;

/// Words of the server. They can repeat what was sent, a person's data included: debug output shows
/// only how long they are. Of more than 2,000 characters the beginning is kept; the answer itself
/// ([`crate::Error::response`]) has more.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct ServerText(String);

/// Most characters that are kept.
const MOST: usize = 2_000;

impl ServerText {
    pub(crate) fn new(text: impl Into<String>) -> Self {
        let mut text = text.into();
        if let Some((end, _)) = text.char_indices().nth(MOST) {
            text.truncate(end);
            text.push('…');
            text.shrink_to_fit();
        }
        Self(text)
    }

    /// The words, as they came: take care where they go.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for ServerText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<{} characters>", self.0.chars().count())
    }
}

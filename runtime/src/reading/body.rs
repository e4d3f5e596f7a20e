//! The body of an answer: bytes, and the text that is made of them.

use std::sync::Arc;

use http::HeaderMap;

use super::unreadable::Unreadable;
use super::utf8::{self, Repaired};
use crate::error::Cause;
use crate::json;

/// The body of an answer: bytes, and the text that was made of them.
pub(super) struct Body {
    pub(super) bytes: Vec<u8>,
    pub(super) text: Option<Arc<String>>,
}

impl Body {
    pub(super) fn bytes(&self) -> &[u8] {
        match &self.text {
            Some(text) if self.bytes.is_empty() => text.as_bytes(),
            _ => &self.bytes,
        }
    }
}

/// The text of a body, and where something in it was replaced because it is none.
pub(super) fn text_of(
    body: &mut Body,
    headers: &HeaderMap,
    unreadable: Unreadable,
) -> Result<(Arc<String>, Vec<u32>), Cause> {
    match String::from_utf8(std::mem::take(&mut body.bytes)) {
        Ok(mut text) => {
            // Records can be kept for long.
            if text.capacity() / 2 > text.len() {
                text.shrink_to_fit();
            }
            Ok((Arc::new(text), Vec::new()))
        }
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            body.bytes = error.into_bytes();
            let repaired = utf8::repair(&body.bytes)
                .filter(|repaired| json::check(json_text(&repaired.text)).is_ok());
            match repaired {
                Some(Repaired { text, places }) => Ok((Arc::new(text), places)),
                None => Err(unreadable.not_text(&body.bytes, at, headers)),
            }
        }
    }
}

/// The body without a byte order mark and the white space around it.
pub(super) fn json_text(body: &str) -> &str {
    body.trim_start_matches('\u{feff}').trim()
}

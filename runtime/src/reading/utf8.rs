//! Bytes that should be text, and are not everywhere.

/// Text in which every byte that is none became a replacement character, and where these stand.
pub(super) struct Repaired {
    pub(super) text: String,
    /// In the text, ascending.
    pub(super) places: Vec<u32>,
}

/// How many bytes of so many may be none, so that the rest is still text: one in eight, or a few.
fn bearable(bytes: usize) -> usize {
    (bytes / 8).max(64)
}

/// The text with replacement characters; `None` if too much of it is none.
pub(super) fn repair(bytes: &[u8]) -> Option<Repaired> {
    let most = bearable(bytes.len());
    let mut text = String::with_capacity(bytes.len());
    let mut places = Vec::new();
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        if chunk.invalid().is_empty() {
            continue;
        }
        if places.len() >= most {
            return None;
        }
        places.push(u32::try_from(text.len()).ok()?);
        text.push(char::REPLACEMENT_CHARACTER);
    }
    u32::try_from(text.len()).ok()?;
    Some(Repaired { text, places })
}

impl Repaired {
    /// Whether something between these bytes was replaced.
    pub(super) fn is_damaged(places: &[u32], from: usize, to: usize) -> bool {
        let first = places.partition_point(|place| (*place as usize) < from);
        places
            .get(first)
            .is_some_and(|place| (*place as usize) < to)
    }
}

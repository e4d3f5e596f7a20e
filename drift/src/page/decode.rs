//! From bytes to text: by the mark of byte order, what the page says of itself, or what it looks like.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How far a page is searched for what it says of its encoding.
const SEARCHED: usize = 2048;

pub(super) fn decoded(bytes: &[u8]) -> String {
    let text = of_bytes(bytes);
    // Lines end as they did on old machines.
    if text.contains('\r') && !text.contains('\n') {
        return text.replace('\r', "\n");
    }
    text
}

fn of_bytes(bytes: &[u8]) -> String {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return encoding
            .decode_without_bom_handling(&bytes[length..])
            .0
            .into_owned();
    }
    if let Some(wide) = wide(&bytes[..bytes.len().min(SEARCHED)]) {
        return wide.decode_without_bom_handling(bytes).0.into_owned();
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return text.to_owned();
    }
    let encoding = said(&bytes[..bytes.len().min(SEARCHED)]);
    // What says UTF-8 and is not is what old editors make of it.
    let encoding = encoding
        .filter(|said| *said != UTF_8)
        .unwrap_or(WINDOWS_1252);
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

/// UTF-16 without a mark: of most letters, one byte of the two is nought.
fn wide(start: &[u8]) -> Option<&'static Encoding> {
    let noughts = |from: usize| {
        let bytes = start.iter().skip(from).step_by(2);
        bytes.filter(|byte| **byte == 0).count()
    };
    match (noughts(0), noughts(1)) {
        (0, odd) if odd * 4 > start.len() => Some(UTF_16LE),
        (even, 0) if even * 4 > start.len() => Some(UTF_16BE),
        _ => None,
    }
}

/// What stands behind `charset=`.
fn said(start: &[u8]) -> Option<&'static Encoding> {
    let start = String::from_utf8_lossy(start).to_ascii_lowercase();
    let (_, behind) = start.split_once("charset=")?;
    let behind = behind.trim_start_matches(['"', '\'', ' ']);
    let end = behind.find(|sign: char| !sign.is_ascii_alphanumeric() && !"-_:.".contains(sign));
    Encoding::for_label(&behind.as_bytes()[..end.unwrap_or(behind.len())])
}

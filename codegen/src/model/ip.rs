//! Addresses of the Internet Protocol.

use super::IpVersion;

impl IpVersion {
    /// Whether a value is an address of this version.
    pub(super) fn has(self, value: &str) -> bool {
        match self {
            Self::V4 => is_v4(value),
            Self::V6 => is_v6(value),
        }
    }
}

fn is_v4(value: &str) -> bool {
    let parts: Vec<&str> = value.split('.').collect();
    let is_part = |part: &&str| {
        let is_short = (1..=3).contains(&part.len()) && (part.len() == 1 || !part.starts_with('0'));
        is_short && part.bytes().all(|sign| sign.is_ascii_digit()) && part.parse::<u8>().is_ok()
    };
    parts.len() == 4 && parts.iter().all(is_part)
}

/// Eight groups; `::` stands for one or more of zeros, once.
fn is_v6(value: &str) -> bool {
    match value.split_once("::") {
        None => groups(value, true) == Some(8),
        Some((before, behind)) => {
            let before = if before.is_empty() {
                Some(0)
            } else {
                groups(before, false)
            };
            let behind = if behind.is_empty() {
                Some(0)
            } else {
                groups(behind, true)
            };
            before
                .zip(behind)
                .is_some_and(|(before, behind)| before + behind <= 7)
        }
    }
}

/// How many groups these are; an address of version 4 at the end is two.
fn groups(text: &str, may_end_in_v4: bool) -> Option<usize> {
    let parts: Vec<&str> = text.split(':').collect();
    let (last, others) = parts.split_last()?;
    let is_group = |part: &&str| {
        (1..=4).contains(&part.len()) && part.bytes().all(|sign| sign.is_ascii_hexdigit())
    };
    let of_last = match last {
        last if is_group(last) => 1,
        last if may_end_in_v4 && is_v4(last) => 2,
        _ => return None,
    };
    others
        .iter()
        .all(is_group)
        .then_some(others.len() + of_last)
}

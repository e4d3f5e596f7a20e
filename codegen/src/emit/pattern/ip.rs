//! Addresses of the Internet Protocol, as a regular expression.

use crate::model::IpVersion;

const BYTE: &str = r"(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)";
const GROUP: &str = "[0-9A-Fa-f]{1,4}";

/// Matches addresses of this version, or of both.
pub(super) fn pattern(version: Option<IpVersion>) -> String {
    match version {
        Some(IpVersion::V4) => v4(),
        Some(IpVersion::V6) => v6(),
        None => format!("{}|{}", v4(), v6()),
    }
}

fn v4() -> String {
    format!(r"{BYTE}(?:\.{BYTE}){{3}}")
}

/// Eight groups, of which the last two may be written as version 4; `::` stands for one or more.
fn v6() -> String {
    let v4 = v4();
    let mut forms = vec![
        format!("(?:{GROUP}:){{7}}{GROUP}"),
        format!("(?:{GROUP}:){{6}}{v4}"),
    ];
    for before in 0..=7_usize {
        let head = match before {
            0 => String::new(),
            1 => GROUP.to_owned(),
            more => format!("{GROUP}(?::{GROUP}){{{}}}", more - 1),
        };
        // What may follow: nothing, groups, or groups and version 4 in the place of two.
        let room = 7 - before;
        let mut tails = Vec::new();
        if room >= 1 {
            tails.push(format!("(?:{GROUP}:){{0,{}}}{GROUP}", room - 1));
        }
        if room >= 2 {
            tails.push(format!("(?:{GROUP}:){{0,{}}}{v4}", room - 2));
        }
        let tail = match tails.as_slice() {
            [] => String::new(),
            tails => format!("(?:{})?", tails.join("|")),
        };
        forms.push(format!("{head}::{tail}"));
    }
    format!("(?:{})", forms.join("|"))
}

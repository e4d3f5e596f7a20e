//! A limit in words: what it allows, and what its values are called.

use super::Voice::{self, Developer, Visitor};
use super::example;
use super::text::{Text, code, fill, joined, listed, own, said};
use crate::model::{DateKind, Epoch, IpVersion, Items, Limit, Member, Rule, Travels, shape};

/// What a limit allows. Developers read what the spec says about it, if it says something; visitors,
/// how a value is written, and nothing where every text will do.
pub(crate) fn words(limit: &Limit, voice: Voice) -> Text {
    match voice {
        Developer if !limit.doc.is_empty() => {
            let doc = said(&limit.doc);
            match untold(limit) {
                Some(written) => fill("{} {}", [doc, written]),
                None => doc,
            }
        }
        Developer | Visitor => ruled(limit, voice),
    }
}

/// The words of the spec about a limit leave out how a day or a time is written: nobody can guess that.
pub(crate) fn pattern_untold(limit: &Limit) -> Option<Text> {
    untold(limit).filter(|_| !limit.doc.is_empty())
}

/// What a value of a closed set is called; other values are their own names.
pub(crate) fn value(limit: &Limit, wire: &str) -> Text {
    match (&limit.rule, wire) {
        (Rule::Flag, "1") | (Rule::Boolean, "true") => own("Yes"),
        (Rule::Flag, "0") | (Rule::Boolean, "false") => own("No"),
        (Rule::FlagAs { yes, .. }, wire) if yes == wire => own("Yes"),
        (Rule::FlagAs { no, .. }, wire) if no == wire => own("No"),
        (Rule::OneOf(members), _) => members
            .iter()
            .find(|member| member.wire == wire)
            .and_then(|member| member.label.as_deref())
            .map_or_else(|| code(wire), said),
        _ => code(wire),
    }
}

/// A value of a closed set, and what it is on the wire.
pub(crate) fn member(member: &Member) -> Text {
    let wire = code(&member.wire);
    match &member.label {
        Some(label) => fill("{}: {} on the wire.", [said(label), wire]),
        None => wire,
    }
}

/// Each rule for both, so that neither is forgotten.
fn ruled(limit: &Limit, voice: Voice) -> Text {
    let number = |number: &dyn ToString| said(number.to_string());
    match &limit.rule {
        Rule::Text {
            max: Some(max),
            cut,
        } => {
            let words = match (voice, cut) {
                (Developer, true) => "Text; the vendor keeps the first {} characters.",
                (Developer, false) => "Text of at most {} characters.",
                (Visitor, true) => "Only the first {} characters are kept.",
                (Visitor, false) => "At most {} characters.",
            };
            fill(words, [number(max)])
        }
        Rule::Text { max: None, .. } => match voice {
            Developer => own("Any text."),
            Visitor => Text::default(),
        },
        Rule::Length { min, max, cut } => {
            let words = match (voice, max, cut) {
                (Developer, Some(_), true) => {
                    "Text of at least {}; the vendor keeps the first {} of it."
                }
                (Developer, Some(_), false) => "Text of {} to {}.",
                (Developer, None, _) => "Text of at least {}.",
                (Visitor, Some(_), true) => "At least {}; only the first {} are kept.",
                (Visitor, Some(_), false) => "{} to {}.",
                (Visitor, None, _) => "At least {}.",
            };
            let characters = |count: &u32| match count {
                1 => own("1 character"),
                count => fill("{} characters", [number(count)]),
            };
            match max {
                Some(max) if *cut => fill(words, [characters(min), number(max)]),
                Some(max) => fill(words, [number(min), characters(max)]),
                None => fill(words, [characters(min)]),
            }
        }
        Rule::Shape(shapes) => match voice {
            Developer => fill("Text of the shape {}.", [codes(shapes)]),
            Visitor => looks(limit, shapes),
        },
        Rule::OneOf(members) => {
            let wires = members.iter().map(|member| code(&member.wire));
            let wires = match voice {
                Developer => joined(wires, ", "),
                Visitor => listed(wires, " or "),
            };
            fill("One of {}.", [wires])
        }
        Rule::Flag => match voice {
            Developer => fill("Sent as {} or {}.", [code("1"), code("0")]),
            Visitor => own("1 or 0."),
        },
        Rule::FlagAs { yes, no } => match voice {
            Developer => fill("Sent as {} or {}.", [code(yes), code(no)]),
            Visitor => fill("{} or {}.", [code(yes), code(no)]),
        },
        Rule::Boolean => match voice {
            Developer => fill("Sent as {} or {}.", [code("true"), code("false")]),
            Visitor => own("true or false."),
        },
        Rule::Id => own(match voice {
            Developer => "Digits.",
            Visitor => "Digits only.",
        }),
        Rule::Integer { min, max } => match (min, max, voice) {
            (Some(min), Some(max), Developer | Visitor) => {
                fill("A whole number from {} to {}.", [number(min), number(max)])
            }
            (Some(min), None, Developer) => fill("A whole number, at least {}.", [number(min)]),
            (Some(min), None, Visitor) => fill("A whole number, {} or more.", [number(min)]),
            (None, Some(max), Developer) => fill("A whole number, at most {}.", [number(max)]),
            (None, Some(max), Visitor) => fill("A whole number, {} or less.", [number(max)]),
            (None, None, Developer | Visitor) => own("A whole number."),
        },
        Rule::Decimal => own(match voice {
            Developer => "A decimal number, as text.",
            Visitor => "A number such as 1234.50.",
        }),
        Rule::DecimalWithin { min, max, digits } => {
            let bounds = match (min, max) {
                (Some(min), Some(max)) => fill(" from {} to {}", [said(min), said(max)]),
                (Some(min), None) => fill(", {} or more", [said(min)]),
                (None, Some(max)) => fill(", {} or less", [said(max)]),
                (None, None) => Text::default(),
            };
            let behind = match digits {
                Some(0) => own(", without digits behind the point"),
                Some(digits) => fill(
                    ", with at most {} digits behind the point",
                    [number(digits)],
                ),
                None => Text::default(),
            };
            match voice {
                Developer => fill("A decimal number{}{}, as text.", [bounds, behind]),
                Visitor => fill("A number{}{}.", [bounds, behind]),
            }
        }
        Rule::Rfc2822 => fill(
            "Written like {}.",
            [code("Mon, 25 Dec 1995 13:30:00 +0430")],
        ),
        Rule::Epoch(unit) => own(match unit {
            Epoch::Seconds => "Seconds since the beginning of 1970, in UTC.",
            Epoch::Milliseconds => "Milliseconds since the beginning of 1970, in UTC.",
        }),
        Rule::Ip(version) => own(match version {
            Some(IpVersion::V4) => "An IPv4 address.",
            Some(IpVersion::V6) => "An IPv6 address.",
            None => "An IPv4 or IPv6 address.",
        }),
        Rule::AllOf(limits) => {
            let each = limits.iter().map(|limit| words(limit, voice));
            joined(each.filter(|words| !words.is_empty()), " ")
        }
        Rule::Email => own(match voice {
            Developer => "A well-formed e-mail address.",
            Visitor => "An e-mail address.",
        }),
        Rule::Url => {
            let words = match voice {
                Developer => "An address that begins with {} or {}.",
                Visitor => "A web address that begins with {} or {}.",
            };
            fill(words, [code("http://"), code("https://")])
        }
        Rule::Escaped { max } => {
            let words = match voice {
                Developer => "Text of at most {} characters once it is escaped for a URL.",
                Visitor => "At most {} characters, fewer with special signs.",
            };
            fill(words, [number(max)])
        }
        Rule::DateTime(kind, patterns) => match (voice, patterns.first()) {
            (Visitor, Some(pattern)) => moment_such_as(pattern, *kind),
            (Developer, _) | (Visitor, None) => written(patterns, *kind == DateKind::UtcDateTime),
        },
        Rule::File { max } => match (max, voice) {
            (Some(max), Developer) => fill("A file of at most {} bytes.", [number(max)]),
            (None, Developer) => own("A file."),
            // No form has it.
            (_, Visitor) => Text::default(),
        },
        Rule::ListOf(item) if matches!(item.rule, Rule::File { .. }) => match voice {
            Developer => {
                let sent = match limit.items.travels {
                    Travels::Commas | Travels::Repeated => {
                        own("Several files, each in a part of its own.")
                    }
                    Travels::Brackets => fill(
                        "Several files, each in a part of its own, under the key with {} behind it.",
                        [code("[]")],
                    ),
                    Travels::Numbered { first } => fill(
                        "Several files, each in a part of its own, under the key with its number behind it, from {}.",
                        [code(format!("[{first}]"))],
                    ),
                };
                fill(
                    "{} Each: {}",
                    [sent.and(counted(limit.items)), words(item, voice)],
                )
            }
            Visitor => Text::default(),
        },
        Rule::ListOf(item) => {
            let each = words(item, voice);
            let sent = match (voice, limit.items.travels) {
                (Developer, Travels::Commas) => own("A list, sent with commas between its items."),
                (Developer, Travels::Repeated) => {
                    own("A list, each item sent under the key; an array in JSON.")
                }
                (Developer, Travels::Brackets) => fill(
                    "A list, each item sent under the key with {} behind it; an array in JSON.",
                    [code("[]")],
                ),
                (Developer, Travels::Numbered { first }) => fill(
                    "A list, each item sent under the key with its number behind it, from {}; an array in JSON.",
                    [code(format!("[{first}]"))],
                ),
                (Visitor, _) => own("One or several, with commas between them."),
            };
            let sent = sent.and(counted(limit.items));
            match each.is_empty() {
                true => sent,
                false => fill("{} Each: {}", [sent, each]),
            }
        }
        Rule::Json => match voice {
            Developer => own("Any JSON value."),
            // No form has it, nor the three that follow.
            Visitor => Text::default(),
        },
        Rule::ArrayOf(rows) => match voice {
            Developer => fill("Rows of {}.", [code(rows)]),
            Visitor => Text::default(),
        },
        Rule::Object(rows) => match voice {
            Developer => fill("One row of {}.", [code(rows)]),
            Visitor => Text::default(),
        },
        Rule::MapOf(value) => match voice {
            Developer => fill(
                "Names and their values. Each value: {}",
                [words(value, voice)],
            ),
            Visitor => Text::default(),
        },
        Rule::JsonInText(record) => match voice {
            Developer => fill("A {}, written as JSON inside a text.", [code(record)]),
            Visitor => Text::default(),
        },
    }
}

/// How many items a list has.
fn counted(items: Items) -> Text {
    let number = |count: u32| said(count.to_string());
    match (items.min, items.max) {
        (None, None) => Text::default(),
        (Some(min), None) => fill(" Items: at least {}.", [number(min)]),
        (None, Some(max)) => fill(" Items: at most {}.", [number(max)]),
        (Some(min), Some(max)) => fill(" Items: {} to {}.", [number(min), number(max)]),
    }
}

/// How a day or a time is written.
fn written(patterns: &[String], says_utc: bool) -> Text {
    let zone = own(if says_utc { ", in UTC" } else { "" });
    let has = |part: &str| patterns.iter().any(|pattern| pattern.contains(part));
    let mut more = Text::default();
    if has("±") {
        more.push(fill(" {} may stand for the offset.", [code("Z")]));
    }
    if has(".SSS") {
        more.push(own(" The fraction of a second may be left out."));
    }
    let patterns = listed(patterns.iter().map(code), " or ");
    fill("Written {}{}.{}", [patterns, zone, more])
}

/// A day or a time as a visitor writes it, in the order that the example shows.
fn moment_such_as(pattern: &str, kind: DateKind) -> Text {
    let words = match (pattern.contains("YYYY"), pattern.contains("HH"), kind) {
        (true, false, _) => "A day, such as {}.",
        (_, _, DateKind::UtcDateTime) => "A day and a time in UTC, such as {}.",
        (true, true, _) => "A day and a time, such as {}.",
        (false, _, _) => "A time of day, such as {}.",
    };
    fill(words, [code(example::moment(pattern))])
}

/// [`written`], where the words about the limit do not show every pattern.
fn untold(limit: &Limit) -> Option<Text> {
    let of_item = match &limit.rule {
        Rule::ListOf(item) => &item.rule,
        rule => rule,
    };
    match of_item {
        Rule::DateTime(kind, patterns) => {
            let is_told = are_told(patterns, &limit.doc);
            let says_utc = *kind == DateKind::UtcDateTime && !limit.doc.contains("UTC");
            (!is_told).then(|| written(patterns, says_utc))
        }
        _ => None,
    }
}

/// Whether words show every pattern, and each as itself: one may be a part of another.
fn are_told(patterns: &[String], words: &str) -> bool {
    let mut longest_first: Vec<&str> = patterns.iter().map(String::as_str).collect();
    longest_first.sort_by_key(|pattern| std::cmp::Reverse(pattern.len()));
    let mut rest = words.to_owned();
    longest_first.iter().all(|pattern| {
        let places: Vec<usize> = rest
            .match_indices(pattern)
            .map(|(at, _)| at)
            .filter(|at| !goes_on(rest[..*at].chars().rev()))
            .filter(|at| !goes_on(rest[at + pattern.len()..].chars()))
            .collect();
        for at in places.iter().rev() {
            rest.replace_range(*at..at + pattern.len(), " ");
        }
        !places.is_empty()
    })
}

/// Whether a pattern goes on with these signs: `HH:MM` does in `HH:MM:SS`, not where a sentence ends.
fn goes_on(mut signs: impl Iterator<Item = char>) -> bool {
    let is_letter = |sign: Option<char>| sign.is_some_and(char::is_alphanumeric);
    match signs.next() {
        Some('-' | '/' | ':' | '.') => is_letter(signs.next()),
        sign => is_letter(sign),
    }
}

/// Shapes in words where all are of letters or of digits, with an example; or else examples alone.
fn looks(limit: &Limit, shapes: &[String]) -> Text {
    let examples = shapes.iter().map(|shape| example::shaped(limit, shape));
    let mut examples: Vec<Text> = examples.map(code).collect();
    let words: Option<Vec<Text>> = shapes.iter().map(|shape| of_one_sign(shape)).collect();
    match words {
        Some(words) => {
            examples.truncate(1);
            let example = listed(examples, " or ");
            fill("{}, such as {}.", [listed(words, " or "), example])
        }
        None => fill("One such as {}.", [listed(examples, " or ")]),
    }
}

/// `10 digits`, `2 to 4 letters`; nothing for a shape of several signs.
fn of_one_sign(shape: &str) -> Option<Text> {
    let parts = shape::parts(shape);
    let sign = parts.first()?.sign;
    let name = match sign {
        'A' => "letter",
        '1' => "digit",
        _ => return None,
    };
    if parts.iter().any(|part| part.sign != sign) {
        return None;
    }
    let least: usize = parts.iter().map(|part| part.least).sum();
    let most: usize = parts.iter().map(|part| part.most).sum();
    let name = own(match (name, most) {
        ("letter", 1) => "letter",
        ("letter", _) => "letters",
        (_, 1) => "digit",
        _ => "digits",
    });
    let number = |count: usize| said(count.to_string());
    Some(match least == most {
        true => fill("{} {}", [number(most), name]),
        false => fill("{} to {} {}", [number(least), number(most), name]),
    })
}

fn codes(texts: &[String]) -> Text {
    joined(texts.iter().map(code), ", ")
}

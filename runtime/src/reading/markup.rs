//! What a page says: HTML of a proxy or of a failing program, XML of an old server.

/// Elements that say it in short, the surest first.
const SHORT: [&str; 5] = ["title", "h1", "h2", "message", "faultstring"];
/// Most bytes of the name of an entity.
const LONGEST: usize = 16;
/// Elements whose inside is no text.
const SILENT: [&str; 3] = ["script", "style", "head"];

/// The title of a page, or else its first heading, or else its text; without tags.
pub(super) fn words(page: &str) -> Option<String> {
    short_words(page).or_else(|| Some(plain(page)).filter(|text| !text.is_empty()))
}

/// The title of a page, or else its first heading; without tags.
pub(super) fn short_words(page: &str) -> Option<String> {
    let mut short = SHORT.iter().filter_map(|name| element(page, name));
    short.find_map(|inside| Some(plain(inside)).filter(|text| !text.is_empty()))
}

/// The text without tags, comments and entities, and with single spaces.
fn plain(markup: &str) -> String {
    let mut text = String::new();
    let mut rest = markup;
    while let Some((before, tag)) = rest.split_once('<') {
        text.push_str(&without_entities(before));
        text.push(' ');
        let silent = SILENT.iter().find(|name| is_tag(tag, name));
        // What does not end holds no text.
        rest = if let Some(data) = tag.strip_prefix("![CDATA[") {
            let (data, behind) = data.split_once("]]>").unwrap_or((data, ""));
            text.push_str(data);
            behind
        } else if let Some(comment) = tag.strip_prefix("!--") {
            comment.split_once("-->").map_or("", |(_, behind)| behind)
        } else if let Some(name) = silent {
            end_of(tag, name)
                .and_then(|end| tag.get(end..))
                .unwrap_or_default()
        } else {
            tag.split_once('>').map_or("", |(_, behind)| behind)
        };
    }
    text.push_str(&without_entities(rest));
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What stands in the first element of this name, unless that is nothing.
fn element<'t>(page: &'t str, name: &str) -> Option<&'t str> {
    let mut rest = page;
    while let Some((_, tag)) = rest.split_once('<') {
        rest = tag;
        if !is_tag(tag, name) {
            continue;
        }
        let inside = tag.split_once('>')?.1;
        let inside = inside.get(..end_of(inside, name)?)?;
        return Some(inside).filter(|inside| !inside.trim().is_empty());
    }
    None
}

/// Whether an element of this name begins here, behind its `<`.
fn is_tag(tag: &str, name: &str) -> bool {
    let start = tag.get(..name.len());
    let after = tag.get(name.len()..).unwrap_or_default();
    start.is_some_and(|start| start.eq_ignore_ascii_case(name))
        && after.starts_with(['>', ' ', '\t', '\r', '\n'])
}

/// Where the element of this name ends.
fn end_of(inside: &str, name: &str) -> Option<usize> {
    let mut ends = inside.match_indices("</");
    let end = ends.find(|(at, _)| {
        let end = inside.get(at + 2..at + 2 + name.len());
        end.is_some_and(|end| end.eq_ignore_ascii_case(name))
    });
    end.map(|(at, _)| at)
}

fn without_entities(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, from) = rest.split_at(at);
        plain.push_str(before);
        let known = entity(from).filter(|(it, _)| *it != char::REPLACEMENT_CHARACTER);
        let (character, length) = known.unwrap_or(('&', 1));
        plain.push(character);
        rest = from.get(length..).unwrap_or_default();
    }
    plain.push_str(rest);
    plain
}

/// The character of the entity that a text begins with, and how long it is written. A named letter that is
/// not known here is a replacement character.
pub(crate) fn entity(text: &str) -> Option<(char, usize)> {
    let rest = text.strip_prefix('&')?;
    let end = rest.bytes().take(LONGEST).position(|byte| byte == b';')?;
    let name = rest.get(..end)?;
    let length = name.len() + 2;
    let character = match name {
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        "amp" => '&',
        _ => {
            if let Some(number) = name.strip_prefix('#') {
                let code = match number.strip_prefix(['x', 'X']) {
                    Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
                    None => number.parse().ok()?,
                };
                char::from_u32(code)?
            } else if !name.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
                return None;
            } else {
                char::REPLACEMENT_CHARACTER
            }
        }
    };
    Some((character, length))
}

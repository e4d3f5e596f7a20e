//! What a file of a crate uses of the same crate, read from its text.

/// What a file that stands so deep in the crate names at its root, but may not; with the lines.
pub(crate) fn not_below(
    text: &str,
    depth: usize,
    stage: &str,
    below: &[&str],
) -> Vec<(usize, String)> {
    let code = without_words(text);
    let mut found = at_root(&code, depth);
    found.retain(|(_, name)| name != stage && !below.contains(&name.as_str()));
    with_lines(&code, found)
}

/// What a file names in a stage, but may not; with the lines. The whole stage is called `self`: what is
/// used of it is written elsewhere.
pub(crate) fn not_of(
    text: &str,
    depth: usize,
    stage: &str,
    allowed: &[&str],
) -> Vec<(usize, String)> {
    let code = without_words(text);
    let mut found = Vec::new();
    for (at, name) in at_root(&code, depth) {
        let end = at + name.len();
        if name == stage && code[end..].starts_with("::") {
            found.extend(first_names(&code, end + 2));
        } else if name == stage {
            found.push((at, "self".to_owned()));
        }
    }
    found.retain(|(_, name)| !allowed.contains(&name.as_str()));
    with_lines(&code, found)
}

/// Which of these words a file has in its code, as names of their own; with the lines.
pub(crate) fn named(text: &str, words: &[&str]) -> Vec<(usize, String)> {
    let code = without_words(text);
    let is_part = |sign: char| sign.is_alphanumeric() || sign == '_';
    let mut found = Vec::new();
    for word in words {
        let all = code.match_indices(word).filter(|(at, _)| {
            !code[..*at].ends_with(is_part) && !code[at + word.len()..].starts_with(is_part)
        });
        found.extend(all.map(|(at, word)| (at, word.to_owned())));
    }
    with_lines(&code, found)
}

/// The names at the root of a crate that a file standing so deep in it has in its code, with their places.
fn at_root(code: &str, depth: usize) -> Vec<(usize, String)> {
    let root = "super::".repeat(depth);
    let mut found = Vec::new();
    for start in ["crate::", root.as_str()] {
        for (at, _) in code.match_indices(start) {
            let is_longer =
                code[..at].ends_with(|sign: char| sign.is_alphanumeric() || ":_".contains(sign));
            let rest = at + start.len();
            found.extend(
                (!is_longer)
                    .then(|| first_names(code, rest))
                    .into_iter()
                    .flatten(),
            );
        }
    }
    found
}

fn with_lines(code: &str, mut found: Vec<(usize, String)>) -> Vec<(usize, String)> {
    found.sort();
    let line = |at| code[..at].matches('\n').count() + 1;
    found
        .into_iter()
        .map(|(at, name)| (line(at), name))
        .collect()
}

/// The first name of a path's rest, or the first of each in braces; with their places.
fn first_names(code: &str, start: usize) -> Vec<(usize, String)> {
    let (mut depth, mut names, mut begins) = (0, Vec::new(), true);
    for (at, sign) in code[start..].char_indices() {
        match sign {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 1 => begins = true,
            _ if begins && (sign.is_alphabetic() || sign == '*') => {
                let length = code[start + at + 1..]
                    .find(|sign: char| !sign.is_alphanumeric() && sign != '_');
                let end = start + at + 1 + length.unwrap_or(0);
                names.push((start + at, code[start + at..end].to_owned()));
                begins = false;
            }
            _ => {}
        }
        if depth == 0 && (!begins || sign == '}') {
            break;
        }
    }
    names
}

/// The text without comments, strings and characters; its lines stay.
fn without_words(text: &str) -> String {
    let (mut code, mut rest) = (String::new(), text);
    while let Some(sign) = rest.chars().next() {
        let words = words(rest);
        let (taken, after) = rest.split_at(words.max(sign.len_utf8()));
        code.extend(taken.chars().filter(|sign| words == 0 || *sign == '\n'));
        rest = after;
    }
    code
}

/// How long the comment, string or character is that begins here.
fn words(rest: &str) -> usize {
    let until = |from: usize, end: &str| {
        rest[from..]
            .find(end)
            .map_or(rest.len(), |at| from + at + end.len())
    };
    let mut signs = rest.chars();
    match (signs.next(), signs.next(), signs.next()) {
        (Some('/'), Some('/'), _) => until(2, "\n") - 1,
        (Some('/'), Some('*'), _) => until(2, "*/"),
        (Some('r'), Some('"'), _) => until(2, "\""),
        (Some('r'), Some('#'), Some('"')) => until(3, "\"#"),
        (Some('\''), Some('\\'), _) => until(3, "'"),
        (Some('\''), Some(sign), Some('\'')) => 2 + sign.len_utf8(),
        (Some('"'), ..) => {
            let mut is_escaped = false;
            let ends = |sign: char| {
                let was_escaped = std::mem::replace(&mut is_escaped, false);
                is_escaped = sign == '\\' && !was_escaped;
                sign == '"' && !was_escaped
            };
            rest[1..].find(ends).map_or(rest.len(), |at| at + 2)
        }
        _ => 0,
    }
}

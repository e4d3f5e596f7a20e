//! The paths in the text of a file that begin at the root of its crate.

/// The path of another name for the crate.
pub(crate) const CRATE: &str = "crate";

/// The module that a file holds, such as `emit/words/key`.
pub(crate) fn module(file: &str) -> String {
    let path = file.trim_end_matches(".rs");
    path.trim_end_matches("/mod").to_owned()
}

/// What the code of a module names by `crate`, `super` and the names of its `children`, each path whole and
/// from the root on (`emit/words/key`), with its line; without what is compiled for tests. Another name for
/// the crate would hide what is behind it, so it is a path too: [`CRATE`].
pub(crate) fn from_root(text: &str, module: &str, children: &[&str]) -> Vec<(usize, String)> {
    let code = without_words(text);
    let tokens = without_tests(tokens(&code));
    let token = |at: usize| tokens.get(at).map_or("", |(_, token)| *token);
    let mut found = Vec::new();
    for (at, (place, name)) in tokens.iter().enumerate() {
        let is_inner = at > 0 && token(at - 1) == "::" && (at < 2 || token(at - 2) != "self");
        let is_path = !is_inner && token(at + 1) == "::";
        match *name {
            "crate" if is_path => _ = tree(&tokens, at + 2, "", &mut found),
            "super" if is_path => _ = tree(&tokens, at, module, &mut found),
            "crate" | "super" if ["as", "self"].contains(&token(at + 1)) => {
                found.push((*place, CRATE.to_owned()));
            }
            name if is_path && children.contains(&name) => {
                _ = tree(&tokens, at, module, &mut found);
            }
            _ => {}
        }
    }
    let line = |at: usize| code[..at].matches('\n').count() + 1;
    let found = found.into_iter();
    found.map(|(at, path)| (line(at), path)).collect()
}

/// Which of these names stand in the code.
pub(crate) fn named<'n>(text: &str, names: &[&'n str]) -> Vec<&'n str> {
    let code = without_words(text);
    let tokens = tokens(&code);
    let is_there = |name: &&str| tokens.iter().any(|(_, token)| token == name);
    names.iter().copied().filter(is_there).collect()
}

type Token<'c> = (usize, &'c str);

/// A path's rest below this module, or a tree of them in braces; where it ends.
fn tree(
    tokens: &[Token<'_>],
    mut at: usize,
    above: &str,
    found: &mut Vec<(usize, String)>,
) -> usize {
    let token = |at: usize| tokens.get(at).map_or("", |(_, token)| *token);
    if token(at) == "{" {
        at += 1;
        while !["}", ""].contains(&token(at)) {
            at = match token(at) {
                "," => at + 1,
                _ => tree(tokens, at, above, found),
            };
        }
        return at + 1;
    }
    let Some((place, name)) = tokens.get(at) else {
        return at;
    };
    let path = match *name {
        "super" => above
            .rsplit_once('/')
            .map_or("", |(path, _)| path)
            .to_owned(),
        "self" => above.to_owned(),
        name if above.is_empty() => name.to_owned(),
        name => format!("{above}/{name}"),
    };
    if token(at + 1) == "::" && (token(at + 2) == "{" || token(at + 2).starts_with(is_of_name)) {
        return tree(tokens, at + 2, &path, found);
    }
    match (path.is_empty(), token(at + 1)) {
        (false, _) => found.push((*place, path)),
        (true, "as") => found.push((*place, CRATE.to_owned())),
        // The root alone is nothing that is used.
        (true, _) => {}
    }
    if token(at + 1) == "as" {
        at + 3
    } else {
        at + 1
    }
}

/// Names, `::`, and other signs, each with its place.
fn tokens(code: &str) -> Vec<Token<'_>> {
    let (mut tokens, mut at) = (Vec::new(), 0);
    while let Some(sign) = code[at..].chars().next() {
        let rest = &code[at..];
        let length = match sign {
            _ if is_of_name(sign) => rest.find(|sign| !is_of_name(sign)).unwrap_or(rest.len()),
            ':' if rest.starts_with("::") => 2,
            _ => sign.len_utf8(),
        };
        if !sign.is_whitespace() {
            tokens.push((at, &rest[..length]));
        }
        at += length;
    }
    tokens
}

fn is_of_name(sign: char) -> bool {
    sign.is_alphanumeric() || sign == '_'
}

/// Without the items behind `#[cfg(test)]`.
fn without_tests(tokens: Vec<Token<'_>>) -> Vec<Token<'_>> {
    const TEST: [&str; 7] = ["#", "[", "cfg", "(", "test", ")", "]"];
    let (mut kept, mut at) = (Vec::new(), 0);
    while at < tokens.len() {
        let rest = &tokens[at..];
        if rest.len() < TEST.len()
            || !rest
                .iter()
                .zip(TEST)
                .all(|((_, token), test)| *token == test)
        {
            kept.push(tokens[at]);
            at += 1;
            continue;
        }
        at += TEST.len();
        let mut depth = 0;
        while let Some((_, token)) = tokens.get(at) {
            depth += i32::from(["(", "[", "{"].contains(token));
            depth -= i32::from([")", "]", "}"].contains(token));
            // The item, field or arm is the last of what it stands in.
            if depth < 0 {
                break;
            }
            at += 1;
            if depth == 0 && ["}", ";", ","].contains(token) {
                break;
            }
        }
    }
    kept
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
        (Some('r'), Some('"' | '#'), _) => {
            let hashes = rest[1..].len() - rest[1..].trim_start_matches('#').len();
            match rest[1 + hashes..].starts_with('"') {
                true => until(2 + hashes, &format!("\"{}", "#".repeat(hashes))),
                false => 0,
            }
        }
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

//! The paths in the text of a file that begin at the root of its crate.

use ra_ap_rustc_lexer::{FrontmatterAllowed, TokenKind, tokenize};

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
    let tokens = without_tests(tokens(text));
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
    let line = |at: usize| text[..at].matches('\n').count() + 1;
    let found = found.into_iter();
    found.map(|(at, path)| (line(at), path)).collect()
}

/// Which of these names stand in the code.
pub(crate) fn named<'n>(text: &str, names: &[&'n str]) -> Vec<&'n str> {
    let tokens = tokens(text);
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

/// Names, `::`, and other signs, each with its place: no comments, no texts.
fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let mut at = 0;
    for token in tokenize(text, FrontmatterAllowed::No) {
        let sign = &text[at..at + token.len as usize];
        match (token.kind, tokens.last_mut()) {
            (
                TokenKind::LineComment { .. }
                | TokenKind::BlockComment { .. }
                | TokenKind::Whitespace
                | TokenKind::Literal { .. },
                _,
            ) => {}
            (TokenKind::Colon, Some((start, last))) if *last == ":" && *start + 1 == at => {
                *last = "::";
            }
            _ => tokens.push((at, sign)),
        }
        at += sign.len();
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

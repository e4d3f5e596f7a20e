//! Words, literals and signs of a query.

use super::query_error::QueryError;

/// What a piece of a query is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// A keyword or a name: which of them, its place decides.
    Word(String),
    /// A quoted literal, without its quotes.
    Text(String),
    /// A number without a sign, as it was written.
    Number(String),
    /// `=`, `<>`, a comma and the like.
    Sign(&'static str),
    /// Behind the last piece.
    End,
}

/// A piece of a query and the character at which it begins, counted from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    pub(super) place: usize,
}

impl Token {
    /// Whether it is this keyword, given in capitals.
    pub(super) fn is_word(&self, keyword: &str) -> bool {
        matches!(&self.kind, TokenKind::Word(word) if word.eq_ignore_ascii_case(keyword))
    }

    pub(super) fn is_sign(&self, sign: &str) -> bool {
        matches!(&self.kind, TokenKind::Sign(own) if *own == sign)
    }

    /// How a message names it.
    pub(super) fn shown(&self) -> String {
        match &self.kind {
            TokenKind::Word(word) => word.clone(),
            TokenKind::Number(number) => number.clone(),
            // What is compared may be about a person: a message does not repeat it.
            TokenKind::Text(_) => "a quoted text".to_owned(),
            TokenKind::Sign(sign) => format!("{sign:?}"),
            TokenKind::End => "the end of the query".to_owned(),
        }
    }
}

/// Two-character signs before those that they begin with.
const SIGNS: [&str; 19] = [
    "<>", "<=", ">=", "!=", "--", "/*", "=", "<", ">", ",", ".", "(", ")", "*", "+", "-", "/", "%",
    ";",
];

/// Takes a query apart. The last token is [`TokenKind::End`].
pub(super) fn tokens(query: &str) -> Result<Vec<Token>, QueryError> {
    let signs: Vec<char> = query.chars().collect();
    let mut tokens = Vec::new();
    let mut here = 0;
    while let Some(&first) = signs.get(here) {
        let place = here + 1;
        if first.is_whitespace() {
            here += 1;
            continue;
        }
        let kind = if first == '\'' {
            let (text, next) = quoted(&signs, here)?;
            here = next;
            TokenKind::Text(text)
        } else if first.is_ascii_digit() {
            let end = number_end(&signs, here);
            if signs.get(end).copied().is_some_and(is_name) {
                return Err(QueryError::at(place, "a name cannot begin with a digit"));
            }
            let number = signs[here..end].iter().collect();
            here = end;
            TokenKind::Number(number)
        } else if first.is_alphabetic() || first == '_' {
            let end = end_of(&signs, here, is_name);
            let word = signs[here..end].iter().collect();
            here = end;
            TokenKind::Word(word)
        } else {
            let sign = SIGNS.into_iter().find(|sign| {
                sign.chars()
                    .enumerate()
                    .all(|(at, own)| signs.get(here + at) == Some(&own))
            });
            let Some(sign) = sign else {
                return Err(QueryError::at(
                    place,
                    format!("the sign {first:?} has no meaning here"),
                ));
            };
            if matches!(sign, "--" | "/*" | ";") {
                return Err(QueryError::at(
                    place,
                    format!("{sign:?} is not allowed: a query is one statement without comments"),
                ));
            }
            here += sign.len();
            TokenKind::Sign(sign)
        };
        tokens.push(Token { kind, place });
    }
    tokens.push(Token {
        kind: TokenKind::End,
        place: signs.len() + 1,
    });
    Ok(tokens)
}

fn is_name(sign: char) -> bool {
    sign.is_alphanumeric() || sign == '_'
}

fn end_of(signs: &[char], from: usize, belongs: impl Fn(char) -> bool) -> usize {
    let length = signs[from..].iter().take_while(|sign| belongs(**sign));
    from + length.count()
}

/// Digits, with a fraction if there is one.
fn number_end(signs: &[char], from: usize) -> usize {
    let digit = |sign: char| sign.is_ascii_digit();
    let end = end_of(signs, from, digit);
    let has_fraction =
        signs.get(end) == Some(&'.') && signs.get(end + 1).copied().is_some_and(digit);
    if has_fraction {
        end_of(signs, end + 1, digit)
    } else {
        end
    }
}

/// A text in quotes that begins here, and where it is over. A quote within it is doubled.
fn quoted(signs: &[char], from: usize) -> Result<(String, usize), QueryError> {
    let mut text = String::new();
    let mut here = from + 1;
    loop {
        match (signs.get(here), signs.get(here + 1)) {
            (Some('\''), Some('\'')) => {
                text.push('\'');
                here += 2;
            }
            (Some('\''), _) => return Ok((text, here + 1)),
            (Some(sign), _) => {
                text.push(*sign);
                here += 1;
            }
            (None, _) => return Err(QueryError::at(from + 1, "a quoted text has no end")),
        }
    }
}

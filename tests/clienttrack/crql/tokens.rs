//! Reads queries the way a server must: `''` in a text is one quote, a lone quote ends it.

/// A part of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Token {
    /// A keyword, a name or a number: letters, digits, `_`, `.`, and a sign before a number.
    Word(String),
    /// A text, as it was before it was quoted.
    Text(String),
    /// Anything else that may stand in a query.
    Sign(String),
}

/// The parts of a query; an error for what cannot stand in one.
pub(crate) fn tokens(query: &str) -> Result<Vec<Token>, String> {
    let mut tokens = Vec::new();
    let mut rest = query.chars().peekable();
    while let Some(letter) = rest.next() {
        match letter {
            ' ' => {}
            '\'' => {
                let mut text = String::new();
                loop {
                    match rest.next() {
                        None => return Err("a text does not end".to_owned()),
                        Some('\'') if rest.next_if_eq(&'\'').is_some() => text.push('\''),
                        Some('\'') => break,
                        Some(letter) => text.push(letter),
                    }
                }
                tokens.push(Token::Text(text));
            }
            '(' | ')' | ',' | '=' => tokens.push(Token::Sign(letter.to_string())),
            '<' | '>' => {
                let mut sign = letter.to_string();
                sign.extend(rest.next_if(|next| "=>".contains(*next)));
                tokens.push(Token::Sign(sign));
            }
            _ if is_word(letter) || letter == '-' => {
                let mut word = letter.to_string();
                while let Some(letter) = rest.next_if(|&next| is_word(next) || next == '.') {
                    word.push(letter);
                }
                tokens.push(Token::Word(word));
            }
            other => return Err(format!("{other:?} outside of a text")),
        }
    }
    Ok(tokens)
}

/// The texts of a query, in order.
pub(crate) fn texts(query: &str) -> Result<Vec<String>, String> {
    let texts = tokens(query)?.into_iter().filter_map(|token| match token {
        Token::Text(text) => Some(text),
        _ => None,
    });
    Ok(texts.collect())
}

fn is_word(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || letter == '_'
}

#[test]
fn the_reader_finds_texts_that_broke_out() {
    assert!(tokens("a = 'O'Hara'").is_err());
    assert!(tokens("a = 'x'; DROP").is_err());
    assert!(tokens("a = * ").is_err());
    assert_eq!(texts("a = 'O''Hara'"), Ok(vec!["O'Hara".to_owned()]));
    assert_eq!(
        texts("a = '' AND b = ''''"),
        Ok(vec![String::new(), "'".to_owned()])
    );
}

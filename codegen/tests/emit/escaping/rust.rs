//! Emitted code, taken apart.

use std::str::FromStr;

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// The names and literals of a file in their order, and its documentation: one text for each item.
/// Texts of literals are left out.
pub(crate) fn parts(text: &str) -> (Vec<String>, Vec<String>) {
    let file = syn::parse_file(text);
    assert!(file.is_ok(), "{:?}: {text}", file.err());
    let is_comment = |line: &&str| {
        let line = line.trim_start();
        line.starts_with("//") && !line.starts_with("///") && !line.starts_with("//!")
    };
    assert_eq!(text.lines().filter(is_comment).count(), 1, "{text}");
    let tokens = TokenStream::from_str(text).unwrap_or_default();
    let mut found = Found::default();
    found.take(tokens);
    found.end_docs();
    (found.parts, found.docs)
}

#[derive(Default)]
struct Found {
    parts: Vec<String>,
    docs: Vec<String>,
    doc: Vec<String>,
}

impl Found {
    fn take(&mut self, tokens: TokenStream) {
        for token in tokens {
            match token {
                // Says again what the wire says, where that can be said.
                TokenTree::Group(group) if is_alias(&group) => {}
                TokenTree::Group(group) => {
                    let line = (group.delimiter() == Delimiter::Bracket)
                        .then(|| doc(group.stream()))
                        .flatten();
                    match line {
                        Some(line) => self.doc.push(line),
                        None => self.take(group.stream()),
                    }
                }
                TokenTree::Ident(name) => {
                    self.end_docs();
                    self.parts.push(name.to_string());
                }
                TokenTree::Literal(literal) => {
                    self.end_docs();
                    let literal = literal.to_string();
                    let is_text = literal.starts_with('"');
                    self.parts.push(if is_text {
                        "a text".to_owned()
                    } else {
                        literal
                    });
                }
                // Signs depend on how long a line is.
                TokenTree::Punct(_) => {}
            }
        }
    }

    fn end_docs(&mut self) {
        if !self.doc.is_empty() {
            self.docs.push(std::mem::take(&mut self.doc).join("\n"));
        }
    }
}

/// Whether it is `[doc(alias = "…")]`, with a text and nothing else.
fn is_alias(group: &Group) -> bool {
    let attribute: Vec<TokenTree> = group.stream().into_iter().collect();
    let [TokenTree::Ident(doc), TokenTree::Group(list)] = attribute.as_slice() else {
        return false;
    };
    let list: Vec<TokenTree> = list.stream().into_iter().collect();
    let [
        TokenTree::Ident(alias),
        TokenTree::Punct(_),
        TokenTree::Literal(text),
    ] = list.as_slice()
    else {
        return false;
    };
    let text: Option<syn::LitStr> = syn::parse_str(&text.to_string()).ok();
    group.delimiter() == Delimiter::Bracket && doc == "doc" && alias == "alias" && text.is_some()
}

/// The line of documentation that an attribute holds.
fn doc(attribute: TokenStream) -> Option<String> {
    let tokens: Vec<TokenTree> = attribute.into_iter().collect();
    match tokens.as_slice() {
        [
            TokenTree::Ident(name),
            TokenTree::Punct(_),
            TokenTree::Literal(text),
        ] if name == "doc" => {
            let text: Option<syn::LitStr> = syn::parse_str(&text.to_string()).ok();
            text.map(|text| text.value())
        }
        _ => None,
    }
}

//! From YAML text to nodes, through serde's data model.

use serde_yaml::{DuplicateKeyPolicy, NonFiniteFloatPolicy, Spanned};

use super::hidden::{does, is_hidden};
use super::raw::Raw;
use super::{Kind, Node, Source};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::span::{At, Span};

/// Above what a spec needs (ten), and little enough for the stack of any thread: a level takes up to 50 KB.
pub(super) const MAX_DEPTH: usize = 16;

/// Above what anybody writes in one place. A description is repeated wherever its key or limit is used.
const LONGEST_TEXT: usize = 20_000;

/// Parses one file. What is wrong with it goes to `diagnostics`; a file that is not YAML gives nothing.
pub fn parse(source: &Source, file: u32, diagnostics: &mut Diagnostics) -> Option<Node> {
    let text = source.text.as_str();
    if text
        .lines()
        .all(|line| line.trim_start().starts_with('#') || line.trim().is_empty())
    {
        diagnostics.push(
            Diagnostic::error(
                Code::EmptyFile,
                Some(Span {
                    file,
                    start: 0,
                    end: 0,
                }),
                "this file holds nothing",
            )
            .help(
                "delete it, or begin it with `api:`, `limits:`, `table:`, `family:` or `record:`",
            ),
        );
        return None;
    }
    let mut builder = Builder {
        text,
        file,
        hidden: Vec::new(),
        diagnostics,
    };
    builder.find_hidden();
    match serde_yaml::from_str_with_options::<Spanned<Raw>>(
        text,
        options(DuplicateKeyPolicy::Error),
    ) {
        Ok(root) => Some(builder.node(root)),
        Err(error) if is_duplicate(&error) => builder.with_double_keys(&error),
        // That may be of what was told already.
        Err(_) if !builder.hidden.is_empty() => None,
        Err(error) => {
            let diagnostic = builder.refusal(&error);
            builder.diagnostics.push(diagnostic);
            None
        }
    }
}

fn options(duplicate_keys: DuplicateKeyPolicy) -> serde_yaml::Options {
    serde_yaml::options! {
        duplicate_keys: duplicate_keys,
        // A text such as `.inf` stays as written, like every other.
        non_finite_float_policy: NonFiniteFloatPolicy::PassThrough,
        with_snippet: false,
        budget: serde_yaml::budget! { max_depth: MAX_DEPTH, max_anchors: 0, max_aliases: 0, max_merge_keys: 0 },
    }
}

fn is_duplicate(error: &serde_yaml::Error) -> bool {
    matches!(error, serde_yaml::Error::DuplicateMappingKey { .. })
}

/// Makes the tree, with the places of all nodes.
pub(super) struct Builder<'a> {
    pub(super) text: &'a str,
    file: u32,
    /// Where the file itself holds hidden characters, in their order.
    hidden: Vec<usize>,
    diagnostics: &'a mut Diagnostics,
}

impl Builder<'_> {
    /// The reader stops at the first double key. Read again with all of them let through, so that the
    /// tree shows each; if it shows none (numbers written in two ways), tell what the reader found.
    fn with_double_keys(&mut self, error: &serde_yaml::Error) -> Option<Node> {
        let before = self.diagnostics.len();
        let again = serde_yaml::from_str_with_options::<Spanned<Raw>>(
            self.text,
            options(DuplicateKeyPolicy::LastWins),
        );
        let root = match again {
            Ok(root) => Some(self.node(root)),
            // What comes after the double key is no YAML either.
            Err(later) => {
                let diagnostic = self.refusal(&later);
                self.diagnostics.push(diagnostic);
                None
            }
        };
        if root.is_none() || self.diagnostics.len() == before {
            let span = self.whole_word(self.error_span(error));
            self.diagnostics.push(
                Diagnostic::error(Code::DoubleKey, Some(span), "this key is written twice")
                    .help("keep one of the two"),
            );
        }
        root
    }

    fn node(&mut self, raw: Spanned<Raw>) -> Node {
        let span = self.span(&raw);
        let length = match &raw.value {
            Raw::Text(text) => text.len(),
            Raw::Plain => (span.end - span.start) as usize,
            Raw::Null | Raw::List(_) | Raw::Map(_) => 0,
        };
        if length > LONGEST_TEXT {
            let message = format!("a text has at most {LONGEST_TEXT} bytes, and this one has more");
            self.diagnostics.push(
                Diagnostic::error(Code::TextTooLong, Some(span), message)
                    .help("say it shorter, or in several places"),
            );
        }
        let kind = match raw.value {
            Raw::Null => Kind::Null,
            // The reader guessed a type; the spec wants what was written.
            Raw::Plain => {
                Kind::Text(unquoted(&self.text[span.start as usize..span.end as usize]).to_owned())
            }
            Raw::Text(text) => Kind::Text(self.visible(text, span)),
            Raw::List(items) => Kind::List(items.into_iter().map(|item| self.node(item)).collect()),
            Raw::Map(entries) => self.map(entries),
        };
        Node { kind, span }
    }

    /// Tells of the hidden characters that stand in the file as they are, comments included: the first
    /// of each line.
    fn find_hidden(&mut self) {
        let text = self.text;
        let mut start = text.len() - text.trim_start_matches('\u{feff}').len();
        for line in text[start..].split_inclusive('\n') {
            // The end of a line may have two characters.
            let bare = line.strip_suffix("\r\n").unwrap_or(line);
            if let Some((at, sign)) = bare.char_indices().find(|(_, sign)| is_hidden(*sign)) {
                let at = start + at;
                self.hidden.push(at);
                let span = self.clamp(at, sign.len_utf8());
                self.refuse_hidden("this line", sign, span);
            }
            start += line.len();
        }
    }

    /// The text without hidden characters, which are an error.
    fn visible(&mut self, text: String, span: Span) -> String {
        let Some(hidden) = text.chars().find(|sign| is_hidden(*sign)) else {
            return text;
        };
        let first = self.hidden.partition_point(|at| *at < span.start as usize);
        let is_told = (self.hidden.get(first)).is_some_and(|at| *at < span.end as usize);
        if !is_told {
            self.refuse_hidden("this text", hidden, span);
        }
        text.replace(is_hidden, "")
    }

    fn refuse_hidden(&mut self, what: &str, sign: char, span: Span) {
        let does = does(sign).unwrap_or_default();
        let message = format!("{what} holds U+{:04X}, which {does}", u32::from(sign));
        self.diagnostics.push(
            Diagnostic::error(Code::HiddenCharacter, Some(span), message)
                .help("delete the character: it cannot be seen, and hides what is written"),
        );
    }

    fn map(&mut self, entries: Vec<(Spanned<Raw>, Spanned<Raw>)>) -> Kind {
        let mut map: Vec<(At<String>, Node)> = Vec::with_capacity(entries.len());
        let mut seen = std::collections::HashMap::with_capacity(entries.len());
        for (key, value) in entries {
            let key = self.node(key);
            let value = self.node(value);
            let written = self
                .text
                .get(key.span.start as usize..key.span.end as usize);
            let name = match key.kind {
                Kind::Text(ref name) => Some(name.clone()),
                // The reader guessed here, too.
                Kind::Null if written == Some("null") => Some("null".to_owned()),
                Kind::Null | Kind::List(_) | Kind::Map(_) => None,
            };
            let Some(name) = name else {
                self.diagnostics.push(
                    Diagnostic::error(
                        Code::WrongForm,
                        Some(key.span),
                        format!("a key is a text, not {}", key.describe()),
                    )
                    .help("write it as `name: value`"),
                );
                continue;
            };
            if let Some(first) = seen.insert(name.clone(), key.span) {
                self.diagnostics.push(
                    Diagnostic::error(
                        Code::DoubleKey,
                        Some(key.span),
                        format!("`{name}` is written twice"),
                    )
                    .label(first, "first written here")
                    .help("keep one of the two"),
                );
                seen.insert(name, first);
                continue;
            }
            map.push((At::new(name, key.span), value));
        }
        Kind::Map(map)
    }

    fn span(&self, raw: &Spanned<Raw>) -> Span {
        let place = raw.defined.span();
        self.clamp(
            place.byte_offset().unwrap_or(0) as usize,
            place.byte_len().unwrap_or(0) as usize,
        )
    }

    pub(super) fn clamp(&self, start: usize, len: usize) -> Span {
        let mut start = start.min(self.text.len());
        while !self.text.is_char_boundary(start) {
            start -= 1;
        }
        let mut end = (start + len).min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end += 1;
        }
        Span {
            file: self.file,
            start: start as u32,
            end: end as u32,
        }
    }
}

/// The plain scalars of YAML that the reader took for numbers or booleans may come quoted when tagged.
fn unquoted(text: &str) -> &str {
    let text = text.trim();
    for quote in ['"', '\''] {
        if let Some(inner) = text
            .strip_prefix(quote)
            .and_then(|rest| rest.strip_suffix(quote))
        {
            return inner;
        }
    }
    text
}

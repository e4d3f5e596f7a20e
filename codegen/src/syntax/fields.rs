//! Reading a mapping of the dialect: known keys, required keys, and everything that is neither.

use super::attributes::Mapping;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{Kind, Node};
use crate::span::{At, Span};

/// A mapping that is being read.
pub(crate) struct Fields<'n> {
    what: &'static str,
    /// What can stand in it: nothing else is read.
    mapping: &'static Mapping,
    at: Span,
    entries: &'n [(At<String>, Node)],
    known: Vec<&'static str>,
    /// Required keys that are not there.
    missing: Vec<&'static str>,
    /// Whether the node has the wrong form, which is told already: then nothing is missing.
    is_broken: bool,
}

impl<'n> Fields<'n> {
    /// The node as a mapping of this kind. `at` is its place, for messages.
    pub(crate) fn of(
        node: &'n Node,
        mapping: &'static Mapping,
        at: Span,
        diagnostics: &mut Diagnostics,
    ) -> Option<Self> {
        Self::called(mapping.what, node, mapping, at, diagnostics)
    }

    /// The same, where messages call it something else.
    pub(crate) fn called(
        what: &'static str,
        node: &'n Node,
        mapping: &'static Mapping,
        at: Span,
        diagnostics: &mut Diagnostics,
    ) -> Option<Self> {
        Some(Self {
            what,
            mapping,
            at,
            entries: map(node, what, diagnostics)?,
            known: Vec::new(),
            missing: Vec::new(),
            is_broken: false,
        })
    }

    /// The same for a named thing: of a node that is no mapping, the name is left, so that those who
    /// use it are not told that they made a mistake.
    pub(crate) fn of_named(
        node: &'n Node,
        mapping: &'static Mapping,
        at: Span,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        Self::of(node, mapping, at, diagnostics).unwrap_or(Self {
            what: mapping.what,
            mapping,
            at,
            entries: &[],
            known: Vec::new(),
            missing: Vec::new(),
            is_broken: true,
        })
    }

    /// The value of a key, if the key is there, and is one of such a mapping.
    pub(crate) fn get(&mut self, key: &'static str) -> Option<&'n Node> {
        self.mapping.attribute(key)?;
        if !self.known.contains(&key) {
            self.known.push(key);
        }
        self.entries
            .iter()
            .find(|(name, _)| name.value == key)
            .map(|(_, node)| node)
    }

    /// A key that nothing reads is not told as unknown, because it is a part of what is told otherwise.
    pub(crate) fn pass_over(&mut self, key: &'static str) {
        self.known.push(key);
    }

    /// The value of a key that must be there; [`Fields::finish`] tells if it is not.
    pub(crate) fn require(&mut self, key: &'static str) -> Option<&'n Node> {
        let found = self.get(key);
        if found.is_none() && !self.is_broken {
            self.missing.push(key);
        }
        found
    }

    /// A text, if the key is there.
    pub(crate) fn text(
        &mut self,
        key: &'static str,
        diagnostics: &mut Diagnostics,
    ) -> Option<At<String>> {
        text(self.get(key)?, key, diagnostics)
    }

    /// The path of something in a JSON object, if the key is there: `code`, or `error.code`.
    pub(crate) fn path(
        &mut self,
        key: &'static str,
        diagnostics: &mut Diagnostics,
    ) -> Option<At<String>> {
        checked_path(self.text(key, diagnostics)?, key, diagnostics)
    }

    /// Paths in a JSON object, in a list or alone. Empty if the key is not there.
    pub(crate) fn paths(
        &mut self,
        key: &'static str,
        diagnostics: &mut Diagnostics,
    ) -> Vec<At<String>> {
        let texts = self.texts(key, diagnostics).into_iter();
        texts
            .filter_map(|path| checked_path(path, key, diagnostics))
            .collect()
    }

    /// A text that must be there.
    pub(crate) fn require_text(
        &mut self,
        key: &'static str,
        diagnostics: &mut Diagnostics,
    ) -> Option<At<String>> {
        text(self.require(key)?, key, diagnostics)
    }

    /// A list of texts; one text counts as a list of one. Empty if the key is not there.
    pub(crate) fn texts(
        &mut self,
        key: &'static str,
        diagnostics: &mut Diagnostics,
    ) -> Vec<At<String>> {
        self.get(key)
            .map(|node| texts(node, key, diagnostics))
            .unwrap_or_default()
    }

    /// `true` or `false`; `false` if the key is not there.
    pub(crate) fn yes(&mut self, key: &'static str, diagnostics: &mut Diagnostics) -> bool {
        self.get(key)
            .and_then(|node| word(node, key, &[("true", true), ("false", false)], diagnostics))
            .unwrap_or(false)
    }

    /// One of a set of words, if the key is there.
    pub(crate) fn word<T: Copy>(
        &mut self,
        key: &'static str,
        words: &[(&'static str, T)],
        diagnostics: &mut Diagnostics,
    ) -> Option<T> {
        let node = self.get(key)?;
        word(node, key, &self.described(key, words), diagnostics)
    }

    /// Those of the words of a key that are described.
    fn described<T: Copy>(&self, key: &str, words: &[(&'static str, T)]) -> Vec<(&'static str, T)> {
        let form = self.mapping.attribute(key).map(|attribute| &attribute.form);
        let is_described = |word: &str| form.is_some_and(|form| form.has_word(word));
        let words = words.iter().filter(|(word, _)| is_described(word));
        words.copied().collect()
    }

    /// Some of these words, in a list or alone, if the key is there.
    pub(crate) fn words<T: Copy>(
        &mut self,
        key: &'static str,
        words: &[(&'static str, T)],
        diagnostics: &mut Diagnostics,
    ) -> Option<Vec<T>> {
        let node = self.get(key)?;
        let items = match &node.kind {
            Kind::List(items) => items.as_slice(),
            _ => std::slice::from_ref(node),
        };
        let words = self.described(key, words);
        let found = items
            .iter()
            .filter_map(|item| word(item, key, &words, diagnostics));
        Some(found.collect())
    }

    /// The entries of a nested mapping, if the key is there.
    pub(crate) fn entries(
        &mut self,
        key: &'static str,
        diagnostics: &mut Diagnostics,
    ) -> &'n [(At<String>, Node)] {
        self.get(key)
            .and_then(|node| map(node, key, diagnostics))
            .unwrap_or_default()
    }

    /// Reports the keys that are missing, and those that nothing asked for.
    pub(crate) fn finish(self, diagnostics: &mut Diagnostics) {
        let unknown = |name: &str| !self.known.contains(&name);
        for key in &self.missing {
            // A misspelled key is one mistake, told below.
            let is_misspelled =
                |name: &str| crate::diagnostic::nearest(name, &self.known) == Some(key);
            if self
                .entries
                .iter()
                .any(|(name, _)| unknown(&name.value) && is_misspelled(&name.value))
            {
                continue;
            }
            let message = format!("{} has no `{key}`", self.what);
            diagnostics.push(
                Diagnostic::error(Code::MissingKey, Some(self.at), message)
                    .help(format!("add `{key}: …`")),
            );
        }
        for (name, _) in self.entries {
            if unknown(&name.value) {
                let message = format!("{} has no attribute `{}`", self.what, name.value);
                let diagnostic = Diagnostic::error(Code::UnknownKey, Some(name.span), message);
                if name.value.contains(char::is_whitespace) {
                    // The usual way in which a text becomes an attribute.
                    let help = "if it is part of a text, put quotes around the text: `{ … }` splits at commas";
                    diagnostics.push(diagnostic.help(help));
                    continue;
                }
                diagnostics.push(
                    diagnostic
                        .suggest(name.as_str(), self.known.iter().copied())
                        .or_help("spec/README.md lists the attributes of each thing"),
                );
            }
        }
    }
}

/// A path in a JSON object, if it is one.
pub(crate) fn checked_path(
    path: At<String>,
    what: &str,
    diagnostics: &mut Diagnostics,
) -> Option<At<String>> {
    let is_place = |step: &str| step.bytes().all(|byte| byte.is_ascii_digit());
    let mut steps = path.value.split('.');
    if steps.next().is_some_and(|first| !first.is_empty()) && !steps.any(is_place) {
        return Some(path);
    }
    let message = format!(
        "`{what}` is a key, or a path of keys with a dot between them, and none is the place in a list"
    );
    diagnostics.push(
        Diagnostic::error(Code::WrongForm, Some(path.span), message).help(format!(
            "write `{what}: data` or `{what}: data.item`, or leave it out"
        )),
    );
    None
}

/// The node as a mapping.
pub(crate) fn map<'n>(
    node: &'n Node,
    what: &str,
    diagnostics: &mut Diagnostics,
) -> Option<&'n [(At<String>, Node)]> {
    match &node.kind {
        Kind::Map(entries) => Some(entries),
        _ => {
            diagnostics.push(wrong_form(
                node,
                what,
                "a mapping",
                "write it as `name: value` lines",
            ));
            None
        }
    }
}

/// The node as a text.
pub(crate) fn text(node: &Node, what: &str, diagnostics: &mut Diagnostics) -> Option<At<String>> {
    match &node.kind {
        Kind::Text(text) => Some(At::new(text.clone(), node.span)),
        _ => {
            diagnostics.push(wrong_form(
                node,
                what,
                "a text",
                "write the text after the colon",
            ));
            None
        }
    }
}

/// The node as a list of texts; one text counts as a list of one.
pub(crate) fn texts(node: &Node, what: &str, diagnostics: &mut Diagnostics) -> Vec<At<String>> {
    match &node.kind {
        Kind::Text(text) => vec![At::new(text.clone(), node.span)],
        Kind::List(items) => items
            .iter()
            .filter_map(|item| match &item.kind {
                Kind::Text(text) => Some(At::new(text.clone(), item.span)),
                _ => {
                    let help = "write it as `[one, two]`";
                    diagnostics.push(wrong_form(item, what, "a list of texts", help));
                    None
                }
            })
            .collect(),
        _ => {
            diagnostics.push(wrong_form(
                node,
                what,
                "a list of texts",
                "write it as `[one, two]`",
            ));
            Vec::new()
        }
    }
}

/// The node as one of a set of words.
pub(crate) fn word<T: Copy>(
    node: &Node,
    what: &str,
    words: &[(&'static str, T)],
    diagnostics: &mut Diagnostics,
) -> Option<T> {
    let text = text(node, what, diagnostics)?;
    let found = words
        .iter()
        .find(|(word, _)| *word == text.value)
        .map(|(_, value)| *value);
    if found.is_none() {
        diagnostics.push(
            Diagnostic::error(
                Code::UnknownWord,
                Some(text.span),
                format!("`{what}` cannot be `{}`", text.value),
            )
            .suggest(text.as_str(), words.iter().map(|(word, _)| *word)),
        );
    }
    found
}

/// The node as a mapping with a single entry, such as `{ header: X-Key }`.
pub(crate) fn single<'n>(
    node: &'n Node,
    what: &str,
    help: &str,
    diagnostics: &mut Diagnostics,
) -> Option<(&'n At<String>, &'n Node)> {
    match &node.kind {
        Kind::Map(entries) if entries.len() == 1 => Some((&entries[0].0, &entries[0].1)),
        Kind::Map(entries) => {
            let message = format!(
                "`{what}` is a mapping with one entry, but here are {}",
                entries.len()
            );
            diagnostics
                .push(Diagnostic::error(Code::WrongForm, Some(node.span), message).help(help));
            None
        }
        _ => {
            diagnostics.push(wrong_form(node, what, "a mapping with one entry", help));
            None
        }
    }
}

/// `what` is an attribute, or a kind of thing with its article.
pub(crate) fn wrong_form(node: &Node, what: &str, expected: &str, help: &str) -> Diagnostic {
    let what = if what.starts_with("a ") || what.starts_with("an ") {
        what.to_owned()
    } else {
        format!("`{what}`")
    };
    Diagnostic::error(
        Code::WrongForm,
        Some(node.span),
        format!("{what} is {expected}, but here is {}", node.describe()),
    )
    .help(help)
}

//! JSON that tests make up, and its many spellings.

use std::fmt::Write;

use prose_runtime::{Key, Rule};
use serde_json::Value as Tree;

#[derive(Clone, Debug)]
pub(crate) enum Json {
    Bare(&'static str),
    Text(String),
    Array(Vec<Json>),
    Object(Vec<(String, Json)>),
}

impl Json {
    pub(crate) fn tree(&self) -> Tree {
        match self {
            Json::Bare(json) => tree(json),
            Json::Text(text) => Tree::String(text.clone()),
            Json::Array(elements) => elements.iter().map(Json::tree).collect(),
            Json::Object(entries) => Tree::Object(trees(entries).into_iter().collect()),
        }
    }

    /// What the field reads as.
    pub(crate) fn text(&self, field: &Key) -> Option<String> {
        match (self, &field.limit.rule) {
            (Json::Array(elements), Rule::ListOf(_)) => {
                let items: Vec<_> = elements.iter().filter_map(Json::scalar).collect();
                Some(items.join(",")).filter(|text| !text.is_empty())
            }
            _ => self.scalar(),
        }
    }

    fn scalar(&self) -> Option<String> {
        match self {
            Json::Bare("null" | "false") | Json::Array(_) | Json::Object(_) => None,
            Json::Bare(json) => Some((*json).to_owned()),
            Json::Text(text) => {
                Some(text.clone()).filter(|text| !text.is_empty() && text != "0000-00-00")
            }
        }
    }
}

/// Writes JSON in one of its many spellings.
pub(crate) struct Spelling<'n> {
    out: String,
    noise: std::iter::Cycle<std::slice::Iter<'n, u8>>,
}

impl<'n> Spelling<'n> {
    pub(crate) fn of(json: &Json, noise: &'n [u8]) -> String {
        let mut spelling = Self {
            out: String::new(),
            noise: noise.iter().cycle(),
        };
        if spelling.next().is_multiple_of(4) {
            spelling.out.push('\u{feff}');
        }
        spelling.value(json);
        spelling.out
    }

    fn next(&mut self) -> u8 {
        self.noise.next().copied().unwrap_or(0)
    }

    /// A sign with white space around it.
    fn sign(&mut self, sign: &str) {
        const SPACES: [&str; 8] = ["", "", "", "", " ", "\n", "\t\r\n", "   "];
        for part in [None, Some(sign), None] {
            let space = SPACES[usize::from(self.next()) % SPACES.len()];
            self.out.push_str(part.unwrap_or(space));
        }
    }

    fn value(&mut self, json: &Json) {
        match json {
            Json::Bare(json) => self.sign(json),
            Json::Text(text) => self.text(text),
            Json::Array(elements) => {
                self.sign("[");
                for (position, element) in elements.iter().enumerate() {
                    if position > 0 {
                        self.sign(",");
                    }
                    self.value(element);
                }
                self.sign("]");
            }
            Json::Object(entries) => {
                self.sign("{");
                for (position, (key, value)) in entries.iter().enumerate() {
                    if position > 0 {
                        self.sign(",");
                    }
                    self.text(key);
                    self.sign(":");
                    self.value(value);
                }
                self.sign("}");
            }
        }
    }

    fn text(&mut self, text: &str) {
        self.out.push('"');
        for character in text.chars() {
            let short = match character {
                '"' | '\\' | '/' => Some(character),
                '\n' => Some('n'),
                '\t' => Some('t'),
                _ => None,
            };
            let must = matches!(character, '"' | '\\' | '\0'..='\u{1f}');
            match (self.next() % 4, short) {
                (0 | 1, _) if !must => self.out.push(character),
                (0..=2, Some(short)) => self.out.extend(['\\', short]),
                (way, _) => {
                    for unit in character.encode_utf16(&mut [0; 2]) {
                        let _ = match way % 2 {
                            0 => write!(self.out, "\\u{unit:04x}"),
                            _ => write!(self.out, "\\u{unit:04X}"),
                        };
                    }
                }
            }
        }
        self.out.push('"');
    }
}

pub(crate) fn tree(json: &str) -> Tree {
    serde_json::from_str(json).unwrap()
}

pub(crate) fn trees(entries: &[(String, Json)]) -> Vec<(String, Tree)> {
    entries
        .iter()
        .map(|(key, json)| (key.clone(), json.tree()))
        .collect()
}

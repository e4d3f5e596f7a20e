//! Says where and why an answer cannot be read, without quoting it.

use http::HeaderMap;
use http::header::CONTENT_ENCODING;

use super::shape::Wrong;
use crate::descriptor::{CallDescriptor, RecordKind};
use crate::error::Cause;

/// Steps of a path that are shown, and characters on each side of an excerpt.
const STEPS: usize = 12;
const AROUND: usize = 16;

/// The call whose answer it is, and what is known of its keys.
#[derive(Clone, Copy)]
pub(super) struct Unreadable {
    pub(super) call: &'static CallDescriptor,
    pub(super) kind: &'static RecordKind,
}

impl Unreadable {
    /// Text that is not UTF-8 from this byte on.
    pub(super) fn not_text(self, bytes: &[u8], at: usize, headers: &HeaderMap) -> Cause {
        let packed = headers
            .get(CONTENT_ENCODING)
            .is_some_and(|coding| !coding.as_bytes().eq_ignore_ascii_case(b"identity"));
        let found = if packed {
            "a compressed body, although none was asked for,"
        } else {
            "text that is not UTF-8"
        };
        let excerpt = excerpt(bytes, at);
        // What ends within a character was cut there.
        let rest = std::str::from_utf8(bytes.get(at..).unwrap_or_default());
        let is_cut = rest.is_err_and(|error| error.error_len().is_none());
        let cut_short = is_cut && !packed;
        self.cause(self.place(bytes, at), found.to_owned(), excerpt, cut_short)
    }

    /// Text that is not JSON. What is to be read is `text`; the whole body tells how much that is.
    pub(super) fn not_json(self, text: &str, error: &serde_json::Error) -> Cause {
        let bytes = text.len();
        if text.is_empty() {
            let found = "an empty body".to_owned();
            return self.cause("byte 0".to_owned(), found, String::new(), true);
        }
        if text.starts_with('<') {
            let what = if text.starts_with("<?xml") {
                "XML"
            } else {
                "HTML"
            };
            return self.cause(
                "byte 0".to_owned(),
                format!("{what} of {bytes} bytes"),
                String::new(),
                false,
            );
        }
        let at = byte_of(text, error);
        let found = if error.is_eof() {
            format!("JSON of {bytes} bytes that ends too early")
        } else {
            format!("invalid JSON in {bytes} bytes")
        };
        let place = self.place(text.as_bytes(), at);
        self.cause(place, found, excerpt(text.as_bytes(), at), error.is_eof())
    }

    /// JSON of the wrong kind under this key.
    pub(super) fn wrong_kind(self, key: &str, found: String) -> Cause {
        self.cause(key.to_owned(), found, String::new(), false)
    }

    /// JSON with something else in the place of the records.
    pub(super) fn wrong_shape(self, wrong: Wrong) -> Cause {
        Cause::Undecodable {
            call: self.call.name,
            path: wrong.path,
            expected: Some(wrong.expected),
            found: wrong.found,
            excerpt: String::new(),
            cut_short: false,
        }
    }

    fn cause(self, path: String, found: String, excerpt: String, cut_short: bool) -> Cause {
        Cause::Undecodable {
            call: self.call.name,
            path,
            expected: None,
            found,
            excerpt,
            cut_short,
        }
    }

    /// The JSON path at this byte, and the byte.
    fn place(self, json: &[u8], at: usize) -> String {
        let mut path = String::new();
        let open = open_at(json.get(..at).unwrap_or(json));
        for step in &open.steps {
            match step {
                Step::Element(index) => path.push_str(&format!("[{index}]")),
                Step::Key(None) => {}
                Step::Key(Some((from, to))) => {
                    let key = json.get(*from..*to).unwrap_or_default();
                    if !path.is_empty() {
                        path.push('.');
                    }
                    path.push_str(self.known(key).unwrap_or("*"));
                }
            }
        }
        if open.deeper > 0 {
            path.push('…');
        }
        if path.is_empty() {
            format!("byte {at}")
        } else {
            format!("{path}, byte {at}")
        }
    }

    /// The key, if the spec has it: others could be anything.
    fn known(self, key: &[u8]) -> Option<&'static str> {
        let envelope = self.call.envelope;
        let of_envelope = [
            envelope.code,
            envelope.message,
            envelope.total,
            envelope.errors,
        ];
        let details = envelope.details.iter().flat_map(|detail| detail.paths);
        let of_lists = envelope.records.iter().chain(envelope.other_errors);
        let fields = self.kind.fields.iter();
        let of_fields = fields.flat_map(|key| std::iter::once(&key.wire).chain(key.also).copied());
        let mut all = of_envelope
            .into_iter()
            .flatten()
            .chain(of_lists.chain(details).copied())
            .flat_map(|path| path.split('.'))
            .chain(of_fields);
        all.find(|known| known.as_bytes().eq_ignore_ascii_case(key))
    }
}

enum Step {
    Element(usize),
    /// Where the key stands, once it is read.
    Key(Option<(usize, usize)>),
}

/// The objects and arrays that are open at the end of a piece of JSON.
#[derive(Default)]
struct Open {
    /// The outermost of them, as many as are shown.
    steps: Vec<Step>,
    /// How many more there are in these: nesting has no bound, and must not take room.
    deeper: usize,
}

impl Open {
    fn push(&mut self, step: Step) {
        if self.steps.len() < STEPS {
            self.steps.push(step);
        } else {
            self.deeper += 1;
        }
    }

    fn pop(&mut self) {
        if self.deeper > 0 {
            self.deeper -= 1;
        } else {
            self.steps.pop();
        }
    }

    /// The innermost one, if it is one of those that are shown.
    fn last_mut(&mut self) -> Option<&mut Step> {
        self.steps.last_mut().filter(|_| self.deeper == 0)
    }
}

fn open_at(json: &[u8]) -> Open {
    let mut open = Open::default();
    let mut at = 0;
    while let Some(byte) = json.get(at) {
        at += 1;
        match byte {
            b'{' => open.push(Step::Key(None)),
            b'[' => open.push(Step::Element(0)),
            b'}' | b']' => open.pop(),
            b',' => match open.last_mut() {
                Some(Step::Element(index)) => *index += 1,
                Some(Step::Key(key)) => *key = None,
                None => {}
            },
            b'"' => {
                let end = end_of_text(json, at);
                // The first text after `{` or `,` is the key.
                if let Some(Step::Key(key @ None)) = open.last_mut() {
                    *key = Some((at, end));
                }
                at = end + 1;
            }
            _ => {}
        }
    }
    open
}

/// Where the text that begins here ends: at its quote, or with the input.
fn end_of_text(json: &[u8], from: usize) -> usize {
    let mut at = from;
    while let Some(byte) = json.get(at) {
        match byte {
            b'"' => return at,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    json.len()
}

/// What stands around a byte: the shape of it, with `x` for letters and `0` for digits.
fn excerpt(bytes: &[u8], at: usize) -> String {
    let from = at.saturating_sub(AROUND);
    let to = bytes.len().min(at.saturating_add(AROUND));
    let around = String::from_utf8_lossy(bytes.get(from..to).unwrap_or_default());
    let masked: String = around
        .chars()
        .map(|c| match c {
            c if c.is_numeric() => '0',
            c if c.is_ascii_punctuation() => c,
            c if c.is_whitespace() || c.is_control() => ' ',
            _ => 'x',
        })
        .collect();
    format!("…{}…", masked.trim())
}

/// The byte that serde_json's line and column say.
fn byte_of(text: &str, error: &serde_json::Error) -> usize {
    let before: usize = text
        .split_inclusive('\n')
        .take(error.line().saturating_sub(1))
        .map(str::len)
        .sum();
    (before + error.column()).min(text.len())
}

//! Text on its way to the wire, and what of it must not be shown.

use std::borrow::Cow;
use std::ops::Range;

use percent_encoding::utf8_percent_encode;

use crate::descriptor::{Blank, CallDescriptor, Holds, Key, KeyPlace, Limit, Rule};
use crate::json::is_json;
use crate::text::ESCAPED;
use crate::value::{Params, Value};

/// Text, and what of it must not be shown.
#[derive(Default)]
pub(super) struct MaskedText {
    pub(super) text: Vec<u8>,
    pub(super) hidden: Vec<Hidden>,
}

/// A part of a text that must not be shown, and what stands there instead.
#[derive(Clone)]
pub(super) struct Hidden {
    pub(super) range: Range<usize>,
    pub(super) mark: &'static str,
}

/// A name and its value for a query or a form.
pub(super) struct Pair<'p> {
    pub(super) name: Cow<'p, str>,
    pub(super) value: Cow<'p, str>,
    pub(super) mark: Option<&'static str>,
    /// Whether the mark stands for the name, too.
    pub(super) hides_name: bool,
}

impl<'p> Pair<'p> {
    /// One that may be shown.
    pub(super) fn plain(name: &'p str, value: impl Into<Cow<'p, str>>) -> Self {
        Self {
            name: Cow::Borrowed(name),
            value: value.into(),
            mark: None,
            hides_name: false,
        }
    }

    /// A credential in a query or in a form.
    pub(super) fn secret(name: &'p str, value: impl Into<Cow<'p, str>>) -> Self {
        Self {
            mark: Holds::Secret.mark(),
            ..Self::plain(name, value)
        }
    }
}

/// A value with its name, its limit, and what stands for it where it must not be shown.
#[derive(Clone, Copy)]
pub(super) struct Field<'p> {
    pub(super) name: &'p str,
    pub(super) limit: Option<&'static Limit>,
    pub(super) value: &'p Value,
    pub(super) mark: Option<&'static str>,
    /// Where it travels, if not where the call sends parameters.
    pub(super) place: Option<KeyPlace>,
    /// Its key; none for a custom name.
    pub(super) key: Option<&'static Key>,
}

/// What is set: listed keys in the descriptor's order, then custom names.
pub(super) fn fields<'p>(
    params: &'p Params,
    open: Option<&'static Limit>,
) -> impl Iterator<Item = Field<'p>> {
    let listed = params.set().map(|(key, value)| Field {
        name: key.wire,
        limit: Some(key.limit),
        value,
        mark: key.holds.mark().or(json_mark(key.limit)),
        place: key.place,
        key: Some(key),
    });
    let custom = params.custom().map(move |(name, value)| Field {
        name,
        limit: open,
        value,
        mark: Some("<custom>"),
        place: None,
        key: None,
    });
    listed.chain(custom)
}

/// What stands for JSON: nobody has said what is in it.
fn json_mark(limit: &Limit) -> Option<&'static str> {
    matches!(limit.rule, Rule::Json).then_some("<json>")
}

/// The parameters that the call is always sent with.
pub(super) fn fixed<'p>(call: &CallDescriptor) -> impl Iterator<Item = Pair<'p>> {
    let fixed = call.fixed.iter();
    fixed.map(|(name, value)| Pair::plain(name, *value))
}

pub(super) fn json_body<'p>(
    credentials: &[Pair<'_>],
    call: &CallDescriptor,
    fields: impl Iterator<Item = Field<'p>>,
) -> MaskedText {
    let mut body = MaskedText::default();
    body.text.push(b'{');
    for credential in credentials {
        body.name(&credential.name);
        body.hide(credential.mark, |body| body.quoted(&credential.value));
    }
    let roots = call.root.into_iter().flat_map(|root| root.split('.'));
    for root in roots.clone() {
        body.name(root);
        body.text.push(b'{');
    }
    fields.for_each(|field| body.field(&field));
    for (name, value) in call.fixed {
        body.name(name);
        body.quoted(value);
    }
    roots.for_each(|_| body.text.push(b'}'));
    body.text.push(b'}');
    body
}

impl MaskedText {
    pub(super) fn with_capacity(bytes: usize) -> Self {
        Self {
            text: Vec::with_capacity(bytes),
            hidden: Vec::new(),
        }
    }

    /// The text. It is UTF-8: texts, and what was escaped.
    pub(super) fn text(self) -> String {
        String::from_utf8(self.text)
            .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
    }

    /// Writes something; if there is a mark, it stands for that where it must not be shown.
    pub(super) fn hide(&mut self, mark: Option<&'static str>, write: impl FnOnce(&mut Self)) {
        let start = self.text.len();
        write(self);
        if let Some(mark) = mark {
            // What is hidden as a whole needs no parts.
            while self
                .hidden
                .last()
                .is_some_and(|last| last.range.start >= start)
            {
                self.hidden.pop();
            }
            self.hidden.push(Hidden {
                range: start..self.text.len(),
                mark,
            });
        }
    }

    pub(super) fn pairs(&mut self, pairs: &[Pair<'_>]) {
        for (position, pair) in pairs.iter().enumerate() {
            if position > 0 {
                self.text.push(b'&');
            }
            let mark = pair.mark.filter(|_| pair.hides_name);
            self.hide(mark, |written| written.escaped(&pair.name));
            self.text.push(b'=');
            self.hide(pair.mark, |written| written.escaped(&pair.value));
        }
    }

    pub(super) fn escaped(&mut self, text: &str) {
        for part in utf8_percent_encode(text, ESCAPED) {
            self.text.extend_from_slice(part.as_bytes());
        }
    }

    pub(super) fn object(&mut self, object: &Params) {
        self.text.push(b'{');
        fields(object, None).for_each(|field| self.field(&field));
        self.text.push(b'}');
    }

    /// An object as a text that holds JSON.
    fn in_text(&mut self, object: &Params) {
        let mut json = Self::default();
        json.object(object);
        // Escaping would move what is hidden inside: all of it is.
        let mark = (!json.hidden.is_empty()).then_some("<nested>");
        self.hide(mark, |written| written.quoted(&json.text()));
    }

    fn field(&mut self, field: &Field<'_>) {
        self.name(field.name);
        self.hide(field.mark, |written| written.value(field));
    }

    fn name(&mut self, name: &str) {
        if self.text.last() != Some(&b'{') {
            self.text.push(b',');
        }
        self.quoted(name);
        self.text.push(b':');
    }

    pub(super) fn value(&mut self, field: &Field<'_>) {
        let Field { limit, value, .. } = field;
        if let Some(blank) = value.clears() {
            match blank {
                Blank::Text => self.quoted(""),
                Blank::Null => self.text.extend_from_slice(b"null"),
            }
        } else if let Some(apart) = field.apart() {
            self.text.push(b'[');
            for (position, item) in apart.items.iter().enumerate() {
                if position > 0 {
                    self.text.push(b',');
                }
                self.scalar(Some(apart.item), item);
            }
            self.text.push(b']');
        } else if let Some(text) = value.wire_text(rule(*limit)) {
            self.scalar(*limit, &text);
        } else if let Some(entries) = value.entries() {
            self.text.push(b'{');
            for (name, text) in entries {
                self.name(name);
                self.scalar(each(rule(*limit)), text);
            }
            self.text.push(b'}');
        } else if let Some(json) = value.raw_json() {
            self.text.extend_from_slice(json.as_bytes());
        } else if let Some(object) = value.nested_object() {
            match rule(*limit) {
                Rule::InText(_) => self.in_text(object),
                _ => self.object(object),
            }
        } else {
            self.text.push(b'[');
            for (position, row) in value.nested_rows().unwrap_or(&[]).iter().enumerate() {
                if position > 0 {
                    self.text.push(b',');
                }
                self.object(row);
            }
            self.text.push(b']');
        }
    }

    /// A text, with quotes unless its limit says that it travels without.
    fn scalar(&mut self, limit: Option<&'static Limit>, text: &str) {
        let is_unquoted = match rule(limit) {
            Rule::Json => is_json(text),
            _ => limit.is_some_and(|limit| limit.unquoted) && is_literal(text),
        };
        if is_unquoted {
            self.text.extend_from_slice(text.as_bytes());
        } else {
            self.quoted(text);
        }
    }

    fn quoted(&mut self, text: &str) {
        // Writing a text into memory cannot fail.
        let _ = serde_json::to_writer(&mut self.text, text);
    }
}

/// The limit of each value of a map.
pub(super) fn each(rule: &Rule) -> Option<&'static Limit> {
    match rule {
        Rule::MapOf(each) => Some(each),
        _ => None,
    }
}

pub(super) fn rule(limit: Option<&'static Limit>) -> &'static Rule {
    limit.map_or(&Rule::Text { max: None }, |limit| &limit.rule)
}

/// Whether the text can stand in JSON without quotes: a number or a boolean.
fn is_literal(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let leading_zero =
        digits.starts_with('0') && digits.as_bytes().get(1).is_some_and(u8::is_ascii_digit);
    let whole =
        |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let number = match digits.split_once('.') {
        Some((before, after)) => whole(before) && whole(after),
        None => whole(digits),
    };
    matches!(text, "true" | "false") || (number && !leading_zero)
}

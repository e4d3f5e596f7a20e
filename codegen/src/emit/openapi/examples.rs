//! Examples of answers, of what the limits of the spec say they allow.

use super::limit;
use super::places::Places;
use super::writer::Writer;
use crate::emit::tree::Tree;
use crate::emit::words;
use crate::model::{Call, Envelope, Holds, Key, Meaning, Record, ResultCode, Returns};

/// So many fields show what a record is like.
const MOST: usize = 8;

impl Writer<'_> {
    /// Adds them to a media type: one for each code, if codes stand in the body, at this path; otherwise that of a
    /// success.
    pub(super) fn show_answers(
        &self,
        media: &mut Tree,
        call: &Call,
        envelope: &Envelope,
        (path, codes): (Option<&String>, &[&ResultCode]),
    ) {
        let Some(path) = path else {
            if let Some(example) = self.answer(call, envelope, None) {
                media.push("example", example);
            }
            return;
        };
        let mut examples: Vec<(String, Tree)> = Vec::new();
        for known in codes {
            let Some(value) = self.answer(call, envelope, Some((path, known))) else {
                continue;
            };
            let mut name = component_name(&known.name);
            while examples.iter().any(|(taken, _)| *taken == name) {
                name.push('_');
            }
            let meaning = words::result_code::meaning(known.means);
            let example = Tree::map([("summary", Tree::text(meaning)), ("value", value)]);
            examples.push((name, example));
        }
        if !examples.is_empty() {
            media.push("examples", Tree::named(examples));
        }
    }

    fn answer(
        &self,
        call: &Call,
        envelope: &Envelope,
        code: Option<(&String, &ResultCode)>,
    ) -> Option<Tree> {
        let mut places = Places::default();
        let mut message = envelope.success.as_ref();
        if let Some((path, known)) = code {
            places.add(path, Tree::text(&known.code));
            message = Some(&known.message).filter(|message| !message.is_empty());
        }
        if let (Some(path), Some(words)) = (&envelope.message, message) {
            places.add(path, Tree::text(words));
        }
        let is_success = code.is_none_or(|(_, known)| known.means == Meaning::Success);
        let record = is_success.then(|| self.a_record(call)).flatten();
        let Some((record, is_list)) = record else {
            let values = places.values();
            return (!is_blank(&values)).then_some(values);
        };
        let is_bare = envelope.records.iter().any(|path| path == ".");
        let mut keyed = envelope.records.iter().filter(|path| *path != ".");
        if let Some(path) = keyed.next() {
            if let Some(total) = envelope.total.as_ref().filter(|_| is_list) {
                places.add(total, Tree::Integer(1));
            }
            // One record stands in a list, too, but where it may stand there alone.
            places.add(
                path,
                match is_list || !is_bare {
                    true => Tree::List(vec![record]),
                    false => record,
                },
            );
            return Some(places.values());
        }
        if is_list {
            return code.is_none().then(|| Tree::List(vec![record]));
        }
        // What the envelope names stands among the fields.
        let mut values = places.values();
        if let Tree::Map(fields) = record {
            for (name, value) in fields {
                if values.get(&name).is_none() {
                    values.push(&name, value);
                }
            }
        }
        Some(values)
    }

    /// A record of those that a call returns, and whether it is one of several.
    fn a_record(&self, call: &Call) -> Option<(Tree, bool)> {
        let (name, is_list) = match &call.returns {
            Returns::One { record, .. } => (record, false),
            Returns::Many { record, .. } => (record, true),
            Returns::Outcome | Returns::Text | Returns::Bytes { .. } => return None,
        };
        let record = fields(self.api.record(name)?);
        (!is_blank(&record)).then_some((record, is_list))
    }
}

/// The field that tells one record from all others, and the first of those of which the spec says what passes.
fn fields(record: &Record) -> Tree {
    let mut fields: Vec<(String, Tree)> = Vec::new();
    let keys = record.fields.iter().map(|accepted| accepted.key.as_ref());
    let is_shown = |key: &&Key| {
        let is_said = !key.in_answers().pass.is_empty();
        key.holds != Holds::Secret && (is_said || record.identified_by.as_ref() == Some(&key.wire))
    };
    for key in keys.filter(is_shown).take(MOST) {
        let value = limit::example(key.in_answers());
        if let Some(value) = value.filter(|_| !fields.iter().any(|(name, _)| *name == key.wire)) {
            fields.push((key.wire.clone(), value));
        }
    }
    Tree::named(fields)
}

fn is_blank(tree: &Tree) -> bool {
    matches!(tree, Tree::Map(entries) if entries.is_empty())
}

/// The name of an example: what names of components may have.
fn component_name(name: &str) -> String {
    let is_sign = |sign: char| sign.is_ascii_alphanumeric() || "._-".contains(sign);
    name.replace(|sign: char| !is_sign(sign), "_")
}

//! What a call is answered with where it is a success, as a schema.

use super::describing;
use super::extension as x;
use super::limit::kind;
use super::losses::Loss;
use super::places::Places;
use super::schemas::Kind;
use super::writer::Writer;
use crate::emit::tree::Tree;
use crate::emit::words::{Docs, code, fill};
use crate::model::{Call, Envelope, Nothing, Returns};

const OTHER_PATHS: Loss = Loss {
    cannot: "Other places in which the records of an answer may stand.",
    instead: "The first place; `x-envelope` has all of them.",
};
const TWO_FORMS: Loss = Loss {
    cannot: "That records come bare or wrapped, alone or in a list.",
    instead: "Any value; `x-envelope` says where records stand.",
};
const NOTHING: Loss = Loss {
    cannot: "What else in the place of the records says that there are none.",
    instead: "Records or null; `x-envelope` has all of it.",
};

impl<'a> Writer<'a> {
    /// The schema of an answer.
    pub(super) fn reply(&mut self, call: &'a Call, envelope: &'a Envelope) -> Tree {
        self.component(Kind::Reply, &call.name, |writer| {
            let (record, is_list, found_by) = match &call.returns {
                Returns::One { record, found_by } => (Some(record), false, found_by.as_ref()),
                Returns::Many { record, found_by } => (Some(record), true, found_by.as_ref()),
                Returns::Outcome | Returns::Text | Returns::Bytes { .. } => (None, false, None),
            };
            let mut tree = match record {
                None => writer.wrapped(call, envelope, None),
                Some(_) if writer.has_two_forms(envelope, is_list) => writer.any_form(envelope),
                Some(record) => {
                    let record = writer.record(record);
                    writer.with_records(call, envelope, record, is_list, found_by.is_some())
                }
            };
            let mut docs = Docs::default();
            docs.line(fill("What {} is answered with.", [code(&call.name)]));
            describing::describe(&mut tree, &docs);
            if let Some(key) = found_by {
                tree.push(x::FOUND_BY.name, Tree::text(key));
            }
            tree
        })
    }

    fn with_records(
        &mut self,
        call: &'a Call,
        envelope: &'a Envelope,
        record: Tree,
        is_list: bool,
        at_any_depth: bool,
    ) -> Tree {
        let nested = |record: Tree| {
            let list = Tree::map([("type", Tree::text("array")), ("items", record.clone())]);
            Tree::map([("anyOf", Tree::List(vec![record, list]))])
        };
        let places: Vec<&str> = envelope.records.iter().map(String::as_str).collect();
        let keyed: Vec<&str> = places.iter().copied().filter(|path| *path != ".").collect();
        if keyed.len() > 1 {
            self.losses
                .note(OTHER_PATHS, format!("envelope {}", envelope.name));
        }
        let others = envelope.no_records.iter();
        if others
            .filter(|nothing| !matches!(nothing, Nothing::Null | Nothing::Missing))
            .count()
            > 0
        {
            self.losses
                .note(NOTHING, format!("envelope {}", envelope.name));
        }
        let bare = || match (is_list, at_any_depth) {
            (true, false) => Tree::map([("type", Tree::text("array")), ("items", record.clone())]),
            (true, true) => Tree::map([
                ("type", Tree::text("array")),
                ("items", nested(record.clone())),
            ]),
            (false, _) => record.clone(),
        };
        let Some(path) = keyed.first() else {
            return match is_list {
                true => bare(),
                // Beside it stands what the envelope names.
                false => Tree::map([("allOf", Tree::List(vec![record]))]),
            };
        };
        let at_path = match is_list {
            true => self.or_null(bare()),
            false => {
                let list = Tree::map([("type", Tree::text("array")), ("items", record.clone())]);
                let null = kind("null");
                Tree::map([("anyOf", Tree::List(vec![list, record.clone(), null]))])
            }
        };
        match places.contains(&".") {
            false => self.wrapped(call, envelope, Some((path, at_path, false))),
            true => {
                let one = match is_list {
                    true => at_path,
                    false => record.clone(),
                };
                let wrapped = self.wrapped(call, envelope, Some((path, one, true)));
                Tree::map([("anyOf", Tree::List(vec![wrapped, bare()]))])
            }
        }
    }

    /// Whether records have one of several forms, in a profile whose readers make types of none of them.
    fn has_two_forms(&self, envelope: &Envelope, is_list: bool) -> bool {
        let is_bare = envelope.records.iter().any(|path| path == ".");
        let is_wrapped = envelope.records.iter().any(|path| path != ".");
        !self.profile.has_json_schema() && is_wrapped && (is_bare || !is_list)
    }

    /// In the place of two forms of which an answer has one.
    fn any_form(&mut self, envelope: &Envelope) -> Tree {
        self.losses
            .note(TWO_FORMS, format!("envelope {}", envelope.name));
        Tree::map([])
    }

    /// An object with what an envelope names, and the records at their path.
    fn wrapped(
        &mut self,
        call: &'a Call,
        envelope: &'a Envelope,
        records: Option<(&str, Tree, bool)>,
    ) -> Tree {
        let mut places = Places::default();
        if let Some(path) = &envelope.code {
            places.add(path, self.code(call));
        }
        if let Some(path) = &envelope.message {
            places.add(path, self.or_null(kind("string")));
        }
        if let Some((path, tree, is_required)) = records {
            if let Some(total) = &envelope.total {
                places.add(total, self.total());
            }
            places.add(path, tree);
            if is_required {
                places.require(path);
            }
        }
        for detail in &envelope.details {
            for path in detail.paths.iter().take(1) {
                places.add(path, Tree::map([]));
            }
        }
        let mut tree = places.tree();
        tree.push("additionalProperties", Tree::Yes(true));
        tree
    }

    fn total(&self) -> Tree {
        match self.profile.has_json_schema() {
            true => Tree::map([
                ("type", Tree::texts(&["integer", "string", "null"])),
                ("description", Tree::text("The number of all records.")),
            ]),
            false => {
                let mut tree = self.or_null(kind("integer"));
                tree.push("description", Tree::text("The number of all records."));
                tree
            }
        }
    }

    /// A code: one of those that are known, or any other.
    fn code(&self, call: &Call) -> Tree {
        let known = self.api.result_codes.iter();
        let known =
            known.filter(|known| call.codes.contains(&known.name) && known.status.is_none());
        let mut codes: Vec<&str> = Vec::new();
        for spelled in known.flat_map(|known| std::iter::once(&known.code).chain(&known.also)) {
            if !codes.contains(&spelled.as_str()) {
                codes.push(spelled);
            }
        }
        let mut forms = Vec::new();
        if !codes.is_empty() {
            let mut known = kind("string");
            known.push("enum", Tree::texts(&codes));
            forms.push(known);
        }
        forms.push(kind("string"));
        if codes.iter().any(|code| matches!(*code, "true" | "false")) {
            forms.push(kind("boolean"));
        }
        if codes.iter().any(|code| code.parse::<i64>().is_ok()) {
            forms.push(kind("integer"));
        }
        let mut tree = match forms.len() {
            1 => kind("string"),
            // Makers of clients make of these what no text is.
            _ if !self.profile.has_json_schema() => kind("string"),
            _ => Tree::map([("anyOf", Tree::List(forms))]),
        };
        tree.push(
            "description",
            Tree::text("The result code: one of those listed, or another."),
        );
        tree
    }
}

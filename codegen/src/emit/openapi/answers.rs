//! What calls are answered with.

use super::describing;
use super::limit::kind;
use super::losses::Loss;
use super::places::Places;
use super::result_codes;
use super::schemas::Kind;
use super::writer::Writer;
use crate::emit::tree::Tree;
use crate::emit::words::{self, Docs, code, fill, joined, own};
use crate::model::{Call, Envelope, Kind as Does, Meaning, Method, ResultCode, Returns};

const ANY_CASE: Loss = Loss {
    cannot: "That capitals do not matter in the keys of an answer.",
    instead: "The keys as the vendor's page spells them.",
};

impl<'a> Writer<'a> {
    /// All answers of a call, by status.
    pub(super) fn responses(&mut self, call: &'a Call) -> Tree {
        let api = self.api;
        let Some(envelope) = api.envelopes.iter().find(|it| it.name == call.envelope) else {
            return Tree::map([]);
        };
        if envelope.any_case {
            self.losses
                .note(ANY_CASE, format!("envelope {}", envelope.name));
        }
        let codes: Vec<&ResultCode> = api
            .result_codes
            .iter()
            .filter(|known| call.codes.contains(&known.name))
            .collect();
        let mut responses: Vec<(String, Tree)> =
            vec![("200".to_owned(), self.success(call, envelope, &codes))];
        let has_code = envelope.code.is_some() || envelope.code_header.is_some();
        let mut more: Vec<u16> = codes.iter().filter_map(|known| known.status).collect();
        if call.does == Does::Create && !has_code && call.method != Method::Get {
            more.push(201);
        }
        more.sort_unstable();
        more.dedup();
        if envelope.redirect.is_some() {
            responses.push(("302".to_owned(), redirect(envelope)));
        }
        for status in more {
            let of_status = codes.iter().filter(|known| known.status == Some(status));
            let of_status: Vec<&ResultCode> = of_status.copied().collect();
            let response = match status {
                200 => continue,
                201..300 => {
                    let mut response = self.success(call, envelope, &[]);
                    told(&mut response, &of_status);
                    response
                }
                _ => {
                    let mut response = self.refusal(call, envelope, "The call is refused.");
                    told(&mut response, &of_status);
                    response
                }
            };
            responses.push((status.to_string(), response));
        }
        responses.push((
            "4XX".to_owned(),
            self.refusal(call, envelope, "The call is refused."),
        ));
        responses.push((
            match self.profile.has_json_schema() {
                true => "default".to_owned(),
                // Makers of clients count what is left over as a success too, and there is one kind of that.
                false => "5XX".to_owned(),
            },
            self.refusal(
                call,
                envelope,
                "Something failed on the vendor's side, or before the server.",
            ),
        ));
        responses.sort_by(|(a, _), (b, _)| a.cmp(b));
        Tree::named(responses)
    }

    fn success(&mut self, call: &'a Call, envelope: &'a Envelope, codes: &[&ResultCode]) -> Tree {
        let mut docs = Docs::default();
        let record = match &call.returns {
            Returns::One { record, .. } | Returns::Many { record, .. } => code(record),
            Returns::Outcome | Returns::Text | Returns::Bytes { .. } => words::Text::default(),
        };
        docs.line(words::call::returned(self.api, call, record));
        // One with a status of its own comes with that.
        let codes: Vec<&ResultCode> = codes
            .iter()
            .filter(|known| known.status.is_none_or(|status| status == 200))
            .copied()
            .collect();
        let in_body = envelope.code.as_ref().filter(|_| !codes.is_empty());
        let is_refusal = |known: &&ResultCode| known.means != Meaning::Success;
        if in_body.is_some() && codes.iter().any(is_refusal) {
            docs.line(own(
                "A refusal has this status, too: the result code tells. See the examples.",
            ));
        }
        let mut response = Tree::map([]);
        describing::describe(&mut response, &docs);
        let headers = self.answer_headers(call, envelope);
        if !headers.is_empty() {
            response.push("headers", Tree::named(headers));
        }
        let (kind, media) = match &call.returns {
            Returns::Text => {
                let text = Tree::map([("schema", kind("string"))]);
                ("text/plain", text)
            }
            Returns::Bytes { .. } => {
                let mut bytes = kind("string");
                bytes.push("format", Tree::text("binary"));
                let bytes = Tree::map([("schema", bytes)]);
                ("application/octet-stream", bytes)
            }
            Returns::Outcome | Returns::One { .. } | Returns::Many { .. } => {
                let mut media = Tree::map([("schema", self.reply(call, envelope))]);
                self.show_answers(&mut media, call, envelope, (in_body, &codes));
                ("application/json", media)
            }
        };
        let kinds = kinds(call, kind).into_iter();
        let content = Tree::named(kinds.map(|kind| (kind.to_owned(), media.clone())));
        response.push("content", content);
        response
    }

    fn answer_headers(&mut self, call: &'a Call, envelope: &Envelope) -> Vec<(String, Tree)> {
        let mut headers = Vec::new();
        let mut header = |name: &str, docs: Docs, schema: Tree| {
            let mut tree = Tree::map([]);
            describing::describe(&mut tree, &docs);
            tree.push("schema", schema);
            headers.push((name.to_owned(), tree));
        };
        let own_line = |words| {
            let mut docs = Docs::default();
            docs.line(own(words));
            docs
        };
        if let Some(name) = &envelope.code_header {
            header(name, own_line("The result code."), kind("string"));
        }
        if let Some(name) = &envelope.message_header {
            header(name, own_line("The message."), kind("string"));
        }
        let record = call.answer_headers.as_deref();
        if let Some(record) = record.and_then(|name| self.api.record(name)) {
            for accepted in &record.fields {
                let key = &accepted.key;
                header(&key.wire, describing::of_key(key, true), kind("string"));
            }
        }
        headers
    }

    /// An answer with a status that is no success. Its form is known where the spec has codes for statuses, and
    /// the envelope says where an error stands: a gateway's words are no JSON.
    fn refusal(&mut self, call: &Call, envelope: &'a Envelope, words: &'static str) -> Tree {
        let mut tree = Tree::map([("description", Tree::text(words))]);
        let mut codes = self.api.result_codes.iter();
        let is_told = codes.any(|known| {
            known.status.is_some_and(|status| status >= 400) && call.codes.contains(&known.name)
        });
        let mut paths = [&envelope.code, &envelope.message].into_iter().flatten();
        if !is_told || (paths.next().is_none() && envelope.errors.is_empty()) {
            return tree;
        }
        let schema = self.component(Kind::Refusal, &envelope.name, |writer| {
            let mut places = Places::default();
            for path in [&envelope.code, &envelope.message].into_iter().flatten() {
                let form = writer.or_null(kind("string"));
                places.add(path, form);
            }
            for path in &envelope.errors {
                places.add(path, Tree::map([]));
            }
            let mut tree = places.tree();
            tree.push("additionalProperties", Tree::Yes(true));
            tree.push(
                "description",
                Tree::text("What the server says of an error, as far as its form is known."),
            );
            tree
        });
        let json = Tree::map([("schema", schema)]);
        let mut content = Tree::map([("application/json", json)]);
        if self.profile.has_json_schema() {
            for kind_of_text in ["text/plain", "text/html"] {
                content.push(kind_of_text, Tree::map([("schema", kind("string"))]));
            }
        }
        tree.push("content", content);
        tree
    }
}

/// The kinds of answer that a call asks for: this one if it says no other.
fn kinds<'k>(call: &'k Call, usual: &'k str) -> Vec<&'k str> {
    let mut kinds: Vec<&str> = Vec::new();
    let asked = call.accept.as_deref().unwrap_or(usual).split(',');
    for kind in asked.filter_map(|kind| kind.split(';').next()) {
        let kind = kind.trim();
        if kind.contains('/') && !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    if kinds.is_empty() {
        kinds.push(usual);
    }
    kinds
}

/// Adds what the codes of a status mean.
fn told(response: &mut Tree, codes: &[&ResultCode]) {
    let mut docs = Docs::default();
    docs.list(codes.iter().map(|known| result_codes::of_code(known)));
    let text = describing::markdown(&docs);
    if let Tree::Map(entries) = response
        && let Some((_, Tree::Text(words))) =
            entries.iter_mut().find(|(name, _)| name == "description")
        && !text.is_empty()
    {
        words.push_str("\n\n");
        words.push_str(&text);
    }
}

fn redirect(envelope: &Envelope) -> Tree {
    let mut docs = Docs::default();
    docs.line(own("The call is judged by the query of the address."));
    if let Some(redirect) = &envelope.redirect {
        docs.line(fill(
            "With {} it is refused, and {} says why; without it, it is a success.",
            [code(&redirect.code), code(&redirect.message)],
        ));
        docs.line(
            redirect
                .to
                .as_ref()
                .map_or_else(words::Text::default, |to| {
                    fill(
                        "A success leads to the host of {}.",
                        [joined([code(to)], "")],
                    )
                }),
        );
    }
    let mut tree = Tree::map([]);
    describing::describe(&mut tree, &docs);
    let mut location = kind("string");
    location.push("format", Tree::text("uri-reference"));
    let header = Tree::map([
        ("description", Tree::text("Where the browser is sent.")),
        ("schema", location),
    ]);
    tree.push("headers", Tree::map([("Location", header)]));
    tree
}

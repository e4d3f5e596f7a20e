//! What the API sends by itself.

use super::describing;
use super::limit::kind;
use super::losses::Loss;
use super::places::Places;
use super::writer::Writer;
use crate::emit::tree::Tree;
use crate::emit::words::Docs;
use crate::model::{Event, SignatureEncoding, Signed, TimestampPlace, ToldBy, Webhooks};

const WEBHOOKS: Loss = Loss {
    cannot: "What the API sends by itself.",
    instead: "`x-webhooks`, which some readers know.",
};

impl Writer<'_> {
    /// How it is signed, and the events, if there are any.
    pub(super) fn webhooks(&mut self) -> Option<(Tree, Tree)> {
        let webhooks = self.api.webhooks.as_ref()?;
        let encoded = match webhooks.encoded {
            SignatureEncoding::Hex => "hex",
            SignatureEncoding::Base64 => "base64",
        };
        let mut signed = Tree::map([
            ("header", Tree::text(&webhooks.header)),
            (
                "written",
                Tree::text(format!("{}{{}}{}", webhooks.before, webhooks.after)),
            ),
            ("encoded", Tree::text(encoded)),
            ("over", Tree::text(over(webhooks))),
            ("age", Tree::Integer(webhooks.age.into())),
        ]);
        if let Some(timestamp) = &webhooks.timestamp {
            let (place, name) = match timestamp {
                TimestampPlace::Header(name) => ("header", name),
                TimestampPlace::Beside(before) => ("beside", before),
            };
            signed.push("timestamp", Tree::map([(place, Tree::text(name))]));
        }
        if !webhooks.doc.is_empty() {
            signed.push("says", Tree::text(&webhooks.doc));
        }
        if !self.profile.has_json_schema() {
            for event in &webhooks.events {
                self.losses.note(WEBHOOKS, event.name.as_str());
            }
        }
        let events = webhooks.events.iter();
        let events = events.map(|event| {
            let post = self.event(event, webhooks);
            (event.name.clone(), Tree::map([("post", post)]))
        });
        let events = Tree::named(events.collect::<Vec<_>>());
        Some((signed, events))
    }

    fn event(&mut self, event: &Event, webhooks: &Webhooks) -> Tree {
        let mut id = format!("on_{}", event.name);
        while self.api.calls().any(|call| call.name == id) {
            id.push('_');
        }
        let mut tree = Tree::map([
            ("operationId", Tree::text(id)),
            (
                "summary",
                Tree::text(describing::summary(&event.doc, &event.name)),
            ),
        ]);
        describing::describe(&mut tree, &Docs::of(&event.doc));
        tree.push("security", Tree::List(Vec::new()));
        let header = |name: &str, says: &str, schema: Tree| {
            Tree::map([
                ("name", Tree::text(name)),
                ("in", Tree::text("header")),
                ("required", Tree::Yes(true)),
                ("description", Tree::text(says)),
                ("schema", schema),
            ])
        };
        let mut parameters = vec![header(&webhooks.header, "The signature.", kind("string"))];
        if let Some(TimestampPlace::Header(name)) = &webhooks.timestamp {
            parameters.push(header(name, "When it was signed.", kind("string")));
        }
        let is = self.only(Tree::text(&event.is));
        if let ToldBy::Header(name) = &event.told_by {
            parameters.push(header(name, "Which event it is.", is.clone()));
        }
        tree.push("parameters", Tree::List(parameters));
        let mut schema = self.record(&event.record);
        let within = event.within.split('.').filter(|name| !name.is_empty());
        for name in within.collect::<Vec<_>>().into_iter().rev() {
            let mut outer = kind("object");
            outer.push("properties", Tree::named([(name.to_owned(), schema)]));
            outer.push("additionalProperties", Tree::Yes(true));
            schema = outer;
        }
        if let ToldBy::Key(path) = &event.told_by {
            let mut places = Places::default();
            places.add(path, is);
            places.require(path);
            schema = Tree::map([("allOf", Tree::List(vec![schema, places.tree()]))]);
        }
        let content = Tree::map([("schema", schema)]);
        tree.push(
            "requestBody",
            Tree::map([
                ("required", Tree::Yes(true)),
                ("content", Tree::map([("application/json", content)])),
            ]),
        );
        let taken = Tree::map([("description", Tree::text("It was received."))]);
        let refused = Tree::map([("description", Tree::text("The signature is wrong."))]);
        tree.push("responses", Tree::map([("200", taken), ("4XX", refused)]));
        tree
    }
}

/// What is signed, as the spec writes it.
fn over(webhooks: &Webhooks) -> String {
    let pieces = webhooks.over.iter().map(|piece| match piece {
        Signed::Text(text) => text.as_str(),
        Signed::Timestamp => "{timestamp}",
        Signed::Body => "{body}",
    });
    pieces.collect()
}

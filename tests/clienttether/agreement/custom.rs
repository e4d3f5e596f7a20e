//! Requests with a name that the document does not list.

use proptest::prelude::*;
use proptest::sample::select;
use workspace_tests::limits::{edges, examples, text_of, texts};

use super::plans::Making;

impl Making<'_> {
    /// With one custom name, on calls that take them and on those that do not.
    pub(crate) fn custom(&mut self) {
        let one = |names: BoxedStrategy<String>, texts: BoxedStrategy<String>| {
            (names, texts).prop_map(|pair| vec![pair]).boxed()
        };
        let names = || {
            (0..1000_u32)
                .prop_map(|number| format!("Field {number}"))
                .boxed()
        };
        let short = || text_of(12);
        let Some(open) = &self.call.open else {
            self.add_with(
                "a name it does not have",
                "",
                None,
                [],
                one(names(), short()),
            );
            return;
        };
        for edge in edges(&open.limit) {
            self.add_with(
                edge.name,
                "custom",
                Some(edge.allowed),
                [],
                one(names(), edge.texts),
            );
        }
        let blank = Just(String::new()).boxed();
        self.add_with("blank", "custom", Some(true), [], one(names(), blank));
        let near = texts(examples(&open.limit)).boxed();
        self.add_with("near", "custom", None, [], one(names(), near));
        // Shorter than the limit once the markup is gone.
        let markup = text_of(99)
            .prop_map(|text| format!("<b>{text}</b>"))
            .boxed();
        self.add_with(
            "with markup beyond the limit",
            "custom",
            None,
            [],
            one(names(), markup),
        );
        let strange = select(vec!["Ü 漢", "a&b=c", "x[0]", "日本", "first name", "data"]);
        let strange = strange.prop_map(str::to_owned).boxed();
        self.add_with(
            "strange name",
            "custom",
            Some(true),
            [],
            one(strange, short()),
        );
        let is_key = |name: &String| self.call.accepts.iter().any(|own| own.key.wire == *name);
        let keys = self.call.accepts.iter();
        let clash: Vec<String> = keys
            .map(|own| own.key.wire.to_uppercase())
            .filter(|name| !is_key(name))
            .collect();
        self.add_with(
            "a key in capitals",
            "custom",
            None,
            [],
            one(select(clash).boxed(), short()),
        );
        if !self.call.reserved.is_empty() {
            let reserved = select(self.call.reserved.clone()).boxed();
            self.add_with(
                "a reserved name",
                "custom",
                None,
                [],
                one(reserved, short()),
            );
        }
        let no_name = select(vec!["!", "--", " "]).prop_map(str::to_owned).boxed();
        self.add_with("no name", "custom", None, [], one(no_name, short()));
    }
}

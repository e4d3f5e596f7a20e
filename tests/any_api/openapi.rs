//! The OpenAPI documents of each API tell what its spec says of all that is in force.

use std::collections::HashSet;

use prose_codegen::emit::openapi::{Profile, document};
use prose_codegen::model::{Api, Key, Quirk, Record, Returns, Was};
use serde_json::Value;
use workspace_tests::spec::apis;

/// The signs of a text without white space, and without what marks code or escapes it.
fn bare(text: &str) -> String {
    let signs = text.chars();
    let signs = signs.filter(|sign| !sign.is_whitespace() && !"`\\*".contains(*sign));
    signs.collect()
}

/// All texts and names of a document, one behind the other.
fn read(value: &Value, text: &mut String) {
    match value {
        Value::String(words) => text.push_str(words),
        Value::Object(entries) => entries.iter().for_each(|(name, value)| {
            text.push_str(name);
            read(value, text);
        }),
        Value::Array(items) => items.iter().for_each(|item| read(item, text)),
        _ => {}
    }
    text.push('\n');
}

#[derive(Default)]
struct Said<'a>(Vec<&'a str>);

impl<'a> Said<'a> {
    fn all(&mut self, texts: impl IntoIterator<Item = &'a String>) {
        self.0.extend(texts.into_iter().map(String::as_str));
    }

    fn quirks(&mut self, quirks: &'a [Quirk]) {
        for quirk in quirks {
            self.all([&quirk.says, &quirk.we]);
            self.all(&quirk.about);
        }
    }

    fn was(&mut self, was: &'a [Was]) {
        for was in was {
            self.all(was.key.iter().chain(&was.says));
            self.0.push(&was.revision);
        }
    }

    fn key(&mut self, key: &'a Key) {
        self.all([&key.wire, &key.doc]);
        self.all(key.default.iter().chain(&key.since));
        self.was(&key.was);
        self.quirks(&key.quirks);
    }

    fn of_records(api: &'a Api) -> Self {
        let mut said = Self::default();
        // One that no call returns, such as what a program reads out of a text, stands in no document.
        let is_returned = |record: &&Record| {
            api.calls().any(|call| match &call.returns {
                Returns::One { record: name, .. } | Returns::Many { record: name, .. } => {
                    *name == record.name
                }
                Returns::Outcome | Returns::Text | Returns::Bytes { .. } => false,
            })
        };
        for record in api.records.iter().filter(is_returned) {
            said.all([&record.doc]);
            said.quirks(&record.quirks);
            for accepted in &record.fields {
                let key = &accepted.key;
                said.all([&key.wire, &key.doc]);
                said.all(&key.also);
                said.quirks(&key.quirks);
            }
        }
        said
    }

    fn of(api: &'a Api) -> Self {
        let mut said = Self::default();
        said.all([&api.title, &api.doc]);
        said.quirks(&api.quirks);
        for named in api.revisions.iter().chain(&api.not_described) {
            said.all([&named.name, &named.doc]);
        }
        for credential in &api.credentials {
            said.all([&credential.doc]);
        }
        for code in &api.result_codes {
            said.all([&code.name, &code.code, &code.message]);
            said.all(&code.also);
        }
        for table in &api.tables {
            said.all([&table.name, &table.title, &table.doc]);
            said.quirks(&table.quirks);
        }
        for family in &api.families {
            said.all([&family.title, &family.doc]);
        }
        for call in api.calls() {
            said.all([&call.name, &call.doc]);
            said.all(call.unproven.iter().chain(&call.codes));
            said.was(&call.was);
            said.quirks(&call.quirks);
            for accepted in &call.accepts {
                said.key(&accepted.key);
                let limit = &accepted.key.limit;
                if limit.is_named {
                    said.all([&limit.doc]);
                }
            }
        }
        said
    }
}

#[test]
fn nothing_that_a_spec_says_is_left_out_of_openapi() {
    for api in apis() {
        let said = Said::of(&api).0;
        assert!(said.len() > 100, "{}", api.name);
        for profile in Profile::ALL {
            // Where an answer has one of several forms, 3.0 has none of them and no record: a loss says so.
            let of_records = match profile {
                Profile::V3_0 => Vec::new(),
                Profile::V3_1 | Profile::V3_2 => Said::of_records(&api).0,
            };
            let said: HashSet<String> = said.iter().chain(&of_records).copied().map(bare).collect();
            let document = document(&api, profile).expect("it is written");
            let document: Value = serde_json::from_str(&document).expect("it is JSON");
            let mut text = String::new();
            read(&document, &mut text);
            let text = bare(&text);
            let missing = said.iter().filter(|words| !text.contains(words.as_str()));
            let missing: Vec<&String> = missing.collect();
            assert!(missing.is_empty(), "{} {profile:?}: {missing:#?}", api.name);
        }
    }
}

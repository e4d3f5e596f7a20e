//! The reference of each API tells all that its spec says: everything in the model that has words is looked for in
//! the page, read as text, and in the Markdown.

use std::collections::HashSet;

use prose_codegen::emit::reference::emit;
use prose_codegen::model::{Accepted, Api, Key, Limit, Quirk, Was};
use workspace_tests::spec::apis;

/// The signs of a text without white space, and without what marks code in the one or the other.
fn bare(text: &str) -> String {
    let signs = text.chars();
    let signs = signs.filter(|sign| !sign.is_whitespace() && !"`\\*".contains(*sign));
    signs.collect()
}

/// The text of a page.
fn read(html: &str) -> String {
    let (_, body) = html.split_once("<main").expect("the page has a main part");
    let parts = body.split('<').skip(1);
    let text: String = parts
        .filter_map(|part| Some(part.split_once('>')?.1))
        .collect();
    let text = text.replace("&quot;", "\"").replace("&lt;", "<");
    text.replace("&gt;", ">").replace("&amp;", "&")
}

/// Whatever a spec says in words, and the names of what it says it about.
#[derive(Default)]
struct Said<'a>(Vec<&'a str>);

impl<'a> Said<'a> {
    fn all(&mut self, texts: impl IntoIterator<Item = &'a String>) {
        self.0.extend(texts.into_iter().map(String::as_str));
    }

    fn quirks(&mut self, quirks: &'a [Quirk]) {
        for quirk in quirks {
            self.all([&quirk.says]);
            self.0.push(quirk.we.trim_end_matches('.'));
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
        self.all([&key.name, &key.wire, &key.rust, &key.doc]);
        self.all(key.also.iter().chain(&key.default).chain(&key.since));
        self.was(&key.was);
        self.quirks(&key.quirks);
    }

    fn own(&mut self, accepted: impl IntoIterator<Item = &'a Accepted>) {
        for accepted in accepted {
            match accepted.table {
                None => self.key(&accepted.key),
                Some(_) => self.all([&accepted.key.wire]),
            }
        }
    }

    fn limit(&mut self, limit: &'a Limit) {
        self.all([&limit.name, &limit.doc]);
        self.all(limit.pass.iter().chain(&limit.fail));
        self.was(&limit.was);
    }

    fn of(api: &'a Api) -> Self {
        let mut said = Self::default();
        said.all([&api.doc, &api.base_url]);
        said.quirks(&api.quirks);
        for named in api.revisions.iter().chain(&api.not_described) {
            said.all([&named.name, &named.doc]);
        }
        for it in &api.credentials {
            said.all([&it.name, &it.doc]);
            said.all(&it.env);
        }
        for it in &api.variables {
            said.all([&it.name, &it.doc]);
        }
        for it in &api.envelopes {
            said.all([&it.name]);
            said.all(
                it.records
                    .iter()
                    .chain(&it.errors)
                    .chain(&it.code)
                    .chain(&it.message),
            );
        }
        for it in &api.result_codes {
            said.all([&it.name, &it.code, &it.message, &it.doc]);
            said.all(&it.also);
        }
        for limit in &api.limits {
            said.limit(limit);
        }
        for table in &api.tables {
            said.all([&table.name, &table.title, &table.doc]);
            for key in table.keys.iter().chain(&table.gone) {
                said.key(key);
            }
            said.quirks(&table.quirks);
            said.was(table.open.as_ref().map_or(&[], |open| &open.was));
        }
        for family in &api.families {
            said.all([&family.title, &family.doc]);
            for call in family.calls.iter().chain(&family.gone) {
                said.all([
                    &call.name,
                    &call.doc,
                    &call.path,
                    &call.rust,
                    &call.function,
                ]);
                said.all(call.unproven.iter().chain(&call.codes));
                said.own(call.accepts.iter().chain(&call.gone));
                said.was(&call.was);
                said.quirks(&call.quirks);
            }
        }
        for record in &api.records {
            said.all([&record.name, &record.doc]);
            said.own(record.fields.iter().chain(&record.gone));
            said.quirks(&record.quirks);
        }
        said
    }
}

#[test]
fn nothing_that_a_spec_says_is_left_out() {
    for api in apis() {
        let files = emit(&api);
        let said: HashSet<String> = Said::of(&api).0.into_iter().map(bare).collect();
        for file in &files {
            let text = match file.path.ends_with(".html") {
                true => bare(&read(&file.text)),
                false => bare(&file.text),
            };
            let missing = said.iter().filter(|words| !text.contains(words.as_str()));
            let missing: Vec<&String> = missing.collect();
            assert!(missing.is_empty(), "{}: {missing:#?}", file.path);
        }
    }
}

#[test]
fn no_page_is_larger_than_it_may_be() {
    for api in apis() {
        let html = &emit(&api)[0].text;
        assert!(html.len() <= 700_000, "{}: {}", api.name, html.len());
        let begin = |tag: &str| html.split(tag).nth(1).unwrap();
        let style = begin("<style>").split("</style>").next().unwrap();
        assert!(style.len() <= 12_000, "{}", style.len());
        let script = begin("<script>").split("</script>").next().unwrap();
        assert!(script.len() <= 6_000, "{}", script.len());
    }
}

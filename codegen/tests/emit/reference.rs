//! The reference of every fixture: its anchors and links, its policy, its size when nothing is in it.

use std::collections::HashSet;

use prose_codegen::emit::reference::{self, Around};
use prose_codegen::model::Api;
use prose_codegen::source::Sources;
use prose_fixture::Fixture;

/// The values of an attribute, in the order of the page.
fn values<'t>(html: &'t str, attribute: &str) -> Vec<&'t str> {
    let begin = format!(" {attribute}=\"");
    let after = html.split(&*begin).skip(1);
    after.filter_map(|rest| rest.split('"').next()).collect()
}

/// The APIs of all fixtures.
fn apis() -> Vec<(String, Api)> {
    let fixtures = Fixture::all(&crate::promises::root());
    let apis = fixtures.iter().map(|fixture| {
        let sources = fixture.on_disk(Sources::load).unwrap_or_default();
        let api = prose_codegen::compile(&sources).model;
        (fixture.name().to_owned(), api.expect("it has no mistakes"))
    });
    apis.collect()
}

#[test]
fn every_anchor_is_there_once_and_every_link_leads_to_one() {
    for (name, api) in apis() {
        let files = reference::emit(&api);
        let html = &files[0].text;
        let ids = values(html, "id");
        let known: HashSet<&str> = ids.iter().copied().collect();
        assert_eq!(known.len(), ids.len(), "{name}: {ids:?}");
        for link in values(html, "href") {
            if let Some(anchor) = link.strip_prefix('#') {
                assert!(known.contains(anchor), "{name}: nothing is at {anchor}");
            } else {
                // The icon is a blank one.
                assert!(
                    link.starts_with("../") || link == "data:,",
                    "{name}: {link}"
                );
            }
        }
        for of in values(html, "for") {
            assert!(known.contains(of), "{name}: nothing is at {of}");
        }
    }
}

#[test]
fn a_renamed_key_keeps_its_anchor() {
    let apis = apis();
    let (_, api) = apis
        .iter()
        .find(|(name, _)| name == "a_reference_tells_each_revision")
        .expect("it is a fixture");
    let files = reference::emit(api);
    let ids = values(&files[0].text, "id");
    for id in [
        "call.create_plant",
        "call.create_hedge",
        "call.read_plant.plant_id",
        "plant.name",
        "plant.plantName",
        "plant.pot",
        "limit.note",
        "record.plant",
        "GA2",
        "quirk.create_plant.weeds",
        "quirk.read_plant.plant_id",
    ] {
        assert!(ids.contains(&id), "{id} is not among {ids:?}");
    }
}

#[test]
fn the_policy_allows_what_the_page_has_and_nothing_else() {
    let (_, api) = apis().swap_remove(0);
    let around = Around {
        first: "<p>First.</p>",
        beside: &|call| format!("<a href=\"/try/{}\">Try</a>", call.function),
        style: "p{color:red}",
        script: "1;",
    };
    let page = reference::page(&api, &around);
    assert!(page.policy.starts_with("default-src 'none'; "));
    // Two of each, in the order in which they stand there.
    assert_eq!(page.policy.matches("'sha256-").count(), 4);
    assert!(!page.policy.contains("unsafe"));
    assert_eq!(page.html.matches("<style>").count(), 2);
    assert_eq!(page.html.matches("<script>").count(), 2);
    // What else a browser should do, the program says that sends it.
    assert!(!page.html.contains("http-equiv") && !page.html.contains("referrer"));
    for attribute in ["style", "onclick", "src", "onload"] {
        assert_eq!(values(&page.html, attribute), [""; 0], "{attribute}");
    }
    // The file says it itself, and of forms besides.
    let file = &reference::emit(&api)[0].text;
    assert!(file.contains("; form-action 'none'\">"));
    for call in api.calls() {
        let beside = format!("<a href=\"/try/{}\">Try</a>", call.function);
        assert!(page.html.contains(&beside));
    }
}

/// Each would run, end its quotes or become another argument.
#[cfg(unix)]
#[test]
fn no_word_of_a_spec_runs_in_a_shell() {
    for words in [
        "'; touch RAN; '",
        "\"; touch RAN; \"",
        "$(touch RAN)",
        "`touch RAN`",
        "${HOME}",
        "a \\",
        "a\\' b",
        "-o RAN",
        "@RAN",
        "& touch RAN &",
        "a' \\\n  touch RAN '",
    ] {
        let quoted = serde_json::Value::from(words).to_string();
        let text = SHELL.replace("WORDS", &quoted);
        let mut sources = Sources::new();
        for part in text.split("# file: ").skip(1) {
            let (path, text) = part.split_once('\n').expect("it has lines");
            sources.add(&format!("garden/{path}"), text);
        }
        let compiled = prose_codegen::compile(&sources);
        let told = compiled.diagnostics;
        let api = compiled
            .model
            .unwrap_or_else(|| panic!("{words:?}: {told:?}"));
        let html = reference::emit(&api).swap_remove(0).text;
        let snippets = html.split("<pre class=\"sh\">\n").skip(1);
        let mut count = 0;
        for snippet in snippets {
            let snippet = snippet.split("</pre>").next().unwrap_or_default();
            let snippet = snippet
                .replace("&quot;", "\"")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
            let folder = tempfile::tempdir().expect("there is room");
            // What curl would be given, each with a sign behind it that no argument has.
            let script = format!("curl() {{ printf '%s\\001' \"$@\"; }}\n{snippet}");
            let output = std::process::Command::new("sh")
                .args(["-c", &script])
                .current_dir(folder.path())
                .env("GARDEN_BASE_URL", "http://garden/")
                .env("GARDEN_TOKEN", "t")
                .output()
                .expect("there is a shell");
            assert!(output.status.success(), "{snippet}");
            assert_eq!(
                std::fs::read_dir(folder.path())
                    .expect("it is there")
                    .count(),
                0
            );
            let told = String::from_utf8_lossy(&output.stdout).into_owned();
            let arguments: Vec<&str> = told.split_terminator('\u{1}').collect();
            let json = format!("{{\"name\":{quoted},\"always\":{quoted}}}");
            let form = format!("name={words}");
            let is_given = |wanted: &str| arguments.contains(&wanted);
            assert!(
                is_given(&json) || is_given(&form),
                "{snippet}\n{arguments:?}"
            );
            let address = arguments.iter().find(|it| it.starts_with("http://garden/"));
            assert!(address.is_some(), "{arguments:?}");
            count += 1;
        }
        assert_eq!(count, 2, "{words:?}");
    }
}

const SHELL: &str = r#"
# file: api.yaml
api: garden
title: Garden
base_url: https://garden.example.com/
credentials:
  token: { header: X-Token, holds: secret, env: GARDEN_TOKEN, written: "z{}", doc: A token. }
# file: create.yaml
family: create
method: POST
retry: never
calls:
  add_plant: { doc: Adds., sends: json, accepts: [plant], requires: [name], fixed: { always: WORDS }, returns: outcome }
  add_tree:
    doc: Adds.
    sends: form
    accepts: [plant]
    requires: [name]
    fixed: { always: WORDS, X-Always: { value: WORDS, in: query } }
    returns: outcome
# file: plant.yaml
table: plant
title: Plants
keys:
  name: { limit: words, doc: Its name. }
# file: limits.yaml
limits:
  words: { rule: { text: { max: 1000 } }, pass: [WORDS] }
"#;

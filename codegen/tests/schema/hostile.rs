//! Whatever a spec calls its things, the schema is one, and knows them by these names.

use prose_codegen::check::defined_by;
use prose_codegen::diagnostic::Diagnostics;
use prose_codegen::emit::schema::schema;
use prose_codegen::source::Sources;
use prose_codegen::syntax;
use serde_json::Value;

use crate::reader::{told, validator};

const NAMES: [&str; 14] = [
    "\"",
    "\\",
    "</script>",
    "`x`",
    "$ref",
    "#/definitions/key",
    "__proto__",
    "{{a}}",
    "a/b~c%20",
    "404",
    "-0x1f",
    "1e999",
    "true",
    "null",
];

#[test]
fn hostile_names_leave_the_schema_valid_and_are_known_by_it() {
    for name in NAMES {
        let quoted = Value::from(name).to_string();
        let api = format!(
            "api: garden\ntitle: G\nbase_url: https://example.com/\nrevisions: {{ {quoted}: {{ doc: {quoted} }}, now: {{}} }}\nenvelopes: {{ {quoted}: {{ records: data }} }}\nresult_codes: {{ {quoted}: {{ means: unknown, doc: {quoted} }} }}\n"
        );
        let limits = format!("limits: {{ {quoted}: {{ rule: text, doc: {quoted} }} }}\n");
        let table = format!(
            "table: {quoted}\ntitle: {quoted}\nkeys: {{ {quoted}: {{ limit: {quoted}, since: {quoted} }} }}\n"
        );
        let call = format!(
            "family: read\nmethod: GET\ncalls: {{ look: {{ accepts: [{quoted}], requires: [{quoted}], codes: {quoted}, returns: outcome }} }}\n"
        );
        let texts = [api, limits, table, call];
        let mut sources = Sources::new();
        for (at, text) in texts.iter().enumerate() {
            sources.add(&format!("garden/{at}.yaml"), text);
        }
        let spec = syntax::read(&sources, &mut Diagnostics::new());
        let validator = validator(&schema(name, &defined_by(&spec)).unwrap());
        for text in &texts {
            assert_eq!(told(&validator, text), [""; 0], "{name}: {text}");
        }
        let other = texts[2].replace(&format!("limit: {quoted}"), "limit: none-such");
        assert_ne!(told(&validator, &other), [""; 0], "{name}");
    }
}

/// Without quotes, YAML makes numbers of some names; an editor has to take these too.
#[test]
fn names_that_yaml_takes_for_something_else_are_known_without_quotes() {
    for code in [
        "404",
        "007",
        "1.10",
        "0x1F",
        "1e3",
        "false",
        "-1",
        "+5",
        ".5",
        "99999999999999999999",
    ] {
        let api = format!(
            "api: garden\ntitle: G\nbase_url: https://example.com/\nresult_codes: {{ {code}: {{ means: unknown }} }}\n"
        );
        let call = format!(
            "family: read\nmethod: GET\ncalls: {{ look: {{ codes: [{code}], returns: outcome }} }}\n"
        );
        let mut sources = Sources::new();
        sources.add("garden/api.yaml", &api);
        sources.add("garden/read.yaml", &call);
        let spec = syntax::read(&sources, &mut Diagnostics::new());
        let validator = validator(&schema("garden", &defined_by(&spec)).unwrap());
        assert_eq!(told(&validator, &call), [""; 0], "{code}");
    }
}

//! Each construct of a spec reaches the documents, or a loss says that it does not.

use prose_codegen::emit::openapi::Profile;
use prose_codegen::source::Sources;
use serde_json::{Value, json};

use crate::apis::{compile, read};
use crate::examples::validator;

const API: &str = "api: garden\ntitle: Garden API\nbase_url: https://garden.example.com/\n";
const TAGS: &str = "    keys:\n      tags: { limit: { list_of: { items: text, travels: brackets } }, doc: Its tags. }\n      name: { limit: text, doc: Its name. }\n";

/// The document of an API with this behind its first lines, and these files.
fn garden(more: &str, files: &[(&str, &str)], profile: Profile) -> Value {
    let mut sources = Sources::new();
    sources.add("garden/api.yaml", &format!("{API}{more}"));
    for (name, text) in files {
        sources.add(&format!("garden/{name}.yaml"), text);
    }
    read(&compile(&sources), profile)
}

fn losses(document: &Value) -> Vec<&str> {
    let losses = document["x-losses"].as_array().into_iter().flatten();
    losses.map(|it| it["cannot"].as_str().unwrap()).collect()
}

#[test]
fn what_goes_together_is_said_of_lists_by_the_name_that_travels() {
    let calls = format!(
        "family: create\nmethod: POST\nsends: form\ncalls:\n  add_plant:\n    doc: Adds.\n    requires: [{{ any_of: [tags, name] }}]\n    returns: outcome\n{TAGS}"
    );
    let document = garden("", &[("create", &calls)], Profile::V3_1);
    let schema = validator(&document, "/components/schemas/AddPlantRequest");
    assert!(schema.is_valid(&json!({ "tags[]": ["green"] })));
    assert!(schema.is_valid(&json!({ "name": "Oak" })));
    for nothing in [json!({}), json!({ "name": "" }), json!({ "tags[]": [] })] {
        assert!(!schema.is_valid(&nothing), "{nothing}");
    }
}

#[test]
fn a_query_as_a_whole_has_its_lists_as_single_parameters_have_them() {
    let calls = format!(
        "family: read\nmethod: GET\nsends: query\ncalls:\n  find_plants:\n    doc: Finds.\n    requires: [{{ any_of: [tags, name] }}]\n    returns: outcome\n{TAGS}"
    );
    let document = garden("", &[("read", &calls)], Profile::V3_2);
    let parameter = &document["paths"]["/find_plants"]["get"]["parameters"][0];
    let media = &parameter["content"]["application/x-www-form-urlencoded"];
    assert_eq!(media["encoding"]["tags[]"]["explode"], true);
    let schema = validator(&document, "/components/schemas/FindPlantsQuery");
    assert!(schema.is_valid(&json!({ "tags[]": ["green"] })));
    assert!(!schema.is_valid(&json!({ "tags": ["green"] })));
    assert!(!schema.is_valid(&json!({})));
}

#[test]
fn what_goes_together_in_several_places_is_lost_and_listed() {
    let calls = "family: create\nmethod: POST\nsends: json\ncalls:\n  add_plant:\n    doc: Adds.\n    keys:\n      name: { limit: text, doc: Its name. }\n      X-Bed: { limit: text, in: header, rust: bed, doc: Where. }\n    requires: [{ any_of: [name, X-Bed] }]\n    returns: outcome\n";
    for profile in Profile::ALL {
        let document = garden("", &[("create", calls)], profile);
        let is_listed = losses(&document)
            .iter()
            .any(|cannot| cannot.contains("several places"));
        assert!(is_listed, "{profile:?}");
    }
}

#[test]
fn an_answer_is_of_the_kinds_that_the_call_asks_for() {
    let calls = "family: read\nmethod: GET\nsends: query\ncalls:\n  read_invoice: { doc: Reads., returns: { bytes: { max: 9 } }, accept: \"application/pdf, image/png;q=0.5\" }\n  read_notes: { doc: Reads., returns: text }\n";
    let document = garden("", &[("read", calls)], Profile::V3_1);
    let kinds = |path: &str| {
        let content = &document["paths"][path]["get"]["responses"]["200"]["content"];
        let kinds = content.as_object().unwrap().keys();
        kinds.cloned().collect::<Vec<_>>()
    };
    assert_eq!(kinds("/read_invoice"), ["application/pdf", "image/png"]);
    assert_eq!(kinds("/read_notes"), ["text/plain"]);
}

#[test]
fn paths_that_differ_behind_a_parameter_are_two() {
    let calls = "family: read\nmethod: GET\nsends: query\ncalls:\n  read_plant: { doc: Reads., path: \"plants/{id}\", keys: { id: { limit: id, doc: One. } }, requires: [id], returns: outcome }\n  read_picture: { doc: Reads., path: \"plants/{id}.png\", keys: { id: { limit: id, doc: One. } }, requires: [id], returns: outcome }\n  read_tree: { doc: Reads., path: \"plants/{tree}\", keys: { tree: { limit: id, doc: One. } }, requires: [tree], returns: outcome }\n";
    let document = garden("", &[("read", calls)], Profile::V3_1);
    let paths: Vec<&String> = document["paths"].as_object().unwrap().keys().collect();
    assert_eq!(
        paths,
        [
            "/plants/{id}",
            "/plants/{id}.png",
            "/plants/{tree}#read_tree"
        ]
    );
}

#[test]
fn an_event_says_how_it_is_signed_and_what_tells_it() {
    let signed = "webhooks:\n  header: X-Signature\n  hmac: sha256\n  over: \"v0:{timestamp}.{body}\"\n  timestamp: { header: X-Timestamp }\n  doc: Shown once.\n";
    let event = "event: plant_grown\ndoc: A plant has grown.\ntold_by: { key: event.type, is: grown }\nrecord: plant\nwithin: data\n";
    let record = "record: plant\nfields:\n  name: { limit: text, doc: Its name. }\n";
    let calls = "family: read\nmethod: GET\nsends: query\ncalls:\n  on_plant_grown: { doc: Reads., returns: outcome }\n";
    let files = [("event", event), ("record", record), ("read", calls)];
    for (profile, webhooks) in [
        (Profile::V3_0, "x-webhooks"),
        (Profile::V3_1, "webhooks"),
        (Profile::V3_2, "webhooks"),
    ] {
        let document = garden(signed, &files, profile);
        let how = &document["x-webhook-signature"];
        assert_eq!(how["over"], "v0:{timestamp}.{body}");
        assert_eq!(how["timestamp"], json!({ "header": "X-Timestamp" }));
        let event = &document[webhooks]["plant_grown"]["post"];
        // Calls have their names, and no two operations have one.
        assert_eq!(event["operationId"], "on_plant_grown_");
        assert_eq!(event["parameters"][1]["name"], "X-Timestamp");
    }
    let document = garden(signed, &files, Profile::V3_1);
    let schema = validator(
        &document,
        "/webhooks/plant_grown/post/requestBody/content/application~1json/schema",
    );
    let told = |kind: &str| json!({ "event": { "type": kind }, "data": { "name": "Oak" } });
    assert!(schema.is_valid(&told("grown")));
    assert!(!schema.is_valid(&told("cut")));
    assert!(!schema.is_valid(&json!({ "data": { "name": "Oak" } })));
}

#[test]
fn a_token_that_is_dressed_in_its_own_way_is_no_bearer_token() {
    let own = "credentials:\n  token: { header: Authorization, written: \"Garden {}\", got_by: oauth, holds: secret, doc: Opens. }\n  client_id: { oauth: client_id, doc: Who. }\n  client_secret: { oauth: client_secret, holds: secret, doc: Proves it. }\noauth: { token_url: /token, grant: client_credentials, client: body, doc: Ask. }\n";
    let calls = "family: read\nmethod: GET\nsends: query\ncalls:\n  read_plant: { doc: Reads., returns: outcome }\n";
    let document = garden(own, &[("read", calls)], Profile::V3_1);
    let scheme = &document["components"]["securitySchemes"]["token"];
    assert_eq!(scheme["type"], "apiKey");
    assert_eq!(scheme["x-written"], "Garden {}");
    assert!(losses(&document).iter().any(|it| it.contains("OAuth")));
    let usual = own.replace("Garden {}", "Bearer {}");
    let document = garden(&usual, &[("read", calls)], Profile::V3_1);
    let scheme = &document["components"]["securitySchemes"]["token"];
    assert_eq!(scheme["type"], "oauth2");
}

#[test]
fn a_success_shows_a_record_of_values_that_pass() {
    let answers = "envelopes:\n  standard: { code: code, message: message, total: total, records: data }\nresult_codes:\n  ok: { code: \"1\", means: success, message: Fine }\n  missing: { code: \"2\", means: not_found, message: None }\n";
    let record = "record: plant\nidentified_by: id\nfields:\n  id: { limit: id, doc: Its number. }\n  name: { limit: latin, doc: Its name. }\n  token: { limit: latin, holds: secret, doc: Opens. }\n  rest: { limit: text, doc: Any. }\n";
    let limits =
        "limits:\n  latin: { rule: { text: { max: 9 } }, pass: [Quercus], doc: A name. }\n";
    let calls = "family: read\nmethod: GET\nsends: query\ncodes: [ok, missing]\ncalls:\n  find_plants: { doc: Finds., returns: { many: plant } }\n  read_plant: { doc: Reads., returns: { one: plant } }\n";
    let files = [("record", record), ("limits", limits), ("read", calls)];
    let document = garden(answers, &files, Profile::V3_1);
    let examples = |path: &str| {
        &document["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["examples"]
    };
    let oak = json!({ "id": "42", "name": "Quercus" });
    assert_eq!(
        examples("/find_plants")["ok"]["value"],
        json!({ "code": "1", "message": "Fine", "total": 1, "data": [oak] })
    );
    assert_eq!(
        examples("/read_plant")["ok"]["value"],
        json!({ "code": "1", "message": "Fine", "data": [oak] })
    );
    assert_eq!(
        examples("/read_plant")["missing"]["value"],
        json!({ "code": "2", "message": "None" })
    );
}

#[test]
fn a_limit_called_like_the_schema_of_a_record_has_a_schema_of_its_own() {
    let limits = "limits:\n  plant_record: { rule: { text: { max: 9 } }, doc: A name. }\n";
    let record = "record: plant\nfields:\n  name: { limit: text, doc: Its name. }\n";
    let calls = "family: create\nmethod: POST\nsends: json\ncalls:\n  add_plant: { doc: Adds., keys: { written: { limit: plant_record, doc: One. } }, returns: { one: plant } }\n";
    let files = [("limits", limits), ("record", record), ("create", calls)];
    let document = garden("", &files, Profile::V3_1);
    let schemas = document["components"]["schemas"].as_object().unwrap();
    let kinds: Vec<&Value> = ["PlantRecord", "PlantRecord2"]
        .iter()
        .map(|name| &schemas[*name]["type"])
        .collect();
    assert_eq!(kinds, ["string", "object"]);
}

#[test]
fn of_optional_credentials_any_may_be_there() {
    let credentials = "credentials:\n  key: { header: X-Key, holds: secret, doc: Opens. }\n  bed: { header: X-Bed, optional: true, doc: A bed. }\n  plot: { header: X-Plot, optional: true, doc: A plot. }\n";
    let calls = "family: read\nmethod: GET\nsends: query\ncalls:\n  read_plant: { doc: Reads., returns: outcome }\n";
    let document = garden(credentials, &[("read", calls)], Profile::V3_1);
    let alternatives = document["paths"]["/read_plant"]["get"]["security"].as_array();
    let names = alternatives.unwrap().iter().map(|them| {
        let names = them.as_object().unwrap().keys().map(String::as_str);
        let mut names: Vec<&str> = names.collect();
        names.sort_unstable();
        names
    });
    assert_eq!(
        names.collect::<Vec<_>>(),
        [
            vec!["bed", "key", "plot"],
            vec!["key", "plot"],
            vec!["bed", "key"],
            vec!["key"]
        ]
    );
}

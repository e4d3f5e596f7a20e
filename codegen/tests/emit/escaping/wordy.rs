//! A small spec with words in every place that words can have.

use std::sync::OnceLock;

use prose_codegen::emit::{
    EMITTERS, File, bundle, html, openapi, outputs, reference, rust, schema,
};
use prose_codegen::naming;
use prose_codegen::render::{Format, render};
use prose_codegen::source::Sources;
use serde_json::Value;

/// The words of a spec, as YAML.
pub(crate) struct Words {
    /// In any number of lines.
    doc: String,
    /// In one line, as names must be.
    name: String,
    /// The same without dots, which separate the steps of a path.
    path: String,
    /// The same without braces, which say how often something stands there.
    shape: String,
    /// The same, and not the same.
    label: String,
    /// The name in Rust that is made of the label.
    variant: String,
}

impl Words {
    /// A word of its own stands at the end, so that there is always one.
    pub(crate) fn of(words: &str) -> Self {
        let line = in_one_line(words);
        Self::in_places(&format!("{words} z"), &format!("{line} z label"))
    }

    /// Nothing stands at the end, so that it meets what the emitter adds. None, if they cannot be names
    /// of this spec; or where there are no words at all, since forms have none of the backticks.
    pub(crate) fn bare(words: &str) -> Option<Self> {
        let line = in_one_line(words);
        let is_taken = ["1", "2", "other", "set", "shape"].contains(&line.trim());
        let is_nothing = line.chars().all(|sign| sign == '`' || sign.is_whitespace());
        let words = Self::in_places(words, &format!("label z {line}"));
        (!is_taken && !is_nothing).then_some(words)
    }

    fn in_places(words: &str, label: &str) -> Self {
        // A text of JSON is one of YAML.
        let yaml = |text: &str| serde_json::Value::from(text).to_string();
        let line = in_one_line(words);
        Self {
            doc: yaml(words),
            name: yaml(&in_one_line(words)),
            path: yaml(&in_one_line(words).replace('.', ",")),
            shape: yaml(if words.contains(['{', '}']) {
                "shaped"
            } else {
                &line
            }),
            label: yaml(label),
            variant: naming::pascal(label),
        }
    }
}

fn in_one_line(words: &str) -> String {
    words.replace(char::is_control, " ")
}

/// What reads the files of an emitter here.
#[derive(Clone, Copy)]
pub(crate) enum Reader {
    /// As Rust, and its documentation as Markdown.
    Code,
    /// As HTML.
    Forms,
    /// As the files of the spec, which they must be.
    Spec,
    /// As HTML, or as Markdown.
    Reference,
    /// As JSON, whose keys no words of the spec are.
    Json,
    /// As JSON whose descriptions are Markdown.
    Descriptions,
}

/// Each emitter has one: what nobody reads, nobody knows to be harmless.
const READERS: [(&str, Reader); 6] = [
    (rust::EMITTER.name, Reader::Code),
    (html::EMITTER.name, Reader::Forms),
    (bundle::EMITTER.name, Reader::Spec),
    (reference::EMITTER.name, Reader::Reference),
    (schema::EMITTER.name, Reader::Json),
    (openapi::EMITTER.name, Reader::Descriptions),
];

pub(crate) fn reader(emitter: &str) -> Option<Reader> {
    let mut readers = READERS.iter();
    readers
        .find(|(name, _)| *name == emitter)
        .map(|(_, reader)| *reader)
}

/// What is made of the spec.
#[derive(Default)]
pub(crate) struct Emitted {
    pub(crate) code: Vec<File>,
    pub(crate) forms: Vec<File>,
    /// The reference, as a page and as Markdown.
    pub(crate) reference: Vec<File>,
    /// Each description of OpenAPI documents.
    pub(crate) descriptions: Vec<String>,
}

/// Emits the spec with these words, by all emitters.
pub(crate) fn emit(words: &Words) -> Emitted {
    let mut sources = Sources::new();
    for (path, text) in FILES {
        let text = text
            .replace("DOC", &words.doc)
            .replace("NAME", &words.name)
            .replace("SHAPE", &words.shape)
            .replace("PATH", &words.path)
            .replace("LABEL", &words.label);
        sources.add(path, &text);
    }
    let compiled = prose_codegen::compile(&sources);
    let told = || {
        render(
            &compiled.diagnostics,
            &sources,
            Format::Human { colour: false },
        )
    };
    assert!(compiled.diagnostics.is_empty(), "{}", told());
    let Some(api) = compiled.model else {
        unreachable!("a spec without mistakes has a model");
    };
    let outputs = outputs(&[api], EMITTERS);
    assert!(outputs.is_ok(), "{outputs:?}");
    let mut emitted = Emitted::default();
    for output in outputs.unwrap_or_default() {
        match reader(output.emitter) {
            Some(Reader::Code) => emitted.code.extend(output.files),
            Some(Reader::Forms) => emitted.forms.extend(output.files),
            Some(Reader::Reference) => emitted.reference.extend(output.files),
            Some(Reader::Spec) => assert_carried(&output.files, &sources),
            Some(Reader::Json) => assert_keys(&output.files),
            Some(Reader::Descriptions) => collect_descriptions(&output.files, &mut emitted),
            None => unreachable!("nothing here reads what `{}` makes", output.emitter),
        }
    }
    for file in &mut emitted.code {
        // Variants are called after labels: by letters and digits, as every name.
        file.text = file.text.replace(&words.variant, "Labelled");
    }
    emitted
}

/// A file's words make no file of their own, and none of them is lost.
#[track_caller]
fn assert_carried(bundles: &[File], sources: &Sources) {
    let [bundle] = bundles else {
        unreachable!("one API has one bundle");
    };
    let read = Sources::of_bundle(&bundle.text).unwrap_or_default();
    let files = |sources: &Sources| -> Vec<(String, String)> {
        let files = sources.files().iter();
        files
            .map(|file| (file.path.clone(), file.text.replace("\r\n", "\n")))
            .collect()
    };
    assert_eq!(files(&read), files(sources));
}

#[track_caller]
fn collect_descriptions(files: &[File], emitted: &mut Emitted) {
    // The other profiles have the same descriptions.
    for file in files.iter().filter(|file| file.path == "garden.json") {
        let value = serde_json::from_str(&file.text);
        assert!(value.is_ok(), "{value:?}: {}", file.text);
        add_descriptions(&value.unwrap_or_default(), &mut emitted.descriptions);
    }
}

fn add_descriptions(value: &Value, descriptions: &mut Vec<String>) {
    match value {
        Value::Object(entries) => entries.iter().for_each(|(key, value)| match value {
            Value::String(text) if key == "description" => descriptions.push(text.clone()),
            value => add_descriptions(value, descriptions),
        }),
        Value::Array(items) => items
            .iter()
            .for_each(|item| add_descriptions(item, descriptions)),
        _ => {}
    }
}

/// Whatever the words are, the keys are the same: those of the first words.
#[track_caller]
fn assert_keys(files: &[File]) {
    static KEYS: OnceLock<Vec<String>> = OnceLock::new();
    let mut keys = Vec::new();
    for file in files {
        let value = serde_json::from_str(&file.text);
        assert!(value.is_ok(), "{value:?}: {}", file.text);
        collect_keys(&value.unwrap_or_default(), &mut keys);
    }
    assert_eq!(&keys, KEYS.get_or_init(|| keys.clone()));
}

fn collect_keys(value: &Value, keys: &mut Vec<String>) {
    match value {
        Value::Object(entries) => entries.iter().for_each(|(key, value)| {
            keys.push(key.clone());
            collect_keys(value, keys);
        }),
        Value::Array(items) => items.iter().for_each(|item| collect_keys(item, keys)),
        _ => {}
    }
}

const FILES: [(&str, &str); 8] = [
    (
        "garden/api.yaml",
        r#"
api: garden
bundle: carried
title: DOC
doc: DOC
base_url: https://{self}.example.com/
variables:
  self: { env: SELF, doc: DOC }
revisions:
  before: { doc: DOC }
  current: { doc: DOC }
credentials:
  key: { body: key, holds: secret, env: KEY, doc: DOC }
  user: { body: user, optional: true, doc: DOC }
  half: { basic: { password: NAME }, optional: true, doc: DOC }
  token: { header: X-Token, got_by: oauth, doc: DOC }
  client_id: { oauth: client_id, doc: DOC }
  client_secret: { oauth: client_secret, doc: DOC }
webhooks: { header: X-Signature, hmac: sha256, doc: DOC, written: "z{}", over: "z{body}" }
oauth: { token_url: /token, grant: client_credentials, doc: DOC }
envelopes:
  bare: { records: ., code: PATH, message: PATH, errors: [PATH, errors], details: { parameter: [PATH, param] } }
result_codes:
  "1": { message: NAME, doc: DOC, means: success }
  "2": { message: NAME, means: not_found }
  NAME: { status: 404, says: NAME, means: in_use, rust: named }
  third: { code: LABEL, says: NAME, means: in_use }
not_described:
  - { page: NAME, says: DOC }
quirks:
  - { about: NAME, says: DOC, we: DOC }
"#,
    ),
    (
        "garden/limits.yaml",
        r#"
limits:
  described: { rule: { text: { max: 10000 } }, doc: DOC }
  shaped: { rule: { shape: [SHAPE] }, before: [NAME] }
  sure: { rule: { flag: { yes: NAME, no: other no } }, aliases: { NAME: LABEL } }
  chosen: { rule: { one_of: { NAME: LABEL, other: Another } }, doc: DOC }
"#,
    ),
    (
        "garden/plant.yaml",
        r#"
table: plant
title: DOC
doc: DOC
keys:
  NAME: { limit: described, doc: DOC, label: LABEL, hint: DOC, default: NAME, rust: first, was: { before: { key: NAME, says: DOC } }, quirks: [ { says: DOC, we: DOC } ] }
  shape: { limit: shaped, doc: DOC, since: current }
  code: { limit: shaped, doc: DOC, hint: DOC }
  sure: { limit: sure, doc: DOC, default: NAME }
  set: { limit: chosen, doc: DOC, default: NAME }
  own_set: { limit: { one_of: { NAME: LABEL, other: Another } }, doc: DOC, sent_as: LABEL }
quirks:
  - { about: NAME, says: DOC, we: DOC }
"#,
    ),
    (
        "garden/create.yaml",
        r#"
family: create
title: DOC
doc: DOC
method: POST
sends: form
calls:
  add_plant:
    doc: DOC
    accepts: [plant, extra]
    credentials: [key, user]
    fixed: { fixed: NAME }
    requires:
      - NAME
      - when: { set: NAME }
        also: [shape]
    html_form: { shows: [NAME, sure], hidden: [shape], consents: { sure: DOC } }
    codes: ["1", NAME]
    unproven: DOC
    was: { before: { says: DOC } }
    returns: { one: plant }
    quirks:
      - { about: NAME, says: DOC, we: DOC }
  name_plant:
    doc: DOC
    fixed: { elsewhere: { value: NAME, in: query } }
    returns: outcome
"#,
    ),
    (
        "garden/read.yaml",
        r#"
family: read
method: GET
credentials: []
sends: query
calls:
  list_plants:
    doc: DOC
    keys: { cursor: { limit: text, doc: DOC } }
    returns: { many: plant }
    paging: { by_cursor: { cursor: cursor, next: PATH, more: PATH } }
  draw_plants:
    doc: DOC
    returns: text
    answer_headers: { X-Plant: { limit: described, doc: DOC, rust: plant, label: LABEL, quirks: [ { says: DOC, we: DOC } ] } }
  walk_plants:
    doc: DOC
    returns: { many: plant }
    paging: { by_address: { body: PATH, more: PATH } }
"#,
    ),
    (
        "garden/extra.yaml",
        r#"
table: extra
title: DOC
open: { limit: described, prefix: NAME, doc: DOC }
"#,
    ),
    (
        "garden/event.yaml",
        r#"
event: grown
doc: DOC
told_by: { key: PATH, is: NAME }
within: PATH
record: plant
"#,
    ),
    (
        "garden/records.yaml",
        r#"
record: plant
doc: DOC
includes: [plant]
fields:
  other: { limit: described, doc: DOC, answers: text }
quirks:
  - { about: NAME, says: DOC, we: DOC }
"#,
    ),
];

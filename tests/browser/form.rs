//! Every form that there is: those of the fixtures and those of the specs.

use std::fs;
use std::path::{Path, PathBuf};

use prose_codegen::emit::html;
use prose_codegen::model::{Accepted, Api, Call, CredentialPlace, Requires};
use prose_codegen::source::Sources;
use prose_fixture::Fixture;

use crate::descriptor::descriptor;
use crate::sample::{Source, good};

/// A call and the form that is made of it.
pub(crate) struct Form {
    pub(crate) call: Call,
    pub(crate) descriptor: &'static prose_runtime::CallDescriptor,
    /// As it is emitted, but that it posts to `/post` of the page's server.
    pub(crate) html: String,
    /// What stands in hidden inputs as it is emitted.
    pub(crate) emitted: Vec<(String, String)>,
}

impl Form {
    /// The keys that the visitor fills in.
    pub(crate) fn shown(&self) -> impl Iterator<Item = &Accepted> {
        let hidden = self.call.html_form.as_ref().map(|form| &form.hidden[..]);
        let is_hidden = move |key: &String| hidden.unwrap_or_default().contains(key);
        let accepts = self.call.accepts.iter();
        accepts.filter(move |accepted| !is_hidden(&accepted.key.wire))
    }

    /// What the site must set, with values that will do.
    pub(crate) fn set_by_the_site(&self) -> Vec<(String, String)> {
        let hidden = self.call.html_form.as_ref().map(|form| &form.hidden[..]);
        let hidden = hidden.unwrap_or_default();
        let mut source = Source::new();
        let always = self.call.always_required().map(|required| &required.key);
        always
            .filter(|key| hidden.contains(&key.wire))
            .map(|key| (key.wire.clone(), source.one(&good(&key.limit))))
            .collect()
    }

    /// The keys of requirements that are more than one key.
    pub(crate) fn depending(&self) -> Vec<String> {
        let mut keys = Vec::new();
        for item in &self.call.requires {
            match item {
                Requires::Key(_) => {}
                Requires::AnyOf(groups)
                | Requires::ExactlyOneOf(groups)
                | Requires::AtMostOneOf(groups) => {
                    keys.extend(groups.iter().flatten().cloned());
                }
                Requires::When { key, also, .. } | Requires::WhenThere { key, also } => {
                    keys.push(key.clone());
                    keys.extend(also.iter().cloned());
                }
            }
        }
        keys.dedup();
        keys
    }

    pub(crate) fn has_lines(&self, key: &str) -> bool {
        let form = self.call.html_form.as_ref();
        form.is_some_and(|form| form.lines.iter().any(|lines| lines == key))
    }
}

pub(crate) fn forms() -> Vec<Form> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    let fixtures = [
        "a_form_ready_to_paste",
        "a_form_of_rules_with_bounds",
        "a_form_bears_keys_called_like_its_members",
        "at_most_one_of_and_what_goes_with_a_key",
    ];
    let mut folders: Vec<PathBuf> = fs::read_dir(tests.join("../spec"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    let of_fixtures = fixtures.iter().flat_map(|name| {
        let path = tests.join("../codegen/tests/emit/fixtures").join(name);
        Fixture::read(&path.with_extension("spec")).on_disk(forms_of)
    });
    let of_specs = folders.iter().flat_map(|folder| forms_of(folder));
    of_fixtures.chain(of_specs).collect()
}

fn forms_of(folder: &Path) -> Vec<Form> {
    let api: Api = prose_codegen::compile(&Sources::load(folder).unwrap())
        .model
        .unwrap();
    let files = html::emit(&api);
    let calls = api.calls().filter(|call| call.html_form.is_some());
    calls
        .map(|call| {
            let path = format!("{}.html", call.function);
            let file = files.iter().find(|file| file.path == path).unwrap();
            Form {
                descriptor: descriptor(call),
                html: with_address(&file.text),
                emitted: emitted(&api, call),
                call: call.clone(),
            }
        })
        .collect()
}

/// Credentials of the body, as they are dressed without a value, and fixed parameters.
fn emitted(api: &Api, call: &Call) -> Vec<(String, String)> {
    let names = call.credentials.as_ref();
    let sent = api
        .credentials
        .iter()
        .filter(|known| names.is_none_or(|names| names.contains(&known.name)));
    let dressed = sent.filter_map(|credential| match &credential.place {
        CredentialPlace::Body(name) => {
            let dress = format!("{}{}", credential.before, credential.after);
            Some((name.clone(), dress))
        }
        _ => None,
    });
    let both = dressed.chain(call.fixed.clone());
    both.filter(|(_, value)| !value.is_empty()).collect()
}

fn with_address(html: &str) -> String {
    let (before, rest) = html.split_once(" action=\"").unwrap();
    let (address, after) = rest.split_once('"').unwrap();
    assert!(address.starts_with("https://"), "{address}");
    format!("{before} action=\"/post\"{after}")
}

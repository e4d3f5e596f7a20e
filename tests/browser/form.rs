//! Every form that there is: those of the fixtures and those of the specs.

use std::fs;
use std::path::{Path, PathBuf};

use prose_codegen::emit::html;
use prose_codegen::model::{Accepted, Api, Call, CredentialPlace, Requires, Rule};
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
    /// Its file.
    pub(crate) file: String,
    /// What stands in hidden inputs as it is emitted, and is sent so.
    pub(crate) fixed: Vec<(String, String)>,
    /// Credentials of the body, with values that will do.
    pub(crate) credentials: Vec<(String, String)>,
}

impl Form {
    /// The keys that the visitor fills in, in the order of the form.
    pub(crate) fn shown(&self) -> impl Iterator<Item = &Accepted> {
        let hidden = self.call.html_form.as_ref().map(|form| &form.hidden[..]);
        let is_hidden = |key: &String| hidden.unwrap_or_default().contains(key);
        let accepts = self.call.accepts.iter();
        let mut shown: Vec<(usize, &Accepted)> = accepts
            .filter(|accepted| !is_hidden(&accepted.key.wire))
            .filter_map(|accepted| Some((self.place(&accepted.key.wire)?, accepted)))
            .collect();
        shown.sort_by_key(|(place, _)| *place);
        shown.into_iter().map(|(_, accepted)| accepted)
    }

    /// Where the input of a key stands.
    fn place(&self, wire: &str) -> Option<usize> {
        let name = wire.replace('&', "&amp;").replace('<', "&lt;");
        let name = name.replace('>', "&gt;").replace('"', "&quot;");
        self.html.find(&format!(" name=\"{name}\""))
    }

    /// What the box of a key sends when it is ticked, and what is sent when it is not.
    pub(crate) fn consent(&self, wire: &str) -> Option<(&str, &str)> {
        self.call.html_form.as_ref()?.consent(wire)?;
        let mut accepts = self.call.accepts.iter();
        let key = &accepts.find(|accepted| accepted.key.wire == wire)?.key;
        Some(match &key.limit.rule {
            Rule::FlagAs { yes, no } => (yes, no),
            Rule::Boolean => ("true", "false"),
            _ => ("1", "0"),
        })
    }

    /// The form as it is for who runs no scripts.
    pub(crate) fn without_script(&self) -> String {
        let (before, rest) = self.html.split_once("<script>").unwrap();
        let (_, after) = rest.split_once("</script>").unwrap();
        format!("{before}{after}")
    }

    /// These values and, where a box stays as it is, its no; in the order of the form.
    pub(crate) fn with_consents(&self, values: &[(String, String)]) -> Vec<(String, String)> {
        let mut all = values.to_vec();
        for shown in self.shown() {
            let wire = &shown.key.wire;
            let Some((yes, no)) = self.consent(wire) else {
                continue;
            };
            let is_ticked = values
                .iter()
                .any(|(name, value)| name == wire && value == yes);
            all.retain(|(name, _)| name != wire);
            let value = if is_ticked { yes } else { no };
            all.push((wire.clone(), value.to_owned()));
        }
        all.sort_by_key(|(name, _)| self.place(name));
        all
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
        "a_form_is_a_choice",
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
        .flat_map(|call| {
            // What most visitors see, and all that there is.
            let paths = ["html", "all.html"].map(|end| format!("{}.{end}", call.function));
            let of_call = files.iter().filter(move |file| paths.contains(&file.path));
            let api = &api;
            of_call.map(move |file| Form {
                descriptor: descriptor(call),
                html: with_address(&file.text),
                file: file.path.clone(),
                fixed: call.fixed.clone(),
                credentials: credentials(api, call),
                call: call.clone(),
            })
        })
        .collect()
}

/// Credentials of the body, as they are dressed with a value.
fn credentials(api: &Api, call: &Call) -> Vec<(String, String)> {
    let names = call.credentials.as_ref();
    let sent = api
        .credentials
        .iter()
        .filter(|known| names.is_none_or(|names| names.contains(&known.name)));
    let dressed = sent.filter_map(|credential| match &credential.place {
        CredentialPlace::Body(name) => {
            let dressed = format!("{}key{}", credential.before, credential.after);
            Some((name.clone(), dressed))
        }
        _ => None,
    });
    dressed.collect()
}

fn with_address(html: &str) -> String {
    let (before, rest) = html.split_once(" action=\"").unwrap();
    let (address, after) = rest.split_once('"').unwrap();
    assert!(address.starts_with("https://"), "{address}");
    format!("{before} action=\"/post\"{after}")
}

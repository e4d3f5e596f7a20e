//! The `api:` file, as written.

use super::answers::{Envelope, OTHER_CODES, ResultCode, read_envelope, read_result_code};
use super::doc;
use super::fields::{Fields, count, text};
use super::table::{HOLDS, Quirk, read_quirks};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Blank, CredentialPlace, Holds, Rate};
use crate::source::Node;
use crate::span::{At, Span};

/// The API itself.
#[derive(Clone, Debug)]
pub struct Api {
    /// Its name.
    pub name: At<String>,
    /// Title of the vendor's document.
    pub title: String,
    /// What it is.
    pub doc: String,
    /// The folder that receives the code.
    pub crate_name: Option<At<String>>,
    /// Base URL; absent if it could not be read.
    pub base_url: Option<At<String>>,
    /// Variables of the base URL.
    pub variables: Vec<Variable>,
    /// Whether plain HTTP is refused.
    pub https_only: bool,
    /// Revisions, oldest first.
    pub revisions: Vec<Revision>,
    /// Order of the tables.
    pub tables: Option<Vec<At<String>>>,
    /// Order of the families.
    pub families: Option<Vec<At<String>>>,
    /// Credentials.
    pub credentials: Vec<Credential>,
    /// Envelopes; the first is the default.
    pub envelopes: Vec<Envelope>,
    /// Result codes.
    pub result_codes: Vec<ResultCode>,
    /// Whether other codes are names of keys.
    pub other_codes_name_keys: bool,
    /// How many calls the vendor bears.
    pub rate: Option<Rate>,
    /// How updates say that a value is cleared.
    pub cleared_as: Blank,
    /// Quirks.
    pub quirks: Vec<Quirk>,
}

impl Api {
    /// What stands in for an `api:` file that could not be read, so that the rest is checked.
    pub(crate) fn unread() -> Self {
        Self {
            name: At::new("unread".to_owned(), Span::default()),
            title: String::new(),
            doc: String::new(),
            crate_name: None,
            base_url: None,
            variables: Vec::new(),
            https_only: true,
            revisions: Vec::new(),
            tables: None,
            families: None,
            credentials: Vec::new(),
            envelopes: Vec::new(),
            result_codes: Vec::new(),
            other_codes_name_keys: false,
            rate: None,
            cleared_as: Blank::Text,
            quirks: Vec::new(),
        }
    }
}

/// A variable of the base URL.
#[derive(Clone, Debug)]
pub struct Variable {
    /// Its name.
    pub name: At<String>,
    /// Environment variable.
    pub env: Option<At<String>>,
    /// What it stands for.
    pub doc: String,
}

/// A revision of the vendor's document.
#[derive(Clone, Debug)]
pub struct Revision {
    /// Its name: a date, or `current`.
    pub name: At<String>,
    /// What it is.
    pub doc: String,
}

/// A credential.
#[derive(Clone, Debug)]
pub struct Credential {
    /// Its name.
    pub name: At<String>,
    /// Where it travels.
    pub place: CredentialPlace,
    /// How it is written, with `{}` for the value.
    pub written: Option<At<String>>,
    /// Whether it is a secret.
    pub holds: Holds,
    /// Environment variable.
    pub env: Option<At<String>>,
    /// Whether calls work without it.
    pub optional: bool,
    /// Whether it selects the account.
    pub account: bool,
    /// What it is.
    pub doc: String,
}

/// Reads an `api:` file.
pub(crate) fn read(root: &Node, diagnostics: &mut Diagnostics) -> Option<Api> {
    let mut fields = Fields::of(root, "an API", root.span, diagnostics)?;
    let name = fields.require_text("api", diagnostics);
    let title = doc(fields.require_text("title", diagnostics));
    let about = doc(fields.text("doc", diagnostics));
    let crate_name = fields.text("crate", diagnostics);
    let base_url = fields.require_text("base_url", diagnostics);
    let transport = fields.word(
        "transport",
        &[("https_only", true), ("any", false)],
        diagnostics,
    );
    let variables = fields
        .entries("variables", diagnostics)
        .iter()
        .map(|(name, node)| read_variable(name, node, diagnostics))
        .collect();
    let revisions = fields
        .entries("revisions", diagnostics)
        .iter()
        .map(|(name, node)| Revision {
            name: name.clone(),
            doc: read_revision(name, node, diagnostics),
        })
        .collect();
    let tables = fields
        .get("tables")
        .map(|node| super::fields::texts(node, "tables", diagnostics));
    let families = fields
        .get("families")
        .map(|node| super::fields::texts(node, "families", diagnostics));
    let credentials = fields
        .entries("credentials", diagnostics)
        .iter()
        .filter_map(|(name, node)| read_credential(name, node, diagnostics))
        .collect();
    let envelopes = fields
        .entries("envelopes", diagnostics)
        .iter()
        .map(|(name, node)| read_envelope(name, node, diagnostics))
        .collect();
    let result_codes = fields
        .entries("result_codes", diagnostics)
        .iter()
        .map(|(code, node)| read_result_code(code, node, diagnostics))
        .collect();
    let other_codes = fields.word("other_codes", &OTHER_CODES, diagnostics);
    let rate = fields
        .get("rate")
        .and_then(|node| read_rate(node, diagnostics));
    let cleared_as = fields.word(
        "cleared_as",
        &[("blank_text", Blank::Text), ("null_value", Blank::Null)],
        diagnostics,
    );
    let quirks = read_quirks(&mut fields, diagnostics);
    fields.finish(diagnostics);
    Some(Api {
        name: name?,
        title,
        doc: about,
        crate_name,
        base_url,
        variables,
        https_only: transport.unwrap_or(true),
        revisions,
        tables,
        families,
        credentials,
        envelopes,
        result_codes,
        other_codes_name_keys: other_codes.unwrap_or(false),
        rate,
        cleared_as: cleared_as.unwrap_or_default(),
        quirks,
    })
}

fn read_variable(name: &At<String>, node: &Node, diagnostics: &mut Diagnostics) -> Variable {
    let mut fields = Fields::of_named(node, "a variable", name.span, diagnostics);
    let variable = Variable {
        name: name.clone(),
        env: fields.text("env", diagnostics),
        doc: doc(fields.text("doc", diagnostics)),
    };
    fields.finish(diagnostics);
    variable
}

fn read_revision(name: &At<String>, node: &Node, diagnostics: &mut Diagnostics) -> String {
    let mut fields = Fields::of_named(node, "a revision", name.span, diagnostics);
    let about = doc(fields.text("doc", diagnostics));
    fields.finish(diagnostics);
    about
}

fn read_rate(node: &Node, diagnostics: &mut Diagnostics) -> Option<Rate> {
    let mut fields = Fields::of(node, "a rate", node.span, diagnostics)?;
    let mut number = |key, expected| {
        let node = fields.require(key)?;
        count(node, key, 1, expected, diagnostics)
    };
    let calls = number("calls", "a number of calls, at least 1");
    let seconds = number("seconds", "a number of seconds, at least 1");
    fields.finish(diagnostics);
    Some(Rate {
        calls: calls?,
        seconds: seconds?,
    })
}

fn read_credential(
    name: &At<String>,
    node: &Node,
    diagnostics: &mut Diagnostics,
) -> Option<Credential> {
    let mut fields = Fields::of(node, "a credential", name.span, diagnostics)?;
    let mut places = Vec::new();
    let mut said = 0;
    for (key, place) in [
        (
            "header",
            CredentialPlace::Header as fn(String) -> CredentialPlace,
        ),
        ("query", CredentialPlace::Query),
        ("body", CredentialPlace::Body),
    ] {
        let node = fields.get(key);
        said += usize::from(node.is_some());
        places.extend(
            node.and_then(|node| text(node, key, diagnostics))
                .map(|text| place(text.value)),
        );
    }
    said += usize::from(fields.get("basic").is_some());
    let basic = [("user", false), ("password", true)];
    places.extend(fields.word("basic", &basic, diagnostics).map(|password| {
        if password {
            CredentialPlace::BasicPassword
        } else {
            CredentialPlace::BasicUser
        }
    }));
    if said != 1 {
        let (code, message) = if said == 0 {
            (Code::MissingKey, "does not say where it travels")
        } else {
            (Code::Exclusive, "travels in more than one place")
        };
        diagnostics.push(
            Diagnostic::error(
                code,
                Some(name.span),
                format!("the credential `{}` {message}", name.value),
            )
            .help("say one of `header:`, `query:`, `body:`, `basic: user`, `basic: password`"),
        );
    }
    let written = fields.text("written", diagnostics);
    if let Some(written) = written
        .as_ref()
        .filter(|written| written.value.matches("{}").count() != 1)
    {
        diagnostics.push(
            Diagnostic::error(
                Code::BadDressing,
                Some(written.span),
                format!("`{}` does not have one place for the value", written.value),
            )
            .help("write `{}` where the value goes, once: `ApiKey {}`"),
        );
    }
    let credential = Credential {
        name: name.clone(),
        // Without a place there was an error; a header goes with every other credential.
        place: places
            .pop()
            .unwrap_or_else(|| CredentialPlace::Header(name.value.clone())),
        written,
        holds: fields
            .word("holds", &HOLDS, diagnostics)
            .unwrap_or_default(),
        env: fields.text("env", diagnostics),
        optional: fields.yes("optional", diagnostics),
        account: fields.yes("account", diagnostics),
        doc: doc(fields.text("doc", diagnostics)),
    };
    fields.finish(diagnostics);
    Some(credential)
}

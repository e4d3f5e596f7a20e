//! The `api:` file, as written.

use super::answers::{Envelope, OTHER_CODES, ResultCode, read_envelope, read_result_code};
use super::attributes;
use super::basic::read_basic;
use super::doc;
use super::event::{Webhooks, read_webhooks};
use super::fields::{Fields, text};
use super::fixed::{Fixed, read_fixed_of_all};
use super::idempotency::{Idempotency, read_idempotency};
use super::not_described::{NotDescribed, read_not_described};
use super::oauth::{OAuth, PARTS, read_oauth};
use super::table::{HOLDS, Quirk, read_quirks};
use super::too_many::{read_not_acted, read_rate, read_wait};
use super::variable::{Variable, read_variable};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Blank, CredentialPlace, Holds, Rate, Wait};
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
    /// The folder that receives the spec in one file.
    pub bundle: Option<At<String>>,
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
    /// What all calls are always sent with.
    pub fixed: Vec<Fixed>,
    /// How the access token is got.
    pub oauth: Option<OAuth>,
    /// How webhooks are signed.
    pub webhooks: Option<Webhooks>,
    /// Envelopes; the first is the default.
    pub envelopes: Vec<Envelope>,
    /// Result codes.
    pub result_codes: Vec<ResultCode>,
    /// Whether other codes are names of keys.
    pub other_codes_name_keys: bool,
    /// How many calls the vendor bears.
    pub rate: Option<Rate>,
    /// Where answers to too many calls tell how long to wait.
    pub wait: Option<At<Wait>>,
    /// The key by which the server knows a change again.
    pub idempotency: Option<Idempotency>,
    /// HTTP statuses after which the server has certainly not acted.
    pub not_acted: Vec<u16>,
    /// How updates say that a value is cleared.
    pub cleared_as: Blank,
    /// Pages that are left out.
    pub not_described: Vec<NotDescribed>,
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
            bundle: None,
            base_url: None,
            variables: Vec::new(),
            https_only: true,
            revisions: Vec::new(),
            tables: None,
            families: None,
            credentials: Vec::new(),
            fixed: Vec::new(),
            oauth: None,
            webhooks: None,
            envelopes: Vec::new(),
            result_codes: Vec::new(),
            other_codes_name_keys: false,
            rate: None,
            wait: None,
            idempotency: None,
            not_acted: Vec::new(),
            cleared_as: Blank::Text,
            not_described: Vec::new(),
            quirks: Vec::new(),
        }
    }
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
    /// Whether it is the access token that is got by OAuth.
    pub got_by_oauth: bool,
    /// What it is.
    pub doc: String,
}

/// Reads an `api:` file.
pub(crate) fn read(root: &Node, diagnostics: &mut Diagnostics) -> Option<Api> {
    let mut fields = Fields::of(root, &attributes::API, root.span, diagnostics)?;
    let name = fields.require_text("api", diagnostics);
    let title = doc(fields.require_text("title", diagnostics));
    let about = doc(fields.text("doc", diagnostics));
    let crate_name = fields.text("crate", diagnostics);
    let bundle = fields.text("bundle", diagnostics);
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
    let fixed = read_fixed_of_all(&mut fields, diagnostics);
    let oauth = fields
        .get("oauth")
        .and_then(|node| read_oauth(node, node.span, diagnostics));
    let webhooks = fields
        .get("webhooks")
        .and_then(|node| read_webhooks(node, node.span, diagnostics));
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
    let rate = read_rate(&mut fields, diagnostics);
    let wait = read_wait(&mut fields, diagnostics);
    let idempotency = read_idempotency(&mut fields, diagnostics);
    let not_acted = read_not_acted(&mut fields, diagnostics);
    let cleared_as = fields.word(
        "cleared_as",
        &[("blank_text", Blank::Text), ("null_value", Blank::Null)],
        diagnostics,
    );
    let not_described = read_not_described(&mut fields, diagnostics);
    let quirks = read_quirks(&mut fields, diagnostics);
    fields.finish(diagnostics);
    Some(Api {
        name: name?,
        title,
        doc: about,
        crate_name,
        bundle,
        base_url,
        variables,
        https_only: transport.unwrap_or(true),
        revisions,
        tables,
        families,
        credentials,
        fixed,
        oauth,
        webhooks,
        envelopes,
        result_codes,
        other_codes_name_keys: other_codes.unwrap_or(false),
        rate,
        wait,
        idempotency,
        not_acted,
        cleared_as: cleared_as.unwrap_or_default(),
        not_described,
        quirks,
    })
}

fn read_revision(name: &At<String>, node: &Node, diagnostics: &mut Diagnostics) -> String {
    let mut fields = Fields::of_named(node, &attributes::REVISION, name.span, diagnostics);
    let about = doc(fields.text("doc", diagnostics));
    fields.finish(diagnostics);
    about
}

fn read_credential(
    name: &At<String>,
    node: &Node,
    diagnostics: &mut Diagnostics,
) -> Option<Credential> {
    let mut fields = Fields::of(node, &attributes::CREDENTIAL, name.span, diagnostics)?;
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
    places.extend(read_basic(&mut fields, diagnostics));
    said += usize::from(fields.get("oauth").is_some());
    let part = fields.word("oauth", &PARTS, diagnostics);
    places.extend(part.map(CredentialPlace::OAuth));
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
            .help("say one of `header:`, `query:`, `body:`, `basic: user`, `basic: password`, or `oauth:` and what of it"),
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
        got_by_oauth: fields
            .word("got_by", &[("oauth", true)], diagnostics)
            .is_some(),
        doc: doc(fields.text("doc", diagnostics)),
    };
    fields.finish(diagnostics);
    Some(credential)
}
